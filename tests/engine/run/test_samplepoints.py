# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pyogrio
import pytest
import shapely

from diao_engine.jobs import Evaluate, LayerRef, SamplePoints, job_problems, sample
from diao_engine.jobs.outputs import SAMPLE_LAYER
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.run import evaluate, samplepoints
from tests.refused import refused

TAGS = {"CLASS_1": "forest", "CLASS_2": "peat", "CLASS_3": "water"}


def ground(shape=(60, 60)):
    """Three quarters forest, a quarter peat, and a pond of 3 pixels."""
    pixels = np.ones(shape, dtype="uint8")
    pixels[:, : shape[1] // 4] = 2
    pixels[0, -3:] = 3
    return pixels


@pytest.fixture
def drawn(scene, tmp_path):
    """Draw from a map; outputs, columns of the points, their places, and the messages."""

    def call(pixels=None, *, source=None, name="points.gpkg", tags=TAGS, crs="EPSG:32633", **values):
        path = source or scene.raster("map.tif", ground() if pixels is None else pixels, tags=tags, crs=crs)
        events = []
        job = SamplePoints(input=path, output=str(tmp_path / name), **values)
        outputs = samplepoints.run(job, ProgressReporter(events.append))
        meta, _, wkb, columns = pyogrio.raw.read(job.output, layer=SAMPLE_LAYER)
        table = dict(zip(meta["fields"], columns, strict=True))
        return (
            outputs,
            table,
            shapely.get_coordinates(shapely.from_wkb(wkb)),
            [e.text for e in events if hasattr(e, "level")],
        )

    return call


def codes(said):
    return [text.code for text in said]


def test_points_wait_for_their_class_and_carry_their_stratum(drawn):
    outputs, table, xy, said = drawn(count=100, min_per_class=20)
    assert outputs["point_count"] == 100
    assert list(table) == ["point", "ref_class", "note", "map_class", "stratum_m2"]
    assert table["point"].tolist() == list(range(1, 101))
    assert set(table["ref_class"]) == set(table["note"]) == {None}
    names, counts = np.unique(table["map_class"].astype(str), return_counts=True)
    assert dict(zip(names.tolist(), counts.tolist(), strict=True)) == {"forest": 73, "peat": 24, "water": 3}
    assert {*zip(table["map_class"], table["stratum_m2"], strict=True)} == {
        ("forest", 2697.0), ("peat", 900.0), ("water", 3.0)
    }  # fmt: skip
    assert np.allclose(xy % 1, 0.5)  # in the middle of pixels
    of = ground()[(5_000_000 - xy[:, 1]).astype(int), (xy[:, 0] - 500_000).astype(int)]
    assert [TAGS[f"CLASS_{value}"] for value in of] == table["map_class"].tolist()
    assert codes(said) == ["points_drawn", "error_expected", "few_pixels_for_points"]


def test_points_come_in_random_order_so_that_the_first_ones_are_a_sample_too(drawn):
    _, table, _, _ = drawn(count=200, allocation="equal", min_per_class=3)
    first = (table["map_class"][:100] == "peat").sum()
    assert 35 < first < 65  # of 99 in all


def test_the_classes_lie_beside_the_points_with_names_and_colours(drawn):
    outputs, *_ = drawn(count=30, min_per_class=0)
    meta, _, _, columns = pyogrio.raw.read(outputs["output"], layer=sample.CLASSES_TABLE)
    classes = dict(zip(meta["fields"], columns, strict=True))
    assert classes["name"].tolist() == ["forest", "peat", "water"]
    assert classes["points"].tolist() == [21, 7, 2]
    assert all(len(color) == 7 for color in classes["color"])


def test_the_same_seed_gives_the_same_points(drawn):
    first, again, other = (drawn(name=f"{n}.gpkg", seed=seed)[2] for n, seed in enumerate((0, 0, 5)))
    assert (first == again).all()
    assert not (first == other).all()


def test_a_wanted_standard_error_decides_the_number(drawn):
    outputs, table, _, _ = drawn(ground((400, 400)), standard_error=0.02, expected_accuracy="0.8", min_per_class=0)
    assert outputs["expected_error"] == pytest.approx(0.02, rel=0.01)
    assert len(table["point"]) == outputs["point_count"] == pytest.approx(0.8 * 0.2 / 0.02**2, abs=4)


def test_expected_accuracies_by_name_move_points_to_the_doubtful_class(drawn):
    _, table, _, _ = drawn(
        count=100, allocation="optimal", min_per_class=0, expected_accuracy="peat=0.5, 3=1, forest=0.99"
    )
    assert (table["map_class"] == "peat").sum() > 55


def test_an_expected_accuracy_of_no_class_is_refused(drawn):
    with refused("class_unknown", name="swamp"):
        drawn(expected_accuracy="swamp=0.5")


@pytest.mark.parametrize("entry", ["peat", "peat=much", "1.2", "peat=-0.1", "nan"])
def test_an_expected_accuracy_is_a_share(scene, tmp_path, entry):
    job = SamplePoints(
        input=scene.raster("map.tif", ground()), output=str(tmp_path / "p.gpkg"), expected_accuracy=f"0.8, {entry}"
    )
    assert [problem.code for problem in job_problems(job)] == ["no_accuracy"]


def test_more_points_than_anybody_judges_are_refused(drawn):
    with refused("too_many_points"):
        drawn(ground((900, 900)), standard_error=0.001, expected_accuracy="0.5", min_per_class=0)


def test_two_points_of_each_class_are_no_choice(drawn):
    _, _, _, said = drawn(count=3, min_per_class=0)
    assert "two_points_each" in codes(said)
    assert "more_than_asked" not in codes(said)


def test_points_keep_the_least_distance_and_the_shortfall_is_said(drawn):
    outputs, _, xy, said = drawn(count=200, min_distance=5.0, min_per_class=0)
    gaps = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))[np.triu_indices(len(xy), 1)]
    assert gaps.min() >= 5.0
    assert outputs["point_count"] < 200
    short = [text for text in said if text.code == "no_room_for_points"]
    assert {text.arguments["name"] for text in short} >= {"forest", "peat"}
    assert all(text.arguments["count"] < text.arguments["wanted"] for text in short)


