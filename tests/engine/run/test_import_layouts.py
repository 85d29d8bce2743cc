# SPDX-License-Identifier: GPL-2.0-or-later
"""Folders of public data sets, drawn in small: each is told by itself, and its classes are those of its masks."""

import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from affine import Affine

from diao_engine.errors import BadInput
from diao_engine.preparation.layouts import LAYOUTS
from diao_engine.preparation.layouts.annotated import _voc_color
from diao_engine.preparation.layouts.base import Listing
from diao_engine.preparation.layouts.outlines import run_lengths
from tests.refused import refused

SIDE = 64
LEFT, TOP = 500_000.0, 5_000_000.0


@pytest.fixture
def bring(scene, run_job):
    def call(**values):
        folder = values.pop("folder", scene.folder / "in")
        return run_job(
            "importdataset",
            **{"folder": str(folder), "tile_size": 32, "min_labelled": 0.0, "val_fraction": 0.0, **values},
        )

    return call


@pytest.fixture
def pair(scene):
    """Draws an image and its mask into the folder `in`."""

    def make(image, mask, values, *, bands=3, **options):
        crs = options.pop("crs", None)
        scene.image(f"in/{image}", (bands, SIDE, SIDE), crs=crs)
        scene.raster(f"in/{mask}", values, crs=crs, **options)

    return make


def values_of(*classes, seed=0):
    return np.random.default_rng(seed).choice(np.array(classes, dtype="uint8"), (SIDE, SIDE))


def coloured(values, table):
    colors = np.zeros((256, 3), dtype="uint8")
    for value, color in table.items():
        colors[value] = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return np.moveaxis(colors[values], -1, 0)


def total(done):
    return dict(zip(done.dataset.scheme.values, done.dataset.tiles.counts.sum(axis=0).tolist(), strict=True))


def counts(*masks, without=()):
    pixels = np.bincount(np.concatenate([mask.ravel() for mask in masks]))
    return {value: int(count) for value, count in enumerate(pixels) if count and value not in without}


def splits(done):
    return {
        (Path(image).name, split)
        for image, split in zip(done.dataset.tiles.image, done.dataset.tiles.split, strict=True)
    }


def test_loveda(pair, bring):
    masks = [values_of(*range(8), seed=seed) for seed in range(2)]
    for split, values in zip(("Train", "Val"), masks, strict=True):
        pair(f"{split}/Rural/images_png/1.png", f"{split}/Rural/masks_png/1.png", values)
    done = bring()
    assert done.told("layout_taken", layout="loveda")
    assert total(done) == counts(*masks, without=[0])
    assert done.dataset.scheme.names[7] == "agriculture"
    assert sorted(done.dataset.tiles.split) == ["train"] * 4 + ["val"] * 4


def test_landcoverai_sheets_and_tiles(pair, bring, scene):
    sheet, tile = values_of(*range(5)), values_of(0, 3, 4, seed=1)
    pair("images/M-33-20-D-c-4-2.tif", "masks/M-33-20-D-c-4-2.tif", sheet, crs="EPSG:2180")
    done = bring()
    assert done.told("layout_taken", layout="landcoverai")
    assert total(done) == counts(sheet)
    assert done.dataset.scheme.names[2] == "woodland"
    # As it is downloaded: its lists name tiles that its script has not yet cut.
    (scene.folder / "in" / "train.txt").write_text("M-33-20-D-c-4-2_0\n")
    (scene.folder / "in" / "val.txt").write_text("M-33-20-D-c-4-2_1\n")
    assert total(bring()) == counts(sheet)
    pair("output/M-33-20-D-c-4-2_0.jpg", "output/M-33-20-D-c-4-2_0_m.png", tile)
    pair("output/M-33-20-D-c-4-2_1.jpg", "output/M-33-20-D-c-4-2_1_m.png", tile)
    done = bring()
    assert total(done) == counts(tile, tile)
    assert splits(done) == {("M-33-20-D-c-4-2_0.jpg", "train"), ("M-33-20-D-c-4-2_1.jpg", "val")}


def test_flair_with_masks_in_a_local_crs(scene, bring):
    for split, number in (("train", "000001"), ("test", "000002")):
        place = "D004_2021/Z1_NN"
        scene.image(f"in/flair_aerial_{split}/{place}/img/IMG_{number}.tif", (5, SIDE, SIDE), crs="EPSG:2154")
        mask = scene.raster(f"in/flair_labels_{split}/{place}/msk/MSK_{number}.tif", values_of(1, 7, 19), crs=None)
        with rasterio.open(mask, "r+") as sink:
            sink.transform = Affine(1, 0, LEFT, 0, -1, TOP)
            sink.crs = rasterio.crs.CRS.from_wkt('LOCAL_CS["RGF93 / Lambert-93",UNIT["metre",1]]')
    done = bring()
    assert done.told("layout_taken", layout="flair")
    assert total(done) == counts(values_of(1, 7, 19), values_of(1, 7, 19))
    assert done.dataset.crs.to_epsg() == 2154
    assert len(done.dataset.info.bands) == 5
    assert splits(done) == {("IMG_000001.tif", "train"), ("IMG_000002.tif", "test")}


