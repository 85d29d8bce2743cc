# SPDX-License-Identifier: GPL-2.0-or-later
"""How large a pixel is on the ground."""

from __future__ import annotations

from qgis.core import QgsDistanceArea, QgsPointXY, QgsProject, QgsRasterLayer, QgsUnitTypes

from ....processing_provider import compat


def metres(layer: QgsRasterLayer) -> float | None:
    """The width of a pixel: on the map's plane, as the engine measures; on the ellipsoid where the CRS is in degrees.

    None where nothing says where the raster lies.
    """
    crs, pixel = layer.crs(), layer.rasterUnitsPerPixelX()
    if not crs.isValid():
        return None
    if not crs.isGeographic():
        return float(pixel * QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), compat.METRES))
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    center = layer.extent().center()
    length = measure.measureLine(center, QgsPointXY(center.x() + pixel, center.y()))
    return float(measure.convertLengthMeasurement(length, compat.METRES))
