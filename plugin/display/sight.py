# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the map looks: it goes to what has been made only when it shows nothing of it, for the analyst has chosen the rest."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsMapLayer, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas

_ROOM_AROUND = 1.05


def bring(canvas: QgsMapCanvas | None, layer: QgsMapLayer | None) -> None:
    """Go to a layer of which the map shows nothing; one that the CRS of the map cannot show is left where it is."""
    if canvas is None or layer is None:
        return
    box = _on(canvas, layer)
    if box is not None and not canvas.mapSettings().visibleExtent().intersects(box):
        _show(canvas, box)


def go(canvas: QgsMapCanvas, layer: QgsMapLayer) -> bool:
    """Go to a layer; whether the CRS of the map can show it."""
    box = _on(canvas, layer)
    if box is not None:
        _show(canvas, box)
    return box is not None


def _show(canvas: QgsMapCanvas, box: QgsRectangle) -> None:
    wider = QgsRectangle(box)
    wider.scale(_ROOM_AROUND)
    canvas.setExtent(wider)
    canvas.refresh()


def _on(canvas: QgsMapCanvas, layer: QgsMapLayer) -> QgsRectangle | None:
    """The extent of a layer in the CRS of the map."""
    box, shown = layer.extent(), canvas.mapSettings().destinationCrs()
    if box.isEmpty():
        return None
    if not layer.crs().isValid() or not shown.isValid():
        return box
    there = QgsCoordinateTransform(layer.crs(), shown, QgsProject.instance().transformContext())
    try:
        return there.transformBoundingBox(box)
    except QgsCsException:
        return None
