# SPDX-License-Identifier: GPL-2.0-or-later
"""Small models written node by node, and sliding windows without files around them."""

import numpy as np
import pytest

from diao_engine.inference.plan import WindowPlan
from diao_engine.inference.predictor import Batches, InputShape
from diao_engine.inference.scores import Scores
from diao_engine.inference.sliding_window import SlidingWindow
from diao_engine.inference.source import InferenceInput
from diao_engine.protocol.progress import silent
from diao_engine.raster.grid import Window
from diao_engine.raster.read import open_image

ANY = InputShape()


class FakePredictor:
    """Any function of a batch as a model; remembers the sizes of the batches that it saw."""

    takes_integers = False

    def __init__(self, function=lambda batch: batch, shape=ANY):
        self.function = function
        self.input = shape
        self.sizes = []

    def predict(self, batch):
        self.sizes.append(len(batch))
        return self.function(batch)


@pytest.fixture
def predictor():
    return FakePredictor


@pytest.fixture
def slide_over():
    """Sweep a model over a raster file; returns scores (class, row, column) and validity (row, column) of the target."""

    def call(path, model, *, size, overlap, batch=3, classes, target=None, area=None, scale=(1.0, 1.0), report=None):
        with open_image(path) as image:
            shape = image.georef.shape
        target = target or Window(0, 0, shape[1], shape[0])
        plan = WindowPlan.over(target, shape, size=size, overlap=overlap, scale=scale)
        scores = np.full((classes, target.height, target.width), np.nan, dtype=np.float32)
        valid = np.zeros(scores.shape[1:], dtype=bool)
        times = np.zeros(scores.shape[1:], dtype=int)

        def emit(window, strip, strip_valid):
            rows, columns = Window(
                window.x_off - target.x_off, window.y_off - target.y_off, window.width, window.height
            ).slices
            scores[:, rows, columns] = strip
            valid[rows, columns] = strip_valid
            times[rows, columns] += 1

        sliding = SlidingWindow(
            Batches(model, silent()),
            Scores("logits", classes, classes),
            (lambda pixels: pixels.astype(np.float32),),
            batch,
        )
        sliding.over(InferenceInput(path, area), plan, [emit], report or silent())
        assert (times == 1).all()
        return scores, valid

    return call
