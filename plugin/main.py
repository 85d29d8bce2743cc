# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as QGIS sees it. What `initGui` makes, `unload` unmakes, in reverse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ..processing_provider.provider import DiaoProvider
from .messages import Messages
from .settings import store

_TRANSLATIONS = Path(__file__).resolve().parents[1] / "resources" / "i18n"


class DiaoPlugin:
    """Builds the pieces and hands each what it needs; `iface` is None in `qgis_process`."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._translator = _install_translator()
        self._provider: DiaoProvider | None = None
        self._environments: Any = None
        self._options: Any = None
        self._window: Any = None
        self._leave_toolbox: Callable[[], None] | None = None

    def initProcessing(self) -> None:
        """Register the algorithms; `qgis_process` calls only this."""
        self._provider = DiaoProvider(lambda: store.read().engine())
        self._provider.register()

    def initGui(self) -> None:
        """Register the algorithms, the options page, and the way to the dock."""
        self.initProcessing()
        if self._iface is not None:
            from . import model_designer
            from .environment.runner import Runner
            from .settings.page import OptionsFactory
            from .window import PluginWindow

            self._environments = Runner(Messages(self._iface))
            self._options = OptionsFactory(self._environments)
            self._iface.registerOptionsWidgetFactory(self._options)
            self._window = PluginWindow(self._iface, self._environments)
            self._leave_toolbox = model_designer.add_to_toolbox()

    def unload(self) -> None:
        """Leave QGIS as it was."""
        if self._leave_toolbox is not None:
            self._leave_toolbox()
            self._leave_toolbox = None
        if self._window is not None:
            self._window.close()
            self._window = None
        if self._options is not None:
            self._iface.unregisterOptionsWidgetFactory(self._options)
            self._options = None
            self._environments.cancel()
            self._environments = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None


def _install_translator() -> QTranslator | None:
    """The translation of QGIS's language, where there is one."""
    override = QgsSettings().value("locale/overrideFlag", False, bool)
    locale = QgsSettings().value("locale/userLocale", "", str) if override else ""
    file = _TRANSLATIONS / f"diao_{(locale or QLocale.system().name())[:2]}.qm"
    translator = QTranslator()
    if not file.is_file() or not translator.load(str(file)):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
