# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares the bands of a raster with those that a model was trained on, and says what differs."""

from __future__ import annotations

from dataclasses import dataclass

from ..messages import Sentence
from ..model.card import ModelCard
from ..protocol.progress import ProgressReporter
from ..raster.bands import BandSet, adaptation, differing_names, differing_scales, named
from ..raster.view import Adaptation


@dataclass(frozen=True)
class RasterBands:
    """The bands of a raster: their names for messages, what they mean, and a value that looks like an undeclared nodata value."""

    path: str
    names: tuple[str, ...]
    meaning: BandSet
    nodata_like: float | None = None


def wanted_bands(card: ModelCard) -> BandSet:
    """The bands of a card, as far as it names them."""
    return BandSet(tuple(map(named, card.bands)), card.scales, card.offsets, card.dtype)


def matched(card: ModelCard, raster: RasterBands, nodata: float | None, report: ProgressReporter) -> Adaptation | None:
    """What brings a raster to a model.

    Parameters
    ----------
    card
        Has as many bands as the raster, or names that are all among the raster's.
    raster
        The raster that is mapped.
    nodata
        A value that is no data where the file declares none; None for none.
    report
        Hears what is changed and what cannot be compared.

    Returns
    -------
    Adaptation or None
        None where the raster is read as it is.
    """
    wanted = wanted_bands(card)
    changes = adaptation(wanted, raster.meaning)
    in_order = tuple(range(len(raster.names)))
    if changes.positions != in_order:
        places = [
            Sentence.of("band_place", name=name, number=position + 1)
            for name, position in zip(card.bands, changes.positions, strict=True)
        ]
        report.info("bands_matched", path=raster.path, places=places)
    elif differing_names(wanted, raster.meaning):
        report.warning("other_band_names", bands=card.bands, path=raster.path, names=raster.meaning.names)
    if any(gain != 1 for gain in changes.gains) or any(changes.shifts):
        report.info("scale_brought", path=raster.path)
    elif differing_scales(wanted, raster.meaning):
        report.warning("scale_not_known", path=raster.path)
    if nodata is not None:
        changes = changes.with_nodata(nodata)
    elif raster.nodata_like is not None:
        report.warning("looks_like_nodata", path=raster.path, value=raster.nodata_like)
    return None if changes.is_none and changes.positions == in_order else changes
