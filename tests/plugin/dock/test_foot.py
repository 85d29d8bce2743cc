# SPDX-License-Identifier: GPL-2.0-or-later
"""The foot of a page: its main button and how its run has ended are in sight wherever the page is scrolled to."""

import pytest
from diao.plugin.dock.balance.page import BalancePage
from diao.plugin.dock.data.page import DataPage
from diao.plugin.dock.kit.notice import ERROR, SUCCESS
from diao.plugin.dock.map.page import MapPage
from diao.plugin.dock.page import DockPage
from diao.plugin.dock.runs.run_bar import RunBar
from diao.plugin.dock.train.page import TrainPage
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, QRect
from qgis.PyQt.QtWidgets import QLabel

SCREEN = (400, 560)
pages = pytest.mark.parametrize("kind", [DataPage, BalancePage, TrainPage, MapPage])


class Page(DockPage):
    def __init__(self, *args):
        super().__init__(*args)
        self.bar = RunBar(self.runner, "Go")
        self.bar.requested.connect(lambda: self.bar.follow(self.runner.start("diao:score", {})))
        notes = self.put_into_foot("diao:score", self.bar)
        for widget in (QLabel("\n" * 100), notes, QLabel("\n" * 100)):
            self.body.addWidget(widget)


def seen(widget, page):
    """Whether a widget lies within the page and not below the edge of its scroll area."""
    return page.rect().contains(QRect(widget.mapTo(page, QPoint(0, 0)), widget.size()))


@pages
def test_the_main_button_and_the_outcome_are_in_sight(provider, runner, session, iface, show, kind):
    page = show(kind(runner, session, iface), *SCREEN)
    page.foot.show_message("Done.\n" * 3)
    for position in (0, page.scroller.verticalScrollBar().maximum()):
        page.scroller.verticalScrollBar().setValue(position)
        page.layout().activate()
        assert seen(page.foot.start, page)
        assert seen(page.foot.message, page)
        assert not page.scroller.isAncestorOf(page.foot)
    assert page.scroller.height() > SCREEN[1] / 2


def test_warnings_are_reached_from_the_foot(provider, runner, session, iface, show, settle):
    page = show(Page(runner, session, iface), *SCREEN)
    assert page.bar.pointer.isHidden()
    page.bar.start.click()
    runner.run.notice.emit("several_dtypes", "Check the types.")
    runner.run.notice.emit("one_class_only", "Check the classes.")
    runner.end(message="Done.")
    settle()
    assert page.bar.pointer.text() == "2 warnings about this result"
    assert page.scroller.verticalScrollBar().value() == 0
    page.bar.pointer.click()
    box = page.bar.notes.boxes[-1]
    assert QRect(QPoint(0, 0), page.scroller.viewport().size()).contains(
        box.mapTo(page.scroller.viewport(), QPoint(0, 0))
    )


def test_the_end_of_a_run_comes_back_with_the_project(provider, runner, session, iface, tmp_path):
    page = Page(runner, session, iface)
    page.bar.start.click()
    runner.run.notice.emit("several_dtypes", "Check the types.")
    runner.end(message="Done.")
    project, path = QgsProject.instance(), str(tmp_path / "a.qgz")
    assert project.write(path)
    project.clear()
    assert page.bar.message.isHidden()
    assert page.bar.notes.notices() == []
    project.read(path)
    again = Page(runner, session, iface)
    for one in (page, again):
        assert one.bar.message.text() == "Done."
        assert one.bar.notes.notices() == ["Check the types."]


def test_a_run_of_a_project_that_was_closed_is_not_remembered_in_the_next(provider, runner, session, iface):
    page = Page(runner, session, iface)
    page.bar.start.click()
    QgsProject.instance().clear()
    runner.end(message="Done; the project was closed.")
    assert page.bar.message.text() == "Done; the project was closed."
    assert session.remembered("run/diao:score") == {}


def test_what_the_foot_says_is_not_said_on_top_too(provider, runner, session, iface, show):
    page = show(Page(runner, session, iface), *SCREEN)
    page.bar.block("Choose something.")
    assert page.says("Choose something.")
    assert not page.says("Choose something else.")
    page.bar.hide()
    assert not page.says("Choose something.")


def test_what_is_said_beside_the_runs_goes_and_the_last_end_comes_back(provider, runner, session, iface, show):
    page = show(Page(runner, session, iface), *SCREEN)
    page.foot.show_message("Map raster: done.", SUCCESS)
    page.tell("cannot be written", ERROR)
    page.tell("cannot be written now", ERROR)
    assert (page.foot.message.text(), page.foot.message.kind) == ("cannot be written now", ERROR)
    assert seen(page.foot.message, page)
    page.tell("")
    assert (page.foot.message.text(), page.foot.message.kind) == ("Map raster: done.", SUCCESS)
    page.tell("cannot be written", ERROR)
    page.bar.start.click()
    runner.end(message="Map raster: done again.")
    page.tell("")
    assert page.foot.message.text() == "Map raster: done again."
