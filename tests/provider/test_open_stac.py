# SPDX-License-Identifier: GPL-2.0-or-later
"""STAC items, in a folder or on a server, become layers; what they must not name is refused."""

import json
from pathlib import Path

import pytest
from diao.diao_engine.jobs.dates import date_of, read_date
from diao.processing_provider import stac
from osgeo import gdal, osr
from qgis.core import QgsProcessingException, QgsProcessingUtils

from tests.server import Fault, serving

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
        ([], "", "is no item of a STAC catalogue and holds none"),
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


def masked(path, side, pixel, *, hidden, alpha=None):
    """A raster that is not valid in some columns, by a mask in the file or by an alpha band (the values that it has elsewhere)."""
    options = ["TILED=YES", "ALPHA=NO"] if alpha is None else ["ALPHA=YES"]
    made = gdal.GetDriverByName("GTiff").Create(
        str(path), side, side, 1 if alpha is None else 2, gdal.GDT_Byte, options
    )
    made.SetGeoTransform((0, pixel, 0, 8, 0, -pixel))
    made.GetRasterBand(1).Fill(9)
    row = bytes(0 if column in hidden else (alpha or [255])[column % len(alpha or [255])] for column in range(side))
    if alpha is None:
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
        made.CreateMaskBand(gdal.GMF_PER_DATASET)
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", None)
    target = made.GetRasterBand(1).GetMaskBand() if alpha is None else made.GetRasterBand(2)
    target.WriteRaster(0, 0, side, side, row * side)


def test_masks_of_joined_assets_are_kept(run, item, tmp_path):
    """A pixel is valid where all bands are; a band that a file calls alpha and that holds measurements is a band."""
    masked(tmp_path / "fine.tif", 8, 1.0, hidden={0})
    masked(tmp_path / "coarse.tif", 4, 2.0, hidden={3})
    masked(tmp_path / "clear.tif", 8, 1.0, hidden={4}, alpha=[255])
    masked(tmp_path / "infrared.tif", 8, 1.0, hidden={5}, alpha=[7, 90, 130, 200])
    keys = ("fine", "coarse", "clear", "infrared")
    assets = {key: {"href": f"./{key}.tif", "type": COG, "roles": ["data"]} for key in keys}
    item(assets, properties={"datetime": "2024-05-01T10:30:59Z"})
    with serving(tmp_path) as server:
        results, _ = run("openstac", {"INPUT": f"{server.address}/item.json", "ASSETS": "+".join(keys)})
        assert not server.asked(r"/$|aux|msk")
        stack = gdal.Open(results["LAYERS"][0])
        names = [stack.GetRasterBand(number + 1).GetDescription() for number in range(stack.RasterCount)]
        assert names == ["fine", "coarse", "clear", "infrared 1", "infrared 2"]
        assert date_of("no date in it.vrt", stack.GetMetadata()) == read_date("2024-05-01 10:30")
        assert stack.GetRasterBand(2).GetMaskFlags() == gdal.GMF_PER_DATASET
        assert stack.GetRasterBand(2).GetMaskBand().ReadAsArray()[3].tolist() == [0, 255, 255, 255, 0, 255, 0, 0]
        results, _ = run("openstac", {"INPUT": f"{server.address}/item.json", "ASSETS": "infrared+clear"})
        stack = gdal.Open(results["LAYERS"][0])
        assert stack.GetRasterBand(1).GetMaskBand().ReadAsArray()[3].tolist() == [255, 255, 255, 255, 0, 255, 255, 255]


def test_joined_assets_that_make_no_image(run, item, tmp_path):
    assets = bands(tmp_path, pixel=4.0)
    with pytest.raises(QgsProcessingException, match="b03 and b02 do not cover the same ground"):
        run("openstac", {"INPUT": item(assets), "ASSETS": "b03+b02"})
    with pytest.raises(QgsProcessingException, match="has no asset b08; choose among b02, b03, b04"):
        run("openstac", {"INPUT": item(assets), "ASSETS": "b03+b08"})


@pytest.mark.parametrize("location", ["no such file.json", "http://127.0.0.1:1/item.json"])
def test_an_item_that_is_not_there(run, location):
    with pytest.raises(QgsProcessingException, match="cannot be read as a STAC item or collection"):
        run("openstac", {"INPUT": location})


def test_a_file_that_is_no_json(run, tmp_path):
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(QgsProcessingException, match="cannot be read as a STAC item or collection"):
        run("openstac", {"INPUT": str(tmp_path / "a.json")})


