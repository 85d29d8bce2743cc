# SPDX-License-Identifier: GPL-2.0-or-later
"""Names that a run composes; what is ours and what is not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from diao_engine.jobs import outputs


def test_all_names_of_one_output_are_told_apart(tmp_path):
    output, run = str(tmp_path / "map.v2.tif"), outputs.new_run()
    names = [
        outputs.lock_file(output), outputs.part_file(output, run), outputs.part_file(output, run, ".tiles"),
        outputs.backup_file(output, run), outputs.style_file(output), outputs.card_file(output),
        *(outputs.run_folder(output, role, run) for role in outputs.ROLES),
    ]  # fmt: skip
    assert len(set(names)) == len(names)
    assert {os.path.dirname(name) for name in names} == {str(tmp_path)}
    assert outputs.part_file(output, run).endswith(".tif")


def test_leftovers_are_those_of_this_output_only(tmp_path):
    output, run = str(tmp_path / "a.tif"), outputs.new_run()
    ours = [outputs.part_file(output, run), outputs.part_file(output, run, ".c.tif"), outputs.backup_file(output, run)]
    others = [outputs.part_file(str(tmp_path / name), run) for name in ("a.gpkg", "aa.tif", "a.tif.tif")]
    foreign = [
        str(tmp_path / name) for name in (".a.tif.diao-part-notes.tif", ".a.tif.diao-part-123456789.tif", "a.tif")
    ]
    for path in (*ours, *others, *foreign):
        Path(path).touch()
    assert outputs.leftovers(output) == sorted(ours)


def test_a_folder_is_ours_by_its_marker_alone(tmp_path):
    output = str(tmp_path / "set.gpkg")
    ours, foreign, others = (outputs.run_folder(output, "tiles", run) for run in ("0" * 8, "1" * 8, "2" * 8))
    for folder in (ours, foreign, others):
        os.mkdir(folder)
        Path(folder, "a.tif").touch()
    outputs.write_marker(ours, run="0" * 8, output=output)
    outputs.write_marker(others, run="2" * 8, output=str(tmp_path / "other.gpkg"))
    assert outputs.run_folders(output) == [ours]
    assert outputs.marker(ours)["files"] == ["a.tif"]
    for damage in ("", "[]", "{", json.dumps({"files": "a"})):
        Path(ours, outputs.MARKER).write_text(damage)
        assert outputs.run_folders(output) == []


@pytest.mark.parametrize(
    ("name", "is_too_long"), [("a" * 200, False), ("ä" * 100, False), ("ä" * 120, True), ("a" * 240, True)]
)
def test_names_are_measured_in_bytes(tmp_path, name, is_too_long):
    output = str(tmp_path / f"{name}.gpkg")
    assert outputs.is_name_too_long(output) is is_too_long
    if not is_too_long:  # then all that is composed from it can be written
        for path in (outputs.part_file(output, "0" * 8) + "-journal", outputs.lock_file(output)):
            Path(path).touch()


def test_no_dataset_has_no_contact_sheet(tmp_path):
    assert outputs.contact_sheet(str(tmp_path / "gone.gpkg")) == ""
    (tmp_path / "text.gpkg").write_text("no database")
    assert outputs.contact_sheet(str(tmp_path / "text.gpkg")) == ""
