# SPDX-License-Identifier: GPL-2.0-or-later
"""A STAC item, in a folder or on a server, becomes layers; what it must not name is refused."""

import json

import pytest
from diao.processing_provider import stac
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
    (asset,) = stac.assets_of(
        {"type": "Feature", "assets": {"a": {"href": href}}}, "http://server/x/y/item.json", ("a",)
    )
    assert asset.source == source


def test_an_item_of_the_network_opens_no_file_of_this_computer():
    item = {"type": "Feature", "assets": {"a": {"href": "file:///etc/map.tif"}}}
    with pytest.raises(QgsProcessingException, match="no address of the network"):
        stac.assets_of(item, "http://server/item.json", ())


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


@pytest.mark.parametrize("location", ["no such file.json", "http://127.0.0.1:1/item.json"])
def test_an_item_that_is_not_there(run, location):
    with pytest.raises(QgsProcessingException, match="cannot be read as a STAC item"):
        run("openstac", {"INPUT": location})


def test_a_file_that_is_no_json(run, tmp_path):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(QgsProcessingException, match="cannot be read as a STAC item"):
        run("openstac", {"INPUT": str(tmp_path / "a.json")})
