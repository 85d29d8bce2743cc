# SPDX-License-Identifier: GPL-2.0-or-later
"""Minority polygons as rows: read without their shapes, straight from the GeoPackage, which takes milliseconds, with edits on top."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import QgsFeature, QgsFeatureRequest, QgsProviderRegistry, QgsVectorLayer

from ....diao_engine.jobs.review_order import Place
from ....diao_engine.jobs.verdicts import REVIEW_FIELD, Verdict


class Unreadable(Exception):
    """A file without the polygons that were expected."""


class ClassRow(NamedTuple):
    """A class with all of its objects; the confidence is the mean over their pixels, the area in m²."""

    value: int
    name: str
    color: str
    objects: int
    area: float | None
    confidence: float | None


class ObjectRow(NamedTuple):
    """An object; the area in m². The fields that are shown come first, in the order of their columns."""

    name: str
    review: str | None  # a verdict; None where nobody has looked
    area: float | None
    confidence: float | None
    fid: int
    value: int
    color: str
    pixels: int | None


class Objects(NamedTuple):
    """The objects of a layer, in no order, and where they lie as far as that is known without reading their shapes."""

    rows: list[ObjectRow]
    places: dict[int, Place]


def read_objects(layer: QgsVectorLayer) -> Objects:
    """The objects of a layer of minority polygons, as it shows them: with edits that are not saved yet. Raises Unreadable."""
    rows, places = _in_file(layer.source())
    if layer.isEditable():
        rows, places = _with_edits(layer, rows, places)
    return Objects(rows, places)


def row_of(feature: QgsFeature) -> ObjectRow:
    """The row of a feature; a layer of before the verdicts has none."""
    has_review = feature.fields().lookupField(REVIEW_FIELD) >= 0
    cells = {name: _cell(feature[name]) for name in _COLUMNS}
    review = _review(feature[REVIEW_FIELD]) if has_review else None
    value = int(cells["class_value"] or 0)
    return ObjectRow(
        str(cells["class_name"] or ""),
        review,
        cells["area_m2"],
        cells["mean_confidence"],
        feature.id(),
        value,
        str(cells["class_color"] or ""),
        cells["pixels"],
    )


def classes_of(rows: Iterable[ObjectRow]) -> list[ClassRow]:
    """The classes of objects, by value."""
    of: dict[int, list[ObjectRow]] = {}
    for row in rows:
        of.setdefault(row.value, []).append(row)
    return [_class_row(value, of[value]) for value in sorted(of)]


def _class_row(value: int, rows: list[ObjectRow]) -> ClassRow:
    areas = [row.area for row in rows if row.area is not None]
    weighed = [(row.confidence, row.pixels) for row in rows if row.confidence is not None and row.pixels]
    pixels = sum(row.pixels or 0 for row in rows)
    confidence = sum(sure * count for sure, count in weighed) / pixels if weighed else None
    name, color = min(row.name for row in rows), min(row.color for row in rows)
    return ClassRow(value, name, color, len(rows), sum(areas) if areas else None, confidence)


_COLUMNS = ("class_name", "area_m2", "mean_confidence", "class_value", "class_color", "pixels")


def _in_file(source: str) -> Objects:
    uri_parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    path = Path(uri_parts.get("path", ""))
    if not path.is_file():
        raise Unreadable(str(path))
    try:
        file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            table = uri_parts.get("layerName") or _only_table(file)
            return Objects(_rows(file, table), _places(file, table))
        finally:
            file.close()
    except sqlite3.Error as error:
        raise Unreadable(str(error)) from error


def _rows(file: sqlite3.Connection, table: str) -> list[ObjectRow]:
    columns = file.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    key = _quoted(next((column[1] for column in columns if column[5]), "fid"))
    review = f"CAST({REVIEW_FIELD} AS TEXT)" if REVIEW_FIELD in {column[1] for column in columns} else "NULL"
    sql = (
        f"SELECT CAST(coalesce(class_name, '') AS TEXT), {review}, area_m2, mean_confidence, {key}, "  # nosec B608 - names are quoted
        "coalesce(class_value, 0), CAST(coalesce(class_color, '') AS TEXT), pixels "
        f"FROM {_quoted(table)}"
    )
    read = (ObjectRow(*cells) for cells in file.execute(sql))
    return [row._replace(review=_review(row.review)) for row in read]


def _places(file: sqlite3.Connection, table: str) -> dict[int, Place]:
    """The middle of each object's box, from the spatial index; nothing where the file has none, or SQLite cannot read it."""
    geometry = file.execute("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)).fetchone()
    if geometry is None:
        return {}
    index = _quoted(f"rtree_{table}_{geometry[0]}")
    try:
        boxes = file.execute(f"SELECT id, (minx + maxx) / 2, (miny + maxy) / 2 FROM {index}")  # nosec B608 - the name is quoted
        return {fid: (x, y) for fid, x, y in boxes}
    except sqlite3.Error:
        return {}


def _quoted(name: str) -> str:
    """A name as SQL takes it; https://sqlite.org/lang_keywords.html."""
    return '"' + name.replace('"', '""') + '"'


def _only_table(file: sqlite3.Connection) -> str:
    row = file.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY rowid").fetchone()
    if row is None:
        raise Unreadable("gpkg_contents")
    return str(row[0])


def _with_edits(layer: QgsVectorLayer, rows: list[ObjectRow], places: dict[int, Place]) -> Objects:
    buffer = layer.editBuffer()
    gone = set(buffer.deletedFeatureIds())
    changed = set(buffer.changedAttributeValues()) - gone
    anew = {feature.id(): row_of(feature) for feature in layer.getFeatures(QgsFeatureRequest(list(changed)))}
    added = list(buffer.addedFeatures().values())
    kept = [anew.get(row.fid, row) for row in rows if row.fid not in gone] + [row_of(feature) for feature in added]
    centers = {feature.id(): feature.geometry().boundingBox().center() for feature in added if feature.hasGeometry()}
    return Objects(kept, {**places, **{fid: (center.x(), center.y()) for fid, center in centers.items()}})


def _review(value: object) -> str | None:
    verdict = Verdict.of(value)
    return None if verdict is None else verdict.value


def _cell(value: Any) -> Any:
    """None instead of QGIS's own sign for an empty cell."""
    return value if isinstance(value, (int, float, str)) else None
