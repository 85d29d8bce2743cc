# SPDX-License-Identifier: GPL-2.0-or-later
import os
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely

from diao_engine.dataset.pixels import TileReader
from diao_engine.errors import BadInput

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
NAIP, TOKYO = DATA / "naip_ohio", DATA / "oem_tokyo"
TABLE = "value,name,color\n1,bog,#ff0000\n2,wood,#00ff00\n"


@pytest.fixture
def bring(scene, run_job):
    return lambda **values: run_job(
        "importdataset",
        **{"folder": str(scene.folder), "tile_size": 32, "min_labelled": 0.0, "val_fraction": 0.0, **values},
    )


def mask(value, height=40, width=40):
    values = np.full((height, width), value, dtype="uint8")
    values[:10] = 2
    return values


def coloured(values, table):
    colors = np.zeros((256, 3), dtype="uint8")
    for value, color in table.items():
        colors[value] = color
    return np.moveaxis(colors[values], -1, 0)


def total(done):
    return dict(zip(done.dataset.scheme.values, done.dataset.tiles.counts.sum(axis=0).tolist(), strict=True))


@pytest.mark.parametrize("suffix", ["tif", "png"])
def test_pictures_without_place_lie_side_by_side(scene, bring, suffix):
    for number in range(5):
        scene.image(f"images/{number}.{suffix}", (3, 40 + number, 40), crs=None)
        scene.raster(f"masks/{number}.{suffix}", mask(1, 40 + number), crs=None)
    done = bring()
    tiles = done.dataset.tiles
    assert done.dataset.crs is None
    assert len(tiles) == 5 * 4
    assert len(tiles.overlapping()) == 0
    assert shapely.area(tiles.footprint).sum() == tiles.labelled_px.sum()
    assert set(tiles.label) == {str(scene.folder / "masks" / f"{number}.{suffix}") for number in range(5)}
    assert os.listdir(scene.folder / "out") == ["set.gpkg"]
    with TileReader(tiles, done.dataset.scheme) as reader:
        pixels, classes = reader.read(0)
    assert pixels.shape == (3, 32, 32)
    assert np.bincount(classes.ravel(), minlength=3)[:2].tolist() == tiles.counts[0].tolist()


def test_place_of_either_file_is_used(scene, bring):
    scene.image("images/a.tif")
    scene.raster("masks/a.png", mask(1, 64, 64), crs=None)
    scene.image("images/b.png", crs=None)
    scene.raster("masks/b.tif", mask(1, 64, 64), left=500_064.0)
    done = bring()
    assert done.dataset.crs.to_epsg() == 32633
    assert shapely.union_all(done.dataset.tiles.footprint).bounds == (500_000, 4_999_936, 500_128, 5_000_000)


def test_splits_of_the_folder_are_kept(scene, bring):
    for split in ("train", "val"):
        scene.image(f"{split}/images/a.tif", crs=None)
        scene.raster(f"{split}/masks/a.tif", mask(1, 64, 64), crs=None)
    tiles = bring(val_fraction=0.5).dataset.tiles
    assert all(split in image for split, image in zip(tiles.split, tiles.image, strict=True))


def test_colour_masks_through_the_class_table(scene, bring):
    (scene.folder / "classes.csv").write_text(TABLE)
    values = mask(1)
    values[30:] = 9
    scene.image("images/a.png", (3, 40, 40), crs=None)
    scene.raster("masks/a.png", coloured(values, {1: (255, 0, 0), 2: (0, 255, 0), 9: (1, 1, 1)}), crs=None)
    done = bring()
    assert total(done) == {1: 800, 2: 400}
    assert done.dataset.scheme.names == {1: "bog", 2: "wood"}
    with rasterio.open(done.dataset.tiles.label[0]) as source:
        assert Path(source.name).parent.name.startswith("set_labels_")
        assert (source.read(1) == np.where(values == 9, 255, values)).all()


def test_class_table_of_the_user_comes_first(scene, bring):
    (scene.folder / "classes.csv").write_text(TABLE)
    (scene.folder / "mine.csv").write_text("id,name\n1,fen\n2,pine\n")
    scene.image("a_image.tif")
    scene.raster("a_mask.tif", mask(1, 64, 64))
    assert bring(class_table=str(scene.folder / "mine.csv")).dataset.scheme.names == {1: "fen", 2: "pine"}


def test_palette_gives_colours(scene, bring):
    scene.image("images/a.png", (3, 40, 40), crs=None)
    scene.raster("masks/a.png", mask(1), crs=None, colors={1: (255, 0, 0, 255), 2: (0, 0, 255, 255)})
    assert bring().dataset.scheme.colors == {1: "#ff0000", 2: "#0000ff"}


