# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads and writes vector files by pyogrio, whose paths are paths here and no URIs.

pyogrio parses them for archives and addresses: `a!b.gpkg` becomes `b.gpkg` in the current folder, `a;b.gpkg` becomes `a`. What is
an address is told apart by the jobs (`jobs.paths`), so GDAL gets every path as it stands.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

import numpy as np
import pyogrio
from numpy.typing import NDArray
from pyogrio import core, raw
from pyogrio.errors import DataLayerError, DataSourceError
from rasterio.crs import CRS

from ..errors import BadInput


def _unparsed(path: Any) -> str:
    """Keep a path from being parsed; `//` at its beginning is the one thing that GDAL takes for something else."""
    text = str(path)
    return text[1:] if text.startswith("//") else text


for _module in (core, raw):
    _module.vsi_path = _unparsed
    _module.get_vsi_path_or_buffer = _unparsed

# What GDAL, SQLite and Windows say of a file that another program keeps to itself.
_LOCKED = ("is locked", "permission denied", "sharing violation", "being used by another")
_UTC = 100  # GDAL's number of that time zone
_NO_CRS = 99999  # its number of no CRS in a GeoPackage
# What reading raises when a file, or the layer of it, cannot be opened.
UNREADABLE = (DataSourceError, DataLayerError)

list_layers = pyogrio.list_layers
write = raw.write


def read(path: Any, **options: Any) -> Any:
    """See `pyogrio.raw.read`; where no layer is named the first one is meant, as in all of GDAL, and no warning needed."""
    with _quiet_on_layers():
        return raw.read(path, **options)


def read_info(path: Any, **options: Any) -> dict[str, Any]:
    """See `pyogrio.read_info`, and `read`."""
    with _quiet_on_layers():
        return dict(pyogrio.read_info(path, **options))


@contextmanager
def _quiet_on_layers() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "More than one layer found")
        yield


def write_layer(
    path: str,
    layer: str,
    columns: Mapping[str, NDArray[Any]],
    geometry: NDArray[np.object_] | None = None,
    crs: CRS | None = None,
    *,
    kind: str = "MultiPolygon",
    empty: Mapping[str, NDArray[np.bool_]] | None = None,
    metadata: Mapping[str, str] | None = None,
    append: bool = False,
) -> None:
    """Write a layer of a GeoPackage, or append to it.

    Parameters
    ----------
    path, layer
        The file, and the name of the layer in it.
    columns
        The attributes by name, each (n,).
    geometry, crs
        WKB (n,) and its CRS; a table without geometries where there is none.
    kind
        Of the geometries; single polygons become what a layer of `MultiPolygon` needs.
    empty
        Where an attribute has no value, (n,) by name.
    metadata
        Items of the layer.
    append
        Whether the layer is there already.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")  # pictures without a place have none
        write(
            path,
            geometry=geometry,
            geometry_type=None if geometry is None else kind,
            promote_to_multi=kind == "MultiPolygon",
            field_data=list(columns.values()),
            fields=list(columns),
            field_mask=[(empty or {}).get(name) for name in columns],
            layer=layer,
            driver="GPKG",
            dataset_options={"VERSION": "1.2"},  # GDAL of QGIS 3.22 warns of newer ones
            crs=crs.to_wkt() if crs else None,
            layer_metadata=metadata,
            gdal_tz_offsets={
                name: np.full(len(column), _UTC) for name, column in columns.items() if column.dtype.kind == "M"
            },
            append=append,
        )
    if geometry is not None and crs is None and not append:
        _leave_undefined(path)


def _leave_undefined(path: str) -> None:
    """Take the words from what GDAL calls no CRS: before 3.9 it reads them as one, which QGIS cannot transform into the map's."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE gpkg_spatial_ref_sys SET definition = 'undefined' WHERE srs_id = ?", (_NO_CRS,))


def is_vector(path: str) -> bool:
    """Whether a file holds vector layers. BadInput where it does and they cannot be read now: no other reader could."""
    try:
        return len(list_layers(path)) > 0
    except DataSourceError as error:
        if is_locked(error) or _lacks_index(error):
            raise refusal(path, error) from None
        return False


def refusal(path: str, error: Exception) -> BadInput:
    """Why a vector file cannot be read, in a sentence; `error` is one of `UNREADABLE`."""
    if is_locked(error):
        return BadInput("vector_locked", path=path)
    if _lacks_index(error):
        return BadInput("shx_missing", path=path)
    return BadInput("no_vector_layer", path=path, reason=str(error))


def no_field(path: str, layer: str, field: str) -> BadInput:
    """That a layer does not have a field, with those that it has."""
    known = list(read_info(path, layer=layer or None)["fields"])
    if not known and path.lower().endswith(".shp"):
        return BadInput("dbf_missing", path=path)
    return BadInput("no_field", path=path, name=field, known=known)


def is_locked(error: Exception) -> bool:
    """Whether another program keeps a file from being read."""
    return any(words in str(error).lower() for words in _LOCKED)


def _lacks_index(error: Exception) -> bool:
    return "SHAPE_RESTORE_SHX" in str(error)
