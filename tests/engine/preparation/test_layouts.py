# SPDX-License-Identifier: GPL-2.0-or-later
from pathlib import Path

import numpy as np
import pytest
import rasterio

from diao_engine.jobs import JOBS, specs
from diao_engine.preparation.layouts import LAYOUTS, read_folder
from diao_engine.preparation.layouts.base import Listing
from diao_engine.preparation.layouts.land_cover import Chesapeake, OpenEarthMap
from tests.refused import refused


@pytest.fixture
def folder(tmp_path):
    def make(*names, **texts):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        for name, text in texts.items():
            (tmp_path / name.replace("_txt", ".txt").replace("_csv", ".csv")).write_text(text)
        return str(tmp_path)

    return make


def found(root, layout="auto"):
    chosen, folder = read_folder(root, layout)
    pairs = {
        (str(picture.image)[len(root) + 1 :], str(picture.mask)[len(root) + 1 :], picture.split)
        for picture in folder.pairs
    }
    return chosen.id, pairs, folder


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (("images/a.tif", "masks/a.tif"), {("images/a.tif", "masks/a.tif", "")}),
        (("Images/a.JPG", "Labels/a.PNG"), {("Images/a.JPG", "Labels/a.PNG", "")}),
        (("img/a_sat.jpg", "gt/a_mask.png"), {("img/a_sat.jpg", "gt/a_mask.png", "")}),
        (("a_image.tif", "a_mask.tif"), {("a_image.tif", "a_mask.tif", "")}),
        (("a.tif", "a-label.tif"), {("a.tif", "a-label.tif", "")}),
        (("train/images/a.tif", "train/masks/a.tif", "val/images/a.tif", "val/masks/a.tif"),
         {("train/images/a.tif", "train/masks/a.tif", "train"), ("val/images/a.tif", "val/masks/a.tif", "val")}),
        (("images/training/a.png", "annotations/training/a.png", "images/validation/b.png", "annotations/validation/b.png"),
         {("images/training/a.png", "annotations/training/a.png", "train"),
          ("images/validation/b.png", "annotations/validation/b.png", "val")}),
        (("train/a_sat.jpg", "train/a_mask.png"), {("train/a_sat.jpg", "train/a_mask.png", "")}),
        (("images/a.tif", "masks/a.tif", "mosaic/b_image.tif", "mosaic/b_mask.tif", ".hidden/images/c.tif", "images/.d.tif"),
         {("images/a.tif", "masks/a.tif", "")}),
    ],
)  # fmt: skip
def test_generic_folders(folder, names, pairs):
    layout, got, read = found(folder(*names))
    assert (layout, got) == ("generic", pairs)
    assert read.unpaired == ()


def test_files_without_partner_are_told(folder):
    _, pairs, read = found(
        folder("images/a.tif", "masks/a.tif", "images/b.tif", "masks/c.tif", "images/a.png", "images/notes.txt")
    )
    assert len(pairs) == 1
    assert sorted(path.name for path in read.unpaired) == ["a.tif", "b.tif", "c.tif"]


def test_split_table_decides_and_leaves_out_what_it_does_not_name(folder):
    root = folder(
        "train/images/a.tif", "train/masks/a.tif", "train/images/b.tif", "train/masks/b.tif",
        splits_csv="tile,cluster,split\na.tif,1,test\n",
    )  # fmt: skip
    _, pairs, read = found(root)
    assert {split for _, _, split in pairs} == {"test"}
    assert read.unlisted == 1
    with refused("lists_name_none"):
        read_folder(folder(splits_csv="tile,split\nz.tif,test\n"), "generic")


def test_no_pairs(folder):
    with refused("no_pair"):
        read_folder(folder("a.tif", "b.tif"), "auto")


def test_openearthmap(folder):
    root = folder(
        "aachen/images/aachen_1.tif", "aachen/labels/aachen_1.tif", "accra/images/accra_2.tif", "accra/labels/accra_2.tif",
        "accra/images/accra_3.tif", train_txt="aachen_1.tif\n", val_txt="accra_2.tif\n", test_txt="accra_3.tif\n",
    )  # fmt: skip
    layout, pairs, read = found(root)
    assert layout == "openearthmap"
    assert {(image.rpartition("/")[2], split) for image, _, split in pairs} == {
        ("aachen_1.tif", "train"),
        ("accra_2.tif", "val"),
    }
    assert len(read.unpaired) == 1
    assert OpenEarthMap.legend.colors[8] == "#de1f07"


def labels(root, *names, values=(0, 1, 8), bands=3, dtype="uint8"):
    """Images and label rasters with these values, one pair per name."""
    for name in names:
        for kind, count, pixels in (("images", bands, dtype), ("labels", 1, "uint8")):
            path = Path(root, name.format(kind))
            path.parent.mkdir(parents=True, exist_ok=True)
            shape = {"width": len(values), "height": 1, "count": count}
            with rasterio.open(path, "w", driver="GTiff", **shape, dtype=pixels) as sink:
                sink.write(np.array([[values]] * count, dtype=pixels))


