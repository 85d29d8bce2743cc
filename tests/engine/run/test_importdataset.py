# SPDX-License-Identifier: GPL-2.0-or-later
import os
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely

from diao_engine.dataset.pixels import TileReader
from diao_engine.errors import BadInput
from tests.refused import refused

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


def test_places_without_a_crs_are_kept(scene, bring):
    """Pictures with world files, as ISPRS gives them."""
    for number, name in enumerate("ab"):
        scene.image(f"images/{name}.png", (3, 64, 64), crs=None)
        scene.raster(f"masks/{name}.png", mask(1, 64, 64), crs=None)
        (scene.folder / "images" / f"{name}.pgw").write_text(f"0.5\n0\n0\n-0.5\n{1000.25 + 32 * number}\n1999.75\n")
    done = bring()
    assert done.dataset.crs is None
    assert done.dataset.info.pixel_size == 0.5
    assert shapely.union_all(done.dataset.tiles.footprint).bounds == (1000, 1968, 1064, 2000)


def test_splits_of_the_folder_are_kept(scene, bring):
    for split in ("train", "val"):
        scene.image(f"{split}/images/a.tif", crs=None)
        scene.raster(f"{split}/masks/a.tif", mask(1, 64, 64), crs=None)
    tiles = bring(val_fraction=0.5).dataset.tiles
    assert all(split in image for split, image in zip(tiles.split, tiles.image, strict=True))


def test_a_folder_of_training_images_alone_gives_no_split(scene, bring):
    scene.image("train/images/a.tif", (3, 128, 128), crs=None)
    scene.raster("train/masks/a.tif", mask(1, 128, 128), crs=None)
    assert set(bring(val_fraction=0.25).dataset.tiles.split) == {"train", "val"}


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
    assert done.told("layout_taken", layout="openearthmap", count=1)


def test_openearthmap_in_one_pair_of_folders(scene, bring):
    values = mask(0, 40, 40)
    values[20:, :20], values[20:, 20:] = 1, 8
    scene.image("images/tokyo_1.tif", (3, 40, 40))
    scene.raster("labels/tokyo_1.tif", values)
    done = bring()
    assert done.dataset.scheme.names == {1: "bareland", 2: "rangeland", 8: "building"}
    assert total(done) == {value: np.count_nonzero(values == value) for value in (1, 2, 8)}
    assert done.told("layout_taken", layout="openearthmap", count=1)
    assert done.told("layout_found_out", layout="openearthmap")


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


@pytest.mark.parametrize("bands", [1, 3])
def test_masks_of_fractions_are_refused(scene, bring, bands):
    scene.image("images/a.tif", (3, 40, 40))
    scene.raster("masks/a.tif", np.broadcast_to(mask(1) * np.float32(1.7), (bands, 40, 40)).squeeze())
    with refused("no_whole_class_value"):
        bring()


def test_mask_in_other_colours_is_named(scene, bring):
    (scene.folder / "classes.csv").write_text(TABLE)
    scene.image("images/a.png", (3, 40, 40), crs=None)
    scene.raster("masks/a.png", coloured(mask(1), {1: (9, 9, 0), 2: (8, 8, 0)}), crs=None)
    with refused("colors_most_lost", lost="colors_lost"):
        bring()


def test_palettes_are_colours_whatever_their_values(scene, bring):
    (scene.folder / "classes.csv").write_text(TABLE)
    values = mask(1)
    for name, of_class in (("a", {1: 1, 2: 2}), ("b", {1: 2, 2: 1}), ("c", {1: 7, 2: 0})):
        scene.image(f"images/{name}.png", (3, 40, 40), crs=None)
        colors = {of_class[1]: (255, 0, 0, 255), of_class[2]: (0, 255, 0, 255)}
        scene.raster(f"masks/{name}.png", np.vectorize(of_class.get)(values).astype("uint8"), crs=None, colors=colors)
    scene.image("images/d.png", (3, 40, 40), crs=None)
    scene.raster("masks/d.png", coloured(values, {1: (255, 0, 0), 2: (0, 255, 0)}), crs=None)
    done = bring()
    assert total(done) == {1: 4 * 1200, 2: 4 * 400}
    assert done.dataset.scheme.names == {1: "bog", 2: "wood"}
    for label in set(done.dataset.tiles.label):
        with rasterio.open(label) as source:
            assert (source.read(1) == values).all()
    assert str(scene.folder / "masks" / "a.png") in done.dataset.tiles.label  # its values are the classes already


def test_a_palette_in_colours_of_its_own_keeps_its_values(scene, bring):
    (scene.folder / "classes.csv").write_text(TABLE)
    scene.image("images/a.png", (3, 40, 40), crs=None)
    scene.raster("masks/a.png", mask(1), crs=None, colors={1: (1, 2, 3, 255), 2: (99, 2, 3, 255)})
    done = bring()
    assert total(done) == {1: 1200, 2: 400}
    assert done.warned("palettes_without_colors")


def test_palettes_that_contradict_each_other_need_a_table(scene, bring):
    for name, color in (("a", (255, 0, 0, 255)), ("b", (0, 255, 0, 255))):
        scene.image(f"images/{name}.png", (3, 40, 40), crs=None)
        scene.raster(f"masks/{name}.png", mask(2), crs=None, colors={2: color, 9: (0, 0, 1, 255)})
    with refused("palettes_differ", second="b.png", value=2, first_color="#ff0000", second_color="#00ff00"):
        bring()
    (scene.folder / "classes.csv").write_text("value,name\n2,wood\n")
    assert total(bring()) == {2: 3200}


