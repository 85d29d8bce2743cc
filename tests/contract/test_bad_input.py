# SPDX-License-Identifier: GPL-2.0-or-later
"""Every kind of bad input ends with one clear sentence and a non-zero exit, nothing half-written, inputs as they were.

Run as a user runs it: the command line, in a process of its own.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pyogrio
import pytest
import rasterio
import shapely
from onnx import TensorProto, helper
from rasterio.transform import from_origin

from tests.contract.disks import mounted

ROOT = Path(__file__).resolve().parents[2]


def write_raster(path, array, *, crs="EPSG:25832", origin=(500000, 5500000), **more):
    bands, height, width = array.shape
    profile = {"driver": "GTiff", "count": bands, "height": height, "width": width, "dtype": array.dtype}
    with rasterio.open(path, "w", crs=crs, transform=from_origin(*origin, 1, 1), **profile, **more) as sink:
        sink.write(array)
    return path


def write_polygons(path, shapes, classes, crs="EPSG:25832"):
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array(shapes, dtype=object)), [np.array(classes, dtype=object)], ["class"],
        geometry_type="Polygon", crs=crs, driver="GPKG", layer="labels",
    )  # fmt: skip
    return path


def write_model(path, *, bands, classes=3):
    weight = helper.make_tensor("w", TensorProto.FLOAT, [classes, bands, 1, 1], np.ones(classes * bands))
    sides = ["n", bands, "h", "w"]
    graph = helper.make_graph(
        [helper.make_node("Conv", ["input", "w"], ["output"])], "net",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, sides)],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["n", classes, "h", "w"])], [weight],
    )  # fmt: skip
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), path)
    return path


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """Inputs that work, in a folder of their own."""
    folder = tmp_path_factory.mktemp("good")
    rng = np.random.default_rng(0)
    write_raster(folder / "image.tif", rng.integers(1, 255, (3, 96, 128), dtype=np.uint8))
    labels = np.repeat(np.array([[1, 2]], dtype=np.uint8), 96, axis=0).repeat(64, axis=1)[None]
    write_raster(folder / "labels.tif", labels)
    halves = [shapely.box(500000, 5499904, 500064, 5500000), shapely.box(500064, 5499904, 500128, 5500000)]
    write_polygons(folder / "labels.gpkg", halves, ["forest", "peat"])
    write_model(folder / "model.onnx", bands=3)
    done = call("createdataset", images=folder / "image.tif", labels=folder / "labels.tif", tile_size=32,
                output=folder / "dataset.gpkg")  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def call(job, **values):
    options = [word for name, value in values.items() for word in (f"--{name.replace('_', '-')}", str(value))]
    return subprocess.run(
        [sys.executable, "-m", "diao_engine", job, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def fingerprint(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def far_away(bad, good):
    return write_polygons(bad / "far.gpkg", [shapely.box(0, 0, 9, 9)], ["forest"])


def empty_file(bad, good):
    (bad / "empty.tif").touch()
    return bad / "empty.tif"


def truncated(bad, good):
    rng = np.random.default_rng(1)
    whole = write_raster(bad / "whole.tif", rng.integers(1, 255, (3, 96, 128), dtype=np.uint8)).read_bytes()
    (bad / "truncated.tif").write_bytes(whole[: len(whole) // 2])
    return bad / "truncated.tif"


def no_features(bad, good):
    return write_polygons(bad / "none.gpkg", [], [])


def text_named_onnx(bad, good):
    (bad / "text.onnx").write_text("this is no model")
    return bad / "text.onnx"


def two_band_model(bad, good):
    return write_model(bad / "two.onnx", bands=2)


def without_place(bad, good):
    return write_raster(bad / "placeless.tif", np.ones((3, 96, 128), dtype=np.uint8), crs=None)


def photograph_as_labels(bad, good):
    rng = np.random.default_rng(1)
    return write_raster(bad / "photo.tif", rng.integers(0, 60000, (1, 96, 128), dtype=np.uint16))


def pickled_weights(bad, good):
    import torch

    torch.save({"weight": torch.zeros(3)}, bad / "weights.pth")
    return bad / "weights.pth"


def named(name):
    return lambda bad, good: good / name


IMAGE, RASTER, POLYGONS, DATASET, MODEL = map(
    named, ("image.tif", "labels.tif", "labels.gpkg", "dataset.gpkg", "model.onnx")
)
CREATE = {"images": IMAGE, "labels": POLYGONS, "class_field": "class", "output": "out.gpkg"}
SEGMENT = {"input": IMAGE, "model": MODEL, "output": "out.tif"}

CASES = {
    "image is missing": ("createdataset", CREATE | {"images": "nowhere.tif"}, "nowhere.tif does not exist"),
    "labels are missing": ("createdataset", CREATE | {"labels": "nowhere.gpkg"}, "nowhere.gpkg does not exist"),
    "image of 0 bytes": ("createdataset", CREATE | {"images": empty_file}, "empty.tif cannot be opened as a raster"),
    "image is truncated": ("createdataset", CREATE | {"images": truncated}, "truncated.tif"),
    "image has no CRS": ("createdataset", CREATE | {"images": without_place}, "CRS"),
    "labels lie elsewhere": ("createdataset", CREATE | {"labels": far_away}, "overlap"),
    "labels are empty": ("createdataset", CREATE | {"labels": no_features}, "no feature"),
    "class field is unknown": (
        "createdataset",
        CREATE | {"class_field": "klass"},
        "no field 'klass'; choose among class",
    ),
    "class field is not given": ("createdataset", CREATE | {"class_field": ""}, "[Cc]lass field"),
    "labels are a photograph": ("createdataset", CREATE | {"labels": photograph_as_labels}, "class"),
    "overlap over half a tile": (
        "createdataset",
        CREATE | {"tile_size": 64, "overlap": 40},
        "at most half of Tile size",
    ),
    "tile size out of bounds": ("createdataset", CREATE | {"tile_size": 5}, "Tile size must be at least 32 px, got 5"),
    "extent outside": ("createdataset", CREATE | {"extent": "0,1,0,1"}, "[Ee]xtent"),
    "area outside": ("createdataset", CREATE | {"area": far_away}, "outside"),
    "output of another kind": ("createdataset", CREATE | {"output": "out.shp"}, "must be a .gpkg file"),
    "dataset is a raster": ("score", {"dataset": IMAGE, "output": "out.gpkg"}, "not a GeoPackage"),
    "dataset is another layer": ("score", {"dataset": POLYGONS, "output": "out.gpkg"}, "not a tile dataset"),
    "output is the input": ("score", {"dataset": DATASET, "output": DATASET}, "would overwrite Tile dataset"),
    "temper out of bounds": (
        "score",
        {"dataset": DATASET, "temper": 2, "output": "out.gpkg"},
        "Weight of the real shares must be at most 1, got 2",
    ),
    "crop that cannot be halved": (
        "train",
        {"dataset": DATASET, "crop_size": 100, "model": "m.onnx"},
        "multiple of 32",
    ),
    "raster of 0 bytes": ("segment", SEGMENT | {"input": empty_file}, "empty.tif cannot be opened as a raster"),
    "raster is truncated": ("segment", SEGMENT | {"input": truncated}, "truncated.tif"),
    "text named .onnx": ("segment", SEGMENT | {"model": text_named_onnx}, "text.onnx"),
    "model for two bands": ("segment", SEGMENT | {"model": two_band_model}, "2 bands.*3|3 bands.*2"),
    "weights without a network": ("segment", SEGMENT | {"model": pickled_weights}, "weights.pth"),
    "class that the model lacks": ("segment", SEGMENT | {"classes": "unicorn"}, "no class 'unicorn'"),
    "reference lies elsewhere": (
        "evaluate",
        {"input": RASTER, "reference": far_away, "class_field": "class"},
        "overlap|outside",
    ),
    "classes that the map lacks": (
        "minoritypolygons",
        {"input": RASTER, "classes": "9", "output": "out.gpkg"},
        "no class '9'",
    ),
    "folder without pairs": ("importdataset", {"folder": lambda bad, good: bad, "output": "out.gpkg"}, "image"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_one_sentence_and_nothing_else(case, good, tmp_path):
    job, values, sentence = CASES[case]
    bad, out = tmp_path / "bad", tmp_path / "out"
    bad.mkdir()
    out.mkdir()
    given = {
        name: value(bad, good) if callable(value) else out / value if name in ("output", "model") else value
        for name, value in values.items()
    }
    before = fingerprint(good) | fingerprint(bad)
    done = call(job, **given)
    assert done.returncode in (1, 2), done.stdout + done.stderr
    last = [line for line in done.stderr.splitlines() if line.strip()][-1]
    assert re.search(sentence, last), done.stderr
    assert "Traceback" not in done.stderr
    assert fingerprint(good) | fingerprint(bad) == before
    assert list(out.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 300 kB."""
    with mounted(tmp_path / "small", "size=300k") as place:
        yield place


