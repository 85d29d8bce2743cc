# SPDX-License-Identifier: GPL-2.0-or-later
"""In Processing's dialogs of our algorithms the wheel changes no field without the focus; others are left as they are."""

import pytest
from diao.plugin.dialogs import ProcessingDialogs
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QApplication

from tests.plugin.wheel import fields, let_go, turn, value


@pytest.fixture
def dialogs(provider, qgis_new_project):
    owner = QObject()
    made = ProcessingDialogs(owner)
    yield made
    made.close()


@pytest.fixture
def opened(settle, monkeypatch):
    import processing.gui.AlgorithmDialog
    import processing.gui.BatchAlgorithmDialog
    import processing.gui.BatchPanel
    import processing.gui.ParametersPanel
    import processing.modeler.ModelerParametersDialog

    for module in (processing.gui.AlgorithmDialog, processing.gui.BatchAlgorithmDialog, processing.gui.BatchPanel,
                   processing.gui.ParametersPanel, processing.modeler.ModelerParametersDialog):  # fmt: skip
        monkeypatch.setattr(module, "iface", None)
    shown = []

    def show(dialog):
        shown.append(dialog)
        dialog.show()
        dialog.activateWindow()
        settle()
        let_go()
        return dialog

    yield show
    for dialog in shown:
        dialog.close()
        dialog.deleteLater()
    settle()


def dialog_of(algorithm):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    return AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById(algorithm))


def changed(dialog):
    """The fields that the wheel changes."""
    found = [field for field in fields(dialog) if isinstance(field, QAbstractSpinBox)]
    assert found
    told = []
    for field in found:
        before = value(field)
        turn(field)
        turn(field, 2)
        if value(field) != before:
            told.append(field)
        let_go()
    return told


@pytest.mark.parametrize("algorithm", ["diao:score", "diao:train", "diao:createdataset", "diao:balancedataset"])
def test_of_ours(dialogs, opened, algorithm):
    assert not changed(opened(dialog_of(algorithm)))


def test_of_others(dialogs, opened):
    assert changed(opened(dialog_of("native:buffer")))


def test_in_batch(dialogs, opened):
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    dialog = BatchAlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById("diao:score"))
    assert not changed(opened(dialog))


@pytest.mark.parametrize(("algorithm", "is_ours"), [("diao:score", True), ("native:buffer", False)])
def test_of_a_step_in_the_model_designer(dialogs, opened, algorithm, is_ours):
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    made = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
    dialog = opened(ModelerParametersDialog(made, QgsProcessingModelAlgorithm()))
    assert bool(changed(dialog)) is not is_ours


def test_the_provider_of_a_dialog_is_never_asked(dialogs, opened, monkeypatch):
    """It may be gone when the plugin was loaded anew; QGIS 3.40 ends when it is asked for then."""
    dialog = dialog_of("diao:score")
    monkeypatch.setattr(type(dialog.algorithm()), "provider", lambda _: pytest.fail("asked"), raising=False)
    assert not changed(opened(dialog))


def test_what_is_closed_hears_nothing(provider, opened):
    owner = QObject()
    made = ProcessingDialogs(owner)
    heard = QApplication.instance().receivers(QApplication.instance().focusChanged)
    made.close()
    assert QApplication.instance().receivers(QApplication.instance().focusChanged) < heard
    assert changed(opened(dialog_of("diao:score")))
