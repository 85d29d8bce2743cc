# SPDX-License-Identifier: GPL-2.0-or-later
"""Goes from the welcome of a new profile to a map, by the buttons of the dock alone; QGIS runs it, started by `first_map.py`."""

import json
import os
import sys
import time
import traceback
from contextlib import contextmanager
from pathlib import Path

import diao
from qgis.PyQt.QtWidgets import QPushButton
from qgis.utils import iface

sys.path.insert(0, str(Path(diao.__file__).resolve().parent / "tests" / "demo"))

from dock_driver import DockDriver, pause, wait

FOLDER = Path(os.environ["TOUR_FOLDER"])
DATA, BALANCE, TRAIN, MAP = range(4)
TILE = 128  # px: the sample is small


class Walk(DockDriver):
    """Counts clicks and takes times; `steps` hold them."""

    def __init__(self):
        self.steps, self.clicks = [], 1  # the button in the toolbar
        super().__init__()

    def click(self, button):
        """As the user would: only what can be seen and is enabled."""
        wait(lambda: button.isEnabled() and button.isVisible())
        self.clicks += 1
        button.click()

    def open(self, index):
        """Click on a step of the rail, unless the dock is there already."""
        if self.dock.page is not self.dock.pages[index]:
            self.click(self.dock.steps[index])
        pause(300)
        return self.dock.page

    @contextmanager
    def step(self, name):
        began = time.monotonic()
        told = {"name": name, "note": ""}
        yield told
        self.steps.append({**told, "seconds": time.monotonic() - began, "clicks": self.clicks})
        self.clicks = 0

    def picture(self, name, widget):
        self.grab(widget).save(str(FOLDER / f"{name}.png"))


def walk(tour):
    welcome = tour.dock.welcome
    with tour.step("opening the dock and the sample"):
        tour.picture("welcome", welcome)
        tour.click(welcome.try_sample)
        tour.until(lambda: iface.activeLayer() is not None or not welcome.is_asking)
    if not os.environ.get("DIAO_ENGINE_PYTHON"):
        with tour.step("set-up of the engine"):
            tour.open(TRAIN)
            tour.click(tour.dock.findChild(QPushButton, "diao_setup_full"))
            wait(tour.dock.setup.isHidden)
    with tour.step("a map by the model of the sample") as told:
        mapping = tour.open(MAP)
        tour.until(lambda: not tour.runner.busy and mapping.card.card is not None)
        tour.click(mapping.bar.start)
        tour.until(lambda: not tour.runner.busy and mapping.is_done())
        told["note"] = f"{mapping.results.layer.featureCount()} rare objects"
    with tour.step("a tile dataset"):
        data = tour.open(DATA)
        data.create_form.form.set_value("TILE_SIZE", TILE)
        tour.click(data.bar.start)
        tour.until(lambda: not tour.runner.busy and data.is_done())
        tour.picture("data", data.card)
    with tour.step("synthetic tiles"):
        balance = tour.open(BALANCE)
        tour.until(lambda: balance.summary is not None)
        tour.click(balance.bars["diao:synthesize"].start)
        tour.until(lambda: not tour.runner.busy and balance.summary is not None and balance.summary.synthetic)
        tour.picture("balance", balance.bars["diao:synthesize"])
    with tour.step("a quick training") as told:
        train = tour.open(TRAIN)
        box = train.preset.box
        box.setCurrentIndex(box.findData("quick"))
        box.activated.emit(box.currentIndex())
        tour.clicks += 2
        if os.environ["TOUR_WEIGHTS"] != "auto":  # where the network of weights cannot be reached
            train.form.set_value("ENCODER_WEIGHTS", os.environ["TOUR_WEIGHTS"])
        told["note"] = train.preset.estimate.text()
        tour.picture("train", train.preset)
        tour.click(train.bar.start)
        tour.until(lambda: not tour.runner.busy and train.result.isVisible())
        tour.picture("trained", train.curves)
    with tour.step("a map by the own model") as told:
        mapping = tour.open(MAP)
        tour.until(lambda: not tour.runner.busy and mapping.card.card is not None)
        tour.click(mapping.bar.start)
        tour.until(lambda: not tour.runner.busy and mapping.is_done())
        told["note"] = f"{mapping.results.layer.featureCount()} rare objects"
        tour.picture("map", mapping.results)
    iface.messageBar().clearWidgets()
    iface.mapCanvas().refreshAllLayers()
    pause(3000)
    iface.mainWindow().grab().save(str(FOLDER / "first-map.png"))


steps, failed = [], ""
try:
    tour = Walk()
    steps = tour.steps
    walk(tour)
except Exception:
    failed = traceback.format_exc()
    iface.mainWindow().grab().save(str(FOLDER / "failed.png"))
(FOLDER / "first-map.json").write_text(json.dumps({"steps": steps, "failed": failed}))
os._exit(1 if failed else 0)
