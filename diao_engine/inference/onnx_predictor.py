# SPDX-License-Identifier: GPL-2.0-or-later
"""ONNX models, run by ONNX Runtime."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from ..errors import BadInput, NoMemory
from ..messages import Sentence
from ..protocol import gpus
from ..protocol.failures import is_out_of_memory
from ..protocol.progress import ProgressReporter
from . import onnx_sessions
from .half import in_half
from .onnx_sessions import PROVIDERS, RUNTIME_ERRORS, first_line
from .predictor import InputShape, failed_on, missing_device

_DTYPES = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(double)": np.float64,
    "tensor(uint8)": np.uint8,
    "tensor(uint16)": np.uint16,
}


class OnnxPredictor:
    """An ONNX model in a session."""

    def __init__(self, path: str, *, device: str, report: ProgressReporter) -> None:
        self._path = path
        self._session = _session(path, device, report)
        self.device = onnx_sessions.device_of(self._session)
        try:
            entry, self._output = _ends(self._session, path)
            sides = list(entry.shape)
        except UnicodeDecodeError as error:  # names that are no texts
            raise BadInput("onnx_unreadable", path=path, reason=first_line(error)) from error
        if entry.type not in _DTYPES or len(sides) != 4:
            raise BadInput("model_input_shape", path=path, dtype=entry.type, shape=sides)
        self._name = entry.name
        self._dtype = np.dtype(_DTYPES[entry.type])
        self.input = InputShape(*(side if isinstance(side, int) and side > 0 else None for side in sides))
        self.takes_integers = self._dtype.kind == "u"

    def in_half(self) -> OnnxPredictor | None:
        """See `Predictor`."""
        if self.device not in onnx_sessions.HALF_DEVICES or self._dtype != np.float32:
            return None
        other = copy.copy(self)
        try:
            model = in_half(onnx.load(self._path)).SerializeToString()
            other._session = onnx_sessions.start(model, [self.device])
        except (*RUNTIME_ERRORS, OSError) as error:
            raise BadInput("onnx_unreadable", path=self._path, reason=first_line(error)) from error
        return other

    def predict(self, batch: NDArray[np.float32]) -> NDArray[Any]:
        """See `Predictor`."""
        try:
            (raw,) = self._session.run([self._output], {self._name: batch.astype(self._dtype, copy=False)})
        except (*RUNTIME_ERRORS, MemoryError) as error:
            if is_out_of_memory(error):
                raise NoMemory("model_memory", reason=str(error)) from error
            raise failed_on(batch, first_line(error)) from error
        return raw  # type: ignore[no-any-return]


def _ends(session: onnxruntime.InferenceSession, path: str) -> tuple[Any, str]:
    """The one input of a model, and the name of its first output."""
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) != 1 or not outputs:
        names = ", ".join(entry.name for entry in inputs)
        raise BadInput("model_inputs", path=path, count=len(inputs), names=names)
    return inputs[0], outputs[0].name


def _session(path: str, device: str, report: ProgressReporter) -> onnxruntime.InferenceSession:
    available = onnx_sessions.available()
    if device != "auto" and device not in available:
        raise missing_device(device, available, _install_advice(device))
    try:
        session = onnx_sessions.start(path, available if device == "auto" else [device])
    except RUNTIME_ERRORS as error:
        raise BadInput("onnx_unreadable", path=path, reason=first_line(error)) from error
    used = onnx_sessions.device_of(session)
    if device not in ("auto", used):
        raise missing_device(device, ["cpu"], _install_advice(device))
    gpus.tell_unused("map", device, used, report)
    not_started = (
        [name for name in available if PROVIDERS[name] not in session.get_providers()] if device == "auto" else []
    )
    report.info(
        "runs_with_onnx_not_started" if not_started else "runs_with_onnx",
        device=used,
        version=onnxruntime.__version__,
        **({"others": not_started} if not_started else {}),
    )
    return session


def _install_advice(device: str) -> Sentence:
    package = {"cuda": "onnxruntime-gpu", "directml": "onnxruntime-directml"}.get(device)
    return Sentence.of("install_or_auto", package=package) if package else Sentence("choose_auto")
