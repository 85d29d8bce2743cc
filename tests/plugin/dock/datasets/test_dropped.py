# SPDX-License-Identifier: GPL-2.0-or-later
"""What is dropped on the dock: datasets and models are told from all else, which is refused with a sentence."""

import os

import pytest
from diao.plugin.dock.datasets.dropped import Dropped, files_of, look_at
from qgis.PyQt.QtCore import QMimeData, QUrl

from tests.plugin import datasets


def test_a_dataset_is_known_by_its_tables(tmp_path):
    path = datasets.write(tmp_path / "ground.gpkg")
    assert look_at([path]) == Dropped(dataset=path + "|layername=tiles")


@pytest.mark.parametrize("name", ["a.onnx", "b.PT", "c.pt2"])
def test_a_model_is_known_by_its_suffix(tmp_path, name):
    assert look_at([str(tmp_path / name)]) == Dropped(model=str(tmp_path / name))


def test_a_card_stands_for_its_model(tmp_path):
    card = str(tmp_path / "a.onnx.card.json")
    assert "does not lie beside it" in look_at([card]).problem
    (tmp_path / "a.onnx").touch()
    assert look_at([card]) == Dropped(model=str(tmp_path / "a.onnx"))


def test_all_else_is_refused_with_the_way_out(tmp_path, saved, squares):
    saved(squares, "cover.gpkg")
    (tmp_path / "text.gpkg").write_text("no database")
    os.mkfifo(tmp_path / "pipe.gpkg")
    for name in ("cover.gpkg", "text.gpkg", "pipe.gpkg", "gone.gpkg"):
        assert "without tiles" in look_at([str(tmp_path / name)]).problem
    assert "photo.tif is neither" in look_at([str(tmp_path / "photo.tif")]).problem
    assert "one file" in look_at([str(tmp_path / "a.onnx"), str(tmp_path / "b.onnx")]).problem


def test_only_files_of_this_computer_count():
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.onnx")])
    assert files_of(data) == []
    data.setUrls([QUrl.fromLocalFile("/somewhere/a.onnx")])
    assert files_of(data) == ["/somewhere/a.onnx"]
