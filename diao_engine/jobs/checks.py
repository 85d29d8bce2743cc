# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds everything that is wrong with a job before any work starts, as sentences for the analyst."""

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


def problems(job: Job) -> tuple[str, ...]:
    """All broken rules of a job: the single values first, and only when these are right what they mean together."""
    found = [
        sentence
        for spec in specs(job)
        for sentence in [value_problem(spec, getattr(job, spec.name))]
        if sentence is not None
    ]
    return tuple(found or _shared_outputs(job) or _in_the_way(job) or job.conflicts())


def output_problem(spec: Spec, value: Any) -> str | None:
    """What is wrong with an output by itself: its name, its folder, and what stands there already."""
    return value_problem(spec, value) or (_obstacle(spec, value) if value else None)


def value_problem(spec: Spec, value: Any) -> str | None:
    """What is wrong with one value, or None."""
    if value is None or value in ("", ()):
        return f"{spec.label} is missing: give a value for {spec.contract}." if spec.required else None
    return _encoding(spec, value) or _CHECKS[spec.kind](spec, value)


def _encoding(spec: Spec, value: Any) -> str | None:
    """A name that is no text: file systems hold any bytes, the libraries take UTF-8."""
    values = value if isinstance(value, tuple) else (value,)
    for text in (item.path if isinstance(item, LayerRef) else item for item in values):
        if isinstance(text, str) and any("\ud800" <= sign <= "\udfff" for sign in text):
            return f"{spec.label}: the name {ascii(text)[1:-1]} is not written in UTF-8; rename the file or folder."
    return None


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
        what = "is no ordinary file" if os.path.lexists(value) else "does not exist"
        return f"{spec.label}: the file {value} {what}; choose another."
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
    if path.startswith("/vsi") or (":" in path and not os.path.isabs(path)):
        return None
    if not os.path.exists(path):
        return f"{spec.label}: the file {path} does not exist; choose one that does."
    if not (os.path.isfile(path) or os.path.isdir(path)):  # reading from a pipe or a device may never end
        return f"{spec.label}: {path} is no ordinary file; choose another."
    return None


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
    return _name(spec, value) or _length(spec, value) or _location(spec, value)


def _name(spec: Spec, value: str) -> str | None:
    """What is wrong with the path of an output, whatever there is in the file system."""
    name = os.path.basename(value)
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in value):
        return (
            f"{spec.label} must not hold line breaks or other control characters, got {value!r}; choose another name."
        )
    if value.startswith("/vsi") or "://" in value:
        return f"{spec.label} must be a file on a disk, got {value}; choose one that later steps can read."
    if spec.suffixes and not value.lower().endswith(spec.suffixes):
        return f"{spec.label} must be a {' or '.join(spec.suffixes)} file, got {value}."
    if spec.kind in (Kind.OUT_VECTOR, Kind.OUT_TABLE) and (escape := re.search("%[0-9A-Fa-f]{2}", value)):
        return f"{spec.label}: QGIS reads {escape[0]} in the path of a GeoPackage as a letter; choose another name or folder."
    if not name.strip(". ") or name.lower() in spec.suffixes:
        return f"{spec.label} needs a file name, got {value}; give one."
    return None


def _length(spec: Spec, value: str) -> str | None:
    """What is wrong with how long an output's name and path are."""
    if outputs.is_name_too_long(value):
        name = os.path.basename(value)
        length = len(os.fsencode(name))
        return f"{spec.label}: the name {name[:20]}… has {length} bytes, too long for its working files; shorten it."
    if any(len(os.fsencode(part)) > outputs.LONGEST_NAME for part in value.split(os.sep)):
        return f"{spec.label}: a folder in its path has a name that is too long for a disk; choose another folder."
    if outputs.is_path_too_long(value):
        return f"{spec.label}: the path has {len(os.fsencode(value))} bytes, more than GDAL takes; choose a folder nearer to the top."
    return None


def _location(spec: Spec, value: str) -> str | None:
    """What is wrong with the folder of an output."""
    folder = os.path.dirname(os.path.realpath(value))
    while not os.path.isdir(folder):
        if os.path.lexists(folder):
            return f"{spec.label}: {folder} is a file, not a folder; choose another place."
        folder = os.path.dirname(folder)
    if not os.access(folder, os.W_OK):
        return f"{spec.label}: the folder {folder} is read-only; choose one that you may write to."
    return None


def _in_the_way(job: Job) -> list[str]:
    """What must not be replaced, for all outputs."""
    named = [(spec, path) for spec in specs(job) if spec.kind.is_output and (path := getattr(job, spec.name))]
    return [sentence for spec, path in named if (sentence := _obstacle(spec, path))]


def _obstacle(spec: Spec, value: str) -> str | None:
    """What stands where an output or one of its companions is to be written and must not be replaced."""
    real = os.path.realpath(value)
    if os.path.isdir(real):
        return f"{spec.label}: {value} is a folder; choose a file."
    if os.path.lexists(real):
        return _replaced(spec, value, real)
    for suffix in outputs.companions(real):
        if os.path.lexists(real + suffix) and not outputs.is_ours(real + suffix):
            return (
                f"{spec.label}: {real + suffix} belongs to another file of that name; move it, or choose another name."
            )
    return None


def _replaced(spec: Spec, value: str, real: str) -> str | None:
    """Why what stands in the place of an output must not be replaced."""
    if not os.path.isfile(real):  # a pipe, a device, a link to itself
        return f"{spec.label}: {value} is no ordinary file; choose another."
    try:
        foreign = _foreign_layers(real)
    except sqlite3.OperationalError as error:
        return (
            f"{spec.label}: {value} cannot be looked into ({error}); close what else uses it, or choose another file."
        )
    if not foreign:
        return None
    names = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")
    return f"{spec.label}: {value} also holds other layers ({names}), which would be lost; choose another file."


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
    """Outputs, or what is written beside them, that would overwrite an input or each other."""
    inputs = job_inputs(job)
    found: list[str] = []
    written: list[tuple[str, str]] = []
    for label, path in _written(job):
        for other, taken in (*inputs, *written):
            if paths.is_same_file(path, taken):
                found.append(f"{label} would overwrite {other} ({path}); choose another file.")
                break
        written.append((label, path))
    return found


def _written(job: Job) -> list[tuple[str, str]]:
    """Label and path of everything with a fixed name that a job writes."""
    named = [(spec.label, getattr(job, spec.name)) for spec in specs(job) if spec.kind.is_output]
    beside = [(f"What is kept beside it, {os.path.basename(path)},", path) for path in job.side_files()]
    return [(label, path) for label, path in (*named, *beside) if path]


def job_inputs(job: Job) -> list[tuple[str, str]]:
    """Label and path of every file behind the inputs of a job."""
    return [(spec.label, path) for spec in specs(job) for path in input_files(spec, getattr(job, spec.name))]


def input_files(spec: Spec, value: Any) -> list[str]:
    """The files behind an input: those of a filtered layer, an archive, a virtual raster."""
    if spec.kind.is_output or spec.kind is Kind.EXTENT or value is None:
        return []
    values = value if isinstance(value, tuple) else (value,)
    sources = [
        path for item in values for path in ((item.path, *item.files) if isinstance(item, LayerRef) else (item,))
    ]
    return [file for path in sources if isinstance(path, str) for file in paths.files_behind(path)]
