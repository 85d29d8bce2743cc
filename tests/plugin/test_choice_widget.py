# SPDX-License-Identifier: GPL-2.0-or-later
"""Choices in Processing's own dialogs: words to see, values for scripts."""

import importlib

import pytest
from diao.plugin.choice_widget import ChoiceWidget, ChoiceWrapper
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingModelAlgorithm
from qgis.gui import QgsProcessingGui
from qgis.PyQt.QtWidgets import QComboBox

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
    assert choice.wrappedWidget().currentText() == "No balancing, Random tiles repeated"


def test_a_change_is_told(provider):
    score = algorithm("score")
    choice = ChoiceWrapper(score.parameterDefinition("METHOD"), QgsProcessingGui.WidgetType.Standard)
    widget = choice.createWrappedWidget(QgsProcessingContext())
    told = []
    choice.widgetValueHasChanged.connect(lambda _: told.append(choice.parameterValue()))
    widget.setCurrentIndex(1)
    assert told == ["random"]


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
