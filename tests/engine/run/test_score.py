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
from diao_engine.dataset.store import DatasetInfo, TileDataset, load, save
from diao_engine.dataset.tiles import Tiles
from diao_engine.errors import BadInput
from diao_engine.jobs import ClassReport, LayerRef, Score
from diao_engine.protocol.progress import silent
from diao_engine.run import classreport, score

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
    target = score.imbalance.tempered(COUNTS[:5].sum(axis=0), job.temper)
    assert results["imbalance_before"] == pytest.approx(score.imbalance.divergence(COUNTS[:6].sum(axis=0), target))


def test_repeats_scores_and_numbers(dataset, tmp_path):
    output, page = str(tmp_path / "out" / "balanced.gpkg"), str(tmp_path / "out" / "balanced.html")
    before = Path(dataset).read_bytes()
    results = score.run(Score(dataset=LayerRef(dataset), output=output, report=page), silent())
    made = load(LayerRef(output), allow_outside=True)  # the imagery of this dataset never was
    assert Path(dataset).read_bytes() == before
    assert results["imbalance_floor"] <= results["imbalance_after"] < results["imbalance_before"]
    assert made.tiles.repeats[6:].tolist() == [1, 1]
    assert made.tiles.repeats[5] > 1
    assert made.tiles.diao_score[6:].tolist() == [0.0, 0.0]
    assert made.tiles.image[0] == str(tmp_path / "image.tif")
    (step,) = made.info.history
    assert step["step"] == "score"
    assert step["results"]["target_shares"] == pytest.approx(score.imbalance.lifted(COUNTS[:6].sum(axis=0), 0.5))
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


def test_method_none_sets_every_tile_to_one(dataset, tmp_path):
    first, second = str(tmp_path / "a.gpkg"), str(tmp_path / "b.gpkg")
    score.run(Score(dataset=LayerRef(dataset), output=first), silent())
    results = score.run(Score(dataset=LayerRef(first), method="none", output=second), silent())
    assert load(LayerRef(second)).tiles.repeats.tolist() == [1] * 8
    assert results["imbalance_after"] > results["imbalance_before"]


def test_a_failed_run_leaves_the_earlier_output_and_no_rest(dataset, tmp_path):
    output = tmp_path / "balanced.gpkg"
    output.write_bytes(b"earlier")
    with pytest.raises(BadInput, match="no training tile"):
        score.run(Score(dataset=LayerRef(dataset, ids=(7, 8)), output=str(output)), silent())
    assert output.read_bytes() == b"earlier"
    assert not [name.name for name in tmp_path.iterdir() if name.name.startswith(".")]


def test_a_file_that_is_no_dataset_is_refused(tmp_path):
    text = tmp_path / "not.gpkg"
    text.write_text("hello")
    with pytest.raises(BadInput, match="no GeoPackage"):
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
