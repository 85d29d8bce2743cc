# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest

from diao_engine.metrics.confusion import Confusion

# Worked by hand: rows are the reference, columns the map; class 2 is in neither, class 3 is mapped but not there.
MATRIX = np.array([[6, 2, 0, 0], [1, 3, 0, 4], [0, 0, 0, 0], [0, 0, 0, 0]])


def test_measures_by_hand():
    found = Confusion(MATRIX)
    np.testing.assert_allclose(found.iou, [6 / 9, 3 / 10, np.nan, 0 / 4])
    np.testing.assert_allclose(found.precision, [6 / 7, 3 / 5, np.nan, 0])
    np.testing.assert_allclose(found.recall, [6 / 8, 3 / 8, np.nan, np.nan])
    np.testing.assert_allclose(found.f1, [12 / 15, 6 / 13, np.nan, 0])
    assert found.miou == pytest.approx((6 / 9 + 3 / 10 + 0) / 3)
    assert found.macro_f1 == pytest.approx((12 / 15 + 6 / 13 + 0) / 3)
    assert found.overall_accuracy == pytest.approx(9 / 16)
    chance = (8 * 7 + 8 * 5 + 0 * 4) / 16**2
    assert found.kappa == pytest.approx((9 / 16 - chance) / (1 - chance))


def test_counting_leaves_out_what_is_no_class():
    reference = np.array([[0, 0, 1], [1, 2, -1]])
    mapped = np.array([[0, 1, 1], [1, 0, 0]])
    found = Confusion.of(reference, mapped, 2)
    np.testing.assert_array_equal(found.matrix, [[1, 1], [0, 2]])


def test_counts_add_up():
    rng = np.random.default_rng(4)
    reference, mapped = rng.integers(0, 5, (2, 1000))
    parts = [Confusion.of(reference[part::3], mapped[part::3], 5) for part in range(3)]
    total = sum(parts, Confusion.empty(5))
    np.testing.assert_array_equal(total.matrix, Confusion.of(reference, mapped, 5).matrix)


def test_nothing_counted_is_nan_and_no_warning():
    with np.errstate(all="raise"):
        found = Confusion.empty(3)
        assert np.isnan([found.miou, found.macro_f1, found.overall_accuracy, found.kappa]).all()
        assert np.isnan(found.iou).all()


def test_perfect_agreement_on_one_class_has_no_kappa():
    found = Confusion(np.array([[5, 0], [0, 0]]))
    assert found.overall_accuracy == 1
    assert found.miou == 1
    assert np.isnan(found.kappa)
