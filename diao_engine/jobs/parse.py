# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers of values that come from files which anybody may have edited: each takes what JSON or a table holds and gives the value.

A reader is a function from any value to the right one; it raises `FieldError`, which says the field, the rule and the value. Standard
library only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping
from typing import Any

from ..messages import Sentence
from .colors import is_color

Reader = Callable[[Any], Any]
HIGHEST_CLASS = 65535
_LONGEST_SHOWN = 60
_THERE = Sentence("rule_there")
# Numbers between this and its reciprocal can be multiplied and divided by one another in 32 bits.
_MOST = 1e15
# The greatest number in 32 bits, for limits that stand for none.
MOST_FLOAT32 = 3.4e38


class FieldError(ValueError):
    """A value that breaks a rule; `field` is where it stands, as `classes[1].value`, and `sentence` says all of it."""

    def __init__(self, rule: Sentence, value: Any, field: str = "") -> None:
        self.rule, self.value, self.field = rule, value, field
        shown = repr(value)
        shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
        if rule == _THERE:
            self.sentence = Sentence.of("field_missing", place=field)
        else:
            self.sentence = Sentence.of("field_rule", place=field or Sentence("it"), rule=rule, value=shown)
        super().__init__(self.sentence)

    def inside(self, name: str) -> FieldError:
        """The same, as seen from what holds the field."""
        joint = "" if not self.field or self.field.startswith("[") else "."
        return FieldError(self.rule, self.value, f"{name}{joint}{self.field}")


def text(value: Any) -> str:
    """Any value as text: numbers stand where names are meant often enough."""
    if isinstance(value, (Mapping, list, tuple)):
        raise FieldError(Sentence("rule_text"), value)
    return str(value)


def whole(minimum: int, maximum: int) -> Reader:
    """A whole number within bounds, also one that is written as text or as a float."""
    rule = Sentence.of("rule_whole", minimum=minimum, maximum=maximum)

    def read(value: Any) -> int:
        number = _as_number(value, rule)
        if number != math.floor(number) or not minimum <= number <= maximum:
            raise FieldError(rule, value)
        return int(number)

    return read


def number(
    minimum: float | None = None, *, above: float | None = None, is_divisor: bool = False, most: float = _MOST
) -> Reader:
    """A finite number that 32 bits can reckon with, from a minimum or above a bound; a divisor is one that can be divided by."""
    rule = Sentence("rule_divisor" if is_divisor else "rule_number")
    if minimum is not None:
        rule = Sentence.of("rule_number_from", minimum=minimum)
    elif above is not None:
        rule = Sentence.of("rule_number_above", bound=above)

    def read(value: Any) -> float:
        given = _as_number(value, rule)
        if abs(given) > most or (minimum is not None and given < minimum) or (above is not None and given <= above):
            raise FieldError(rule, value)
        if is_divisor and abs(given) < 1 / most:
            raise FieldError(rule, value)
        return given

    return read


def color(value: Any) -> str:
    """A colour as `#rrggbb`; empty where there is none."""
    if value is None or value == "":
        return ""
    if not is_color(value):
        raise FieldError(Sentence("rule_color"), value)
    return str(value)


def one_of(*values: str) -> Reader:
    """One of some words."""

    def read(value: Any) -> str:
        if value not in values:
            raise FieldError(Sentence.of("rule_one_of", values=[repr(word) for word in values]), value)
        return str(value)

    return read


def optional(reader: Reader) -> Reader:
    """What `reader` reads, or None."""
    return lambda value: None if value is None else reader(value)


def list_of(reader: Reader, *, least: int = 0) -> Reader:
    """A list of at least so many entries, as a tuple."""

    def read(values: Any) -> tuple[Any, ...]:
        if not isinstance(values, list):
            raise FieldError(Sentence("rule_list"), values)
        if len(values) < least:
            raise FieldError(Sentence.of("rule_list_from", least=least), values)
        entries = []
        for index, value in enumerate(values):
            try:
                entries.append(reader(value))
            except FieldError as error:
                raise error.inside(f"[{index}]") from None
        return tuple(entries)

    return read


def mapping(value: Any) -> dict[str, Any]:
    """Names with values of any kind; numbers that JSON does not have (NaN, infinite) become None."""
    if not isinstance(value, Mapping):
        raise FieldError(Sentence("rule_mapping"), value)
    return {str(name): _writable(entry) for name, entry in value.items()}


def _writable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return mapping(value)
    if isinstance(value, list):
        return [_writable(entry) for entry in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def record(readers: Mapping[str, Reader], required: Collection[str] = (), *, is_strict: bool = False) -> Reader:
    """Named values, each by its reader. Names without a reader are passed over, or refused where the reader is strict."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise FieldError(Sentence("rule_mapping"), value)
        given = value
        for name in required:
            if name not in given:
                raise FieldError(_THERE, None, name)
        unknown = next((name for name in given if name not in readers), None)
        if is_strict and unknown is not None:
            raise FieldError(Sentence.of("rule_one_of", values=list(readers)), unknown)
        values = {}
        for name, entry in given.items():
            if name not in readers:
                continue
            try:
                values[name] = readers[name](entry)
            except FieldError as error:
                raise error.inside(name) from None
        return values

    return read


def from_json(document: str, reader: Reader) -> Any:
    """What a JSON text holds, read by `reader`; FieldError where it is no JSON."""
    try:
        value = json.loads(document)
    except (ValueError, RecursionError):
        raise FieldError(Sentence("rule_json"), document) from None
    return reader(value)


def _as_number(value: Any, rule: Sentence) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise FieldError(rule, value)
    try:
        given = float(value)
    except (ValueError, OverflowError):
        raise FieldError(rule, value) from None
    if not math.isfinite(given):
        raise FieldError(rule, value)
    return given
