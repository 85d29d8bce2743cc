# SPDX-License-Identifier: GPL-2.0-or-later
"""The only reader and writer of the tile dataset's GeoPackage.

Layers `tiles`, `objects` and `pasted`, tables `classes`, `dataset` and `files`; their column names are a contract:
resources/docs/architecture.md, "The tile dataset".
What a user edits by hand in QGIS (a split, repeats, a deleted tile, a class name) is taken as it stands.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..errors import BadInput
from ..jobs import LayerRef
from ..jobs.outputs import PASTED_LAYER
from ..jobs.paths import DataSource, files_behind
from ..raster import vector_files
from . import cells, stored_paths, tables
from .classes import ClassScheme
from .fingerprint import FileState, check_unchanged
from .info import DatasetInfo, read_info
from .lineage import ancestors, check_inside
from .objects import Objects
from .pasted import Pasted
from .stored_paths import folder_of
from .tables import GEOMETRY, PIXELS, WINDOW, Table
from .tiles import NO_PARENT, Tiles


@dataclass(frozen=True)
class TileDataset:
    """A tile dataset: its class scheme, its tiles, and what they share. `crs` is None for imagery without a place.

    `objects` is the object bank, once synthesis has made one, `pasted` where it has set objects; `files` the state of the files that
    the tiles point at, by path, as it was when each was taken up.
    """

    scheme: ClassScheme
    tiles: Tiles
    info: DatasetInfo
    crs: CRS | None
    objects: Objects | None = None
    pasted: Pasted | None = None
    files: Mapping[str, FileState] = field(default_factory=dict)

    def train(self) -> Tiles:
        """The training tiles; BadInput when there are none."""
        tiles = self.tiles.of("train")
        if not len(tiles):
            raise BadInput("no_training_tile")
        return tiles

    def ancestors(self) -> set[str]:
        """The files that it was made from, over all steps; no later step may overwrite one of them."""
        return ancestors(self.tiles, self.info.history)

    def with_tiles(self, tiles: Tiles) -> TileDataset:
        """The same dataset with other tiles."""
        return dataclasses.replace(self, tiles=tiles)


def load(ref: LayerRef, *, allow_outside: bool = False) -> TileDataset:
    """Read a dataset, or the tiles of it that `ref.ids` names.

    Parameters
    ----------
    ref
        The GeoPackage; `ids` are tile ids, None stands for all tiles.
    allow_outside
        Whether tiles may point to files that the dataset has no business with (`lineage.check_inside`).

    Raises
    ------
    BadInput
        The file is no tile dataset, no tile remains, files that its tiles point at have changed or are gone, or tiles point
        outside without leave.
    """
    layers = _layers(ref.path)
    missing = {"tiles", "classes", "dataset"} - layers
    if missing:
        raise BadInput("no_tile_dataset", path=ref.path, layers=sorted(missing))
    info = read_info(_table(ref.path, "dataset"))
    scheme = tables.class_scheme(_table(ref.path, "classes"), info.ignore_value)
    meta, table = _layer(ref.path, "tiles")
    tiles = _with_absolute_paths(tables.tiles(table, scheme), folder_of(ref.path))
    if ref.ids is not None:
        tiles = tiles.take(np.isin(tiles.tile_id, ref.ids))
    if not len(tiles):
        raise BadInput("no_tile_left", path=ref.path)
    crs = _crs(ref.path, meta["crs"])
    files = _files(ref.path) if "files" in layers else {}
    if not allow_outside:
        check_inside(tiles, files, ref.path)
    referenced = {*tiles.image, *tiles.label}
    behind = _files_of_virtual(referenced) & files.keys()
    check_unchanged(files, sorted(referenced | behind), ref.path)
    objects = tables.objects(_layer(ref.path, "objects")[1], scheme) if "objects" in layers else None
    pasted = tables.pasted(_layer(ref.path, PASTED_LAYER)[1], scheme) if PASTED_LAYER in layers else None
    return TileDataset(scheme, tiles, info, crs, objects, pasted, files)


def save(dataset: TileDataset, path: str, *, final_path: str, current: Callable[[str], str] = str) -> None:
    """Write a dataset to a new GeoPackage.

    Parameters
    ----------
    path
        Where to write it now.
    final_path
        Where the file will lie in the end; paths of images and labels below its folder are stored relative to that folder.
    current
        Gives the present path of a file that is going to be moved (`Staging.current`), for its fingerprint.
    """
    tiles, folder = dataset.tiles, folder_of(final_path)
    columns: dict[str, Any] = {
        "tile_id": tiles.tile_id,
        "image": stored_paths.stored(tiles.image, folder),
        "label": stored_paths.stored(tiles.label, folder),
        **dict(zip(WINDOW, tiles.windows.T.astype(np.int32), strict=True)),
        "split": tiles.split,
        "labelled_px": tiles.labelled_px,
        **{f"{PIXELS}{value}": tiles.counts[:, index] for index, value in enumerate(dataset.scheme.values)},
        "diao_score": tiles.diao_score,
        "repeats": tiles.repeats.astype(np.int32),
        "origin": tiles.origin,
        "parent": tiles.parent,
        "objects": tiles.objects.astype(np.int32),
    }
    crs, empty = dataset.crs, {"parent": tiles.parent == NO_PARENT}
    vector_files.write_layer(path, "tiles", columns, shapely.to_wkb(tiles.footprint), crs, kind="Polygon", empty=empty)
    _write_classes(path, dataset.scheme)
    info = json.dumps(dataclasses.asdict(dataset.info))
    write_table(path, "dataset", {"json": np.array([info], dtype=object)})
    _write_files(path, dataset, folder, current)
    if dataset.objects is not None:
        _write_objects(path, dataset.objects, dataset.scheme, crs)
    if dataset.pasted is not None:
        here = dataset.pasted.take(np.isin(dataset.pasted.tile_id, tiles.tile_id))
        _write_pasted(path, here, dataset.scheme, crs)


def _write_classes(path: str, scheme: ClassScheme) -> None:
    columns = {
        "value": np.array(scheme.values, dtype=np.int32),
        **{
            name: np.array([getattr(entry, name) for entry in scheme.classes], dtype=object)
            for name in ("name", "color")
        },
        "target": scheme.targets(),
        "form": np.array([entry.form for entry in scheme.classes], dtype=object),
    }
    write_table(path, "classes", columns)


def _write_files(path: str, dataset: TileDataset, folder: Path, current: Callable[[str], str]) -> None:
    """The table of what the tiles point at; files that were known before keep the state that they were taken up in."""
    tiles = {*dataset.tiles.image, *dataset.tiles.label}
    behind = _files_of_virtual(tiles, current) - {current(path) for path in tiles}
    referenced = sorted(tiles | behind)
    states = {
        file: dataset.files.get(file) or FileState.of(DataSource.parse(current(file)).file) for file in referenced
    }
    existing = {file: state for file, state in states.items() if state is not None}
    write_table(path, "files", {
        "path": stored_paths.stored(np.array(list(existing), dtype=object), folder),
        "size": np.array([state.size for state in existing.values()], dtype=np.int64),
        "modified": np.array([state.modified for state in existing.values()], dtype=np.int64),
        "digest": np.array([state.digest for state in existing.values()], dtype=object),
    })  # fmt: skip


def _files(path: str) -> dict[str, FileState]:
    """The same read back, by absolute path."""
    states = tables.file_states(_table(path, "files"))
    absolute = stored_paths.absolute(np.array(list(states), dtype=object), folder_of(path))
    return dict(zip(absolute, states.values(), strict=True))


def _write_objects(path: str, objects: Objects, scheme: ClassScheme, crs: CRS | None) -> None:
    columns = {
        "object_id": objects.object_id,
        "value": objects.value.astype(np.int32),
        "class": _class_names(objects.value, scheme),
        "tile_id": objects.tile_id,
        **dict(zip(WINDOW, objects.windows.T.astype(np.int32), strict=True)),
        "area_px": objects.area_px,
        "form": objects.form,
        "cut": objects.cut,
        "used": objects.used.astype(np.int32),
        "use": objects.use,
    }
    vector_files.write_layer(path, "objects", columns, shapely.to_wkb(objects.outline), crs, kind="Polygon")


def _write_pasted(path: str, pasted: Pasted, scheme: ClassScheme, crs: CRS | None) -> None:
    columns: dict[str, Any] = {
        "paste_id": np.arange(len(pasted)),
        "value": pasted.value.astype(np.int32),
        "class": _class_names(pasted.value, scheme),
        "tile_id": pasted.tile_id,
        "source_tile": pasted.source_tile,
        "area_px": pasted.area_px,
        "plausibility": pasted.plausibility,
    }
    vector_files.write_layer(path, PASTED_LAYER, columns, shapely.to_wkb(pasted.outline), crs)


def write_table(path: str, layer: str, columns: Mapping[str, NDArray[Any]]) -> None:
    """Write a table without geometry as a layer of a GeoPackage."""
    vector_files.write_layer(path, layer, columns)


def _layers(path: str) -> set[str]:
    if not os.path.isfile(path):
        raise BadInput("dataset_missing", path=path)
    try:
        return {name for name, _ in vector_files.list_layers(path)}
    except DataSourceError as error:
        if vector_files.is_locked(error):
            raise vector_files.refusal(path, error) from None
        raise BadInput("no_geopackage", path=path) from None


def _layer(path: str, name: str) -> tuple[dict[str, Any], Table]:
    """A layer with its geometries, and what is known of it. BadInput where the file is damaged."""
    try:
        meta, _, shapes, columns = vector_files.read(path, layer=name)
    except (DataSourceError, DataLayerError, FeatureError, GeometryError, FieldError, ValueError) as error:
        raise BadInput("table_damaged", table=name, path=path, reason=str(error)) from None
    named = cells.as_stored(path, name, dict(zip(meta["fields"], columns, strict=True)))
    return meta, Table(path, name, named if shapes is None else {GEOMETRY: shapes, **named})


def _table(path: str, name: str) -> Table:
    return _layer(path, name)[1]


def _crs(path: str, text: str | None) -> CRS | None:
    if not text or _is_undefined(text):
        return None
    try:
        return CRS.from_user_input(text)
    except CRSError:
        raise BadInput("tiles_crs_unreadable", path=path) from None


def _is_undefined(crs: str) -> bool:
    """The GeoPackage's own words for "no CRS"."""
    return "Undefined" in crs


def _with_absolute_paths(tiles: Tiles, folder: Path) -> Tiles:
    image, label = (stored_paths.absolute(paths, folder) for paths in (tiles.image, tiles.label))
    return dataclasses.replace(tiles, image=image, label=label)


def _files_of_virtual(paths: Iterable[str], current: Callable[[str], str] = str) -> set[str]:
    """The files that the virtual rasters among some paths read: these are small texts of ours, so what counts is behind them."""
    return {file for path in paths if path.lower().endswith(".vrt") for file in files_behind(current(path))}


def _class_names(values: NDArray[np.integer], scheme: ClassScheme) -> NDArray[np.object_]:
    return np.array([scheme.names.get(int(value), "") for value in values], dtype=object)
