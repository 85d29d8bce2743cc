# SPDX-License-Identifier: GPL-2.0-or-later
"""A tile that is being filled: what may still be covered on it, and what must not be touched."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .context import ContextModel, Floats, ring_shares
from .extraction import quantile
from .neighbourhood import Box, Mask, dilated, grown
from .objects import MARGIN
from .relations import Relations

# Pastes stay so far apart that no feather reaches another.
KEPT_FREE_PX = MARGIN + 1
# Of the context layers' values under an object all three must be plausible.
_QUARTERS = (0.25, 0.5, 0.75)
# So much of the ring must be labelled.
_KNOWN_SHARE = 0.25


class Canvas:
    """Class indices (row, column), k where ignored, changed by `occupy`; context layers (layer, row, column); the ring's width in
    pixels.

    `small` are the class indices again, in the smallest type, and `untouchable` the pixels that no paste may change: protected
    classes, ignored pixels, and around earlier pastes. Neither is to be changed.
    """

    def __init__(
        self,
        classes: NDArray[np.int64],
        layers: NDArray[np.float32],
        relations: Relations,
        context: ContextModel,
        ring: int,
    ) -> None:
        self.classes = classes
        self.layers = layers
        self.ring = ring
        self.relations = relations
        self.context = context
        self._covers = relations.covers
        self.small = classes.astype(np.min_scalar_type(self.ignored))
        self.untouchable: Mask = np.append(relations.protected, True)[classes]
        # They are asked for by every object that looks for a place, and change with every paste by a few pixels.
        self._blocked: dict[int, Mask] = {}
        self._repellent: dict[tuple[int, bool], Mask] = {}

    @property
    def ignored(self) -> int:
        """The class index of ignored pixels."""
        return len(self._covers)

    def blocked(self, class_index: int) -> Mask:
        """Pixels that an object of a class may not cover; not to be changed."""
        if class_index not in self._blocked:
            self._blocked[class_index] = ~self._covers[class_index][self.classes] | self.untouchable
        return self._blocked[class_index]

    def repellent(self, class_index: int, *, joins_own: bool) -> Mask:
        """Pixels that an object of a class may not touch: classes that never lie beside it; its own, unless it may join them.

        Not to be changed.
        """
        key = class_index, joins_own
        if key not in self._repellent:
            self._repellent[key] = ~self._touchable(*key)[self.classes]
        return self._repellent[key]

    def _touchable(self, class_index: int, joins_own: bool) -> Mask:
        """Which classes (k + 1,) an object of a class may touch; what is ignored always."""
        touchable = np.append(self.relations.touches[class_index], True)
        touchable[class_index] = joins_own
        return touchable

    def hosts(self, class_index: int) -> tuple[int, ...]:
        """The classes that an object of a class may cover, ascending."""
        return tuple(np.flatnonzero(self._covers[class_index]).tolist())

    def plausibility(self, class_index: int, counts: NDArray[np.integer], under: NDArray[np.float32]) -> Floats:
        """How typical places are for a class, by the ring around them and the context layers under them.

        Parameters
        ----------
        class_index
            A class that the context model has seen an object of.
        counts
            Pixels of the ring per class and of what is ignored, (places, k + 1).
        under
            Values of the context layers under the object, (layers, places, pixels); NaN where unknown.

        Returns
        -------
        ndarray
            Plausibility per place, 0 to 1, (places,); 0 where too little of the ring is labelled.
        """
        shares = ring_shares(counts, class_index)
        values = [quantile(under, part).T for part in _QUARTERS] if len(under) else [np.zeros((len(shares), 0))]
        judged = [self.context.plausibility(class_index, shares, value.astype(float)) for value in values]
        is_known = counts[:, :-1].sum(axis=1) >= _KNOWN_SHARE * counts.sum(axis=1)
        return np.where(is_known, np.minimum.reduce(judged), 0.0)

    def occupy(self, mask: Mask, box: Box, class_index: int) -> tuple[Mask, Box]:
        """Write a pasted object in, whose mask is given within a box of the tile; returns what it takes with what is kept free around
        it, within a larger box of the tile, and that box.
        """
        for classes in (self.classes, self.small):
            classes[box][mask] = class_index
        for key, repellent in self._repellent.items():
            repellent[box][mask] = not self._touchable(*key)[class_index]
        larger = grown(box, KEPT_FREE_PX, self.classes.shape)
        wide = np.zeros([part.stop - part.start for part in larger], dtype=bool)
        top, left = (inner.start - outer.start for inner, outer in zip(box, larger, strict=True))
        wide[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
        taken = dilated(wide, KEPT_FREE_PX)
        self.untouchable[larger] |= taken
        for blocked in self._blocked.values():
            blocked[larger] |= taken
        return taken, larger
