# SPDX-License-Identifier: GPL-2.0-or-later
"""Imagery from a server of tiles and from a map service: the pixels of the place, or one sentence and no file."""

import pytest
from diao.processing_provider import web_render
from osgeo import gdal
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsRasterLayer

from tests.server import Fault, color_at, serving

TILES = "type=xyz&url={}/tiles/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmax=18&zmin=0"
SERVICE = "contextualWMSLegend=0&crs=EPSG:32633&format=image/png&layers=photo&styles=&url={}/wms"
MERCATOR = "1000000,1000300,6000000,6000200 [EPSG:3857]"
UTM = "500000,501200,5000000,5000100 [EPSG:32633]"


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch):
    monkeypatch.setattr(web_render, "_PAUSES", (0.01, 0.02))


@pytest.fixture
def fetch(run, tmp_path):
    """Fetch a layer's ground; the results and the open file."""

    def go(source, extent, **more):
        layer = QgsRasterLayer(source, "photo", "wms")
        assert layer.isValid()
        values = {"INPUT": layer, "EXTENT": extent, "PIXEL_SIZE": 1.0, "OUTPUT": str(tmp_path / "out" / "fetched.tif")}
        results, went_well = run("fetchimagery", {**values, **more})
        assert went_well
        return results, gdal.Open(results["OUTPUT"])

    return go


def colors(image, column, row):
    return tuple(image.ReadAsArray(column, row, 1, 1)[:, 0, 0].tolist())


def test_a_map_service_gives_the_pixels_of_the_place(fetch, tmp_path):
    with serving(tmp_path) as server:
        results, image = fetch(SERVICE.format(server.address), UTM)
        assert server.asked("GetMap") == 2  # pieces of at most 1024 pixels
    assert (image.RasterXSize, image.RasterYSize, image.RasterCount) == (1200, 100, 4)
    assert image.GetGeoTransform() == (500_000.0, 1.0, 0.0, 5_000_100.0, 0.0, -1.0)
    assert image.GetSpatialRef().GetAuthorityCode(None) == "32633"
    assert image.GetRasterBand(4).GetColorInterpretation() == gdal.GCI_AlphaBand
    for column, row in ((0, 0), (700, 50), (1199, 99)):
        assert colors(image, column, row) == (*color_at(500_000.5 + column, 5_000_099.5 - row), 255)
    assert results["EMPTY_SHARE"] == 0.0
    assert not list(tmp_path.glob("out/*.xml"))


def test_tiles_come_in_metres_of_the_ground(fetch, tmp_path):
    with serving(tmp_path) as server:
        _, image = fetch(TILES.format(server.address), MERCATOR)
    assert image.GetSpatialRef().GetAuthorityCode(None) == "32632"
    assert image.GetGeoTransform()[1] == 1.0
    assert image.RasterXSize == pytest.approx(300 * 0.683, abs=12)  # the cosine of 47 degrees
    assert colors(image, image.RasterXSize // 2, image.RasterYSize // 2)[2:] == (200, 255)


def test_the_crs_that_is_asked_for(fetch, tmp_path):
    with serving(tmp_path) as server:
        _, image = fetch(TILES.format(server.address), MERCATOR, CRS="EPSG:3857", PIXEL_SIZE=1.194328566955879)
    assert image.GetSpatialRef().GetAuthorityCode(None) == "3857"
    left, pixel, _, top, _, _ = image.GetGeoTransform()
    red, green, blue, _ = colors(image, 100, 100)
    expected = color_at(left + 100.5 * pixel, top - 100.5 * pixel)
    assert abs(red - expected[0]) <= 1
    assert abs(green - expected[1]) <= 1
    assert blue == 200


@pytest.mark.parametrize("fault", [Fault("/tiles/", after=1, times=3), Fault("/tiles/", times=2, status=200)])
def test_what_fails_for_a_moment_is_asked_for_again(fetch, tmp_path, fault):
    with serving(tmp_path, fault) as server:
        results, image = fetch(TILES.format(server.address), MERCATOR)
    assert results["EMPTY_SHARE"] == 0.0
    assert image.GetRasterBand(4).ComputeRasterMinMax() == (255, 255)


def test_an_error_that_is_kept_on_the_disk_is_no_answer_to_the_next_try(fetch, tmp_path):
    fault = Fault("GetMap", after=1, times=1, refuses=True, keep=600)
    with serving(tmp_path, fault) as server:
        results, image = fetch(SERVICE.format(server.address), UTM)
        assert server.asked("GetMap") == 3
    assert results["EMPTY_SHARE"] == 0.0
    assert image.GetRasterBand(4).ComputeRasterMinMax() == (255, 255)


@pytest.mark.parametrize(
    ("source", "extent", "fault", "reason"),
    [
        (TILES, MERCATOR, Fault("/tiles/", after=2), "HTTP 500"),
        (TILES, MERCATOR, Fault("/tiles/", after=2, status=200), "closed"),
        (SERVICE, UTM, Fault("GetMap", after=1), "HTTP 500"),
        (SERVICE, UTM, Fault("GetMap", after=1, status=404), "HTTP 404"),
        (SERVICE, UTM, Fault("GetMap", after=1, refuses=True), "text/xml"),
    ],
    ids=["tiles", "tiles-cut", "service", "service-gone", "service-refuses"],
)
def test_what_does_not_come_is_no_imagery(fetch, tmp_path, source, extent, fault, reason):
    with serving(tmp_path, fault) as server, pytest.raises(QgsProcessingException, match="does not give all") as caught:
        fetch(source.format(server.address), extent)
    assert reason in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_tile_that_no_server_has_is_nodata(fetch, tmp_path):
    with serving(tmp_path, Fault("/tiles/", after=2, status=404)) as server:
        results, image = fetch(TILES.format(server.address), MERCATOR)
    assert 0.0 < results["EMPTY_SHARE"] < 1.0
    assert image.GetRasterBand(4).ComputeRasterMinMax() == (0, 255)


def test_ground_without_imagery_makes_no_file(fetch, tmp_path):
    with (
        serving(tmp_path, Fault("/tiles/", status=404)) as server,
        pytest.raises(QgsProcessingException, match="no imagery"),
    ):
        fetch(TILES.format(server.address), MERCATOR)
    assert not (tmp_path / "out").exists()


def test_a_cancel_leaves_nothing(fetch, tmp_path, feedback):
    feedback.progressChanged.connect(feedback.cancel)
    with serving(tmp_path) as server, pytest.raises(QgsProcessingException, match="Cancelled"):
        fetch(SERVICE.format(server.address), UTM)
    assert not (tmp_path / "out").exists()


def test_coarse_tiles_are_told(fetch, tmp_path, feedback):
    with serving(tmp_path) as server:
        fetch(TILES.format(server.address), MERCATOR, PIXEL_SIZE=0.2)
    assert any("larger pixels than 0.2 m" in text for text in feedback.warnings)
    assert any("terms of use" in text for text in feedback.infos)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"MAX_PIXELS": 1000}, "1200 x 100 pixels are asked for, more than the 1000"),
        ({"CRS": "EPSG:4326"}, "in metres, such as EPSG:25832, got EPSG:4326"),
        ({"EXTENT": None}, "Extent"),
        ({"PIXEL_SIZE": None}, "Pixel size"),
    ],
)
def test_refused_before_any_request(algorithm, context, tmp_path, values, sentence):
    with serving(tmp_path) as server:
        layer = QgsRasterLayer(SERVICE.format(server.address), "photo", "wms")
        given = {"INPUT": layer, "EXTENT": UTM, "PIXEL_SIZE": 1.0, "OUTPUT": str(tmp_path / "a.tif"), **values}
        is_valid, message = algorithm("fetchimagery").checkParameterValues(given, context)
        assert (is_valid, sentence in message) == (False, True), message
        assert server.asked("GetMap") == 0


