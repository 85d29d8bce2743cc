# SPDX-License-Identifier: GPL-2.0-or-later
"""The one table of what an environment is made of: system x GPU x size -> packages, indexes, megabytes, and why.

The requirement files hold what all kinds share. A kind puts another ONNX Runtime in place of the one there (the three packages
exclude each other) and may take PyTorch from PyTorch's own index.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import BadInput
from ..messages import Sentence
from .machine import DRIVERS_OF_CUDA, Machine

SIZES = ("base", "full", "cluster")  # each holds the ones before
WITH_TORCH = SIZES[1:]
TORCH_INDEX = "https://download.pytorch.org/whl"
TORCH_INDEX_VARIABLE = "DIAO_TORCH_INDEX"  # a mirror of it inside a closed network
TORCH_PACKAGES = ("torch", "torchvision")

_ONNXRUNTIME_LINE = re.compile(r"onnxruntime[^a-z-]")
# ONNX Runtime's extras bring the CUDA libraries; its builds for Python 3.10 are those of CUDA 12, beside which PyTorch's of CUDA 13
# do not fit into one environment.
_CUDA13 = (
    'onnxruntime-gpu[cuda,cudnn]>=1.28,<2 ; python_version >= "3.11"',
    'onnxruntime>=1.17,<2 ; python_version < "3.11"',
)
_CUDA12 = (  # the last ones for CUDA 12, of which there were none for ARM
    'onnxruntime-gpu[cuda,cudnn]>=1.20,<1.27 ; platform_machine != "aarch64"',
    'onnxruntime>=1.17,<2 ; platform_machine == "aarch64"',
)
_DIRECTML = ("onnxruntime-directml>=1.17,<2",)
_OLDEST_CAPABILITY_OF_CUDA13, _OLDEST_CAPABILITY_OF_CUDA128 = (7, 5), (10, 0)


@dataclass(frozen=True)
class Weight:
    """Megabytes to download and on the disk; `is_measured` is False where they are estimated."""

    download: int
    disk: int
    is_measured: bool = True


# What the clients of Dask and of STAC catalogues add to the full size, on every system: Python code.
CLIENT_OF_CLUSTERS = Weight(5, 40)


@dataclass(frozen=True)
class Build:
    """A kind of environment.

    `name` is also in the folder's name; `onnxruntime` are requirement lines instead of the file's one, () keeps it;
    `torch_index` is the folder of PyTorch's index by system, absent where the user's own index is taken; `weights` are by
    system and size, those of *cluster* follow from *full*; `without_torch_index` is what the full size weighs by system when PyTorch
    has to come from the user's index, absent where it lacks the GPU then.
    """

    name: str
    weights: dict[tuple[str, str], Weight]
    onnxruntime: tuple[str, ...] = ()
    torch_index: dict[str, str] = field(default_factory=dict)
    without_torch_index: dict[str, Weight] = field(default_factory=dict)

    def weight(self, system: str, size: str) -> Weight:
        """What a size weighs on a system."""
        if size != "cluster":
            return self.weights[system, size]
        full = self.weights[system, "full"]
        return Weight(
            full.download + CLIENT_OF_CLUSTERS.download, full.disk + CLIENT_OF_CLUSTERS.disk, full.is_measured
        )


# Downloads are sums over the package index's own sizes; disk is what the wheels unpack to, with compiled modules. Python 3.12, x86_64
# and Apple silicon, November 2026. What comes from PyTorch's own index, which was out of reach, is estimated.
_CUDA12_WEIGHTS = {
    ("linux", "base"): Weight(2123, 3790), ("linux", "full"): Weight(4200, 8000, False),
    ("windows", "base"): Weight(1979, 3500, False), ("windows", "full"): Weight(5000, 9000, False),
}  # fmt: skip
_BUILDS = (
    Build(
        "cpu",
        {
            ("linux", "base"): Weight(174, 610), ("linux", "full"): Weight(400, 1500, False),
            ("windows", "base"): Weight(139, 500), ("windows", "full"): Weight(293, 1270),
            ("macos", "base"): Weight(115, 450), ("macos", "full"): Weight(279, 1300),
        },
        torch_index={"linux": "cpu"},
        without_torch_index={"linux": Weight(3199, 6370)},
    ),
    Build(
        "cuda13",
        {
            ("linux", "base"): Weight(1713, 3040), ("linux", "full"): Weight(3504, 6890),
            ("windows", "base"): Weight(1460, 2410), ("windows", "full"): Weight(3300, 6500, False),
        },
        _CUDA13,
        {"windows": "cu130"},
    ),
    Build("cuda128", _CUDA12_WEIGHTS, _CUDA12, {"linux": "cu128", "windows": "cu128"}),
    Build("cuda126", _CUDA12_WEIGHTS, _CUDA12, {"linux": "cu126", "windows": "cu126"}),
    Build("directml", {("windows", "base"): Weight(154, 580), ("windows", "full"): Weight(301, 1450)}, _DIRECTML),
)  # fmt: skip
BUILDS = {build.name: build for build in _BUILDS}


@dataclass(frozen=True)
class Choice:
    """What is going to be made, and why."""

    machine: Machine
    size: str
    build: Build
    reason: Sentence

    @property
    def weight(self) -> Weight:
        """Its megabytes."""
        return self.build.weight(self.machine.system, self.size)

    @property
    def torch_index(self) -> str:
        """Address of the index that PyTorch is taken from; empty where it is the user's own one, or PyTorch is not needed."""
        folder = self.build.torch_index.get(self.machine.system) if self.size in WITH_TORCH else None
        return f"{os.environ.get(TORCH_INDEX_VARIABLE) or TORCH_INDEX}/{folder}" if folder else ""

    def lines(self) -> list[str]:
        """Requirement lines, those of PyTorch too."""
        return list(requirement_lines(self.size, self.build))

    def torch_lines(self) -> list[str]:
        """Those of them that are taken from PyTorch's index."""
        return [line for line in self.lines() if re.split(r"[<>=~! \[;]", line)[0] in TORCH_PACKAGES]

    def told(self) -> Sentence:
        """Reason and weight for the analyst, before anything is downloaded."""
        return Sentence.of("set_up_choice", reason=self.reason, weight=told_weight(self.weight))

    def encode(self) -> dict[str, Any]:
        """As plain values for JSON."""
        machine, weight = self.machine, self.weight
        return {
            "system": machine.system,
            "architecture": machine.architecture,
            "gpu_kind": machine.kind,
            "gpu": machine.gpu,
            "driver": machine.driver,
            "cuda": _dotted(machine.cuda),
            "capability": _dotted(machine.capability),
            "size": self.size,
            "build": self.build.name,
            "packages": self.lines(),
            "torch_index": self.torch_index,
            "download_mb": weight.download,
            "disk_mb": weight.disk,
            "measured": weight.is_measured,
            "reason": self.reason.encode(),
        }


