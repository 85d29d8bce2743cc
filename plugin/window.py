# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin adds to QGIS's window: a button and menu entries, and behind them the dock."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..processing_provider.algorithm import ICONS
from ..processing_provider.text import tr
from .dialogs import ProcessingDialogs
from .dock.session import DOCK, OPEN, remembered
from .environment.runner import Runner

_MENU = "&DIAO"
_AREA = "area"  # in what the project remembers of the dock
_AREAS = {"left": Qt.DockWidgetArea.LeftDockWidgetArea, "right": Qt.DockWidgetArea.RightDockWidgetArea}
_USUAL_AREA = "right"


class PluginWindow:
    """Builds the dock when it is first asked for; `close` takes everything away again."""

    def __init__(self, iface: Any, environments: Runner) -> None:
        self._iface = iface
        self._environments = environments
        self._runner: Any = None
        self._session: Any = None
        self.dock: Any = None
        self.action = QAction(QIcon(str(ICONS / "diao.svg")), tr("DIAO: map the rare classes"), iface.mainWindow())
        self.action.setObjectName("diao_show")
        self.action.setCheckable(True)
        self.action.setToolTip(tr("Balance, train and map rare classes, step by step"))
        self.action.triggered.connect(self._show)
        self.welcome = QAction(tr("DIAO: welcome and sample"), iface.mainWindow())
        self.welcome.setObjectName("diao_show_welcome")
        self.welcome.triggered.connect(self._show_welcome)
        self.options = QAction(tr("DIAO options …"), iface.mainWindow())
        self.options.setObjectName("diao_show_options")
        self.options.triggered.connect(lambda: iface.showOptionsDialog(iface.mainWindow(), "diao_options"))
        self._dialogs = ProcessingDialogs(self.action)
        QgsProject.instance().readProject.connect(self._project_read)
        self._actions = (self.action, self.welcome, self.options)
        iface.addToolBarIcon(self.action)
        for action in self._actions:
            iface.addPluginToRasterMenu(_MENU, action)

    def close(self) -> None:
        """Leave QGIS's window as it was; a run is cancelled."""
        self._dialogs.close()
        QgsProject.instance().readProject.disconnect(self._project_read)
        for action in self._actions:
            self._iface.removePluginRasterMenu(_MENU, action)
        self._iface.removeToolBarIcon(self.action)
        if self.dock is not None:
            self._iface.removeDockWidget(self.dock)
            self._runner.close()
            self._session.close()
            self.dock.close()
            self.dock.deleteLater()
            self._runner.deleteLater()
            self._session.deleteLater()
            self.dock = self._runner = self._session = None
        for action in self._actions:
            action.deleteLater()

    def _project_read(self, *_: object) -> None:
        """The dock comes back with a project that was saved with it."""
        if remembered(DOCK).get(OPEN) is True:
            self._show(True)

    def _show(self, visible: bool) -> None:
        is_new = self.dock is None
        if is_new:
            self._create_dock()
        self.dock.setUserVisible(visible)
        if is_new:
            self._widen()
        self._follow(visible)  # of the first showing the dock has told nobody

    def _show_welcome(self) -> None:
        self._show(True)
        self.dock.welcome.show_again()

    def _create_dock(self) -> None:
        from .dock.panel import DiaoDock
        from .dock.runs.runner import JobRunner
        from .dock.session import Session
        from .environment.availability import Availability
        from .environment.gpu_note import GpuNote
        from .messages import Messages

        availability = Availability(self._environments)
        self._runner, self._session = JobRunner(availability.reason), Session()
        availability.setParent(self._runner)  # goes with it
        availability.changed.connect(self._runner.engine_changed)
        self.dock = DiaoDock(self._runner, self._session, self._environments, availability, self._iface)
        self._iface.addDockWidget(
            _AREAS.get(str(self._session.remembered(DOCK).get(_AREA)), _AREAS[_USUAL_AREA]), self.dock
        )
        GpuNote(self._environments, Messages(self._iface), self.dock)
        self.dock.visibilityChanged.connect(self._follow)
        self._session.saving.connect(self._remember_area)

    def _widen(self) -> None:
        """QGIS opens a dock as narrow as it can be; only in its own width the steps have their names."""
        if not self.dock.isFloating() and self.dock.width() < self.dock.sizeHint().width():
            width = self.dock.sizeHint().width()
            self._iface.mainWindow().resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def _remember_area(self) -> None:
        window, earlier = self._iface.mainWindow(), self._session.remembered(DOCK)
        area = next((name for name, area in _AREAS.items() if area == window.dockWidgetArea(self.dock)), _USUAL_AREA)
        self._session.remember(DOCK, {**earlier, _AREA: area})

    def _follow(self, _visible: bool) -> None:
        """The button shows whether the dock is open, also when it lies behind another one."""
        self.action.setChecked(not self.dock.isHidden())
