# SPDX-License-Identifier: GPL-2.0-or-later
"""What one process needs to search tiles for objects and to make tiles: open files, the object bank, the tiles it has in hand.

Only numbers and what is kept leave it: a tile is read, composed, audited and written where it is.
"""

from __future__ import annotations

import dataclasses
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Any, NamedTuple

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..dataset.classes import ClassScheme
from ..dataset.held_out import HeldOut
from ..dataset.pixels import TileReader
from ..dataset.tiles import Tiles
from ..errors import EngineError
from ..raster.grid import Window
from .ancillary import ContextLayers
from .compose import BackgroundTile, ClassBank, RoundState, SynthesisSettings, SyntheticTile, compose, per_class
from .context import ContextModel
from .extraction import ObjectExtractor, ObjectFilter, Sighting
from .forms import shape_statistics
from .invariants import collisions, things_cut, violations
from .objects import LandObject
from .outlines import outlines_of, pixel_to_crs
from .radiometry import levels_of
from .relations import Relations
from .sheet import strip
from .write import Template, write_tile


@dataclass(frozen=True)
class Ground:
    """The tiles to work on: training tiles, those that are held out, the classes, the dataset's CRS, paths of context layers, and how
    many bytes of tiles may be kept in memory.
    """

    train: Tiles
    held_out: Tiles
    scheme: ClassScheme
    crs: CRS | None
    layers: tuple[str, ...]
    keep_bytes: int

    def open(self) -> Workbench:
        """A workbench on these tiles, a context manager."""
        return Workbench(self)


@dataclass(frozen=True)
class Recipe:
    """How tiles are made: settings, what was learned, the objects, forms and target shares of the classes (classes,); into which
    folder, and whether each tile is audited.
    """

    settings: SynthesisSettings
    relations: Relations
    context: ContextModel
    objects: Sequence[LandObject]
    forms: tuple[str, ...]
    target: NDArray[np.float64]
    folder: str
    audit: bool

    @cached_property
    def banks(self) -> Mapping[int, ClassBank]:
        """The usable objects by class."""
        return class_banks(self.objects)


class Balance(NamedTuple):
    """How things stand before a round: uses of each object (objects,), pixels per class (classes,), and the tiles of the round."""

    used: NDArray[np.int64]
    counts: NDArray[np.float64]
    tiles: int


class PastedObject(NamedTuple):
    """An object that is pasted: its position in the bank, its class index, and how plausible its place is, 0 to 1."""

    bank_index: int
    class_index: int
    plausibility: float


class Composed(NamedTuple):
    """What a tile holds: pixels per class (classes,), what is pasted; and, by class, why objects found no place."""

    counts: NDArray[np.int64]
    pastes: Sequence[PastedObject]
    missed: Mapping[int, Counter[str]]


class Finished(NamedTuple):
    """What is noted of a tile that is written: pasted pixels on ground that is no host, things and lines cut, rows for the layer
    `pasted` (class value, source tile, area in px, plausibility, outline in the dataset's CRS), and its strip of the contact sheet,
    if asked for.
    """

    collisions: int
    cut: int
    rows: Sequence[tuple[int, int, int, float, Any]]
    strip: NDArray[np.uint8] | None


