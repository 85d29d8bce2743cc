# SPDX-License-Identifier: GPL-2.0-or-later
"""Ready-made models in the designer, from the toolbox and from the dock: valid, and copies."""

import pytest
from diao.plugin import model_designer
from diao.plugin.dock.kit.designer_button import designer_button
from qgis.core import QgsApplication

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
