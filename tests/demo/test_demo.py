# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo in miniature: every output of the chain is there and is what it should be."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio

from diao_engine.jobs.outputs import MARKER, POLYGONS_LAYER

HERE = Path(__file__).parent


def loaded(name):
    """A module beside this one."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def landscape():
    return loaded("landscape")


@pytest.fixture(scope="module")
def demo(landscape):
    return loaded("demo")


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, str(HERE / "demo.py"), str(folder), *arguments],
        check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The demo's folder and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "demo-output"
    done = run(folder, "--mini")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_the_same_seed_draws_the_same_landscape(landscape):
    one, other = landscape.draw(160, 3), landscape.draw(160, 3)
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    assert not np.array_equal(one[0], landscape.draw(160, 4)[0])


def test_the_landscape_has_three_rare_classes(landscape):
    pixels, labels = landscape.draw(1024, 7)
    assert pixels.shape == (4, 1024, 1024)
    assert pixels.dtype == np.uint8
    shares = {name: float((labels == value).mean()) for value, name in landscape.CLASSES.items()}
    assert all(0.005 < shares[name] < 0.04 for name in landscape.RARE), shares
    assert sum(shares.values()) > 0.9


@pytest.mark.timeout(900)
def test_the_summary_names_what_the_analyst_wants_to_know(told, landscape):
    _, printed = told
    for name in landscape.CLASSES.values():
        assert re.search(rf"^{name} +\d+\.\d\d% +\d\.\d{{3}} +\d\.\d{{3}} +[+-]\d\.\d{{3}}", printed, re.MULTILINE), (
            printed
        )
    assert {line.split()[0] for line in printed.splitlines() if line.endswith("  rare")} >= set(landscape.RARE)
    before, after, made = map(float, re.search(r"([\d.]+) nats before, ([\d.]+) after; (\d+)", printed).groups())
    assert 0 <= after < before
    assert made > 0


def test_the_table_sets_both_models_side_by_side(told):
    folder, printed = told
    without, balanced = (
        pyogrio.raw.read(folder / name, read_geometry=False, columns=["name", "iou"])[3]
        for name in ("accuracy_without.gpkg", "accuracy.gpkg")
    )
    before, after = (dict(zip(*table, strict=True)) for table in (without, balanced))
    for name, iou in after.items():
        line = re.search(rf"^{name} .*", printed, re.MULTILINE).group()
        assert line.split()[2:4] == [f"{before[name]:.3f}", f"{iou:.3f}"]
    assert re.search(r"^mean IoU +[\d.]+ +[\d.]+ +[+-][\d.]+$", printed, re.MULTILINE)


def test_the_training_is_told_epoch_by_epoch_without_the_bar(told):
    _, printed = told
    assert len(re.findall(r"^   Epoch [123]: loss", printed, re.MULTILINE)) == 6
    assert not re.search(r"^   [\d.]*\d0\.\.\.", printed, re.MULTILINE)
    assert "Results" not in printed


@pytest.mark.parametrize(
    ("line", "said"),
    [("...40Making tiles", "Making tiles"), (".60 synthetic tiles", "60 synthetic tiles"), ("60 tiles", "60 tiles"),
     ("100 tiles", "100 tiles"), ("...100 - done.", ""), ("51,565 pixels", "51,565 pixels"), ("0.Training", "Training")],
)  # fmt: skip
def test_the_bar_is_taken_out_and_numbers_stay(demo, line, said):
    assert demo.without_bar(line) == said


def test_a_folder_of_others_is_left_as_it_is(tmp_path):
    (tmp_path / "image.tif").write_text("mine")
    done = run(tmp_path, "--mini")
    assert done.returncode == 1
    assert "holds files that are not of the demo" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["image.tif"]


def test_inputs_in_the_output_folder_are_refused_before_anything_is_written(demo, tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / demo.NOTE).write_text("")
    (folder / "mine.tif").write_text("mine")
    (tmp_path / "labels.gpkg").write_text("mine")
    done = run(folder, "--image", str(folder / "mine.tif"), "--labels", str(tmp_path / "labels.gpkg"))
    assert done.returncode == 1
    assert "lies in the output folder" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == [demo.NOTE, "mine.tif"]


def test_inputs_that_are_not_there_are_told_before_anything_is_written(landscape, tmp_path):
    image, labels = landscape.write(tmp_path / "inputs", 64, seed=1)
    for given, said in (
        (("--image", "no.tif", "--labels", str(labels)), "no.tif does not exist"),
        (("--image", str(image), "--labels", str(labels), "--field", "kind"), "has no field kind; it has: class"),
    ):
        done = run(tmp_path / "output", *given)
        assert done.returncode == 1
        assert said in done.stderr
        assert not (tmp_path / "output").exists()


def test_the_rasters_are_maps_of_the_image(told, landscape):
    folder, _ = told
    with rasterio.open(folder / "image.tif") as image, rasterio.open(folder / "map.tif") as classes:
        assert (classes.crs, classes.transform, classes.shape) == (image.crs, image.transform, image.shape)
        assert classes.dtypes[0] == "uint8"
        found = set(np.unique(classes.read(1)))
        assert found <= set(range(256))
        assert len(found) >= 2
        colors = {tuple(classes.colormap(1)[int(value)][:3]) for value in found if int(value) != classes.nodata}
    drawn = {tuple(int(color[i : i + 2], 16) for i in (1, 3, 5)) for color in landscape.COLORS.values()}
    assert colors <= drawn  # the colours of the label layer's style have come all the way
    # On so small a ground meadow lies below an even share, too.
    for name, bands in (("confidence.tif", 1), ("probabilities.tif", 4)):
        with rasterio.open(folder / name) as raster:
            assert raster.count == bands
            values = raster.read(masked=True)
        assert 0 <= values.min() <= values.max() <= 1


def test_the_vectors_open_and_have_their_columns(told):
    folder, _ = told
    for name, layer, columns in (
        ("tiles.gpkg", "tiles", {"tile_id", "split", "repeats"}),
        ("synthetic.gpkg", "tiles", {"origin", "objects"}),
        ("minority.gpkg", POLYGONS_LAYER, {"class_name", "area_m2"}),
        ("classes.gpkg", None, {"name", "share", "minority"}),
        ("accuracy.gpkg", None, {"name", "iou"}),
    ):
        assert columns <= set(pyogrio.read_info(folder / name, layer=layer)["fields"])


def test_the_model_carries_its_card(told):
    import onnx

    folder, _ = told
    model = onnx.load(folder / "model.onnx")
    assert {"model_type", "class_names"} <= {entry.key for entry in model.metadata_props}


def test_the_reports_are_pages(told):
    folder, _ = told
    for name in ("classes.html", "synthesis.html", "training.html", "accuracy.html"):
        text = (folder / name).read_text(encoding="utf-8")
        assert text.lstrip().lower().startswith("<!doctype html")
        assert "water" in text


def test_the_project_holds_grouped_layers_by_relative_paths(told):
    folder, _ = told
    with zipfile.ZipFile(folder / "demo.qgz") as archive:
        text = archive.read(next(name for name in archive.namelist() if name.endswith(".qgs"))).decode()
    for group in ("Map", "Training data", "Imagery"):
        assert f'name="{group}"' in text
    sources = set(re.findall(r"<datasource>([^<|]*)", text))
    files = (
        "map.tif",
        "map_without.tif",
        "confidence.tif",
        "probabilities.tif",
        "minority.gpkg",
        "synthetic.gpkg",
        "labels.gpkg",
        "image.tif",
    )
    assert sources - {""} == {f"./{name}" for name in files}
    assert 'type="paletted"' in text
    assert "categorizedSymbol" in text


def test_near_infrared_that_is_tagged_alpha_hides_nothing(told, demo, tmp_path):
    folder, _ = told
    copy = tmp_path / "demo"
    shutil.copytree(folder, copy)
    with rasterio.open(copy / "image.tif", "r+") as image:
        colors = image.colorinterp[:3]
        image.colorinterp = (*colors, rasterio.enums.ColorInterp.alpha)
    assert demo.opacity_band(copy / "image.tif") == -1
    qgis = demo.Qgis(tmp_path)
    for band in (-1, 4):
        qgis.script("project", str(copy), str(copy / "image.tif"), str(copy / "labels.gpkg"), str(band))
        with zipfile.ZipFile(copy / "demo.qgz") as archive:
            text = archive.read("demo.qgs").decode()
        layer = next(part for part in text.split("<maplayer ") if "<layername>Aerial image</layername>" in part)
        assert f'alphaBand="{band}"' in layer


def test_the_picture_shows_something(told):
    from PIL import Image

    folder, _ = told
    with Image.open(folder / "map.png") as picture:
        assert picture.width > 1500
        pixels = np.asarray(picture.convert("RGB"))
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 1000


def test_nothing_half_written_stays(told):
    folder, _ = told
    assert {path.name for path in folder.rglob(".*")} <= {MARKER}  # of the folder with the drawn labels
    assert [path.name for path in folder.rglob("*-wal")] == []