DEEPGLOBE = {1: "#00ffff", 2: "#ffff00", 3: "#ff00ff", 4: "#00ff00", 5: "#0000ff", 6: "#ffffff", 0: "#000000"}


def test_deepglobe(pair, bring, scene):
    values = values_of(*DEEPGLOBE)
    pair("train/119_sat.jpg", "train/119_mask.png", coloured(values, DEEPGLOBE))
    (scene.folder / "in" / "class_dict.csv").write_text("name,r,g,b\nurban_land,0,255,255\nunknown,0,0,0\n")
    scene.image("in/valid/7_sat.jpg", (3, SIDE, SIDE), crs=None)
    done = bring()
    assert done.told("layout_taken", layout="deepglobe")
    assert total(done) == counts(values, without=[0])
    assert done.dataset.scheme.names[1] == "urban land"
    assert done.warned("files_unpaired", count=1)


def test_the_roads_of_deepglobe_are_no_land_cover(pair, bring, scene):
    values = values_of(0, 1)
    pair("train/119_sat.jpg", "train/119_mask.png", coloured(values, {1: "#ffffff"}))
    (scene.folder / "in" / "class_dict.csv").write_text("name,r,g,b\nrest,0,0,0\nroad,255,255,255\n")
    done = bring()
    assert done.told("layout_taken", layout="generic")
    assert total(done) == counts(values)
    assert done.dataset.scheme.names == {0: "rest", 1: "road"}


ISPRS = {1: "#ffffff", 2: "#0000ff", 3: "#00ffff", 4: "#00ff00", 5: "#ffff00", 6: "#ff0000", 0: "#000000"}


def test_potsdam_takes_the_image_with_most_bands(pair, bring, scene):
    values = values_of(*ISPRS)
    pair("2_Ortho_RGB/top_potsdam_2_10_RGB.tif", "5_Labels_all/top_potsdam_2_10_label.tif", coloured(values, ISPRS))
    scene.image("in/4_Ortho_RGBIR/top_potsdam_2_10_RGBIR.tif", (4, SIDE, SIDE), crs=None)
    scene.raster("in/5_Labels_noBoundary/top_potsdam_2_10_label_noBoundary.tif", coloured(values * 0, ISPRS), crs=None)
    done = bring()
    assert done.told("layout_taken", layout="potsdam", count=1)
    assert total(done) == counts(values, without=[0])
    assert len(done.dataset.info.bands) == 4


def test_vaihingen(pair, bring, scene):
    values = values_of(1, 2, 3, 4, 5)
    pair("top/top_mosaic_09cm_area1.tif", "gts_for_participants/top_mosaic_09cm_area1.tif", coloured(values, ISPRS))
    done = bring()
    assert done.told("layout_taken", layout="vaihingen")
    assert total(done) == counts(values)
    assert done.dataset.scheme.names[5] == "car"
    assert not done.warned("classes_without_color")  # a part of a public set need not have all its classes
    table = "value,name,color\n" + "".join(f"{value},c{value},{ISPRS[value]}\n" for value in range(1, 7))
    (scene.folder / "in" / "classes.csv").write_text(table)
    assert bring().warned("classes_without_color")  # one's own table names what the masks should have


@pytest.mark.parametrize("color", ["#ff0000", "#ffffff", None])
def test_massachusetts(pair, bring, scene, color):
    values = values_of(0, 1)
    mask = values * np.uint8(255) if color is None else coloured(values, {1: color})
    for split in ("train", "val"):
        pair(f"buildings/{split}/22678915_15.tiff", f"buildings/{split}_labels/22678915_15.tif", mask)
    done = bring(folder=scene.folder / "in" / "buildings")
    assert done.told("layout_taken", layout="massachusetts")
    assert total(done) == counts(values, values)
    assert done.dataset.scheme.names == {0: "background", 1: "building"}
    assert sorted(set(done.dataset.tiles.split)) == ["train", "val"]


def test_massachusetts_as_it_was_published(pair, bring, scene):
    values = values_of(0, 1)
    pair("roads/train/sat/10228675_15.tiff", "roads/train/map/10228675_15.tif", values * np.uint8(255))
    done = bring(folder=scene.folder / "in" / "roads")
    assert total(done) == counts(values)
    assert done.dataset.scheme.names[1] == "road"


def palette(values, index_of=None, colors=None):
    return {index: (*(int(colors[value][i : i + 2], 16) for i in (1, 3, 5)), 255) for value, index in index_of.items()}


