# SPDX-License-Identifier: GPL-2.0-or-later
"""On which pixels imagery of the network is put: CRS, corner, size, and the pieces in which it is fetched."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsPointXY,
    QgsProcessingException,
    QgsRectangle,
)

from ..diao_engine.jobs import Extent
from .compat import METRES
from .text import tr

_PIECE_PX = 1024
_WEB_MERCATOR = ("EPSG:3857", "EPSG:900913", "EPSG:3785", "EPSG:102100", "EPSG:102113")
_UTM_LATITUDE = 84.0
# Degrees, three zones: at the edges a metre of the projection is 1.2 % more than one on the ground.
_UTM_WIDTH = 18.0


@dataclass(frozen=True)
class Piece:
    """A window of the grid in pixels."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True)
class WebGrid:
    """Square pixels of side `pixel` metres from the upper left corner on."""

    crs: QgsCoordinateReferenceSystem
    left: float
    top: float
    pixel: float
    columns: int
    rows: int

    @property
    def extent(self) -> QgsRectangle:
        """The ground of the whole grid."""
        return self.ground(Piece(0, 0, self.columns, self.rows))

    def ground(self, piece: Piece) -> QgsRectangle:
        """The ground of a piece."""
        left, top = self.left + piece.column * self.pixel, self.top - piece.row * self.pixel
        return QgsRectangle(left, top - piece.rows * self.pixel, left + piece.columns * self.pixel, top)

    def pieces(self) -> Iterator[Piece]:
        """The windows that it is fetched in, row by row."""
        for row in range(0, self.rows, _PIECE_PX):
            for column in range(0, self.columns, _PIECE_PX):
                yield Piece(column, row, min(_PIECE_PX, self.columns - column), min(_PIECE_PX, self.rows - row))


def grid_of(
    extent: Extent,
    pixel: float,
    *,
    layer_crs: QgsCoordinateReferenceSystem,
    wanted: str,
    most: int,
    transforms: QgsCoordinateTransformContext,
) -> WebGrid:
    """The grid of an extent; QgsProcessingException where there is none, or where it has more pixels than `most`."""
    given = QgsCoordinateReferenceSystem(extent.crs) if extent.crs else layer_crs
    box = QgsRectangle(extent.xmin, extent.ymin, extent.xmax, extent.ymax)
    crs = _chosen(wanted) if wanted else _fitting(layer_crs, box, given, transforms)
    ground = _brought(box, given, crs, transforms)
    columns, rows = (max(1, math.ceil(side / pixel - 1e-6)) for side in (ground.width(), ground.height()))
    if columns * rows > most:
        raise QgsProcessingException(
            tr(
                "{columns} x {rows} pixels are asked for, more than the {most} of Most pixels (MAX_PIXELS); choose a smaller extent, "
                "a larger pixel size, or allow more."
            ).format(columns=columns, rows=rows, most=most)
        )
    return WebGrid(crs, ground.xMinimum(), ground.yMaximum(), pixel, columns, rows)


def _chosen(code: str) -> QgsCoordinateReferenceSystem:
    crs = QgsCoordinateReferenceSystem(code)
    if not crs.isValid() or crs.mapUnits() != METRES:
        raise QgsProcessingException(
            tr("CRS must be the code of a CRS in metres, such as EPSG:25832, got {code}.").format(code=code)
        )
    return crs


def _fitting(
    layer_crs: QgsCoordinateReferenceSystem,
    box: QgsRectangle,
    given: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> QgsCoordinateReferenceSystem:
    """The layer's own CRS where a metre in it is one on the ground, else the UTM zone of the middle of the extent.

    QgsProcessingException where the extent is too wide for that.
    """
    if layer_crs.mapUnits() == METRES and layer_crs.authid() not in _WEB_MERCATOR:
        return layer_crs
    degrees = _brought(box, given, QgsCoordinateReferenceSystem("EPSG:4326"), transforms)
    middle = degrees.center()
    if abs(middle.y()) > _UTM_LATITUDE:
        return QgsCoordinateReferenceSystem("EPSG:3413" if middle.y() > 0 else "EPSG:3031")
    if degrees.width() > _UTM_WIDTH:
        raise QgsProcessingException(
            tr(
                "The extent is {width} degrees wide, and the metres of one UTM zone hold for {most}; choose a smaller extent, or a "
                "CRS in metres (CRS)."
            ).format(width=math.ceil(degrees.width()), most=round(_UTM_WIDTH))
        )
    zone = min(60, int((middle.x() + 180.0) // 6.0) + 1)
    return QgsCoordinateReferenceSystem(f"EPSG:{32600 + zone if middle.y() >= 0 else 32700 + zone}")


def _brought(
    box: QgsRectangle,
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> QgsRectangle:
    try:
        brought = QgsCoordinateTransform(source, target, transforms).transformBoundingBox(box)
    except QgsCsException:
        brought = QgsRectangle()
    if brought.isNull() or not brought.isFinite():
        raise QgsProcessingException(
            tr("The extent cannot be brought to {crs}; choose one that lies there.").format(crs=target.authid())
        )
    return brought


def side_in(crs: QgsCoordinateReferenceSystem, grid: WebGrid, transforms: QgsCoordinateTransformContext) -> float:
    """The side of a pixel in the middle of a grid, in units of another CRS."""
    middle = grid.extent.center()
    there = QgsCoordinateTransform(grid.crs, crs, transforms)
    one, other = there.transform(middle), there.transform(QgsPointXY(middle.x() + grid.pixel, middle.y()))
    return float(one.distance(other))
