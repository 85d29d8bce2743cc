# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a small tile dataset as the engine does, for tests of the window."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

CLASSES = ((1, "forest", "#228833"), (2, "peat", "#aa3377"), (5, "water", "#4477aa"))
# tile_id, split, repeats, origin, and the pixels of each class
TILES = (
    (0, "train", 2, "real", (425, 25, 0)),
    (1, "train", 1, "synthetic", (50, 50, 0)),
    (2, "val", 1, "real", (90, 9, 1)),
)
INFO = {
    "bands": ["red", "nir"],
    "dtype": "uint8",
    "pixel_size": 0.6,
    "tile_size": 10,
    "ignore_value": 255,
    "format_version": 1,
}


def write(path, *, classes=CLASSES, tiles=TILES, epsg=26917):
    """A dataset of square tiles in a row; the path as text."""
    from osgeo import ogr, osr

    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    made = ogr.GetDriverByName("GPKG").CreateDataSource(str(path), options=["VERSION=1.2"])
    numbers = ("x_off", "y_off", "width", "height", "labelled_px", "repeats", "parent", "objects")
    columns = {
        "tile_id": ogr.OFTInteger64, "image": ogr.OFTString, "label": ogr.OFTString, "split": ogr.OFTString,
        **dict.fromkeys((*numbers, *(f"px_{value}" for value, *_ in classes)), ogr.OFTInteger),
        "diao_score": ogr.OFTReal, "origin": ogr.OFTString,
    }  # fmt: skip
    layer = _layer(made, "tiles", columns, crs, ogr.wkbPolygon)
    for tile_id, split, repeats, origin, pixels in tiles:
        values = {"tile_id": tile_id, "split": split, "repeats": repeats, "origin": origin, "labelled_px": sum(pixels)}
        values |= {f"px_{value}": count for (value, *_), count in zip(classes, pixels, strict=True)}
        values["image"] = f"{Path(sheet_of(path)).parent.name}/{tile_id}.tif" if origin == "synthetic" else "image.tif"
        left = 500_000 + 6 * tile_id
        _add(layer, values, f"POLYGON (({left} 0, {left + 6} 0, {left + 6} 6, {left} 6, {left} 0))")
    table = {"value": ogr.OFTInteger, "name": ogr.OFTString, "color": ogr.OFTString, "target": ogr.OFTReal}
    layer = _layer(made, "classes", table)
    for value, name, color in classes:
        _add(layer, {"value": value, "name": name, "color": color, "target": 1 / len(classes)})
    _add(_layer(made, "dataset", {"json": ogr.OFTString}), {"json": json.dumps(INFO)})
    return str(path)


def sheet_of(path):
    """Where the contact sheet of such a dataset would lie."""
    return str(Path(path).with_name(f"{Path(path).stem}_tiles_0a1b2c3d") / "contact.png")


def _layer(made, name, columns, crs=None, kind=None):
    from osgeo import ogr

    layer = made.CreateLayer(name, crs, ogr.wkbNone if kind is None else kind)
    for column, type_ in columns.items():
        layer.CreateField(ogr.FieldDefn(column, type_))
    return layer


def _add(layer, values, shape=None):
    from osgeo import ogr

    feature = ogr.Feature(layer.GetLayerDefn())
    for name, value in values.items():
        if value is not None:
            feature.SetField(name, value)
    if shape:
        feature.SetGeometry(ogr.CreateGeometryFromWkt(shape))
    layer.CreateFeature(feature)


def with_history(path, *steps):
    """Write steps, each a name and its results, into the dataset's history."""
    with closing(sqlite3.connect(path)) as file, file:
        info = json.loads(file.execute("SELECT json FROM dataset").fetchone()[0])
        info["history"] = [{"step": step, "results": results} for step, results in steps]
        file.execute("UPDATE dataset SET json = ?", (json.dumps(info),))


def with_parameters(path, parameters):
    """Give the last step of the history its parameters."""
    with closing(sqlite3.connect(path)) as file, file:
        info = json.loads(file.execute("SELECT json FROM dataset").fetchone()[0])
        info["history"][-1]["parameters"] = parameters
        file.execute("UPDATE dataset SET json = ?", (json.dumps(info),))