def test_an_area_limits_points_and_strata(drawn, scene):
    _, table, xy, _ = drawn(
        count=40, min_per_class=5, area=scene.polygons("area.gpkg", [(0, 20, 30, 40)], values=["a"])
    )
    assert {*zip(table["map_class"], table["stratum_m2"], strict=True)} == {("forest", 300.0), ("peat", 300.0)}
    assert (xy[:, 0] < 500_030).all()


def test_a_map_without_crs_has_strata_in_pixels_and_no_distances(drawn):
    _, table, _, _ = drawn(crs=None, count=20, min_per_class=0)
    assert set(table["stratum_px"]) == {2697.0, 900.0, 3.0}
    with refused("distance_unknown"):
        drawn(crs=None, min_distance=3.0)


def test_a_map_without_ground_is_refused(drawn, scene):
    with refused("nothing_to_sample"):
        drawn(source=scene.raster("empty.tif", np.full((4, 4), 7, dtype="uint8"), nodata=7))


def test_classes_of_one_name_are_told_apart_by_their_values(drawn):
    _, table, _, _ = drawn(tags={"CLASS_1": "Wood", "CLASS_2": "wood ", "CLASS_3": "water"}, count=30, min_per_class=0)
    assert set(table["map_class"]) == {"1", "2", "water"}


# --- and the way back


def change(path, column, values):
    """Give the points of a sample other values in a column."""
    meta, _, wkb, columns = pyogrio.raw.read(path, layer=SAMPLE_LAYER)
    table = {**dict(zip(meta["fields"], columns, strict=True)), column: np.array(values)}
    pyogrio.raw.write(
        path,
        wkb,
        list(table.values()),
        list(table),
        geometry_type="Point",
        crs=meta["crs"],
        layer=SAMPLE_LAYER,
        driver="GPKG",
    )
    return table


def judge(path, answers):
    """Fill the classes in: `answers` takes the number and the map class of a point, and gives the class on the ground."""
    _, _, _, columns = pyogrio.raw.read(path, layer=SAMPLE_LAYER)
    found = [answers(point, mapped) for point, mapped in zip(columns[0].tolist(), columns[3].tolist(), strict=True)]
    change(path, sample.REFERENCE, np.array(found, dtype=object))


