# SPDX-License-Identifier: GPL-2.0-or-later
"""Rasters as people have them, through the jobs that read them: their places, their palettes, their types."""

import dataclasses

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.rpc import RPC

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import JOBS, LayerRef
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model.card import ModelCard, Normalisation
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.protocol.worker import run
from diao_engine.raster.grid import Window
from diao_engine.raster.read import open_image
from tests.engine.networks import pixelwise, save
from tests.refused import refused

LOCAL = CRS.from_wkt('LOCAL_CS["Plan of the site",UNIT["metre",1]]')
LEFT, TOP = 500_000.0, 5_000_000.0
CARD = ModelCard(
    classes=(ClassInfo(1, "low"), ClassInfo(2, "high", "", True)),
    bands=("a",),
    dtype="uint8",
    normalisation=Normalisation((0.0,), (255.0,), (0.0,), (1.0,)),
    tile_size=32,
    overlap=8,
)


@pytest.fixture
def model(tmp_path):
    """High is where the mean of all bands is above 100."""

    def make(bands=1, **changes):
        norm = Normalisation(*((value,) * bands for value in (0.0, 255.0, 0.0, 1.0)))
        card = dataclasses.replace(CARD, bands=tuple("abcd"[:bands]), normalisation=norm, **changes)
        weights = [[0.0] * bands, [1.0 / bands] * bands]
        return save(pixelwise(weights, [100.0, 0.0]), tmp_path / "model.onnx", card=card)

    return make


def call(job, **values):
    events = []
    run(JOBS[job](**values), ProgressReporter(events.append))
    return [str(event.text) for event in events if type(event).__name__ == "Message"]


