# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds everything that is wrong with a job before any work starts."""

from __future__ import annotations

import math
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

from . import outputs, paths
from .fields import OUTPUT_SUFFIX, Extent, Job, Kind, LayerRef, Spec, specs
from .problem import MISSING, Problem


def problems(job: Job) -> tuple[str, ...]:
    """The same as `job_problems`, as sentences for the analyst."""
    parameters = specs(job)
    return tuple(problem.text(parameters) for problem in job_problems(job))


def job_problems(job: Job) -> tuple[Problem, ...]:
    """All broken rules of a job: the single values first, and only when these are right what they mean together."""
    single = [problem for spec in specs(job) if (problem := _value(spec, getattr(job, spec.name)))]
    return tuple(single or _shared_outputs(job) or _obstacles(job) or job.conflicts())


def output_problem(spec: Spec, value: Any) -> Problem | None:
    """What is wrong with an output by itself: its name, its folder, and what stands there already."""
    return _value(spec, value) or (_obstacle(spec, value) if value else None)


def _problem(spec: Spec, code: str, **arguments: Any) -> Problem:
    return Problem(code, spec.name, arguments)


def _value(spec: Spec, value: Any) -> Problem | None:
    if value is None or value in ("", ()):
        return _problem(spec, MISSING) if spec.required else None
    return _encoding(spec, value) or _CHECKS[spec.kind](spec, value)


def _encoding(spec: Spec, value: Any) -> Problem | None:
    """A name that is no text: file systems hold any bytes, the libraries take UTF-8."""
    values = value if isinstance(value, tuple) else (value,)
    for text in (item.path if isinstance(item, LayerRef) else item for item in values):
        if isinstance(text, str) and any("\ud800" <= sign <= "\udfff" for sign in text):
            return _problem(spec, "not_utf8", name=ascii(text)[1:-1])
    return None


def number_text(value: float, unit: str) -> str:
    """A number with its unit, as a sentence shows it."""
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{shown} {unit}".strip()


def _number(spec: Spec, value: Any) -> Problem | None:
    is_integer = spec.kind is Kind.INTEGER
    number_types = int if is_integer else (int, float)
    if isinstance(value, bool) or not isinstance(value, number_types) or not math.isfinite(value):
        return _problem(spec, "no_whole_number" if is_integer else "no_number", value=value)
    shown = number_text(value, "")
    if spec.minimum is not None and value < spec.minimum:
        return _problem(spec, "too_small", limit=number_text(spec.minimum, spec.unit), value=shown)
    if spec.maximum is not None and value > spec.maximum:
        return _problem(spec, "too_large", limit=number_text(spec.maximum, spec.unit), value=shown)
    return None


def _text(spec: Spec, value: Any) -> Problem | None:
    return None if isinstance(value, str) else _problem(spec, "no_text", value=value)


def _choice(spec: Spec, value: Any) -> Problem | None:
    if value in spec.choices:
        return None
    return _problem(spec, "no_choice", choices=tuple(spec.choices), value=value)


def _flag(spec: Spec, value: Any) -> Problem | None:
    return None if isinstance(value, bool) else _problem(spec, "no_flag", value=value)


def _file(spec: Spec, value: Any) -> Problem | None:
    if not isinstance(value, str):
        return _problem(spec, "no_file", value=value)
    if not os.path.isfile(value):
        return _problem(spec, "file_not_ordinary" if os.path.lexists(value) else "file_missing", value=value)
    if spec.suffixes and not value.lower().endswith(spec.suffixes):
        return _problem(spec, "wrong_suffix", suffixes=spec.suffixes, value=value)
    return None


def _folder(spec: Spec, value: Any) -> Problem | None:
    if isinstance(value, str) and os.path.isdir(value):
        return None
    return _problem(spec, "folder_missing", value=value)


def _layer_path(spec: Spec, path: Any) -> Problem | None:
    if not isinstance(path, str):
        return _problem(spec, "no_layer", value=path)
    # GDAL opens more than files: /vsi paths, NETCDF:"a.nc":b, GPKG:a.gpkg:b. Only plain paths can be looked for.
    if path.startswith("/vsi") or (":" in path and not os.path.isabs(path)):
        return None
    if not os.path.exists(path):
        return _problem(spec, "layer_missing", value=path)
    if not (os.path.isfile(path) or os.path.isdir(path)):  # reading from a pipe or a device may never end
        return _problem(spec, "not_ordinary", value=path)
    return None


def _raster(spec: Spec, value: Any) -> Problem | None:
    return _layer_path(spec, value)


def _layer(spec: Spec, value: Any) -> Problem | None:
    return _layer_path(spec, value.path if isinstance(value, LayerRef) else value)


def _each(check: Callable[[Spec, Any], Problem | None]) -> Callable[[Spec, Any], Problem | None]:
    def check_all(spec: Spec, values: Any) -> Problem | None:
        if not isinstance(values, tuple):
            return _problem(spec, "no_list", value=values)
        return next((problem for value in values if (problem := check(spec, value))), None)

    return check_all


def _extent(spec: Spec, value: Any) -> Problem | None:
    if not isinstance(value, Extent):
        return _problem(spec, "no_extent", value=value)
    if value.xmin >= value.xmax or value.ymin >= value.ymax:
        return _problem(spec, "empty_extent")
    return None


def _output(spec: Spec, value: Any) -> Problem | None:
    if not isinstance(value, str):
        return _problem(spec, "no_file", value=value)
    return _name(spec, value) or _length(spec, value) or _location(spec, value)


