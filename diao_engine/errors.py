# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong, by what the caller can do about it.

A message is one sentence for the analyst that names the value, the rule and the way out; it is raised as a code with arguments.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Union

from .messages import ENGLISH, Language, Sentence
from .messages.sentence import Parameter


class EngineError(Exception):
    """Base of all failures that the engine reports; `kind` is the word used on the wire.

    Parameters
    ----------
    code
        Code of a sentence in `messages`, or a sentence itself.
    field
        The parameter that is to be changed, where it is one.
    arguments
        What the sentence names.
    """

    kind = "internal"

    def __init__(self, code: Union[str, Sentence], /, field: str = "", **arguments: Any) -> None:
        super().__init__(code, field, arguments)
        self.sentences: tuple[Sentence, ...] = (
            code if isinstance(code, Sentence) else Sentence(code, field, arguments),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Failures travel between processes, whatever their constructors take."""
        return _restored, (type(self), self.args, self.__dict__)

    @property
    def message(self) -> str:
        """The failure in English."""
        return " ".join(self.lines())

    def lines(self, parameters: Iterable[Parameter] = (), language: Language = ENGLISH) -> list[str]:
        """The failure in a language, mostly one sentence; `parameters` are those of the job, see `Sentence.text`."""
        known = tuple(parameters)
        return [sentence.text(known, language) for sentence in self.sentences]

    def __str__(self) -> str:
        return self.message


def _restored(kind: type[EngineError], arguments: tuple[Any, ...], state: dict[str, Any]) -> EngineError:
    error = kind.__new__(kind)
    error.args = arguments
    error.__dict__.update(state)
    return error


class InvalidJob(EngineError):
    """The job itself breaks rules: `sentences` are all that are broken, `parameters` those of the job."""

    kind = "invalid_job"

    def __init__(self, problems: tuple[Sentence, ...], parameters: Iterable[Parameter]) -> None:
        self._parameters = tuple(parameters)
        super().__init__("")
        self.sentences = problems

    def lines(self, parameters: Iterable[Parameter] = (), language: Language = ENGLISH) -> list[str]:
        """A sentence per broken rule."""
        return super().lines(self._parameters, language)


class BadInput(EngineError):
    """The user's data cannot be used as they are."""

    kind = "bad_input"


class DiskFull(BadInput):
    """No room is left for the outputs."""

    def __init__(self, location: str = "") -> None:
        super().__init__("disk_full_at" if location else "disk_full", location=location)


class TooManyFiles(BadInput):
    """The system opens no more files for the engine."""

    def __init__(self) -> None:
        super().__init__("too_many_files")


class NoMemory(EngineError):
    """The machine or the GPU has too little memory for these settings."""

    kind = "no_memory"


class MissingDependency(EngineError):
    """The engine's environment lacks a package that the job needs."""

    kind = "missing_dependency"


class JobCancelled(Exception):
    """The user asked to stop; not a failure."""
