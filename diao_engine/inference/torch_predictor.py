# SPDX-License-Identifier: GPL-2.0-or-later
"""TorchScript models and exported programs. Both are programs: `load` asks for trust and confines the process before one is opened.

Nothing is ever unpickled in full: files of weights are refused, TorchScript has a reader of its own that knows no Python, and
exported programs are opened by `exported`.
"""

from __future__ import annotations

import copy
import warnings
import zipfile
from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..errors import BadInput, NoMemory
from ..messages import Sentence
from ..protocol import gpus
from ..protocol.failures import is_out_of_memory
from ..protocol.progress import ProgressReporter
from . import exported
from .predictor import InputShape, failed_on, missing_device

_REFUSED = ("Permission denied", "Operation not permitted")
_LOAD_ERRORS = (
    RuntimeError, ValueError, LookupError, TypeError, AttributeError, AssertionError, OSError, zipfile.BadZipFile,
)  # fmt: skip


class TorchPredictor:
    """A TorchScript module or an exported program on a device."""

    takes_integers = False

    def __init__(self, path: str, *, device: str, report: ProgressReporter) -> None:
        self.device = _device(device, report)
        self._in_half = False
        format_name = _archive_format(path)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # torch calls TorchScript deprecated
                self._module, self.input = _script(path) if format_name == "script" else _program(path)
            self._module.to(self.device)
            self._dtype = next(
                (one.dtype for one in self._module.parameters() if one.is_floating_point()), torch.float32
            )
        except _LOAD_ERRORS as error:
            raise BadInput(
                "torch_unreadable", path=path, version=str(torch.__version__), reason=_first_line(error)
            ) from error

    def in_half(self) -> TorchPredictor | None:
        """See `Predictor`."""
        if self.device != "cuda" or self._dtype != torch.float32:
            return None
        other = copy.copy(self)
        other._in_half = True
        return other

    def predict(self, batch: NDArray[np.float32]) -> NDArray[Any]:
        """See `Predictor`."""
        try:
            with torch.inference_mode(), torch.autocast("cuda", torch.float16) if self._in_half else nullcontext():
                raw = _map_of(self._module(self._moved(batch)))
            return np.asarray((raw.float() if raw.is_floating_point() else raw).cpu())
        except (RuntimeError, MemoryError, AssertionError) as error:
            if is_out_of_memory(error):
                if self.device == "cuda":
                    torch.cuda.empty_cache()
                raise NoMemory("model_memory", reason=str(error)) from error
            if any(words in str(error) for words in _REFUSED):
                raise BadInput("model_misbehaves", reason=_first_line(error)) from error
            raise failed_on(batch, _first_line(error)) from error

    def _moved(self, batch: NDArray[np.float32]) -> torch.Tensor:
        """The batch on the device; to an NVIDIA GPU out of memory that it may read by itself."""
        pixels = torch.from_numpy(batch)
        if self.device == "cuda":
            pixels = pixels.pin_memory()
        return pixels.to(self.device, self._dtype, non_blocking=True)


def _archive_format(path: str) -> str:
    """`script` or `program`, by the names in the archive; BadInput for pickles and everything else."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [name.partition("/")[2] or name for name in archive.namelist()]
    except zipfile.BadZipFile:
        inside = []
    if "constants.pkl" in inside:
        return "script"
    if (
        "archive_format" in inside
        or "serialized_exported_program.json" in inside
        or any(name.startswith("models/") for name in inside)
    ):
        return "program"
    raise BadInput("no_torch_program", path=path)


def _script(path: str) -> tuple[torch.nn.Module, InputShape]:
    module = torch.jit.load(path, map_location="cpu").eval()
    first = next((weights for weights in module.parameters() if weights.ndim == 4), None)
    # The first convolution says how many bands, unless it works on groups of them or is a transposed one.
    return module, InputShape(bands=None if first is None or first.shape[1] == 1 else first.shape[1])


def _program(path: str) -> tuple[torch.nn.Module, InputShape]:
    program = exported.load(path)
    names = program.graph_signature.user_inputs
    shapes = {node.name: node.meta["val"].shape for node in program.graph.nodes if node.op == "placeholder"}
    if len(names) != 1 or len(shapes[names[0]]) != 4:
        raise BadInput("torch_inputs", path=path, count=len(names))
    return program.module(), InputShape(*(side if isinstance(side, int) else None for side in shapes[names[0]]))


def _map_of(output: Any) -> torch.Tensor:
    """The segmentation among a model's outputs: torchvision's is called `out`, others put it first."""
    while not isinstance(output, torch.Tensor):
        values = output if isinstance(output, Mapping) else {"out": output[0]}
        output = values["out"] if "out" in values else next(iter(values.values()))
    return output


def _device(device: str, report: ProgressReporter) -> str:
    available = [
        name
        for name, is_available in (
            ("cuda", torch.cuda.is_available()),
            ("mps", torch.backends.mps.is_available()),
            ("cpu", True),
        )
        if is_available
    ]
    if device == "directml":
        raise BadInput("directml_is_onnx", field="device")
    if device != "auto" and device not in available:
        raise missing_device(device, available, Sentence("choose_auto"))
    used = available[0] if device == "auto" else device
    gpus.tell_unused("train", device, used, report)
    name = torch.cuda.get_device_name() if used == "cuda" else used
    report.info("runs_with_torch", device=name, version=str(torch.__version__))
    return used


def _first_line(error: Exception) -> str:
    """The last line of a TorchScript error says what is wrong; others say it in the first."""
    lines = [line for line in str(error).strip().splitlines() if line.strip()]
    message = next(
        (line for line in lines if line.startswith("RuntimeError:")), lines[0] if lines else type(error).__name__
    )
    return message.removeprefix("RuntimeError:").strip(" .")
