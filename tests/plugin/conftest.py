# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings of their own for every test, and no environment of the machine; waiting for what goes on in threads."""

import time

import pytest
from diao.plugin.dock.session import Session
from diao.plugin.environment.runner import Runner
from diao.plugin.messages import Messages
from diao.plugin.window import PluginWindow
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QEventLoop, QLocale, QSize, QTimer

from tests.plugin.noting import Iface, NotingRunner, Window


@pytest.fixture(autouse=True)
def _own_settings(qgis_app, monkeypatch, tmp_path):
    monkeypatch.delenv("DIAO_ENGINE_PYTHON", raising=False)
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "home"))
    QgsSettings().remove("diao")
    QgsSettings().setValue("diao/welcomed", True)  # the first run has tests of its own
    yield
    QgsSettings().remove("diao")


@pytest.fixture(autouse=True)
def work_folder(tmp_path, monkeypatch):
    """Where a project that is not saved keeps its results: nobody is there to answer the question for it."""
    from diao.plugin.dock.datasets import work_folder_dialog

    monkeypatch.setattr(work_folder_dialog, "ask", lambda parent, proposal, problem: str(tmp_path))
    return tmp_path


@pytest.fixture
def wait_until():
    """Lets QGIS work until a condition holds; fails after a minute."""

    def wait(condition):
        loop = QEventLoop()
        look = QTimer()
        look.timeout.connect(lambda: condition() and loop.quit())
        look.start(10)
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        limit.start(60_000)
        if not condition():
            loop.exec()
        for timer in (look, limit):  # a failed test keeps this frame
            timer.stop()
        assert condition()

    return wait


@pytest.fixture
def settle():
    """Lets QGIS work off what is queued, deletions among it."""

    def work():
        until = time.monotonic() + 0.3
        loop = QEventLoop()
        while time.monotonic() < until:
            loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return work


@pytest.fixture
def runner():
    return NotingRunner()


@pytest.fixture
def session(qgis_new_project):
    made = Session()
    yield made
    made.close()


@pytest.fixture
def iface(qgis_new_project):
    made = Iface()
    made.canvas.resize(QSize(400, 400))
    made.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:26917"))
    made.canvas.setExtent(QgsRectangle(0, 0, 8, 8))
    return made


@pytest.fixture
def show():
    """Shows widgets in a size of the dock, and lets go of them in the end."""
    shown = []

    def show_in(widget, width, height):
        widget.resize(width, height)
        widget.show()
        shown.append(widget)
        return widget

    yield show_in
    for widget in shown:
        widget.deleteLater()


@pytest.fixture
def english_numbers():
    """Numbers as English writes them, whatever the machine's language."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def main_window(provider, qgis_new_project):
    """QGIS's window, in the size of a small screen."""
    made = Window()
    made.window.resize(1366, 768)
    made.window.show()
    yield made
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def environments(main_window):
    return Runner(Messages(main_window))


@pytest.fixture
def plugin_window(main_window, environments):
    """What the plugin adds to it."""
    made = PluginWindow(main_window, environments)
    yield made
    if made.action is not None:
        made.close()


@pytest.fixture
def open_dock(plugin_window):
    plugin_window.action.trigger()
    return plugin_window.dock
