# SPDX-License-Identifier: GPL-2.0-or-later
"""Paths in a job: absolute by the user's folder, and the files behind what GDAL calls a source."""

from __future__ import annotations

import os
import zipfile

import pytest

from diao_engine.jobs import CreateDataset, DescribeModel, LayerRef, Train
from diao_engine.jobs.paths import DataSource, absolute, files_behind, is_same_file


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The user's folder with a few files."""
    for name in ("a.tif", "a.gpkg", "odd name #%'ä.nc", "weights.pth"):
        (tmp_path / name).touch()
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("inner/c.tif", b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "file", "absolute_form"),
    [
        ("a.tif", "a.tif", "{}/a.tif"),
        ("gone.tif", "gone.tif", "{}/gone.tif"),
        ("/vsizip/b.zip/inner/c.tif", "b.zip", "/vsizip/{}/b.zip/inner/c.tif"),
        ("/vsizip/{b.zip}/inner/c.tif", "b.zip", "/vsizip/{{{}/b.zip}}/inner/c.tif"),
        ("/vsigzip//vsizip/b.zip/inner/c.tif", "b.zip", "/vsigzip//vsizip/{}/b.zip/inner/c.tif"),
        ("GPKG:a.gpkg:layer", "a.gpkg", "GPKG:{}/a.gpkg:layer"),
        ("GTIFF_DIR:2:a.tif", "a.tif", "GTIFF_DIR:2:{}/a.tif"),
        ('NETCDF:"odd name #%\'ä.nc":height', "odd name #%'ä.nc", 'NETCDF:"{}/odd name #%\'ä.nc":height'),
        ("vrt://a.tif?bands=1,2", "a.tif", "vrt://{}/a.tif?bands=1,2"),
        ("vrt:///vsizip/b.zip/inner/c.tif", "b.zip", "vrt:///vsizip/{}/b.zip/inner/c.tif"),
        ("/vsisubfile/0_10,a.tif", "a.tif", "/vsisubfile/0_10,{}/a.tif"),
        ("/vsicurl/http://127.0.0.1/a.tif", "", "/vsicurl/http://127.0.0.1/a.tif"),
        ("/vsis3/bucket/a.tif", "", "/vsis3/bucket/a.tif"),
        ("/vsizip//vsicurl/http://127.0.0.1/b.zip/a.tif", "", "/vsizip//vsicurl/http://127.0.0.1/b.zip/a.tif"),
        ("/vsizip/vsicurl/http://127.0.0.1/b.zip", "", "/vsizip/vsicurl/http://127.0.0.1/b.zip"),
        ("http://127.0.0.1/a.tif", "", "http://127.0.0.1/a.tif"),
        ("WMS:127.0.0.1", "", "WMS:127.0.0.1"),
        ("<GDAL_WMS><a/></GDAL_WMS>", "", "<GDAL_WMS><a/></GDAL_WMS>"),
    ],
)
def test_the_file_in_a_source(here, text, file, absolute_form):
    source = DataSource.parse(text)
    assert source.file == file
    assert source.is_local is bool(file)
    assert source.before + source.file + source.after == text
    assert source.absolute() == absolute_form.format(here)


def test_all_paths_of_a_job_become_absolute_and_nothing_else(here):
    job = absolute(
        CreateDataset(
            images=("a.tif", "/vsizip/b.zip/inner/c.tif"), labels=(LayerRef("a.gpkg", "labels"),), class_field="a.tif",
            output="x/out.gpkg", background="a.tif",
        )
    )  # fmt: skip
    assert job.images == (f"{here}/a.tif", f"/vsizip/{here}/b.zip/inner/c.tif")
    assert job.labels == (LayerRef(f"{here}/a.gpkg", "labels"),)
    assert (job.class_field, job.background) == ("a.tif", "a.tif")
    assert job.output == f"{here}/x/out.gpkg"
    assert absolute(job) == job
    assert absolute(DescribeModel(model="m.onnx", class_names="a.tif")).class_names == "a.tif"


@pytest.mark.parametrize(
    ("given", "expected"), [("weights.pth", "{}/weights.pth"), ("imagenet", "imagenet"), ("no.pth", "no.pth")]
)
def test_a_text_that_may_be_a_file(here, given, expected):
    job = Train(dataset=LayerRef("a.gpkg"), model="m.onnx", encoder_weights=given)
    assert absolute(job).encoder_weights == expected.format(here)


def test_the_sources_of_a_virtual_raster(here):
    inner = '<VRTDataset><SourceFilename relativeToVRT="1">../a.tif</SourceFilename></VRTDataset>'
    (here / "folder").mkdir()
    (here / "folder" / "inner.vrt").write_text(inner)
    (here / "outer.vrt").write_text(
        f'<A><SourceFilename relativeToVRT="0">{here}/folder/inner.vrt</SourceFilename>'
        '<SourceFilename relativeToVRT="1">outer.vrt</SourceFilename>'  # in a circle
        "<SourceFilename>/vsicurl/http://127.0.0.1/x.tif</SourceFilename></A>"
    )
    assert {os.path.realpath(file) for file in files_behind("outer.vrt")} == {
        f"{here}/outer.vrt", f"{here}/folder/inner.vrt", f"{here}/a.tif",
    }  # fmt: skip


def test_one_file_by_several_names(here):
    (here / "link.tif").symlink_to(here / "a.tif")
    os.link(here / "a.tif", here / "hard.tif")
    for name in ("a.tif", "./a.tif", "link.tif", "hard.tif"):
        assert is_same_file(name, str(here / "a.tif"))
    assert not is_same_file("a.gpkg", "a.tif")
    assert is_same_file("new.tif", f"{here}/x/../new.tif")


@pytest.mark.parametrize("text", [
    "ogr:dbname='a.gpkg' table=\"t\" (geom)", "?layer=ogr:a.gpkg%7Clayername=x:t:UTF-8&query=select%20*%20from%20t",
    "file:///{}/a.gpkg?type=csv", "dbname='{}/a.gpkg'", "delimitedtext:file://{}/a.gpkg?x=1",
])  # fmt: skip
def test_a_file_is_found_in_any_connection_string(here, text):
    assert f"{here}/a.gpkg" in {os.path.normpath(path) for path in files_behind(text.format(here))}


def test_the_home_folder_behind_an_equals_sign(here, monkeypatch):
    monkeypatch.setenv("HOME", str(here / "home"))
    assert absolute(DescribeModel(model="m.onnx", card="~/card.json")).card == f"{here}/home/card.json"
    (here / "~").mkdir()
    assert absolute(DescribeModel(model="m.onnx", card="~/card.json")).card == f"{here}/home/card.json"


def test_the_same_file_by_other_names_is_the_same(tmp_path):
    file, other = tmp_path / "map.tif", tmp_path / "other.tif"
    file.write_bytes(b"a")
    other.write_bytes(b"a")
    (tmp_path / "link.tif").symlink_to(file)
    (tmp_path / "folder").mkdir()
    for name in (str(file), f"{tmp_path}/folder/../map.tif", f"{tmp_path}//map.tif", str(tmp_path / "link.tif")):
        assert is_same_file(str(file), name)
    assert not is_same_file(str(file), str(other))


def test_files_that_are_gone_are_told_by_their_paths(tmp_path):
    assert is_same_file(f"{tmp_path}/folder/../gone.tif", f"{tmp_path}/gone.tif")
    assert not is_same_file(f"{tmp_path}/gone.tif", f"{tmp_path}/lost.tif")
    assert is_same_file("", "")
    assert not is_same_file("", str(tmp_path))
