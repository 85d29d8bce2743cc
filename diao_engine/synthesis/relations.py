# SPDX-License-Identifier: GPL-2.0-or-later
"""Which classes the objects of a class stand on, and which they may lie beside; learned from real objects.

The two differ: in a dense town every meadow lies beside a house, and none stands on one. Only what a class stands on may be covered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..jobs.classinfo import AREA
from .objects import LandObject

Floats = NDArray[np.float64]

# A class hosts another when it is the commonest area around so many of its objects.
_HOST_SHARE = 0.1
# A class may touch another when it makes up this part of the outline of at least that part of its objects.
_OUTLINE_SHARE, _OBJECT_SHARE = 0.05, 0.05
# A class with less than this part of an even share is scarce: what there is of it is not covered, not even by what is rarer still.
_SCARCE = 0.5


@dataclass(frozen=True)
class Relations:
    """`hosts` (k, k) is the share of the objects of a class that stand on another, 0 where it is no host; `touches` (k, k) says which
    classes may lie beside which; `protected` (k,) are classes that nothing covers.
    """

    hosts: Floats
    touches: NDArray[np.bool_]
    protected: NDArray[np.bool_]

    @property
    def covers(self) -> NDArray[np.bool_]:
        """Whether class a may cover class c, (k, k + 1); never what is ignored (k)."""
        allowed = (self.hosts > 0) & ~self.protected[None]
        return np.column_stack([allowed, np.zeros(len(allowed), dtype=bool)])


def learn_relations(objects: Sequence[LandObject], forms: Sequence[str], protected: NDArray[np.bool_]) -> Relations:
    """The relations of the classes.

    Parameters
    ----------
    objects
        Real objects; a class without one neither covers nor touches anything.
    forms
        Of the classes; things and lines host nothing, for what covers them would cut them.
    protected
        Classes that nothing may cover, (classes,).
    """
    classes = len(forms)
    hosts, touches = np.zeros((classes, classes)), np.zeros((classes, classes), dtype=bool)
    is_area = np.array([form == AREA for form in forms])
    for class_index in sorted({instance.class_index for instance in objects}):
        of_class = [instance for instance in objects if instance.class_index == class_index]
        outlines = np.array([_beside(instance) for instance in of_class], dtype=float)
        touches[class_index] = (outlines >= _OUTLINE_SHARE).mean(axis=0) >= _OBJECT_SHARE
        ground = np.where(is_area, outlines, 0.0)
        ground[:, class_index] = 0.0
        on_ground = ground[ground.any(axis=1)]
        shares = np.bincount(on_ground.argmax(axis=1), minlength=classes) / max(len(on_ground), 1)
        hosts[class_index] = np.where(shares >= _HOST_SHARE, shares, 0.0)
    np.fill_diagonal(touches, False)
    return Relations(hosts, touches | (hosts > 0), protected)


def _beside(instance: LandObject) -> NDArray[np.float32]:
    """The shares of the classes (classes,) at an object's outline; of its ring where nothing there has a label (a house in a yard)."""
    return instance.outline_shares if instance.outline_shares.any() else instance.ring


def scarce_classes(counts: NDArray[np.number]) -> NDArray[np.bool_]:
    """Which classes (classes,) have less than half of an even share of pixels `counts` (classes,); one that does not occur is not."""
    present = counts > 0
    return np.asarray(present & (counts < _SCARCE * counts.sum() / max(np.count_nonzero(present), 1)))
