# SPDX-License-Identifier: GPL-2.0-or-later
import pytest

from diao_engine.errors import BadInput
from diao_engine.jobs import JOBS, specs
from diao_engine.preparation.layouts import LAYOUTS, Chesapeake, OpenEarthMap, read_folder


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
        (("train/a_sat.jpg", "train/a_mask.png"), {("train/a_sat.jpg", "train/a_mask.png", "train")}),
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
    with pytest.raises(BadInput, match="name none of its images"):
        read_folder(folder(splits_csv="tile,split\nz.tif,test\n"), "generic")


def test_no_pairs(folder):
    with pytest.raises(BadInput, match="no image with a mask"):
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
    assert [LAYOUTS[name]([]).id for name in choices] == ["generic", "generic", "openearthmap", "chesapeake"]
