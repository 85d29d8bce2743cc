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
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from rasterio.crs import CRS
from rasterio.errors import CRSError

from .. import __version__
from ..errors import BadInput
from ..jobs import Job, LayerRef, parse
from ..jobs.outputs import PASTED_LAYER
from ..jobs.paths import DataSource, files_behind
from ..jobs.shards import result_parameters
from ..messages import Sentence
from ..raster import vector_files
from ..raster.view import PIXEL_TYPES
from . import cells, tables
from .classes import ClassScheme
from .fingerprint import FileState, check_unchanged
from .lineage import ancestors, check_inside
from .objects import Objects
from .pasted import Pasted
from .tables import GEOMETRY, PIXELS, WINDOW, Table
from .tiles import NO_PARENT, Tiles

FORMAT_VERSION = 1


@dataclass(frozen=True)
class DatasetInfo:
    """What all tiles share: bands and dtype of the imagery, pixel size in CRS units, and the steps that made the dataset.

    A measurement is value * `scales` + `offsets`, per band; empty where nothing was said of that.
    """

    bands: tuple[str, ...]
    dtype: str
    pixel_size: float
    tile_size: int
    ignore_value: int
    history: tuple[Mapping[str, Any], ...] = ()
    scales: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()
    format_version: int = FORMAT_VERSION

    def after(self, job: Job, **results: Any) -> DatasetInfo:
        """The same with one more step in the history."""
        step = {"step": job.id, "engine": __version__, "parameters": result_parameters(job), "results": results}
        return dataclasses.replace(self, history=(*self.history, step))


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
    info = _info(_table(ref.path, "dataset"))
    scheme = tables.class_scheme(_table(ref.path, "classes"), info.ignore_value)
    meta, table = _layer(ref.path, "tiles")
    tiles = _with_absolute_paths(tables.tiles(table, scheme), _folder(ref.path))
    if ref.ids is not None:
        tiles = tiles.take(np.isin(tiles.tile_id, ref.ids))
    if not len(tiles):
        raise BadInput("no_tile_left", path=ref.path)
    crs = _crs(ref.path, meta["crs"])
    files = _files(ref.path) if "files" in layers else {}
    if not allow_outside:
        check_inside(tiles, files, ref.path)
    referenced = {*tiles.image, *tiles.label}
    behind = {
        file for path in referenced if path.lower().endswith(".vrt") for file in files_behind(path)
    } & files.keys()
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
    tiles, folder = dataset.tiles, _folder(final_path)
    columns: dict[str, Any] = {
        "tile_id": tiles.tile_id,
        "image": _stored_paths(tiles.image, folder),
        "label": _stored_paths(tiles.label, folder),
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
    classes = dataset.scheme.classes
    targets = dataset.scheme.targets()
    write_table(path, "classes", {
        "value": np.array([entry.value for entry in classes], dtype=np.int32),
        "name": np.array([entry.name for entry in classes], dtype=object),
        "color": np.array([entry.color for entry in classes], dtype=object),
        "target": targets,
        "form": np.array([entry.form for entry in classes], dtype=object),
    })  # fmt: skip
    info = json.dumps(dataclasses.asdict(dataset.info))
    write_table(path, "dataset", {"json": np.array([info], dtype=object)})
    _write_files(path, dataset, folder, current)
    if dataset.objects is not None:
        _write_objects(path, dataset.objects, dataset.scheme, crs)
    if dataset.pasted is not None:
        here = dataset.pasted.take(np.isin(dataset.pasted.tile_id, tiles.tile_id))
        _write_pasted(path, here, dataset.scheme, crs)


def _write_files(path: str, dataset: TileDataset, folder: Path, current: Callable[[str], str]) -> None:
    """The table of what the tiles point at; files that were known before keep the state that they were taken up in."""
    tiles = {*dataset.tiles.image, *dataset.tiles.label}
    # A virtual raster of ours is a small text: what counts are the files that it reads.
    behind = {file for path in tiles if path.lower().endswith(".vrt") for file in files_behind(current(path))} - {
        current(path) for path in tiles
    }
    referenced = sorted(tiles | behind)
    states = {
        file: dataset.files.get(file) or FileState.of(DataSource.parse(current(file)).file) for file in referenced
    }
    existing = {file: state for file, state in states.items() if state is not None}
    write_table(path, "files", {
        "path": _stored_paths(np.array(list(existing), dtype=object), folder),
        "size": np.array([state.size for state in existing.values()], dtype=np.int64),
        "modified": np.array([state.modified for state in existing.values()], dtype=np.int64),
        "digest": np.array([state.digest for state in existing.values()], dtype=object),
    })  # fmt: skip


def _files(path: str) -> dict[str, FileState]:
    """The same read back, by absolute path."""
    states = tables.file_states(_table(path, "files"))
    absolute = _absolute_paths(np.array(list(states), dtype=object), _folder(path))
    return dict(zip(absolute, states.values(), strict=True))


def _folder(path: str) -> Path:
    """The folder that relative paths of a dataset begin at: that of the file itself, not of a link to it."""
    return Path(os.path.realpath(path)).parent


def _write_objects(path: str, objects: Objects, scheme: ClassScheme, crs: CRS | None) -> None:
    columns = {
        "object_id": objects.object_id,
        "value": objects.value.astype(np.int32),
        "class": np.array([scheme.names.get(int(value), "") for value in objects.value], dtype=object),
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
        "class": np.array([scheme.names.get(int(value), "") for value in pasted.value], dtype=object),
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


def _version(read: Any) -> int:
    version: int = parse.whole(1, 10**6)(read)
    if version > FORMAT_VERSION:
        raise BadInput("dataset_newer", version=version, known=FORMAT_VERSION)
    return version


# How each part of the JSON is read.
_READERS: dict[str, parse.Reader] = {
    "bands": parse.list_of(parse.text, least=1),
    "dtype": parse.one_of(*PIXEL_TYPES),
    "pixel_size": parse.number(above=0),
    "tile_size": parse.whole(1, 65536),
    "ignore_value": parse.whole(0, parse.HIGHEST_CLASS),
    "history": parse.list_of(parse.mapping),
    "scales": parse.list_of(parse.number()),
    "offsets": parse.list_of(parse.number()),
    "format_version": _version,
}
_FORMAT = parse.record({"format_version": _version})
_INFO = parse.record(_READERS, required=("bands", "dtype", "pixel_size", "tile_size", "ignore_value"))


def _info(table: Table) -> DatasetInfo:
    table.require("json")
    texts = table.texts("json")
    if len(texts) != 1:
        raise BadInput("dataset_rows", path=table.path, count=len(texts))
    try:
        parse.from_json(texts[0], _FORMAT)  # first, for a later version may lack what this one requires
        info = DatasetInfo(**parse.from_json(texts[0], _INFO))
        for name in ("scales", "offsets"):
            numbers = getattr(info, name)
            if len(numbers) != (len(info.bands) if info.scales or info.offsets else 0):
                raise parse.FieldError(Sentence.of("rule_per_band", count=len(info.bands)), list(numbers), name)
    except parse.FieldError as error:
        raise BadInput("dataset_damaged", path=table.path, reason=error.sentence) from None
    return info


def _with_absolute_paths(tiles: Tiles, folder: Path) -> Tiles:
    image, label = (_absolute_paths(paths, folder) for paths in (tiles.image, tiles.label))
    return dataclasses.replace(tiles, image=image, label=label)


def _stored_paths(paths: NDArray[np.object_], folder: Path) -> NDArray[np.object_]:
    """Relative where the file lies in or below the folder, so that both can be moved together; else absolute."""
    stored = {path: _stored_path(path, folder) for path in set(paths)}
    return np.array([stored[path] for path in paths], dtype=object)


def _stored_path(path: str, folder: Path) -> str:
    if Path(path).is_relative_to(folder):
        return Path(path).relative_to(folder).as_posix()
    real = Path(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    return real.relative_to(folder).as_posix() if os.path.isabs(path) and real.is_relative_to(folder) else path


def _absolute_paths(paths: NDArray[np.object_], folder: Path) -> NDArray[np.object_]:
    absolute = {path: _absolute_path(path, folder) for path in set(paths)}
    return np.array([absolute[path] for path in paths], dtype=object)


def _absolute_path(path: str, folder: Path) -> str:
    # GDAL's own names (/vsizip/…, NETCDF:"a.nc":b) are no file paths and stay as they are.
    if os.path.isabs(path):
        return path
    beside = os.path.normpath(folder / path)
    return path if ":" in path and not os.path.exists(beside) else beside


def _is_undefined(crs: str) -> bool:
    """The GeoPackage's own words for "no CRS"."""
    return "Undefined" in crs
