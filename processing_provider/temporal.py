# SPDX-License-Identifier: GPL-2.0-or-later
"""When results hold: what QGIS's temporal controller needs to play maps and changes. No widgets."""

from __future__ import annotations

import os

from qgis.core import (
    QgsDateTimeRange,
    QgsRasterLayer,
    QgsRasterLayerTemporalProperties,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtXml import QDomDocument, QDomElement

from ..diao_engine.jobs.outputs import record_file
from .compat import DAYS, FIXED_RANGE, MOMENT_OF_FIELD, opened

# How GDAL writes the date of a raster, and when changes were seen.
_RASTER_DATE, _FORMAT, DATE_FIELD = "TIFFTAG_DATETIME", "yyyy:MM:dd HH:mm:ss", "date"


def date_changes(layer: QgsVectorLayer) -> None:
    """Let changes appear at their date, and stay."""
    properties = layer.temporalProperties()
    properties.setMode(MOMENT_OF_FIELD)
    properties.setStartField(DATE_FIELD)
    properties.setAccumulateFeatures(True)
    # The range that the controller proposes ends with its last frame: without a while of its own the newest change is in none.
    properties.setFixedDuration(1)
    properties.setDurationUnits(DAYS)
    properties.setIsActive(True)


def date_map(path: str, document: QDomDocument, style: QDomElement) -> None:
    """Note in a style that an updated map holds from the date of its newest image on; other rasters hold always."""
    valid = _range_of(path)
    if valid is not None:
        properties = QgsRasterLayerTemporalProperties(None, True)
        properties.setMode(FIXED_RANGE)
        properties.setFixedTemporalRange(valid)
        properties.writeXml(style, document, QgsReadWriteContext())


def date_layer(layer: QgsRasterLayer, path: str) -> None:
    """The same for a layer that shows an updated map; whether it takes part in the controller stays as it is."""
    valid = _range_of(path)
    if valid is not None:
        layer.temporalProperties().setMode(FIXED_RANGE)
        layer.temporalProperties().setFixedTemporalRange(valid)


def _range_of(path: str) -> QgsDateTimeRange | None:
    """From when on an updated map holds; None for other rasters."""
    file = opened(path) if os.path.isfile(record_file(path)) else None
    moment = QDateTime.fromString("" if file is None else file.GetMetadataItem(_RASTER_DATE) or "", _FORMAT)
    if not moment.isValid():
        return None
    moment.setTimeSpec(Qt.TimeSpec.UTC)
    return QgsDateTimeRange(moment, QDateTime())