@pytest.fixture
def several(tmp_path, raster):
    """Items of a day each, one degree apart from west to east; the folder that can be served."""
    raster("b04.tif")

    def item(day, **more):
        box = [day, 50.0, day + 0.5, 51.0]
        properties = {"datetime": f"2024-05-{day:02}T10:00:00Z"}
        assets = {"red": {"href": "b04.tif", "type": COG}, "other": {"href": "b04.tif", "type": COG}}
        told = {"type": "Feature", "id": f"day{day}", "bbox": box, "properties": properties, "assets": assets}
        return {**told, **more}

    def write(name, told):
        (tmp_path / name).write_text(json.dumps(told))
        return str(tmp_path / name)

    return item, write


def page(items, following=None, **link):
    links = [{"rel": "next", "href": following, **link}] if following else []
    return {"type": "FeatureCollection", "features": items, "links": links}


def names(context):
    return sorted(loaded(context))


def test_a_saved_list_opens_its_newest_items(run, context, feedback, several):
    item, write = several
    path = write("list.json", page([item(day) for day in (3, 9, 1, 7)]))
    results, _ = run("openstac", {"INPUT": path, "ASSETS": "red", "MAXIMUM": 2})
    assert results["LAYER_COUNT"] == 2
    assert names(context) == ["day7 red", "day9 red"]
    assert feedback.infos == ["day9 (2024-05-09 10:00)", "day7 (2024-05-07 10:00)"]


@pytest.mark.parametrize(
    ("extent", "found"),
    [
        ("0.6,3.1,50.2,50.3 [EPSG:4326]", ["day1 red", "day3 red"]),
        ("334111,340000,6500000,6600000 [EPSG:3857]", ["day3 red"]),
        ("7.2,7.3,50.2,50.3 [EPSG:4326]", ["day7 red"]),
    ],
)
def test_items_lie_in_the_extent(run, context, several, extent, found):
    item, write = several
    path = write("list.json", page([item(day) for day in (3, 9, 1, 7)]))
    run("openstac", {"INPUT": path, "ASSETS": "red", "EXTENT": extent})
    assert names(context) == found


def test_items_beyond_the_antimeridian_are_found(run, context, several):
    item, write = several
    path = write("list.json", page([item(1, bbox=[179.0, 50.0, -179.0, 51.0]), item(2, bbox=[10, 50, 0, 11, 51, 9])]))
    run("openstac", {"INPUT": path, "ASSETS": "red", "EXTENT": "-179.5,-179.2,50,51 [EPSG:4326]"})
    assert names(context) == ["day1 red"]
    run("openstac", {"INPUT": path, "ASSETS": "red", "EXTENT": "10.5,10.6,50,51 [EPSG:4326]"})
    assert names(context) == ["day1 red", "day2 red"]


@pytest.mark.parametrize("order", ["newest first", "oldest first", "one page"])
def test_a_collection_of_a_server_is_followed_page_by_page(run, context, several, tmp_path, order):
    """Where it lists the newest first, no page is asked for that is not needed."""
    item, write = several
    days = list(range(1, 29))
    if order == "newest first":
        days.reverse()
    size = 28 if order == "one page" else 10
    for first in range(0, 28, size):
        following = f"page{first + size}.json" if first + size < 28 else None
        write(f"page{first}.json", page([item(day) for day in days[first : first + size]], following))
    write("collection.json", {"type": "Collection", "id": "s2", "links": [{"rel": "items", "href": "./page0.json"}]})
    with serving(tmp_path) as server:
        values = {"ASSETS": "red", "MAXIMUM": 2, "EXTENT": "0,100,50,51 [EPSG:4326]"}
        run("openstac", {"INPUT": f"{server.address}/collection.json", **values})
        assert names(context) == ["day27 red", "day28 red"]
        assert server.asked(r"page") == {"newest first": 1, "oldest first": 3, "one page": 1}[order]
        assert server.asked(r"page0\.json\?limit=10&bbox=0\.0+,50\.0+,100\.0+,51\.0+$") == 1


