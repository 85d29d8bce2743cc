# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known of a raster before it is mapped. No layer is kept: it may go away at any time."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)

from ..kit import pixel_size

_COLORS = 3


@dataclass(frozen=True)
class RasterFacts:
    """A raster's name, file, grid and bands; `pixel_m` is the width of a pixel in metres.

    `bands` are as the engine counts them, a palette as its three colours; `band_names` are empty where the file names none.
    """

    name: str
    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    pixel: tuple[float, float]
    bands: int
    pixel_m: float | None
    band_names: tuple[str, ...] = ()

    @classmethod
    def of(cls, layer: QgsRasterLayer) -> RasterFacts:
        """Look at a layer."""
        pixel = (layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY())
        has_palette = layer.bandCount() == 1 and bool(layer.dataProvider().colorTable(1))
        bands = _COLORS if has_palette else layer.bandCount()
        # QGIS writes "Band 1" or "Band 1: name", in its language.
        names = tuple(layer.bandName(band).partition(": ")[2] for band in range(1, layer.bandCount() + 1))
        return cls(layer.name(), layer.crs(), layer.extent(), pixel, bands, pixel_size.metres(layer), names)

    def seen(self, box: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> QgsRectangle | None:
        """The part of the raster that a rectangle of another CRS shows, in the raster's; None where they do not meet."""
        if crs.isValid() and self.crs.isValid() and crs != self.crs:
            there = QgsCoordinateTransform(crs, self.crs, QgsProject.instance().transformContext())
            try:
                box = there.transformBoundingBox(box)
            except QgsCsException:
                return None
        common = box.intersect(self.extent)
        return None if common.isEmpty() else common

    def middle(self, box: QgsRectangle, most: int) -> tuple[QgsRectangle, bool]:
        """The middle of a rectangle, at most so many pixels a side, and whether that is less than all of it."""
        width, height = most * self.pixel[0], most * self.pixel[1]
        if box.width() <= width and box.height() <= height:
            return box, False
        return QgsRectangle.fromCenterAndSize(box.center(), min(box.width(), width), min(box.height(), height)), True
