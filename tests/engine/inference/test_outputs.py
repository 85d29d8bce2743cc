# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import rasterio

from diao_engine.inference.outputs import RowSink, first_maximum
from diao_engine.raster.grid import Window


def test_the_first_of_equal_scores_wins():
    scores = np.random.default_rng(0).integers(0, 4, (7, 50, 60)).astype("float32")
    best, top = first_maximum(scores)
    assert (best == scores.argmax(axis=0)).all()
    assert (top == scores.max(axis=0)).all()


def test_strips_of_any_height_and_column_become_the_raster(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 255, (2, 600, 500), dtype="uint8")
    target = Window(30, 40, 500, 600)
    path = tmp_path / "a.tif"
    with rasterio.open(path, "w", driver="GTiff", width=500, height=600, count=2, dtype="uint8") as sink:
        rows = RowSink(sink, target)
        for left, width in ((0, 256), (256, 244)):
            top = 0
            for height in (10, 300, 1, 200, 80, 9):
                strip = pixels[:, top : top + height, left : left + width].copy()
                rows.add(Window(30 + left, 40 + top, width, height), strip)
                strip[:] = 0  # the arrays are used again
                top += height
    with rasterio.open(path) as source:
        assert (source.read() == pixels).all()


def test_columns_beside_what_strips_hold_are_nodata_and_no_block_of_the_file(tmp_path):
    pixels = np.full((1, 1024, 1500), 9, dtype="uint8")
    path = tmp_path / "a.tif"
    blocks = {"tiled": True, "blockxsize": 256, "blockysize": 256, "sparse_ok": True}
    with rasterio.open(
        path, "w", driver="GTiff", width=1500, height=1024, count=1, dtype="uint8", nodata=9, **blocks
    ) as sink:
        rows = RowSink(sink, Window(0, 0, 1500, 1024))
        top = 0
        for height, first, width in ((200, 0, 0), (100, 300, 40), (500, 0, 0), (100, 1400, 100), (124, 700, 1)):
            strip = np.random.default_rng(top).integers(10, 90, (1, height, width), dtype="uint8")
            pixels[:, top : top + height, first : first + width] = strip
            rows.add(Window(0, top, 1500, height), strip, first)
            top += height
    with rasterio.open(path) as source:
        assert (source.read() == pixels).all()
        held = {
            (row, column)
            for row in range(4)
            for column in range(6)
            if source.get_tag_item(f"BLOCK_OFFSET_{column}_{row}", "TIFF", bidx=1)
        }
    assert held == {(0, 1), (1, 1), (3, 5), (3, 2)}
