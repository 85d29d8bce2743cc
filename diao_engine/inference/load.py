# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens a model file; the runtime that it asks for is imported here and only then."""

from __future__ import annotations

from ..jobs.segment import TORCH_SUFFIXES
from ..protocol.report import Report
from .predictor import Predictor


def load_predictor(path: str, *, device: str, report: Report) -> Predictor:
    """Load a model file onto a device (a key of `jobs.common.DEVICES`) and say which one is used.

    Raises BadInput when the file is no model or the device that was asked for is not there.
    """
    if path.lower().endswith(TORCH_SUFFIXES):
        from .torch_predictor import TorchPredictor

        return TorchPredictor(path, device=device, report=report)
    from .onnx_predictor import OnnxPredictor

    return OnnxPredictor(path, device=device, report=report)