def test_pascal_voc_with_its_palette_and_lists(pair, bring, scene):
    values = values_of(0, 15, 255)
    colors = {value: _voc_color(value) for value in (0, 15)} | {255: "#e0e0c0"}
    for name in ("2007_000032", "2007_000039"):
        pair(
            f"VOC2012/JPEGImages/{name}.jpg", f"VOC2012/SegmentationClass/{name}.png", values,
            colors=palette(values, {0: 0, 15: 15, 255: 255}, colors),
        )  # fmt: skip
    lists = scene.folder / "in" / "VOC2012" / "ImageSets" / "Segmentation"
    lists.mkdir(parents=True)
    (lists / "train.txt").write_text("2007_000032\n")
    (lists / "val.txt").write_text("2007_000039\n")
    done = bring()
    assert done.told("layout_taken", layout="pascalvoc")
    assert _voc_color(15) == "#c08080"
    assert total(done) == counts(values, values, without=[255])
    assert done.dataset.scheme.names == {0: "background", 15: "person"}
    assert splits(done) == {("2007_000032.jpg", "train"), ("2007_000039.jpg", "val")}


def test_pascal_voc_of_cvat_with_its_labelmap(pair, bring, scene):
    values = values_of(0, 1, 2)
    colors = {0: "#000000", 1: "#fa3253", 2: "#33ddff"}
    pair("JPEGImages/a.png", "SegmentationClass/a.png", coloured(values, colors))
    text = "# label:color_rgb:parts:actions\nbackground:0,0,0::\nbog:250,50,83::\nfen:51,221,255::\n"
    (scene.folder / "in" / "labelmap.txt").write_text(text)
    done = bring()
    assert total(done) == counts(values)
    assert done.dataset.scheme.names == {0: "background", 1: "bog", 2: "fen"}


