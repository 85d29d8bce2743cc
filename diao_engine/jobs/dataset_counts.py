# SPDX-License-Identifier: GPL-2.0-or-later
"""How the tiles of a dataset are counted: which of them are in use, natural or held out. Standard library only.

The engine counts tiles that it holds in arrays (`dataset.tiles`), the window those of a file that it asks by SQL. Both hand in
the same groups, and what is added up of them for a number stands here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from . import support
from .common import REAL, REVIEWED, SPLITS, SYNTHETIC


class TileGroup(NamedTuple):
    """Tiles that count alike.

    `draws` is the sum of their repeats. By class: `shown_px` are their pixels with each tile counted as often as it is drawn,
    `px` those with each counted once, `tiles_with` the number of them on which the class stands.
    """

    split: str
    origin: str
    is_drawn: bool
    tiles: int
    draws: int
    shown_px: tuple[int, ...]
    px: tuple[int, ...]
    tiles_with: tuple[int, ...]

    @property
    def is_natural(self) -> bool:
        """Whether the shares of the classes in it are those of the ground: nobody has chosen what is labelled."""
        return self.origin not in (SYNTHETIC, REVIEWED)


@dataclass(frozen=True)
class DatasetCounts:
    """Numbers of a dataset by its groups; lists of pixels have one entry a class."""

    groups: tuple[TileGroup, ...]
    classes: int

    def tiles(self) -> dict[str, int]:
        """The tiles of each split, also of one that a user has made up."""
        count = dict.fromkeys(SPLITS, 0)
        for group in self.groups:
            count[group.split] = count.get(group.split, 0) + group.tiles
        return count

    def synthetic(self) -> int:
        """How many tiles are synthetic, whatever their split."""
        return self._tiles_of(SYNTHETIC)

    def reviewed(self) -> int:
        """How many tiles are of judged ground, whatever their split."""
        return self._tiles_of(REVIEWED)

    def draws(self) -> int:
        """How many draws the training tiles have together."""
        return sum(group.draws for group in self._train())

    def drawn(self, *, only_synthetic: bool = False) -> int:
        """How many training tiles are in use, or how many synthetic ones are."""
        return sum(group.tiles for group in self._drawn() if group.origin == SYNTHETIC or not only_synthetic)

    def shown(self) -> list[int]:
        """Pixels of the training tiles, each tile counted `repeats` times."""
        return self._sums(group.shown_px for group in self._train())

    def once(self) -> list[int]:
        """Pixels of the real training tiles, in use or not, each counted once."""
        return self._sums(group.px for group in self._train() if group.is_natural)

    def real(self) -> list[int]:
        """Pixels of the real training tiles in use, each counted once."""
        return self._sums(group.px for group in self._drawn() if group.is_natural)

    def natural(self) -> list[int]:
        """The same, and for a class that only other tiles have those of these: what a model's natural shares are made of."""
        in_all = self._sums(group.px for group in self._drawn())
        return [real or total for real, total in zip(self.real(), in_all)]

    def px(self, split: str) -> list[int]:
        """Pixels of the tiles of a split, each counted once."""
        return self._sums(group.px for group in self.groups if group.split == split)

    def tiles_with(self, split: str) -> list[int]:
        """On how many tiles of a split each class stands."""
        return self._sums(group.tiles_with for group in self.groups if group.split == split)

    def few(self) -> tuple[bool, ...]:
        """Of which classes too little is in the validation tiles to judge a model by."""
        return support.few(self.px("val"), self.tiles_with("val"))

    def _tiles_of(self, origin: str) -> int:
        return sum(group.tiles for group in self.groups if group.origin == origin)

    def _train(self) -> list[TileGroup]:
        return [group for group in self.groups if group.split == "train"]

    def _drawn(self) -> list[TileGroup]:
        return [group for group in self._train() if group.is_drawn]

    def _sums(self, columns: Iterable[Sequence[int]]) -> list[int]:
        return [sum(entries) for entries in zip([0] * self.classes, *columns)]


def count_in_file(file: sqlite3.Connection, values: Sequence[int]) -> DatasetCounts:
    """Count the tiles of a dataset's GeoPackage by one query.

    Parameters
    ----------
    file
        The GeoPackage; its layer `tiles` has the columns split, origin and repeats. Empty cells of repeats count as 1.
    values
        The classes; one without a column of pixels has none.
    """
    there = {row[1] for row in file.execute("PRAGMA table_info(tiles)")}
    columns = [f'"px_{value}"' if f"px_{value}" in there else "0" for value in values]
    sums = "".join(
        f", total({column} * coalesce(repeats, 1)), total({column}), total({column} > 0)" for column in columns
    )
    question = (
        f"SELECT coalesce(split, ''), coalesce(origin, '{REAL}'), coalesce(repeats, 1) > 0, count(*), "
        f"total(coalesce(repeats, 1)){sums} FROM tiles GROUP BY 1, 2, 3"  # nosec B608 - columns are named by whole numbers
    )
    rows = file.execute(question).fetchall()
    return DatasetCounts(tuple(_group(row) for row in rows), len(values))


def _group(row: Sequence[float]) -> TileGroup:
    split, origin, is_drawn, tiles, draws, *sums = row
    shown, px, places = (tuple(round(value) for value in sums[kind::3]) for kind in range(3))
    return TileGroup(str(split), str(origin), bool(is_drawn), int(tiles), round(draws), shown, px, places)