def test_grey_pictures_whose_greys_are_the_colours_of_the_table(scene, bring):
    (scene.folder / "classes.csv").write_text("name,color,id\nrest,#000000,0\nhouse,#ffffff,1\n")
    scene.image("images/a.png", (3, 40, 40), crs=None)
    values = mask(0)
    values[:10] = 255
    scene.raster("masks/a.png", values, crs=None)
    assert total(bring()) == {0: 1200, 1: 400}


def test_values_near_a_grey_of_the_table_stay_values(scene, bring):
    """Black is a colour of the table, and the values 1 to 7 are nearly black."""
    (scene.folder / "classes.csv").write_text("value,name,color\n1,water,#00c5ff\n2,wood,#267300\n6,road,#000000\n")
    scene.image("images/a.tif", (3, 40, 40))
    scene.raster("masks/a.tif", mask(7))
    assert total(bring()) == {2: 400, 7: 1200}


def test_grey_jpeg_masks_are_noise_without_the_greys_of_a_table(scene, bring):
    values = np.repeat(
        np.repeat(np.random.default_rng(3).integers(1, 4, (18, 18), dtype="uint8"), 13, axis=0), 13, axis=1
    )
    scene.image("images/a.png", (3, 234, 234), crs=None)
    scene.raster("masks/a.jpg", values * np.uint8(80), crs=None, quality=75)
    with refused("mask_with_noise"):
        bring()
    (scene.folder / "classes.csv").write_text("value,name,color\n1,a,#505050\n2,b,#a0a0a0\n3,c,#f0f0f0\n")
    done = bring(color_tolerance=60.0)
    with rasterio.open(done.dataset.tiles.label[0]) as source:
        found = source.read(1)
    assert (found == values).mean() > 0.98


def test_jpeg_masks_keep_their_classes(scene, bring):
    (scene.folder / "classes.csv").write_text("value,name,color\n1,a,#be0f0a\n2,b,#0a8214\n3,c,#1e28c8\n")
    colors = {1: (190, 15, 10), 2: (10, 130, 20), 3: (30, 40, 200)}
    values = np.repeat(
        np.repeat(np.random.default_rng(3).integers(1, 4, (18, 18), dtype="uint8"), 13, axis=0), 13, axis=1
    )
    scene.image("images/a.png", (3, 234, 234), crs=None)
    scene.raster("masks/a.jpg", coloured(values, colors), crs=None, quality=90)
    done = bring()
    with rasterio.open(scene.folder / "masks" / "a.jpg") as source:
        pixels = source.read().astype(float)
    distance = np.stack([np.linalg.norm(pixels - np.reshape(color, (3, 1, 1)), axis=0) for color in colors.values()])
    nearest = np.where(distance.min(axis=0) <= 32, distance.argmin(axis=0) + 1, 255)
    assert total(done) == {value: int((nearest == value).sum()) for value in (1, 2, 3)}
    assert (nearest == values).mean() > 0.75
    assert (nearest != values)[nearest != 255].mean() < 0.01
    assert done.warned("colors_some_lost")
    with refused("colors_most_lost"):
        bring(color_tolerance=0.0)


def test_one_wrong_colour_in_the_table_is_refused(scene, bring):
    (scene.folder / "classes.csv").write_text(TABLE.replace("#00ff00", "#00aa00"))
    scene.image("images/a.png", (3, 40, 40), crs=None)
    scene.raster("masks/a.png", coloured(mask(1), {1: (255, 0, 0), 2: (0, 255, 0)}), crs=None)
    with refused("colors_and_classes_lost", names=["wood #00aa00"]):
        bring()
    (scene.folder / "classes.csv").write_text(TABLE.replace("2,wood,#00ff00", "255,none,#00ff00"))
    assert total(bring()) == {1: 1200}


def test_transparent_pixels_of_a_mask_are_unlabelled(scene, bring):
    (scene.folder / "classes.csv").write_text(TABLE)
    rgba = np.concatenate([coloured(mask(1), {1: (255, 0, 0), 2: (0, 255, 0)}), np.full((1, 40, 40), 255, "uint8")])
    rgba[:, 35:] = 0
    scene.image("images/a.png", (3, 40, 40), crs=None)
    scene.raster("masks/a.png", rgba, crs=None)
    done = bring()
    assert total(done) == {1: 1000, 2: 400}
    assert not done.warned("colors_some_lost")


def test_values_that_the_table_does_not_name_are_said(scene, bring):
    (scene.folder / "classes.csv").write_text("value,name\n2,wood\n")
    scene.image("images/a.tif", (3, 40, 40))
    scene.raster("masks/a.tif", mask(7))
    assert bring().warned("values_without_name")


def test_binary_masks_with_the_ignore_value_are_warned_of(scene, bring):
    scene.image("images/a.png", (3, 40, 40), crs=None)
    binary = mask(0)
    binary[:10] = 255
    scene.raster("masks/a.png", binary, crs=None)
    assert bring().warned("one_class_only", ignore=255)
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
    assert done.told("layout_taken", layout="openearthmap", count=36)
    assert list(scheme.names.values()) == [
        "bareland", "rangeland", "developed space", "road", "tree", "water", "agriculture land", "building",
    ]  # fmt: skip
    for split in ("train", "val"):
        names = (TOKYO / f"{split}.txt").read_text().split()
        assert {Path(image).name for image in tiles.of(split).image} == set(names)
        values = np.concatenate([rasterio.open(TOKYO / "tokyo" / "labels" / name).read(1).ravel() for name in names])
        assert tiles.of(split).counts.sum(axis=0).tolist() == np.bincount(values, minlength=9)[1:].tolist()
