# SPDX-License-Identifier: GPL-2.0-or-later
"""A runner that only notes what it is asked for, and the little of QGIS's window that pages look at."""

from diao.plugin.dock.runs.runner import RunOutcome
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QObject, pyqtSignal


class NotingRunner(QObject):
    """Notes what is started; a test says how it ends."""

    started = pyqtSignal(str)
    progressed = pyqtSignal(float, str)
    said = pyqtSignal(str, str)
    metric = pyqtSignal(str, int, float)
    ended = pyqtSignal(object)

    def __init__(self):
        super().__init__()
        self.runs, self.busy, self.cancelled, self.finishing = [], False, 0, 0

    @property
    def running(self):
        return self.runs[-1][0] if self.busy else ""

    def start(self, algorithm, values, *, load=True, group="", note=True, then=None):
        if self.busy:
            return False
        self.busy = True
        self.runs.append((algorithm, values, {"load": load, "group": group, "note": note, "then": then}))
        self.started.emit(algorithm)
        return True

    def end(self, *, ok=True, cancelled=False, told="", **results):
        algorithm, _, how = self.runs[-1]
        self.busy = False
        outcome = RunOutcome(algorithm, ok, cancelled, told, results)
        if how["then"] is not None:
            how["then"](outcome)
        self.ended.emit(outcome)

    def cancel(self):
        self.cancelled += 1

    def finish_early(self):
        self.finishing += 1


class Iface:
    def __init__(self):
        self.canvas, self.bar = QgsMapCanvas(), QgsMessageBar()

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def activeLayer(self):
        return None