def checkerboard(height=64, width=64, low=50, high=150):
    rows, columns = np.mgrid[:height, :width]
    return np.where((rows // 16 + columns // 16) % 2, high, low).astype("uint8")


def with_grid(path, transform, crs=None):
    with rasterio.open(path, "r+") as sink:
        sink.transform = transform
        if crs is not None:
            sink.crs = crs
    return path


# Places


def test_a_local_crs_is_none_that_could_be_compared(scene, run_job, model, tmp_path):
    grid = Affine(1, 0, LEFT, 0, -1, TOP)
    image = with_grid(scene.raster("image.tif", checkerboard(), crs=None), grid, LOCAL)
    labels = with_grid(scene.raster("labels.tif", checkerboard(low=1, high=2), crs=None), grid, LOCAL)
    done = run_job("createdataset", images=(image,), labels=(LayerRef(labels),), tile_size=32)
    assert done.dataset.crs is None
    assert done.dataset.tiles.counts.sum(axis=0).tolist() == [2048, 2048]
    assert shapely.union_all(done.dataset.tiles.footprint).bounds == (LEFT, TOP - 64, LEFT + 64, TOP)
    output, polygons = str(tmp_path / "map.tif"), str(tmp_path / "rare.gpkg")
    call("segment", input=image, model=model(), output=output, minority=polygons)
    with rasterio.open(output) as source:
        assert (source.read(1) == checkerboard(low=1, high=2)).all()
        assert source.transform == grid
    call("evaluate", input=output, reference=LayerRef(labels))


def test_labels_in_a_local_crs_lie_in_that_of_the_imagery(scene, run_job):
    labels = with_grid(
        scene.raster("labels.tif", checkerboard(low=1, high=2), crs=None), Affine(1, 0, LEFT + 16, 0, -1, TOP), LOCAL
    )
    done = run_job("createdataset", images=(scene.image(),), labels=(LayerRef(labels),), tile_size=32)
    assert done.warned("labels_local_crs", path="labels.tif")
    expected = np.bincount(checkerboard(low=1, high=2)[:, :48].ravel(), minlength=3)[1:]
    assert done.dataset.tiles.counts.sum(axis=0).tolist() == expected.tolist()


def test_labels_with_a_crs_on_imagery_in_a_local_one_blame_the_imagery(scene, run_job):
    image = with_grid(scene.image(crs=None), Affine(1, 0, LEFT, 0, -1, TOP), LOCAL)
    labels = scene.raster("labels.tif", checkerboard(low=1, high=2))
    with refused("places_not_comparable", subject="imagery_labelled_by"):
        run_job("createdataset", images=(image,), labels=(LayerRef(labels),), tile_size=32)


def test_a_crs_that_is_given_with_the_path_counts(scene, run_job, model, tmp_path):
    """As the QGIS side does for a CRS that the user has set on the layer."""
    path = with_grid(scene.raster("image.tif", checkerboard(), crs=None), Affine(1, 0, LEFT, 0, -1, TOP))
    labels = scene.raster("labels.tif", checkerboard(low=1, high=2))
    given = f"vrt://{path}?a_srs=EPSG:32633"
    done = run_job("createdataset", images=(given,), labels=(LayerRef(labels),), tile_size=32)
    assert done.dataset.crs.to_epsg() == 32633
    assert done.dataset.tiles.counts.sum(axis=0).tolist() == [2048, 2048]
    with rasterio.open(path, "r+") as sink:
        sink.write(checkerboard()[::-1], 1)
    with refused("file_changed"):
        load(LayerRef(done.outputs["output"]))
    call("segment", input=given, model=model(), output=str(tmp_path / "map.tif"))
    with rasterio.open(tmp_path / "map.tif") as source:
        assert source.crs.to_epsg() == 32633


def test_a_crs_that_is_given_as_text_counts(scene, run_job, model, tmp_path):
    """As the QGIS side does for a CRS that has no code."""
    utm = "+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0={} +y_0=0 +datum=WGS84 +units=m"
    path = with_grid(scene.raster("image.tif", checkerboard(), crs=None), Affine(1, 0, LEFT - 100, 0, -1, TOP))
    given = f"vrt://{path}?a_srs={CRS.from_proj4(utm.format(499_900)).to_wkt()}"
    labels = scene.raster("labels.tif", checkerboard(low=1, high=2))  # in UTM 33, 100 m further east
    done = run_job("createdataset", images=(given,), labels=(LayerRef(labels),), tile_size=32)
    assert done.dataset.tiles.counts.sum(axis=0).tolist() == [2048, 2048]
    assert load(LayerRef(done.outputs["output"])).crs == done.dataset.crs
    call("segment", input=given, model=model(), output=str(tmp_path / "map.tif"))
    call("evaluate", input=str(tmp_path / "map.tif"), reference=LayerRef(labels), table=str(tmp_path / "table.gpkg"))
    _, _, _, columns = pyogrio.raw.read(tmp_path / "table.gpkg", columns=["iou"])
    assert columns[0].tolist() == [1.0, 1.0]


def without_grid(path, has):
    """The raster with points or a camera model instead of its place."""
    with rasterio.open(path, "r+") as sink:
        if has == "gcps":
            points = [GroundControlPoint(r, c, LEFT + c, TOP - r) for r, c in ((0, 0), (0, 64), (64, 0), (64, 64))]
            sink.gcps = (points, CRS.from_epsg(32633))
        else:
            ones = [1.0] * 20
            sink.rpcs = RPC(
                0.0, 100.0, 45.0, 1.0, ones, ones, 32.0, 32.0, 15.0, 1.0, ones, ones, 32.0, 32.0, None, None
            )
    return path


@pytest.mark.parametrize("has", ["gcps", "rpcs"])
@pytest.mark.parametrize(
    ("job", "role"),
    [
        ("createdataset", "images"), ("createdataset", "labels"), ("importdataset", "folder"), ("segment", "input"),
        ("evaluate", "input"), ("evaluate", "reference"), ("synthesize", "context_layers"), ("minoritypolygons", "input"),
        ("minoritypolygons", "confidence"),
    ],
)  # fmt: skip
def test_points_and_camera_models_are_no_grid(scene, run_job, model, tmp_path, has, job, role):
    """Whatever opens a raster says so, with the way out; nothing comes out at 0, 0."""
    classes = scene.raster("classes.tif", checkerboard(low=1, high=2))
    odd = without_grid(scene.raster("images/odd.tif", checkerboard(low=1, high=2), crs=None), has)
    values = {
        "createdataset": {"images": (scene.image(),), "labels": (LayerRef(classes),)},
        "importdataset": {"folder": str(scene.folder)},
        "segment": {"model": model()},
        "evaluate": {"input": classes, "reference": LayerRef(classes)},
        "minoritypolygons": {"input": classes, "classes": "2"},
        "synthesize": {},
    }[job]
    if job == "importdataset":
        scene.raster("masks/odd.tif", checkerboard(low=1, high=2), crs=None)
    if job == "synthesize":
        made = run_job("createdataset", images=(scene.image(),), labels=(LayerRef(classes),), tile_size=32)
        values = {"dataset": LayerRef(made.outputs["output"]), "classes": "2"}
    given = {"images": (odd,), "labels": (LayerRef(odd),), "context_layers": (odd,), "reference": LayerRef(odd)}
    if role != "folder":
        values[role] = given.get(role, odd)
    output = {"evaluate": {"table": str(tmp_path / "out.gpkg")}, "segment": {"output": str(tmp_path / "out.tif")}}
    with refused("no_grid", path="odd.tif"):
        call(job, **values, **output.get(job, {"output": str(tmp_path / "out.gpkg")}))


def test_a_plain_picture_keeps_the_place_that_qgis_gives_it(scene, run_job, model, tmp_path):
    """QGIS draws a picture without a place from 0, 0 to the right and down: x from 0 to 64, y from -64 to 0."""
    picture = scene.raster("picture.png", checkerboard(), crs=None)
    output, polygons = str(tmp_path / "map.tif"), str(tmp_path / "rare.gpkg")
    call("segment", input=picture, model=model(), output=output, minority=polygons)
    with rasterio.open(output) as source:
        assert (source.read(1) == checkerboard(low=1, high=2)).all()
        assert source.transform.is_identity
    _, _, wkb, _ = pyogrio.raw.read(polygons)
    high = shapely.union_all(shapely.from_wkb(wkb))
    assert high.bounds == (0, -64, 64, 0)
    assert high.covers(shapely.Point(24, -8))
    assert not high.covers(shapely.Point(8, -8))
    drawn = scene.shapes(
        "drawn.gpkg", [shapely.box(0, -64, 40, 0), shapely.box(40, -16, 64, 0)], ["bog", "wood"], crs="EPSG:3857"
    )
    done = run_job("createdataset", images=(picture,), labels=(drawn,), class_field="class", tile_size=32)
    assert done.warned("picture_without_place", path="picture.png")
    assert done.dataset.tiles.counts.sum(axis=0).tolist() == [40 * 64, 24 * 16]


def test_labels_that_do_not_lie_on_a_picture(scene, run_job):
    drawn = scene.polygons("drawn.gpkg", [(0, 0, 9, 9)], values=["bog"])
    with refused("label_off_picture", path="image.tif"):
        run_job("createdataset", images=(scene.image(crs=None),), labels=(drawn,), class_field="class")


@pytest.mark.parametrize("grid", [(0, 0, LEFT, 0, -1, TOP), (1, 2, LEFT, 2, 4, TOP), (1, 0, np.nan, 0, -1, TOP)])
def test_grids_without_area_are_named(scene, grid, model, tmp_path):
    text = ",".join(map(str, Affine(*grid).to_gdal()))
    path = tmp_path / "flat.vrt"
    image = scene.raster("image.tif", checkerboard())
    path.write_text(
        f'<VRTDataset rasterXSize="64" rasterYSize="64"><GeoTransform>{text}</GeoTransform><VRTRasterBand dataType="Byte" band="1">'
        f"<SimpleSource><SourceFilename>{image}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    with refused("no_pixel_area"):
        call("segment", input=str(path), model=model(), output=str(tmp_path / "map.tif"))


@pytest.mark.parametrize(
    ("crs", "left", "top", "pixel"), [("EPSG:4326", 5e5, 5e6, 1.0), ("IAU_2015:30100", 10, 10, 0.001)]
)
def test_coordinates_outside_their_crs_and_other_bodies_have_no_metres(scene, model, tmp_path, crs, left, top, pixel):
    path = scene.raster("image.tif", checkerboard(), crs=crs, left=left, top=top, pixel=pixel)
    output, polygons = str(tmp_path / "map.tif"), str(tmp_path / "rare.gpkg")
    call("segment", input=path, model=model(pixel_size=1.0, pixel_unit="metre"), output=output, minority=polygons)
    with rasterio.open(output) as source:
        assert (source.read(1) == checkerboard(low=1, high=2)).all()
    meta, _, _, columns = pyogrio.raw.read(polygons)
    areas = dict(zip(meta["fields"], columns, strict=True))["area_m2"]
    assert np.isnan(areas).all()


# Palettes and types


def test_a_palette_picture_is_read_as_its_colours(scene, run_job, model, tmp_path):
    index = checkerboard(low=0, high=3)
    colors = {0: (10, 20, 30, 255), 1: (1, 1, 1, 255), 2: (2, 2, 2, 255), 3: (200, 150, 250, 255)}
    picture = scene.raster("picture.tif", index, colors=colors)
    expected = np.moveaxis(np.array([colors[value][:3] for value in range(4)])[index], -1, 0)
    with open_image(picture) as image:
        pixels, valid = image.read(Window(0, 0, 64, 64))
        assert (image.dtype, image.is_always_valid) == ("uint8", True)
    assert (pixels == expected).all()
    assert valid.all()
    labels = scene.raster("labels.tif", checkerboard(low=1, high=2))
    done = run_job("createdataset", images=(picture,), labels=(LayerRef(labels),), tile_size=32)
    assert len(done.dataset.info.bands) == 3
    with TileReader(done.dataset.tiles, done.dataset.scheme) as reader:
        assert (reader.read(0)[0] == expected[(slice(None), *done.dataset.tiles.window(0).slices)]).all()
    output = str(tmp_path / "map.tif")
    call("segment", input=picture, model=model(3, pixel_size=2.0, pixel_unit="metre"), output=output)
    with rasterio.open(output) as source:
        assert (source.read(1) == checkerboard(low=1, high=2)).mean() > 0.85  # but for edges that were blended


@pytest.mark.parametrize(("name", "nodata", "invalid"), [("picture.png", None, 5), ("picture.tif", 6, 6)])
def test_transparent_and_nodata_values_of_a_palette_are_invalid(scene, name, nodata, invalid):
    index = checkerboard(low=0, high=3)
    index[:8], index[-8:] = 5, 6
    colors = {0: (10, 20, 30, 255), 3: (200, 150, 250, 255), 5: (9, 9, 9, 0), 6: (7, 7, 7, 255)}
    with open_image(scene.raster(name, index, colors=colors, nodata=nodata)) as image:
        pixels, valid = image.read(Window(0, 0, 64, 64))
    assert (valid == (index != invalid)).all()
    assert pixels[:, 20, 0].tolist() == list(colors[index[20, 0]][:3])


def test_bands_of_different_types_come_as_one(scene):
    bands = {"uint8": np.full((8, 8), 250), "int16": np.full((8, 8), -7), "float32": np.full((8, 8), 0.25)}
    bands["float32"][0, 0] = np.nan
    parts = []
    for number, (dtype, pixels) in enumerate(bands.items(), start=1):
        path = scene.raster(f"{dtype} & more.tif", pixels.astype(dtype), nodata=-7 if dtype == "int16" else None)
        nodata = "<NoDataValue>-7</NoDataValue>" if dtype == "int16" else ""
        kind = {"uint8": "Byte", "int16": "Int16", "float32": "Float32"}[dtype]
        parts.append(
            f'<VRTRasterBand dataType="{kind}" band="{number}">{nodata}<Description>{dtype}</Description><SimpleSource>'
            f"<SourceFilename>{path.replace('&', '&amp;')}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        )
    path = scene.folder / "mixed.vrt"
    path.write_text(f'<VRTDataset rasterXSize="8" rasterYSize="8">{"".join(parts)}</VRTDataset>')
    with open_image(str(path)) as image:
        pixels, valid = image.read(Window(0, 0, 8, 8))
        assert image.dtype == "float32"
        assert image.band_names == tuple(bands)
    assert np.argwhere(~valid).tolist() == [[0, 0]]
    assert pixels[:, 3, 3].tolist() == [250, -7, 0.25]


@pytest.mark.parametrize("dtype", ["complex64", "complex_int16"])
@pytest.mark.parametrize("job", ["createdataset", "labels", "segment", "evaluate", "minoritypolygons"])
def test_complex_numbers_are_refused_everywhere(scene, model, tmp_path, dtype, job):
    path = str(tmp_path / "complex.tif")
    with rasterio.open(path, "w", driver="GTiff", width=8, height=8, count=1, dtype=dtype, crs="EPSG:32633",
                       transform=Affine(1, 0, LEFT, 0, -1, TOP)):  # fmt: skip
        pass
    output, plain = str(tmp_path / ("out.tif" if job == "segment" else "out.gpkg")), scene.image()
    values = {
        "createdataset": {"images": (path,), "labels": (LayerRef(plain),), "output": output},
        "labels": {"images": (plain,), "labels": (LayerRef(path),), "output": output},
        "segment": {"input": path, "model": model(), "output": output},
        "evaluate": {"input": path, "reference": LayerRef(plain)},
        "minoritypolygons": {"input": path, "output": output},
    }
    with refused("complex_pixels"):
        call("createdataset" if job == "labels" else job, **values[job])
