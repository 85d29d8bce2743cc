# SPDX-License-Identifier: GPL-2.0-or-later
"""The only reader and writer of the tile dataset's GeoPackage.

Layers `tiles` and `objects`, tables `classes`, `dataset` and `files`; their column names are a contract:
resources/docs/architecture.md, "The tile dataset".
What a user edits by hand in QGIS (a split, repeats, a deleted tile, a class name) is taken as it stands.
"""

from __future__ import annotations

import dataclasses
import json
import os
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError
from rasterio.crs import CRS

from .. import __version__
from ..errors import BadInput
from ..jobs import Job, LayerRef, encode
from ..jobs.classinfo import ClassInfo
from ..jobs.common import SPLITS
from ..jobs.paths import DataSource
from ..raster import vector_files
from .classes import ClassScheme
from .fingerprint import FileState, check_unchanged
from .lineage import ancestors, check_inside
from .objects import Objects
from .tiles import NO_PARENT, Tiles

FORMAT_VERSION = 1
_PIXELS = "px_"
_WINDOW = ("x_off", "y_off", "width", "height")
_COLUMNS = (
    "tile_id", "image", "label", *_WINDOW, "split", "labelled_px", "diao_score", "repeats", "origin", "parent", "objects",
)  # fmt: skip


@dataclass(frozen=True)
class DatasetInfo:
    """What all tiles share: bands and dtype of the imagery, pixel size in CRS units, and the steps that made the dataset."""

    bands: tuple[str, ...]
    dtype: str
    pixel_size: float
    tile_size: int
    ignore_value: int
    history: tuple[Mapping[str, Any], ...] = ()
    format_version: int = FORMAT_VERSION

    def after(self, job: Job, **results: Any) -> DatasetInfo:
        """The same with one more step in the history."""
        step = {"step": job.id, "engine": __version__, "parameters": encode(job), "results": results}
        return dataclasses.replace(self, history=(*self.history, step))


@dataclass(frozen=True)
class TileDataset:
    """A tile dataset: its class scheme, its tiles, and what they share. `crs` is None for imagery without a place.

    `objects` is the object bank, once synthesis has made one; `files` the state of the files that the tiles point at, by path, as
    it was when each was taken up.
    """

    scheme: ClassScheme
    tiles: Tiles
    info: DatasetInfo
    crs: CRS | None
    objects: Objects | None = None
    files: Mapping[str, FileState] = field(default_factory=dict)

    def train(self) -> Tiles:
        """The training tiles; BadInput when there are none."""
        tiles = self.tiles.of("train")
        if not len(tiles):
            raise BadInput(
                "The dataset has no training tile; set split to train for some tiles or lower the held-out shares."
            )
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
        raise BadInput(
            f"{ref.path} is no tile dataset: it lacks {' and '.join(sorted(missing))}; make one with Create tile dataset."
        )
    _, (info_json,) = _read(ref.path, "dataset")
    info = _info(json.loads(info_json[0]))
    scheme = _scheme(ref.path, info.ignore_value)
    meta, columns = _read(ref.path, "tiles", geometry=True)
    tiles = _tiles(ref.path, scheme, dict(zip(("geometry", *meta["fields"]), columns, strict=True)))
    if ref.ids is not None:
        tiles = tiles.take(np.isin(tiles.tile_id, ref.ids))
    if not len(tiles):
        raise BadInput(f"{ref.path} has no tile left to work on; clear its filter or selection, or make it anew.")
    crs = CRS.from_user_input(meta["crs"]) if meta["crs"] and not _is_undefined(meta["crs"]) else None
    files = _files(ref.path) if "files" in layers else {}
    if not allow_outside:
        check_inside(tiles, files, ref.path)
    check_unchanged(files, sorted({*tiles.image, *tiles.label}), ref.path)
    objects = _objects(ref.path, scheme) if "objects" in layers else None
    return TileDataset(scheme, tiles, info, crs, objects, files)


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
        **dict(zip(_WINDOW, tiles.windows.T.astype(np.int32), strict=True)),
        "split": tiles.split,
        "labelled_px": tiles.labelled_px,
        **{f"{_PIXELS}{value}": tiles.counts[:, index] for index, value in enumerate(dataset.scheme.values)},
        "diao_score": tiles.diao_score,
        "repeats": tiles.repeats.astype(np.int32),
        "origin": tiles.origin,
        "parent": tiles.parent,
        "objects": tiles.objects.astype(np.int32),
    }
    crs = dataset.crs.to_wkt() if dataset.crs else None
    _write(
        path,
        "tiles",
        columns,
        geometry=shapely.to_wkb(tiles.footprint),
        crs=crs,
        empty={"parent": tiles.parent == NO_PARENT},
    )
    classes = dataset.scheme.classes
    targets = dataset.scheme.targets()
    _write(path, "classes", {
        "value": np.array([entry.value for entry in classes], dtype=np.int32),
        "name": np.array([entry.name for entry in classes], dtype=object),
        "color": np.array([entry.color for entry in classes], dtype=object),
        "target": targets,
    })  # fmt: skip
    info = json.dumps(dataclasses.asdict(dataset.info))
    _write(path, "dataset", {"json": np.array([info], dtype=object)})
    _write_files(path, dataset, folder, current)
    if dataset.objects is not None:
        _write_objects(path, dataset.objects, dataset.scheme, crs)


