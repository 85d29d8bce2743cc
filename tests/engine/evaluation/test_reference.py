# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest

from diao_engine.errors import BadInput
from diao_engine.evaluation.compare import count_pairs
from diao_engine.evaluation.reference import class_values

NAMES = {1: "Forest", 4: "peat land"}


def values(column):
    found, known = class_values(np.array(column), NAMES, "class of a.gpkg")
    return [int(value) if there else None for value, there in zip(found, known, strict=True)]


def test_names_in_any_case_and_numbers_as_text_are_classes():
    assert values(np.array(["forest", "PEAT LAND ", "7", None, "", "4.0"], dtype=object)) == [1, 4, 7, None, None, 4]


def test_numbers_are_classes_and_empty_cells_are_none():
    assert values([3, 200]) == [3, 200]
    assert values([1.0, np.nan]) == [1, None]


def test_unknown_names_are_all_told():
    with pytest.raises(BadInput, match=r"does not have: bog, moor; .* Forest, peat land\."):
        values(np.array(["moor", "forest", "bog"], dtype=object))


@pytest.mark.parametrize("dtype", ["uint8", "int16", "int64"])
def test_pairs_are_counted(dtype):
    rng = np.random.default_rng(0)
    low = 0 if dtype == "uint8" else -300
    true, mapped = rng.integers(low, 200, 500).astype(dtype), rng.integers(0, 5, 500).astype("uint8")
    pairs = count_pairs(true, mapped)
    assert sum(pairs.values()) == 500
    for (value, other), count in pairs.items():
        assert count == ((true == value) & (mapped == other)).sum()
    assert count_pairs(true[:0], mapped[:0]) == {}
