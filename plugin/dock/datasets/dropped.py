# SPDX-License-Identifier: GPL-2.0-or-later
"""What a file is that was dropped on the dock: a tile dataset, a model, or nothing that is of use here."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass

from qgis.PyQt.QtCore import QMimeData

from ....diao_engine.jobs import outputs
from ....diao_engine.jobs.segment import MODEL_SUFFIXES
from ....processing_provider.text import tr

TILES = "|layername=tiles"
_CARD = outputs.card_file("")
_TABLES = frozenset({"tiles", "classes", "dataset"})


@dataclass(frozen=True)
class Dropped:
    """The source of a dataset or the file of a model; else `problem` says why it is neither."""

    dataset: str = ""
    model: str = ""
    problem: str = ""


def files_of(data: QMimeData) -> list[str]:
    """The files of this computer that are dropped."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def look_at(files: list[str]) -> Dropped:
    """Tell what was dropped; the card of a model stands for the model that it lies beside."""
    if len(files) != 1:
        return Dropped(problem=tr("Drop one file at a time: a tile dataset or a model."))
    path = files[0]
    if path.endswith(_CARD):
        return _beside_card(path)
    if path.lower().endswith(MODEL_SUFFIXES):
        return Dropped(model=path)
    if path.lower().endswith(".gpkg"):
        return _geopackage(path)
    text = tr("{name} is neither a tile dataset (.gpkg) nor a model ({kinds}); drop imagery and labels on the map.")
    return Dropped(problem=text.format(name=os.path.basename(path), kinds=", ".join(MODEL_SUFFIXES)))


def _beside_card(path: str) -> Dropped:
    model = path[: -len(_CARD)]
    if os.path.isfile(model):
        return Dropped(model=model)
    text = tr("{name} is the card of a model that does not lie beside it; drop the model.")
    return Dropped(problem=text.format(name=os.path.basename(path)))


def _geopackage(path: str) -> Dropped:
    if _is_dataset(path):
        return Dropped(dataset=path + TILES)
    text = tr("{name} is a GeoPackage without tiles; drop it on the map, and create a dataset of it on the page Data.")
    return Dropped(problem=text.format(name=os.path.basename(path)))


def _is_dataset(path: str) -> bool:
    try:
        with closing(outputs.read_database(path)) as file:
            tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
    except (sqlite3.Error, OSError):
        return False
    return tables >= _TABLES
