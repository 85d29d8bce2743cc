# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong, by what the caller can do about it.

A message is one sentence for the analyst that names the value, the rule and the way out.
"""

from __future__ import annotations


class EngineError(Exception):
    """Base of all failures that the engine reports; `kind` is the word used on the wire."""

    kind = "internal"

    def __init__(self, message: str, *, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems


class InvalidJob(EngineError):
    """The job itself breaks a rule; `problems` holds every broken rule as a sentence."""

    kind = "invalid_job"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems), problems=problems)


class BadInput(EngineError):
    """The user's data cannot be used as they are."""

    kind = "bad_input"


class DiskFull(BadInput):
    """No room is left for the outputs."""

    def __init__(self, location: str = "") -> None:
        disk = f"The disk of {location}" if location else "The disk"
        super().__init__(f"{disk} is full; free some space or choose another place for the outputs, then run it again.")


class TooManyFiles(BadInput):
    """The system opens no more files for the engine."""

    def __init__(self) -> None:
        super().__init__(
            "The system lets the engine open no more files; raise the limit of open files (ulimit -n), then run it again."
        )


class NoMemory(EngineError):
    """The machine or the GPU has too little memory for these settings."""

    kind = "no_memory"


class MissingDependency(EngineError):
    """The engine's environment lacks a package that the job needs."""

    kind = "missing_dependency"


class JobCancelled(Exception):
    """The user asked to stop; not a failure."""
