# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS 3.22 to 4: what moved or got a successor, under one name each."""

from __future__ import annotations

from typing import Any

from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsAction,
    QgsEditFormConfig,
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsRasterLayerTemporalProperties,
    QgsSymbolLayer,
    QgsTask,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerTemporalProperties,
)

if hasattr(Qgis, "ProcessingSourceType"):  # the enumerations of Processing since 3.36
    MAP_LAYER = Qgis.ProcessingSourceType.MapLayer
    RASTER = Qgis.ProcessingSourceType.Raster
    VECTOR = Qgis.ProcessingSourceType.Vector
    VECTOR_POINT = Qgis.ProcessingSourceType.VectorPoint
    VECTOR_POLYGON = Qgis.ProcessingSourceType.VectorPolygon
    ADVANCED = Qgis.ProcessingParameterFlag.Advanced
    INTEGER = Qgis.ProcessingNumberParameterType.Integer
    DOUBLE = Qgis.ProcessingNumberParameterType.Double
    FILE = Qgis.ProcessingFileParameterBehavior.File
    FOLDER = Qgis.ProcessingFileParameterBehavior.Folder
    ANY_FIELD = Qgis.ProcessingFieldParameterDataType.Any
else:
    MAP_LAYER = QgsProcessing.SourceType.TypeMapLayer
    RASTER = QgsProcessing.SourceType.TypeRaster
    VECTOR = QgsProcessing.SourceType.TypeVector
    VECTOR_POINT = QgsProcessing.SourceType.TypeVectorPoint
    VECTOR_POLYGON = QgsProcessing.SourceType.TypeVectorPolygon
    ADVANCED = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    INTEGER = QgsProcessingParameterNumber.Type.Integer
    DOUBLE = QgsProcessingParameterNumber.Type.Double
    FILE = QgsProcessingParameterFile.Behavior.File
    FOLDER = QgsProcessingParameterFile.Behavior.Folder
    ANY_FIELD = QgsProcessingParameterField.DataType.Any

# The units of length since 3.30.
METRES = Qgis.DistanceUnit.Meters if hasattr(Qgis, "DistanceUnit") else QgsUnitTypes.DistanceUnit.DistanceMeters

# What data can define of a symbol; the names of 3.22 begin with the word Property.
_OF_SYMBOL = QgsSymbolLayer.Property
FILL_STYLE, STROKE_STYLE, STROKE_WIDTH, FILL_COLOR, STROKE_COLOR = (
    getattr(_OF_SYMBOL, name, None) or getattr(_OF_SYMBOL, f"Property{name}")
    for name in ("FillStyle", "StrokeStyle", "StrokeWidth", "FillColor", "StrokeColor")
)

# The form whose fields are chosen, since 3.32, and an action in Python, since 3.24.
CHOSEN_FIELDS = (
    Qgis.AttributeFormLayout.DragAndDrop
    if hasattr(Qgis, "AttributeFormLayout")
    else QgsEditFormConfig.EditorLayout.TabLayout
)
PYTHON_ACTION = (
    Qgis.AttributeActionType.GenericPython
    if hasattr(Qgis, "AttributeActionType")
    else QgsAction.ActionType.GenericPython
)

# When layers hold, since 3.24 (vectors) and 3.22 (rasters).
MOMENT_OF_FIELD = (
    Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField
    if hasattr(Qgis, "VectorTemporalMode")
    else QgsVectorLayerTemporalProperties.TemporalMode.ModeFeatureDateTimeInstantFromField
)
FIXED_RANGE = (
    Qgis.RasterTemporalMode.FixedTemporalRange
    if hasattr(Qgis, "RasterTemporalMode")
    else QgsRasterLayerTemporalProperties.TemporalMode.ModeFixedTemporalRange
)
DAYS = Qgis.TemporalUnit.Days if hasattr(Qgis, "TemporalUnit") else QgsUnitTypes.TemporalUnit.TemporalDays  # since 3.30

# The flags of a task whose end QGIS tells nobody, since 3.26; before, there is no such task.
SILENT = [QgsTask.Flag.CanCancel | QgsTask.Flag.Silent] if Qgis.versionInt() >= 32600 else []


def band_of(renderer: Any) -> int:
    """The band that a renderer shows; the name of QGIS 3.38 and newer, and the one before."""
    ask = getattr(renderer, "inputBand", None) or renderer.band
    return int(ask())


def save_style(layer: QgsVectorLayer, name: str, description: str) -> str:
    """Make the style of a layer the default one in its file; why that cannot be, empty where it could."""
    if hasattr(layer, "saveStyleToDatabaseV2"):  # the other one is deprecated in 4
        _, problem = layer.saveStyleToDatabaseV2(name, description, True, "")
        return str(problem)
    return str(layer.saveStyleToDatabase(name, description, True, ""))


def opened(path: str) -> gdal.Dataset | None:
    """A raster, read-only; None for what is none."""
    try:
        return gdal.Open(path)
    except RuntimeError:  # where GDAL raises instead of returning None
        return None
