# SPDX-License-Identifier: GPL-2.0-or-later
"""Foreign models of every kind: what is found, what is asked for, what is kept, and that mapping uses it."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch

from diao_engine.errors import BadInput
from diao_engine.jobs import DescribeModel, Segment, problems
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model.card import ModelCard as Card
from diao_engine.model.card import Normalisation
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.raster.legend import read_legend
from diao_engine.run import modelcard, segment
from tests.engine.networks import DEEPNESS, pixelwise, save
from tests.refused import refused

TOLD = {"class_names": 'bog, "wood, wet", lake', "class_colors": "#aa5500, #00aa00, #0000ff", "minority": "bog, lake"}


@pytest.fixture
def describe(tmp_path):
    """Run the job; the card that it wrote, what it returned, and the page."""

    def call(model, **values):
        card, page = str(tmp_path / "card.json"), str(tmp_path / "page.html")
        outputs = modelcard.run(
            DescribeModel(model=model, card=card, report=page, trust_model=True, **values),
            ProgressReporter(lambda event: None),
        )
        return json.loads(Path(card).read_text()), outputs, Path(page).read_text()

    return call


@pytest.fixture
def mapped(scene, tmp_path):
    """Map random pixels of three bands; pixels, class raster, legend, and what was said."""

    def call(model, dtype="uint8"):
        pixels = np.random.default_rng(0).integers(1, 250, (3, 40, 50)).astype(dtype)
        events, place = [], str(tmp_path / "map.tif")
        job = Segment(input=scene.raster("a.tif", pixels), model=model, output=place, trust_model=True)
        segment.run(job, ProgressReporter(events.append))
        with rasterio.open(place) as source:
            found = source.read(1), read_legend(source)
        return pixels, *found, [str(event.text) for event in events if type(event).__name__ == "Message"]

    return call


@pytest.fixture
def scripted(tmp_path):
    """A TorchScript model, (bands) -> (classes), of one convolution."""

    def make(bands, classes):
        path = str(tmp_path / "model.pt")
        torch.jit.script(torch.nn.Conv2d(bands, classes, 1).eval()).save(path)
        return path

    return make


def test_our_own_models_say_everything(describe, tmp_path):
    card = Card(
        classes=(ClassInfo(5, "forest", "#00aa00"), ClassInfo(2, "peat", "#aa5500", True)),
        bands=("red", "nir"), dtype="uint8", normalisation=Normalisation((0.0,) * 2, (9.0,) * 2, (0.0,) * 2, (1.0,) * 2),
        prior_natural=(0.9, 0.1), prior_train=(0.5, 0.5), metrics={"iou": [0.9, 0.4]}, training={"loss": "focal"},
    )  # fmt: skip
    path = save(pixelwise(np.eye(2)), tmp_path / "own.onnx", card=card)
    found, outputs, page = describe(path)
    assert Card.from_json(json.dumps(found)) == card
    assert (outputs["class_count"], outputs["band_count"]) == (2, 2)
    assert "forest" in page
    assert "focal" in page
    assert not Path(path + ".card.json").exists()
    with refused("card_of_its_own"):
        describe(path, class_names="a, b")
    recolored, _, _ = describe(path, class_colors="#112233, #445566")
    assert [entry["color"] for entry in recolored["classes"]] == ["#112233", "#445566"]
    assert [entry["name"] for entry in recolored["classes"]] == ["forest", "peat"]


def test_deepness_models_are_asked_for_little(describe, tmp_path):
    path = save(pixelwise(np.eye(3)), tmp_path / "deepness.onnx", {**DEEPNESS, "resolution": 60})
    found, _, page = describe(path)
    assert [entry["name"] for entry in found["classes"]] == ["other", "peat", "water"]
    assert found["missing"] == ["classes"]
    assert "does not say: classes" in page


def test_what_is_told_is_kept_and_used(describe, mapped, tmp_path):
    path = save(pixelwise(np.eye(3)), tmp_path / "plain.onnx")
    before = Path(path).read_bytes()
    assert describe(path)[0]["missing"] == ["classes", "normalisation", "pixel_size"]
    describe(path, **TOLD)
    found, _, _ = describe(path, divisor=1000, pixel_size=0)
    assert found["missing"] == []
    assert [entry["name"] for entry in found["classes"]] == ["bog", "wood, wet", "lake"]
    assert [entry["minority"] for entry in found["classes"]] == [True, False, True]
    assert describe(path)[0] == found
    assert Path(path).read_bytes() == before
    pixels, classes, legend, said = mapped(path, dtype="uint16")
    assert (classes == pixels.argmax(axis=0)).all()
    assert legend.names == {0: "bog", 1: "wood, wet", 2: "lake"}
    assert legend.minority == (0, 2)
    assert not any("normalised" in text for text in said)


def test_told_numbers_are_what_the_model_sees(describe, mapped, tmp_path):
    # Of two classes the second wins where the standardised first band is above zero, that is above 100.
    path = save(pixelwise([[0, 0, 0], [1, 0, 0]]), tmp_path / "plain.onnx")
    describe(path, divisor=200, mean="0.5, 0, 0", std="0.25, 1, 1")
    pixels, classes, _, _ = mapped(path, dtype="float32")
    clear = pixels[0] != 100
    assert (classes == (pixels[0] > 100))[clear].all()


@pytest.mark.parametrize("bands", [1, 3, 4, 7])
def test_torch_models_are_tried_out(describe, scripted, bands):
    path = scripted(bands, 5)
    found, outputs, _ = describe(path)
    assert outputs["band_count"] == bands
    assert [entry["name"] for entry in found["classes"]] == [f"class {value}" for value in range(5)]
    assert {"classes", "normalisation", "pixel_size"} <= set(found["missing"])


def test_a_torch_model_keeps_what_is_told(describe, mapped, scripted):
    path = scripted(3, 3)
    describe(path, bands="red, green, blue", divisor=255, **TOLD)
    found, _, _ = describe(path)
    assert found["bands"] == ["red", "green", "blue"]
    assert found["missing"] == ["pixel_size"]
    _, _, legend, said = mapped(path)
    assert legend.names[1] == "wood, wet"
    assert not any("normalised" in text for text in said)


def test_class_numbers_need_names_once(describe, mapped, tmp_path):
    path = save(pixelwise(np.eye(3), end="ArgMax"), tmp_path / "numbers.onnx")
    with refused("output_without_classes"):
        describe(path)
    with refused("output_without_classes"):
        mapped(path)
    describe(path, class_names="a, b, c")
    pixels, classes, legend, _ = mapped(path)
    assert (classes == pixels.argmax(axis=0)).all()
    assert legend.names == {0: "a", 1: "b", 2: "c"}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"class_names": "a, b"}, r"has 3 classes and 2 were given \(a, b\)"),
        ({"class_colors": "#ffffff"}, "has 3 classes and 1 were given"),
        ({"bands": "red"}, "has 3 bands and 1 were given"),
        ({"mean": "1, 2"}, "has 3 bands and 2 were given"),
        ({"minority": "moor"}, "There is no class 'moor'"),
    ],
)
def test_what_does_not_fit_is_said_and_not_kept(describe, tmp_path, told, sentence):
    path = save(pixelwise(np.eye(3)), tmp_path / "plain.onnx")
    with pytest.raises(BadInput, match=sentence):
        describe(path, **told)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["plain.onnx"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"class_colors": "red"}, "written as #rrggbb, got 'red'"),
        ({"mean": "1, x"}, "Mean per band must be numbers separated by commas, got 'x'"),
        ({"std": "1, 0, 1"}, "must not be 0"),
        ({"divisor": 0.0}, "Divide pixel values by must be at least"),
    ],
)
def test_wrong_values_are_said_before_the_model_is_opened(tmp_path, told, sentence):
    path = save(pixelwise(np.eye(3)), tmp_path / "plain.onnx")
    assert any(sentence in told for told in problems(DescribeModel(model=path, **told)))


def test_a_damaged_note_is_said(describe, mapped, tmp_path):
    path = save(pixelwise(np.eye(3)), tmp_path / "plain.onnx")
    Path(path + ".card.json").write_text('{"bands": ')
    for use in (describe, mapped):
        with refused("overrides_damaged"):
            use(path)


@pytest.mark.parametrize(
    ("metrics", "is_told"), [({"best_epoch": 5, "epochs": 7}, True), ({}, False), ({"epochs": "x"}, False)]
)
def test_the_report_says_which_epoch_the_model_is_of(describe, tmp_path, metrics, is_told):
    card = Card(
        classes=(ClassInfo(1, "bog"), ClassInfo(2, "wood")), bands=("a",), dtype="uint8",
        normalisation=Normalisation((0.0,), (1.0,), (0.0,), (1.0,)), tile_size=32, overlap=8,
        metrics=metrics, training={"epochs": 15},
    )  # fmt: skip
    _, _, page = describe(save(pixelwise([[1.0], [2.0]]), tmp_path / "model.onnx", card=card))
    assert ("5, the best of 7" in page) is is_told