@pytest.fixture
def evaluated(tmp_path):
    def call(path, points, **values):
        events = []
        job = Evaluate(input=path, reference=LayerRef(points, SAMPLE_LAYER), table=str(tmp_path / "t.gpkg"), **values)
        outputs = evaluate.run(job, ProgressReporter(events.append))
        meta, _, _, columns = pyogrio.raw.read(outputs["table"])
        return outputs, dict(zip(meta["fields"], columns, strict=True)), [e.text for e in events if hasattr(e, "level")]

    return call


@pytest.fixture
def class_map(scene):
    return scene.raster("map.tif", ground(), tags=TAGS)


def test_an_evaluation_takes_the_layer_as_it_is(drawn, evaluated, class_map):
    outputs, *_ = drawn(source=class_map, count=100, min_per_class=20)
    judge(outputs["output"], lambda point, mapped: None if point > 80 else "peat" if point % 5 == 0 else mapped)
    found, table, said = evaluated(class_map, outputs["output"])
    unjudged = next(text for text in said if text.code == "points_unjudged")
    assert (unjudged.arguments["left_out"], unjudged.arguments["count"]) == (20, 100)
    assert found["overall_accuracy"] == pytest.approx(0.85, abs=0.06)
    assert table["area_m2"].sum() == pytest.approx(3600)
    assert (table["area_low_m2"] <= table["area_m2"]).all()
    assert table["map_count"].sum() == 80


def test_it_gives_what_plain_points_with_the_same_classes_give_within_wider_intervals(
    drawn, evaluated, class_map, scene
):
    outputs, *_ = drawn(source=class_map, count=100, min_per_class=20)
    judge(outputs["output"], lambda point, mapped: "peat" if point % 4 == 0 else mapped)
    found, table, _ = evaluated(class_map, outputs["output"])
    meta, _, wkb, columns = pyogrio.raw.read(outputs["output"], layer=SAMPLE_LAYER)
    plain = scene.shapes("plain.gpkg", shapely.from_wkb(wkb), columns[1].tolist(), geometry_type="Point")
    job = Evaluate(input=class_map, reference=plain, class_field="class", table=str(scene.folder / "plain_t.gpkg"))
    expected = evaluate.run(job, ProgressReporter(lambda event: None))
    meta, _, _, columns = pyogrio.raw.read(expected["table"])
    assert found["overall_accuracy"] == pytest.approx(expected["overall_accuracy"])
    for name, column in zip(meta["fields"], columns, strict=True):
        if (
            "_se_" in name or "_ci95" in name
        ):  # what the points have missed by chance counts for a sample that was drawn
            assert (table[name] >= column).all(), name
        elif not name.startswith(("name", "area_low", "area_high")):
            np.testing.assert_allclose(table[name], column, err_msg=name)


def test_a_stratum_with_no_judged_point_or_one_is_said(drawn, evaluated, class_map):
    outputs, table, _, _ = drawn(source=class_map, count=100, min_per_class=20)
    peat = table["point"][table["map_class"] == "peat"][0]
    judge(
        outputs["output"],
        lambda point, mapped: mapped if mapped == "forest" or point == peat else None,
    )
    _, _, said = evaluated(class_map, outputs["output"])
    told = {text.code: text.arguments["name"] for text in said if text.code.startswith("class_")}
    assert told == {"class_unsampled": "water", "class_single_point": "peat"}


def test_ground_that_got_no_point_is_said(drawn, evaluated, class_map):
    """The least distance leaves no room for all classes."""
    outputs, table, _, drawing = drawn(source=class_map, count=60, min_per_class=3, min_distance=100.0)
    assert "class_without_points" in codes(drawing)
    missing = {"forest", "peat", "water"} - set(table["map_class"])
    judge(outputs["output"], lambda point, mapped: mapped)
    _, found, said = evaluated(class_map, outputs["output"])
    assert {text.arguments["name"] for text in said if text.code == "class_unsampled"} == missing
    area = dict(zip(found["name"].tolist(), found["area_m2"].tolist(), strict=True))
    assert {name for name, size in area.items() if size == 0} == missing


