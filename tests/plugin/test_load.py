# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin in QGIS's plugin manager: loads, starts, stops, and leaves nothing behind. In a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, os, sys
import qgis.utils
from qgis.core import QgsApplication
from qgis.gui import QgisInterface
sys.path.insert(0, os.path.join(QgsApplication.pkgDataPath() or "/usr/share/qgis", "python", "plugins"))
QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], True)
app.initQgis()
sys.path.insert(0, os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))
from processing.core.Processing import Processing
Processing.initialize()

from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QMainWindow

class Iface:
    pages, actions = [], []
    window = QMainWindow() if {gui} else None
    canvas = QgsMapCanvas(window) if {gui} else None
    bar = QgsMessageBar(window) if {gui} else None
    def mainWindow(self): return self.window
    def mapCanvas(self): return self.canvas
    def activeLayer(self): return None
    def addToolBarIcon(self, action): self.actions.append(action)
    def removeToolBarIcon(self, action): self.actions.remove(action)
    def addPluginToRasterMenu(self, name, action): self.actions.append(action)
    def removePluginRasterMenu(self, name, action): self.actions.remove(action)
    def addDockWidget(self, area, dock): self.window.addDockWidget(area, dock)
    def removeDockWidget(self, dock): self.window.removeDockWidget(dock)
    def registerOptionsWidgetFactory(self, page): self.pages.append(page)
    def unregisterOptionsWidgetFactory(self, page): self.pages.remove(page)
    def messageBar(self): return self.bar

qgis.utils.iface = Iface() if {gui} else None
qgis.utils.plugin_paths.append({plugins!r})
sys.path.insert(0, {plugins!r})
qgis.utils.updateAvailablePlugins()
registry = QgsApplication.processingRegistry()
told = {{"available": "diao" in qgis.utils.available_plugins}}
def look(when):
    provider = registry.providerById("diao")
    told[when] = {{"algorithms": sorted(a.id() for a in provider.algorithms()) if provider else None,
        "pages": len(Iface.pages), "actions": len(Iface.actions),
        "docks": len(Iface.window.findChildren(QDockWidget)) if {gui} else 0}}
if {gui}:
    told["loaded"] = qgis.utils.loadPlugin("diao")
    told["started"] = qgis.utils.startPlugin("diao")
else:
    told["loaded"] = qgis.utils.loadPlugin("diao")
    told["started"] = qgis.utils.startProcessingPlugin("diao")
look("running")
heavy = ("numpy", "torch", "rasterio", "onnxruntime")
told["page"], told["dock"] = None, None
if {gui}:
    page = Iface.pages[0].createWidget(None)
    told["page"] = page.objectName()
    page.deleteLater()
    del page
    Iface.actions[0].trigger()
    told["dock"] = [dock.objectName() for dock in Iface.window.findChildren(QDockWidget)]
told["unloaded"] = qgis.utils.unloadPlugin("diao")
for _ in range(5):
    app.processEvents()
    app.sendPostedEvents(None, 52)  # deferred deletions
look("stopped")
told["again"] = qgis.utils.loadPlugin("diao")
told["again"] = told["again"] and (qgis.utils.startPlugin if {gui} else qgis.utils.startProcessingPlugin)("diao")
look("restarted")
told["tasks"] = QgsApplication.taskManager().count()
print("TOLD" + json.dumps(told))
sys.stdout.flush()
os._exit(0)
"""


@pytest.fixture(scope="module")
def plugins(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plugins")
    os.symlink(REPOSITORY, folder / "diao")
    return str(folder)


@pytest.mark.parametrize("gui", [True, False], ids=["window", "qgis_process"])
def test_loads_starts_and_unloads(plugins, gui):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(plugins=plugins, gui=gui)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("TOLD")]
    assert lines, done.stderr
    told = json.loads(lines[0][4:])
    assert told["available"]
    assert told["loaded"]
    assert told["started"]
    assert "diao:createdataset" in told["running"]["algorithms"]
    assert "diao:maprareclasses" in told["running"]["algorithms"]
    assert told["running"]["pages"] == int(gui)
    assert told["running"]["actions"] == 4 * gui  # a button, and three entries in the menu
    assert told["page"] == ("diao_options" if gui else None)
    assert told["dock"] == (["DiaoDock"] if gui else None)
    assert told["unloaded"]
    assert told["stopped"] == {"algorithms": None, "pages": 0, "actions": 0, "docks": 0}
    assert told["again"]
    assert told["restarted"] == told["running"]
    assert told["tasks"] == 0
    assert "Traceback" not in done.stderr
