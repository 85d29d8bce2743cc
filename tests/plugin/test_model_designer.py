# SPDX-License-Identifier: GPL-2.0-or-later
"""Ready-made models in the designer, from the toolbox and from the dock: valid, and copies."""

import pytest
from diao.plugin import model_designer
from diao.plugin.dock.kit.designer_button import designer_button
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QGraphicsView

MODELS = ("balancedataset", "maprareclasses")


@pytest.fixture
def windows(provider, monkeypatch):
    from processing.modeler import ModelerDialog

    monkeypatch.setattr(ModelerDialog, "iface", None)
    opened = []
    yield opened
    for window in opened:
        window.setDirty(False)
        window.close()


@pytest.mark.parametrize("name", MODELS)
def test_a_copy_opens_valid(windows, name):
    window = model_designer.open_copy(name)
    windows.append(window)
    assert window.isVisible()
    model = window.model()
    assert model.validate() == (True, [])
    assert model.sourceFilePath() == ""  # else saving would change the plugin's own file
    assert model.displayName() == QgsApplication.processingRegistry().algorithmById(f"diao:{name}").displayName()


def test_all_of_the_model_is_in_sight(windows, settle):
    window = model_designer.open_copy("balancedataset")
    windows.append(window)
    settle()
    view = next(one for one in window.findChildren(QGraphicsView) if one.scene() is not None and one.scene().items())
    shown = view.mapToScene(view.viewport().rect()).boundingRect()
    frame = 10  # of boxes, and of what has no place yet at 0, 0
    assert shown.contains(view.scene().itemsBoundingRect().adjusted(frame, frame, -frame, -frame))


def test_outputs_are_called_in_the_language_of_qgis(windows, monkeypatch):
    german = {"REPORT_BEFORE": "Klassenanteile vorher", "DATASET": "Datensatz mit synthetischen Kacheln"}
    monkeypatch.setattr(model_designer, "titles", lambda: german)
    window = model_designer.open_copy("balancedataset")
    windows.append(window)
    outputs = [one for child in window.model().childAlgorithms().values() for one in child.modelOutputs().values()]
    assert {one.name() for one in outputs} >= set(german.values())
    assert {one.description() for one in outputs} >= set(german.values())
    assert window.model().validate() == (True, [])


def test_the_toolbox_offers_it_for_our_models_alone(windows, monkeypatch):
    from processing.gui.ProviderActions import ProviderContextMenuActions

    before = list(ProviderContextMenuActions.actions)
    leave = model_designer.add_to_toolbox()
    (action,) = [one for one in ProviderContextMenuActions.actions if one not in before]
    opened = []
    monkeypatch.setattr(model_designer, "open_copy", opened.append)
    registry = QgsApplication.processingRegistry()
    for name, is_ours in (("diao:maprareclasses", True), ("diao:score", False)):
        action.setData(registry.algorithmById(name), None)
        assert action.isEnabled() is is_ours
    action.setData(registry.algorithmById("diao:maprareclasses"), None)
    action.execute()
    assert opened == ["maprareclasses"]
    leave()
    assert ProviderContextMenuActions.actions == before


def test_the_dock_has_a_button_for_it(provider, monkeypatch):
    opened = []
    monkeypatch.setattr("diao.plugin.dock.kit.designer_button.open_copy", opened.append)
    button = designer_button("balancedataset")
    button.click()
    assert opened == ["balancedataset"]
