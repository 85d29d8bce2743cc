# SPDX-License-Identifier: GPL-2.0-or-later
"""A STAC item, in a folder or on a server, becomes layers; what it must not name is refused."""

import json
from pathlib import Path

import pytest
from diao.processing_provider import stac
from osgeo import gdal, osr
from qgis.core import QgsProcessingException, QgsProcessingUtils

from tests.server import serving

COG = "image/tiff; application=geotiff; profile=cloud-optimized"


@pytest.fixture
def item(tmp_path, raster):
    """Write an item with assets; its path."""
    raster("b04.tif")

    def write(assets, **more):
        path = tmp_path / "item.json"
        path.write_text(json.dumps({"type": "Feature", "stac_version": "1.0.0", "id": "S2", "assets": assets, **more}))
        return str(path)

    return write


ASSETS = {
    "red": {"href": "./b04.tif", "type": COG, "roles": ["data"]},
    "preview": {"href": "p.tif", "type": COG, "roles": ["overview"]},
    "meta": {"href": "meta.xml", "type": "application/xml"},
    "plain": {"href": "b04.tif"},
}


def loaded(context):
    """Name and source of what Processing loads at the end, found as Processing finds it."""
    return {
        details.name: QgsProcessingUtils.mapLayerFromString(key, context).source()
        for key, details in context.layersToLoadOnCompletion().items()
    }


def test_rasters_beside_the_item_become_layers(run, context, item, tmp_path):
    results, went_well = run("openstac", {"INPUT": item(ASSETS)})
    assert went_well
    assert results == {"LAYERS": [str(tmp_path / "b04.tif")] * 2, "LAYER_COUNT": 2}
    assert loaded(context) == {"S2 red": str(tmp_path / "b04.tif"), "S2 plain": str(tmp_path / "b04.tif")}


def test_an_item_on_a_server(run, context, item, tmp_path):
    item(ASSETS)
    with serving(tmp_path) as server:
        results, _ = run("openstac", {"INPUT": f"{server.address}/item.json", "ASSETS": "red"})
        assert results["LAYERS"] == [f"/vsicurl/{server.address}/b04.tif"]
        assert not server.asked(r"/$|aux|msk")
        assert loaded(context) == {"S2 red": results["LAYERS"][0]}


@pytest.mark.parametrize(
    ("href", "source"),
    [
        ("s3://bucket/a/b.tif", "/vsis3/bucket/a/b.tif"),
        ("gs://bucket/b.tif", "/vsigs/bucket/b.tif"),
        ("https://h/b.tif?sig=1", "/vsicurl/https://h/b.tif?sig=1"),
        ("../b.tif", "/vsicurl/http://server/x/b.tif"),
    ],
)
def test_what_an_address_means(href, source):
    (image,) = stac.images_of(
        {"type": "Feature", "assets": {"a": {"href": href}}}, "http://server/x/y/item.json", ("a",)
    )
    assert image.sources == (("a", source),)


def test_an_item_of_the_network_opens_no_file_of_this_computer():
    item = {"type": "Feature", "assets": {"a": {"href": "file:///etc/map.tif"}}}
    with pytest.raises(QgsProcessingException, match="no address of the network"):
        stac.images_of(item, "http://server/item.json", ())


@pytest.mark.parametrize(
    ("assets", "wanted", "sentence"),
    [
        (ASSETS, "blue", "has no asset blue; choose among meta, plain, preview, red"),
        ({"meta": ASSETS["meta"]}, "", "names no raster that can be opened; its assets are meta"),
        ({"gone": {"href": "gone.tif", "type": COG}}, "", "The asset gone cannot be opened"),
        ([], "", "is no item of a STAC catalogue"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(run, item, assets, wanted, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run("openstac", {"INPUT": item(assets), "ASSETS": wanted})


def bands(tmp_path, pixel=2.0):
    """Assets in files of their own, with values by their names; the second has half as many pixels along each side, of this size."""
    for name, side, size, value in (("b03", 8, 1.0, 3), ("b02", 4, pixel, 2)):
        made = gdal.GetDriverByName("GTiff").Create(str(tmp_path / f"{name}.tif"), side, side, 1, gdal.GDT_Byte)
        made.SetGeoTransform((0, size, 0, 8, 0, -size))
        reference = osr.SpatialReference()
        reference.SetFromUserInput("EPSG:26917")
        made.SetProjection(reference.ExportToWkt())
        made.GetRasterBand(1).Fill(value)
        del made
    return {key: {"href": f"./{key}.tif", "type": COG, "roles": ["data"]} for key in ("b04", "b03", "b02")}


@pytest.mark.parametrize("folder", [True, False])
def test_joined_assets_become_one_layer(run, context, item, tmp_path, folder):
    path = item(bands(tmp_path))
    (tmp_path / "stacks").mkdir()
    values = {"FOLDER": str(tmp_path / "stacks")} if folder else {}
    with serving(tmp_path) as server:
        results, went_well = run("openstac", {"INPUT": path, "ASSETS": "b02 + b04, b03", **values})
        assert went_well
        assert results["LAYER_COUNT"] == 2
        (stack, alone) = results["LAYERS"]
        assert alone == str(tmp_path / "b03.tif")
        assert Path(stack).parent == (tmp_path / "stacks" if folder else Path(QgsProcessingUtils.tempFolder()))
        assert loaded(context) == {"S2 b02+b04": stack, "S2 b03": alone}
        results, _ = run("openstac", {"INPUT": f"{server.address}/item.json", "ASSETS": "b02+b03", **values})
        opened = gdal.Open(results["LAYERS"][0])
        assert (opened.RasterXSize, opened.RasterYSize) == (8, 8)
        assert [opened.GetRasterBand(band).GetDescription() for band in (1, 2)] == ["b02", "b03"]
        assert {(opened.ReadAsArray()[band] == value).all() for band, value in enumerate((2, 3))} == {True}


def test_joined_assets_that_make_no_image(run, item, tmp_path):
    assets = bands(tmp_path, pixel=4.0)
    with pytest.raises(QgsProcessingException, match="b03 and b02 do not cover the same ground"):
        run("openstac", {"INPUT": item(assets), "ASSETS": "b03+b02"})
    with pytest.raises(QgsProcessingException, match="has no asset b08; choose among b02, b03, b04"):
        run("openstac", {"INPUT": item(assets), "ASSETS": "b03+b08"})


@pytest.mark.parametrize("location", ["no such file.json", "http://127.0.0.1:1/item.json"])
def test_an_item_that_is_not_there(run, location):
    with pytest.raises(QgsProcessingException, match="cannot be read as a STAC item"):
        run("openstac", {"INPUT": location})


def test_a_file_that_is_no_json(run, tmp_path):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(QgsProcessingException, match="cannot be read as a STAC item"):
        run("openstac", {"INPUT": str(tmp_path / "a.json")})