def _write_files(path: str, dataset: TileDataset, folder: Path, current: Callable[[str], str]) -> None:
    """The table of what the tiles point at; files that were known before keep the state that they were taken up in."""
    referenced = sorted({*dataset.tiles.image, *dataset.tiles.label})
    states = {
        file: dataset.files.get(file) or FileState.of(DataSource.parse(current(file)).file) for file in referenced
    }
    existing = {file: state for file, state in states.items() if state is not None}
    _write(path, "files", {
        "path": _stored_paths(np.array(list(existing), dtype=object), folder),
        "size": np.array([state.size for state in existing.values()], dtype=np.int64),
        "modified": np.array([state.modified for state in existing.values()], dtype=np.int64),
        "digest": np.array([state.digest for state in existing.values()], dtype=object),
    })  # fmt: skip


def _files(path: str) -> dict[str, FileState]:
    """The same read back; rows that a hand edit has broken are left out."""
    meta, columns = _read(path, "files")
    table = dict(zip(meta["fields"], columns, strict=True))
    if not {"path", "size", "modified", "digest"} <= table.keys():
        return {}
    states = zip(_integers(table["size"]), _integers(table["modified"]), _texts(table["digest"]), strict=True)
    paths = _absolute_paths(_texts(table["path"]), _folder(path))
    return {
        file: FileState(int(size), int(when), digest) for file, (size, when, digest) in zip(paths, states, strict=True)
    }


def _folder(path: str) -> Path:
    """The folder that relative paths of a dataset begin at: that of the file itself, not of a link to it."""
    return Path(os.path.realpath(path)).parent


def _write_objects(path: str, objects: Objects, scheme: ClassScheme, crs: str | None) -> None:
    columns = {
        "object_id": objects.object_id,
        "value": objects.value.astype(np.int32),
        "class": np.array([scheme.names.get(int(value), "") for value in objects.value], dtype=object),
        "tile_id": objects.tile_id,
        **dict(zip(_WINDOW, objects.windows.T.astype(np.int32), strict=True)),
        "area_px": objects.area_px,
        "form": objects.form,
        "used": objects.used.astype(np.int32),
        "use": objects.use,
    }
    _write(path, "objects", columns, geometry=shapely.to_wkb(objects.outline), crs=crs)


def _objects(path: str, scheme: ClassScheme) -> Objects:
    """Objects of classes that the dataset does not have any more are left out; an empty `use` counts as ticked."""
    meta, columns = _read(path, "objects", geometry=True)
    table = dict(zip(("geometry", *meta["fields"]), columns, strict=True))
    required = ("object_id", "value", "tile_id", *_WINDOW, "area_px", "form", "used", "use")
    missing = [name for name in required if name not in table]
    if missing:
        raise BadInput(f"The layer objects of {path} lacks the columns {', '.join(missing)}; remove the layer.")
    value = _integers(table["value"])
    return Objects(
        object_id=_integers(table["object_id"]),
        value=value,
        tile_id=_integers(table["tile_id"]),
        windows=np.stack([_integers(table[name]) for name in _WINDOW], axis=1),
        area_px=_integers(table["area_px"]),
        form=_texts(table["form"]),
        used=_integers(table["used"]),
        use=_integers(table["use"], fill=1) != 0,
        outline=shapely.from_wkb(table["geometry"]),
    ).take(np.isin(value, scheme.values))


def write_table(path: str, layer: str, columns: Mapping[str, NDArray[Any]]) -> None:
    """Write a table without geometry as a layer of a GeoPackage."""
    _write(path, layer, columns)


