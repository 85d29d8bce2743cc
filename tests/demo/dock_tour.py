# SPDX-License-Identifier: GPL-2.0-or-later
"""Goes through the dock in a real QGIS window as an analyst would, and takes pictures on the way.

QGIS runs it by `--code`; `dock_pictures.py` starts that and names folder, theme and weights in the environment.
"""

import os
import sys
import traceback
from pathlib import Path

import diao
from diao.diao_engine.jobs.outputs import contact_sheet
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPixmap
from qgis.utils import iface

sys.path.insert(0, str(Path(diao.__file__).resolve().parent / "tests" / "demo"))

from dock_driver import DockDriver, pause

FOLDER, THEME = Path(os.environ["TOUR_FOLDER"]), os.environ["TOUR_THEME"]
GAP, COLUMNS = 12, 3
EPOCHS, STEPS_PER_EPOCH = 10, 15


class Tour(DockDriver):
    """Takes pictures of the dock on its way."""

    def __init__(self):
        super().__init__()
        self.taken = []

    def load(self):
        image = QgsRasterLayer(str(FOLDER / "image.tif"), "aerial image")
        labels = QgsVectorLayer(str(FOLDER / "labels.gpkg"), "land cover", "ogr")
        labels.loadDefaultStyle()
        QgsProject.instance().addMapLayers([image, labels])
        QgsProject.instance().write(str(FOLDER / "tour.qgz"))
        iface.mapCanvas().setExtent(image.extent())
        pause()

    def picture(self, widget):
        """The dock, scrolled to a widget of its page."""
        self.taken.append(self.grab(widget))

    def save(self):
        """The pictures in rows, and the whole window."""
        width, height = (max(getattr(one, side)() for one in self.taken) + GAP for side in ("width", "height"))
        rows = -(-len(self.taken) // COLUMNS)
        sheet = QPixmap(QSize(COLUMNS * width - GAP, rows * height - GAP))
        sheet.fill(Qt.GlobalColor.gray)
        painter = QPainter(sheet)
        for place, one in enumerate(self.taken):
            painter.drawPixmap(place % COLUMNS * width, place // COLUMNS * height, one)
        painter.end()
        sheet.save(str(FOLDER / f"dock-{THEME}.jpg"), quality=85)
        iface.messageBar().clearWidgets()
        iface.mapCanvas().refreshAllLayers()
        pause(3000)
        iface.mainWindow().grab().save(str(FOLDER / f"window-{THEME}.jpg"), quality=85)


def run():
    tour = Tour()
    tour.load()
    data = tour.go(0)
    data.create_form.form.set_value("TILE_SIZE", 128)
    data.bar.start.click()
    tour.until(lambda: not tour.runner.busy and data.is_done())
    tour.picture(data.card)
    balance = tour.go(1)
    tour.until(lambda: balance.summary is not None)
    balance.preview.start.click()
    tour.idle()
    tour.picture(balance.preview)
    balance.bars["diao:synthesize"].start.click()
    tour.until(lambda: not tour.runner.busy and balance.summary is not None and balance.summary.synthetic)
    sheet = QPixmap(contact_sheet(balance.summary.path))
    side = sheet.width()  # of four tiles in four columns; the picture shows the second four rows
    sheet.copy(0, sheet.height() // 3, side, side).save(str(FOLDER / "contact.jpg"), quality=85)
    tour.picture(balance.view)
    train = tour.go(2)
    train.form.set_values(
        {"ENCODER_WEIGHTS": os.environ["TOUR_WEIGHTS"], "EPOCHS": EPOCHS, "STEPS_PER_EPOCH": STEPS_PER_EPOCH}
    )
    epochs = []
    tour.runner.started.connect(
        lambda run: run.metric.connect(lambda name, step, _: epochs.append(step) if name == "miou" else None)
    )
    train.bar.start.click()
    tour.until(lambda: not tour.runner.busy or len(epochs) >= 0.7 * EPOCHS)
    tour.picture(train.curves)
    tour.idle()
    mapping = tour.go(3)
    tour.until(lambda: not tour.runner.busy and mapping.card.card is not None)
    tour.picture(mapping.card)
    mapping.form.set_value("MIN_AREA", 20)
    mapping.bar.start.click()
    tour.idle()
    tour.picture(mapping.results)
    tour.save()
    return tour.failed


try:
    told = "\n".join(run())
except Exception:
    told = traceback.format_exc()
(FOLDER / "failed.txt").write_text(told)
os._exit(1 if told else 0)
