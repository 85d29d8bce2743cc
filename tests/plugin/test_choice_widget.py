# SPDX-License-Identifier: GPL-2.0-or-later
"""Choices in Processing's own dialogs: words to see, values for scripts."""

import gc
import importlib

import pytest
from diao.plugin.choice_widget import ChoiceWidget
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingModelAlgorithm
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox

from diao_engine.jobs import JOBS, Kind, specs

METHODS = ["none", "diao", "dynamic", "diao_cp", "diao_cp_dynamic"]


def algorithm(name):
    return QgsApplication.processingRegistry().createAlgorithmById(f"diao:{name}")


@pytest.fixture
def dialog(provider, monkeypatch):
    from processing.gui import ParametersPanel
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    monkeypatch.setattr(ParametersPanel, "iface", None)

    opened = []

    def show(name):
        opened.append(AlgorithmDialog(algorithm(name)))
        opened[-1].show()
        return opened[-1].mainWidget().wrappers

    yield show
    for one in opened:
        one.close()


def test_every_choice_names_a_widget_that_is_there(provider):
    for name, job in JOBS.items():
        for spec in specs(job):
            if spec.kind in (Kind.CHOICE, Kind.CHOICES):
                shown = algorithm(name)
                path = shown.parameterDefinition(spec.contract).metadata()["widget_wrapper"]["class"]
                module, _, made = path.rpartition(".")
                assert getattr(importlib.import_module(module), made) is ChoiceWidget


def test_a_dialog_shows_words_and_gives_values(dialog):
    choice = dialog("score")["TARGET"]
    box = choice.wrappedWidget()
    assert (box.currentText(), choice.parameterValue()) == (
        "Recommended: raise rare classes, keep the rest in proportion",
        "lifted",
    )
    box.setCurrentIndex(box.findText("Equal shares for all classes"))
    assert choice.parameterValue() == "uniform"
    choice.setParameterValue("custom", QgsProcessingContext())
    assert box.currentText() == "As edited in the class table"


def test_several_choices_are_ticked(dialog):
    choice = dialog("compare")["METHODS"]
    assert choice.parameterValue() == METHODS
    for value in (["none", "random"], "none,random"):
        choice.setParameterValue(value, QgsProcessingContext())
        assert choice.parameterValue() == ["none", "random"]
    ticked = [tick.text() for tick in choice.wrappedWidget().findChildren(QCheckBox) if tick.isChecked()]
    assert ticked == ["No balancing", "Random repeats"]


def test_a_batch_shows_words_too(provider, monkeypatch):
    from processing.gui import BatchPanel
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    monkeypatch.setattr(BatchPanel, "iface", None)
    dialog = BatchAlgorithmDialog(algorithm("score"))
    shown = [box.currentText() for box in dialog.findChildren(QComboBox)]
    assert "Recommended: raise rare classes, keep the rest in proportion" in shown
    dialog.close()


def test_a_widget_outlives_the_garbage_of_python(dialog):
    for _ in range(20):
        choice = dialog("score")["TARGET"]
        gc.collect()
        assert choice.parameterValue() == "lifted"


def test_the_designer_still_offers_inputs_of_the_model(provider):
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    model = QgsProcessingModelAlgorithm()
    assert model.loadVariant(algorithm("balancedataset").toVariant())
    dialog = ModelerParametersDialog(algorithm("synthesize"), model, algName="synthesize")
    assert dialog.widget.widget.wrappers["TARGET"].value().source() == dialog_source(model, "TARGET")
    words = [box.itemText(0) for box in dialog.widget.widget.wrappers["BLEND"].findChildren(QComboBox)]
    assert "Light matched to the new tile, soft edge (recommended)" in words
    dialog.close()


def dialog_source(model, name):
    (source,) = model.childAlgorithm("synthesize").parameterSources()[name]
    return source.source()
