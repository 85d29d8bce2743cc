# SPDX-License-Identifier: GPL-2.0-or-later
"""ONNX models, run by ONNX Runtime."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as states

from ..errors import BadInput, NoMemory
from ..messages import Sentence
from ..protocol.failures import is_out_of_memory
from ..protocol.progress import ProgressReporter
from .predictor import InputShape, failed_on, missing_device

# The library begins with places in its own code; what is wrong stands at the end.
_LONGEST_REASON = 160
_CPU = "CPUExecutionProvider"
# In the order in which `auto` tries them.
_PROVIDERS = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "mps": "CoreMLExecutionProvider",
    "cpu": _CPU,
}
_DTYPES = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(double)": np.float64,
    "tensor(uint8)": np.uint8,
    "tensor(uint16)": np.uint16,
}
_RUNTIME_ERRORS = (
    states.Fail, states.RuntimeException, states.InvalidArgument, states.InvalidGraph, states.InvalidProtobuf,
    states.NotImplemented, states.NoSuchFile, states.NoModel, states.EPFail, states.EngineError, RuntimeError, ValueError,
)  # fmt: skip


class OnnxPredictor:
    """An ONNX model in a session."""

    def __init__(self, path: str, *, device: str, report: ProgressReporter) -> None:
        self._session = _session(path, device, report)
        try:
            entry, self._output = _ends(self._session, path)
            sides = list(entry.shape)
        except UnicodeDecodeError as error:  # names that are no texts
            raise BadInput("onnx_unreadable", path=path, reason=_first_line(error)) from error
        if entry.type not in _DTYPES or len(sides) != 4:
            raise BadInput("model_input_shape", path=path, dtype=entry.type, shape=sides)
        self._name = entry.name
        self._dtype = np.dtype(_DTYPES[entry.type])
        self.input = InputShape(*(side if isinstance(side, int) and side > 0 else None for side in sides))
        self.takes_integers = self._dtype.kind == "u"

    def predict(self, batch: NDArray[np.float32]) -> NDArray[Any]:
        """See `Predictor`."""
        try:
            (raw,) = self._session.run([self._output], {self._name: batch.astype(self._dtype, copy=False)})
        except (*_RUNTIME_ERRORS, MemoryError) as error:
            if is_out_of_memory(error):
                raise NoMemory("model_memory", reason=str(error)) from error
            raise failed_on(batch, _first_line(error)) from error
        return raw  # type: ignore[no-any-return]


def _ends(session: onnxruntime.InferenceSession, path: str) -> tuple[Any, str]:
    """The one input of a model, and the name of its first output."""
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) != 1 or not outputs:
        names = ", ".join(entry.name for entry in inputs)
        raise BadInput("model_inputs", path=path, count=len(inputs), names=names)
    return inputs[0], outputs[0].name


def _session(path: str, device: str, report: ProgressReporter) -> onnxruntime.InferenceSession:
    available = {
        name: provider for name, provider in _PROVIDERS.items() if provider in onnxruntime.get_available_providers()
    }
    if device != "auto" and device not in available:
        raise missing_device(device, list(available), _install_advice(device))
    if "cuda" in available and hasattr(onnxruntime, "preload_dlls"):
        onnxruntime.preload_dlls()  # finds the CUDA libraries that came as packages
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Threads that wait for the next batch leave the processor to those that read and write (a fifth less of it used).
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    providers = list(available.values()) if device == "auto" else list(dict.fromkeys((available[device], _CPU)))
    try:
        session = onnxruntime.InferenceSession(path, options, providers=providers)
    except _RUNTIME_ERRORS as error:
        raise BadInput("onnx_unreadable", path=path, reason=_first_line(error)) from error
    used = session.get_providers()[0]
    if device != "auto" and used != available[device]:
        raise missing_device(device, ["cpu"], _install_advice(device))
    name = next((name for name, provider in _PROVIDERS.items() if provider == used), used)
    not_started = [name for name in available if available[name] not in session.get_providers()]
    report.info(
        "runs_with_onnx_not_started" if not_started else "runs_with_onnx",
        device=name,
        version=onnxruntime.__version__,
        **({"others": not_started} if not_started else {}),
    )
    return session


def _install_advice(device: str) -> Sentence:
    package = {"cuda": "onnxruntime-gpu", "directml": "onnxruntime-directml"}.get(device)
    return Sentence.of("install_or_auto", package=package) if package else Sentence("choose_auto")


def _first_line(error: Exception) -> str:
    """What a library says first; its own name for the error where it says nothing."""
    lines = str(error).strip().splitlines()
    first = lines[0].strip(" .:") if lines else type(error).__name__
    return first if len(first) <= _LONGEST_REASON else f"…{first[-_LONGEST_REASON:]}"
