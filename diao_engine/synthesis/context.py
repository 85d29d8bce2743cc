# SPDX-License-Identifier: GPL-2.0-or-later
"""What surrounds the real objects of a class, and so: what they may cover, and how plausible a position is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .objects import LandObject

Floats = NDArray[np.float64]

# A class belongs to the surroundings of another when it fills this part of the ring of at least that part of its objects.
_RING_SHARE = 0.05
_OBJECT_SHARE = 0.05
# A position is compared with the real rings that are most like it: this part of them, at least so many.
_NEAREST = 0.1
_NEAREST_LEAST = 3
_MOST_REFERENCES = 128
_BINS = 32
_MOST_CATEGORIES = 64
# A value as frequent as this part of the most frequent one is as good as any.
_COMMON_ENOUGH = 0.2


class ContextModel:
    """Learned from real objects; `allowed` (k, k + 1) says whether class a may cover class c, never what is ignored (k).

    A class that almost never lies in the ring of another is a semantic collision with it.
    """

    def __init__(self, objects: Sequence[LandObject], classes: int, layers: int) -> None:
        self.classes = classes
        self.allowed = np.zeros((classes, classes + 1), dtype=bool)
        self._rings: dict[int, Floats] = {}
        self._values: dict[int, list[_Values]] = {}
        for class_index in sorted({instance.class_index for instance in objects}):
            real = [instance for instance in objects if instance.class_index == class_index]
            rings = np.array([instance.ring for instance in real], dtype=float)
            common = (rings >= _RING_SHARE).mean(axis=0) >= _OBJECT_SHARE
            self.allowed[class_index, :classes] = common
            self.allowed[class_index, class_index] = False
            chosen = np.linspace(0, len(rings) - 1, min(len(rings), _MOST_REFERENCES)).round().astype(int)
            self._rings[class_index] = rings[chosen]
            values = np.array([instance.values for instance in real], dtype=float).reshape(len(real), layers)
            self._values[class_index] = [_Values(values[:, layer]) for layer in range(layers)]

    def plausibility(self, class_index: int, rings: Floats, values: Floats) -> Floats:
        """How much the surroundings of positions resemble those of real objects of a class.

        The least of: the overlap of the ring's histogram with the real ones that are most like it, and how common each layer's
        value is at real objects.

        Parameters
        ----------
        class_index
            A class that the model has seen an object of.
        rings
            Shares of the classes in the ring around each position, 0 to 1; (positions, classes).
        values
            Values of the context layers at each position, NaN where a layer has none; (positions, layers).

        Returns
        -------
        ndarray
            Plausibility per position, 0 to 1; (positions,).
        """
        real = self._rings[class_index]
        overlap = np.minimum(rings[:, None, :], real[None]).sum(axis=2)
        nearest = min(len(real), max(_NEAREST_LEAST, round(_NEAREST * len(real))))
        plausibility: Floats = np.partition(overlap, len(real) - nearest, axis=1)[:, -nearest:].mean(axis=1)
        for layer, values_of_layer in enumerate(self._values[class_index]):
            plausibility = np.minimum(plausibility, values_of_layer.plausibility(values[:, layer]))
        return plausibility


class _Values:
    """How common values of one context layer are at real objects: a smoothed histogram, exact for categories."""

    def __init__(self, values: Floats) -> None:
        values = values[np.isfinite(values)]
        self._categories, counts = np.unique(values, return_counts=True)
        are_integers = bool((self._categories == np.round(self._categories)).all())
        self._is_category = are_integers and 0 < len(self._categories) <= min(
            _MOST_CATEGORIES, max(2, len(values) // 4)
        )
        if self._is_category:
            self._frequency = counts / counts.max()
        elif len(values):
            low, high = float(values.min()), float(values.max())
            bins = int(np.clip(np.sqrt(len(values)), 1, _BINS))
            width = max((high - low) / bins, 1e-6 * max(abs(low), abs(high), 1.0))
            # An empty bin on either side lets the smoothing reach half a bin beyond what was seen, and no further.
            self._edges = low + width * np.arange(-0.5, bins + 1.5)
            histogram = np.histogram(values, self._edges)[0].astype(float)
            smooth = np.convolve(histogram, [0.25, 0.5, 0.25], mode="same")
            self._frequency = smooth / smooth.max()

    def plausibility(self, values: Floats) -> Floats:
        """1 for common values, falling to 0 for unseen ones; 0 for positions without a value, 1 where no object had one."""
        if not len(self._categories):
            return np.ones(len(values))
        if self._is_category:
            position = np.clip(np.searchsorted(self._categories, np.round(values)), 0, len(self._categories) - 1)
            share = np.where(self._categories[position] == np.round(values), self._frequency[position], 0.0)
        else:
            position = np.searchsorted(self._edges, values, side="right") - 1
            inside = (position >= 0) & (position < len(self._frequency))
            share = np.where(inside, self._frequency[np.clip(position, 0, len(self._frequency) - 1)], 0.0)
        share = np.where(np.isfinite(values), share, 0.0)
        return np.asarray(np.minimum(share / _COMMON_ENOUGH, 1.0))


def ring_shares(counts: NDArray[np.number], class_index: int) -> Floats:
    """Ring histograms (n, k + 1) in pixels as shares (n, k) of what is known and not the object's own class; 0 where nothing is."""
    shares = np.array(counts[:, :-1], dtype=float)
    shares[:, class_index] = 0.0
    return np.asarray(shares / np.maximum(shares.sum(axis=1, keepdims=True), 1.0))
