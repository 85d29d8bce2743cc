# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers as the analyst reads them, in sentences, reports and the window alike: shares and imbalances to the digits that count."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .language import Language

_NOTHING = "–"
_LEAST_PERCENT = 0.001
_LEAST_IMBALANCE = 0.0001


def formatted(value: Any, form: str, language: Language) -> str:
    """A number by a format of Python, or by `share` or `imbalance`, with the signs of a language."""
    return language.number(_FORMS[form](value) if form in _FORMS else format(value, form))


def _share(share: float) -> str:
    """A share of one in per cent, with the digits that a rare class needs."""
    if not math.isfinite(share):
        return _NOTHING
    percent = 100.0 * share
    if 0 < percent < _LEAST_PERCENT:
        return f"< {_LEAST_PERCENT}%"
    digits = 1 if percent >= 1 or percent <= 0 else 2 if percent >= 0.1 else 3
    return f"{percent:.{digits}f}%"


def _imbalance(value: float) -> str:
    """How far class shares are from the wanted ones; infinite where none of a class is wanted that occurs. Two digits that count."""
    if math.isinf(value):
        return "∞"
    if 0 < value < _LEAST_IMBALANCE:
        return f"< {_LEAST_IMBALANCE}"
    digits = 2 if value >= 0.1 or value <= 0 else 3 if value >= 0.01 else 4
    return f"{value:.{digits}f}"


_FORMS: dict[str, Callable[[float], str]] = {"share": _share, "imbalance": _imbalance}
