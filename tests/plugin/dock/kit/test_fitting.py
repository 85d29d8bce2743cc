# SPDX-License-Identifier: GPL-2.0-or-later
"""Words on buttons, in titles and in choices give way to a narrow dock, and are whole again in a wide one."""

import pytest
from diao.plugin.dock.kit.beside import Beside
from diao.plugin.dock.kit.fitting import FitGuard, whole_text
from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

TEXT = "Compare ways of balancing a dataset <b>"


@pytest.fixture
def column(show):
    inside = QWidget()
    layout = QVBoxLayout(inside)
    FitGuard.over(inside)

    def put(widget):
        layout.addWidget(widget)
        show(inside, 160, 300)
        return inside, widget

    return put


def test_a_choice_that_is_cut_ends_with_a_sign(column, settle):
    """Qt would paint the same letters for a shorter text of which as much fits, and nothing that tells the two apart."""

    def painted():
        return box.grab(QRect(0, 0, box.width() - 24, box.height())).toImage()

    inside, box = column(QComboBox())
    box.addItems(["short", "mmmmmmmmmmmmmmmmmmmmmmmmmmm", "mmmmmmmmmmmmmmmmmmmmmmmmmmm"])
    settle()
    box.setCurrentIndex(1)
    with_sign = painted()
    assert "mmmm" in box.toolTip()
    box.removeEventFilter(inside.findChild(FitGuard))
    assert painted() != with_sign
    box.installEventFilter(inside.findChild(FitGuard))
    box.setCurrentIndex(0)
    settle()
    assert box.toolTip() == ""
    inside.resize(900, 300)
    box.setCurrentIndex(1)
    settle()
    assert box.toolTip() == ""


def test_no_list_is_made_for_a_choice_that_is_only_painted(column, settle):
    """A page has dozens of choices, and the list of each is a window of its own."""
    made = QComboBox()
    made.addItems(["short", "mmmmmmmmmmmmmmmmmmmmmmmmmmm"])
    made.setCurrentIndex(1)
    _, box = column(made)
    settle()
    assert "mmmm" in box.toolTip()
    assert box.findChild(QAbstractItemView) is None


@pytest.mark.parametrize("kind", [QPushButton, QCheckBox, QRadioButton])
def test_buttons_wrap(column, settle, kind):
    inside, button = column(kind(TEXT))
    settle()
    assert button.width() <= 160
    assert "\n" in button.text()
    assert button.sizeHint().width() <= button.width()
    assert whole_text(button) == TEXT == button.accessibleName()
    inside.resize(900, 300)
    settle()
    assert button.text() == TEXT


def test_a_text_that_is_set_later_counts(column, settle):
    _, button = column(QPushButton(TEXT))
    settle()
    button.setText("Back to the page with the long name")
    settle()
    assert "\n" in button.text()
    assert whole_text(button) == "Back to the page with the long name"
    button.setText("Next")
    settle()
    assert button.text() == "Next"


def test_small_buttons_and_titles_are_shortened(column, settle):
    tool = QToolButton()
    tool.setText(TEXT)
    tool.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    inside, _ = column(tool)
    _, box = column(QGroupBox(TEXT))
    settle()
    assert tool.text().endswith("…")
    assert box.title().endswith("…")
    assert "&lt;b&gt;" in box.toolTip()  # as it is, not as markup
    inside.resize(900, 300)
    settle()
    assert tool.text() == box.title() == TEXT


def test_a_small_button_that_is_as_wide_as_its_words_keeps_them(column, settle):
    """Shortened once, it would ask for less room and never get more."""
    tool = QToolButton()
    tool.setText("Details")
    inside, _ = column(tool)
    for width in (300, 40, 300):
        inside.resize(width, 300)
        settle()
        assert tool.text() == "Details"


def test_a_shortened_choice_tells_all(column, settle):
    made = QComboBox()
    made.addItems(["short", TEXT * 2])
    made.setToolTip("<p>Its own</p>")
    _, box = column(made)
    settle()
    assert box.width() <= 160
    assert box.toolTip() == "<p>Its own</p>"
    box.setCurrentIndex(1)
    settle()
    assert "&lt;b&gt;" in box.toolTip()
    assert box.toolTip().endswith("<p>Its own</p>")
    box.setToolTip("Another")
    settle()
    assert box.toolTip().endswith("Another")
    box.setCurrentIndex(0)
    settle()
    assert box.toolTip() == "Another"


def test_a_field_goes_below_a_long_word(show, settle):
    label, field = QLabel("Mindestplausibilität"), QSpinBox()
    label.setWordWrap(True)
    row = show(Beside(label, field), 600, 60)
    settle()
    assert field.x() > label.x()
    row.resize(label.fontMetrics().horizontalAdvance(label.text()) + 20, 90)
    settle()
    assert field.y() > label.y()
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft
