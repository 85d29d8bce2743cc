# SPDX-License-Identifier: GPL-2.0-or-later
"""What an analyst's edits of the layer `objects` say of a bank that is collected again, and the layer that comes of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import minority_classes
from ..dataset.objects import Objects
from ..dataset.store import TileDataset
from ..errors import BadInput
from ..jobs import classinfo
from ..jobs.synthesize import Synthesize
from ..synthesis.objects import LandObject

Key = tuple[int, ...]
TILES_SEARCHED = "tiles_searched"  # in the history: the ids of the training tiles whose objects were collected
_MOST_IDS = 10**7  # of a range: more are no tiles
_RANGE = re.compile(r"(\d{1,15})(?:-(\d{1,15}))?")


class Selection:
    """The layer `objects` of a dataset, and which of the objects found now it speaks of.

    An object that the layer lacks was deleted by the user where an earlier run has collected its like. Where none has, as it looked at
    other tiles, classes or sizes, or took the class for another form, the object is new.

    Parameters
    ----------
    dataset
        With the layer, if it has one, and the history of its steps.
    forms
        The form of every class as it is now (classes,).
    max_area
        What this run takes as the largest area, in pixels: it decides which part of a large area is an object.
    """

    def __init__(self, dataset: TileDataset, forms: Sequence[str], max_area: int) -> None:
        self._values = dataset.scheme.values
        self._forms = dict(zip(self._values, forms, strict=True))
        self._earlier = dataset.objects
        self._max_area = max_area
        self._collected = [
            earlier for step in dataset.info.history if (earlier := _Collection.of(step, dataset)) is not None
        ]

    def key(self, instance: LandObject) -> Key:
        """As `Objects.keys`."""
        return (self._values[instance.class_index], instance.tile_id, *instance.window)

    def reshaped(self) -> dict[int, str]:
        """The form that the layer has for each class value that is taken for another one now."""
        if self._earlier is None:
            return {}
        stated: dict[int, list[str]] = {}
        for value, form in zip(self._earlier.value.tolist(), self._earlier.form.tolist(), strict=True):
            stated.setdefault(value, []).append(form)
        return {value: seen[0] for value, seen in stated.items() if self._forms.get(value, seen[0]) not in seen}

    def apply(self, instances: list[LandObject]) -> list[LandObject]:
        """Without those that the user has deleted; those that he has unticked are marked."""
        if self._earlier is None:
            return instances
        use_by_key = dict(zip(self._earlier.keys(), self._earlier.use.tolist(), strict=True))
        reshaped = self.reshaped()
        kept = []
        for instance in instances:
            use = use_by_key.get(self.key(instance))
            if self._values[instance.class_index] in reshaped or (use is None and self._is_new(instance)):
                kept.append(instance)
            elif use is not None:
                kept.append(dataclasses.replace(instance, use=use))
        return kept

    def _is_new(self, instance: LandObject) -> bool:
        value = self._values[instance.class_index]
        return bool(self._collected) and not any(
            earlier.covers(value, instance, self._max_area) for earlier in self._collected
        )

    def layer(self, instances: list[LandObject], used: Mapping[Key, int]) -> Objects:
        """The bank as a layer, with how often each was pasted; objects of an earlier bank that this run did not look at stay in
        it, unused, but for those of a class that has another form now.
        """
        keys = [self.key(instance) for instance in instances]
        earlier = self._earlier
        ids = {} if earlier is None else dict(zip(earlier.keys(), earlier.object_id.tolist(), strict=True))
        first_new_id = max(ids.values(), default=0) + 1
        outlines = np.empty(len(instances), dtype=object)
        outlines[:] = [instance.outline for instance in instances]
        current = Objects(
            object_id=np.array(
                [ids.get(key, first_new_id + position) for position, key in enumerate(keys)], dtype=np.int64
            ),
            value=np.array([key[0] for key in keys], dtype=np.int64),
            tile_id=np.array([instance.tile_id for instance in instances], dtype=np.int64),
            windows=np.array([instance.window for instance in instances], dtype=np.int64).reshape(-1, 4),
            area_px=np.array([instance.area for instance in instances], dtype=np.int64),
            form=np.array([instance.form for instance in instances], dtype=object),
            cut=np.array([instance.is_cut for instance in instances], dtype=bool),
            used=np.array([used.get(key, 0) for key in keys], dtype=np.int64),
            use=np.array([instance.use for instance in instances], dtype=bool),
            outline=outlines,
        )
        if earlier is None:
            return current
        is_stale = np.isin(earlier.value, list(self.reshaped()))
        rest = earlier.take(~np.isin(earlier.object_id, current.object_id) & ~is_stale)
        return current.joined(dataclasses.replace(rest, used=np.zeros_like(rest.used)))


@dataclass(frozen=True)
class _Collection:
    """What a run of `synthesize` looked for: class values and areas in pixels, in which tiles (all where it did not note that)."""

    values: frozenset[int]
    min_area: float
    max_area: float
    tiles: frozenset[int] | None

    @classmethod
    def of(cls, step: Mapping[str, Any], dataset: TileDataset) -> _Collection | None:
        """Of a step of the history; None where it is another step, or one that somebody has edited."""
        parameters = step.get("parameters")
        if step.get("step") != Synthesize.id or not isinstance(parameters, Mapping):
            return None
        least, most, names = parameters.get("min_area"), parameters.get("max_area"), parameters.get("classes")
        if not isinstance(least, (int, float)) or not isinstance(most, (int, float)):
            return None
        results = step.get("results")
        noted = results.get(TILES_SEARCHED) if isinstance(results, Mapping) else None
        return cls(_values(names, dataset), least, most, ids_of(noted) if isinstance(noted, str) else None)

    def covers(self, value: int, instance: LandObject, max_area: int) -> bool:
        """Whether that run has found this object too. Of large areas it took other parts where its largest area was another."""
        if value not in self.values or instance.area < self.min_area:
            return False
        if self.tiles is not None and instance.tile_id not in self.tiles:
            return False
        if instance.form == classinfo.AREA:
            return self.max_area == max_area
        return instance.area <= self.max_area


def ranges(ids: NDArray[np.integer]) -> str:
    """Ids as text, "0-3,7": as short as the ids are without gaps."""
    ordered = np.unique(ids)
    first = ordered[np.diff(ordered, prepend=-2) > 1]
    last = ordered[np.diff(ordered, append=ordered[-1:] + 2) > 1]
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(first.tolist(), last.tolist(), strict=True))


def ids_of(text: str) -> frozenset[int] | None:
    """The ids that `ranges` has written; None where somebody has edited them."""
    ids: set[int] = set()
    for part in text.split(","):
        found = _RANGE.fullmatch(part)
        if found is None:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if not first <= last < first + _MOST_IDS:
            return None
        ids.update(range(first, last + 1))
    return frozenset(ids)


def _values(names: Any, dataset: TileDataset) -> frozenset[int]:
    """The classes that a run was told, else those that are rare; all of them where a name is no longer one."""
    try:
        named = dataset.scheme.find(str(names or ""))
    except BadInput:
        return frozenset(dataset.scheme.values)
    if named:
        return frozenset(named)
    is_rare = minority_classes(dataset.train().total())
    return frozenset(value for value, rare in zip(dataset.scheme.values, is_rare, strict=True) if rare)