def _layers(path: str) -> set[str]:
    if not os.path.isfile(path):
        raise BadInput(f"The tile dataset {path} does not exist; choose one that does.")
    try:
        return {name for name, _ in vector_files.list_layers(path)}
    except DataSourceError:
        raise BadInput(f"{path} is no GeoPackage; choose the layer tiles of a tile dataset.") from None


def _read(path: str, layer: str, *, geometry: bool = False) -> tuple[dict[str, Any], list[Any]]:
    meta, _, shapes, columns = vector_files.read(path, layer=layer, read_geometry=geometry)
    return meta, [shapes, *columns] if geometry else list(columns)


def _write(
    path: str,
    layer: str,
    columns: Mapping[str, NDArray[Any]],
    *,
    geometry: NDArray[np.object_] | None = None,
    crs: str | None = None,
    empty: Mapping[str, NDArray[np.bool_]] | None = None,
) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")  # pictures without a place have none
        vector_files.write(
            path,
            geometry=geometry,
            geometry_type=None if geometry is None else "Polygon",
            field_data=list(columns.values()),
            fields=list(columns),
            field_mask=[(empty or {}).get(name) for name in columns],
            layer=layer,
            driver="GPKG",
            dataset_options={"VERSION": "1.2"},  # GDAL of QGIS 3.22 warns of newer ones
            crs=crs,
        )


def _info(read: dict[str, Any]) -> DatasetInfo:
    if read["format_version"] > FORMAT_VERSION:
        raise BadInput(
            f"The dataset has format {read['format_version']}, newer than {FORMAT_VERSION}; update the plugin."
        )
    known = {field.name for field in dataclasses.fields(DatasetInfo)}
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()}
    return DatasetInfo(**{key: value for key, value in values.items() if key in known})


def _scheme(path: str, ignore: int) -> ClassScheme:
    meta, columns = _read(path, "classes")
    table = dict(zip(meta["fields"], columns, strict=True))
    entries = []
    for value, name, color, target in zip(table["value"], table["name"], table["color"], table["target"], strict=True):
        share = None if target is None or np.isnan(target) else float(target)
        entries.append(ClassInfo(int(value), name or f"class {value}", color, target=share))
    if not entries:
        raise BadInput(f"The table classes of {path} is empty; add the classes again or make the dataset anew.")
    return ClassScheme(tuple(entries), ignore)


def _tiles(path: str, scheme: ClassScheme, columns: dict[str, NDArray[Any]]) -> Tiles:
    pixel_columns = [f"{_PIXELS}{value}" for value in scheme.values]
    missing = [name for name in (*_COLUMNS, *pixel_columns) if name not in columns]
    if missing:
        raise BadInput(f"The layer tiles of {path} lacks the columns {', '.join(missing)}; make the dataset anew.")
    folder = _folder(path)
    split = _texts(columns["split"])
    unknown = sorted({str(name) for name in set(split) - set(SPLITS)})
    if unknown:
        raise BadInput(f"The column split of {path} holds {', '.join(unknown)}; use train, val or test.")
    counts = np.stack([_integers(columns[name]) for name in pixel_columns], axis=1)
    repeats = _integers(columns["repeats"], fill=1)
    if (repeats < 0).any():
        raise BadInput(f"The column repeats of {path} holds {repeats.min()}; use 0 or more.")
    return Tiles(
        tile_id=_integers(columns["tile_id"]),
        image=_absolute_paths(columns["image"], folder),
        label=_absolute_paths(columns["label"], folder),
        windows=np.stack([_integers(columns[name]) for name in _WINDOW], axis=1),
        split=split,
        labelled_px=_integers(columns["labelled_px"]),
        counts=counts,
        diao_score=np.nan_to_num(columns["diao_score"].astype(float)),
        repeats=repeats,
        origin=_texts(columns["origin"]),
        parent=_integers(columns["parent"], fill=NO_PARENT),
        objects=_integers(columns["objects"]),
        footprint=shapely.from_wkb(columns["geometry"]),
    )


def _integers(column: NDArray[Any], fill: int = 0) -> NDArray[np.int64]:
    """Whole numbers; a column with empty cells is read as floats with NaN."""
    numbers = column.astype(float) if column.dtype.kind in "Of" else column
    return np.where(np.isfinite(numbers), numbers, fill).astype(np.int64)


def _texts(column: NDArray[Any]) -> NDArray[np.object_]:
    return np.array([text if isinstance(text, str) else "" for text in column], dtype=object)


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
