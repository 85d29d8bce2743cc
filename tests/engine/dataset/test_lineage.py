# SPDX-License-Identifier: GPL-2.0-or-later
"""A dataset from elsewhere does not reach the network, neither by a path nor by what a file names."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest
import rasterio

from diao_engine.dataset.lineage import ancestors
from diao_engine.dataset.store import load
from diao_engine.jobs import CreateDataset, LayerRef, Score
from diao_engine.protocol.progress import silent
from diao_engine.run import createdataset, score
from tests.refused import refused

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def server(tmp_path):
    """A server on this machine that has the image, and the list of what it was asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            content = (tmp_path / "image.tif").read_bytes()
            first, last = 0, len(content) - 1
            if "Range" in self.headers:
                begin, end = self.headers["Range"].removeprefix("bytes=").split("-")
                first, last = int(begin), min(int(end or last), last)
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
            else:
                self.send_response(200)
            self.send_header("Content-Length", str(last - first + 1))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content[first : last + 1])

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    made = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}", asked
    made.shutdown()
    made.server_close()


@pytest.fixture
def dataset(scene):
    values = np.full((128, 128), 1, dtype=np.uint8)
    for row in range(6, 120, 30):
        values[row : row + 10, 20:32] = 3
    image = scene.image("image.tif", (3, 128, 128))
    output = str(scene.folder / "tiles.gpkg")
    labels = LayerRef(scene.raster("labels.tif", values))
    createdataset.run(CreateDataset(images=(image,), labels=(labels,), tile_size=32, output=output), silent())
    return output


def point_to(dataset, image):
    with closing(sqlite3.connect(dataset)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE tiles SET image = ?", (image,))
        connection.commit()


def synthesise(dataset, *more):
    words = ["synthesize", "--dataset", dataset, "--output", f"{dataset}.more.gpkg", "--budget", "20", *more]
    return subprocess.run(
        [sys.executable, "-m", "diao_engine", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "form", ["/vsicurl/{}/image.tif", "{}/image.tif", "/vsizip//vsicurl/{}/image.zip/a.tif", "vrt"]
)
def test_a_dataset_does_not_reach_the_network_unasked(dataset, scene, server, form):
    address, asked = server
    if form == "vrt":
        with rasterio.open(scene.folder / "image.tif") as image:
            bands = "".join(
                f'<VRTRasterBand dataType="Byte" band="{band}"><SimpleSource><SourceFilename relativeToVRT="0">'
                f"/vsicurl/{address}/image.tif</SourceFilename><SourceBand>{band}</SourceBand></SimpleSource></VRTRasterBand>"
                for band in image.indexes
            )
            transform = ", ".join(map(str, image.transform.to_gdal()))
        vrt = (
            f'<VRTDataset rasterXSize="128" rasterYSize="128"><SRS>EPSG:32633</SRS><GeoTransform>{transform}</GeoTransform>'
            f"{bands}</VRTDataset>"
        )
        (scene.folder / "image.vrt").write_text(vrt)
        point_to(dataset, "image.vrt")
    else:
        point_to(dataset, form.format(address))
    done = synthesise(dataset)
    assert done.returncode == 1
    assert asked == []
    assert "Traceback" not in done.stderr
    assert "ALLOW_OUTSIDE" in done.stderr
    if form != "vrt":
        assert (
            "which is neither a file in its folder nor one that it was made from; switch Allow files from outside (ALLOW_OUTSIDE) on"
            in done.stderr
        )
    if form.startswith(("/vsicurl", "vrt")):  # the server has no archive
        done = synthesise(dataset, "--allow-outside")
        assert done.returncode == 0, done.stderr
        assert asked


def test_load_refuses_unless_it_is_allowed(dataset):
    point_to(dataset, "/vsis3/bucket/a.tif")
    with refused("dataset_reads_outside", path="/vsis3/bucket/a.tif"):
        load(LayerRef(dataset))
    assert len(load(LayerRef(dataset), allow_outside=True).tiles) == 16


@pytest.mark.parametrize("step", [
    {}, {"step": "createdataset"}, {"step": "nothing"}, {"step": "score", "parameters": 7},
    {"step": "createdataset", "parameters": {"images": 3, "labels": {"odd": 1}, "area": []}},
])  # fmt: skip
def test_a_history_that_somebody_has_edited_is_read_as_far_as_it_goes(dataset, step):
    tiles = load(LayerRef(dataset)).tiles
    assert ancestors(tiles, (step,)) == {*tiles.image, *tiles.label}


def test_files_elsewhere_are_those_that_it_was_made_from(dataset, scene, tmp_path_factory):
    """A hand-edited dataset does not take along what lies elsewhere on this computer."""
    private = tmp_path_factory.mktemp("private") / "photo.tif"
    shutil.copy(scene.folder / "image.tif", private)
    moved = tmp_path_factory.mktemp("moved") / "tiles.gpkg"
    shutil.copy(dataset, moved)
    shutil.copy(scene.folder / "labels.tif", moved.parent)
    point_to(moved, str(private))
    with refused("dataset_reads_outside"):
        load(LayerRef(str(moved)))
    assert len(load(LayerRef(str(moved)), allow_outside=True).tiles) == 16
    elsewhere = str(
        tmp_path_factory.mktemp("scored") / "scored.gpkg"
    )  # what was made from files elsewhere is not asked about
    score.run(Score(dataset=LayerRef(dataset), output=elsewhere), silent())
    assert len(load(LayerRef(elsewhere)).tiles) == 16


def test_a_virtual_raster_in_its_folder_does_not_stand_for_files_elsewhere(dataset, scene, tmp_path_factory):
    private = tmp_path_factory.mktemp("private") / "photo.tif"
    shutil.copy(scene.folder / "image.tif", private)
    for source, is_inside in ((private, False), (scene.folder / "image.tif", True)):
        (scene.folder / "image.vrt").write_text(f"<VRTDataset><SourceFilename>{source}</SourceFilename></VRTDataset>")
        point_to(dataset, "image.vrt")
        if is_inside:
            load(LayerRef(dataset))
        else:
            with refused("dataset_reads_outside"):
                load(LayerRef(dataset))


@pytest.mark.parametrize("path", ["/dev/zero", "pipe"])
def test_what_is_no_ordinary_file_is_not_waited_for(dataset, scene, path):
    os.mkfifo(scene.folder / "pipe")
    point_to(dataset, path)
    with refused("file_changed", reason="file_no_ordinary"):
        load(LayerRef(dataset), allow_outside=True)
