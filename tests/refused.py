# SPDX-License-Identifier: GPL-2.0-or-later
"""What a test expects of a failure: its code and arguments. Words are for the few tests that are about words."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from diao_engine.errors import BadInput, EngineError
from diao_engine.messages import Sentence


@contextmanager
def refused(
    code: str, *, kind: type[EngineError] = BadInput, **arguments: Any
) -> Iterator[pytest.ExceptionInfo[EngineError]]:
    """Within it a failure of this kind is raised, with one sentence of this code that has these arguments.

    An argument is compared as text; a file may be named without its folder, a sentence by its code.
    """
    with pytest.raises(kind) as caught:
        yield caught
    (sentence,) = caught.value.sentences
    assert has(sentence, code, arguments), (sentence.code, sentence.arguments)


def has(sentence: Sentence, code: str, arguments: Mapping[str, Any]) -> bool:
    """Whether a sentence is of a code and has these arguments, compared as `refused` does."""
    return sentence.code == code and all(_is(sentence.arguments[name], value) for name, value in arguments.items())


def _is(value: Any, expected: Any) -> bool:
    shown = value.code if isinstance(value, Sentence) else _text(value)
    return value == expected or _text(expected) in (shown, os.path.basename(shown))


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
