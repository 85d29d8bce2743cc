# SPDX-License-Identifier: GPL-2.0-or-later
import dataclasses
import json

import numpy as np
import pytest

from diao_engine.errors import BadInput
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model.card import _READERS, ModelCard, Normalisation
from tests.refused import refused

CARD = ModelCard(
    classes=(ClassInfo(0, "forest", "#00ff00"), ClassInfo(7, "peat „bog“", "#aa0000", is_rare=True)),
    bands=("red", "nir"),
    dtype="uint16",
    normalisation=Normalisation((1.0, 2.0), (900.0, 800.5), (100.0, 90.0), (20.0, 10.0)),
    ignore=0xFFFF,
    pixel_size=0.6,
    pixel_unit="metre",
    prior_natural=(0.98, 0.02),
    prior_train=(0.7, 0.3),
    prior_correction=0.4,
    metrics={"miou": 0.5, "iou": {"forest": None}},
)


def test_a_card_survives_json():
    assert ModelCard.from_json(CARD.to_json()) == CARD


def test_unknown_keys_are_passed_over():
    read = json.loads(CARD.to_json())
    read["later"] = read["classes"][0]["later"] = read["normalisation"]["later"] = [1]
    assert ModelCard.from_json(json.dumps(read)) == CARD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"classes": 3}',
        CARD.to_json().replace('"red"', '"red", "green"'),
        CARD.to_json()[:-9],
        CARD.to_json().replace("0.4", "NaN"),
    ],
)
def test_a_damaged_card_is_one_sentence(text):
    with refused("card_damaged"):
        ModelCard.from_json(text)


def test_classes_by_value():
    assert CARD.values == (0, 7)
    assert CARD.minority == (7,)
    assert CARD.names[7] == "peat „bog“"
    assert CARD.colors == {0: "#00ff00", 7: "#aa0000"}
    assert CARD.pixel_size_m == 0.6


@pytest.mark.parametrize("dtype", ["uint16", "int32", "float64"])
def test_normalisation_clips_then_standardises(dtype):
    pixels = np.array([[[0, 100, 5000]], [[2, 90, 100]]], dtype=dtype)
    expected = [[[(1 - 100) / 20, 0, 40]], [[-8.8, 0, 1]]]
    found = CARD.normalisation.apply(pixels)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    np.testing.assert_array_equal(CARD.normalisation.apply(pixels[None])[0], found)


@pytest.mark.parametrize(
    ("key", "value"),
    [("pixel_size", "<b>"), ("tile_size", "<b>"), ("tile_size", 1e999), ("bands", "ab"), ("prior_natural", ["<b>", "<b>"]),
     ("prior_train", [0.5]), ("prior_train", 0.5), ("metrics", "<b>"), ("training", ["<b>"]), ("normalisation", {"low": []}),
     ("normalisation", {"low": [1], "high": [1, 2], "mean": [1, 2], "std": [1, 2]}), ("classes", [{"value": "<b>"}]),
     ("classes", {"value": 1}), ("classes", []), ("missing", "classes"), ("scales", [1.0, 1.0])],
)  # fmt: skip
def test_a_card_of_other_types_is_damaged(key, value):
    with refused("card_damaged"):
        ModelCard.from_json(json.dumps(json.loads(CARD.to_json()) | {key: value}))


def test_pixels_are_of_a_type_that_rasters_have():
    for dtype in ("", "uint8", "float16", "int64"):
        assert ModelCard.from_json(json.dumps(json.loads(CARD.to_json()) | {"dtype": dtype})).dtype == dtype
    for dtype in ("byte", "complex64", "<b>", 3, None):
        with pytest.raises(BadInput) as caught:
            ModelCard.from_json(json.dumps(json.loads(CARD.to_json()) | {"dtype": dtype}))
        (sentence,) = caught.value.sentences
        reason = sentence.arguments["reason"]
        assert (reason.code, reason.arguments["place"], reason.arguments["value"]) == (
            "field_rule",
            "dtype",
            repr(dtype),
        )


def test_a_later_card_is_called_that_whatever_it_lacks():
    with refused("card_newer", version=99):
        ModelCard.from_json(json.dumps({"format_version": 99}))


def test_texts_are_texts_and_colours_are_colours():
    read = json.loads(CARD.to_json()) | {"created": 5, "bands": [1, None]}
    read["classes"] = [{"value": "4", "name": 4, "color": "red"}, {"value": 7, "name": None, "color": None}]
    card = ModelCard.from_json(json.dumps(read))
    assert (card.created, card.bands) == ("5", ("1", "None"))
    assert card.classes == (ClassInfo(4, "4", ""), ClassInfo(7, "None", ""))
    assert ClassInfo(1, "a", '#000000" onload="x').color == ""


def test_every_part_of_a_card_has_its_type():
    assert set(_READERS) == {field.name for field in dataclasses.fields(ModelCard)}
