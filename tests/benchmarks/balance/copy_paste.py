# SPDX-License-Identifier: GPL-2.0-or-later
"""Random copy-paste, the baseline of DIAO-CP: rare objects on new tiles at any place, pixels as they are (Ghiasi et al. 2021).

As many new tiles as there are training tiles, or a multiple of that, at most as many objects on each as DIAO-CP sets by default; any
rare class, any object between the areas that DIAO-CP takes, any place that covers no rare class and no unlabelled ground. It shares
nothing with `diao_engine.synthesis`, so it stays what it is when that changes; only what it writes of its objects into the images
is alike.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from diao_engine.dataset.classes import ClassScheme, minority_classes
from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load, save
from diao_engine.dataset.tiles import Tiles
from diao_engine.jobs import LayerRef, Synthesize
from diao_engine.raster.write import create_raster

_TRIES = 20


class _Object(NamedTuple):
    """`window` is left, top, width and height in the image."""

    class_index: int
    tile_id: int
    window: list[int]
    mask: NDArray[np.bool_]
    pixels: NDArray[np.integer]


def random_copy_paste(source: LayerRef, output: str, *, seed: int, copies: int = 1) -> LayerRef:
    """The dataset with `copies` synthetic tiles for each training tile."""
    dataset = load(source, allow_outside=True)
    train, scheme = dataset.train(), dataset.scheme
    rare = minority_classes(train.total())
    folder = Path(output).with_suffix("")
    folder.mkdir()
    rng = np.random.default_rng(seed)
    with TileReader(train, scheme) as reader:
        tiles = [reader.read(index) for index in range(len(train))]
        bank = [instance for index, tile in enumerate(tiles) for instance in _objects(*tile, train, index, rare)]
        parts = [dataset.tiles]
        for number in range(copies * len(train)):
            parent = int(rng.integers(len(train)))
            pixels, classes = (array.copy() for array in tiles[parent])
            tries = range(int(rng.integers(1, _most() + 1)))
            pasted = [paste for _ in tries if (paste := _paste(pixels, classes, bank, rare, rng))]
            image, label = folder / f"{number}_image.tif", folder / f"{number}_label.tif"
            georef = reader.image(parent).georef.part(train.window(parent))
            _write(image, label, pixels, classes, georef, scheme, pasted)
            first = int(dataset.tiles.tile_id.max()) + 1
            parts.append(_row(train, parent, first + number, str(image), str(label), classes, scheme, len(pasted)))
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in dataclasses.fields(Tiles)
    }
    save(dataset.with_tiles(Tiles(**columns)), output, final_path=output)
    return LayerRef(output)


def _most() -> int:
    return int(Synthesize.max_objects)


def _objects(
    pixels: NDArray[np.integer], classes: NDArray[np.int64], train: Tiles, index: int, rare: NDArray[np.bool_]
) -> list[_Object]:
    """The connected components of rare classes on a tile."""
    found = []
    left, top = (int(offset) for offset in train.windows[index, :2])
    for class_index in np.flatnonzero(rare):
        components, _ = ndimage.label(classes == class_index)
        for number, window in enumerate(ndimage.find_objects(components), start=1):
            mask = components[window] == number
            if Synthesize.min_area <= mask.sum() <= Synthesize.max_area:
                height, width = mask.shape
                place = [left + window[1].start, top + window[0].start, width, height]
                patch = pixels[(slice(None), *window)].copy()
                found.append(_Object(int(class_index), int(train.tile_id[index]), place, mask, patch))
    return found


def _paste(
    pixels: NDArray[np.integer],
    classes: NDArray[np.int64],
    bank: list[_Object],
    rare: NDArray[np.bool_],
    rng: np.random.Generator,
) -> dict[str, Any] | None:
    """Set one object of a class drawn at random into a tile, in place; which and where, None when no place was found."""
    if not bank:
        return None
    kinds = sorted({instance.class_index for instance in bank})
    kind = int(rng.choice(kinds))
    own = [instance for instance in bank if instance.class_index == kind]
    instance = own[int(rng.integers(len(own)))]
    turns, is_mirrored = int(rng.integers(4)), bool(rng.integers(2))
    mask, patch = np.rot90(instance.mask, turns), np.rot90(instance.pixels, turns, axes=(1, 2))
    if is_mirrored:
        mask, patch = mask[:, ::-1], patch[..., ::-1]
    taken = np.append(rare, True)[classes]
    for _ in range(_TRIES):
        room = [length - size for length, size in zip(classes.shape, mask.shape, strict=True)]
        if min(room) < 0:
            return None
        row, column = (int(rng.integers(length + 1)) for length in room)
        window = slice(row, row + mask.shape[0]), slice(column, column + mask.shape[1])
        if not taken[window][mask].any():
            classes[window][mask] = kind
            pixels[(slice(None), *window)][:, mask] = patch[:, mask]
            return {
                "class": kind, "tile": instance.tile_id, "window": instance.window, "row": row, "column": column,
                "quarter_turns": turns,
            }  # fmt: skip
    return None


def _write(
    image: Path, label: Path, pixels, classes, georef, scheme: ClassScheme, pasted: list[dict[str, Any]]
) -> None:
    plain_bands = {"photometric": "minisblack", "alpha": "no"}  # else GDAL takes the fourth band for opacity
    count, dtype = len(pixels), str(pixels.dtype)
    with create_raster(str(image), georef, dtype=dtype, count=count, num_threads=1, **plain_bands) as sink:
        sink.write(pixels)
        named = [{**paste, "class": scheme.values[paste["class"]]} for paste in pasted]
        sink.update_tags(DIAO_OBJECTS=json.dumps(named))
    values = np.append(np.array(scheme.values), scheme.ignore).astype(scheme.dtype)
    with create_raster(str(label), georef, dtype=scheme.dtype, nodata=scheme.ignore, num_threads=1) as sink:
        sink.write(values[classes], 1)


def _row(train: Tiles, parent: int, tile_id: int, image: str, label: str, classes, scheme: ClassScheme, objects: int):
    """The synthetic tile as a row of the dataset."""
    counts = np.bincount(classes.ravel(), minlength=len(scheme) + 1)[None, : len(scheme)]
    height, width = classes.shape
    return dataclasses.replace(
        train.take(np.array([parent])),
        tile_id=np.array([tile_id]),
        image=np.array([image], dtype=object),
        label=np.array([label], dtype=object),
        windows=np.array([[0, 0, width, height]]),
        counts=counts,
        labelled_px=counts.sum(axis=1),
        repeats=np.array([1]),
        origin=np.array(["synthetic"], dtype=object),
        parent=np.array([train.tile_id[parent]]),
        objects=np.array([objects]),
    )
