# SPDX-License-Identifier: GPL-2.0-or-later
"""Ready-made models in QGIS's model designer: a copy each time, so that saving it makes a model of the user's own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingModelOutput
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAction

from ..processing_provider.models import titles
from ..processing_provider.provider import PROVIDER_ID
from ..processing_provider.text import tr

_ZOOM = "mActionZoomToItems"  # what the designer calls it


def open_copy(name: str) -> Any:
    """Show a ready-made model, by its name, in the designer; None without the plugin Processing, whose the designer is."""
    algorithm = QgsApplication.processingRegistry().algorithmById(f"{PROVIDER_ID}:{name}")
    copy = QgsProcessingModelAlgorithm()
    if algorithm is None or not copy.loadVariant(algorithm.toVariant()):
        return None
    copy.setName(algorithm.displayName())
    copy.setGroup(algorithm.group())
    called = titles()
    for child in copy.childAlgorithms().values():
        child.setDescription(child.algorithm().displayName())
        child.setModelOutputs({called.get(name, name): _called(one) for name, one in child.modelOutputs().items()})
        copy.setChildAlgorithm(child)
    with contextlib.suppress(ImportError):
        from processing.modeler.ModelerDialog import ModelerDialog

        window = ModelerDialog.create(copy)
        window.show()
        window.activate()
        QTimer.singleShot(0, lambda: _show_all(window))  # once it has its size
        return window
    return None


def _called(output: QgsProcessingModelOutput) -> QgsProcessingModelOutput:
    """An output of a model under its title in the language of QGIS, which the designer shows."""
    copy = QgsProcessingModelOutput(output)
    title = titles().get(output.name(), output.name())
    copy.setName(title)
    copy.setDescription(title)
    return copy


def _show_all(window: Any) -> None:
    """Zoom to the whole model."""
    zoom = None if sip.isdeleted(window) else window.findChild(QAction, _ZOOM)
    if zoom is not None:
        zoom.trigger()


def add_to_toolbox() -> Callable[[], None]:
    """Offer this in the menu of a ready-made model in the toolbox; the way to take it away comes back."""
    with contextlib.suppress(ImportError):
        from processing.gui.ContextAction import ContextAction
        from processing.gui.ProviderActions import ProviderContextMenuActions

        class OpenCopy(ContextAction):
            """An entry of that menu."""

            def __init__(self) -> None:
                super().__init__()
                self.name = tr("Open a copy in the model designer")

            def isEnabled(self) -> bool:
                """For our models alone."""
                found = self.itemData
                return isinstance(found, QgsProcessingModelAlgorithm) and found.provider().id() == PROVIDER_ID

            def execute(self) -> None:
                """Open it."""
                open_copy(self.itemData.name())

        actions = [OpenCopy()]
        ProviderContextMenuActions.registerProviderContextMenuActions(actions)
        return lambda: ProviderContextMenuActions.deregisterProviderContextMenuActions(actions)
    return lambda: None
