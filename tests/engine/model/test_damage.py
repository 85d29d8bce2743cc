# SPDX-License-Identifier: GPL-2.0-or-later
"""Cards, overrides and metadata that were damaged at random are used or end as one sentence, and never as anything else."""

import copy
import dataclasses
import json
import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diao_engine.errors import BadInput
from diao_engine.inference.confine import Needs
from diao_engine.inference.external_models import inspect_output
from diao_engine.inference.load import load_predictor
from diao_engine.inference.predictor import Batches
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model import card_overrides, package
from diao_engine.model.card import ModelCard, Normalisation
from diao_engine.protocol.progress import ProgressReporter
from tests.engine.networks import DEEPNESS as DEEPNESS_OF_NETWORKS
from tests.engine.networks import pixelwise, save
from tests.refused import refused

CARD = ModelCard(
    classes=(ClassInfo(1, "forest", "#00ff00"), ClassInfo(5, "peat", "#aa0000", is_rare=True)),
    bands=("red", "green"),
    dtype="uint8",
    normalisation=Normalisation((0.0, 0.0), (255.0, 255.0), (51.0, 102.0), (25.5, 51.0)),
    pixel_size=0.6,
    pixel_unit="metre",
    prior_natural=(0.98, 0.02),
    prior_train=(0.7, 0.3),
    metrics={"miou": 0.5, "iou": [0.4, None]},
)
DEEPNESS = {
    "model_type": "Segmentor", "class_names": {"0": "a", "1": "b"}, "resolution": 50, "tiles_overlap": 10, "tile_size": 256,
    "standardization_mean": [0.5, 0.25], "standardization_std": [0.5, 1.0],
}  # fmt: skip
ODD = st.one_of(
    st.sampled_from([
        None, True, "", "nan", "five", "<b>", -1, 0, 1, 1.5, 1e-320, 1e300, 10**400, math.nan, math.inf, [], {}, [None], [[]],
        {"a": 1}, "0.5", [0, 0], ["a", "b", "c"], {"x": "y"}, 65536,
    ]),
    st.text(max_size=8), st.integers(-(2**70), 2**70), st.floats(),
)  # fmt: skip


def silent():
    return ProgressReporter(lambda event: None)


