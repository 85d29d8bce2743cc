# SPDX-License-Identifier: GPL-2.0-or-later
"""A model and a ground where a wrong halo shows, and whether two maps of it are the same to the bit."""

from pathlib import Path

import numpy as np
import pyogrio
import rasterio
from onnx import TensorProto, helper, numpy_helper

from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model.card import ModelCard, Normalisation

CARD = ModelCard(
    classes=(
        ClassInfo(5, "forest", "#00aa00"),
        ClassInfo(2, "peat", "#aa5500", True),
        ClassInfo(9, "water", "#0000ff", True),
    ),
    bands=("a", "b", "c"),
    dtype="uint8",
    normalisation=Normalisation((0.0,) * 3, (255.0,) * 3, (110.0,) * 3, (50.0,) * 3),
    pixel_size=1.0,
    pixel_unit="metre",
    tile_size=64,
    overlap=24,
    prior_natural=(0.8, 0.15, 0.05),
    prior_train=(0.4, 0.3, 0.3),
)
RASTERS = ("output", "confidence", "probabilities")


def neighbourly():
    """A network of two convolutions, the first with a field of 9 pixels: a window shows in all pixels around its edge."""
    rng = np.random.default_rng(3)
    first = numpy_helper.from_array(rng.normal(0, 0.2, (8, 3, 9, 9)).astype("float32"), "first")
    second = numpy_helper.from_array(rng.normal(0, 1, (3, 8, 3, 3)).astype("float32"), "second")
    nodes = [
        helper.make_node("Conv", ["image", "first"], ["hidden"], pads=[4] * 4),
        helper.make_node("Relu", ["hidden"], ["active"]),
        helper.make_node("Conv", ["active", "second"], ["scores"], pads=[1] * 4),
    ]
    graph = helper.make_graph(
        nodes, "neighbourly",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 3, "h", "w"])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", 3, "h", "w"])],
        [first, second],
    )  # fmt: skip
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def rasters(job):
    """Everything that a reader sees of the rasters that were made."""
    seen = {}
    for name in RASTERS:
        path = getattr(job, name)
        if path is None:
            continue
        with rasterio.open(path) as source:
            colors = source.colormap(1) if name == "output" else None
            profile = {key: value for key, value in source.profile.items() if key != "driver"}
            described = (source.tags(), [source.tags(band) for band in source.indexes], source.descriptions, colors)
            seen[name] = (source.read().tobytes(), profile, described)
    return seen


def polygons(job):
    """All features, in order, with every column."""
    _, ids, geometry, columns = pyogrio.raw.read(job.minority, return_fids=True)
    return ids.tolist(), geometry.tolist(), [column.tolist() for column in columns]


def assert_same(one, other):
    assert rasters(one) == rasters(other)
    sidecars = [Path(job.output + ".aux.xml").read_text() for job in (one, other)]
    assert sidecars[0] == sidecars[1]
    if one.minority:
        found = repr(polygons(one)), repr(polygons(other))
        assert found[0] == found[1]
