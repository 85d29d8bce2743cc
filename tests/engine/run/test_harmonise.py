# SPDX-License-Identifier: GPL-2.0-or-later
"""Bands and values of several files are compared: by name, by scale and offset, and for values that look like no data."""

from pathlib import Path

import numpy as np
import pytest
import rasterio

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.jobs import LayerRef
from diao_engine.raster.read import open_image
from tests.refused import refused

LEFT = 500_000.0


@pytest.fixture
def pixels():
    return np.random.default_rng(5).integers(1500, 9000, (3, 64, 64)).astype("uint16")


@pytest.fixture
def image(scene):
    def make(name, bands, *, names=("B04", "B03", "B02"), scales=None, offsets=None, **options):
        path = scene.raster(name, bands, **options)
        with rasterio.open(path, "r+") as sink:
            sink.descriptions = names or (None,) * len(bands)
            if scales:
                sink.scales, sink.offsets = scales, offsets
        return path

    return make


@pytest.fixture
def create(scene, run_job):
    labels = np.repeat(np.array([[1, 2]], dtype="uint8"), 64, axis=0).repeat(64, axis=1)
    ref = LayerRef(scene.raster("labels.tif", labels))

    def call(*images, **values):
        return run_job("createdataset", images=images, labels=(ref,), tile_size=32, **values)

    return call


def read(done, path_has):
    tiles = done.dataset.tiles
    with TileReader(tiles, done.dataset.scheme) as reader:
        for index, path in enumerate(tiles.image):
            if path_has in path:
                yield tiles.window(index), reader.read(index)


def test_bands_are_matched_by_name(create, image, pixels):
    first = image("a.tif", pixels)
    second = image("b.tif", pixels[::-1], names=("B02", "B03", "B04"), left=LEFT + 64)
    done = create(first, second)
    assert done.told("images_brought_together", count=1)
    assert done.dataset.info.bands == ("B04", "B03", "B02")
    tiles = list(read(done, "b_1.vrt"))
    assert len(tiles) == 4
    for window, (values, _) in tiles:
        assert (values == pixels[(slice(None), *window.slices)]).all()
    assert {Path(path).name for path in done.dataset.tiles.image} == {"a.tif", "b_1.vrt"}


def test_scale_and_offset_are_brought_to_those_of_the_first_image(create, image, pixels):
    """Sentinel-2 since 2022: 1000 is added to the values, and the offset -0.1 says so."""
    first = image("a.tif", pixels, scales=(1e-4,) * 3, offsets=(0.0,) * 3, nodata=0)
    moved = pixels + np.uint16(1000)
    moved[:, :4] = 0
    second = image("b.tif", moved, scales=(1e-4,) * 3, offsets=(-0.1,) * 3, left=LEFT + 64, nodata=0)
    done = create(first, second)
    assert done.dataset.info.offsets == (0.0, 0.0, 0.0)
    for window, (values, classes) in read(done, "b_1.vrt"):
        expected = np.where(moved == 0, 0, pixels)[(slice(None), *window.slices)]
        assert (values == expected).all()
        assert ((classes == 2) == (expected == 0).all(axis=0)).all()


def test_whole_numbers_of_an_unknown_unit_are_taken_as_they_are(create, image, pixels):
    first = image("a.tif", pixels)
    second = image("b.tif", pixels, scales=(1e-4,) * 3, offsets=(-0.1,) * 3, left=LEFT + 64)
    done = create(first, second)
    assert done.warned("images_scaled_otherwise", count=1, path=str(second))
    assert not any(".vrt" in path for path in done.dataset.tiles.image)
    for window, (values, _) in read(done, "b.tif"):
        assert (values == pixels[(slice(None), *window.slices)]).all()


def test_names_that_cannot_be_brought_together_are_said(create, image, pixels):
    done = create(image("a.tif", pixels), image("b.tif", pixels, names=("red", "green", "blue"), left=LEFT + 64))
    assert done.warned("images_name_other_bands", names=["red", "green", "blue"], expected=["B04", "B03", "B02"])
    assert not any(".vrt" in path for path in done.dataset.tiles.image)


@pytest.mark.parametrize("names", [None, ("Band 1", "Band 2", "Band 3")])
def test_numbers_are_no_names(create, image, pixels, names):
    done = create(image("a.tif", pixels), image("b.tif", pixels, names=names, left=LEFT + 64))
    assert not done.warned("images_name_other_bands")


