# SPDX-License-Identifier: GPL-2.0-or-later
"""A runner that only notes what it is asked for, and the little of QGIS's window that pages look at."""

from diao.plugin.dock.runs.run import Run, RunOutcome
from qgis.gui import QgsAttributeDialog, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QMainWindow


class NotedRun(Run):
    """Lets its runner say what comes of a cancel."""

    def __init__(self, algorithm, runner):
        super().__init__(algorithm)
        self._runner = runner

    def cancel(self):
        super().cancel()
        self._runner.cancel()


class NotingRunner(QObject):
    """Notes what is started; a test says how it ends."""

    started = pyqtSignal(object)
    ended = pyqtSignal(object)
    closing = pyqtSignal()
    engine_changed = pyqtSignal()

    def __init__(self):
        super().__init__()
        self.runs, self.run, self.cancelled, self.doing = [], None, 0, ""
        self.missing = {}  # what runs of a size wait for

    def waits_for(self, size):
        return self.missing.get(size, "")

    @property
    def busy(self):
        return self.run is not None and self.run.is_running

    def start(self, algorithm, values, *, load=True, group="", names=None, note=True, title="", doing=""):
        if self.busy:
            return None
        self.doing = doing or f"{algorithm} is running."
        options = {"load": load, "group": group, "names": names or {}, "note": note, "title": title}
        self.runs.append((algorithm, values, options))
        self.run = NotedRun(algorithm, self)
        self.run.begin(None)
        self.started.emit(self.run)
        return self.run

    def end(self, *, ok=True, cancelled=False, message="", **results):
        outcome = RunOutcome(self.run.algorithm, ok, cancelled, message, results)
        self.run.end(outcome)
        self.ended.emit(outcome)

    def cancel(self):
        self.cancelled += 1


class Iface:
    """As much of QGIS's window as pages touch; `window` owns the widgets."""

    def __init__(self, window=None):
        self.canvas, self.bar = QgsMapCanvas(window), QgsMessageBar(window)

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def activeLayer(self):
        return None

    def getFeatureForm(self, layer, feature):
        return QgsAttributeDialog(layer, feature, False)


class Window(Iface):
    """As much of QGIS's window as the plugin touches."""

    def __init__(self):
        self.window = QMainWindow()
        super().__init__(self.window)
        self.icons, self.menu, self.options = [], [], []

    def mainWindow(self):
        return self.window

    def addToolBarIcon(self, action):
        self.icons.append(action)

    def removeToolBarIcon(self, action):
        self.icons.remove(action)

    def addPluginToRasterMenu(self, _name, action):
        self.menu.append(action)

    def removePluginRasterMenu(self, _name, action):
        self.menu.remove(action)

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)
        dock.show()

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def showOptionsDialog(self, _parent, page):
        self.options.append(page)
