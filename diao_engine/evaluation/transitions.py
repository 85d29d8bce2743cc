# SPDX-License-Identifier: GPL-2.0-or-later
"""From which class to which two maps of the same ground differ: counted strip by strip, and drawn as one value per transition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..jobs import palette
from ..jobs.classinfo import ClassInfo, default_name, name_key
from ..protocol.progress import ProgressReporter
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.labels import LabelRaster
from ..raster.legend import Legend
from ..raster.shapes import AreaMask
from .compare import paired, read_both
from .reference import ReadReference

UNCHANGED = 0
_UNCHANGED_COLOR = "#d9d9d9"
# How much of the old class is in the colour of a transition; most of it is the new one, which is what the ground has become.
_OLD_SHARE = 0.3
_ALIGNED_PIXELS = 0.05


@dataclass(frozen=True)
class Ground:
    """What was counted for one pair of values: pixels, and m² (0 where areas are unknown)."""

    pixels: int = 0
    area: float = 0.0

    def plus(self, other: Ground) -> Ground:
        """Both together."""
        return Ground(self.pixels + other.pixels, self.area + other.area)


# By value in the first and in the second map.
Counts = dict[tuple[int, int], Ground]


@dataclass(frozen=True)
class Matched:
    """The classes of two maps as one list; `first` and `second` give the position of each value of a map."""

    classes: tuple[ClassInfo, ...]
    first: Mapping[int, int]
    second: Mapping[int, int]


@dataclass(frozen=True)
class Transition:
    """A pair of classes, by their positions among the matched ones, with its ground and its value in the difference layer."""

    before: int
    after: int
    ground: Ground
    code: int = UNCHANGED


def is_aligned(first: GeoRef, second: GeoRef) -> bool:
    """Whether the pixels of both fall together, whatever part of the ground each covers."""
    if first.crs != second.crs:
        return False
    a, b, c, d, e, f = (~first.transform @ second.transform)[:6]
    stretch = max(abs(a - 1), abs(e - 1), abs(b), abs(d)) * max(second.shape)
    return bool(max(stretch, abs(c - round(c)), abs(f - round(f))) <= _ALIGNED_PIXELS)


def matched(first: Legend, second: Legend, counts: Counts) -> Matched:
    """The classes that occur: the same by name where both maps name theirs, else by value."""
    values = sorted({before for before, _ in counts}), sorted({after for _, after in counts})
    infos = [_info(first, value) for value in values[0]]
    positions = {value: at for at, value in enumerate(values[0])}
    by_name = {name_key(first.names[value]): at for value, at in positions.items() if value in first.names}
    of_second: dict[int, int] = {}
    for value in values[1]:
        name = second.names.get(value)
        at = by_name.get(name_key(name)) if name and first.names else positions.get(value)
        if at is None:
            at = len(infos)
            infos.append(_info(second, value))
        elif value in second.names and values[0][at] not in first.names:
            infos[at] = ClassInfo(infos[at].value, second.names[value], infos[at].color or second.colors.get(value, ""))
        of_second[value] = at
    # Two classes may have one value, each in its map: colours go by the position.
    colors = palette.filled(
        range(len(infos)), {at: info.name for at, info in enumerate(infos)}, {at: i.color for at, i in enumerate(infos)}
    )
    classes = tuple(ClassInfo(info.value, info.name, colors[at]) for at, info in enumerate(infos))
    return Matched(classes, positions, of_second)


def transitions(classes: Matched, counts: Counts) -> list[Transition]:
    """All pairs of classes; those that differ come first, the largest with code 1."""
    total: dict[tuple[int, int], Ground] = {}
    for (before, after), ground in counts.items():
        pair = classes.first[before], classes.second[after]
        total[pair] = total.get(pair, Ground()).plus(ground)
    ordered = sorted(total, key=lambda pair: (pair[0] == pair[1], -total[pair].pixels, pair))
    return [
        Transition(before, after, total[before, after], UNCHANGED if before == after else code)
        for code, (before, after) in enumerate(ordered, start=1)
    ]


def legend_of(classes: Matched, found: Sequence[Transition], unchanged: str) -> tuple[dict[int, str], dict[int, str]]:
    """Names and colours of the difference layer by value; `unchanged` is what 0 is called."""
    names, colors = {UNCHANGED: unchanged}, {UNCHANGED: _UNCHANGED_COLOR}
    for one in found:
        if one.code != UNCHANGED:
            before, after = classes.classes[one.before], classes.classes[one.after]
            names[one.code] = f"{before.name} → {after.name}"
            colors[one.code] = palette.blend(after.color, before.color, _OLD_SHARE)
    return names, colors


def count(
    labels: LabelRaster, other: ReadReference, area: AreaMask, row_areas: NDArray[np.float64] | None,
    report: ProgressReporter,
) -> Counts:  # fmt: skip
    """Pixels and m² of every pair of values where both maps have a class; `row_areas` are those of a pixel of each row."""
    total: Counts = {}
    for window in report.track(labels.strips(), "comparing"):
        before, after, both = read_both(labels, other, area, window)
        first, second, pair = paired(before[both], after[both])
        size = len(first) * len(second)
        pixels = np.bincount(pair, minlength=size)
        weights = None if row_areas is None else row_areas[window.y_off + np.nonzero(both)[0]]
        areas = np.zeros(size) if weights is None else np.bincount(pair, weights=weights, minlength=size)
        for at in np.flatnonzero(pixels):
            key = int(first[at // len(second)]), int(second[at % len(second)])
            total[key] = total.get(key, Ground()).plus(Ground(int(pixels[at]), float(areas[at])))
    return total


def draw(
    labels: LabelRaster, other: ReadReference, area: AreaMask, codes: Mapping[tuple[int, int], int], nodata: int,
    report: ProgressReporter,
) -> Iterator[tuple[Window, NDArray[np.uint16]]]:  # fmt: skip
    """Strips of the difference layer; `codes` has the value of each pair of values."""
    for window in report.track(labels.strips(), "drawing_differences"):
        before, after, both = read_both(labels, other, area, window)
        first, second, pair = paired(before[both], after[both])
        table = np.array([codes.get((int(a), int(b)), nodata) for a in first for b in second], dtype=np.uint16)
        strip = np.full(both.shape, nodata, dtype=np.uint16)
        if table.size:
            strip[both] = table[pair]
        yield window, strip


def codes_of(classes: Matched, found: Sequence[Transition], counts: Counts) -> dict[tuple[int, int], int]:
    """The value of the difference layer by the pair of values in both maps."""
    by_pair = {(one.before, one.after): one.code for one in found}
    return {pair: by_pair[classes.first[pair[0]], classes.second[pair[1]]] for pair in counts}


def _info(legend: Legend, value: int) -> ClassInfo:
    return ClassInfo(value, legend.names.get(value) or default_name(value), legend.colors.get(value, ""))