@pytest.mark.parametrize(
    ("dtype", "value"), [("float32", -9999.0), ("int16", -9999.0), ("uint8", 0.0), ("uint16", 65535.0)]
)
def test_undeclared_nodata_is_said_and_can_be_given(create, image, pixels, dtype, value):
    bands = (pixels % 200 + 1).astype(dtype)
    bands[:, :20] = value
    path = image("a.tif", bands)
    assert create(path).warned("images_look_like_nodata", value=value)
    done = create(path, nodata=value)
    assert not done.warned("images_look_like_nodata")
    assert done.dataset.tiles.counts.sum() == 64 * 44
    for window, (values, classes) in read(done, "a_1.vrt"):
        expected = bands[(slice(None), *window.slices)]
        is_valid = ~(expected == value).all(axis=0)
        assert ((classes < len(done.dataset.scheme)) == is_valid).all()
        assert (values[:, is_valid] == expected[:, is_valid]).all()


def test_a_float_band_without_a_measurement_makes_the_pixel_invalid(create, image, pixels):
    bands = pixels.astype("float32") / 10_000
    bands[1, 5, 7] = -9999
    done = create(image("a.tif", bands), nodata=-9999)
    assert done.dataset.tiles.counts.sum() == 64 * 64 - 1


def test_pixels_without_blocks_of_one_value_are_not_suspected(create, image, pixels):
    bands = pixels.copy()
    bands[:, ::7] = 0
    assert not create(image("a.tif", bands)).warned("images_look_like_nodata")


def test_what_a_virtual_raster_reads_is_watched(create, image, pixels, scene):
    second = image("b.tif", pixels[::-1], names=("B02", "B03", "B04"), left=LEFT + 64)
    done = create(image("a.tif", pixels), second)
    with rasterio.open(second, "r+") as sink:
        sink.write(pixels)
    with refused("file_changed", path="b.tif"):
        load(LayerRef(done.outputs["output"]))


def test_alpha_and_masks_survive(scene, image, pixels):
    from diao_engine.raster.view import Adaptation

    rgba = np.concatenate([pixels, np.full((1, 64, 64), 65535, "uint16")])
    rgba[3, :9] = 0
    path = image("a.tif", rgba, names=("r", "g", "b", None))
    with rasterio.open(path, "r+") as sink:
        sink.colorinterp = (*sink.colorinterp[:3], rasterio.enums.ColorInterp.alpha)
    with open_image(path, Adaptation((2, 1, 0), (1.0, 2.0, 1.0), (0.0, -1.0, 0.0))) as seen:
        values, valid = seen.read(seen.georef.window)
    assert (valid == (rgba[3] > 0)).all()
    assert (values[:, valid] == np.stack([pixels[2], pixels[1] * 2 - 1, pixels[0]])[:, valid]).all()


def test_a_tile_over_the_edge_of_an_image_that_became_smaller_is_named(create, image, pixels, scene):
    path = image("a.tif", pixels)
    done = create(path)
    image("a.tif", pixels[:, :40])
    with (
        TileReader(done.dataset.tiles, done.dataset.scheme) as reader,
        refused("tile_over_edge", path="a.tif", width=64, height=40),
    ):
        list(map(reader.read, range(4)))


def test_images_that_declare_nodata_are_not_given_another(create, image, pixels):
    done = create(image("a.tif", pixels, nodata=0), nodata=7.0)
    assert {Path(path).name for path in done.dataset.tiles.image} == {"a.tif"}


def test_a_dataset_moves_together_with_images_beside_it(create, image, pixels, tmp_path):
    paths = image("set/a.tif", pixels), image("set/b.tif", pixels[::-1], names=("B02", "B03", "B04"), left=LEFT + 64)
    create(*paths, output=str(tmp_path / "set" / "tiles.gpkg"))
    moved = (tmp_path / "set").rename(tmp_path / "moved")
    dataset = load(LayerRef(str(moved / "tiles.gpkg")))
    assert all(path.startswith(str(moved)) for path in dataset.tiles.image)
    with TileReader(dataset.tiles, dataset.scheme) as reader:
        for index in range(len(dataset.tiles)):
            window = dataset.tiles.window(index)
            assert (reader.read(index)[0] == pixels[(slice(None), *window.slices)]).all()
