# SPDX-License-Identifier: GPL-2.0-or-later
"""While the engine is missing or being set up, buttons that need it wait and say so; its end is announced, and pages become live."""

import json
import os
import sys
import threading

import pytest
from diao.diao_engine.protocol import environment
from diao.plugin.dock.map.card_reader import CardReader
from diao.plugin.dock.runs.run_bar import RunBar
from diao.plugin.environment.availability import Availability
from diao.plugin.settings.page import OptionsPage
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QProgressBar, QPushButton, QWidget

BALANCE, TRAIN, MAP = 1, 2, 3
MISSING = "The engine is not set up yet; begin above."
BEING_MADE = "The engine is being set up; this waits until it is ready."


@pytest.fixture
def made(monkeypatch):
    """A set-up that does nothing but wait for `go`, and tells how far it is before."""
    go, told = threading.Event(), threading.Event()

    def create(size, *, log, is_cancelled, progress, variables):
        progress(0.25)
        told.set()
        go.wait(20)
        name = environment._name(size, environment._PLAIN, sys.version_info[:2])
        folder = environment._folder() / name
        (folder / "bin").mkdir(parents=True)
        os.symlink(sys.executable, folder / "bin" / "python")
        (folder / environment._MARKER).write_text(json.dumps({"size": size, "versions": {"numpy": "1"}}))
        return str(folder / "bin" / "python")

    monkeypatch.setattr(environment, "create", create)
    yield go, told
    go.set()


def child(widget, name, kind=QWidget):
    return widget.findChild(kind, name)


def test_buttons_wait_and_the_end_is_announced(open_dock, main_window, made, wait_until):
    go, _ = made
    bars = [bar for page in open_dock.pages for bar in page.findChildren(RunBar)]
    assert [bar.stage.text() for bar in bars] == [MISSING] * len(bars)
    assert not any(bar.start.isEnabled() for bar in bars)
    child(open_dock, "diao_setup_base").click()
    assert [bar.stage.text() for bar in bars] == [BEING_MADE] * len(bars)
    go.set()
    wait_until(lambda: child(open_dock, "diao_setup").isHidden())
    needs_full = {open_dock.pages[TRAIN].bar, open_dock.pages[BALANCE].comparison.bar}
    assert {bar for bar in bars if bar.stage.text() == MISSING} == needs_full
    assert "you can make datasets, balance them and map now" in main_window.bar.currentItem().text()


def test_progress_shows_share_size_and_time(open_dock, environments, made, wait_until):
    go, told = made
    child(open_dock, "diao_setup_base").click()
    told.wait(10)
    page = OptionsPage(environments)  # opened in the middle
    size = environment.plan("base").weight.disk
    for bar in (
        child(open_dock, "diao_setup_progress", QProgressBar),
        child(page, "diao_setup_progress", QProgressBar),
    ):
        wait_until(lambda bar=bar: bar.text().startswith(f"25 % of {size} MB, 0:0"))
        assert bar.value() == 25
        assert not bar.isHidden()
    go.set()
    wait_until(lambda: not environments.busy)
    assert child(open_dock, "diao_setup_progress").isHidden()


def test_an_interpreter_named_in_the_options_counts_at_once(open_dock, environments):
    bar = open_dock.pages[BALANCE].foot
    assert bar.stage.text() == MISSING
    page = OptionsPage(environments)
    page.interpreter.setFilePath(sys.executable)
    page.apply()
    assert bar.stage.text() != MISSING
    assert child(open_dock, "diao_setup").isHidden()


def test_a_torch_model_needs_the_full_environment(open_dock, made, wait_until, tmp_path):
    go, _ = made
    child(open_dock, "diao_setup_base", QPushButton).click()
    go.set()
    wait_until(lambda: child(open_dock, "diao_setup").isHidden())
    open_dock.show_page(MAP)
    assert child(open_dock, "diao_setup").isHidden()
    (tmp_path / "a.pt").write_bytes(b"PK")
    open_dock.pages[MAP].session.set_model(str(tmp_path / "a.pt"))
    assert not child(open_dock, "diao_setup").isHidden()
    assert open_dock.pages[MAP].foot.stage.text() == MISSING


def test_a_card_is_read_once_the_engine_is_there(runner, settle, tmp_path):
    owner, told = QObject(), []
    runner.missing["base"] = BEING_MADE
    reader = CardReader(runner, owner)
    reader.message.connect(told.append)
    reader.submit(str(tmp_path / "a.onnx"))
    settle()
    assert told == [BEING_MADE]
    assert not runner.runs
    runner.missing.clear()
    runner.engine_changed.emit()
    settle()
    assert [algorithm for algorithm, _, _ in runner.runs] == ["diao:modelcard"]


def test_a_step_that_leaves_no_engine_blocks_nothing_else(runner):
    """Another step that runs is the first reason, then the engine, then what the page lacks."""
    bar = RunBar(runner, "Go")
    bar.block("Choose something.")
    runner.missing["base"] = MISSING
    runner.engine_changed.emit()
    assert bar.stage.text() == MISSING
    runner.start("diao:train", {})
    assert bar.stage.text() == "diao:train is running."
    runner.end()
    runner.missing.clear()
    runner.engine_changed.emit()
    assert bar.stage.text() == "Choose something."


def test_it_looks_only_when_something_may_have_changed(environments, monkeypatch):
    looked = []
    monkeypatch.setattr(environment, "find", looked.append)
    found = Availability(environments)
    for _ in range(3):
        assert found.reason("base") == MISSING
    assert looked == ["base", "full", "cluster"]
