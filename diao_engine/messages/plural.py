# SPDX-License-Identifier: GPL-2.0-or-later
"""A sentence with a count in it: English has two forms of it, other languages have as many as they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True)
class Plural:
    """`one` is for the count 1, `other` for all others and the text that translations are found by; `count` names the argument."""

    count: str
    one: str
    other: str


Text = Union[str, Plural]  # what a catalogue holds for a code
