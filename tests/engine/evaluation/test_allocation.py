# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers of points, with the worked example of Olofsson et al. 2014, section 5.1."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diao_engine.evaluation.allocation import ALLOCATIONS, Strata, expected_error, of_count, of_error
from diao_engine.jobs.samplepoints import ALLOCATIONS as CHOICES

# Deforestation, forest gain, stable forest, stable non-forest; 10 million pixels.
PAPER = Strata(
    np.array([0.02, 0.015, 0.32, 0.645]),
    np.array([200_000, 150_000, 3_200_000, 6_450_000]),
    np.array([0.7, 0.6, 0.9, 0.95]),
)


def test_the_papers_sample_size_for_a_standard_error_of_one_per_cent():
    points = of_error(PAPER, "optimal", 0.01, 0)
    assert abs(points.sum() - 641) <= 4  # each class is rounded up
    assert expected_error(PAPER, points) == pytest.approx(0.01, rel=5e-3)


@pytest.mark.parametrize("allocation", ALLOCATIONS)
@pytest.mark.parametrize("error", [0.005, 0.02])
def test_every_allocation_reaches_the_wanted_error(allocation, error):
    points = of_error(PAPER, allocation, error, 0)
    assert expected_error(PAPER, points) <= error
    assert expected_error(PAPER, points - 1) > error


def test_optimal_needs_the_fewest_points_and_least_numbers_come_on_top():
    totals = {allocation: of_error(PAPER, allocation, 0.01, 0).sum() for allocation in ALLOCATIONS}
    assert totals["optimal"] == min(totals.values())
    plain, raised = (of_error(PAPER, "proportional", 0.01, least) for least in (0, 75))
    assert raised.tolist() == np.maximum(plain, 75).tolist()


def test_counts_by_area_evenly_or_by_expected_errors():
    assert of_count(PAPER, "proportional", 640, 0).tolist() == [13, 9, 205, 413]
    assert of_count(PAPER, "equal", 640, 0).tolist() == [160] * 4
    weighted = PAPER.weight * np.sqrt(PAPER.accuracy * (1 - PAPER.accuracy))
    np.testing.assert_allclose(of_count(PAPER, "optimal", 640, 0), 640 * weighted / weighted.sum(), atol=1)


def test_least_numbers_are_taken_from_the_others_as_in_the_paper():
    """75 for each change class, the rest in proportion: the paper rounds it to 75, 75, 165, 325."""
    assert of_count(PAPER, "proportional", 640, 75).tolist() == [75, 75, 162, 328]


def test_no_class_gets_more_points_than_it_has_pixels_nor_fewer_than_two():
    small = Strata(np.array([0.001, 0.999]), np.array([3, 5000]), np.array([0.5, 0.9]))
    assert of_count(small, "equal", 100, 50).tolist() == [3, 97]
    assert of_count(small, "proportional", 100, 0).tolist() == [2, 98]
    assert of_count(small, "proportional", 99_999, 0).tolist() == [3, 5000]
    assert of_error(small, "optimal", 0.5, 50).tolist() == [3, 50]


def test_maps_without_an_expected_error_are_allocated_by_area():
    certain = Strata(np.array([0.2, 0.8]), np.array([200, 800]), np.ones(2))
    assert of_count(certain, "optimal", 100, 0).tolist() == [20, 80]
    assert of_error(certain, "optimal", 0.01, 5).tolist() == [5, 5]
    assert expected_error(certain, np.array([5, 5])) == 0


def test_an_error_is_not_known_where_a_class_has_no_point():
    assert np.isnan(expected_error(PAPER, np.array([0, 1, 1, 1])))


def test_choices_are_those_of_the_job():
    assert list(ALLOCATIONS) == list(CHOICES)


@given(
    pixels=st.lists(st.integers(1, 10**6), min_size=1, max_size=9),
    allocation=st.sampled_from(list(ALLOCATIONS)),
    count=st.integers(1, 5000),
    minimum=st.integers(0, 100),
)
def test_the_count_is_met_wherever_the_map_allows_it(pixels, allocation, count, minimum):
    number = np.array(pixels)
    strata = Strata(number / number.sum(), number, np.linspace(0.5, 0.95, len(number)))
    points = of_count(strata, allocation, count, minimum)
    low = np.minimum(max(minimum, 2), number)
    assert (points >= low).all()
    assert (points <= number).all()
    assert points.sum() == np.clip(count, low.sum(), number.sum())
