# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from affine import Affine

from diao_engine.raster.georef import GeoRef
from diao_engine.raster.legend import Legend, read_legend
from diao_engine.raster.read import open_source
from diao_engine.raster.write import create_raster, set_classes, write_class_sidecar

NAMES = {1: "bog & fen", 3: "wood <old>"}
COLORS = {1: "#102030", 3: "#a0b0c0"}


def test_what_is_written_is_read(tmp_path):
    path = str(tmp_path / "classes.tif")
    georef = GeoRef(None, Affine.identity(), (8, 8))
    with create_raster(path, georef, dtype="uint8", nodata=255) as sink:
        sink.write(np.ones((8, 8), dtype="uint8"), 1)
        set_classes(sink, NAMES, COLORS)
    with open_source(path) as source:
        legend = read_legend(source)
    assert legend.names == NAMES
    assert {value: legend.colors[value] for value in NAMES} == COLORS


def test_sidecar_alone_gives_names_and_colours(scene):
    path = scene.raster("plain.tif", np.ones((8, 8), dtype="uint8"))
    write_class_sidecar(path, NAMES, COLORS)
    with open_source(path) as source:
        legend = read_legend(source)
    assert legend.names == NAMES
    assert legend.colors == COLORS


def test_no_legend_and_a_broken_sidecar_give_an_empty_one(scene):
    path = scene.raster("plain.tif", np.ones((8, 8), dtype="uint8"))
    for text in (None, "<PAMDataset><", "<PAMDataset/>"):
        if text is not None:
            (scene.folder / "plain.tif.aux.xml").write_text(text)
        with open_source(path) as source:
            assert read_legend(source).names == {}


def test_names_that_xml_cannot_hold_leave_the_rest_readable(scene):
    """A control character, escaped or not, would make the whole file unreadable."""
    path = scene.raster("plain.tif", np.ones((8, 8), dtype="uint8"))
    names = {1: "a\x00\x0bb\ufffe", 2: """q"u'o]]>te</Category><Category>""", 3: "lake\tof \U0001f40a"}
    write_class_sidecar(path, names, dict.fromkeys(names, "red"))
    with open_source(path) as source:
        legend = read_legend(source)
    assert legend.names == {**names, 1: "a\ufffd\ufffdb\ufffd"}
    assert legend.colors == dict.fromkeys(names, "#808080")


@pytest.mark.parametrize("odd", ["inf", "nan", "²", "1e999", "", "one", "-3", "1.5"])
def test_odd_numbers_in_a_legend_are_passed_over(scene, odd):
    path = scene.raster("plain.tif", np.ones((8, 8), dtype="uint8"), tags={f"CLASS_{odd}": "a", "CLASS_3": "wood"})
    write_class_sidecar(path, NAMES, COLORS)
    sidecar = scene.folder / "plain.tif.aux.xml"
    text = sidecar.read_text()
    for part in ("<F>1</F>", "<Usage>2</Usage>", "<F>16</F>"):
        sidecar.write_text(text.replace(part, part[: part.index(">") + 1] + odd + part[part.rindex("<") :]))
        with open_source(path) as source:
            assert read_legend(source).names[3] in ("wood", NAMES[3])


def test_what_is_no_colour_is_not_in_a_legend():
    assert Legend.of({1: "a"}, {1: "red", 2: "#102030", 3: ""}).colors == {2: "#102030"}


def test_a_colour_that_is_none_is_grey_in_the_colour_table(tmp_path):
    path = str(tmp_path / "classes.tif")
    with create_raster(path, GeoRef(None, Affine.identity(), (8, 8)), dtype="uint8") as sink:
        set_classes(sink, {1: "a"}, {1: "url(#a)"})
    with open_source(path) as source:
        assert source.colormap(1)[1] == (128, 128, 128, 255)


def test_a_sidecar_with_entities_is_not_read(scene):
    path = scene.raster("plain.tif", np.ones((8, 8), dtype="uint8"))
    write_class_sidecar(path, NAMES, COLORS)
    sidecar = scene.folder / "plain.tif.aux.xml"
    sidecar.write_text(f'<!DOCTYPE PAMDataset [<!ENTITY a "bog">]>\n{sidecar.read_text()}')
    with open_source(path) as source:
        assert read_legend(source) == Legend()
