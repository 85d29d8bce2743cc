# SPDX-License-Identifier: GPL-2.0-or-later
"""What a test expects of a failure: its code and arguments. Words are for the few tests that are about words."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
    assert sentence.code == code
    for name, expected in arguments.items():
        value = sentence.arguments[name]
        shown = value.code if isinstance(value, Sentence) else _text(value)
        assert _text(expected) in (shown, os.path.basename(shown)), name


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
