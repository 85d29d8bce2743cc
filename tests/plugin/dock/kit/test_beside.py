# SPDX-License-Identifier: GPL-2.0-or-later
"""A field stands beside its label where the words of both fit into their halves, else below it."""

import pytest
from diao.plugin.dock.kit.beside import Beside
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QSpinBox

WORDS = "Nicht gesetzt"


def spin_box(text):
    made = QSpinBox()
    made.setMinimum(-1)
    made.setSpecialValueText(text)
    made.setValue(made.minimum())
    return made


def needed(widget, text):
    return widget.fontMetrics().horizontalAdvance(text)


@pytest.mark.parametrize(("more", "is_beside"), [(-10, False), (80, True)])
def test_words_in_place_of_a_number_are_not_cut(qgis_app, show, settle, more, is_beside):
    label, field = QLabel("m"), spin_box(WORDS)
    show(Beside(label, field), 2 * (needed(field, WORDS) + more), 100)
    settle()
    assert (field.x() > label.x()) is is_beside
    assert field.lineEdit().width() >= needed(field, WORDS)


def test_a_choice_stays_beside_its_label_for_it_is_shortened_with_a_sign(qgis_app, show):
    label, field = QLabel("m"), QComboBox()
    field.addItem(WORDS)
    show(Beside(label, field), 130, 100)
    assert field.x() > label.x()
