# SPDX-License-Identifier: GPL-2.0-or-later
"""The worked example of Olofsson et al. 2014, section 5: a change map of 10 million pixels of 30 m and 640 sample points."""

import numpy as np

from diao_engine.evaluation.olofsson import NOT_MAPPED, UNSEEN, Sample, estimate, estimate_strata

# Rows are the map: deforestation, forest gain, stable forest, stable non-forest.
SAMPLE = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])
MAPPED = np.array([200_000.0, 150_000.0, 3_200_000.0, 6_450_000.0])
HECTARES = MAPPED.sum() * 0.09


def test_areas_with_their_confidence_intervals():
    found = estimate(SAMPLE, MAPPED)
    np.testing.assert_allclose(found.share.value[0] * MAPPED.sum(), 235_086, atol=1)
    np.testing.assert_allclose(found.share.half_width[0] * MAPPED.sum(), 68_418, atol=1)
    np.testing.assert_allclose(found.share.value * HECTARES, [21_158, 11_686, 285_770, 581_386], atol=1)
    np.testing.assert_allclose(found.share.half_width * HECTARES, [6_158, 3_756, 15_510, 16_282], atol=1)


def test_accuracies():
    """The paper prints 0.23 and 0.01 for producer's accuracy of classes 2 and 4; its equation 7 gives 0.25 and 0.02."""
    found = estimate(SAMPLE, MAPPED)
    assert found.overall.value.round(2) == 0.95
    assert found.overall.half_width.round(2) == 0.02
    assert found.users.value.round(2).tolist() == [0.88, 0.73, 0.93, 0.96]
    assert found.users.half_width.round(2).tolist() == [0.07, 0.10, 0.04, 0.02]
    assert found.producers.value.round(2).tolist() == [0.75, 0.85, 0.93, 0.96]
    assert found.producers.half_width.round(2).tolist() == [0.21, 0.25, 0.03, 0.02]


def test_a_perfect_sample_gives_the_map_back():
    found = estimate(np.diag([10, 20, 30]), np.array([1.0, 2.0, 7.0]))
    np.testing.assert_allclose(found.share.value, [0.1, 0.2, 0.7])
    np.testing.assert_allclose(found.share.error, 0, atol=1e-12)
    assert found.overall.value.tolist() == [1.0]


def test_classes_without_points_are_left_out_and_told():
    found = estimate(np.array([[8, 2, 0], [1, 9, 0], [0, 0, 0]]), np.array([50.0, 30.0, 20.0]))
    assert found.unsampled.tolist() == [False, False, True]
    np.testing.assert_allclose(found.share.value.sum(), 1)
    assert np.isnan(found.users.value[2])


def test_one_point_tells_nothing_about_its_spread_so_it_counts_as_the_largest():
    found = estimate(np.array([[1, 0], [2, 8]]), np.array([50.0, 50.0]))
    assert found.single.tolist() == [True, False]
    assert found.users.error[0] == 0.5
    error = np.sqrt(0.5**2 * 0.25 + 0.5**2 * 0.2 * 0.8 / 9)
    np.testing.assert_allclose(found.share.error, [error, error])
    np.testing.assert_allclose(found.overall.error, [error])
    assert np.isfinite(found.producers.error).all()
    assert estimate(np.array([[1, 0], [2, 8]]), np.array([0.0, 50.0])).single.tolist() == [False, False]


def test_shares_are_the_counts_weighted_by_the_mapped_area():
    found = estimate(np.array([[45, 5], [0, 40]]), np.array([8000.0, 2000.0]))
    np.testing.assert_allclose(found.shares, [[0.72, 0.08], [0.0, 0.2]])


def test_strata_that_are_not_the_maps_classes():
    """Two strata of 60 and 40 ha; the map shows class 1 on half of the points of the first. Worked by hand."""
    sample = Sample(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([10, 10, 20]))
    found = estimate_strata(sample, np.array([60.0, 40.0]))
    np.testing.assert_allclose(found.share.value, [0.6, 0.4])
    np.testing.assert_allclose(found.overall.value, [0.7])
    np.testing.assert_allclose(found.overall.error, [0.6 * np.sqrt(0.25 / 19)])
    np.testing.assert_allclose(found.producers.value, [0.5, 1.0])
    np.testing.assert_allclose(found.users.value, [1.0, 0.4 / 0.7])
    # y - R x is 0 at ten points of the first stratum, -4/7 at the others; 3/7 at all of the second.
    np.testing.assert_allclose(found.users.error[1], 0.6 * np.sqrt((4 / 7) ** 2 * 0.25 / 19) / 0.7)
    assert found.area == 100


def test_ground_that_the_map_does_not_cover_counts_for_nothing():
    sample = Sample(np.array([0, 0]), np.array([0, NOT_MAPPED]), np.array([0, 0]), np.array([6, 4]))
    found = estimate_strata(sample, np.array([50.0]))
    assert found.area == 30
    assert found.overall.value.tolist() == [1.0]
    np.testing.assert_allclose(found.shares, [[1.0]])


def test_what_no_point_has_shown_may_be_there_all_the_same():
    """A perfect sample: half a point of error in each stratum, 0.5 of 21 and of 11."""
    sample = Sample(np.array([0, 1]), np.array([0, 1]), np.array([0, 1]), np.array([20, 10]))
    found = estimate_strata(sample, np.array([80.0, 20.0]), unseen=UNSEEN)
    np.testing.assert_allclose(found.overall.value, [1.0])
    rates = np.array([0.5 / 21, 0.5 / 11])
    by_stratum = np.array([0.8, 0.2]) ** 2 * rates * (1 - rates) / np.array([19, 9])
    assert 0 < found.overall.error[0] <= np.sqrt(by_stratum.sum()) * 1.01
    assert (found.share.error > 0).all()
