# SPDX-License-Identifier: GPL-2.0-or-later
"""Sessions of ONNX Runtime on the devices of this machine."""

from __future__ import annotations

import os
from collections.abc import Sequence

import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as states

CPU_PROVIDER = "CPUExecutionProvider"
# In the order in which `auto` tries them.
PROVIDERS = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "mps": "CoreMLExecutionProvider",
    "cpu": CPU_PROVIDER,
}
# Where 16 bits are tried: NVIDIA's GPUs have units for them, CoreML takes them by itself.
HALF_DEVICES = ("cuda",)
RUNTIME_ERRORS = (
    states.Fail, states.RuntimeException, states.InvalidArgument, states.InvalidGraph, states.InvalidProtobuf,
    states.NotImplemented, states.NoSuchFile, states.NoModel, states.EPFail, states.EngineError, RuntimeError, ValueError,
)  # fmt: skip

# The library begins with places in its own code; what is wrong stands at the end.
_LONGEST_REASON = 160


def available() -> list[str]:
    """The devices that the installed package offers, whether or not this machine has them; in the order of `auto`."""
    offered = onnxruntime.get_available_providers()
    return [name for name, provider in PROVIDERS.items() if provider in offered]


def start(model: str | bytes, devices: Sequence[str]) -> onnxruntime.InferenceSession:
    """A session on the first of the devices that starts, else on the CPU; one of RUNTIME_ERRORS where the model is none."""
    if "cuda" in devices and hasattr(onnxruntime, "preload_dlls"):
        onnxruntime.preload_dlls()  # finds the CUDA libraries that came as packages
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads()
    # Threads that wait for the next batch leave the processor to those that read and write (a fifth less of it used).
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    providers = dict.fromkeys((*(PROVIDERS[device] for device in devices), CPU_PROVIDER))
    return onnxruntime.InferenceSession(model, options, providers=list(providers))


def threads() -> int:
    """How many threads a session takes: OMP_NUM_THREADS, as torch does, else the cores that this process may use; 0 is all there are.

    The runtime looks at neither: a task of an array job that has 8 of 64 cores would get 64 threads to run on them.
    """
    named = os.environ.get("OMP_NUM_THREADS", "").split(",")[0]  # a list where loops lie in loops
    if named.isdecimal():
        return int(named)
    lent = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    return lent if lent < (os.cpu_count() or 1) else 0


def device_of(session: onnxruntime.InferenceSession) -> str:
    """The device that a session runs on, by the runtime's name where we have none."""
    used = str(session.get_providers()[0])
    return next((name for name, provider in PROVIDERS.items() if provider == used), used)


def first_line(error: Exception) -> str:
    """What a library says first; its own name for the error where it says nothing."""
    lines = str(error).strip().splitlines()
    first = lines[0].strip(" .:") if lines else type(error).__name__
    return first if len(first) <= _LONGEST_REASON else f"…{first[-_LONGEST_REASON:]}"
