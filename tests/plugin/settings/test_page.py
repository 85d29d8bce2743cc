# SPDX-License-Identifier: GPL-2.0-or-later
"""The options page and the set-up that it starts, with environments that are made in no time."""

import json
import threading

import pytest
from diao.diao_engine.errors import BadInput, JobCancelled, MissingDependency
from diao.diao_engine.protocol import builds, environment, machine, selftest
from diao.plugin.environment import steps
from diao.plugin.environment.runner import Runner
from diao.plugin.messages import Messages
from diao.plugin.settings import store
from diao.plugin.settings.page import OptionsPage
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QMessageBox, QPlainTextEdit, QProgressBar, QPushButton


class Bar:
    def __init__(self):
        self.pushed = []

    def pushMessage(self, _title, text, level):
        self.pushed.append((text, int(level)))


class Iface:
    def __init__(self):
        self.bar = Bar()

    def messageBar(self):
        return self.bar


@pytest.fixture
def iface():
    return Iface()


@pytest.fixture
def runner(iface):
    return Runner(Messages(iface))


def wait(runner):
    """Let the event loop turn until the step has ended."""
    loop = QEventLoop()
    runner.changed.connect(lambda: loop.exit() if not runner.busy else None)
    QTimer.singleShot(20000, loop.quit)
    if runner.busy:
        loop.exec()
    assert not runner.busy


def test_what_a_step_says_reaches_log_and_message_bar(runner, iface):
    heard = []
    runner.message.connect(heard.append)

    def work(log, is_cancelled, progress):
        log("working")
        return "It is done."

    runner.start("Title", work)
    assert runner.busy
    wait(runner)
    assert heard == ["Title", "working", "It is done."] == runner.lines
    assert iface.bar.pushed == [("It is done.", 3)]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BadInput("The disk is full; free some."), "The disk is full; free some."),
        (JobCancelled(), "Cancelled; nothing was changed."),
        (RuntimeError("odd"), "This failed: odd. Please report it with the log."),
    ],
)
def test_a_step_that_fails_is_told_and_does_not_raise(runner, iface, error, told):
    def work(log, is_cancelled, progress):
        raise error

    runner.start("Title", work)
    wait(runner)
    assert iface.bar.pushed == [(told, 1)]


def test_one_step_at_a_time_and_cancel(runner, iface):
    began = threading.Event()

    def work(log, is_cancelled, progress):
        began.set()
        while not is_cancelled():
            pass
        raise JobCancelled

    runner.start("First", work)
    runner.start("Second", lambda log, is_cancelled, progress: "never")
    began.wait(10)
    runner.cancel()
    wait(runner)
    assert iface.bar.pushed == [("Cancelled; nothing was changed.", 1)]
    assert runner.lines[0] == "First"


def test_page_stores_what_it_shows(runner, tmp_path):
    page = OptionsPage(runner)
    assert page.interpreter.filePath() == ""
    assert page.device.currentData() == "auto"
    page.interpreter.setFilePath("/opt/python ")
    page.device.setCurrentIndex(page.device.findData("cpu"))
    page.apply()
    assert store.read() == store.PluginSettings("/opt/python", "cpu")
    again = OptionsPage(runner)
    assert again.interpreter.filePath() == "/opt/python"
    assert again.device.currentData() == "cpu"


def ready(size):
    """Put down an environment as `create` leaves it."""
    place = environment._folder() / f"{size}-{environment._hash(size)}-py399"
    (place / "bin").mkdir(parents=True)
    (place / "bin" / "python").touch()
    (place / environment._MARKER).write_text(json.dumps({"size": size, "versions": {"numpy": "9.9"}}))
    return place


def button(page, size):
    return page.findChild(QPushButton, f"diao_set_up_{size}")


def test_page_shows_the_state_of_both_sizes(runner):
    ready("base")
    page = OptionsPage(runner)
    assert button(page, "base").text() == "Repair"
    assert button(page, "full").text() == "Set up"
    texts = "".join(label.text() for label in page.findChildren(type(page.children()[-1])) if hasattr(label, "text"))
    assert page is not None
    assert texts is not None


def test_set_up_from_the_page(runner, monkeypatch, iface):
    made = []

    def create(size, *, log, is_cancelled, progress, variables):
        log("Collecting numpy")
        made.append(size)
        return str(ready(size) / "bin" / "python")

    monkeypatch.setattr(environment, "create", create)
    page = OptionsPage(runner)
    page.show()
    bar = page.findChild(QProgressBar)
    assert not bar.isVisible()
    button(page, "base").click()
    assert bar.isVisible()
    assert not button(page, "full").isEnabled()
    wait(runner)
    assert made == ["base"]
    assert not bar.isVisible()
    assert button(page, "base").text() == "Repair"
    assert "Collecting numpy" in page.findChild(QPlainTextEdit).toPlainText()
    assert "The engine is set up" in iface.bar.pushed[0][0]


def test_a_gpu_is_tried_as_soon_as_it_is_set_up(runner, monkeypatch, iface):
    tried = selftest.Trial("map", "cuda", "RTX 1", 50.0)
    choice = builds.choose(machine.described("linux", driver="580.1"), "base")
    monkeypatch.setattr(environment, "plan", lambda size: choice)
    monkeypatch.setattr(environment, "create", lambda size, **_: str(ready(size) / "bin" / "python"))
    monkeypatch.setattr(selftest, "examine", lambda interpreters, **_: (tried,) * len(interpreters))
    page = OptionsPage(runner)
    button(page, "base").click()
    wait(runner)
    assert runner.trials == (tried,)  # mapping alone: nothing is there yet that trains
    assert iface.bar.pushed[0][0].endswith("map now. All devices of this computer work.")


def test_a_page_opened_later_shows_the_running_step(runner):
    stop = threading.Event()

    def work(log, is_cancelled, progress):
        log("Collecting torch")
        stop.wait(10)
        return "done"

    runner.start("Title", work)
    page = OptionsPage(runner)
    page.show()
    assert page.findChild(QProgressBar).isVisible()
    assert not button(page, "base").isEnabled()
    stop.set()
    wait(runner)
    assert button(page, "base").isEnabled()


def test_a_page_closed_during_a_step_does_no_harm(runner):
    stop = threading.Event()
    page = OptionsPage(runner)
    runner.start("Title", lambda log, is_cancelled, progress: str(stop.wait(10)))
    page.deleteLater()
    del page
    stop.set()
    wait(runner)


@pytest.mark.parametrize("answer", [True, False])
def test_remove_asks_first(runner, monkeypatch, answer):
    place = ready("base")
    answers = QMessageBox.StandardButton
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.Yes if answer else answers.No)
    page = OptionsPage(runner)
    remove = next(b for b in page.findChildren(QPushButton) if b.text() == "Remove" and b.isEnabled())
    remove.click()
    wait(runner)
    assert place.exists() is not answer


def test_check_tells_what_an_interpreter_is_good_for(monkeypatch):
    def check(interpreter, *, size="base"):
        if size == "full":
            raise MissingDependency("no torch")
        return {"numpy": "2.0"}

    monkeypatch.setattr(environment, "check", check)
    told = steps.check("/opt/python")(print, lambda: False, lambda share, megabytes: None)
    assert told == "/opt/python runs all but training and torch models: numpy 2.0."