def test_masks_of_other_types_are_rewritten(scene, bring):
    scene.image("images/a.tif", (3, 40, 40))
    scene.raster("masks/a.tif", np.full((40, 40), 300, dtype="float32"))
    done = bring()
    assert total(done) == {300: 1600}
    assert Path(done.dataset.tiles.label[0]).parent.name.startswith("set_labels_")


def test_openearthmap_and_its_unknown(scene, bring):
    scene.image("aachen/images/aachen_1.tif", (3, 40, 40))
    scene.raster("aachen/labels/aachen_1.tif", mask(0, 40, 40))
    (scene.folder / "train.txt").write_text("aachen_1.tif\n")
    done = bring()
    assert done.dataset.scheme.names == {2: "rangeland"}
    assert total(done) == {2: 400}
    with TileReader(done.dataset.tiles, done.dataset.scheme) as reader:
        assert (reader.read(0)[1][10:] == len(done.dataset.scheme)).all()
    assert done.told("Layout openearthmap: 1 images")


def test_chesapeake_and_its_nodata(scene, bring):
    place = "de_1m_2013_extended-debuffered-train_tiles/m_1_"
    scene.image(f"{place}naip-new.tif", (4, 40, 40))
    scene.raster(f"{place}lc.tif", mask(15))
    done = bring()
    assert done.dataset.scheme.names == {2: "tree canopy and forest"}
    assert set(done.dataset.tiles.split) == {"train"}


@pytest.mark.parametrize(
    ("pixels", "words"),
    [
        (mask(1, 40, 39), r"a\.png is 39 x 40 px and its image .* is 40 x 40 px"),
        (coloured(mask(1), {1: (255, 0, 0), 2: (0, 255, 0)}), "coloured mask, but no table"),
        (np.full((40, 40), 255, dtype="uint8"), "No pixel is both labelled"),
    ],
)
def test_masks_that_cannot_be_used(scene, bring, pixels, words):
    scene.image("images/a.png", (3, 40, 40), crs=None)
    scene.raster("masks/a.png", pixels, crs=None)
    with pytest.raises(BadInput, match=words):
        bring()
    assert not (scene.folder / "out").exists()


def test_mask_in_other_colours_is_named(scene, bring):
    (scene.folder / "classes.csv").write_text(TABLE)
    scene.image("images/a.png", (3, 40, 40), crs=None)
    scene.raster("masks/a.png", coloured(mask(1), {1: (9, 9, 0), 2: (8, 8, 0)}), crs=None)
    with pytest.raises(BadInput, match="none of the colours of the class table"):
        bring()


def test_binary_masks_with_the_ignore_value_are_warned_of(scene, bring):
    scene.image("images/a.png", (3, 40, 40), crs=None)
    binary = mask(0)
    binary[:10] = 255
    scene.raster("masks/a.png", binary, crs=None)
    assert bring().warned("if 255 is a class of the labels, choose another Ignore value")
    assert total(bring(ignore_value=254)) == {0: 1200, 255: 400}


@pytest.mark.real
def test_real_folder_as_it_is(run_job):
    done = run_job("importdataset", folder=str(NAIP))
    tiles, scheme = done.dataset.tiles, done.dataset.scheme
    assert done.outputs["tile_count"] == len(tiles) == 174
    assert (len(tiles.of("train")), len(tiles.of("val"))) == (134, 40)
    assert list(scheme.names.values()) == ["background", "building", "road", "bare_land", "forest", "water"]
    assert scheme.colors[5] == "#0082c8"
    assert done.dataset.crs.to_epsg() == 26917
    shares = tiles.counts.sum(axis=0) / tiles.counts.sum()
    assert shares == pytest.approx([0.52, 0.027, 0.031, 0.17, 0.24, 0.018], abs=0.006)


@pytest.mark.real
@pytest.mark.parametrize("folder", [TOKYO, TOKYO / "tokyo"])
def test_real_openearthmap_with_its_official_lists(run_job, folder):
    done = run_job("importdataset", folder=str(folder), tile_size=256, val_fraction=0.5)
    tiles, scheme = done.dataset.tiles, done.dataset.scheme
    assert done.told("Layout openearthmap: 36 images")
    assert list(scheme.names.values()) == [
        "bareland", "rangeland", "developed space", "road", "tree", "water", "agriculture land", "building",
    ]  # fmt: skip
    for split in ("train", "val"):
        names = (TOKYO / f"{split}.txt").read_text().split()
        assert {Path(image).name for image in tiles.of(split).image} == set(names)
        values = np.concatenate([rasterio.open(TOKYO / "tokyo" / "labels" / name).read(1).ravel() for name in names])
        assert tiles.of(split).counts.sum(axis=0).tolist() == np.bincount(values, minlength=9)[1:].tolist()
