# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns a network into ONNX and proves that the result computes the same."""

from __future__ import annotations

import io
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from ..errors import EngineError

INPUT, OUTPUT = "input", "logits"
_OPSET = 17
# The name of the network within `_Exported`, before the names of its tensors.
_PREFIX = "network."
# Largest difference allowed, for logits of magnitude 1 or less; relative to the largest one above.
_TOLERANCE = 1e-3


def to_onnx(network: nn.Module, *, bands: int, divisor: int) -> onnx.ModelProto:
    """The network as ONNX, proved on images of two sizes to compute the same.

    Parameters
    ----------
    network
        From (batch, bands, rows, columns) to logits (batch, classes, rows, columns); it is left on the CPU.
    bands
        Channels of the input.
    divisor
        What rows and columns must be multiples of.

    Returns
    -------
    ModelProto
        The same function with all sizes but `bands` free; the logits are shifted so that the least of each pixel is 0.

    Raises
    ------
    EngineError
        ONNX Runtime and torch differ by more than 0.1 % of the largest logit.
    """
    exported = _Exported(network.cpu()).eval()
    generator = torch.Generator().manual_seed(0)
    example = torch.randn((2, bands, divisor * 2, divisor * 2), generator=generator)
    buffer = io.BytesIO()
    axes = {INPUT: {0: "batch", 2: "height", 3: "width"}, OUTPUT: {0: "batch", 2: "height", 3: "width"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the tracer, about sizes that are fixed on purpose
        # The exporter by tracing: the one by torch.export keeps some decoders' image sizes fixed. Nothing is folded or fused, and no
        # two equal tensors become one (which this flag of the outermost module alone says), so that each weight is there under its
        # name for a training to go on from; ONNX Runtime does all that when it loads the model.
        exported.training = True
        torch.onnx.export(
            exported, (example,), buffer, dynamo=False, opset_version=_OPSET,
            input_names=[INPUT], output_names=[OUTPUT], dynamic_axes=axes,
            training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False,
        )  # fmt: skip
        exported.training = False
    model = onnx.load_model_from_string(buffer.getvalue())
    found = difference(network, model, bands=bands, divisor=divisor)
    if not found <= _TOLERANCE:
        raise EngineError("export_differs", difference=found)
    return model


def difference(network: nn.Module, model: onnx.ModelProto, *, bands: int, divisor: int) -> float:
    """How far an ONNX model computes something else than a network, on noise of two sizes.

    Parameters
    ----------
    network, bands, divisor
        As of `to_onnx`; the network is left at `eval`.
    model
        What should compute the same.

    Returns
    -------
    float
        Largest difference of the logits, divided by the largest one where that is above 1; infinite where shapes differ.
    """
    exported = _Exported(network.cpu()).eval()
    generator = torch.Generator().manual_seed(0)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    differences = []
    for shape in ((1, bands, divisor * 2, divisor * 3), (3, bands, divisor * 4, divisor)):
        image = torch.randn(shape, generator=generator)
        with torch.no_grad():
            expected = exported(image).numpy()
        computed = session.run([OUTPUT], {INPUT: image.numpy()})[0]
        scale = max(1.0, float(np.abs(expected).max()))
        is_alike = computed.shape == expected.shape
        differences.append(float(np.abs(computed - expected).max()) / scale if is_alike else np.inf)
    return float(np.max(differences))


def is_same(network: nn.Module, model: onnx.ModelProto, *, bands: int, divisor: int) -> bool:
    """Whether an ONNX model computes what a network does, as exactly as an export has to."""
    return difference(network, model, bands=bands, divisor=divisor) <= _TOLERANCE


def weights_of(model: onnx.ModelProto) -> dict[str, torch.Tensor]:
    """The tensors of the network that `to_onnx` has made a model of, by their names; all but counters and what is not used."""
    return {
        stored.name.removeprefix(_PREFIX): torch.from_numpy(onnx.numpy_helper.to_array(stored).copy())
        for stored in model.graph.initializer
        if stored.name.startswith(_PREFIX)
    }


class _Exported(nn.Module):  # type: ignore[misc]
    """The network with its logits shifted so that the least is 0: softmax stays, and Deepness, which sets negative values
    to 0 before it looks for the largest, still finds the right class.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        logits = self.network(image)
        return logits - logits.amin(dim=1, keepdim=True)
