# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS 3.22 to 4: enumerations of Processing that moved into `Qgis` in 3.36, under one name each."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)

if hasattr(Qgis, "ProcessingSourceType"):
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