class Workbench:
    """Use as a context manager. Tiles may be composed and finished in several threads, but be searched in one alone."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._stack = ExitStack()
        self._reader = TileReader(ground.train, ground.scheme, keep_bytes=ground.keep_bytes)
        self.layers = ContextLayers(ground.layers)
        self._reading = threading.Lock()
        self._extractor: ObjectExtractor | None = None
        self._in_hand: dict[int, tuple[SyntheticTile, Template, int]] = {}

    def __enter__(self) -> Workbench:
        self._stack.enter_context(self._reader)
        self._stack.enter_context(self.layers)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()

    def shapes(self, index: int) -> NDArray[np.float64]:
        """The shapes of the components on a training tile, as `shape_statistics` gives them."""
        return shape_statistics(self._reader.read(index)[1], len(self._ground.scheme))

    def search(self, index: int, wanted: ObjectFilter) -> Sighting:
        """What a training tile shows; `wanted` is the same for all tiles."""
        ground = self._ground
        if self._extractor is None:
            held_out = HeldOut(ground.held_out, ground.crs)
            self._extractor = ObjectExtractor(
                ground.train, self._reader, self.layers, held_out, wanted, len(ground.scheme)
            )
        return self._extractor.visit(index)

    def use(self, recipe: Recipe) -> None:
        """Make tiles by a recipe from now on."""
        self._recipe = recipe

    def compose(self, index: int, number: int, balance: Balance) -> Composed:
        """Fill the training tile `index`, the `number`th background, and keep it in hand if anything found a place on it."""
        recipe = self._recipe
        state = RoundState(
            recipe.relations, recipe.context, recipe.banks, balance.used, balance.counts, recipe.target, balance.tiles
        )
        with self._reading:
            background, template = self._background(index)
        tile = compose(background, state, recipe.settings, number)
        if tile.pastes:
            self._in_hand[number] = tile, template, index
        pastes = [
            PastedObject(paste.bank_index, paste.instance.class_index, paste.placement.plausibility)
            for paste in tile.pastes
        ]
        return Composed(per_class(tile.classes, len(recipe.forms)), pastes, dict(tile.missed))

    def finish(self, number: int, position: int, *, with_strip: bool) -> Finished:
        """Audit and write a tile that is in hand, as the synthetic tile at a position from 0, and let go of it.

        Raises
        ------
        EngineError
            It breaks the rules of synthesis.
        """
        recipe, scheme = self._recipe, self._ground.scheme
        tile, template, index = self._in_hand.pop(number)
        if recipe.audit and (sentences := violations(tile, recipe.relations, recipe.forms)):
            raise EngineError("synthesis_broke_rules", rules=" ".join(sentences))
        write_tile(recipe.folder, position, tile, template, scheme)
        to_crs = pixel_to_crs(self._ground.train.footprint[index], Window(0, 0, *tile.classes.shape[::-1]))
        return Finished(
            collisions(tile, recipe.relations),
            things_cut(tile, recipe.forms),
            _rows(tile, scheme, to_crs),
            strip(tile, tuple(scheme.colors.values())) if with_strip else None,
        )

    def _background(self, index: int) -> tuple[BackgroundTile, Template]:
        """A training tile, and the template of its files."""
        train = self._ground.train
        pixels, classes = self._reader.read(index)
        header, window = self._reader.header(index), train.window(index)
        layers = self.layers.read(header.georef, window)
        return BackgroundTile(int(train.tile_id[index]), pixels, classes, layers), Template.of(header, window)


def class_banks(objects: Sequence[LandObject]) -> Mapping[int, ClassBank]:
    """The objects in use by class, ascending."""
    positions: dict[int, list[int]] = {}
    for position, instance in enumerate(objects):
        if instance.use:
            positions.setdefault(instance.class_index, []).append(position)
    return {class_index: _bank(class_index, objects, positions[class_index]) for class_index in sorted(positions)}


def _bank(class_index: int, objects: Sequence[LandObject], positions: list[int]) -> ClassBank:
    chosen = [objects[position] for position in positions]
    areas = np.array([instance.area for instance in chosen], dtype=float)
    levels = levels_of([instance.radiometry for instance in chosen], class_index)
    return ClassBank(np.array(positions), chosen, areas, levels)


def _rows(tile: SyntheticTile, scheme: ClassScheme, to_crs: Affine) -> list[tuple[int, int, int, float, Any]]:
    pastes = np.zeros(tile.classes.shape, dtype=np.int32)
    for position, paste in enumerate(tile.pastes, start=1):
        pastes[paste.box][paste.mask] = position
    outlines = outlines_of(pastes, pastes > 0, to_crs)
    return [
        (
            scheme.values[paste.instance.class_index], paste.instance.tile_id, int(np.count_nonzero(paste.mask)),
            paste.placement.plausibility, shapely.union_all(outlines[position]),
        )
        for position, paste in enumerate(tile.pastes, start=1)
    ]  # fmt: skip


def without_outlines(objects: Sequence[LandObject]) -> list[LandObject]:
    """The objects as tiles are made of them: outlines are for the layer `objects` alone, and costly to send to a process."""
    return [dataclasses.replace(instance, outline=None) for instance in objects]
