# SPDX-License-Identifier: GPL-2.0-or-later
"""What would be set up is told before anything is fetched, and what another computer's environment means."""

import json
import threading

import pytest
from diao.diao_engine.protocol import environment, machine
from diao.diao_engine.protocol.machine import Machine
from diao.plugin.dock.setup_banner import SetupBanner
from diao.plugin.environment.availability import Availability
from diao.plugin.environment.gpu_note import GpuNote
from diao.plugin.environment.runner import Runner
from diao.plugin.messages import Messages
from diao.plugin.settings.page import OptionsPage
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QLabel, QMessageBox, QPushButton

NVIDIA = Machine("linux", "x86_64", "nvidia", "GeForce RTX 3060", "580.65", (13, 0), (8, 6))
INTEL_MAC = Machine("macos", "x86_64")


@pytest.fixture
def runner():
    return Runner(Messages(None))


@pytest.fixture
def on(monkeypatch):
    """Lets this computer be another one."""
    return lambda found: monkeypatch.setattr(machine, "detect", lambda gpu="auto": found)


def text(widget, name, kind=QPushButton):
    return widget.findChild(kind, name).text()


def put_down(size, build=""):
    """An environment as a set-up leaves it."""
    path = environment._folder() / environment._name(size, environment.BUILDS[build or "cpu"], (3, 99))
    (path / "bin").mkdir(parents=True)
    (path / "bin" / "python").touch()
    content = {"size": size, "versions": {"numpy": "9.9"}} | ({"build": build} if build else {})
    (path / environment._MARKER).write_text(json.dumps(content))


def test_the_banner_tells_kind_reason_and_megabytes(runner, on, wait_until):
    on(NVIDIA)
    banner = SetupBanner(runner, Availability(runner), lambda: "base")
    banner.show()
    assert text(banner, "diao_setup_base") == "Set up to balance and map"
    assert banner.plan.isHidden()
    wait_until(lambda: runner.forecast.is_known)
    assert text(banner, "diao_setup_base") == "Set up to balance and map (1.7 GB)"
    assert text(banner, "diao_setup_full") == "Set up to train too (3.5 GB)"
    assert banner.plan.text() == "GeForce RTX 3060 (driver 580.65) trains and maps, with the packages for CUDA 13."
    assert "6.9 GB on the disk" in banner.offers["full"].accessibleDescription()


def test_the_window_does_not_wait_for_a_card_that_sleeps(runner, monkeypatch, wait_until):
    go = threading.Event()

    def detect(gpu="auto"):
        go.wait(20)
        return NVIDIA

    monkeypatch.setattr(machine, "detect", detect)
    banner = SetupBanner(runner, Availability(runner), lambda: "full")
    banner.show()
    runner.forecast.look()  # a second look while the first goes on is none
    assert not runner.forecast.is_known
    go.set()
    wait_until(lambda: runner.forecast.is_known)
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)


def test_the_computer_is_looked_at_once_for_all_sizes(runner, monkeypatch, wait_until):
    looks = []
    monkeypatch.setattr(machine, "detect", lambda gpu="auto": looks.append(gpu) or NVIDIA)
    runner.forecast.look()
    wait_until(lambda: runner.forecast.is_known)
    assert looks == ["auto"]


def test_what_is_not_to_be_had_is_told(runner, on, wait_until):
    on(INTEL_MAC)
    banner = SetupBanner(runner, Availability(runner), lambda: "full")
    banner.show()
    wait_until(lambda: runner.forecast.is_known)
    assert banner.plan.text().startswith("PyTorch is no longer made for Macs with Intel processors")
    assert text(banner, "diao_setup_full") == "Set up to train too"
    assert not banner.offers["full"].isEnabled()


def test_the_options_tell_what_another_computer_s_environment_means_and_ask(runner, on, wait_until, monkeypatch):
    put_down("full")
    on(NVIDIA)
    page = OptionsPage(runner)
    wait_until(lambda: runner.forecast.is_known)
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "The full environment was made without this GPU: GeForce RTX 3060" in shown
    asked, started = [], []
    monkeypatch.setattr(runner, "start", lambda title, work: started.append(title))
    answers = iter((QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes))
    monkeypatch.setattr(QMessageBox, "question", lambda parent, title, words: asked.append(words) or next(answers))
    page.findChild(QPushButton, "diao_set_up_full").click()
    assert started == []
    assert "3.5 GB to download" in asked[0]
    page.findChild(QPushButton, "diao_set_up_full").click()
    assert len(started) == 1


def test_the_right_kind_is_no_matter(runner, on, wait_until):
    put_down("full", "cuda13")
    on(NVIDIA)
    runner.forecast.look()
    wait_until(lambda: runner.forecast.is_known)
    assert runner.forecast.mismatch("full") == ""


class Told:
    """Takes the place of the message bar."""

    def __init__(self):
        self.notes = []

    def note(self, text):
        self.notes.append(text)


def test_a_gpu_that_came_later_is_told_once(runner, on, wait_until):
    put_down("base")
    on(NVIDIA)
    told = Told()
    for _ in range(2):
        note = GpuNote(runner, told)
        wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
        note.deleteLater()
    (text,) = told.notes
    assert text.startswith("The base environment was made without this GPU: GeForce RTX 3060 (driver 580.65)")


def test_without_an_environment_or_with_a_python_of_one_s_own_nobody_looks(runner, on, monkeypatch):
    on(NVIDIA)
    looked = []
    monkeypatch.setattr(runner.forecast, "look", lambda: looked.append(True))
    GpuNote(runner, Told())
    put_down("base")
    monkeypatch.setenv(environment.VARIABLE, "/usr/bin/python3")
    GpuNote(runner, Told())
    assert looked == []
