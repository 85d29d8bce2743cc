# SPDX-License-Identifier: GPL-2.0-or-later
"""What surrounds the real objects of a class, and so: how plausible a position is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .objects import LandObject

Floats = NDArray[np.float64]

# A position is compared with the real rings that are most like it: this part of them, at least so many.
_NEAREST = 0.1
_NEAREST_LEAST = 3
_MOST_REFERENCES = 128
# So few objects say little of how unlike each other they may be; a position then passes when it overlaps them by half.
_FEW = 5
_TYPICAL_OF_FEW = 0.5
_ROUNDING = 1e-9
_BINS = 32
_MOST_CATEGORIES = 64
# A value as frequent as this part of the most frequent one is as good as any.
_COMMON_ENOUGH = 0.2


class ContextModel:
    """Learned from the surroundings of real objects, `ring` and `values`; a position is judged by where it would rank among them.

    Parameters
    ----------
    objects
        Real objects.
    classes, layers
        Number of classes and of context layers.
    """

    def __init__(self, objects: Sequence[LandObject], classes: int, layers: int) -> None:
        self.classes = classes
        self._real: dict[int, _Surroundings] = {}
        for class_index in sorted({instance.class_index for instance in objects}):
            real = [instance for instance in objects if instance.class_index == class_index]
            rings = np.array([instance.ring for instance in real], dtype=float)
            values = np.array([instance.values for instance in real], dtype=float).reshape(len(real), layers)
            self._real[class_index] = _Surroundings(rings, values)

    def plausibility(self, class_index: int, rings: Floats, values: Floats) -> Floats:
        """The share of the real objects of a class whose own surroundings are no more typical than those of a position.

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
            Plausibility per position, 0 to 1; (positions,). A tenth of the real objects, each judged by the others, has 0.1 or less.
        """
        return self._real[class_index].rank(rings, values)


class _Surroundings:
    """Of the real objects of one class: rings (n, k) and values of layers (n, layers)."""

    def __init__(self, rings: Floats, values: Floats) -> None:
        chosen = np.linspace(0, len(rings) - 1, min(len(rings), _MOST_REFERENCES)).round().astype(int)
        self._rings = rings[chosen]
        self._values = [_Values(column) for column in values.T]
        own = [layer.plausibility(column) for layer, column in zip(self._values, values[chosen].T, strict=True)]
        overlap = _overlap(self._rings, self._rings)
        np.fill_diagonal(overlap, -1.0)  # each is judged by the others
        typical = np.minimum.reduce([_mean_of_largest(overlap, self._nearest), *own])
        self._typical = np.sort(typical) if len(chosen) >= _FEW else np.array([_TYPICAL_OF_FEW])

    @property
    def _nearest(self) -> int:
        return min(max(len(self._rings) - 1, 1), max(_NEAREST_LEAST, round(_NEAREST * len(self._rings))))

    def rank(self, rings: Floats, values: Floats) -> Floats:
        layers = [layer.plausibility(column) for layer, column in zip(self._values, values.T, strict=True)]
        typical = np.minimum.reduce([_mean_of_largest(_overlap(rings, self._rings), self._nearest), *layers])
        reached = np.searchsorted(self._typical, typical + _ROUNDING, side="right")
        return np.where(typical > 0, reached / len(self._typical), 0.0)


def _overlap(rings: Floats, real: Floats) -> Floats:
    """The overlap of every ring's histogram (n, k) with every real one (m, k); (n, m), 0 to 1."""
    return np.asarray(np.minimum(rings[:, None, :], real[None]).sum(axis=2))


def _mean_of_largest(values: Floats, count: int) -> Floats:
    """The mean of the `count` largest values of each row."""
    return np.asarray(np.partition(values, values.shape[1] - count, axis=1)[:, -count:].mean(axis=1))


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
