# SPDX-License-Identifier: GPL-2.0-or-later
"""The confusion matrix and what is read from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Confusion:
    """`matrix` (k, k): pixels of reference class i that the map calls class j, or their share of the ground.

    Measures of a class without a denominator (absent from reference and map, or never mapped) are NaN, and means leave
    out the classes that are absent from both.
    """

    matrix: NDArray[np.int64] | Numbers

    @classmethod
    def empty(cls, classes: int) -> Confusion:
        """No pixels of so many classes."""
        return cls(np.zeros((classes, classes), dtype=np.int64))

    @classmethod
    def of(cls, reference: NDArray[np.integer], mapped: NDArray[np.integer], classes: int) -> Confusion:
        """Count pairs of class indices.

        Parameters
        ----------
        reference, mapped
            Class indices of the same pixels, arrays of one shape; a pair with an index outside 0 … `classes` - 1 is left out.
        classes
            Number of classes.
        """
        reference, mapped = np.asarray(reference).ravel(), np.asarray(mapped).ravel()
        known = (reference >= 0) & (reference < classes) & (mapped >= 0) & (mapped < classes)
        pairs = reference[known].astype(np.int64) * classes + mapped[known]
        return cls(np.bincount(pairs, minlength=classes * classes).reshape(classes, classes))

    def __add__(self, other: Confusion) -> Confusion:
        return Confusion(self.matrix + other.matrix)

    @property
    def hits(self) -> Numbers:
        """Pixels on which both agree, per class."""
        return np.diagonal(self.matrix).astype(np.float64)

    @property
    def reference(self) -> Numbers:
        """Pixels per class of the reference."""
        return np.asarray(self.matrix.sum(axis=1), dtype=np.float64)

    @property
    def mapped(self) -> Numbers:
        """Pixels per class of the map."""
        return np.asarray(self.matrix.sum(axis=0), dtype=np.float64)

    @property
    def present(self) -> NDArray[np.bool_]:
        """Which classes occur in the reference or in the map."""
        return np.asarray((self.reference + self.mapped) > 0)

    @property
    def iou(self) -> Numbers:
        """Intersection over union, per class."""
        return _ratio(self.hits, self.reference + self.mapped - self.hits)

    @property
    def f1(self) -> Numbers:
        """Harmonic mean of precision and recall, per class."""
        return _ratio(2 * self.hits, self.reference + self.mapped)

    @property
    def precision(self) -> Numbers:
        """Share of the mapped pixels that are right (user's accuracy), per class."""
        return _ratio(self.hits, self.mapped)

    @property
    def recall(self) -> Numbers:
        """Share of the reference that is found (producer's accuracy), per class."""
        return _ratio(self.hits, self.reference)

    @property
    def miou(self) -> float:
        """Mean IoU over the classes that occur."""
        return self._mean(self.iou)

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the classes that occur."""
        return self._mean(self.f1)

    @property
    def overall_accuracy(self) -> float:
        """Share of the pixels on which both agree."""
        total = self.matrix.sum()
        return float(self.hits.sum() / total) if total else float("nan")

    @property
    def kappa(self) -> float:
        """Cohen's kappa: agreement beyond what the shares alone give (Cohen 1960)."""
        total = float(self.matrix.sum())
        if not total:
            return float("nan")
        chance = float(self.reference @ self.mapped) / total**2
        return float((self.overall_accuracy - chance) / (1 - chance)) if chance < 1 else float("nan")

    def _mean(self, values: Numbers) -> float:
        return float(values[self.present].mean()) if self.present.any() else float("nan")


def _ratio(above: Numbers, below: Numbers) -> Numbers:
    return np.asarray(np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0))
