# SPDX-License-Identifier: GPL-2.0-or-later
"""A declared parameter of a job as a Processing parameter. How its value is read back stands in `values`."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ..diao_engine.jobs import Kind, Spec
from . import compat
from .text import tr

# Key of a choice's metadata: what its values mean, for forms that can show it.
MEANINGS = "diao_meanings"
# What Processing's dialogs show such a choice with, by name: nothing here needs a window.
_CHOICE_WIDGET = f"{__name__.rpartition('.processing_provider')[0]}.plugin.choice_widget.ChoiceWidget"
# Key of the metadata of a layer that dialogs begin with: what it holds.
HOLDS = "diao_holds"
# What Processing's dialogs show such a layer with, by name.
_LAYER_WIDGET = f"{__name__.rpartition('.processing_provider')[0]}.plugin.layer_widget.LayerWidget"
# The least digits behind the point in a field, and in one that begins with tens or hundreds.
_DECIMALS, _DECIMALS_OF_TENS, _TENS = 3, 1, 10


def definition(spec: Spec, parent: Kind | None = None) -> QgsProcessingParameterDefinition:
    """The Processing parameter of a declared one: same name, default, bounds, choices and help; `parent` is what holds a field."""
    # QGIS 3.22 crashes where the widget of a field looks for it in a raster, which such a layer may be: a text it is, then.
    is_text = spec.kind is Kind.FIELD and parent is Kind.MAP_LAYER
    parameter = _text(spec) if is_text else _CREATORS[spec.kind](spec)
    parameter.setHelp(help_text(spec))
    if spec.holds is not None:
        parameter.setMetadata({HOLDS: spec.holds.value, "widget_wrapper": {"class": _LAYER_WIDGET}})
    if spec.advanced:
        parameter.setFlags(parameter.flags() | compat.ADVANCED)
    return parameter


def label(spec: Spec) -> str:
    """The label with its unit."""
    unit = f"{spec.unit} {tr(spec.unit_of)}" if spec.unit_of else spec.unit
    return f"{tr(spec.label)} [{unit}]" if unit else tr(spec.label)


def help_text(spec: Spec) -> str:
    """The help; a choice also explains its values, for who writes scripts."""
    lines = [tr(spec.help), *(f"{value}: {tr(meaning)}" for value, meaning in spec.choices.items())]
    return "\n".join(lines)


def file_filter(spec: Spec) -> str:
    """The suffixes as a file dialog reads them."""
    return f"{tr(spec.label)} ({' '.join('*' + suffix for suffix in spec.suffixes)})" if spec.suffixes else ""


def _number(spec: Spec) -> QgsProcessingParameterDefinition:
    parameter = QgsProcessingParameterNumber(
        spec.contract,
        label(spec),
        type=compat.INTEGER if spec.kind is Kind.INTEGER else compat.DOUBLE,
        defaultValue=spec.default,
        optional=spec.optional,
    )
    if spec.minimum is not None:
        parameter.setMinimum(spec.minimum)
    if spec.maximum is not None:
        parameter.setMaximum(spec.maximum)
    if spec.kind is not Kind.INTEGER:
        parameter.setMetadata({"widget_wrapper": {"decimals": _decimals(spec)}})
    return parameter


def _decimals(spec: Spec) -> int:
    """The digits that a field shows: those of its bounds and default, not the six zeros of QGIS, which read as thousands."""
    numbers = [float(value) for value in (spec.minimum, spec.default, spec.maximum) if value is not None]
    written = max(-int(Decimal(repr(number)).normalize().as_tuple().exponent) for number in (*numbers, 1.0))
    return max(written, _DECIMALS_OF_TENS if spec.default is not None and spec.default >= _TENS else _DECIMALS)


def _text(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterString(
        spec.contract, label(spec), defaultValue=spec.default, multiLine=False, optional=spec.optional
    )


def _choice(spec: Spec) -> QgsProcessingParameterDefinition:
    # Static strings: else models and scripts would hold positions, which change when a choice is added.
    parameter = QgsProcessingParameterEnum(
        spec.contract,
        label(spec),
        options=list(spec.choices),
        allowMultiple=spec.kind is Kind.CHOICES,
        defaultValue=list(spec.default) if spec.kind is Kind.CHOICES else spec.default,
        optional=spec.optional,
        usesStaticStrings=True,
    )
    meanings = [tr(meaning) for meaning in spec.choices.values()]
    # Several choices are ticks: QGIS's other widget for them tells only how many there are.
    widget = {"class": _CHOICE_WIDGET, "useCheckBoxes": spec.kind is Kind.CHOICES, "columns": 1}
    parameter.setMetadata({MEANINGS: meanings, "widget_wrapper": widget})
    return parameter


def _flag(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterBoolean(spec.contract, label(spec), defaultValue=spec.default, optional=spec.optional)


def _field(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterField(
        spec.contract,
        label(spec),
        defaultValue=spec.default,
        parentLayerParameterName=spec.parent.upper(),
        type=compat.ANY_FIELD,
        allowMultiple=False,
        optional=spec.optional,
    )


def _raster(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterRasterLayer(spec.contract, label(spec), optional=spec.optional)


def _rasters(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterMultipleLayers(
        spec.contract, label(spec), layerType=compat.RASTER, optional=spec.optional
    )


def _map_layers(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterMultipleLayers(
        spec.contract, label(spec), layerType=compat.MAP_LAYER, optional=spec.optional
    )


def _map_layer(spec: Spec) -> QgsProcessingParameterDefinition:
    types = [compat.RASTER, compat.VECTOR_POLYGON, compat.VECTOR_POINT]
    return QgsProcessingParameterMapLayer(spec.contract, label(spec), optional=spec.optional, types=types)


def _polygons(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterFeatureSource(
        spec.contract, label(spec), types=[compat.VECTOR_POLYGON], optional=spec.optional
    )


def _extent(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterExtent(spec.contract, label(spec), optional=spec.optional)


def _folder(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterFile(
        spec.contract, label(spec), behavior=compat.FOLDER, defaultValue=spec.default, optional=spec.optional
    )


def _file(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterFile(
        spec.contract,
        label(spec),
        behavior=compat.FILE,
        defaultValue=spec.default,
        optional=spec.optional,
        fileFilter=file_filter(spec),
    )


def _out_raster(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterRasterDestination(
        spec.contract, label(spec), optional=spec.optional, createByDefault=spec.proposed or not spec.optional
    )


def _out_vector(spec: Spec) -> QgsProcessingParameterDefinition:
    return _out_layer(spec, compat.VECTOR_POLYGON)


def _out_points(spec: Spec) -> QgsProcessingParameterDefinition:
    return _out_layer(spec, compat.VECTOR_POINT)


def _out_table(spec: Spec) -> QgsProcessingParameterDefinition:
    return _out_layer(spec, compat.VECTOR)


def _out_layer(spec: Spec, source_type: int) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterVectorDestination(
        spec.contract,
        label(spec),
        type=source_type,
        optional=spec.optional,
        createByDefault=spec.proposed or not spec.optional,
    )


def _out_file(spec: Spec) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterFileDestination(
        spec.contract,
        label(spec),
        fileFilter=file_filter(spec),
        optional=spec.optional,
        createByDefault=spec.proposed or not spec.optional,
    )


_CREATORS: dict[Kind, Callable[[Spec], QgsProcessingParameterDefinition]] = {
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choice,
    Kind.FLAG: _flag,
    Kind.FIELD: _field,
    Kind.RASTER: _raster,
    Kind.RASTERS: _rasters,
    Kind.VECTOR: _polygons,
    Kind.MAP_LAYER: _map_layer,
    Kind.MAP_LAYERS: _map_layers,
    Kind.DATASET: _polygons,
    Kind.EXTENT: _extent,
    Kind.FOLDER: _folder,
    Kind.FILE: _file,
    Kind.OUT_RASTER: _out_raster,
    Kind.OUT_VECTOR: _out_vector,
    Kind.OUT_POINTS: _out_points,
    Kind.OUT_TABLE: _out_table,
    Kind.OUT_FILE: _out_file,
}
