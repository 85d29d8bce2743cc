# SPDX-License-Identifier: GPL-2.0-or-later
"""The benchmark of balancing: its tables on drawn numbers, the halves of its ground, the order of its work."""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np
import pytest
import shapely

from diao_engine.dataset.store import load
from diao_engine.dataset.tiles import Tiles
from diao_engine.jobs import LayerRef
from diao_engine.jobs.createdataset import CreateDataset
from diao_engine.protocol.progress import silent
from diao_engine.run import createdataset
from tests.benchmarks import bench_balance
from tests.benchmarks.balance import tables
from tests.benchmarks.balance.cells import Cell, Made, Setting, finished, keep
from tests.benchmarks.balance.copy_paste import random_copy_paste
from tests.benchmarks.balance.ground import GIVEN, SWAPPED, second_half
from tests.benchmarks.balance.queue import Queue
from tests.benchmarks.balance.rows import CP, DEFAULT, NONE, PARTS, ROWS

FEW, MANY = Setting("naip_ohio", GIVEN, 250, 30), Setting("oem_tokyo", SWAPPED, 250, 400)


def result(method, seed, setting=FEW, *, common=50, rare=50, device="H200", seconds=3.0):
    """A result whose IoU is `common` and `rare` per cent: of 100 pixels of each class so many are hit, the rest is no class's."""
    matrix = [[common, 0, 100 - common], [0, rare, 100 - rare], [0, 0, 0]]
    grounds = {f"{half}{kind}": matrix for half in ("choose", "check") for kind in ("", "_uncorrected")}
    return {
        **setting._asdict(), "method": method, "seed": seed, "classes": ["wood", "pond", "none"], "rare": ["pond"],
        "imbalance": 0.25, "imbalance_to_target": 0.125, "effective_tiles": 20.0, "correction": 0.5, "seconds": seconds,
        "balance_seconds": 1.0, "device": device, **grounds,
    }  # fmt: skip


def results(*found):
    return {Cell.of(one): one for one in found}


def row(table, name):
    cells = next(line for line in table.splitlines() if line.startswith(f"| {name} |")).strip("|").split("|")
    return [cell.strip() for cell in cells]


def test_figures_are_those_of_the_matrix():
    found = tables.figures("check")
    one = result(NONE, 0, common=80, rare=20)
    assert found["rare IoU"](one) == pytest.approx(20)
    assert found["mIoU"](one) == pytest.approx((80 + 20 + 0) / 3)
    assert tables.iou_of_class("wood", "check")(one) == pytest.approx(80)


def test_the_table_shows_the_half_that_is_asked_for():
    one = {**result(NONE, 0, rare=20), "choose": [[100, 0, 0], [0, 90, 10], [0, 0, 0]]}
    assert row(tables.overview(results(one), "check"), NONE)[1].endswith("20.0**)")
    assert row(tables.overview(results(one), "choose"), NONE)[1].endswith("90.0**)")


def test_differences_are_taken_seed_by_seed():
    """Two rows that differ by a point on each of very unlike seeds: real; by -9 to 11: not."""
    seeds = [20, 50, 80]
    found = results(
        *(result(NONE, seed, rare=value) for seed, value in enumerate(seeds)),
        *(
            result("DIAO", seed, rare=value + gain)
            for seed, (value, gain) in enumerate(zip(seeds, (3, 3, 4), strict=True))
        ),
        *(
            result("DIAO-CP", seed, rare=value + gain)
            for seed, (value, gain) in enumerate(zip(seeds, (-9, 1, 11), strict=True))
        ),
    )
    table = tables.real_differences(found, NONE, "check")
    assert row(table, "DIAO")[1] == "**+1.1** / **+3.3**"
    assert row(table, "DIAO-CP")[1] == "+0.3 / +1.0"
    assert NONE not in [line.split("|")[1].strip() for line in table.splitlines()[2:]]


def test_parts_are_compared_with_what_they_are_left_out_of():
    found = results(
        *(result(name, seed, rare=rare) for name, rare in ((CP, 30), (f"{CP}, hard edges", 27)) for seed in range(3))
    )
    table = tables.report(found).partition(f"leaving out one part of *{CP}* changes:")[2]
    assert row(table, f"{CP}, hard edges")[1:] == [
        "**-1.0** / **-3.0**",
        "**-1.0** [-1.0, -1.0] / **-3.0** [-3.0, -3.0]",
    ]


def test_a_seed_without_partner_is_in_no_difference():
    found = results(result(NONE, 0, rare=10), result("DIAO", 0, rare=15), result("DIAO", 1, rare=90))
    gain = tables.difference(found, FEW, "DIAO", NONE, tables.figures("check")["rare IoU"])
    assert (gain.mean, gain.pairs) == (pytest.approx(5), 1)


