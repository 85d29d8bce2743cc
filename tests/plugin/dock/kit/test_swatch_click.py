# SPDX-License-Identifier: GPL-2.0-or-later
"""A click on the swatch of a class asks for another colour; a click beside it does not."""

import pytest
from diao.plugin.dock.kit import swatch_click
from diao.plugin.dock.kit.swatch import swatch
from diao.plugin.dock.kit.swatch_click import COLOR, SwatchClicks
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QTreeWidget, QTreeWidgetItem


@pytest.fixture
def tree(qgis_app, show):
    made = QTreeWidget()
    made.setHeaderLabels(["Class", "IoU"])
    made.setRootIsDecorated(False)
    for name, color in (("forest", "#228833"), ("peat", "#aa3377"), ("nothing", "")):
        item = QTreeWidgetItem([name, "0.5"])
        item.setIcon(0, swatch(color, 12))
        item.setData(0, COLOR, color)
        made.addTopLevelItem(item)
    return show(made, 300, 200)


@pytest.fixture
def answered(monkeypatch):
    """The dialog, which answers with a colour; what it was opened with."""
    opened = []

    def answer(color, *_):
        opened.append(color.name())
        return QColor("#010203")

    monkeypatch.setattr(swatch_click.QgsColorDialog, "getColor", answer)
    return opened


def click(tree, row, x):
    y = tree.visualItemRect(tree.topLevelItem(row)).center().y()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y))


@pytest.mark.parametrize("checkable", [False, True])
def test_a_click_on_the_swatch(tree, answered, checkable):
    if checkable:
        tree.topLevelItem(1).setCheckState(0, Qt.CheckState.Checked)
    clicks, picked = SwatchClicks(tree), []
    clicks.picked.connect(lambda *what: picked.append(what))
    place = clicks.place(tree.indexFromItem(tree.topLevelItem(1)))
    click(tree, 1, place.center().x())
    assert (answered, picked) == (["#aa3377"], [(1, "#010203")])
    click(tree, 1, place.right() + 30)
    assert len(picked) == 1


def test_the_box_before_the_swatch_only_ticks(tree, answered):
    tree.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    SwatchClicks(tree)
    click(tree, 1, 8)
    assert answered == []
    assert tree.topLevelItem(1).checkState(0) == Qt.CheckState.Checked


def test_what_has_no_colour_has_no_swatch(tree, answered):
    clicks = SwatchClicks(tree)
    click(tree, 2, clicks.place(tree.indexFromItem(tree.topLevelItem(2))).center().x())
    assert answered == []


def test_the_menu_of_the_row_asks_too(tree, answered):
    clicks, picked = SwatchClicks(tree), []
    clicks.picked.connect(lambda *what: picked.append(what))
    tree.setCurrentItem(tree.topLevelItem(0))
    clicks.action.trigger()
    assert picked == [(0, "#010203")]
