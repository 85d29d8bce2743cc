# SPDX-License-Identifier: GPL-2.0-or-later
"""The class map of another prior correction, worked out by QGIS from the probabilities of all classes while it draws.

A correction multiplies each class by a factor of its own, so the map for any other follows from the probabilities of one
(Saerens, Latinne and Decaestecker 2002, Neural Computation 14). Nothing is written and the model does not run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import QgsPalettedRasterRenderer, QgsRasterDataProvider, QgsRasterLayer
from qgis.PyQt.QtGui import QColor

MOST_CLASSES = 40  # the formula grows with their square
_BAND = '"p@{band}"'
_NO_COLOR = "#888888"


@dataclass(frozen=True)
class Shown:
    """A class as the map shows it; `log_ratio` is ln(natural / training share), by which a correction shifts it."""

    value: int
    name: str
    color: str
    log_ratio: float


@dataclass(frozen=True)
class Probabilities:
    """A raster with a band per class, in the order of the classes, and the prior correction that it was made with."""

    path: str
    correction: float


def map_layer(
    probabilities: Probabilities, classes: Sequence[Shown], correction: float, name: str
) -> QgsRasterLayer | None:
    """The class map for a prior correction, not in a project yet; None where the bands are not those of the classes."""
    bands = QgsRasterLayer(probabilities.path, name, "gdal")
    if not bands.isValid() or bands.bandCount() != len(classes) or not 2 <= len(classes) <= MOST_CLASSES:
        return None
    change = correction - probabilities.correction
    asked = QgsRasterDataProvider.VirtualRasterParameters()
    asked.crs, asked.extent, asked.width, asked.height = bands.crs(), bands.extent(), bands.width(), bands.height()
    asked.formula = formula([entry.value for entry in classes], [change * entry.log_ratio for entry in classes])
    source = QgsRasterDataProvider.VirtualRasterInputLayers()
    source.name, source.uri, source.provider = "p", probabilities.path, "gdal"
    asked.rInputLayers = [source]
    layer = QgsRasterLayer(QgsRasterDataProvider.encodeVirtualRasterProviderUri(asked), name, "virtualraster")
    if not layer.isValid():
        return None
    shown = [
        QgsPalettedRasterRenderer.Class(entry.value, QColor(entry.color or _NO_COLOR), entry.name) for entry in classes
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, shown))
    return layer


def formula(values: Sequence[int], shifts: Sequence[float]) -> str:
    """The value of the class whose shifted probability is greatest, the first of equals; shifts are logarithms of factors."""
    top = max(shifts)
    terms = [f"({_BAND.format(band=band)}*{math.exp(shift - top):.12f})" for band, shift in enumerate(shifts, start=1)]
    text, rest = str(values[-1]), terms[-1]
    for value, term in zip(reversed(values[:-1]), reversed(terms[:-1])):
        text = f"if({term}>={rest},{value},{text})"
        rest = f"max({term},{rest})"
    # Where there is no data, `if` of newer QGIS (3.40) takes a branch; a sum has no data in every version.
    return f"{text}+0*{_BAND.format(band=1)}"