def test_the_best_of_a_column_is_bold_and_a_mean_needs_all_settings():
    other = Setting("naip_ohio", GIVEN, 250, 134)
    found = results(
        result(NONE, 0, rare=10), result("DIAO", 0, rare=30), result(NONE, 0, other, rare=20), result("focal loss", 0, other, rare=40)
    )  # fmt: skip
    table = tables.overview(found, "check")
    assert table.splitlines()[0].endswith("| mean of 2, sides given |")
    assert row(table, "DIAO")[1:] == ["(**26.7** / **30.0**)", "", ""]
    assert row(table, NONE)[3] == "(**21.7** / **15.0**)"


def test_few_seeds_stand_in_brackets_and_are_never_the_best():
    found = results(*(result(NONE, seed, rare=10) for seed in range(3)), result("DIAO", 0, rare=90))
    table = tables.overview(found, "check")
    assert row(table, NONE)[1] == "**20.0** / **10.0**"
    assert row(table, "DIAO")[1] == "(46.7 / 90.0)"


def test_all_pairs_take_the_settings_with_enough_seeds():
    """Three pairs of gain 2 here, three of gain 4 there, and one of gain 40 that has no company."""
    other, alone = Setting("oem_tokyo", GIVEN, 250, 400), Setting("oem_tokyo", SWAPPED, 900, 176)
    found = results(
        *(result(method, seed, setting, rare=10 + gain) for setting, add in ((FEW, 2), (other, 4)) for seed in range(3)
          for method, gain in ((NONE, 0), ("DIAO", add))),
        result(NONE, 0, alone, rare=10), result("DIAO", 0, alone, rare=50),
    )  # fmt: skip
    gain = tables.pooled(found, "DIAO", NONE, tables.figures("check")["rare IoU"])
    assert (gain.mean, gain.pairs) == (pytest.approx(3), 6)
    assert row(tables.real_differences(found, NONE, "check"), "DIAO")[-1].endswith("**+3.0** [+1.9, +4.1]")


def test_everything_about_a_setting_stands_in_its_table():
    found = results(*(result(method, seed, rare=40 + seed) for method in (NONE, DEFAULT) for seed in (0, 1)))
    heads, values = (row(tables.in_full(found, FEW, "check", "H200"), name) for name in ("method", DEFAULT))
    shown = dict(zip(heads, values, strict=True))
    assert shown["seeds"] == "2"
    assert shown["rare IoU"] == shown["IoU pond"] == "40.5 ± 0.7"
    assert shown["rare IoU over none"] == "+0.0 [+0.0, +0.0]"
    assert (shown["imbalance"], shown["to target"]) == ("0.250 ± 0.000", "0.125 ± 0.000")


def test_seconds_are_those_of_the_device_that_most_cells_ran_on():
    found = results(
        *(result(NONE, seed) for seed in range(3)), result(NONE, 3, device="CPU", seconds=99), result("DIAO", 0, device="CPU")
    )  # fmt: skip
    assert tables.devices_of(found) == [("H200", 3), ("CPU", 2)]
    shown = tables.report(found)
    heads, none, diao = (row(shown.partition("## In full")[2], name) for name in ("method", NONE, "DIAO"))
    assert "ran on H200" in shown
    assert dict(zip(heads, none, strict=True))["training s"] == "3 ± 0"
    assert dict(zip(heads, diao, strict=True))["training s"] == ""


def test_results_survive_their_file(tmp_path):
    found = results(result(NONE, 1), result("DIAO", 0, MANY))
    keep(found.values(), tmp_path / "kept.json")
    assert finished(tmp_path, tmp_path / "kept.json") == found
    assert "naip_ohio, 30 tiles, 250 steps" in tables.report(found)


def test_cells_come_seed_by_seed_and_the_longest_first():
    long = Setting("naip_ohio", GIVEN, 900, 134)
    order = list(bench_balance.cells([FEW, long], [PARTS[0], NONE, "DIAO"], None))
    assert [cell.method == PARTS[0] for cell in order] == [False] * 16 + [True] * 8
    assert [(cell.seed, cell.setting.steps) for cell in order[:4]] == [(0, 900), (0, 900), (0, 250), (0, 250)]
    assert {cell.seed for cell in order if cell.setting == FEW} == {0, 1, 2, 3, 4}
    assert {cell.seed for cell in order if cell.setting == long} == {0, 1, 2}


def test_rows_have_names_that_belong_together():
    assert {NONE, DEFAULT, *PARTS} <= set(ROWS)
    assert all(name.split(", ")[0] in ROWS for name in PARTS)


