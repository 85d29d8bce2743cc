# SPDX-License-Identifier: GPL-2.0-or-later
"""Colours of masks as class values: the nearest colour of the class table within a tolerance, and a count of what matched none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput
from ..jobs.colors import rgb
from ..messages import Sentence
from ..protocol.progress import ProgressReporter
from .labels import UNLABELLED

_NOT_ASKED = -1
_CODES_AT_ONCE = 1 << 16
_SHOWN_COLORS = 3
# More pixels than these without a class, and what is there is no stray pixel but a colour that the table lacks.
_TRACE = 0.001
_MOST = 0.5


class ColorMatcher:
    """Class values of colours, and how many pixels were exact, near, or of no class.

    Distances are those of red, green and blue, 0 to 255 each, in a straight line (0 to 441); of two colours that are equally near,
    the one of the smaller class value counts.
    """

    def __init__(
        self,
        values: Mapping[str, int],
        *,
        ignore: int,
        tolerance: float,
        names: Mapping[int, str] | None = None,
        expected: Collection[int] | None = None,
    ) -> None:
        """`values` gives the class value of each colour (#rrggbb), the ignore value for a colour that is no class; `names` those of
        classes, by value, for the sentences. Classes of `expected` values (None: all) should occur, for a table of these masks names
        them; those of a whole public data set need not.
        """
        ordered = sorted(values.items(), key=lambda entry: entry[1])
        self._shown = {value: f"{(names or {}).get(value, '')} {color}".strip() for color, value in reversed(ordered)}
        self._colors = np.array([rgb(color) for color, _ in ordered], dtype=np.int32).reshape(-1, 3)
        self._exact = np.append(_codes(self._colors.T), -1)
        self._values = np.array([*(value for _, value in ordered), UNLABELLED], dtype=np.int32)
        self._ignore = ignore
        self._expected = set(values.values() if expected is None else expected) - {ignore}
        self._tolerance = tolerance
        # Masks have few colours: each is compared when it is first met, and then looked up by its code.
        self._position = np.full(1 << 24 if ordered else 0, _NOT_ASKED, dtype=np.int16)
        self._pixels = np.zeros(len(ordered) + 1, dtype=np.int64)
        self._near = 0
        self._unknown: Counter[int] = Counter()

    def __len__(self) -> int:
        return len(self._colors)

    def values(self, pixels: NDArray[np.integer]) -> NDArray[np.int32]:
        """Class values of pixels (3, …): red, green and blue from 0 to 255. Shape (…), -1 where no colour is near enough."""
        return self._values[self._position_of(_codes(pixels))]

    def count(self, pixels: NDArray[np.integer], times: NDArray[np.integer] | None = None) -> None:
        """Count pixels (3, …) of a mask for `check`, each once or as often as `times` (…) says."""
        code = _codes(pixels).ravel()
        weight = np.ones(len(code), dtype=np.int64) if times is None else times.ravel()
        position = self._position_of(code)
        self._pixels += np.bincount(position, weight, minlength=len(self) + 1).astype(np.int64)
        self._near += int(weight[(self._exact[position] != code) & (position < len(self))].sum())
        codes, index = np.unique(code[position == len(self)], return_inverse=True)
        pixel_counts = np.bincount(index, weight[position == len(self)], minlength=len(codes)).astype(np.int64)
        self._unknown.update({code: n for code, n in zip(codes.tolist(), pixel_counts.tolist(), strict=True) if n})

    def kept(self) -> dict[str, Any]:
        """What has been counted as plain values, to be taken up by another process."""
        return {"pixels": self._pixels.tolist(), "near": self._near, "unknown": list(self._unknown.items())}

    def take_up(self, kept: dict[str, Any]) -> None:
        """Add what another process has counted with the same colours."""
        self._pixels += np.array(kept["pixels"], dtype=np.int64)
        self._near += kept["near"]
        self._unknown.update(dict(kept["unknown"]))

    def check(self, masks: str | Sentence, report: ProgressReporter) -> None:
        """Say what matched no class.

        Parameters
        ----------
        masks
            What was read, for the sentences.
        report
            Gets warnings.

        Raises
        ------
        BadInput
            Most pixels match no class, or a class has no pixel while others match none.
        """
        total, unknown = int(self._pixels.sum()), sum(self._unknown.values())
        if not total:
            return
        met = set(self._values[:-1][self._pixels[:-1] > 0].tolist())
        without = [text for value, text in sorted(self._shown.items()) if value in self._expected - met]
        lost = Sentence.of("colors_lost", unknown=unknown, total=total, masks=masks, colors=self._common())
        way_out = Sentence.of("colors_way_out", ignore=self._ignore, tolerance=self._tolerance)
        if unknown > _MOST * total:
            raise BadInput("colors_most_lost", lost=lost, way_out=way_out)
        if without and unknown > _TRACE * total:
            raise BadInput("colors_and_classes_lost", lost=lost, names=without, way_out=way_out)
        if unknown:
            report.warning("colors_some_lost", lost=lost, way_out=way_out)
        if without:
            report.warning("classes_without_color", masks=masks, names=without)
        if self._near:
            report.info("colors_near", near=self._near, total=total, masks=masks, tolerance=self._tolerance)

    def _position_of(self, code: NDArray[np.int32]) -> NDArray[np.int16]:
        """Position among the colours by colour code; their number where none is near enough."""
        position = self._position[code]
        if (position == _NOT_ASKED).any():
            self._look_up(np.unique(code[position == _NOT_ASKED]))
            position = self._position[code]
        return position

    def _look_up(self, codes: NDArray[np.int32]) -> None:
        self._position[codes] = len(self)
        for part in np.array_split(codes, len(codes) // _CODES_AT_ONCE + 1) if len(self) else []:
            channels = np.stack([part >> 16, part >> 8 & 255, part & 255], axis=1)
            distance = ((channels[:, None] - self._colors[None]) ** 2).sum(axis=2)
            nearest = distance.argmin(axis=1)
            near_enough = distance[np.arange(len(part)), nearest] <= self._tolerance**2
            self._position[part[near_enough]] = nearest[near_enough]

    def _common(self) -> list[Sentence]:
        most = self._unknown.most_common(_SHOWN_COLORS)
        shown = [Sentence.of("color_pixels", color=f"#{code:06x}", pixels=pixels) for code, pixels in most]
        rest = len(self._unknown) - len(shown)
        return [*shown, Sentence.of("more_colors", count=rest)] if rest > 0 else shown


def _codes(pixels: NDArray[np.integer]) -> NDArray[np.int32]:
    """Red, green and blue (3, …) as one number each."""
    red, green, blue = pixels.astype(np.int32)
    return np.asarray((red << 16) | (green << 8) | blue)