def choose(machine: Machine, size: str) -> Choice:
    """What to make on a machine. Raises BadInput where the packages of a size do not exist for it."""
    if machine.system == "macos" and machine.architecture != "arm64" and size in WITH_TORCH:
        raise BadInput("no_torch_for_intel_mac")
    name, reason = _of_gpu(machine)
    return Choice(machine, size, BUILDS[name], reason)


def requirement_files(size: str) -> list[Path]:
    """The requirement files that make up a size, the last one including the others."""
    folder = Path(__file__).resolve().parents[1] / "requirements"
    return [folder / f"{name}.txt" for name in SIZES[: SIZES.index(size) + 1]]


def requirement_lines(size: str, build: Build) -> Iterator[str]:
    """The requirements of a size and a kind, without comments."""
    for file in requirement_files(size):
        for line in file.read_text(encoding="utf-8").splitlines():
            requirement = line.partition("#")[0].strip()
            if not requirement or requirement.startswith("-"):
                continue
            if build.onnxruntime and _ONNXRUNTIME_LINE.match(requirement):
                yield from build.onnxruntime
            else:
                yield requirement


def without_torch_index(choice: Choice, reason: Sentence) -> tuple[Sentence, Weight | None]:
    """What it means that PyTorch's own index does not serve, and the new weight where the environment grows by that."""
    weight = choice.build.without_torch_index.get(choice.machine.system)
    consequence = told_weight(weight) if weight else Sentence("torch_without_gpu")
    index = choice.torch_index
    return Sentence.of("torch_from_usual_index", index=index, reason=reason, consequence=consequence), weight


def told_weight(weight: Weight) -> Sentence:
    """How much is downloaded and how much lies on the disk."""
    code = "weight" if weight.is_measured else "weight_estimated"
    return Sentence.of(code, download=amount(weight.download), disk=amount(weight.disk))


def told_download(weight: Weight) -> Sentence:
    """How much is downloaded, for a button."""
    megabytes = amount(weight.download)
    return megabytes if weight.is_measured else Sentence.of("amount_estimated", amount=megabytes)


def amount(megabytes: float) -> Sentence:
    """Megabytes as a reader says them."""
    if megabytes < 1000:
        return Sentence.of("megabytes", number=int(megabytes))
    return Sentence.of("gigabytes", number=megabytes / 1000)


def _of_gpu(machine: Machine) -> tuple[str, Sentence]:
    """The kind and its reason."""
    facts = {"gpu": machine.gpu, "driver": machine.driver}
    if machine.kind == "nvidia":
        if machine.system == "macos":
            return "cpu", Sentence("build_without_gpu")
        return _of_nvidia(machine, facts)
    if machine.kind == "directx12" and machine.system == "windows":
        return "directml", Sentence.of("build_for_directx12", gpu=machine.gpu)
    if machine.kind == "apple" and machine.system == "macos":
        return "cpu", Sentence("build_for_apple")  # the usual packages have Apple's parts
    return "cpu", Sentence("build_without_gpu")


def _of_nvidia(machine: Machine, facts: dict[str, str]) -> tuple[str, Sentence]:
    cuda, capability = machine.cuda, machine.capability
    if cuda is None or cuda < (12, 0):
        return "cpu", Sentence.of("build_driver_too_old", **facts, needed=DRIVERS_OF_CUDA[0][1])
    is_early = capability is not None and capability < _OLDEST_CAPABILITY_OF_CUDA13
    if cuda >= (13, 0) and not is_early:
        return "cuda13", Sentence.of("build_for_cuda", **facts, cuda="13")
    if capability is not None and capability >= _OLDEST_CAPABILITY_OF_CUDA128:
        if cuda < (12, 8):
            return "cpu", Sentence.of("build_driver_too_old", **facts, needed=DRIVERS_OF_CUDA[0][1])
        name, version = "cuda128", "12.8"
    else:
        name, version = "cuda126", "12.6"
    if machine.architecture == "arm64":
        return name, Sentence.of("build_trains_only", **facts, cuda=version, needed=DRIVERS_OF_CUDA[0][1])
    return name, Sentence.of("build_for_cuda", **facts, cuda=version)


def _dotted(version: tuple[int, int] | None) -> str:
    return ".".join(map(str, version)) if version else ""
