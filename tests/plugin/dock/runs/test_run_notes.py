# SPDX-License-Identifier: GPL-2.0-or-later
"""Warnings that decide over a result stand in boxes, errors look like errors, and both can be told without colour."""

import re
from pathlib import Path

import pytest
from diao.diao_engine.messages import LOG_ONLY, SENTENCES
from diao.plugin.dock.kit import notice
from diao.plugin.dock.kit.notice import Notice
from diao.plugin.dock.runs.run_bar import RunBar
from diao.plugin.dock.runs.runner import JobRunner
from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QColor

ENGINE = Path(__file__).resolve().parents[4] / "diao_engine"
MIXED = {"code": "several_dtypes", "arguments": {"dtypes": "uint8, uint16"}, "english": "?", "field": ""}
WINDOWS = {"code": "fewer_windows", "arguments": {"count": 8, "fewer": 4}, "english": "?", "field": ""}


@pytest.fixture
def bar(qgis_app, runner):
    made = RunBar(runner, "Go")
    made.requested.connect(lambda: made.follow(runner.start("diao:score", {})))
    made.show()
    yield made
    made.deleteLater()


@pytest.fixture
def engine(provider, qgis_new_project):
    runner = JobRunner()
    yield runner
    runner.close()


def run(bar, runner, values, wait_until):
    bar.requested.connect(lambda: bar.follow(runner.start("diao:score", values, load=False, note=False)))
    bar.start.click()
    wait_until(lambda: not runner.busy and bar.message.text())


def test_what_decides_stands_on_the_page_and_the_rest_in_the_log(engine, stub, tiles, tmp_path, wait_until):
    stub(f"""
        tell("message", level="warning", text={MIXED!r})
        tell("message", level="warning", text={WINDOWS!r})
        tell("message", level="warning", text={MIXED!r})
        open(values["output"], "w").write("x")
        tell("finished", outputs={{"output": values["output"]}})
    """)
    bar = RunBar(engine, "Go")
    run(bar, engine, {"DATASET": tiles.source(), "OUTPUT": str(tmp_path / "a.gpkg")}, wait_until)
    assert [box.kind for box in bar.notes.boxes] == [notice.WARNING]  # once, though it was said twice
    assert "uint8, uint16" in bar.notes.notices()[0]
    assert not bar.notes.boxes[0].isHidden()
    assert "going on with 4" in bar.notes.log.toPlainText()
    assert bar.message.kind == notice.SUCCESS


def test_a_failure_looks_like_one(engine, stub, tiles, tmp_path, wait_until):
    stub("""tell("failed", kind="bad_input", message={"code": "no_training_tile"}, problems=[], detail="")""")
    bar = RunBar(engine, "Go")
    run(bar, engine, {"DATASET": tiles.source(), "OUTPUT": str(tmp_path / "a.gpkg")}, wait_until)
    assert bar.message.kind == notice.ERROR
    assert bar.message.label.accessibleName().startswith("Error: ")


def test_the_next_run_of_the_step_begins_without_them(bar, runner):
    bar.start.click()
    runner.run.notice.emit("several_dtypes", "Check the types.")
    runner.end(message="Done.")
    assert bar.notes.notices() == ["Check the types."]
    runner.start("diao:train", {})
    runner.end(message="Trained.")  # another step leaves them
    assert bar.notes.notices() == ["Check the types."]
    bar.start.click()
    assert bar.notes.notices() == []
    assert bar.message.isHidden()


def test_a_state_comes_back(bar, runner):
    bar.start.click()
    runner.run.notice.emit("several_dtypes", "Check the types.")
    runner.end(ok=False, message="The disk is full.")
    state = bar.state()
    bar.restore({})
    assert bar.message.isHidden()
    assert bar.notes.isHidden()
    bar.restore(state)
    assert (bar.message.text(), bar.message.kind) == ("The disk is full.", notice.ERROR)
    assert bar.notes.notices() == ["Check the types."]


@pytest.mark.parametrize("state", [{"message": 3, "kind": "?", "notices": "x"}, {"notices": [None]}])
def test_a_damaged_state_does_no_harm(bar, state):
    bar.restore(state)
    assert bar.message.kind == notice.INFO


def test_a_run_that_goes_on_is_not_restored_over(bar, runner):
    bar.start.click()
    runner.run.notice.emit("several_dtypes", "Check the types.")
    bar.restore({})
    assert bar.notes.notices() == ["Check the types."]
    runner.end(message="Done.")


def test_signs_differ_and_are_there():
    signs = [kind.sign for kind in notice._KINDS.values()]
    assert len(set(signs)) == len(signs) == 4
    assert all(not QgsApplication.getThemeIcon(sign).isNull() for sign in signs)


@pytest.mark.parametrize("ground", ["#ffffff", "#22252a"])
@pytest.mark.parametrize("kind", [notice.INFO, notice.SUCCESS, notice.WARNING, notice.ERROR])
def test_a_box_can_be_read_on_light_and_on_dark(qgis_app, show, ground, kind):
    """Contrast of 4.5 between the theme's text and the tinted ground, as WCAG asks for."""
    ink = "#000000" if ground == "#ffffff" else "#e0e0e0"
    box = Notice("diao_x")
    box.setStyleSheet(f"QLabel {{ color: {ink}; }}")
    palette = box.palette()
    palette.setColor(palette.ColorRole.Window, QColor(ground))
    box.setPalette(palette)
    box.show_message("Something to read", kind)
    show(box, 300, 60)
    tinted = box.grab().toImage().pixelColor(box.width() - 3, box.height() // 2)
    assert tinted != QColor(ground)

    def luminance(color):
        parts = [
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
            for c in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(tinted), luminance(QColor(ink))))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_what_is_left_to_the_log_is_said_as_a_warning():
    said = set(re.findall(r'\.warning\(\s*"(\w+)"', "\n".join(path.read_text() for path in ENGINE.rglob("*.py"))))
    assert said >= LOG_ONLY
    assert set(SENTENCES) >= LOG_ONLY
