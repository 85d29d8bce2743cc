# SPDX-License-Identifier: GPL-2.0-or-later
"""A job as JSON and back. Plain text is accepted wherever a layer, a list or an extent can be read from it."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ..errors import InvalidJob
from .fields import ClassHint, Extent, Job, Kind, LayerRef, Spec, specs
from .problem import MISSING, Problem

AnyJob = TypeVar("AnyJob", bound=Job)


def encode(job: Job) -> dict[str, Any]:
    """The job's values as plain JSON, by field name."""
    return dataclasses.asdict(job)


def decode(job_class: type[AnyJob], values: Mapping[str, Any]) -> AnyJob:
    """Create a job from JSON values; InvalidJob names unknown and missing fields and values of the wrong form."""
    declared = {spec.name: spec for spec in specs(job_class)}
    unknown = [name for name in values if name not in declared]
    problems = [_unknown(name, job_class.id, declared) for name in unknown]
    parsed: dict[str, Any] = {}
    for name, spec in declared.items():
        value = values.get(name)
        if value in (None, "", [], ()):
            if spec.required:
                problems.append(Problem(MISSING, name))
            continue
        try:
            parsed[name] = read_value(spec, value)
        except (TypeError, ValueError, KeyError):
            problems.append(Problem("unreadable", name, {"value": value}))
    if problems:
        raise InvalidJob(tuple(problems), declared.values())
    return job_class(**parsed)


def _unknown(name: str, job: str, declared: Iterable[str]) -> Problem:
    near = difflib.get_close_matches(name.lower(), declared, n=1)
    if near:
        return Problem("unknown_parameter_near", arguments={"name": name, "job": job, "near": near[0]})
    return Problem("unknown_parameter", arguments={"name": name, "job": job})


def read_value(spec: Spec, value: Any) -> Any:
    """A value of a parameter from plain JSON. Raises TypeError, ValueError or KeyError for one of the wrong form."""
    if value is None:
        return None
    reader = _READERS.get(spec.kind)
    return value if reader is None else reader(value)


def _layer(value: Any) -> LayerRef:
    if isinstance(value, LayerRef):
        return value
    if isinstance(value, str):
        return LayerRef.parse(value)
    ids = value.get("ids")
    return LayerRef(
        value["path"],
        value.get("layer", ""),
        None if ids is None else tuple(int(i) for i in ids),
        tuple(ClassHint(**hint) for hint in value.get("classes", ())),
        tuple(value.get("files", ())),
    )


def _layers(value: Any) -> tuple[LayerRef, ...]:
    return tuple(_layer(item) for item in _as_list(value))


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(item) for item in _as_list(value))


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, (str, dict, LayerRef)):
        return [value]
    return list(value)


def _extent(value: Any) -> Extent:
    if isinstance(value, Extent):
        return value
    return Extent.parse(value) if isinstance(value, str) else Extent(**value)


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not float(value).is_integer():  # an infinite one is none
        raise ValueError(value)
    return int(float(value))


def _float(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError(value)
    return float(value)


_READERS = {
    Kind.INTEGER: _integer,
    Kind.NUMBER: _float,
    Kind.CHOICES: _texts,
    Kind.RASTERS: _texts,
    Kind.VECTOR: _layer,
    Kind.MAP_LAYER: _layer,
    Kind.MAP_LAYERS: _layers,
    Kind.DATASET: _layer,
    Kind.EXTENT: _extent,
}
