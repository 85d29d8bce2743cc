# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings of their own for every test, and no environment of the machine; waiting for what goes on in threads."""

import time

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer


@pytest.fixture(autouse=True)
def _own_settings(qgis_app, monkeypatch, tmp_path):
    monkeypatch.delenv("DIAO_ENGINE_PYTHON", raising=False)
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "home"))
    QgsSettings().remove("diao")
    yield
    QgsSettings().remove("diao")


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
