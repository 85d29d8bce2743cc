# SPDX-License-Identifier: GPL-2.0-or-later
"""Drives the dock in a real QGIS window, for the scripts that QGIS runs by `--code`."""

from qgis.PyQt.QtCore import QEventLoop, QPoint, QRect, QSize, Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import iface, plugins

SECONDS_FOR_A_STEP = 1800
SCREEN = QSize(1366, 768)
DOCK_WIDTH = 400


def wait(condition):
    """Let QGIS work until a condition holds; TimeoutError when it takes too long."""
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start(50)
    QTimer.singleShot(1000 * SECONDS_FOR_A_STEP, loop.quit)
    if not condition():
        loop.exec()
    if not condition():
        raise TimeoutError("a step of the tour took too long")


def pause(milliseconds=600):
    """Let everything be painted."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class DockDriver:
    """The dock, opened in a window of a usual size, and what has failed in it."""

    def __init__(self):
        window = iface.mainWindow()
        for other in window.findChildren(QDockWidget):
            if other.objectName() != "Layers":
                other.close()
        window.showNormal()
        window.resize(SCREEN)
        shown = plugins["diao"]._window
        shown.action.trigger()
        self.dock = shown.dock
        self.runner = self.dock.pages[0].runner
        self.failed = []
        self.runner.ended.connect(lambda outcome: self.failed.append(outcome.message) if not outcome.ok else None)
        window.resizeDocks([self.dock], [DOCK_WIDTH], Qt.Orientation.Horizontal)
        pause()

    def go(self, index):
        """Go to a page."""
        self.dock.show_page(index)
        pause(300)
        return self.dock.pages[index]

    def until(self, condition):
        """Wait for a condition; RuntimeError as soon as a run has failed, for then it may never hold."""
        wait(lambda: self.failed or condition())
        if self.failed:
            raise RuntimeError("\n".join(self.failed))

    def idle(self):
        """Wait until nothing runs."""
        self.until(lambda: not self.runner.busy)

    def grab(self, widget):
        """A picture of the dock, its page scrolled to a widget."""
        pause()
        area = self.dock.page.scroller
        if area.isAncestorOf(widget):
            area.verticalScrollBar().setValue(widget.mapTo(area.widget(), QPoint(0, 0)).y())
        pause()
        # By itself, the widget would lack the window's background.
        window, shown = self.dock.window(), self.dock.widget()
        return window.grab(QRect(shown.mapTo(window, QPoint(0, 0)), shown.size()))
