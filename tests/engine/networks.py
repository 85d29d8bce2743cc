# SPDX-License-Identifier: GPL-2.0-or-later
"""Small ONNX models, written node by node."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from diao_engine.model import package

DEEPNESS = {
    "model_type": "Segmentor",
    "class_names": {"0": "other", "1": "peat", "2": "water"},
    "standardization_mean": [0.5, 0.5, 0.5],
    "standardization_std": [0.25, 0.25, 0.25],
    "tile_size": 32,
    "tiles_overlap": 25,
}


def pixelwise(weight, bias=None, *, sides=("n", "h", "w"), end=None):
    """A model (classes = weight @ bands + bias per pixel); `end` is Softmax, Sigmoid, ArgMax or nothing."""
    weight = np.asarray(weight, dtype=np.float32)
    classes, bands = weight.shape
    bias = np.zeros(classes) if bias is None else bias
    stored = [
        numpy_helper.from_array(weight[:, :, None, None], "weight"),
        numpy_helper.from_array(np.asarray(bias, dtype=np.float32), "bias"),
    ]
    nodes = [helper.make_node("Conv", ["image", "weight", "bias"], ["scores"])]
    if end:
        nodes.append(helper.make_node(end, ["scores"], ["end"], **({} if end == "Sigmoid" else {"axis": 1})))
    batch, height, width = sides
    kind, channels = (TensorProto.INT64, 1) if end == "ArgMax" else (TensorProto.FLOAT, classes)
    graph = helper.make_graph(
        nodes, "pixelwise",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [batch, bands, height, width])],
        [helper.make_tensor_value_info("end" if end else "scores", kind, [batch, channels, height, width])],
        stored,
    )  # fmt: skip
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def save(model, path, metadata=None, card=None):
    """Write a model, with the metadata of Deepness (values become JSON) or with a card of ours."""
    if card is not None:
        package.write(str(path), model, card)
        return str(path)
    helper.set_model_props(model, {key: json.dumps(value) for key, value in (metadata or {}).items()})
    onnx.save(model, str(path))
    return str(path)