class Pool:
    """Takes work and never does it."""

    def __init__(self):
        self.taken = []

    def submit(self, _, cell, *__):
        self.taken.append(cell)
        return Future()


@pytest.fixture
def queue(tmp_path):
    return Queue(tmp_path, weights="none", device="cpu", processes=8, until=float("inf"), collect=lambda: None)


def test_a_dataset_is_made_once_and_cells_that_have_theirs_go_first(queue, tmp_path):
    first, shares, ready = (Cell(FEW, method, 0) for method in (NONE, "focal loss", "DIAO"))
    note = Made.of(ready).note(tmp_path)
    note.parent.mkdir(parents=True)
    note.touch()
    pool, waiting = Pool(), [first, shares, ready]
    assert [queue._start_next(pool, waiting) for _ in range(3)] == [True, True, False]
    assert set(queue._running.values()) == {Made.of(first), ready}
    assert Made.of(first) == Made.of(shares)
    assert waiting == [first, shares]


def test_a_dataset_that_fails_loses_its_cells_only(queue, capsys):
    broken, other = Cell(FEW, "DIAO", 0), Cell(FEW, NONE, 0)
    pool, waiting = Pool(), [broken, other]
    assert queue._start_next(pool, waiting)
    (future,) = queue._running
    future.set_exception(RuntimeError("no room"))
    queue._finish(future)
    assert "no room" in queue.failures[0]
    assert "no room" in capsys.readouterr().err
    assert queue._start_next(pool, waiting)
    assert list(queue._running.values()) == [Made.of(other)]
    assert not queue._start_next(pool, waiting)


def tiles_of(counts, blocks):
    """Tiles of 10 m, two by two in a block, blocks far apart."""
    at = [(1000 * block + 10 * (index % 2), 0) for index, block in enumerate(blocks)]
    return Tiles.fresh(
        image=np.array([f"{index}.tif" for index in range(len(counts))], dtype=object),
        label=np.array(["label.tif"] * len(counts), dtype=object),
        windows=np.array([[0, 0, 10, 10]] * len(counts)),
        counts=np.array(counts),
        footprint=np.array([shapely.box(x, y, x + 10, y + 10) for x, y in at]),
        split=np.array(["val"] * len(counts), dtype=object),
    )


def test_the_halves_of_the_ground_share_every_class_and_no_block():
    counts = [
        [90, 10, 0],
        [90, 10, 0],
        [100, 0, 0],
        [100, 0, 0],
        [80, 0, 20],
        [80, 0, 20],
        [80, 10, 0],
        [80, 10, 0],
        [90, 0, 20],
        [90, 0, 20],
    ]
    blocks = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    second = second_half(tiles_of(counts, blocks))
    assert all(second[index] == second[index + 1] for index in range(0, len(blocks), 2))
    shares = np.array(counts)[second].sum(axis=0) / np.array(counts).sum(axis=0)
    assert (np.abs(shares - 0.5) <= 0.15).all()


def test_random_copy_paste_covers_nothing_rare_and_changes_only_what_it_pastes(scene, tmp_path):
    rng = np.random.default_rng(0)
    labels = np.ones((128, 256), dtype=np.uint8)
    labels[:, 200:] = 2
    for row in range(4, 120, 16):
        labels[row : row + 8, 10:18] = 3
    labels[60:64, 100:130] = 255
    pixels = (labels * 50 + rng.integers(0, 5, (3, *labels.shape))).clip(0, 254).astype(np.uint8)
    image = scene.raster("image.tif", pixels)
    mask = scene.raster("label.tif", labels, nodata=255)
    base = str(tmp_path / "tiles.gpkg")
    createdataset.run(
        CreateDataset(images=(image,), labels=(LayerRef(mask),), tile_size=64, val_fraction=0.0, output=base), silent()
    )
    before = load(LayerRef(base)).train()
    made = load(random_copy_paste(LayerRef(base), str(tmp_path / "made.gpkg"), seed=0))
    train = made.train()
    new = train.take(train.origin == "synthetic")
    assert len(new) == len(before)
    assert new.objects.sum() > 0
    by_id = dict(zip(before.tile_id.tolist(), before.counts, strict=True))
    for counts, parent, objects in zip(new.counts, new.parent.tolist(), new.objects.tolist(), strict=True):
        old = by_id[parent]
        assert counts.sum() == old.sum()  # no unlabelled ground is covered
        assert (counts[1:] >= old[1:]).all()  # nor anything rare
        assert (counts[1:].sum() > old[1:].sum()) == (objects > 0)
    again = load(random_copy_paste(LayerRef(base), str(tmp_path / "again.gpkg"), seed=0)).train()
    assert (again.counts == train.counts).all()
