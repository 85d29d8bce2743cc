# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest

from diao_engine.errors import BadInput
from diao_engine.evaluation.compare import count_pairs
from diao_engine.evaluation.reference import class_values

NAMES = {1: "Forest", 4: "peat land"}


def values(column):
    found = class_values(np.array(column), NAMES, "class", "a.gpkg")
    return [int(value) if there else None for value, there in zip(found.values, found.known, strict=True)]


def test_names_in_any_case_and_numbers_as_text_are_classes():
    assert values(np.array(["forest", "PEAT LAND ", "7", None, "", "4.0"], dtype=object)) == [1, 4, 7, None, None, 4]


def test_numbers_are_classes_and_empty_cells_are_none():
    assert values([3, 200]) == [3, 200]
    assert values([1.0, np.nan]) == [1, None]


@pytest.mark.parametrize("value", [1.7, -0.5, 3.0000001])
def test_a_number_that_is_not_whole_is_refused(value):
    with pytest.raises(BadInput) as refused:
        values([1.0, value, np.nan])
    assert refused.value.sentences[0].code == "reference_no_whole_number"
    assert refused.value.sentences[0].arguments["value"] == value


def test_names_that_the_map_lacks_are_classes_of_their_own():
    column = np.array(["moor", "forest", "Bog", "bog ", "bog", "BOG", "bog", ""], dtype=object)
    found = class_values(column, NAMES, "class", "a.gpkg")
    assert found.unmapped == {65536: "bog", 65537: "moor"}
    assert found.values[found.known].tolist() == [65537, 1, 65536, 65536, 65536, 65536, 65536]


def test_a_field_without_any_name_of_the_map_is_refused():
    with pytest.raises(BadInput) as refused:
        values(np.array(["moor", "bog", None], dtype=object))
    assert refused.value.sentences[0].code == "reference_has_other_classes"
    assert refused.value.sentences[0].arguments["listed"] == ["bog", "moor"]
    with pytest.raises(BadInput) as refused:
        class_values(np.array(["moor"], dtype=object), {}, "class", "a.gpkg")
    assert refused.value.sentences[0].code == "reference_has_names"


def test_spellings_of_the_map_s_names_are_one_class():
    found = class_values(np.array(["Peat  Land", " peat land"], dtype=object), {4: "Peat land "}, "class", "a.gpkg")
    assert found.values.tolist() == [4, 4]


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