def test_a_catalogue_of_files_is_searched_and_collections_elsewhere_are_not(run, context, feedback, several):
    item, write = several
    for day in (1, 2, 3):
        write(f"day{day}.json", item(day))
    links = [{"rel": "item", "href": f"./day{day}.json"} for day in (1, 2, 3)]
    write("here.json", {"type": "Collection", "links": [*links, {"rel": "item", "href": "gone.json"}]})
    far = {"spatial": {"bbox": [[100, 0, 110, 10]]}}
    write("far.json", {"type": "Collection", "extent": far, "links": [{"rel": "item", "href": "not looked at.json"}]})
    children = [{"rel": "child", "href": name} for name in ("far.json", "here.json", "root.json")]
    path = write("root.json", {"type": "Catalog", "links": [*children, {"rel": "parent", "href": "../up.json"}]})
    run("openstac", {"INPUT": path, "ASSETS": "red", "MAXIMUM": 2, "EXTENT": "0,2.8,50,51 [EPSG:4326]"})
    assert names(context) == ["day1 red", "day2 red"]
    (warning,) = feedback.warnings
    assert "gone.json is left out" in warning


def test_a_catalogue_that_is_too_large_says_so(run, context, feedback, several, monkeypatch):
    from diao.processing_provider import stac_search

    monkeypatch.setattr(stac_search, "_MOST_DOCUMENTS", 3)
    item, write = several
    for day in range(1, 9):
        write(f"day{day}.json", item(day))
    links = [{"rel": "item", "href": f"day{day}.json"} for day in range(1, 9)]
    run("openstac", {"INPUT": write("root.json", {"type": "Catalog", "links": links}), "ASSETS": "red"})
    assert names(context) == ["day1 red", "day2 red", "day3 red"]
    assert "has more than the 3 items and folders" in feedback.warnings[0]


CHILDREN = [{"rel": "child", "href": f"http://server/collections/{name}"} for name in ("s2", "landsat")]
ENTRIES = [
    {"id": name, "links": [{"rel": "self", "href": f"http://server/collections/{name}"}]} for name in ("s2", "landsat")
]


@pytest.mark.parametrize(
    "told",
    [
        {"type": "Catalog", "conformsTo": ["https://api.stacspec.org/v1.0.0/core"], "links": CHILDREN},
        {
            "type": "Catalog",
            "links": [{"rel": "search", "href": "http://server/search"}, {"rel": "data", "href": "all.json"}],
        },
        {"collections": ENTRIES},
    ],
    ids=["children", "data", "list"],
)
def test_a_server_with_several_collections_lets_choose(run, several, told):
    _, write = several
    write("all.json", {"collections": ENTRIES})
    with pytest.raises(QgsProcessingException, match=r"\(s2, landsat\); give .* such as http://server/collections/s2"):
        run("openstac", {"INPUT": write("root.json", told)})


def test_what_holds_no_item_that_could_be_opened(run, feedback, context, several):
    item, write = several
    for told, extent, sentence in (
        (page([]), None, "has no items; choose another"),
        (page([item(1)]), "100,101,50,51 [EPSG:4326]", "has no item in the extent"),
        (page([item(1, assets={}), item(2, assets={})]), None, "has no asset red; choose among none"),
    ):
        with pytest.raises(QgsProcessingException, match=sentence):
            run("openstac", {"INPUT": write("list.json", told), "ASSETS": "red", "EXTENT": extent})
    run("openstac", {"INPUT": write("list.json", page([item(1, assets={}), item(2)])), "ASSETS": "red"})
    assert names(context) == ["day2 red"]
    assert "has no asset red" in feedback.warnings[-1]


def test_more_layers_than_anybody_wants_are_refused(run, several):
    item, write = several
    path = write("list.json", page([item(day) for day in range(1, 29)]))
    with pytest.raises(
        QgsProcessingException, match="would be 56 layers, more than 50; choose Assets among other, red"
    ):
        run("openstac", {"INPUT": path, "MAXIMUM": 28})


def test_pages_of_a_server_lead_to_no_file_of_this_computer(run, context, several, tmp_path):
    item, write = several
    write("secret.json", page([item(9)]))
    write("list.json", page([item(1)], f"file://{tmp_path}/secret.json"))
    with serving(tmp_path) as server:
        run("openstac", {"INPUT": f"{server.address}/list.json", "ASSETS": "red"})
        assert names(context) == ["day1 red"]


def test_a_search_that_breaks_off_is_told(run, several, tmp_path):
    item, write = several
    write("list.json", page([item(1)], "more.json"))
    with (
        serving(tmp_path, Fault("more", status=503)) as server,
        pytest.raises(QgsProcessingException, match=r"more\.json cannot be read .* run this again"),
    ):
        run("openstac", {"INPUT": f"{server.address}/list.json", "ASSETS": "red"})
