# SPDX-License-Identifier: GPL-2.0-or-later
import dataclasses
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from diao_engine.errors import BadInput
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model import package
from diao_engine.model.card import ModelCard, Normalisation

CARD = ModelCard(
    classes=(ClassInfo(1, "forest", "#00ff00"), ClassInfo(5, "peat", "#aa0000", is_rare=True)),
    bands=("red", "green"),
    dtype="uint8",
    normalisation=Normalisation((0, 0), (255, 255), (51.0, 102.0), (25.5, 51.0)),
    pixel_size=0.6,
    pixel_unit="metre",
    tile_size=256,
    overlap=64,
)


def identity(input_shape=("batch", 2, "height", "width"), output_shape=None):
    """A network that gives its input back."""
    graph = helper.make_graph(
        [helper.make_node("Identity", ["input"], ["logits"])],
        "identity",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, input_shape)],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, output_shape or input_shape)],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def metadata_of(path):
    return {entry.key: entry.value for entry in onnx.load_model(path).metadata_props}


@pytest.fixture
def model_file(tmp_path):
    path = str(tmp_path / "model.onnx")
    package.write(path, identity(), CARD)
    return path


def test_the_card_comes_back(model_file):
    assert package.describe(model_file) == CARD


def test_bytes_are_taken_too_and_an_older_card_is_replaced(tmp_path, model_file):
    path = str(tmp_path / "again.onnx")
    other = dataclasses.replace(CARD, tile_size=512)
    package.write(path, onnx.load_model(model_file).SerializeToString(), other)
    assert package.describe(path) == other
    assert len(onnx.load_model(path).metadata_props) == len(metadata_of(path))


def test_it_runs_with_any_size(model_file):
    session = onnxruntime.InferenceSession(model_file, providers=["CPUExecutionProvider"])
    pixels = np.random.default_rng(0).random((3, 2, 5, 7), dtype=np.float32)
    np.testing.assert_array_equal(session.run(["logits"], {"input": pixels})[0], pixels)


def test_keys_of_deepness_as_deepness_reads_them(model_file):
    meta = metadata_of(model_file)
    read = {key: json.loads(text) for key, text in meta.items()}
    assert read["model_type"] == "Segmentor"
    assert read["class_names"] == {"0": "forest", "1": "peat"}
    assert read["resolution"] == pytest.approx(60)
    assert (read["tile_size"], read["tiles_overlap"]) == (256, 25)
    pixels = np.array([10.0, 200.0])
    theirs = (pixels / 255 - read["standardization_mean"]) / read["standardization_std"]
    ours = CARD.normalisation.apply(pixels[:, None, None]).ravel()
    np.testing.assert_allclose(theirs, ours, rtol=1e-6)


def test_a_model_made_for_deepness_opens(tmp_path):
    model = identity((1, 3, 512, 512), (1, 4, 512, 512))
    metadata = {
        "model_type": json.dumps("Segmentor"),
        "class_names": str({0: "_background", 1: "building", 2: "woodland", 3: "water"}),  # a Python literal
        "resolution": "50",
        "tiles_overlap": "10",
        "standardization_mean": "[0.5, 0.25, 0]",
        "standardization_std": "[0.5, 1.0, 1.0]",
    }
    helper.set_model_props(model, metadata)
    path = str(tmp_path / "foreign.onnx")
    onnx.save_model(model, path)
    assert package.CARD_KEY not in metadata_of(path)
    card = package.describe(path)
    assert card.names == {0: "_background", 1: "building", 2: "woodland", 3: "water"}
    assert (card.tile_size, card.overlap, card.pixel_size_m, card.output) == (512, 51, 0.5, "unknown")
    pixels = np.full((3, 1, 1), 51, dtype=np.uint8)
    np.testing.assert_allclose(card.normalisation.apply(pixels).ravel(), [-0.6, -0.05, 0.2], rtol=1e-5)


def test_what_deepness_leaves_out_is_filled_in():
    card = package.card_from_deepness({}, (None, 5, None, None), ("b", 2, "h", "w"))
    assert card.names == {0: "class 0", 1: "class 1"}
    assert len(card.bands) == 5
    assert card.pixel_size is None
    pixels = np.full((5, 1, 1), 255, dtype=np.uint8)
    np.testing.assert_allclose(card.normalisation.apply(pixels), 1.0)


@pytest.mark.parametrize(
    ("names", "expected"), [("{}", ["background", "class 1"]), ('{"0": "crop"}', ["background", "crop"])]
)
def test_one_output_channel_means_two_classes(names, expected):
    card = package.card_from_deepness({"class_names": names}, (1, 3, 64, 64), (1, 1, 64, 64))
    assert list(card.names.values()) == expected


def test_classes_that_are_not_told_are_none():
    card = package.card_from_deepness({}, (1, 3, 64, 64), (1, "c", 64, 64))
    assert card.classes == ()
    assert card.missing == ("classes", "normalisation", "pixel_size")


@pytest.mark.parametrize(
    ("metadata", "input_shape", "output_shape", "sentence"),
    [
        ({"model_type": '"Detector"'}, (1, 3, 64, 64), (1, 2, 64, 64), "is a Deepness Detector"),
        ({}, (1, 3), (1, 2), "choose a segmentation model"),
        ({}, ("b", "c", 64, 64), (1, 2, 64, 64), "choose a segmentation model"),
        ({"standardization_mean": "[0.5]"}, (1, 3, 64, 64), (1, 2, 64, 64), "but it has 3 bands"),
    ],
)
def test_foreign_models_that_cannot_be_used(metadata, input_shape, output_shape, sentence):
    with pytest.raises(BadInput, match=sentence):
        package.card_from_deepness(metadata, input_shape, output_shape)


@pytest.mark.parametrize("content", [b"", b"this is text, not a model\n" * 20, b"\x00" * 64, None, "half"])
def test_what_is_no_model_is_one_sentence(tmp_path, model_file, content):
    path = tmp_path / "broken.onnx"
    if content == "half":
        whole = Path(model_file).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match=r"broken\.onnx (is not an ONNX model|does not exist)"):
        package.describe(str(path))
