# SPDX-License-Identifier: GPL-2.0-or-later
"""Imagery that lies on a server: read as a file is, alone, with patience, and with one sentence where the server fails."""

from __future__ import annotations

import os

import numpy as np
import pytest

from diao_engine.protocol import launch, network
from diao_engine.raster.grid import Window
from diao_engine.raster.read import open_image
from tests.refused import refused
from tests.server import Fault, serving

SIDE = 512


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch):
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "2")
    monkeypatch.setenv("GDAL_HTTP_RETRY_DELAY", "0.05")


@pytest.fixture
def image(scene):
    return lambda name: scene.image(name, (3, SIDE, SIDE), tiled=True, blockxsize=128, blockysize=128)


def read(path):
    with open_image(path) as source:
        return source.read(Window(0, 0, SIDE, SIDE))[0]


def test_is_read_like_a_file_and_nothing_beside_it_is_asked_for(scene, image):
    local = image("plain.tif")
    with serving(scene.folder) as server:
        np.testing.assert_array_equal(read(f"/vsicurl/{server.address}/plain.tif"), read(local))
        assert server.asked() == server.asked(r"/plain\.tif$") > 0


def test_a_bucket_by_the_users_own_settings(scene, image, monkeypatch):
    local = image("bucket/key.tif")
    with serving(scene.folder) as server:
        monkeypatch.setenv("AWS_S3_ENDPOINT", server.address.removeprefix("http://"))
        for name, value in {"AWS_HTTPS": "NO", "AWS_VIRTUAL_HOSTING": "FALSE", "AWS_NO_SIGN_REQUEST": "YES"}.items():
            monkeypatch.setenv(name, value)
        np.testing.assert_array_equal(read("/vsis3/bucket/key.tif"), read(local))


def test_a_server_that_is_busy_is_asked_again(scene, image):
    local = image("busy.tif")
    with serving(scene.folder, Fault("busy", after=1, times=2)) as server:
        np.testing.assert_array_equal(read(f"/vsicurl/{server.address}/busy.tif"), read(local))


@pytest.mark.parametrize("status", [500, 200])
def test_a_server_that_stops_in_the_middle(scene, image, status):
    image(f"stops{status}.tif")
    with serving(scene.folder, Fault("stops", after=2, status=status)) as server, refused("server_gives_nothing"):
        read(f"/vsicurl/{server.address}/stops{status}.tif")


def test_what_no_server_has(scene):
    with serving(scene.folder) as server, refused("not_served", reason="HTTP response code: 404"):
        read(f"/vsicurl/{server.address}/none.tif")


def test_patience_leaves_the_users_own_settings(monkeypatch):
    monkeypatch.setattr(os, "environ", {"GDAL_HTTP_TIMEOUT": "5"})
    network.be_patient()
    assert os.environ == {**network.PATIENCE, "GDAL_HTTP_TIMEOUT": "5"}


def test_the_users_settings_of_the_network_reach_the_engine():
    own = {
        "AWS_PROFILE": "mine",
        "GDAL_HTTP_HEADERS": "a: b",
        "CPL_VSIL_CURL_CACHE_SIZE": "9",
        "CURL_CA_BUNDLE": "/c.pem",
    }
    assert own.items() <= launch.clean_environment({**own, "GDAL_DATA": "/of/qgis"}).items()
