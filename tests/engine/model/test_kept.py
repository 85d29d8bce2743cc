# SPDX-License-Identifier: GPL-2.0-or-later
"""The file beside a model, which people may edit."""

import json
from pathlib import Path

import pytest

from diao_engine.model import card_overrides
from tests.refused import refused


@pytest.fixture
def model(tmp_path):
    def make(values):
        path = str(tmp_path / "model.onnx")
        Path(card_overrides.overrides_file(path)).write_text(json.dumps(values))
        return path

    return make


def test_numbers_and_texts_come_as_such(model):
    values = {"class_names": ["bog", 7], "minority": [1], "divisor": "255", "mean": ["0.5"], "pixel_size": None}
    assert card_overrides.read(model(values)) == card_overrides.CardOverrides(
        ("bog", "7"), None, (1,), None, 255.0, (0.5,)
    )


@pytest.mark.parametrize(
    "values",
    [
        {"class_names": "bog"},
        {"minority": ["bog"]},
        {"divisor": "<b>"},
        {"mean": [[]]},
        {"other": 1},
        {"pixel_size": {}},
        [],
        3,
    ],
)
def test_anything_else_is_one_sentence(model, values):
    with refused("overrides_damaged") as caught:
        card_overrides.read(model(values))
    assert "\n" not in str(caught.value)