def places(value, path=()):
    """The paths to all values of a JSON document."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from places(entry, (*path, key))


@st.composite
def damaged(draw, document):
    """A document with one or two of its values exchanged or removed."""
    document = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from([path for path in places(document) if path]))
        holder = document
        for key in way:
            holder = holder[key]
        if draw(st.booleans()) and isinstance(holder, dict):
            del holder[last]
        else:
            holder[last] = copy.deepcopy(draw(ODD))  # a list may be damaged in the next round
    return document


def attempt(read):
    """What was read, or None for what was refused in one sentence."""
    try:
        return read()
    except BadInput as problem:
        sentence = str(problem)
    assert "\n" not in sentence
    assert len(sentence) < 400
    return None


def is_usable(card):
    """What every user of a card relies on."""
    pixels = np.full((len(card.bands), 2, 2), 7.0)
    assert np.isfinite(card.normalisation.apply(pixels)).all()
    assert len(set(card.values)) == len(card.values)
    assert all(0 <= value <= 65535 for value in (*card.values, card.ignore))
    assert card.pixel_size is None or 0 < card.pixel_size < math.inf
    assert card.tile_size >= 1
    assert card.divisor >= 1
    assert card.overlap >= 0
    assert all(
        not prior or (len(prior) == len(card.classes) and sum(prior) > 0)
        for prior in (card.prior_natural, card.prior_train)
    )
    json.loads(card.to_json())


@given(damaged(json.loads(CARD.to_json())))
@settings(max_examples=300)
def test_cards(document):
    card = attempt(lambda: ModelCard.from_json(json.dumps(document)))
    if card is not None:
        is_usable(card)


@given(st.text(max_size=40))
def test_texts_instead_of_cards(text):
    with refused("card_damaged"):
        ModelCard.from_json(text)


@given(damaged(DEEPNESS), st.sampled_from([json.dumps, repr, str]))
@settings(max_examples=300)
def test_metadata_of_deepness(document, write):
    try:
        metadata = {key: write(value) for key, value in document.items()}
    except ValueError:  # Python writes no integer of so many digits
        return
    card = attempt(lambda: package.card_from_deepness(metadata, (1, 2, "h", "w"), (1, 2, "h", "w")))
    if card is not None:
        is_usable(card)
        assert len(card.classes) == 2


FULL = {
    "class_names": ["a", "b"], "class_colors": ["#000000", "#ffffff"], "minority": [1], "bands": ["r", "g"], "divisor": 255.0,
    "mean": [0.5, 0.5], "std": [0.2, 0.2], "pixel_size": 0.5,
}  # fmt: skip


@given(damaged(FULL))
@settings(max_examples=300)
def test_overrides(tmp_path_factory, document):
    path = str(tmp_path_factory.getbasetemp() / "damaged.onnx")
    bare = dataclasses.replace(CARD, output="unknown")
    with open(card_overrides.overrides_file(path), "w", encoding="utf-8") as file:
        json.dump(document, file)
    card = attempt(lambda: card_overrides.apply(bare, card_overrides.read(path), path))
    if card is not None:
        is_usable(card)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"normalisation": {"low": [0, 0], "high": [9, 9], "mean": [1, 1], "std": [1, 0]}},
            r"normalisation\.std\[1\] must be .* got 0",
        ),
        (
            {"normalisation": {"low": [0, 0], "high": [9, 9], "mean": [1, math.nan], "std": [1, 1]}},
            r"normalisation\.mean\[1\]",
        ),
        ({"pixel_size": -2}, "pixel_size must be a finite number above 0, got -2"),
        (
            {"classes": [{"value": 70000, "name": "a", "color": ""}]},
            r"classes\[0\]\.value must be a whole number from 0 to 65535",
        ),
        ({"format_version": 99}, "format 99, newer than 1; update the plugin"),
    ],
)
def test_the_part_is_named(changes, words):
    with pytest.raises(BadInput, match=words):
        ModelCard.from_json(json.dumps(json.loads(CARD.to_json()) | changes))


def test_plain_texts_and_numbers_in_words_are_read():
    metadata = {
        "class_names": "forest, water",
        "standardization_mean": "0.5, 0.25",
        "tile_size": "'128'",
        "resolution": "10",
    }
    card = package.card_from_deepness(metadata, (1, 2, "h", "w"), (1, 2, "h", "w"))
    assert list(card.names.values()) == ["forest", "water"]
    assert card.normalisation.mean == (127.5, 63.75)
    assert (card.tile_size, card.pixel_size) == (128, 0.1)
    with refused("metadata_damaged", reason="field_rule"):
        package.card_from_deepness(metadata | {"tile_size": "small"}, (1, 2, "h", "w"), (1, 2, "h", "w"))


def test_bands_last_are_named():
    with refused("bands_last") as caught:
        package.card_from_deepness({}, (1, 256, 256, 3), (1, 256, 256, 5))
    assert len(str(caught.value)) < 250


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=6), st.integers(0, 3))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_onnx_files(tmp_path_factory, changes, cut):
    """Bytes that were exchanged, or an end that is missing: described, loaded and run, or refused."""
    path = tmp_path_factory.getbasetemp() / "bytes.onnx"
    save(pixelwise(np.eye(3)), path, DEEPNESS_OF_NETWORKS)
    content = bytearray(path.read_bytes())
    for position, value in changes:
        content[position % len(content)] = value
    path.write_bytes(content[: len(content) - cut])

    def use():
        card = package.describe(str(path))
        predictor = load_predictor(str(path), device="cpu", trusted=True, needs=Needs(), report=silent())
        batches = Batches(predictor, silent())
        return inspect_output(batches, card, shape=predictor.input, size=32, integers=predictor.takes_integers)

    attempt(use)
