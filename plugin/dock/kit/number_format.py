# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers as the analyst reads them, in the language of QGIS."""

from __future__ import annotations

from qgis.PyQt.QtCore import QLocale

from ....diao_engine.messages import formatted
from ....processing_provider.text import language, tr

NOTHING = "–"
_M2_PER_HA = 10_000.0
_M2_PER_KM2 = 1_000_000.0


def count_text(count: int) -> str:
    """A whole number with the separators of the language."""
    return str(QLocale().toString(count))


def area_text(square_metres: float | None) -> str:
    """An area in m², from a hectare on in ha, from a square kilometre on in km²."""
    if square_metres is None:
        return NOTHING
    if square_metres < _M2_PER_HA:
        return f"{_decimal(square_metres, 1 if square_metres < 10 else 0)} m²"
    if square_metres < _M2_PER_KM2:
        return f"{_decimal(square_metres / _M2_PER_HA, 2)} ha"
    return f"{_decimal(square_metres / _M2_PER_KM2, 2)} km²"


def area_pair_text(square_metres: float, half_width: float) -> str:
    """An area with half of its interval, both in the unit of the larger one."""
    largest = max(square_metres, half_width)
    unit, size = (
        ("m²", 1.0) if largest < _M2_PER_HA else ("ha", _M2_PER_HA) if largest < _M2_PER_KM2 else ("km²", _M2_PER_KM2)
    )
    return f"{_decimal(square_metres / size, 1)} ± {_decimal(half_width / size, 1)} {unit}"


def share_text(share: float | None) -> str:
    """A share of one in per cent, with the digits that a rare class needs."""
    return NOTHING if share is None else formatted(share, "share", language())


def score_text(score: float | None) -> str:
    """A score between 0 and 1."""
    return NOTHING if score is None else _decimal(score, 2)


def imbalance_text(value: float) -> str:
    """How far class shares are from the wanted ones; infinite where none of a class is wanted that occurs."""
    return formatted(value, "imbalance", language())


def points_text(points: float | None, *, signed: bool = False) -> str:
    """Points of per cent with one digit, as a difference with its sign."""
    if points is None:
        return NOTHING
    return ("+" if signed and points >= 0 else "") + _decimal(points, 1)


def pixel_text(metres: float) -> str:
    """The side of a pixel in metres, to three digits."""
    return f"{QLocale().toString(float(metres), 'g', 3)} m"


def megabytes_text(megabytes: float) -> str:
    """The size of files in megabytes, from a thousand on in gigabytes."""
    return f"{_decimal(megabytes, 0)} MB" if megabytes < 1000 else f"{_decimal(megabytes / 1000, 1)} GB"


def duration_text(seconds: float) -> str:
    """A duration in seconds, from a minute and a half on in minutes, from an hour and a half on in hours."""
    if seconds < 90:
        return tr("{n} s").format(n=max(1, round(seconds)))
    if seconds < 5400:
        return tr("{n} min").format(n=round(seconds / 60))
    return tr("{n} h").format(n=_decimal(seconds / 3600, 1))


def _decimal(value: float, digits: int) -> str:
    return str(QLocale().toString(float(value), "f", digits))