def test_chips_with_geojson_outlines(scene, bring):
    scene.image("in/source/a.tif", (3, SIDE, SIDE))
    scene.image("in/source/b.tif", (3, SIDE, SIDE), left=LEFT + 100)
    box = shapely.box(LEFT + 10, TOP - 30, LEFT + 40, TOP - 10)
    labels = scene.folder / "in" / "labels"
    labels.mkdir()
    pyogrio.raw.write(
        str(labels / "a.geojson"), shapely.to_wkb(np.array([box])), [], [],
        geometry_type="Polygon", crs="EPSG:32633", driver="GeoJSON",
    )  # fmt: skip
    (labels / "b.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    done = bring()
    assert done.told("layout_taken", layout="buildingchips", count=2)
    assert total(done) == {0: 2 * SIDE * SIDE - 600, 1: 600}
    assert done.dataset.scheme.names == {0: "background", 1: "building"}
    with rasterio.open(next(label for label in done.dataset.tiles.label if Path(label).stem == "a")) as source:
        assert (source.read(1)[10:30, 10:40] == 1).all()


def coco(folder, annotations, categories=((1, "bog"), (2, "fen")), name="annotations/instances_train2017.json"):
    path = folder / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    names = ("a.png", "b.png")
    path.write_text(json.dumps({
        "images": [{"id": number, "file_name": name, "width": SIDE, "height": SIDE} for number, name in enumerate(names, start=7)],
        "annotations": [{"id": n, "image_id": 7, "iscrowd": 0, **entry} for n, entry in enumerate(annotations)],
        "categories": [{"id": number, "name": name} for number, name in categories],
    }))  # fmt: skip


def rectangle(left, top, right, bottom):
    return [[left, top, right, top, right, bottom, left, bottom]]


def packed(lengths):
    """COCO's text for run lengths, as its library writes it."""
    text = ""
    for position, length in enumerate(lengths):
        number = length - lengths[position - 2] if position > 2 else length
        more = True
        while more:
            sign, number = number & 31, number >> 5
            more = number != (-1 if sign & 16 else 0)
            text += chr((sign | (32 if more else 0)) + 48)
    return text


def runs(mask):
    flat = np.concatenate([[0], mask.astype(int).ravel(order="F"), [-1]])
    edges = (
        np.flatnonzero(np.diff(flat)) if flat[1] == 0 else np.concatenate([[0], np.flatnonzero(np.diff(flat[1:])) + 1])
    )
    ends = np.concatenate([edges, [mask.size]]) if edges[-1] != mask.size else edges
    return np.diff(np.concatenate([[0], ends])).tolist()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("write", [list, packed])
def test_run_lengths(seed, write):
    mask = np.random.default_rng(seed).random((40, 30)) < 0.03 * (seed + 1)
    mask[0, 0] = seed % 2
    lengths = runs(mask)
    assert sum(lengths) == mask.size
    assert (run_lengths({"counts": write(lengths), "size": [40, 30]}, (40, 30)) == mask).all()


def test_coco_with_polygons_and_run_lengths(scene, bring):
    for name in ("a", "b"):
        scene.image(f"in/train2017/{name}.png", (3, SIDE, SIDE), crs=None)
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    mask[40:50, 3:9] = True
    coco(scene.folder, [
        {"category_id": 1, "segmentation": rectangle(0, 0, 40, 30)},
        {"category_id": 2, "segmentation": rectangle(10, 10, 20, 20)},
        {"category_id": 2, "segmentation": {"counts": packed(runs(mask)), "size": [SIDE, SIDE]}},
    ])  # fmt: skip
    done = bring()
    assert done.told("layout_taken", layout="coco", count=2)
    assert total(done) == {0: 2 * SIDE * SIDE - 1200 - 60, 1: 1200 - 100, 2: 100 + 60}
    assert done.dataset.scheme.names == {0: "background", 1: "bog", 2: "fen"}
    assert set(done.dataset.tiles.split) == {"train"}


def test_masks_go_before_outlines(pair, scene, bring):
    values = values_of(1, 2)
    pair("images/a.png", "masks/a.png", values)
    coco(scene.folder, [{"category_id": 1, "segmentation": rectangle(0, 0, 40, 30)}])
    done = bring()
    assert done.told("layout_taken", layout="generic")
    assert total(done) == counts(values)
    assert bring(layout="coco").told("layout_taken", layout="coco")


def test_coco_whose_classes_begin_at_0(scene, bring):
    scene.image("in/train/a.png", (3, SIDE, SIDE), crs=None)
    coco(
        scene.folder,
        [{"category_id": 0, "segmentation": rectangle(0, 0, 8, 8)}],
        ((0, "bog"),),
        "train/_annotations.coco.json",
    )
    done = bring()
    assert total(done) == {0: SIDE * SIDE - 64, 1: 64}
    assert done.dataset.scheme.names[1] == "bog"


def test_boxes_without_outlines_are_refused(scene, bring):
    scene.image("in/train2017/a.png", (3, SIDE, SIDE), crs=None)
    coco(scene.folder, [{"category_id": 1, "segmentation": [], "bbox": [0, 0, 9, 9]}])
    with refused("boxes_without_outlines", image="a.png"):
        bring()


def test_yolo(scene, bring):
    for split, name in (("train", "a"), ("val", "b")):
        scene.image(f"in/images/{split}/{name}.jpg", (3, SIDE, SIDE), crs=None)
        folder = scene.folder / "in" / "labels" / split
        folder.mkdir(parents=True)
        (folder / f"{name}.txt").write_text(
            "" if name == "b" else "1 0 0 0.5 0 0.5 0.25 0 0.25\n0 0.25 0 0.5 0 0.5 0.125 0.25 0.125\n"
        )
    (scene.folder / "in" / "data.yaml").write_text("path: .\nnames:\n  0: bog\n  1: 'fen'\n")
    done = bring()
    assert done.told("layout_taken", layout="yolo", count=2)
    assert total(done) == {0: 2 * SIDE * SIDE - 512, 1: 128, 2: 384}
    assert done.dataset.scheme.names == {0: "background", 1: "bog", 2: "fen"}
    assert splits(done) == {("a.jpg", "train"), ("b.jpg", "val")}


@pytest.mark.parametrize(
    ("line", "words"), [("0 0.5 0.5 0.2 0.2", "line 1, is a box"), ("bog 0 0 1 1 1 0", "line 1, is no outline")]
)
def test_yolo_without_outlines_is_refused(scene, bring, line, words):
    scene.image("in/images/a.jpg", (3, SIDE, SIDE), crs=None)
    folder = scene.folder / "in" / "labels"
    folder.mkdir()
    (folder / "a.txt").write_text(line)
    with pytest.raises(BadInput, match=words):
        bring()


@pytest.mark.parametrize(
    ("image", "mask", "top"),
    [
        ("Train/Rural/images_png/1.png", "Train/Rural/masks_png/1.png", 8),
        ("images/M-33-20-D-c-4-2.tif", "masks/M-33-20-D-c-4-2.tif", 5),
        ("train/22678915_15.tif", "train_labels/22678915_15.tif", 2),
        ("flair_aerial_train/D1/Z1/img/IMG_1.tif", "flair_labels_train/D1/Z1/msk/MSK_1.tif", 20),
    ],
)
def test_other_values_are_another_data_set(pair, scene, image, mask, top):
    pair(image, mask, values_of(1, top))
    layout = LAYOUTS["auto"](Listing.of(scene.folder / "in"))
    assert layout.id == "generic"


def test_every_layout_has_its_test():
    drawn = set(Path(__file__).read_text().replace('"', " ").replace(":", " ").split())
    others = {"auto", "generic", "openearthmap", "chesapeake"}
    assert set(LAYOUTS) - others <= drawn
