# SPDX-License-Identifier: GPL-2.0-or-later
"""Random pixels: as many as asked, the same for a seed, and each with the chance that it should have."""

import numpy as np
import pytest
from scipy import stats

from diao_engine.evaluation import draw as room
from diao_engine.evaluation.draw import Spacing, draw
from diao_engine.protocol.progress import silent
from diao_engine.raster import labels as label_rasters
from diao_engine.raster.labels import open_labels
from diao_engine.raster.measure import pixel_areas
from diao_engine.raster.shapes import AreaMask
from tests.refused import refused

CLASSES = np.repeat([[1], [2], [3]], [20, 15, 5], axis=0).repeat(40, axis=1).astype("uint8")


@pytest.fixture
def drawn(scene):
    def call(pixels=CLASSES, most=10, seed=0, area=None, crs="EPSG:32633", weights=False, **options):
        path = scene.raster("map.tif", pixels, crs=crs, **options)
        with open_labels(path) as labels:
            row_areas = pixel_areas(labels.georef)[0] if weights else None
            mask = AreaMask(area, labels.georef)
            return draw(labels, mask, row_areas, most, seed=seed, report=silent())

    return call


def places(stratum):
    return list(zip(stratum.rows.tolist(), stratum.columns.tolist(), strict=True))


def test_every_class_gets_its_pixels_and_knows_its_ground(drawn):
    found = drawn()
    assert list(found) == [1, 2, 3]
    assert [stratum.pixels for stratum in found.values()] == [800, 600, 200]
    assert [stratum.area for stratum in found.values()] == [800.0, 600.0, 200.0]
    for value, stratum in found.items():
        assert len(set(places(stratum))) == 10
        assert (CLASSES[stratum.rows, stratum.columns] == value).all()


def test_areas_are_in_square_metres_where_rows_have_them(drawn):
    found = drawn(weights=True, pixel=2.0)
    assert [stratum.area for stratum in found.values()] == [3200.0, 2400.0, 800.0]


def test_a_small_class_gives_all_that_it_has(drawn):
    found = drawn(most=500)
    assert [len(stratum.rows) for stratum in found.values()] == [500, 500, 200]


def test_the_same_seed_gives_the_same_pixels_and_more_begin_with_the_same(drawn):
    first, again, other, more = drawn(), drawn(), drawn(seed=1), drawn(most=30)
    assert [places(stratum) for stratum in first.values()] == [places(stratum) for stratum in again.values()]
    assert places(first[1]) != places(other[1])
    assert places(more[1])[:10] == places(first[1])


def test_ground_outside_the_area_and_without_data_is_never_drawn(drawn, scene):
    pixels = CLASSES.copy()
    pixels[:, 30:] = 9
    area = scene.polygons("area.gpkg", [(0, 5, 40, 25)], values=["a"])
    found = drawn(pixels, most=10_000, area=area, nodata=9)
    assert [stratum.pixels for stratum in found.values()] == [15 * 30, 5 * 30]
    assert all(5 <= row < 25 and column < 30 for stratum in found.values() for row, column in places(stratum))


def test_the_chance_is_the_same_for_every_pixel_of_a_class(drawn):
    """Chi-square over 400 draws of 20 of 200 pixels, and over both axes; a bias of one row in ten shows."""
    counts = np.zeros(CLASSES.shape)
    for seed in range(400):
        stratum = drawn(most=20, seed=seed)[3]
        counts[stratum.rows, stratum.columns] += 1
    own = counts[CLASSES == 3].reshape(5, 40)
    assert stats.chisquare(own.ravel()).pvalue > 0.01
    assert stats.chisquare(own.sum(axis=0)).pvalue > 0.01
    assert stats.chisquare(own.sum(axis=1)).pvalue > 0.01


def test_strips_do_not_matter_for_the_chance(drawn, monkeypatch):
    """Every strip a row: the pixels of the last one have the chance of those of the first."""
    monkeypatch.setattr(label_rasters, "_STRIP_PIXELS", 40)
    counts = np.zeros(20)
    for seed in range(300):
        counts += np.bincount(drawn(most=10, seed=seed)[1].rows, minlength=20)
    assert stats.chisquare(counts).pvalue > 0.01


def test_in_degrees_the_chance_goes_by_the_area_of_a_pixel(drawn):
    """Rows from 80° to 40° north: the ground of a row grows fourfold, and so does its chance."""
    pixels = np.ones((40, 10), dtype="uint8")
    counts = np.zeros(40)
    for seed in range(600):
        found = drawn(pixels, most=10, seed=seed, crs="EPSG:4326", left=0.0, top=80.0, weights=True)[1]
        counts += np.bincount(found.rows, minlength=40)
    cosine = np.cos(np.radians(np.arange(79.5, 39.5, -1)))
    assert counts[30:].sum() / counts[:10].sum() == pytest.approx(cosine[30:].sum() / cosine[:10].sum(), rel=0.1)


def test_what_is_no_class_raster_is_refused(drawn, monkeypatch):
    monkeypatch.setattr(room, "MAX_CLASSES", 2)
    with refused("too_many_values", limit=2):
        drawn()


def test_memory_goes_by_the_points_not_by_the_map(drawn, monkeypatch):
    """Never are more pixels kept between strips than may be points."""
    monkeypatch.setattr(label_rasters, "_STRIP_PIXELS", 80)
    kept = []
    take = room.Stratum.take

    def noting(self, *arguments):
        take(self, *arguments)
        kept.append(len(self.rows))

    monkeypatch.setattr(room.Stratum, "take", noting)
    drawn(most=7)
    assert max(kept) == 7


def test_points_keep_their_distance_in_all_directions():
    spacing = Spacing((2.0, 1.0), 5.0)
    assert spacing.admits(10, 10)
    assert not spacing.admits(14, 10)  # 4 m down
    assert not spacing.admits(10, 8)  # 4 m to the left
    assert not spacing.admits(13, 11)  # 3.6 m across
    assert spacing.admits(15, 10)
    assert spacing.admits(10, 13)