def test_the_world_is_not_brought_to_one_utm_zone(algorithm, context, tmp_path):
    with serving(tmp_path) as server:
        layer = QgsRasterLayer(TILES.format(server.address), "photo", "wms")
        given = {
            "INPUT": layer,
            "EXTENT": "-20,40,40,60 [EPSG:4326]",
            "PIXEL_SIZE": 1000.0,
            "OUTPUT": str(tmp_path / "a.tif"),
        }
        is_valid, message = algorithm("fetchimagery").checkParameterValues(given, context)
        assert not is_valid
        assert "60 degrees wide, and the metres of one UTM zone hold for 18" in message
        assert algorithm("fetchimagery").checkParameterValues({**given, "CRS": "EPSG:3035"}, context)[0]
        assert server.asked("tiles") == 0


def test_a_file_is_imagery_already(algorithm, context, raster, tmp_path):
    given = {"INPUT": raster(), "EXTENT": UTM, "PIXEL_SIZE": 1.0, "OUTPUT": str(tmp_path / "a.tif")}
    is_valid, message = algorithm("fetchimagery").checkParameterValues(given, context)
    assert not is_valid
    assert "image is no layer of XYZ tiles" in message


@pytest.mark.parametrize(
    "source", ["type=xyz&url=http://127.0.0.1:9/%7Bz%7D/%7Bx%7D/%7By%7D.png", "no layer", "https://127.0.0.1:9/a"]
)
def test_what_is_no_layer_is_one_sentence(algorithm, context, tmp_path, source):
    given = {"INPUT": source, "EXTENT": UTM, "PIXEL_SIZE": 1.0, "OUTPUT": str(tmp_path / "a.tif")}
    is_valid, message = algorithm("fetchimagery").checkParameterValues(given, context)
    assert not is_valid
    assert (
        message
        == f"Layer: {source} cannot be opened; it is damaged, empty or no layer that QGIS knows. Choose another."
    )


def test_a_layer_without_a_name_is_called_by_its_source(algorithm, context, tmp_path):
    with serving(tmp_path) as server:
        layer = QgsRasterLayer(TILES.format(server.address), "", "wms")
        given = {"INPUT": layer, "EXTENT": MERCATOR, "PIXEL_SIZE": 1.0, "OUTPUT": str(tmp_path / "a.tif")}
        fetching = algorithm("fetchimagery")
        assert fetching.prepare(given, context, QgsProcessingFeedback())
        assert fetching._source.name == layer.source()
