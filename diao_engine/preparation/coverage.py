# SPDX-License-Identifier: GPL-2.0-or-later
"""Which blocks must go into which split so that classes are where they are promised: an exact search on small cases.

A greedy choice of blocks can spend one that another class needed. Here every promise is a demand, "this split holds a block with this
class", and a depth-first search with bounds (branch and bound) gives blocks to splits until all demands are met, or as many as can be.
It looks at a limited number of choices, so on large cases it may end with the best found; with few blocks it has seen them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CHOICES = 20_000
_MOST_DEMANDS = 256  # the search goes as deep as there are demands


@dataclass(frozen=True)
class Demand:
    """A split, by number, shall hold a class, by index; `price` is what it costs to go without, None that it must not."""

    split: int
    class_index: int
    price: int | None


def demands_of(has: NDArray[np.bool_], held_out: Sequence[int], train: int) -> list[Demand]:
    """What is promised of blocks (b,) with classes, `has` of shape (b, k).

    Every class is in train; one of two or more blocks is in the first held-out split too, one of three or more also in the second. The
    first goes before the second, however many classes that costs.
    """
    blocks = has.sum(axis=0)
    demands = [Demand(train, k, None) for k in np.flatnonzero(blocks).tolist()]
    for position, split in enumerate(held_out):
        price = 1 if position else len(blocks) + 1
        demands += [Demand(split, k, price) for k in np.flatnonzero(blocks >= 2 + position).tolist()]
    return demands


def unmet_price(has: NDArray[np.bool_], split_index: NDArray[np.integer], demands: Sequence[Demand]) -> int:
    """What the demands that an assignment (b,) does not meet cost in all; those of train are met by all assignments."""
    return sum(
        demand.price or 0 for demand in demands if not has[split_index == demand.split, demand.class_index].any()
    )


def covering(
    has: NDArray[np.bool_], demands: Sequence[Demand], preferred: Mapping[int, Sequence[int]], below: int
) -> dict[int, int] | None:
    """Blocks with the split that each must go to, so that the demands that are not met cost less than `below`.

    Parameters
    ----------
    has
        Which blocks hold which classes, shape (b, k).
    demands
        What is wanted; those without a price are met in any case.
    preferred
        For each split its blocks in the order in which they are tried.
    below
        What the best choice known so far costs.

    Returns
    -------
    dict or None
        Split by block, for some of the blocks; None where no cheaper choice was found.
    """
    return _Search(has, demands, preferred, below).best if len(demands) <= _MOST_DEMANDS else None


class _Search:
    """The state of the search; sets of blocks are the bits of whole numbers."""

    def __init__(
        self, has: NDArray[np.bool_], demands: Sequence[Demand], preferred: Mapping[int, Sequence[int]], below: int
    ) -> None:
        self.holders = [sum(1 << int(block) for block in np.flatnonzero(column)) for column in has.T]
        self.order = preferred
        self.best: dict[int, int] | None = None
        self._below = below
        self._choices = _CHOICES
        self._given: dict[int, int] = {}
        self._of_split = dict.fromkeys(preferred, 0)
        self._free = (1 << len(has)) - 1
        self._meet(list(demands), 0)

    def _meet(self, demands: list[Demand], price: int) -> None:
        """Try all ways to meet some demands, given what demands gave up so far cost."""
        open_demands = [one for one in demands if not self.holders[one.class_index] & self._of_split[one.split]]
        if not open_demands:
            self.best, self._below = dict(self._given), price
            return
        demand = min(open_demands, key=lambda one: (self.holders[one.class_index] & self._free).bit_count())
        rest = [one for one in open_demands if one is not demand]
        options = self.holders[demand.class_index] & self._free
        for block in self.order[demand.split]:
            if self._choices <= 0 or price >= self._below:
                return
            if options >> block & 1:
                self._choices -= 1
                self._give(block, demand.split)
                self._meet(rest, price)
                self._take_back(block, demand.split)
        if demand.price is not None and price + demand.price < self._below:
            self._meet(rest, price + demand.price)

    def _give(self, block: int, split: int) -> None:
        self._given[block] = split
        self._of_split[split] |= 1 << block
        self._free &= ~(1 << block)

    def _take_back(self, block: int, split: int) -> None:
        del self._given[block]
        self._of_split[split] &= ~(1 << block)
        self._free |= 1 << block
