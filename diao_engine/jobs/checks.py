# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds everything that is wrong with a job before any work starts, as sentences for the analyst."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import Any

from .fields import Extent, Job, Kind, LayerRef, Spec, specs


def problems(job: Job) -> tuple[str, ...]:
    """All broken rules of a job: the single values first, and only when these are right what they mean together."""
    found = [
        sentence
        for spec in specs(job)
        for sentence in [value_problem(spec, getattr(job, spec.name))]
        if sentence is not None
    ]
    return tuple(found or _shared_outputs(job) or job.conflicts())


def value_problem(spec: Spec, value: Any) -> str | None:
    """What is wrong with one value, or None."""
    if value is None or value in ("", ()):
        return f"{spec.label} is missing: give a value for {spec.contract}." if spec.required else None
    return _CHECKS[spec.kind](spec, value)


def number_text(value: float, unit: str) -> str:
    """A number with its unit, as a sentence shows it."""
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{shown} {unit}".strip()


def _number(spec: Spec, value: Any) -> str | None:
    whole = spec.kind is Kind.INTEGER
    wanted = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted) or not math.isfinite(value):
        return f"{spec.label} must be a {'whole number' if whole else 'number'}, got {value!r}."
    if spec.minimum is not None and value < spec.minimum:
        return f"{spec.label} must be at least {number_text(spec.minimum, spec.unit)}, got {number_text(value, '')}."
    if spec.maximum is not None and value > spec.maximum:
        return f"{spec.label} must be at most {number_text(spec.maximum, spec.unit)}, got {number_text(value, '')}."
    return None


def _text(spec: Spec, value: Any) -> str | None:
    return None if isinstance(value, str) else f"{spec.label} must be text, got {value!r}."


def _choice(spec: Spec, value: Any) -> str | None:
    if value in spec.choices:
        return None
    return f"{spec.label} must be one of {', '.join(spec.choices)}, got {value!r}."


def _flag(spec: Spec, value: Any) -> str | None:
    return None if isinstance(value, bool) else f"{spec.label} must be true or false, got {value!r}."


def _file(spec: Spec, value: Any) -> str | None:
    if not isinstance(value, str):
        return f"{spec.label} must be a file, got {value!r}."
    if not os.path.isfile(value):
        return f"{spec.label}: the file {value} does not exist; choose one that does."
    if spec.suffixes and not value.lower().endswith(spec.suffixes):
        return f"{spec.label} must end in {' or '.join(spec.suffixes)}, got {value}."
    return None


def _folder(spec: Spec, value: Any) -> str | None:
    if isinstance(value, str) and os.path.isdir(value):
        return None
    return f"{spec.label}: the folder {value} does not exist; choose one that does."


def _layer_path(spec: Spec, path: Any) -> str | None:
    if not isinstance(path, str):
        return f"{spec.label} must be a layer or a file, got {path!r}."
    # GDAL opens more than files: /vsi paths, NETCDF:"a.nc":b, GPKG:a.gpkg:b. Only plain paths can be looked for.
    if path.startswith("/vsi") or (":" in path and not os.path.isabs(path)) or os.path.exists(path):
        return None
    return f"{spec.label}: the file {path} does not exist; choose one that does."


def _raster(spec: Spec, value: Any) -> str | None:
    return _layer_path(spec, value)


def _layer(spec: Spec, value: Any) -> str | None:
    return _layer_path(spec, value.path if isinstance(value, LayerRef) else value)


def _each(check: Callable[[Spec, Any], str | None]) -> Callable[[Spec, Any], str | None]:
    def several(spec: Spec, values: Any) -> str | None:
        if not isinstance(values, tuple):
            return f"{spec.label} must be a list of layers, got {values!r}."
        return next((sentence for value in values if (sentence := check(spec, value))), None)

    return several


def _extent(spec: Spec, value: Any) -> str | None:
    if not isinstance(value, Extent):
        return f"{spec.label} must be written as xmin,xmax,ymin,ymax [CRS], got {value!r}."
    if value.xmin >= value.xmax or value.ymin >= value.ymax:
        return f"{spec.label} is empty: the minimum must lie below the maximum in x and in y."
    return None


def _output(spec: Spec, value: Any) -> str | None:
    if not isinstance(value, str):
        return f"{spec.label} must be a file, got {value!r}."
    if spec.suffixes and not value.lower().endswith(spec.suffixes):
        return f"{spec.label} must be a {' or '.join(spec.suffixes)} file, got {value}."
    folder = os.path.dirname(os.path.abspath(value))
    while not os.path.isdir(folder):
        if os.path.exists(folder):
            return f"{spec.label}: {folder} is a file, not a folder; choose another place."
        folder = os.path.dirname(folder)
    if not os.access(folder, os.W_OK):
        return f"{spec.label}: the folder {folder} is read-only; choose one that you may write to."
    return None


_CHECKS: dict[Kind, Callable[[Spec, Any], str | None]] = {
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.FIELD: _text,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.RASTER: _raster,
    Kind.RASTERS: _each(_raster),
    Kind.VECTOR: _layer,
    Kind.MAP_LAYER: _layer,
    Kind.MAP_LAYERS: _each(_layer),
    Kind.DATASET: _layer,
    Kind.EXTENT: _extent,
    Kind.FOLDER: _folder,
    Kind.FILE: _file,
    Kind.OUT_RASTER: _output,
    Kind.OUT_VECTOR: _output,
    Kind.OUT_TABLE: _output,
    Kind.OUT_FILE: _output,
}


def _shared_outputs(job: Job) -> list[str]:
    """Outputs that would overwrite an input or each other."""
    taken = {
        os.path.realpath(path): spec for spec in specs(job) for path in _input_paths(spec, getattr(job, spec.name))
    }
    found = []
    for spec in specs(job):
        value = getattr(job, spec.name)
        if not spec.kind.is_output or not value:
            continue
        path = os.path.realpath(value)
        if path in taken:
            found.append(f"{spec.label} would overwrite {taken[path].label} ({value}); choose another file.")
        taken[path] = spec
    return found


def _input_paths(spec: Spec, value: Any) -> list[str]:
    if spec.kind.is_output or spec.kind is Kind.EXTENT or value is None:
        return []
    values = value if isinstance(value, tuple) else (value,)
    paths = [item.path if isinstance(item, LayerRef) else item for item in values]
    return [path for path in paths if isinstance(path, str) and os.path.isfile(path)]
