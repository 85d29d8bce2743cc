# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens a model file; the runtime that it asks for is imported here and only then.

Models are opened here only: a torch model is a program, so it is opened only when it is trusted, in a process with less power.
"""

from __future__ import annotations

from ..errors import BadInput
from ..jobs import trust
from ..protocol.progress import ProgressReporter
from .confine import Needs, confine
from .predictor import Predictor


def load_predictor(path: str, *, device: str, trusted: bool, needs: Needs, report: ProgressReporter) -> Predictor:
    """Load a model file onto a device and say which one is used.

    Parameters
    ----------
    path
        ONNX, TorchScript or an exported program.
    device
        A key of `jobs.common.DEVICES`.
    trusted
        Whether a torch model may be opened although nobody has approved it.
    needs
        What the run does with files beside: with a torch model this process can write nothing else from then on.
    report
        Gets the device that is used.

    Returns
    -------
    Predictor
        The loaded model.

    Raises
    ------
    BadInput
        The file is no model, may not be opened, or the requested device is not available.
    """
    refusal = trust.problem(path, trusted=trusted)
    if refusal is not None:
        raise BadInput(refusal)
    if trust.is_torch_model(path):
        confine(needs, report)
        from .torch_predictor import TorchPredictor

        return TorchPredictor(path, device=device, report=report)
    from .onnx_predictor import OnnxPredictor

    return OnnxPredictor(path, device=device, report=report)