@pytest.mark.parametrize("job", ["createdataset", "score", "segment", "samplepoints"])
def test_a_full_disk_is_said_and_leaves_nothing(job, good, small_disk, tmp_path):
    rng = np.random.default_rng(2)
    big = write_raster(tmp_path / "big.tif", rng.integers(1, 255, (3, 1500, 1500), dtype=np.uint8))
    values = {
        "createdataset": {"images": big, "labels": good / "labels.gpkg", "class_field": "class", "tile_size": 32},
        "score": {"dataset": good / "dataset.gpkg"},
        "segment": {"input": big, "model": good / "model.onnx", "confidence": small_disk / "confidence.tif"},
        "samplepoints": {"input": good / "labels.tif"},
    }
    (small_disk / "filler").write_bytes(bytes(250_000))
    done = call(job, **values[job], output=small_disk / ("out.tif" if job == "segment" else "out.gpkg"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"The disk of {small_disk} is full" in done.stderr
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


@pytest.fixture
def read_only(tmp_path):
    """A folder that nobody may write to, not even root: a disk mounted read-only."""
    with mounted(tmp_path / "read_only", "ro,size=300k") as place:
        yield place


@pytest.mark.parametrize("job", ["createdataset", "score", "segment", "train"])
def test_a_read_only_folder_is_said_before_any_work(job, good, read_only):
    values = {
        "createdataset": {
            "images": good / "image.tif",
            "labels": good / "labels.tif",
            "output": read_only / "out.gpkg",
        },
        "score": {"dataset": good / "dataset.gpkg", "output": read_only / "out.gpkg"},
        "segment": {"input": good / "image.tif", "model": good / "model.onnx", "output": read_only / "new" / "out.tif"},
        "train": {"dataset": good / "dataset.gpkg", "model": read_only / "out.onnx"},
    }
    done = call(job, **values[job])
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"the folder {read_only} is read-only; choose one that you may write to." in done.stderr
