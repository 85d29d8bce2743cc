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
    exported = _Exported(network.cpu()).eval()  # all of it: the exporter gives back the mode it found
    generator = torch.Generator().manual_seed(0)
    example = torch.randn((2, bands, divisor * 2, divisor * 2), generator=generator)
    buffer = io.BytesIO()
    axes = {INPUT: {0: "batch", 2: "height", 3: "width"}, OUTPUT: {0: "batch", 2: "height", 3: "width"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the tracer, about sizes that are fixed on purpose
        # The exporter by tracing: the one by torch.export keeps some decoders' image sizes fixed.
        torch.onnx.export(
            exported, (example,), buffer, dynamo=False, opset_version=_OPSET,
            input_names=[INPUT], output_names=[OUTPUT], dynamic_axes=axes,
        )  # fmt: skip
    model = onnx.load_model_from_string(buffer.getvalue())
    for shape in ((1, bands, divisor * 2, divisor * 3), (3, bands, divisor * 4, divisor)):
        _compare(exported, model, torch.randn(shape, generator=generator))
    return model


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


def _compare(network: nn.Module, model: onnx.ModelProto, image: torch.Tensor) -> None:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    with torch.no_grad():
        expected = network(image).numpy()
    computed = session.run([OUTPUT], {INPUT: image.numpy()})[0]
    scale = max(1.0, float(np.abs(expected).max()))
    difference = float(np.abs(computed - expected).max()) / scale if computed.shape == expected.shape else np.inf
    if not difference <= _TOLERANCE:
        raise EngineError(
            f"The ONNX model differs from the trained network by {difference:.2g} on an image of {tuple(image.shape)}; "
            "choose another Architecture or Encoder and report it."
        )
