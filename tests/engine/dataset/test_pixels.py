# SPDX-License-Identifier: GPL-2.0-or-later
"""Tests of the reader of tiles that keeps what it has read."""

from __future__ import annotations

import numpy as np
import pytest

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import JOBS, LayerRef
from diao_engine.protocol.progress import silent
from diao_engine.protocol.worker import run

SIDE = 32
TILE_BYTES = SIDE * SIDE * (3 + 1)


@pytest.fixture
def dataset(scene, tmp_path):
    """Four tiles of 32 px of one image with three bands."""
    labels = np.ones((64, 64), dtype="uint8")
    labels[:, 40:] = 2
    output = str(tmp_path / "set.gpkg")
    values = {"images": (scene.image(shape=(3, 64, 64)),), "labels": (LayerRef(scene.raster("labels.tif", labels)),)}
    run(JOBS["createdataset"](**values, tile_size=SIDE, output=output), silent())
    return load(LayerRef(output))


def test_tiles_that_are_kept_are_as_they_were_read(dataset):
    with (
        TileReader(dataset.tiles, dataset.scheme) as plain,
        TileReader(dataset.tiles, dataset.scheme, keep_bytes=4 * TILE_BYTES) as keeping,
    ):
        wanted = [plain.read(index) for index in range(4)]
        headers = [plain.header(index) for index in range(4)]
        for _ in range(2):
            for index, (pixels, classes) in enumerate(wanted):
                got_pixels, got_classes = keeping.read(index)
                assert np.array_equal(got_pixels, pixels)
                assert np.array_equal(got_classes, classes)
                assert got_classes.dtype == classes.dtype
                assert keeping.header(index) == headers[index]


def test_classes_of_a_kept_tile_may_be_changed_and_its_pixels_not(dataset):
    with TileReader(dataset.tiles, dataset.scheme, keep_bytes=4 * TILE_BYTES) as reader:
        pixels, classes = reader.read(0)
        before = classes.copy()
        classes[:] = 0
        with pytest.raises(ValueError, match="read-only"):
            pixels[:] = 0
        assert np.array_equal(reader.read(0)[1], before)


def test_what_was_not_asked_for_the_longest_is_read_again(dataset, monkeypatch):
    with TileReader(dataset.tiles, dataset.scheme, keep_bytes=2 * TILE_BYTES) as reader:
        read = []
        plain = reader._read
        monkeypatch.setattr(reader, "_read", lambda index, window: (read.append(index), plain(index, window))[1])
        for index in (0, 1, 0, 2, 0, 1):
            reader.read(index)
    assert read == [0, 1, 2, 1]