def test_points_without_the_list_of_classes_are_a_sample_too(drawn, evaluated, class_map, tmp_path):
    outputs, *_ = drawn(source=class_map, count=100, min_per_class=20)
    judge(outputs["output"], lambda point, mapped: mapped)
    _, expected, _ = evaluated(class_map, outputs["output"])
    meta, _, wkb, columns = pyogrio.raw.read(outputs["output"], layer=SAMPLE_LAYER)
    alone = str(tmp_path / "alone.gpkg")
    pyogrio.raw.write(
        alone, wkb, columns, meta["fields"], geometry_type="Point", crs=meta["crs"], layer=SAMPLE_LAYER, driver="GPKG"
    )
    _, found, _ = evaluated(class_map, alone)
    assert found["area_m2"].tolist() == expected["area_m2"].tolist()


def test_the_sample_of_one_map_judges_a_later_one(drawn, evaluated, class_map, scene):
    """The later map has other values for its classes, and gives half of the peat to forest."""
    outputs, *_ = drawn(source=class_map, count=400, min_per_class=3)
    judge(outputs["output"], lambda point, mapped: mapped)
    later = np.full((60, 60), 20, dtype="uint8")
    later[30:, :15], later[0, -3:] = 10, 30
    path = scene.raster("later.tif", later, tags={"CLASS_10": "peat", "CLASS_20": "forest", "CLASS_30": "water"})
    found, table, _ = evaluated(path, outputs["output"])
    assert found["overall_accuracy"] == pytest.approx(1 - 450 / 3600, abs=0.04)
    row = table["name"].tolist().index("peat")
    assert table["area_m2"][row] == pytest.approx(900)  # what is there has not changed
    assert table["producers_accuracy"][row] == pytest.approx(0.5, abs=0.12)
    assert table["users_accuracy"][row] == 1


def test_a_part_of_the_ground_is_judged_by_the_points_in_it(drawn, evaluated, class_map, scene):
    outputs, *_ = drawn(source=class_map, count=400, min_per_class=3)
    judge(outputs["output"], lambda point, mapped: mapped)
    area = scene.polygons("area.gpkg", [(0, 0, 30, 60)], values=["a"])
    _, table, said = evaluated(class_map, outputs["output"], area=area)
    left_out = next(text for text in said if text.code == "points_left_out")
    assert left_out.arguments["left_out"] == pytest.approx(200, abs=25)
    assert table["area_m2"].sum() == pytest.approx(1800, rel=0.1)
    assert table["area_m2"][1] == pytest.approx(900)


def test_another_class_counts_as_missed(drawn, evaluated, class_map):
    outputs, *_ = drawn(source=class_map, count=100, min_per_class=3)
    judge(outputs["output"], lambda point, mapped: sample.OTHER_CLASS if mapped == "peat" else mapped)
    found, table, said = evaluated(class_map, outputs["output"])
    assert "class_not_mapped" in codes(said)
    assert found["overall_accuracy"] == pytest.approx(0.75, abs=0.01)
    assert sample.OTHER_CLASS in table["name"]


def test_points_that_somebody_has_added_are_left_out(drawn, evaluated, class_map):
    outputs, *_ = drawn(source=class_map, count=50, min_per_class=3)
    judge(outputs["output"], lambda point, mapped: mapped)
    pyogrio.raw.write(
        outputs["output"], shapely.to_wkb(shapely.points([[500_001.0, 4_999_999.0]])),
        [np.array(["forest"], dtype=object)], ["ref_class"],
        geometry_type="Point", crs="EPSG:32633", layer=SAMPLE_LAYER, driver="GPKG", append=True,
    )  # fmt: skip
    _, table, said = evaluated(class_map, outputs["output"])
    assert next(text for text in said if text.code == "points_added").arguments["left_out"] == 1
    assert table["map_count"].sum() == 50


def test_a_sample_that_nobody_has_judged_is_refused(drawn, evaluated, class_map):
    outputs, *_ = drawn(source=class_map, count=50, min_per_class=3)
    with refused("no_point_judged", count=50):
        evaluated(class_map, outputs["output"])


def test_two_samples_in_one_layer_are_refused(drawn, evaluated, class_map):
    outputs, table, _, _ = drawn(source=class_map, count=50, min_per_class=3)
    judge(outputs["output"], lambda point, mapped: mapped)
    change(outputs["output"], "stratum_m2", np.where(table["point"] == 1, 5.0, table["stratum_m2"]))
    with refused("stratum_areas_differ"):
        evaluated(class_map, outputs["output"])
