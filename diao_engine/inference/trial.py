# SPDX-License-Identifier: GPL-2.0-or-later
"""Tries the devices that ONNX Runtime offers: a convolution whose result is known, then the model that comes along."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper

from ..messages import Sentence
from ..metrics import agreement
from ..protocol import selftest
from ..protocol.launch import SAMPLE_MODEL
from ..protocol.selftest import Trial
from . import onnx_sessions
from .half import in_half

_WINDOWS, _SIDE = 4, 256
_SECONDS = 1.0
_NAMES = {"cpu": "CPU", "cuda": "NVIDIA GPU (CUDA)", "directml": "GPU (DirectML)", "mps": "Apple GPU (CoreML)"}


def trials() -> Iterator[Trial]:
    """The CPU first, which the others are compared with."""
    model = onnx.load(str(SAMPLE_MODEL))
    bands = model.graph.input[0].type.tensor_type.shape.dim[1].dim_value
    windows = np.random.default_rng(0).normal(size=(_WINDOWS, bands, _SIDE, _SIDE)).astype(np.float32)
    expected: NDArray[Any] | None = None
    devices = onnx_sessions.available()
    for device in sorted(devices, key=lambda device: device != "cpu"):
        selftest.begin(device, _NAMES[device])
        problem, output, speed, half = _try(model, windows, expected, device)
        if expected is None:
            expected = output
        if problem is None and not speed:
            continue  # offered by the package, not by this machine: whether that is a fault, who has looked at the machine says
        yield Trial("map", device, _NAMES[device], speed, half, problem)


def _try(
    model: Any, windows: NDArray[np.float32], expected: NDArray[Any] | None, device: str
) -> tuple[Sentence | None, NDArray[Any] | None, float, bool | None]:
    """What is wrong, the model's output, megapixels a second (0 where the device does not start), and whether 16 bits do."""
    try:
        convolution = _session(_convolution(), device)
        if convolution is None:
            return None, None, 0.0, None
        apart = agreement.difference(_run(convolution, np.ones((1, 3, 8, 8), np.float32)), np.full((1, 1, 6, 6), 27.0))
        session = _session(model, device)
        output = _run(session, windows)
        apart = max(apart, agreement.difference(output, output if expected is None else expected))
        if apart > agreement.TOLERANCE:
            wrong = Sentence.of("device_computes_wrong", difference=apart, allowed=agreement.TOLERANCE)
            return wrong, output, 0.0, None
        speed = _speed(session, windows)
        half = _half_agrees(model, windows, output, device) if device in onnx_sessions.HALF_DEVICES else None
    except onnx_sessions.RUNTIME_ERRORS as error:
        return Sentence.of("device_gave_up", reason=onnx_sessions.first_line(error)), None, 0.0, None
    return None, output, speed, half


def _half_agrees(model: Any, windows: NDArray[np.float32], expected: NDArray[Any], device: str) -> bool:
    try:
        session = _session(in_half(model), device)
        return agreement.difference(_run(session, windows), expected) <= agreement.TOLERANCE
    except onnx_sessions.RUNTIME_ERRORS:
        return False


def _speed(session: Any, windows: NDArray[np.float32]) -> float:
    """Megapixels a second; the first run, in which a GPU chooses its ways, is over."""
    began, runs = time.perf_counter(), 0
    while not runs or time.perf_counter() - began < _SECONDS:
        _run(session, windows)
        runs += 1
    return runs * _WINDOWS * _SIDE**2 / (time.perf_counter() - began) / 1e6


def _run(session: Any, windows: NDArray[np.float32]) -> NDArray[Any]:
    (raw,) = session.run([session.get_outputs()[0].name], {session.get_inputs()[0].name: windows})
    return np.asarray(raw)


def _session(model: Any, device: str) -> onnxruntime.InferenceSession | None:
    """None where the device does not start."""
    session = onnx_sessions.start(model.SerializeToString(), [device])
    return session if onnx_sessions.device_of(session) == device else None


def _convolution() -> Any:
    """Sums over 3 × 3 pixels of three bands."""
    weights = helper.make_tensor("weights", TensorProto.FLOAT, (1, 3, 3, 3), np.ones(27, np.float32))
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, (1, None, None, None)) for name in ("image", "sums")]
    node = helper.make_node("Conv", ["image", "weights"], ["sums"])
    graph = helper.make_graph([node], "sums", ends[:1], ends[1:], [weights])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
