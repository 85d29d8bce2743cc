# SPDX-License-Identifier: GPL-2.0-or-later
"""The job `score` and the job `classreport`, file to file."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from rasterio.crs import CRS

from diao_engine.dataset.classes import scheme_from_values
from diao_engine.dataset.info import DatasetInfo
from diao_engine.dataset.store import TileDataset, load, save
from diao_engine.dataset.tiles import Tiles
from diao_engine.jobs import ClassReport, ImportDataset, LayerRef, Score
from diao_engine.protocol import events
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.run import classreport, importdataset, score
from diao_engine.scoring import imbalance
from tests.benchmarks.bench_score import FOLDERS
from tests.refused import refused

COUNTS = np.array(
    [[90, 10, 0], [80, 10, 10], [100, 0, 0], [100, 0, 0], [60, 40, 0], [50, 0, 50], [10, 80, 10], [50, 25, 25]]
)
SPLIT = np.array(["train"] * 6 + ["val", "test"], dtype=object)


@pytest.fixture
def dataset(tmp_path):
    n = len(COUNTS)
    tiles = Tiles.fresh(
        image=np.full(n, str(tmp_path / "image.tif"), dtype=object),
        label=np.full(n, str(tmp_path / "label.tif"), dtype=object),
        windows=np.array([[10 * i, 0, 10, 10] for i in range(n)]),
        counts=COUNTS,
        footprint=shapely.box(np.arange(n) * 10, 0, np.arange(n) * 10 + 10, 10),
        split=SPLIT,
    )
    scheme = scheme_from_values([1, 2, 7], ignore=255, names={1: "forest", 2: "road", 7: "peat <&>"})
    path = str(tmp_path / "tiles.gpkg")
    info = DatasetInfo(("red", "green"), "uint8", 1.0, 10, 255)
    save(TileDataset(scheme, tiles, info, CRS.from_epsg(25832)), path, final_path=path)
    return path


def test_a_tempered_target_starts_from_the_real_tiles(dataset, tmp_path):
    """A synthetic tile changes the distribution, not where it is to go."""
    whole = load(LayerRef(dataset))
    origin = whole.tiles.origin.copy()
    origin[5] = "synthetic"
    enlarged = str(tmp_path / "enlarged.gpkg")
    save(whole.with_tiles(dataclasses.replace(whole.tiles, origin=origin)), enlarged, final_path=enlarged)
    job = Score(dataset=LayerRef(enlarged), output=str(tmp_path / "balanced.gpkg"), target="tempered")
    results = score.run(job, silent())
    target = imbalance.tempered(COUNTS[:5].sum(axis=0), job.temper)
    assert results["imbalance_before"] == pytest.approx(imbalance.divergence(COUNTS[:6].sum(axis=0), target))


def test_repeats_scores_and_numbers(dataset, tmp_path):
    output, page = str(tmp_path / "out" / "balanced.gpkg"), str(tmp_path / "out" / "balanced.html")
    before = Path(dataset).read_bytes()
    results = score.run(Score(dataset=LayerRef(dataset), output=output, report=page), silent())
    made = load(LayerRef(output), allow_outside=True)  # the imagery of this dataset never was
    assert Path(dataset).read_bytes() == before
    assert results["imbalance_floor"] <= results["imbalance_after"] < results["imbalance_before"]
    total = made.train().total()
    assert results["imbalance_uniform_before"] == pytest.approx(0.8 * np.log(2.4) + 0.2 * np.log(0.3))
    assert results["imbalance_uniform_after"] == pytest.approx(imbalance.divergence(total, np.full(3, 1 / 3)))
    draws = made.tiles.repeats[:6] / made.tiles.repeats[:6].sum()
    assert results["effective_tiles"] == pytest.approx(np.exp(-(draws @ np.log(draws))))
    assert made.tiles.repeats[6:].tolist() == [1, 1]
    assert made.tiles.repeats[5] > 1
    assert made.tiles.diao_score[6:].tolist() == [0.0, 0.0]
    assert made.tiles.image[0] == str(tmp_path / "image.tif")
    (step,) = made.info.history
    assert step["step"] == "score"
    assert step["results"]["target_shares"] == pytest.approx(imbalance.lifted(COUNTS[:6].sum(axis=0), 0.5))
    text = Path(page).read_text()
    assert "peat &lt;&amp;&gt;" in text
    assert "<script" not in text
    assert not [name.name for name in (tmp_path / "out").iterdir() if name.name.startswith(".")]


def test_a_subset_of_tiles_is_all_that_the_result_holds(dataset, tmp_path):
    output = str(tmp_path / "some.gpkg")
    score.run(Score(dataset=LayerRef(dataset, ids=(1, 2, 6)), output=output), silent())
    assert load(LayerRef(output)).tiles.tile_id.tolist() == [1, 2, 6]


def test_tiles_that_the_user_has_set_to_zero_stay_out(dataset, tmp_path):
    made = load(LayerRef(dataset))
    edited = dataclasses.replace(made.tiles, repeats=np.where(made.tiles.tile_id == 6, 0, 1))
    dataset = str(tmp_path / "edited.gpkg")
    save(made.with_tiles(edited), dataset, final_path=dataset)
    output = str(tmp_path / "balanced.gpkg")
    score.run(Score(dataset=LayerRef(dataset), output=output), silent())
    assert load(LayerRef(output)).tiles.repeats[5] == 0


def test_evenness_spreads_the_copies(dataset, tmp_path):
    concentrated, spread = (
        score.run(
            Score(dataset=LayerRef(dataset), output=str(tmp_path / f"{evenness}.gpkg"), evenness=evenness), silent()
        )
        for evenness in (0.0, 0.2)
    )
    assert concentrated["effective_tiles"] < spread["effective_tiles"] <= 6
    assert concentrated["imbalance_after"] < spread["imbalance_after"]
    assert concentrated["imbalance_floor"] == pytest.approx(spread["imbalance_floor"])


@pytest.mark.parametrize("target", ["uniform", "tempered", "lifted", "custom"])
def test_a_class_that_is_left_in_synthetic_tiles_alone_has_a_share_of_the_target(dataset, tmp_path, target):
    """Peat is in tiles 2 and 6; the one is left out and the other synthetic."""
    whole = load(LayerRef(dataset))
    origin, repeats = whole.tiles.origin.copy(), whole.tiles.repeats.copy()
    origin[5], repeats[1] = "synthetic", 0
    edited, output = str(tmp_path / "edited.gpkg"), str(tmp_path / "balanced.gpkg")
    save(whole.with_tiles(dataclasses.replace(whole.tiles, origin=origin, repeats=repeats)), edited, final_path=edited)
    results = score.run(Score(dataset=LayerRef(edited), output=output, target=target), silent())
    assert all(np.isfinite(value) for value in results.values() if isinstance(value, float))
    made = load(LayerRef(output))
    assert made.tiles.repeats[5] > 1
    assert made.info.history[-1]["results"]["target_shares"][2] > 0.1
    assert results["imbalance_after"] < results["imbalance_before"]


def test_imbalance_is_the_same_number_in_every_step(dataset, tmp_path):
    """A scoring ends with the numbers that a report of its output gives, and one of its input starts from an even target."""
    output = str(tmp_path / "balanced.gpkg")
    start = classreport.run(ClassReport(dataset=LayerRef(dataset)), silent())
    scored = score.run(Score(dataset=LayerRef(dataset), output=output), silent())
    end = classreport.run(ClassReport(dataset=LayerRef(output), report=str(tmp_path / "r.html")), silent())
    assert start["imbalance"] == start["imbalance_uniform"] == pytest.approx(scored["imbalance_uniform_before"])
    assert end["imbalance"] == pytest.approx(scored["imbalance_after"])
    assert end["imbalance_uniform"] == pytest.approx(scored["imbalance_uniform_after"])
    assert end["imbalance"] != pytest.approx(end["imbalance_uniform"])
    assert "from the target of the last step" in (tmp_path / "r.html").read_text()


def test_a_class_that_occurs_in_a_sliver_is_named(dataset, tmp_path):
    """39 px are fewer than the least object that synthesis keeps; 40 are not."""
    whole = load(LayerRef(dataset))
    for pixels, named in ((39, True), (40, False)):
        counts = whole.tiles.counts.copy()
        counts[:6, 2] = [0, 0, 0, 0, 0, pixels]
        path, page = str(tmp_path / f"{pixels}.gpkg"), tmp_path / f"{pixels}.html"
        save(whole.with_tiles(dataclasses.replace(whole.tiles, counts=counts)), path, final_path=path)
        for job, run in (
            (ClassReport(dataset=LayerRef(path), report=str(page)), classreport.run),
            (Score(dataset=LayerRef(path), output=str(tmp_path / "o.gpkg"), report=str(page)), score.run),
        ):
            told = []
            run(job, ProgressReporter(told.append))
            warned = [
                str(event.text) for event in told if isinstance(event, events.Message) and event.level == "warning"
            ]
            assert bool(warned) is named
            assert all(f"peat <&> has {pixels} px" in text for text in warned)
            assert (f"has {pixels} px in the training tiles" in page.read_text()) is named


def test_method_none_sets_every_tile_to_one(dataset, tmp_path):
    first, second = str(tmp_path / "a.gpkg"), str(tmp_path / "b.gpkg")
    score.run(Score(dataset=LayerRef(dataset), output=first), silent())
    results = score.run(Score(dataset=LayerRef(first), method="none", output=second), silent())
    assert load(LayerRef(second)).tiles.repeats.tolist() == [1] * 8
    assert results["imbalance_after"] > results["imbalance_before"]


def test_a_failed_run_leaves_the_earlier_output_and_no_rest(dataset, tmp_path):
    output = tmp_path / "balanced.gpkg"
    output.write_bytes(b"earlier")
    with refused("no_training_tile"):
        score.run(Score(dataset=LayerRef(dataset, ids=(7, 8)), output=str(output)), silent())
    assert output.read_bytes() == b"earlier"
    assert not [name.name for name in tmp_path.iterdir() if name.name.startswith(".")]


def test_a_file_that_is_no_dataset_is_refused(tmp_path):
    text = tmp_path / "not.gpkg"
    text.write_text("hello")
    with refused("no_geopackage"):
        score.run(Score(dataset=LayerRef(str(text)), output=str(tmp_path / "o.gpkg")), silent())


def test_class_report_table_and_page(dataset, tmp_path):
    table, page = str(tmp_path / "classes.gpkg"), str(tmp_path / "classes.html")
    results = classreport.run(ClassReport(dataset=LayerRef(dataset), table=table, report=page), silent())
    meta, _, _, columns = pyogrio.raw.read(table)
    rows = dict(zip(meta["fields"], columns, strict=True))
    assert rows["pixels"].tolist() == [480, 60, 60]
    assert rows["minority"].tolist() == [False, True, True]
    assert rows["px_val"].tolist() == [10, 80, 10]
    assert rows["tiles_train"].tolist() == [6, 3, 2]
    assert results["imbalance"] == pytest.approx(0.8 * np.log(2.4) + 0.2 * np.log(0.3))
    assert "peat" in Path(page).read_text()


@pytest.mark.real
def test_defaults_keep_most_tiles_in_play_and_most_of_the_balance(tmp_path):
    """On naip_ohio all copies went to 18 of 134 tiles once: resources/docs/method.md, "Evenness"."""
    base = str(tmp_path / "naip_ohio.gpkg")
    importdataset.run(ImportDataset(folder=str(FOLDERS["naip_ohio"]), output=base), silent())
    for target in ("lifted", "uniform"):
        uneven, even = (
            score.run(Score(dataset=LayerRef(base), output=str(tmp_path / "o.gpkg"), target=target, **more), silent())
            for more in ({"evenness": 0.0}, {})
        )
        assert uneven["effective_tiles"] < 0.6 * 134 < even["effective_tiles"]
        gained = [each["imbalance_before"] - each["imbalance_after"] for each in (uneven, even)]
        assert gained[1] > 0.89 * gained[0]
