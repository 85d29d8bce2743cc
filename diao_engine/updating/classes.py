# SPDX-License-Identifier: GPL-2.0-or-later
"""The classes of an updated map: those of the map so far and those of the model, brought together by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..errors import BadInput
from ..jobs import palette
from ..jobs.classinfo import ClassInfo, default_name, name_key
from ..jobs.common import DEFAULT_IGNORE
from ..raster.legend import Legend

_HIGHEST = 65535


@dataclass(frozen=True)
class MapClasses:
    """The classes of the result by value, its nodata value, and its class values by the model's."""

    classes: Mapping[int, ClassInfo]
    nodata: int
    of_model: Mapping[int, int]

    @property
    def names(self) -> dict[int, str]:
        """Names by value."""
        return {value: entry.name for value, entry in self.classes.items()}

    @property
    def colors(self) -> dict[int, str]:
        """Colours by value."""
        return {value: entry.color for value, entry in self.classes.items()}

    @property
    def minority(self) -> tuple[int, ...]:
        """Values of the rare classes."""
        return tuple(value for value, entry in self.classes.items() if entry.is_rare)

    @property
    def dtype(self) -> str:
        """The smallest type that holds every value."""
        return "uint8" if max((*self.classes, self.nodata)) <= 255 else "uint16"


def of_model(model: Collection[ClassInfo], ignore: int) -> MapClasses:
    """The classes of a new map, which are the model's."""
    return _complete(Legend.of({}), model, ignore, {entry.value: entry.value for entry in model})


def of_both(
    path: str, legend: Legend, values: Collection[int], nodata: float | None, model: Collection[ClassInfo]
) -> MapClasses:
    """The classes of a map and of a model: the same by name where both name theirs, else by value.

    Parameters
    ----------
    path
        The map, for messages.
    legend, values, nodata
        What the map says of its classes, the values that occur in it, and its nodata value.
    model
        The model's classes.

    Raises
    ------
    BadInput
        The map does not have a class of the model, has no names and values that the model does not have, or holds values that no
        class raster can have.
    """
    if values and (min(values) < 0 or max(values) > _HIGHEST):
        raise BadInput("map_values_beyond", path=path, least=min(values), most=max(values), field="map")
    check_names(path, legend, model)
    by_name = {name_key(name): value for value, name in legend.names.items()}
    known = {*legend.names, *values}
    strange = sorted(known - {entry.value for entry in model})
    if strange and not by_name:
        raise BadInput("map_of_other_values", path=path, values=[str(value) for value in strange], field="map")
    translated = {entry.value: by_name[name_key(entry.name)] if by_name else entry.value for entry in model}
    taken = {*known, *translated.values()}
    is_free = nodata is not None and 0 <= nodata <= _HIGHEST and int(nodata) == nodata and int(nodata) not in taken
    ignore = int(nodata) if is_free and nodata is not None else DEFAULT_IGNORE
    return _complete(legend, model, ignore, translated, values)


def check_names(path: str, legend: Legend, model: Collection[ClassInfo]) -> None:
    """BadInput where a map that names its classes does not have a class of the model."""
    known = list(legend.names.values())
    named = set(map(name_key, known))
    missing = [entry.name for entry in model if name_key(entry.name) not in named]
    if known and missing:
        raise BadInput("map_of_other_classes", path=path, missing=missing, known=known, field="model")


def _complete(
    legend: Legend,
    model: Collection[ClassInfo],
    ignore: int,
    translated: Mapping[int, int],
    values: Collection[int] = (),
) -> MapClasses:
    of_model = {translated[entry.value]: entry for entry in model}
    known = sorted({*legend.names, *values, *of_model})
    names = {
        value: legend.names.get(value) or (of_model[value].name if value in of_model else default_name(value))
        for value in known
    }
    told = {value: legend.colors.get(value) or (of_model[value].color if value in of_model else "") for value in known}
    colors = palette.filled(known, names, told)
    rare = legend.minority or tuple(value for value, entry in of_model.items() if entry.is_rare)
    if ignore in known:
        ignore = next(value for value in (DEFAULT_IGNORE, 0, *range(1, _HIGHEST + 1)) if value not in known)
    classes = {value: ClassInfo(value, names[value], colors[value], value in rare) for value in known}
    return MapClasses(classes, ignore, translated)
