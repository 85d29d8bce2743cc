# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Balance with a runner that only notes what it is asked for, and once with the engine itself."""

import json
import os
import sqlite3
from contextlib import closing

import pytest
from diao.plugin.dock.balance.page import SCORE, SYNTHESIZE, BalancePage
from diao.plugin.dock.datasets.target import Target
from diao.plugin.dock.runs.runner import JobRunner
from diao.plugin.dock.session import Session
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from tests.plugin import datasets
from tests.plugin.noting import NotingRunner

PLAIN = ((0, "train", 1, "real", (425, 25, 0)), (1, "train", 1, "real", (50, 50, 0)), (2, "val", 1, "real", (90, 9, 1)))


@pytest.fixture
def page(provider, runner, session, iface, show):
    return show(BalancePage(runner, session, iface), 380, 900)


@pytest.fixture
def dataset(page, session, tmp_path, wait_until):
    """A dataset of two training tiles, chosen on the page."""
    path = datasets.write(tmp_path / "bog.gpkg", tiles=PLAIN)
    session.set_dataset(f"{path}|layername=tiles")
    wait_until(lambda: page.summary is not None)
    return path


def child(page, name, kind=QWidget):
    return page.findChild(kind, name)


def picture(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(path)


def test_without_a_dataset_the_page_says_what_to_do(page):
    assert "page Data" in page.hint()
    assert not page.is_done()
    assert page.view.isHidden()
    for bar in page.bars.values():
        assert not bar.start.isEnabled()
        assert "page Data" in bar.stage.text()


def test_a_dataset_is_shown_with_its_shares(page, dataset):
    assert page.dataset.text() == "bog: 2 training tiles."
    assert page.hint() == ""
    assert page.view.shares.accessibleDescription().startswith("forest: 86.4 %, target 71.6 %; peat: 13.6 %")
    assert page.view.imbalance.isHidden()
    assert page.objects.isHidden()
    assert all(bar.start.isEnabled() for bar in page.bars.values())


def test_both_steps_work_towards_the_one_target(page, dataset, session, runner):
    assert page.target.text() == "Target – Recommended: raise rare classes, keep the rest in proportion"
    session.set_target(Target("uniform", 0.5))
    assert page.target.text() == "Target – Equal shares for all classes"
    for algorithm, bar in page.bars.items():
        bar.start.click()
        assert {name: runner.runs[-1][1][name] for name in ("TARGET", "TEMPER")} == {"TARGET": "uniform", "TEMPER": 0.5}
        runner.end(ok=False, message="No.")
        assert child(page.forms[algorithm], "diao_target") is None


def test_where_the_target_stands_is_a_click_away(page, dataset):
    wanted = []
    page.page_wanted.connect(wanted.append)
    page.change_target.click()
    assert wanted == ["Data"]


def test_synthesis_is_proposed_and_repeats_are_folded_away(page, dataset):
    first, second = child(page, "diao_step_synthesize"), child(page, "diao_step_score")
    assert not first.isCollapsed()
    assert page.bars[SYNTHESIZE].start.isVisible()
    assert second.isCollapsed()
    assert not page.bars[SCORE].start.isVisible()
    assert "optional" in second.title()
    second.setCollapsed(False)
    assert page.bars[SCORE].start.isVisible()
    assert "Not needed with dynamic sampling" in " ".join(label.text() for label in second.findChildren(QLabel))


def test_repeats_are_chosen_into_a_new_file(page, dataset, runner, session):
    page.forms[SCORE].set_value("BUDGET", 40)
    page.bars[SCORE].start.click()
    algorithm, values, how = runner.runs[-1]
    folder = os.path.dirname(dataset)
    assert algorithm == SCORE
    assert values["DATASET"] == f"{dataset}|layername=tiles"
    assert values["OUTPUT"] == os.path.join(folder, "bog_balanced.gpkg")
    assert values["REPORT"] == os.path.join(folder, "bog_balanced_report.html")
    assert values["BUDGET"] == 40
    assert how["group"] == how["names"]["OUTPUT"] == "Repeated tiles 1: bog"
    assert how["load"]
    assert how["note"]
    remembered = session.remembered(SCORE)
    assert remembered["BUDGET"] == 40
    assert not {"DATASET", "OUTPUT", "REPORT"} & set(remembered)


def test_before_after_and_best_possible_stand_side_by_side(page, dataset, runner, session, wait_until, tmp_path):
    session.set_target(Target("uniform", 0.5))
    page.bars[SCORE].start.click()
    made = datasets.write(tmp_path / "bog_balanced.gpkg", tiles=((0, "train", 1, "real", (425, 25, 0)),
                                                                  (1, "train", 4, "real", (50, 50, 0))))  # fmt: skip
    scored = {
        "imbalance_before": 0.9,
        "imbalance_after": 0.4,
        "imbalance_floor": 0.39,
        "effective_tiles": 1.65,
        "target_shares": [0.5, 0.5, 0],
    }
    datasets.with_history(made, ("synthesize", {"target_shares": [0.6, 0.4, 0]}), ("score", scored))
    runner.end(OUTPUT=f"{made}|layername=tiles", REPORT="r.html")
    wait_until(lambda: page.summary is not None and page.summary.path == made)
    assert session.dataset == f"{made}|layername=tiles"
    assert page.is_done()
    assert page.dataset.text().endswith("shown 5 times per epoch.")
    assert page.view.shares.accessibleDescription().startswith("forest: before 86.4 %, after 73.5 %, target 50.0 %")
    assert page.view.imbalance.accessibleDescription() == "before: 0.29; after: 0.12; best possible: 0.39"
    assert page.view.imbalance_caption.text() == "Imbalance (0 = as wanted)"
    assert page.view.facts.text() == "Variety: as if 2 of the 2 tiles were shown equally often."
    assert not page.report.isHidden()


def test_what_was_reached_for_another_target_is_not_shown_beside_this_one(page, session, wait_until, tmp_path):
    """Nor is the dataset balanced towards it."""
    session.set_target(Target("uniform", 0.5))
    tiles = ((0, "train", 1, "real", (425, 25, 0)), (1, "train", 4, "real", (50, 50, 0)))
    path = datasets.write(tmp_path / "bog.gpkg", tiles=tiles)
    datasets.with_history(path, ("score", {"imbalance_floor": 0.1, "target_shares": [0.5, 0.5, 0]}))
    session.set_dataset(f"{path}|layername=tiles")
    wait_until(page.is_done)
    assert "best possible" in page.view.imbalance.accessibleDescription()
    session.set_target(Target("tempered", 0.5))
    assert not page.is_done()
    assert page.view.imbalance.accessibleDescription() == "before: 0.062; after: 0.0010"
    session.set_target(Target("uniform", 0.5))
    assert page.is_done()


def test_a_step_can_be_undone(page, dataset, runner, session, wait_until, tmp_path):
    assert page.undo.isHidden()
    page.bars[SYNTHESIZE].start.click()
    made = datasets.write(tmp_path / "bog_synthetic.gpkg")
    datasets.with_history(made, ("synthesize", {}))
    datasets.with_parameters(made, {"dataset": {"path": dataset, "layer": "tiles"}})
    project = QgsProject.instance()
    layers = {path: QgsVectorLayer(f"{path}|layername=tiles", "tiles", "ogr") for path in (dataset, made)}
    project.addMapLayers(list(layers.values()))
    seen = {path: project.layerTreeRoot().findLayer(layer.id()) for path, layer in layers.items()}
    seen[dataset].setItemVisibilityChecked(False)
    runner.end(OUTPUT=f"{made}|layername=tiles", message="Synthesise tiles: done in 3 s.")
    wait_until(page.undo.isVisible)
    assert "bog.gpkg" in page.undo.button.toolTip()
    assert "done in 3 s" in page.bars[SYNTHESIZE].message.text()
    page.undo.button.click()
    assert page.bars[SYNTHESIZE].message.text() == ""
    assert session.dataset == f"{dataset}|layername=tiles"
    assert (seen[dataset].itemVisibilityChecked(), seen[made].itemVisibilityChecked()) == (True, False)
    assert os.path.exists(made)
    wait_until(lambda: page.summary is not None)
    assert page.undo.isHidden()


@pytest.fixture
def chain(tmp_path):
    """Three datasets, the later two made by steps, each with the history of all before it."""

    def made(name, *steps):
        path = datasets.write(tmp_path / name)
        entries = [
            {"step": step, "results": {}, "parameters": {"dataset": {"path": str(tmp_path / source)}}}
            for step, source in steps
        ]
        with closing(sqlite3.connect(path)) as file, file:
            info = json.loads(file.execute("SELECT json FROM dataset").fetchone()[0])
            file.execute("UPDATE dataset SET json = ?", (json.dumps({**info, "history": entries}),))
        return path

    first, second = ("synthesize", "bog.gpkg"), ("score", "bog_synthetic.gpkg")
    return [
        made("bog.gpkg", ("createdataset", "nothing.gpkg")),
        made("bog_synthetic.gpkg", ("createdataset", "nothing.gpkg"), first),
        made("bog_repeated.gpkg", ("createdataset", "nothing.gpkg"), first, second),
    ]


def test_steps_are_undone_one_by_one(page, session, chain, wait_until):
    session.set_dataset(f"{chain[2]}|layername=tiles")
    for earlier, step in ((chain[1], "Balance by repeats (DIAO)"), (chain[0], "Synthesise tiles (DIAO-CP)")):
        wait_until(page.undo.isVisible)
        assert page.undo.button.text().replace("\n", " ") == f"Undo: {step}"
        page.undo.button.click()
        assert session.dataset == f"{earlier}|layername=tiles"
        wait_until(lambda: page.summary is not None and page.summary.source == session.dataset)
    assert page.undo.isHidden()


def test_where_a_dataset_between_is_gone_two_steps_are_undone_at_once(page, session, chain, wait_until):
    os.remove(chain[1])
    session.set_dataset(f"{chain[2]}|layername=tiles")
    wait_until(page.undo.isVisible)
    text = page.undo.button.text().replace("\n", " ")
    assert text == "Undo: Synthesise tiles (DIAO-CP), Balance by repeats (DIAO)"
    page.undo.button.click()
    assert session.dataset == f"{chain[0]}|layername=tiles"


def test_a_dataset_that_is_gone_cannot_be_gone_back_to(page, session, wait_until, tmp_path):
    """One that lies beside it now can."""
    folder = tmp_path / "moved"
    folder.mkdir()
    made = datasets.write(folder / "bog_synthetic.gpkg")
    datasets.with_history(made, ("synthesize", {}))
    datasets.with_parameters(made, {"dataset": {"path": str(tmp_path / "bog.gpkg"), "layer": "tiles"}})
    session.set_dataset(f"{made}|layername=tiles")
    wait_until(page.undo.isVisible)
    assert not page.undo.button.isEnabled()
    assert "bog.gpkg" in page.undo.reason.text()
    beside = datasets.write(folder / "bog.gpkg")
    page.reader.submit(session.dataset)
    wait_until(page.undo.button.isEnabled)
    assert page.undo.reason.isHidden()
    page.undo.button.click()
    assert session.dataset == f"{beside}|layername=tiles"


def test_where_all_earlier_datasets_are_gone_undo_says_so(page, session, chain, wait_until):
    """Also where the last of them goes while the button is there."""
    session.set_dataset(f"{chain[2]}|layername=tiles")
    wait_until(page.undo.isVisible)
    for gone in chain[:2]:
        os.remove(gone)
    page.undo.button.click()
    assert session.dataset == f"{chain[2]}|layername=tiles"
    assert not page.undo.button.isEnabled()
    assert page.undo.button.text().replace("\n", " ") == "Undo: Balance by repeats (DIAO)"
    assert "bog_synthetic.gpkg" in page.undo.reason.text()


def test_what_an_earlier_scoring_told_is_not_shown_for_later_synthetic_tiles(page, session, wait_until, tmp_path):
    path = datasets.write(tmp_path / "bog.gpkg", tiles=(*PLAIN, (3, "train", 1, "synthetic", (300, 200, 0))))
    scored = {"imbalance_before": 0.9, "imbalance_after": 0.4, "imbalance_floor": 0.39, "target_shares": [0.5, 0.5, 0]}
    datasets.with_history(
        path, ("score", scored), ("synthesize", {"imbalance_after": 0.2, "target_shares": [0.7, 0.3, 0]})
    )
    session.set_dataset(f"{path}|layername=tiles")
    wait_until(lambda: page.summary is not None)
    assert page.view.imbalance.accessibleDescription() == "before: 0.062; after: 0.0013"


def test_names_do_not_pile_up_and_nothing_is_overwritten(page, session, runner, tmp_path, wait_until):
    for name in ("bog_balanced", "bog_synthetic_2"):
        path = datasets.write(tmp_path / f"{name}.gpkg", tiles=PLAIN)
        session.set_dataset(f"{path}|layername=tiles")
        wait_until(lambda path=path: page.summary is not None and page.summary.path == path)
        page.bars[SCORE].start.click()
        assert runner.runs[-1][1]["OUTPUT"] == str(tmp_path / "bog_balanced_2.gpkg")
        runner.end(ok=False, message="No.")
        page.bars[SYNTHESIZE].start.click()
        assert runner.runs[-1][1]["OUTPUT"] == str(tmp_path / "bog_synthetic.gpkg")
        runner.end(ok=False, message="No.")


def test_a_preview_makes_few_tiles_and_leaves_nothing(page, dataset, runner, session, wait_until):
    page.preview.start.click()
    assert runner.runs[-1][2]["title"] == "Preview of 4 tiles"
    algorithm, values, how = runner.runs[-1]
    assert algorithm == SYNTHESIZE
    assert values["BUDGET"] == 200  # four tiles of two
    assert not how["load"]
    assert not how["note"]
    picture(datasets.sheet_of(datasets.write(values["OUTPUT"])))
    runner.end(OUTPUT=values["OUTPUT"])
    wait_until(page.sheet.isVisible)
    assert not page.sheet_message.isHidden()
    assert not os.path.exists(os.path.dirname(values["OUTPUT"]))
    assert session.dataset == f"{dataset}|layername=tiles"


def test_a_preview_says_nothing_of_shares_that_four_tiles_cannot_reach(page, dataset, runner):
    page.preview.start.click()
    runner.run.notice.emit("short_of_budget", "There were not enough tiles.")
    runner.run.notice.emit("objects_left_out", "One object did not fit.")
    runner.end(OUTPUT=runner.runs[-1][1]["OUTPUT"], message="Done.")
    assert page.preview.notes.notices() == ["One object did not fit."]
    page.bars[SYNTHESIZE].start.click()
    runner.run.notice.emit("short_of_budget", "There were not enough tiles.")
    assert page.bars[SYNTHESIZE].notes.notices() == ["There were not enough tiles."]
    assert not page.preview.notes.notices(), "what the preview said is out of date"
    assert not page.preview.message.text()


def test_a_preview_without_a_place_is_said(page, dataset, runner, wait_until):
    page.preview.start.click()
    runner.end(OUTPUT=runner.runs[-1][1]["OUTPUT"])
    wait_until(page.sheet_message.isVisible)
    assert page.sheet.isHidden()
    assert "Minimum plausibility" in page.sheet_message.text()
    assert not page.sheet_message.isHidden()


def test_the_picture_opens_in_full_size(page, dataset, runner, tmp_path, wait_until):
    made = datasets.write(tmp_path / "made.gpkg")
    picture(datasets.sheet_of(made))
    page.sheet.show_dataset(made)
    wait_until(page.sheet.isVisible)
    assert page.sheet.heightForWidth(40) == 20
    QTest.keyClick(page.sheet, Qt.Key.Key_Return)
    (window,) = [one for one in page.window().findChildren(QDialog) if one.isVisible()]
    window.close()


def test_repeats_leave_the_picture_of_the_objects(page, dataset, runner, tmp_path, session, wait_until):
    page.bars[SYNTHESIZE].start.click()
    made = datasets.write(tmp_path / "bog_synthetic.gpkg")
    picture(datasets.sheet_of(made))
    runner.end(OUTPUT=f"{made}|layername=tiles")
    wait_until(page.sheet.isVisible)
    wait_until(lambda: page.summary is not None)
    page.bars[SCORE].start.click()
    runner.end(OUTPUT=f"{datasets.write(tmp_path / 'bog_balanced.gpkg')}|layername=tiles")
    assert page.sheet.isVisible()
    session.set_dataset(f"{dataset}|layername=tiles")
    wait_until(page.sheet.isHidden)


def test_a_wrong_value_is_told_under_its_field(page, dataset, runner):
    form = page.forms[SYNTHESIZE]
    form.set_value("MIN_AREA", 500)
    form.set_value("MAX_AREA", 100)
    page.bars[SYNTHESIZE].start.click()
    assert not runner.runs
    field = child(form, "diao_min_area")
    assert "must not be above Largest object used" in field.reason.text()
    assert not child(form, "diao_advanced").isCollapsed()


def test_a_dataset_that_is_gone_is_told(page, session, tmp_path, wait_until):
    session.set_dataset(f"{tmp_path / 'gone.gpkg'}|layername=tiles")
    wait_until(page.problem.text)
    assert "does not exist" in page.problem.text()
    assert page.summary is None
    assert not page.bars[SCORE].start.isEnabled()


def test_a_closed_project_empties_the_page(page, dataset):
    QgsProject.instance().clear()
    assert page.summary is None
    assert page.dataset.text() == ""
    assert page.hint()


def test_a_run_that_outlives_its_project_leaves_the_next_one_alone(page, dataset, runner, session):
    page.bars[SCORE].start.click()
    QgsProject.instance().clear()
    runner.end(OUTPUT=f"{dataset}|layername=tiles")
    assert session.dataset == ""


def test_what_was_chosen_is_remembered_with_the_project(page, dataset, runner, session):
    page.forms[SCORE].set_value("MAX_REPEATS", 3)
    page.bars[SCORE].start.click()
    other = BalancePage(NotingRunner(), session, None)
    assert other.forms[SCORE].values()["MAX_REPEATS"] == 3
    other.deleteLater()


def test_the_whole_page_with_the_engine(provider, iface, ohio, wait_until):
    runner, session = JobRunner(), Session()
    page = BalancePage(runner, session, iface)
    page.show()
    session.set_dataset(f"{ohio}|layername=tiles")
    wait_until(lambda: page.summary is not None)
    before = page.summary.imbalance.to_even
    page.preview.start.click()
    wait_until(lambda: not runner.busy and not page.sheet.pixmap.isNull())
    assert not QgsProject.instance().mapLayers()
    page.bars[SYNTHESIZE].start.click()
    wait_until(lambda: not runner.busy and page.summary is not None and page.summary.synthetic)
    page.bars[SCORE].start.click()
    wait_until(
        lambda: not runner.busy and page.summary is not None and page.summary.repeats > page.summary.tiles["train"]
    )
    assert page.summary.imbalance.to_even < before
    for _ in range(2):  # what is there is not loaded again
        child(page, "diao_show_objects", QPushButton).click()
    nodes = QgsProject.instance().layerTreeRoot().findLayers()
    assert [(node.name(), node.itemVisibilityChecked()) for node in nodes] == [
        ("Pasted objects: ohio", True),
        ("Objects to paste: ohio", True),
        ("Repeated tiles 1: ohio", True),
        ("Pasted objects: ohio", False),
        ("Synthetic tiles 1: ohio", False),
    ]
    assert [category.label() for category in nodes[0].layer().renderer().categories()]
    page.deleteLater()
    session.close()
    runner.close()
