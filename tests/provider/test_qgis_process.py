# SPDX-License-Identifier: GPL-2.0-or-later
"""The command line of QGIS, a process of its own as analysts and servers start it, with a stub engine."""

import json

import pytest


def test_lists_all_algorithms_without_an_engine(qgis_process):
    done = qgis_process("--json", "list")
    algorithms = json.loads(done.stdout)["providers"]["diao"]["algorithms"]
    assert {"diao:createdataset", "diao:train", "diao:segment", "diao:maprareclasses"} <= set(algorithms)
    assert "Traceback" not in done.stderr


def test_success_is_zero_and_results_are_told(qgis_process, stub, tiles, tmp_path):
    source = tiles.source().split("|")[0]
    stub(f"""
        import shutil
        shutil.copy({source!r}, values["output"])
        tell("finished", outputs={{"imbalance_before": 1.0, "imbalance_after": 0.5, "imbalance_floor": 0.25}})
    """)
    output = str(tmp_path / "balanced.gpkg")
    done = qgis_process("--json", "run", "diao:score", f"--DATASET={tiles.source()}", f"--OUTPUT={output}")
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)["results"]
    assert results["OUTPUT"] == f"{output}|layername=tiles"
    assert (results["IMBALANCE_BEFORE"], results["IMBALANCE_AFTER"]) == (1.0, 0.5)


@pytest.mark.parametrize(
    "answer",
    [
        'tell("failed", kind="bad_input", message="The labels are empty; draw some.", problems=[], detail="")',
        "sys.exit(9)",
        'tell("cancelled")',
    ],
    ids=["failed", "crashed", "cancelled"],
)
def test_any_other_end_is_not_zero(qgis_process, stub, tiles, tmp_path, answer):
    stub(answer)
    output = tmp_path / "balanced.gpkg"
    done = qgis_process("run", "diao:score", f"--DATASET={tiles.source()}", f"--OUTPUT={output}")
    assert done.returncode != 0
    assert not output.exists()
    assert "Traceback" not in done.stderr + done.stdout


def test_all_problems_are_printed(qgis_process, tmp_path):
    done = qgis_process(
        "run", "diao:score", f"--DATASET={tmp_path}/gone.gpkg", "--MAX_REPEATS=0", "--OUTPUT=/proc/x.shp"
    )
    assert done.returncode != 0
    output = done.stdout + done.stderr
    assert f"Tile dataset: the file {tmp_path}/gone.gpkg does not exist" in output
    assert "Maximum repeats of a tile must be at least 1, got 0." in output
    assert "Balanced dataset must be a .gpkg file" in output


def test_without_an_engine_one_sentence_says_what_to_do(qgis_process, tiles, tmp_path):
    done = qgis_process("run", "diao:score", f"--DATASET={tiles.source()}", f"--OUTPUT={tmp_path}/out.gpkg")
    assert done.returncode != 0
    assert "Settings > Options > DIAO" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
