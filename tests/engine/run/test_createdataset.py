# SPDX-License-Identifier: GPL-2.0-or-later
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine
from pyogrio.errors import DataSourceError
from rasterio.warp import transform_geom

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.errors import BadInput, JobCancelled
from diao_engine.jobs import ClassHint, Extent, LayerRef
from diao_engine.jobs.createdataset import CreateDataset
from diao_engine.jobs.outputs import MARKER, run_folders
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.raster import vector_files
from diao_engine.run.createdataset import run
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
NAIP = Path(__file__).resolve().parents[4] / "shared" / "data" / "naip_ohio" / "mosaic"


@pytest.fixture
def create(run_job):
    def call(images, labels, **values):
        images = (images,) if isinstance(images, str) else tuple(images)
        labels = labels if isinstance(labels, tuple) else (labels,)
        refs = tuple(LayerRef(label) if isinstance(label, str) else label for label in labels)
        values = {"tile_size": 32, "min_labelled": 0.0, **values}
        return run_job("createdataset", images=images, labels=refs, **values)

    return call


def halves(height=64, width=64, values=(1, 2)):
    labels = np.full((height, width), values[0], dtype="uint8")
    labels[:, width // 2 :] = values[1]
    return labels


def total(done):
    return dict(zip(done.dataset.scheme.values, done.dataset.tiles.counts.sum(axis=0).tolist(), strict=True))


def snapshot(folder):
    return {str(path): path.stat().st_mtime_ns for path in Path(folder).rglob("*") if "out" not in path.parts}


def burnt(done):
    """The label raster of the first tile, read as the file that it is."""
    with rasterio.open(done.dataset.tiles.label[0]) as source:
        return source.read(1)


# Rasters as labels


def test_class_raster_on_the_same_grid_is_used_as_it_is(scene, create):
    image, labels = scene.image(), scene.raster("labels.tif", halves())
    before = snapshot(scene.folder)
    done = create(image, labels)
    tiles = done.dataset.tiles
    assert done.outputs["tile_count"] == len(tiles) == 4
    assert set(tiles.label) == {labels}
    assert set(tiles.image) == {image}
    assert total(done) == {1: 2048, 2: 2048}
    assert tiles.labelled_px.tolist() == [1024] * 4
    assert done.dataset.info.history[0]["step"] == "createdataset"
    assert snapshot(scene.folder) == before
    assert os.listdir(scene.folder / "out") == ["set.gpkg"]


def test_tile_reader_gives_the_windows_that_were_counted(scene, create):
    rows, columns = np.mgrid[:70, :50]
    image = scene.raster("image.tif", np.stack([rows, columns]).astype("uint8"))
    done = create(image, scene.raster("labels.tif", (rows // 20).astype("uint8")))
    tiles, scheme = done.dataset.tiles, done.dataset.scheme
    assert len(tiles) == 6
    with TileReader(tiles, scheme) as reader:
        for index in range(len(tiles)):
            pixels, classes = reader.read(index)
            y, x = tiles.window(index).slices
            assert (pixels[0] == rows[y, x]).all()
            assert (pixels[1] == columns[y, x]).all()
            assert (classes == rows[y, x] // 20).all()
            assert np.bincount(classes.ravel(), minlength=4).tolist() == tiles.counts[index].tolist()


@pytest.mark.parametrize(
    ("height", "width", "windows"),
    [
        (1, 1, [(0, 0, 1, 1)]),
        (31, 32, [(0, 0, 32, 31)]),
        (33, 32, [(0, 0, 32, 32), (0, 32, 32, 1)]),
        (1, 70, [(0, 0, 32, 1), (32, 0, 32, 1), (64, 0, 6, 1)]),
    ],
)
def test_odd_sizes(scene, create, height, width, windows):
    image = scene.image(shape=(1, height, width))
    done = create(image, scene.raster("labels.tif", np.ones((height, width), dtype="uint8")))
    assert [tuple(window) for window in done.dataset.tiles.windows.tolist()] == windows
    assert total(done) == {1: height * width}


def test_nodata_and_the_ignore_value_are_no_classes(scene, create):
    labels = halves()
    labels[:8] = 0
    labels[-4:] = 255
    done = create(scene.image(), scene.raster("labels.tif", labels, nodata=0))
    assert total(done) == {1: 52 * 32, 2: 52 * 32}
    assert done.dataset.tiles.label[0].endswith("labels.tif")


def test_invalid_imagery_does_not_count(scene, create):
    pixels = np.full((2, 64, 64), 5.0, dtype="float32")
    pixels[:, :32] = np.nan
    done = create(scene.raster("image.tif", pixels), scene.raster("labels.tif", halves()))
    assert len(done.dataset.tiles) == 2
    assert total(done) == {1: 1024, 2: 1024}


@pytest.mark.parametrize("dtype", ["int16", "float32", "int32"])
def test_whole_numbers_of_other_types_are_rewritten(scene, create, dtype):
    labels = halves().astype(dtype)
    labels[:8] = -9999
    done = create(scene.image(), scene.raster("labels.tif", labels, nodata=-9999))
    assert total(done) == {1: 56 * 32, 2: 56 * 32}
    assert (burnt(done)[:8] == 255).all()
    assert Path(done.dataset.tiles.label[0]).parent.name.startswith("set_labels_")


def test_labels_on_another_grid_are_warped_nearest(scene, create):
    coarse = scene.raster("labels.tif", np.array([[1, 7], [3, 1]], dtype="uint8"), pixel=20.0, left=LEFT + 10)
    done = create(scene.image(), coarse)
    expected = np.full((64, 64), 255)
    expected[:20, 10:30], expected[:20, 30:50], expected[20:40, 10:30], expected[20:40, 30:50] = 1, 7, 3, 1
    assert (burnt(done) == expected).all()
    assert total(done) == {1: 800, 3: 400, 7: 400}
    with rasterio.open(done.dataset.tiles.label[0]) as source, rasterio.open(done.dataset.tiles.image[0]) as image:
        assert source.transform == image.transform
        assert source.crs == image.crs


def test_labels_in_another_crs_are_warped(scene, create):
    with rasterio.open(scene.image(pixel=10.0)) as image:
        bounds = rasterio.warp.transform_bounds(image.crs, "EPSG:4326", *image.bounds)
    step = (bounds[2] - bounds[0]) / 100
    rows = int((bounds[3] - bounds[1]) / step) + 1
    labels = np.ones((rows, 101), dtype="uint8")
    labels[:, 50:] = 2
    done = create(str(scene.folder / "image.tif"), scene.raster(
        "labels.tif", labels, crs="EPSG:4326", pixel=step, left=bounds[0], top=bounds[3]
    ))  # fmt: skip
    shares = done.dataset.tiles.counts.sum(axis=0) / 64**2
    assert shares == pytest.approx([0.5, 0.5], abs=0.05)


def test_first_raster_counts_where_rasters_overlap(scene, create):
    first = scene.raster("first.tif", np.full((64, 40), 4, dtype="uint8"))
    second = scene.raster("second.tif", np.full((64, 64), 9, dtype="uint8"))
    assert total(create(scene.image(), (first, second))) == {4: 64 * 40, 9: 64 * 24}


def test_nodata_of_one_raster_may_be_a_class_of_another(scene, create):
    right = {"left": LEFT + 64}
    images = [scene.image("a.tif"), scene.image("b.tif", **right)]
    one = scene.raster("one.tif", halves(values=(0, 1)), nodata=0)
    two = scene.raster("two.tif", halves(values=(0, 1)), **right)
    done = create(images, (one, two))
    assert total(done) == {0: 2048, 1: 4096}
    with TileReader(done.dataset.tiles, done.dataset.scheme) as reader:
        for index in range(len(done.dataset.tiles)):
            classes = reader.read(index)[1]
            assert np.bincount(classes.ravel(), minlength=3)[:2].tolist() == done.dataset.tiles.counts[index].tolist()


def test_names_and_colours_come_from_style_then_file(scene, create):
    labels = scene.raster(
        "labels.tif", halves(values=(1, 2)), tags={"CLASS_1": "from file", "CLASS_2": "wood"},
        colors={1: (1, 2, 3, 255), 2: (9, 8, 7, 255)},
    )  # fmt: skip
    done = create(scene.image(), LayerRef(labels, classes=(ClassHint("1", "bog", "#ff0000"),)))
    assert done.dataset.scheme.names == {1: "bog", 2: "wood"}
    assert done.dataset.scheme.colors == {1: "#ff0000", 2: "#090807"}


@pytest.mark.parametrize(
    ("labels", "options", "words"),
    [
        (np.linspace(0, 1, 64 * 64, dtype="float32").reshape(64, 64), {}, "not a whole number"),
        (np.full((64, 64), -3, dtype="int16"), {}, "class value -3"),
        (np.full((64, 64), 70_000, dtype="int32"), {}, "class value 70000"),
        (np.arange(64 * 64, dtype="uint16").reshape(64, 64), {}, "looks like imagery"),
        (np.ones((3, 64, 64), dtype="uint8"), {}, "has 3 bands"),
        (np.full((64, 64), 255, dtype="uint8"), {}, "No pixel is both labelled"),
        (np.ones((64, 64), dtype="uint8"), {"left": LEFT + 1000}, "do not overlap"),
        (np.ones((64, 64), dtype="uint8"), {"crs": "EPSG:32755"}, "do not overlap"),
        (np.ones((64, 64), dtype="uint8"), {"crs": None}, "no CRS"),
    ],
)
def test_labels_that_cannot_be_used(scene, create, labels, options, words):
    image = scene.image()
    path = scene.raster("labels.tif", labels, **options)
    with pytest.raises(BadInput, match=words):
        create(image, path)
    assert not (scene.folder / "out").exists()


# Polygons as labels

BOXES = [(0, 0, 30, 64), (30, 0, 60, 32), (30, 32, 64, 64)]


def test_values_do_not_depend_on_the_order_of_features(scene, create):
    image = scene.image()
    found = []
    for number, order in enumerate([(0, 1, 2), (2, 0, 1), (1, 2, 0)]):
        names = ["wood", "bog", "wood"]
        ref = scene.polygons(f"l{number}.gpkg", [BOXES[i] for i in order], values=[names[i] for i in order])
        done = create(image, ref, class_field="class")
        found.append((done.dataset.scheme.names, done.dataset.tiles.counts.tolist()))
    assert found[0][0] == {1: "bog", 2: "wood"}
    assert found[1:] == found[:1] * 2


def test_of_overlapping_polygons_the_smaller_one_counts(scene, create):
    image = scene.image()
    boxes = [(0, 0, 64, 64), (10, 10, 20, 20)]
    for order in (1, -1):
        ref = scene.polygons("labels.gpkg", boxes[::order], values=["meadow", "barn"][::order])
        assert total(create(image, ref, class_field="class")) == {1: 100, 2: 64 * 64 - 100}


def test_categories_give_order_names_and_colours(scene, create):
    hints = (
        ClassHint("wood", "Forest", "#00ff00"),
        ClassHint("fen", "Fen", "#0000ff"),
        ClassHint("bog", "Raised bog", "#ff0000"),
    )
    ref = scene.polygons("labels.gpkg", BOXES, values=["wood", "bog", "wood"])
    done = create(scene.image(), LayerRef(ref.path, classes=hints), class_field="class")
    assert done.dataset.scheme.names == {1: "Forest", 3: "Raised bog"}
    assert done.dataset.scheme.colors == {1: "#00ff00", 3: "#ff0000"}


def test_categories_that_miss_a_text_do_not_give_the_order(scene, create):
    ref = scene.polygons("labels.gpkg", BOXES, values=["wood", "bog", "wood"])
    hints = (ClassHint("wood", "Forest", "#00ff00"),)
    done = create(scene.image(), LayerRef(ref.path, classes=hints), class_field="class")
    assert done.dataset.scheme.names == {1: "bog", 2: "Forest"}


def test_whole_numbers_are_the_values(scene, create):
    ref = scene.polygons("labels.gpkg", BOXES, values=[40.0, 7.0, 40.0])
    done = create(scene.image(), LayerRef(ref.path, classes=(ClassHint("7", "bog", "#ff0000"),)), class_field="class")
    assert done.dataset.scheme.names == {7: "bog", 40: "class 40"}


def test_features_of_a_filter_and_features_without_class(scene, create):
    ref = scene.polygons("labels.gpkg", BOXES, values=["wood", None, "bog"])
    done = create(scene.image(), ref, class_field="class")
    assert total(done) == {1: 34 * 32, 2: 30 * 64}
    assert done.warned("polygons_without_class", count=1, name="class")
    chosen = create(scene.image(), LayerRef(ref.path, ids=(1,)), class_field="class")
    assert chosen.dataset.scheme.names == {1: "wood"}


def test_polygons_in_another_crs(scene, create):
    box = shapely.box(LEFT, TOP - 64, LEFT + 32, TOP)
    moved = shapely.geometry.shape(transform_geom("EPSG:32633", "EPSG:4326", shapely.geometry.mapping(box)))
    ref = scene.shapes("labels.gpkg", [moved], ["bog"], crs="EPSG:4326")
    image = scene.image()
    before = snapshot(scene.folder)
    done = create(image, ref, class_field="class")
    assert (burnt(done)[:, :32] == 1).all()
    assert (burnt(done)[:, 32:] == 255).all()
    assert snapshot(scene.folder) == before


def test_background_is_one_more_class(scene, create):
    ref = scene.polygons("labels.gpkg", BOXES[:1], values=["bog"])
    done = create(scene.image(), ref, class_field="class", background="other")
    assert done.dataset.scheme.names == {1: "bog", 2: "other"}
    assert total(done) == {1: 30 * 64, 2: 34 * 64}
    with rasterio.open(done.dataset.tiles.label[0]) as source:
        assert source.tags(1) == {"CLASS_1": "bog", "CLASS_2": "other"}
        assert source.colormap(1)[1][:3] != source.colormap(1)[2][:3]


def test_background_of_class_rasters_is_their_nodata(scene, create):
    labels = scene.raster("labels.tif", halves(values=(0, 3)), nodata=0)
    assert total(create(scene.image(), labels, background="other")) == {3: 2048, 4: 2048}


@pytest.mark.parametrize(
    ("values", "field", "crs", "words"),
    [
        (["a", "b", "a"], "kind", "EPSG:32633", "no field 'kind'; choose among class"),
        (["a", "b", "a"], None, "EPSG:32633", "Class field is missing"),
        ([1.5, 2.0, 3.0], "class", "EPSG:32633", "holds 1.5, which is not a whole number"),
        ([-1, 2, 3], "class", "EPSG:32633", "class value -1"),
        ([None, "", None], "class", "EPSG:32633", "empty for all features"),
        (["a", "b", "a"], "class", "EPSG:4326", "do not fit the CRS EPSG:4326"),
        (["a", "b", "a"], "class", "EPSG:32755", "do not overlap"),
    ],
)
def test_polygons_that_cannot_be_used(scene, create, values, field, crs, words):
    ref = scene.polygons("labels.gpkg", BOXES, values=values, crs=crs)
    image = scene.image()
    before = snapshot(scene.folder)
    with pytest.raises(BadInput, match=words):
        create(image, ref, class_field=field)
    assert snapshot(scene.folder) == before
    assert not (scene.folder / "out").exists()


def test_names_that_differ_in_case_and_spaces_are_one_class(scene, create):
    ref = scene.polygons("labels.gpkg", BOXES, values=["pond ", "Pond", "bog"])
    done = create(scene.image(), ref, class_field="class")
    assert list(done.dataset.scheme.names.values()) == ["Pond", "bog"]
    assert done.warned("names_of_one_class", field_name="class")


def test_polygons_with_the_ignore_value_are_counted(scene, create):
    done = create(scene.image(), scene.polygons("labels.gpkg", BOXES, values=[1, 255, 2]), class_field="class")
    assert done.warned("polygons_ignored", count=1, value=255, name="class")
    assert 255 not in done.dataset.scheme.values


def test_lines_among_polygons_are_left_out_and_counted(scene, create):
    line = shapely.LineString([(LEFT + 40, TOP - 60), (LEFT + 60, TOP - 10)])
    mixed = shapely.GeometryCollection([line, shapely.box(LEFT, TOP - 10, LEFT + 10, TOP)])
    path = scene.folder / "mixed.geojson"
    features = [
        {"type": "Feature", "properties": {"class": name}, "geometry": shapely.geometry.mapping(shape)}
        for name, shape in (("bog", shapely.box(LEFT, TOP - 64, LEFT + 30, TOP - 10)), ("wood", line), ("bog", mixed))
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    done = create(scene.image(), LayerRef(str(path)), class_field="class")
    assert done.warned("no_polygons_left_out", count=1)
    assert total(done) == {1: 30 * 54 + 100}


def test_lines_are_no_area(scene, create):
    lines = scene.shapes(
        "lines.gpkg", [shapely.LineString([(LEFT, TOP), (LEFT + 64, TOP - 64)])], ["a"], geometry_type="LineString"
    )
    with refused("no_polygon"):
        create(scene.image(), scene.raster("labels.tif", halves()), area=lines)


@pytest.mark.parametrize("suffix", [".shx", ".dbf"])
def test_a_part_of_a_shapefile_that_is_missing_is_named(scene, create, suffix):
    ref = scene.shapes("labels.shp", [shapely.box(LEFT, TOP - 64, LEFT + 30, TOP)], ["bog"])
    Path(ref.path).with_suffix(suffix).unlink()
    with pytest.raises(BadInput, match=f"lacks its file {suffix}"):
        create(scene.image(), ref, class_field="class")


@pytest.mark.parametrize("words", ["database is locked", "Permission denied"])
def test_a_locked_file_is_called_locked(scene, create, monkeypatch, words):
    ref = scene.polygons("labels.gpkg", BOXES, values=[1, 2, 1])

    def refuse(*_, **__):
        raise DataSourceError(words)

    monkeypatch.setattr(vector_files, "list_layers", refuse)
    with refused("vector_locked"):
        create(scene.image(), ref, class_field="class")


def test_a_web_map_whose_server_is_silent_is_no_damaged_file(scene, create):
    path = scene.folder / "map.xml"
    path.write_text(
        '<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1:1/${z}/${x}/${y}.png</ServerUrl></Service><DataWindow>'
        "<UpperLeftX>-20037508.34</UpperLeftX><UpperLeftY>20037508.34</UpperLeftY><LowerRightX>20037508.34</LowerRightX>"
        "<LowerRightY>-20037508.34</LowerRightY><TileLevel>18</TileLevel><YOrigin>top</YOrigin></DataWindow>"
        "<Projection>EPSG:3857</Projection><BandsCount>3</BandsCount></GDAL_WMS>"
    )
    with refused("server_gives_nothing"):
        create(str(path), scene.polygons("labels.gpkg", BOXES, values=[1, 2, 1]), class_field="class")


def test_too_many_classes_of_polygons(scene, create):
    boxes = [(i % 20, i // 20, i % 20 + 1, i // 20 + 1) for i in range(300)]
    with refused("looks_like_imagery", count=300):
        create(
            scene.image(),
            scene.polygons("labels.gpkg", boxes, values=[f"id {i}" for i in range(300)]),
            class_field="class",
        )


def test_image_without_crs_and_polygons_with(scene, create):
    image = scene.image(crs=None)
    with rasterio.open(image, "r+") as sink:
        sink.transform = Affine(1, 0, 500_000, 0, -1, 5_000_000)
    with refused("imagery_without_crs"):
        create(image, scene.polygons("l.gpkg", BOXES, values=[1, 2, 1]), class_field="class")


def test_ignore_value_of_a_class_is_named(scene, create):
    ref = scene.polygons("labels.gpkg", BOXES, values=["a", "b", "a"])
    with refused("ignore_value_is_class"):
        create(scene.image(), ref, class_field="class", ignore_value=2)


# Where: area, extent, several images


def test_area_is_cut_to_the_pixel(scene, create):
    area = scene.polygons("area.gpkg", [(8, 8, 40, 24)], values=[1])
    done = create(scene.image(), scene.raster("labels.tif", halves()), area=area)
    assert total(done) == {1: 24 * 16, 2: 8 * 16}
    assert done.dataset.tiles.windows.tolist() == [[8, 8, 32, 16]]
    assert np.count_nonzero(burnt(done) != 255) == 32 * 16


def test_extent_limits_the_grid_and_copies_nothing(scene, create):
    extent = Extent(LEFT + 10, LEFT + 50, TOP - 30, TOP - 5)
    done = create(scene.image(), scene.raster("labels.tif", halves()), extent=extent)
    assert done.dataset.tiles.windows.tolist() == [[10, 5, 32, 25], [42, 5, 8, 25]]
    assert done.dataset.tiles.label[0].endswith("labels.tif")


@pytest.mark.parametrize("where", ["area", "extent"])
def test_ground_elsewhere(scene, create, where):
    far = {
        "area": scene.polygons("area.gpkg", [(900, 900, 910, 910)], values=[1]),
        "extent": Extent(0, 10, 0, 10),
    }
    with refused("ground_outside_images"):
        create(scene.image(), scene.raster("labels.tif", halves()), **{where: far[where]})


def test_images_in_two_crs_are_drawn_in_degrees(scene, create):
    images = [scene.image("a.tif"), scene.image("b.tif", crs="EPSG:32632", left=800_000)]
    labels = scene.raster("a_l.tif", halves()), scene.raster("b_l.tif", halves(), crs="EPSG:32632", left=800_000)
    done = create(images, labels)
    assert done.dataset.crs.to_epsg() == 4326
    assert done.told("several_crs")
    assert (shapely.bounds(done.dataset.tiles.footprint)[:, 0] < 20).all()


def test_images_that_do_not_go_together(scene, create):
    images = [scene.image("a.tif"), scene.image("b.tif", (4, 64, 64), left=LEFT + 64)]
    with refused("images_of_other_bands", path="b.tif", first="a.tif", count=4, first_count=3):
        create(images, scene.raster("labels.tif", halves()))
    images[1] = scene.image("c.tif", crs=None)
    with refused("some_without_crs"):
        create(images, scene.raster("labels.tif", halves()))


def test_pictures_without_place(scene, create):
    images = [scene.image(f"{name}.tif", crs=None) for name in "ab"]
    labels = scene.raster("labels.tif", halves(), crs=None)
    done = create(images[0], labels)
    assert done.dataset.crs is None
    assert total(done) == {1: 2048, 2: 2048}
    with refused("images_without_place"):
        create(images, labels)


def test_pixel_sizes_that_differ_are_told(scene, create):
    images = [scene.image("a.tif"), scene.image("b.tif", left=LEFT + 64, pixel=0.5)]
    done = create(images, scene.polygons("labels.gpkg", [(0, 0, 96, 64)], values=["bog"]), class_field="class")
    assert done.told("several_pixel_sizes", least=0.5)
    assert total(done) == {1: 2 * 64 * 64}


def test_images_of_the_same_name_get_their_own_labels(scene, create):
    images = [scene.image("one/a.tif"), scene.image("two/a.tif", left=LEFT + 64)]
    ref = scene.polygons("labels.gpkg", [(0, 0, 128, 64)], values=["bog"])
    done = create(images, ref, class_field="class")
    assert {Path(path).name for path in done.dataset.tiles.label} == {"a.tif", "a_2.tif"}
    assert total(done) == {1: 2 * 64 * 64}


def test_images_without_labels_are_left_out(scene, create):
    images = [scene.image("a.tif"), scene.image("b.tif", left=LEFT + 900)]
    done = create(images, scene.raster("labels.tif", halves()))
    assert set(done.dataset.tiles.image) == {images[0]}
    assert done.warned("images_without_labels", left_out=1, count=2)


@pytest.mark.parametrize("keep", [0, 500])
@pytest.mark.parametrize("damaged", ["image.tif", "labels.tif"])
def test_damaged_files(scene, create, damaged, keep):
    files = (
        scene.image(shape=(3, 200, 200)),
        scene.raster("labels.tif", np.random.default_rng(0).integers(0, 9, (200, 200), "uint8")),
    )
    with open(scene.folder / damaged, "r+b") as file:
        file.truncate(keep)
    with pytest.raises(BadInput, match=damaged.replace(".", r"\.")):
        create(*files)
    assert not (scene.folder / "out").exists()


# Tiles, splits, output


def test_too_little_labelled_tiles_are_left_out(scene, create):
    labels = np.full((64, 64), 255, dtype="uint8")
    labels[:32, :32], labels[40, 40] = 1, 2
    done = create(scene.image(), scene.raster("labels.tif", labels), min_labelled=0.01)
    assert done.dataset.tiles.windows.tolist() == [[0, 0, 32, 32]]
    assert done.dataset.scheme.values == (1,)
    assert done.warned("one_class_only")
    with refused("no_tile_full_enough", least=1.0, pixels=1025):
        create(scene.image(), scene.raster("few.tif", labels), min_labelled=1.0, tile_size=64)


def test_overlapping_tiles_of_two_splits_are_told(scene, create):
    shape = (320, 320)
    labels = np.random.default_rng(0).integers(0, 3, shape, "uint8")
    done = create(scene.image(shape=(1, *shape)), scene.raster("labels.tif", labels), overlap=16)
    assert done.told("overlapping_tiles_left_out")
    pairs = done.dataset.tiles.overlapping()
    assert len(pairs)
    assert (done.dataset.tiles.split[pairs[:, 0]] == done.dataset.tiles.split[pairs[:, 1]]).all()


def test_cancelled_run_leaves_nothing(scene):
    image, labels = scene.image(), scene.raster("labels.tif", halves(), nodata=1)
    output, cancel = scene.folder / "out" / "set.gpkg", scene.folder / "cancel"
    events = []

    def hear(event):
        events.append(event)
        if str(getattr(event, "stage", "")) == "Counting classes":
            cancel.touch()

    job = CreateDataset(
        images=(image,), labels=(LayerRef(labels),), background="rest", tile_size=32, output=str(output)
    )
    with pytest.raises(JobCancelled):
        run(job, ProgressReporter(hear, str(cancel)))
    assert not (scene.folder / "out").exists()


def test_same_input_gives_the_same_dataset(scene, create):
    image, labels = scene.image(shape=(1, 320, 320)), scene.raster("l.tif", halves(320, 320))
    first, second = (create(image, labels, test_fraction=0.2).dataset.tiles for _ in range(2))
    assert (first.split == second.split).all()
    assert set(first.split) == {"train", "val", "test"}


def test_moved_folder_still_opens(scene, create, tmp_path):
    image = scene.image("out/image.tif")
    ref = scene.polygons("labels.gpkg", BOXES, values=["a", "b", "a"])
    done = create(image, ref, class_field="class")
    shutil.move(tmp_path / "out", tmp_path / "moved")
    dataset = load(LayerRef(str(tmp_path / "moved" / "set.gpkg")))
    with TileReader(dataset.tiles, dataset.scheme) as reader:
        assert (np.bincount(reader.read(0)[1].ravel(), minlength=3)[:2] == done.dataset.tiles.counts[0]).all()


def test_labels_of_an_earlier_run_are_replaced(scene, create):
    image = scene.image()
    for values in (["a", "b", "a"], ["c", "d", "c"]):
        done = create(image, scene.polygons("labels.gpkg", BOXES, values=values), class_field="class")
        assert list(done.dataset.scheme.names.values()) == values[:2]
    (folder,) = run_folders(str(scene.folder / "out" / "set.gpkg"))
    assert sorted(os.listdir(folder)) == [MARKER, "image.tif", "image.tif.aux.xml"]


def test_files_of_the_user_stay_where_the_labels_lie(scene, create):
    """In a folder that is called like ours, and in one of ours that a later run replaces."""
    scene.raster("out/set_labels/mine.tif", halves())
    image, ref = scene.image(), scene.polygons("labels.gpkg", BOXES, values=["a", "b", "a"])
    create(image, ref, class_field="class")
    assert os.listdir(scene.folder / "out" / "set_labels") == ["mine.tif"]
    (first,) = run_folders(str(scene.folder / "out" / "set.gpkg"))
    Path(first, "notes.txt").write_text("mine")
    create(image, ref, class_field="class")
    assert sorted(os.listdir(first)) == [MARKER, "notes.txt"]
    assert len(run_folders(str(scene.folder / "out" / "set.gpkg"))) == 2


def test_labels_that_the_run_would_replace_are_refused(scene, create):
    image = scene.image()
    done = create(image, scene.polygons("labels.gpkg", BOXES, values=["a", "b", "a"]), class_field="class")
    with refused("input_goes_with_output"):
        create(image, done.dataset.tiles.label[0], background="rest")
    assert (burnt(done)[:, :30] == 1).all()


@pytest.mark.real
def test_real_mosaics(create):
    images = sorted(str(path) for path in NAIP.glob("*_image.tif"))
    labels = tuple(sorted(str(path) for path in NAIP.glob("*_mask.tif")))
    before = snapshot(NAIP)
    done = create(images, labels, tile_size=256)
    tiles = done.dataset.tiles
    assert len(tiles) == 77
    assert done.dataset.info.bands == ("band 1", "band 2", "band 3", "band 4")
    assert done.dataset.crs.to_epsg() == 26917
    assert (tiles.labelled_px == 256 * 256).all()
    for split in ("train", "val"):
        assert (tiles.of(split).total() > 0).all()
    assert tiles.of("val").labelled_px.sum() / tiles.labelled_px.sum() == pytest.approx(0.2, abs=0.03)
    assert done.outputs["imbalance"] > 0.3
    assert snapshot(NAIP) == before
