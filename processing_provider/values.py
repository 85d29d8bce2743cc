# SPDX-License-Identifier: GPL-2.0-or-later
"""Processing values -> the plain values of a job. Numbers may arrive as text, layers as anything that names one.

Nothing here stops at the first wrong value: what cannot be read becomes a sentence, and reading goes on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProperty,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QVariant

from ..diao_engine.jobs import Extent, Job, Kind, LayerRef, Spec, job_problems, specs
from ..diao_engine.jobs.layer_source import path_of
from ..diao_engine.jobs.paths import absolute, absolute_path, files_behind
from ..diao_engine.jobs.problem import MISSING
from ..diao_engine.jobs.stac import in_parts
from . import layers
from .text import language, tr

_WANTS_RASTER = {Kind.RASTER: True, Kind.RASTERS: True, Kind.VECTOR: False, Kind.DATASET: False}
_LAYER_KINDS = (Kind.RASTER, Kind.RASTERS, Kind.VECTOR, Kind.MAP_LAYER, Kind.MAP_LAYERS, Kind.DATASET)
_LISTS = (Kind.RASTERS, Kind.MAP_LAYERS)
_FLAG_TEXTS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
# Outputs that are tables of a database or memory, not files: `ogr:dbname=...`, `postgres://...`; no Windows drive letter.
_NO_FILE = re.compile(r"[a-z]{2,}:", re.IGNORECASE)


class JobReader:
    """Reads the values of one run; `sentences` holds what is wrong with them, `inputs` its layers."""

    def __init__(
        self,
        job_class: type[Job],
        algorithm: QgsProcessingAlgorithm,
        parameters: Mapping[str, Any],
        context: QgsProcessingContext,
    ) -> None:
        self._class = job_class
        self._algorithm = algorithm
        self._parameters = parameters
        self._context = context
        self.sentences: dict[str, str] = {}
        self.inputs: dict[str, tuple[layers.LayerInput, ...]] = {}
        # This process knows the folder that relative paths begin at; the engine's runs in another.
        self.job = absolute(job_class(**{spec.name: self._read(spec) for spec in specs(job_class)}))

    def problems(self) -> list[str]:
        """Everything that is wrong: what QGIS knows first, then the rules of the job."""
        return [sentence for _, sentence in self._located()]

    def reasons(self) -> dict[str, str]:
        """The same by the contract name of the parameter to correct; "" holds those that concern no single one.

        They stand below the fields of a form, where nobody asks for the name.
        """
        by_name = {spec.name: spec for spec in specs(self._class)}
        missing = {problem.field for problem in job_problems(self.job) if problem.code == MISSING} - {*self.sentences}
        by_contract: dict[str, list[str]] = {}
        for field, sentence in self._located():
            contract = by_name[field].contract if field in by_name else ""
            told = sentence
            if field in missing:
                told = tr("{label} is missing; choose or enter it.").format(label=tr(by_name[field].label))
            by_contract.setdefault(contract, []).append(told)
        return {contract: "\n".join(sentences) for contract, sentences in by_contract.items()}

    def _located(self) -> list[tuple[str, str]]:
        """The name of the parameter, or "", and the sentence of every problem."""
        parameters = specs(self._class)
        # A value that could not be read is also missing for the job; one sentence about it is enough.
        by_job = [problem for problem in job_problems(self.job) if problem.field not in self.sentences]
        return [*self.sentences.items(), *((problem.field, problem.text(parameters, language())) for problem in by_job)]

    def _read(self, spec: Spec) -> Any:
        raw = self._raw(spec.contract)
        if spec.kind.is_output:
            return self._output(spec, raw)
        if raw is None or raw in ("", []):
            return spec.default
        if spec.kind in _LAYER_KINDS:
            return self._layers(spec, raw)
        reader = _READERS.get(spec.kind)
        return self._extent(spec) if reader is None else reader(raw)

    def _raw(self, name: str) -> Any:
        raw = self._parameters.get(name)
        if isinstance(raw, QgsProperty):
            raw, _ = raw.value(self._context.expressionContext(), None)
        return None if isinstance(raw, QVariant) and raw.isNull() else raw

    def _layers(self, spec: Spec, raw: Any) -> Any:
        is_list = spec.kind in _LISTS
        read = [self._layer(spec, item) for item in (_flat(raw) if is_list else [raw])]
        self.inputs[spec.name] = tuple(layer_input for layer_input in read if layer_input is not None)
        return as_value(spec, [layer_input.ref for layer_input in self.inputs[spec.name]])

    def _layer(self, spec: Spec, raw: Any) -> layers.LayerInput | None:
        raw = in_parts(raw) if isinstance(raw, str) else raw
        layer = layers.resolve(raw, self._context, raster=_WANTS_RASTER.get(spec.kind))
        if layer is None and isinstance(raw, str) and not os.path.exists(path_of(raw)):
            return layers.LayerInput(LayerRef.parse(raw))  # the job says that the file does not exist
        if layer is None:
            self._refuse(spec, raw)
            return None
        try:
            return self._input(spec, layer, layers.Restriction.of(raw))
        except layers.Unusable as problem:
            self.sentences[spec.name] = f"{tr(spec.label)}: {problem}"
            return None

    def _refuse(self, spec: Spec, raw: Any) -> None:
        wants_raster = _WANTS_RASTER.get(spec.kind)
        is_other = wants_raster is not None and layers.resolve(raw, self._context, raster=not wants_raster) is not None
        sentence = _other_kind(wants_raster=bool(wants_raster)) if is_other else _unopened()
        self.sentences[spec.name] = sentence.format(label=tr(spec.label), value=_value_text(raw))

    def _input(self, spec: Spec, layer: Any, restriction: layers.Restriction) -> layers.LayerInput:
        if spec.kind is Kind.DATASET:
            return layers.dataset_input(layer, restriction)
        takes_both = spec.kind in (Kind.MAP_LAYER, Kind.MAP_LAYERS)
        if spec.kind in (Kind.RASTER, Kind.RASTERS) or (takes_both and isinstance(layer, QgsRasterLayer)):
            return layers.raster_input(layer)
        return layers.vector_input(
            layer, restriction, field=self._class_field(spec), transforms=self._context.transformContext()
        )

    def _class_field(self, layer_spec: Spec) -> str:
        """The attribute that another parameter names for this layer."""
        for spec in specs(self._class):
            if spec.kind is Kind.FIELD and spec.parent == layer_spec.name:
                return _text(self._raw(spec.contract) or "")
        return ""

    def _extent(self, spec: Spec) -> Any:
        name = spec.contract
        rectangle = self._algorithm.parameterAsExtent(self._parameters, name, self._context)
        if rectangle.isNull() or not rectangle.isFinite():
            self.sentences[spec.name] = tr("{label} must be written as xmin,xmax,ymin,ymax [CRS], got {value}.").format(
                label=tr(spec.label), value=_value_text(self._raw(name))
            )
            return None
        crs = self._algorithm.parameterAsExtentCrs(self._parameters, name, self._context)
        bounds = (rectangle.xMinimum(), rectangle.xMaximum(), rectangle.yMinimum(), rectangle.yMaximum())
        return Extent(*bounds, crs.authid() or crs.toWkt() if crs.isValid() else "")

    def _output(self, spec: Spec, raw: Any) -> Any:
        """The path that an output is going to have; a temporary one is not named yet."""
        raw = destination(raw, self._context)
        if raw in (None, ""):
            return None
        if raw == QgsProcessing.TEMPORARY_OUTPUT:
            suffix = spec.suffixes[0] if spec.suffixes else ""
            return os.path.join(QgsProcessingUtils.tempFolder(), spec.name + suffix)
        if _NO_FILE.match(str(raw)):
            self.sentences[spec.name] = tr("{label} must be a file, got {value}; choose Save to File.").format(
                label=tr(spec.label), value=raw
            )
            return None
        return str(raw)


def as_value(spec: Spec, refs: list[LayerRef]) -> Any:
    """The value of a layer parameter from its layers: LayerRef, path, or a tuple of these."""
    values = [ref.path for ref in refs] if spec.kind in (Kind.RASTER, Kind.RASTERS) else refs
    if spec.kind in _LISTS:
        return tuple(values)
    return values[0] if values else None


def destination(raw: Any, context: QgsProcessingContext) -> Any:
    """The text of a destination."""
    if isinstance(raw, QgsProcessingOutputLayerDefinition):
        raw, _ = raw.sink.valueAsString(context.expressionContext())
    return raw


def final_output(
    spec: Spec, algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, Any], context: QgsProcessingContext
) -> str | None:
    """The absolute path that an output gets in this run; a layer destination also notes that it is loaded when done."""
    if spec.kind is Kind.OUT_FILE:
        path = algorithm.parameterAsFileOutput(parameters, spec.contract, context)
    else:
        path = algorithm.parameterAsOutputLayer(parameters, spec.contract, context)
    if not path:
        return None
    # QGIS has already put its current folder before a home sign; the value itself still begins with it.
    named = str(destination(parameters.get(spec.contract), context) or "")
    final = absolute_path(named if named.startswith("~") else str(path))
    pending = context.layersToLoadOnCompletion()
    if path in pending:
        pending[final] = pending.pop(path)
        context.setLayersToLoadOnCompletion(pending)
    return final


def files_of(raw: Any, context: QgsProcessingContext) -> list[str]:
    """The files behind the value of an input, whatever it is: layers, their sources, files, lists of these."""
    found: list[str] = []
    for item in _flat(raw):
        files = [*files_behind(path_of(item))] if isinstance(item, str) else []
        layer = None if files else layers.resolve(item, context)
        found += files if layer is None else layers.files_of(layer)
    return found


def _flat(raw: Any) -> list[Any]:
    """A list of layers may be one layer, or hold lists where a model fills it."""
    if not isinstance(raw, (list, tuple)):
        return [raw]
    return [inner for item in raw for inner in _flat(item)]


def _other_kind(*, wants_raster: bool) -> str:
    if wants_raster:
        return tr("{label}: {value} is a vector layer; choose a raster.")
    return tr("{label}: {value} is a raster; choose a vector layer.")


def _unopened() -> str:
    return tr("{label}: {value} cannot be opened; it is damaged, empty or no layer that QGIS knows. Choose another.")


def _value_text(raw: Any) -> str:
    return str(getattr(getattr(raw, "source", raw), "staticValue", lambda: raw)())


def _integer(raw: Any) -> Any:
    number = _number(raw)
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _number(raw: Any) -> Any:
    try:
        return float(raw)
    except (TypeError, ValueError):
        return raw  # the job says that this is no number


def _text(raw: Any) -> str:
    return str(raw[0] if isinstance(raw, list) else raw).strip()


def _texts(raw: Any) -> tuple[str, ...]:
    """A model or a batch may give a list as one text with commas."""
    items = raw if isinstance(raw, (list, tuple)) else str(raw).split(",")
    return tuple(str(item).strip() for item in items)


def _flag(raw: Any) -> Any:
    return raw if isinstance(raw, bool) else _FLAG_TEXTS.get(str(raw).lower(), raw)


_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.FIELD: _text,
    Kind.CHOICE: _text,
    Kind.CHOICES: _texts,
    Kind.FLAG: _flag,
    Kind.FILE: _text,
    Kind.FOLDER: _text,
}