def _name(spec: Spec, value: str) -> Problem | None:
    """What is wrong with the path of an output, whatever there is in the file system."""
    name = os.path.basename(value)
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in value):
        return _problem(spec, "control_characters", value=value)
    if value.startswith("/vsi") or "://" in value:
        return _problem(spec, "not_on_disk", value=value)
    if spec.suffixes and not value.lower().endswith(spec.suffixes):
        return _problem(spec, "wrong_format", suffixes=spec.suffixes, value=value)
    if OUTPUT_SUFFIX.get(spec.kind) == ".gpkg" and (escape := re.search("%[0-9A-Fa-f]{2}", value)):
        return _problem(spec, "percent_escape", escape=escape[0])
    if not name.strip(". ") or name.lower() in spec.suffixes:
        return _problem(spec, "no_file_name", value=value)
    return None


def _length(spec: Spec, value: str) -> Problem | None:
    """What is wrong with how long an output's name and path are."""
    if outputs.is_name_too_long(value):
        name = os.path.basename(value)
        return _problem(spec, "name_too_long", start=name[:20], bytes=len(os.fsencode(name)))
    if any(len(os.fsencode(part)) > outputs.LONGEST_NAME for part in value.split(os.sep)):
        return _problem(spec, "folder_name_too_long")
    if outputs.is_path_too_long(value):
        return _problem(spec, "path_too_long", bytes=len(os.fsencode(value)))
    return None


def _location(spec: Spec, value: str) -> Problem | None:
    """What is wrong with the folder of an output."""
    folder = os.path.dirname(os.path.realpath(value))
    while not os.path.isdir(folder):
        if os.path.lexists(folder):
            return _problem(spec, "folder_is_file", folder=folder)
        folder = os.path.dirname(folder)
    if not os.access(folder, os.W_OK):
        return _problem(spec, "folder_read_only", folder=folder)
    return None


def _obstacles(job: Job) -> list[Problem]:
    """What must not be replaced, for all outputs."""
    named = [(spec, path) for spec in specs(job) if spec.kind.is_output and (path := getattr(job, spec.name))]
    return [problem for spec, path in named if (problem := _obstacle(spec, path))]


def _obstacle(spec: Spec, value: str) -> Problem | None:
    """What stands where an output or one of its companions is to be written and must not be replaced."""
    real = os.path.realpath(value)
    if os.path.isdir(real):
        return _problem(spec, "output_is_folder", value=value)
    if os.path.lexists(real):
        return _replaced(spec, value, real)
    for suffix in outputs.companions(real):
        if os.path.lexists(real + suffix) and not outputs.is_ours(real + suffix):
            return _problem(spec, "foreign_companion", value=real + suffix)
    return None


def _replaced(spec: Spec, value: str, real: str) -> Problem | None:
    """Why what stands in the place of an output must not be replaced."""
    if not os.path.isfile(real):  # a pipe, a device, a link to itself
        return _problem(spec, "not_ordinary", value=value)
    try:
        foreign = _foreign_layers(real)
    except sqlite3.OperationalError as error:
        return _problem(spec, "unreadable_output", value=value, reason=str(error))
    if not foreign:
        return None
    names = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")
    return _problem(spec, "other_layers", value=value, layers=names)


def _foreign_layers(path: str) -> list[str]:
    """Layers of a GeoPackage that none of our outputs has."""
    if not path.lower().endswith(OUTPUT_SUFFIX[Kind.OUT_VECTOR]):
        return []
    try:
        with closing(outputs.read_database(path)) as connection:
            names = [str(name) for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")]
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):  # locked, say: it may hold anything
            raise
        return []
    except sqlite3.DatabaseError:  # no GeoPackage, whatever its name says
        return []
    return [name for name in names if name not in outputs.LAYERS]


_CHECKS: dict[Kind, Callable[[Spec, Any], Problem | None]] = {
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.FIELD: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _each(_choice),
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
    Kind.OUT_POINTS: _output,
    Kind.OUT_TABLE: _output,
    Kind.OUT_FILE: _output,
}


def _shared_outputs(job: Job) -> list[Problem]:
    """Outputs, or what is written beside them, that would overwrite an input or each other."""
    inputs = job_inputs(job)
    named = [(spec.name, path) for spec in specs(job) if spec.kind.is_output and (path := getattr(job, spec.name))]
    overwrites = [
        Problem("overwrites", name, {"other": other, "path": path})
        for index, (name, path) in enumerate(named)
        if (other := _same_file(path, [*inputs, *named[:index]]))
    ]
    side_files = [
        Problem("side_file_overwrites", "", {"name": os.path.basename(path), "other": other, "path": path})
        for path in job.side_files()
        if (other := _same_file(path, [*inputs, *named]))
    ]
    return [*overwrites, *side_files]


def _same_file(path: str, others: list[tuple[str, str]]) -> str | None:
    """The name of the first parameter among `others` whose file this is."""
    return next((name for name, other in others if paths.is_same_file(path, other)), None)


def job_inputs(job: Job) -> list[tuple[str, str]]:
    """Name of the parameter and path of every file behind the inputs of a job."""
    return [(spec.name, path) for spec in specs(job) for path in input_files(spec, getattr(job, spec.name))]


def input_files(spec: Spec, value: Any) -> list[str]:
    """The files behind an input: those of a filtered layer, an archive, a virtual raster."""
    if spec.kind.is_output or spec.kind is Kind.EXTENT or value is None:
        return []
    values = value if isinstance(value, tuple) else (value,)
    sources = [
        path for item in values for path in ((item.path, *item.files) if isinstance(item, LayerRef) else (item,))
    ]
    return [file for path in sources if isinstance(path, str) for file in paths.files_behind(path)]