def test_openearthmap_without_lists_is_told_by_names_and_values(tmp_path):
    labels(tmp_path, "tokyo/{}/tokyo_1.tif", "tokyo/{}/tokyo_22.tif", "accra/{}/accra_2.tif")
    assert found(str(tmp_path))[0] == "openearthmap"
    layout, pairs, _ = found(str(tmp_path / "tokyo"))
    assert layout == "openearthmap"
    assert {split for _, _, split in pairs} == {""}
    (tmp_path / "train.txt").write_text("accra_2.tif\ntokyo_22.tif\n")
    (tmp_path / "val.txt").write_text("tokyo_1.tif\n")
    _, pairs, _ = found(str(tmp_path / "tokyo"))
    assert {(image, split) for image, _, split in pairs} == {
        ("images/tokyo_1.tif", "val"),
        ("images/tokyo_22.tif", "train"),
    }


@pytest.mark.parametrize(
    ("name", "values"),
    [("tokyo/{}/tokyo_1.tif", (0, 1, 9)), ("tokyo/{}/field_1.tif", (0, 1, 8)), ("tokyo/{}/tokyo.tif", (1, 2))],
)
def test_own_images_and_labels_are_not_taken_for_openearthmap(tmp_path, name, values):
    labels(tmp_path, name, values=values)
    assert found(str(tmp_path))[0] == "generic"


def test_openearthmap_in_one_pair_of_folders_is_told_by_its_regions_and_values(tmp_path):
    labels(tmp_path, "{}/tokyo_1.tif", "{}/kujawsko-pomorskie_22.tif", values=(0, 1, 5, 8))
    assert found(str(tmp_path))[0] == "openearthmap"
    (tmp_path / "train.txt").write_text("tokyo_1.tif\n")
    (tmp_path / "val.txt").write_text("kujawsko-pomorskie_22.tif\n")
    layout, pairs, _ = found(str(tmp_path))
    assert layout == "openearthmap"
    assert {(image, split) for image, _, split in pairs} == {
        ("images/tokyo_1.tif", "train"),
        ("images/kujawsko-pomorskie_22.tif", "val"),
    }


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("{}/tokyo_1.tif", {"values": (0, 1, 2)}),  # two classes are anybody's
        ("{}/tokyo_1.tif", {"values": (1, 2, 9)}),
        ("{}/field_1.tif", {"values": (1, 2, 3)}),
        ("{}/tokyo.tif", {"values": (1, 2, 3)}),
        ("{}/tokyo_1.tif", {"values": (1, 2, 3), "bands": 4}),
        ("{}/tokyo_1.tif", {"values": (1, 2, 3), "dtype": "uint16"}),
    ],
)
def test_own_folders_of_a_town_are_not_taken_for_openearthmap(tmp_path, name, options):
    labels(tmp_path, name, **options)
    assert found(str(tmp_path))[0] == "generic"


def test_own_classes_of_a_town_are_not_taken_for_openearthmap(tmp_path):
    labels(tmp_path, "{}/tokyo_1.tif", values=(1, 2, 3))
    assert found(str(tmp_path))[0] == "openearthmap"
    (tmp_path / "classes.csv").write_text("value,name\n1,pond\n2,bog\n3,wood\n")
    assert found(str(tmp_path))[0] == "generic"


def test_links_to_folders_are_followed_and_circles_left(tmp_path):
    labels(tmp_path / "disk", "{}/a.tif", "{}/b.tif")
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    for kind in ("images", "labels"):
        (chosen / kind).symlink_to(tmp_path / "disk" / kind, target_is_directory=True)
        (tmp_path / "disk" / kind / "again").symlink_to(chosen, target_is_directory=True)
    _, pairs, _ = found(str(chosen), "generic")
    assert ("images/a.tif", "labels/a.tif", "") in pairs
    assert ("images/b.tif", "labels/b.tif", "") in pairs


def test_chesapeake(folder):
    place = "de_1m_2013_extended-debuffered-{}_tiles/m_38_ne_{}"
    names = [
        f"{place.format(split, split)}_{kind}.tif"
        for split in ("train", "val")
        for kind in ("naip-new", "naip-old", "lc", "nlcd")
    ]
    layout, pairs, read = found(folder(*names))
    assert layout == "chesapeake"
    assert {split for _, _, split in pairs} == {"train", "val"}
    assert all(image.endswith("naip-new.tif") and mask.endswith("_lc.tif") for image, mask, _ in pairs)
    assert read.unpaired == ()
    assert Chesapeake.ignored == {0, 15}


def test_layouts_are_the_choices_of_the_job():
    choices = next(spec.choices for spec in specs(JOBS["importdataset"]) if spec.name == "layout")
    assert list(choices) == list(LAYOUTS)
    nowhere = Listing(Path("nowhere"), ())
    assert [LAYOUTS[name](nowhere).id for name in choices] == ["generic", *list(choices)[1:]]
