# SPDX-License-Identifier: GPL-2.0-or-later
"""The help button of the dock opens the page of the step that is shown."""

from pathlib import Path

import pytest
from diao.plugin.dock import panel
from diao.plugin.dock.panel import DiaoDock
from diao.plugin.dock.runs.runner import JobRunner
from diao.plugin.environment.availability import Availability
from diao.plugin.environment.runner import Runner
from diao.plugin.messages import Messages
from qgis.PyQt.QtCore import QObject


@pytest.fixture
def dock(provider, session, iface, show):
    environments, runner = Runner(Messages(iface)), JobRunner()
    yield show(DiaoDock(runner, session, environments, Availability(environments), iface), 400, 700)
    runner.close()


@pytest.fixture
def opened(monkeypatch):
    urls = []
    monkeypatch.setattr(panel.QDesktopServices, "openUrl", staticmethod(urls.append))
    return urls


def test_each_step_opens_its_page(dock, opened):
    for index in range(len(dock.pages)):
        dock.show_page(index)
        dock.findChild(QObject, "diao_help").click()
    dock.show_history()
    dock.findChild(QObject, "diao_help").click()
    pages = [Path(url.toLocalFile()) for url in opened]
    assert [page.name for page in pages] == [
        "page-data.html", "page-balance.html", "page-train.html", "page-map.html", "index.html"
    ]  # fmt: skip
    assert all(page.is_file() for page in pages)
