# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside an interpreter to find out whether it can run the engine: imports every package and uses it once."""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import json
import platform
import sys
from typing import Any

from ..errors import MissingDependency
from .builds import WITH_TORCH

# What the engine needs; the side of QGIS, which starts it, runs on 3.9 too.
OLDEST_PYTHON = (3, 10)
OLDEST_PYTHON_TEXT = ".".join(map(str, OLDEST_PYTHON))

# They exclude each other; all three are imported as `onnxruntime`.
ONNX_RUNTIMES = ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml")

# Name to import -> name of the distribution.
BASE_PACKAGES = {
    "numpy": "numpy",
    "scipy": "scipy",
    "affine": "affine",
    "rasterio": "rasterio",
    "pyogrio": "pyogrio",
    "pyproj": "pyproj",
    "shapely": "shapely",
    "onnx": "onnx",
    "onnxruntime": "onnxruntime",
    "tifffile": "tifffile",
    "jinja2": "jinja2",
}
FULL_PACKAGES = {
    "torch": "torch",
    "torchvision": "torchvision",
    "segmentation_models_pytorch": "segmentation-models-pytorch",
    "timm": "timm",
    "safetensors": "safetensors",
}
CLUSTER_PACKAGES = {"distributed": "distributed", "pystac_client": "pystac-client"}


def packages(size: str) -> dict[str, str]:
    """What an environment of this size must hold."""
    full = FULL_PACKAGES if size in WITH_TORCH else {}
    return {**BASE_PACKAGES, **full, **(CLUSTER_PACKAGES if size == "cluster" else {})}


def installed_version(distribution: str) -> str:
    """The version of a distribution; for ONNX Runtime of the one of the three that is there, with its name unless it is the plain one.

    Raises PackageNotFoundError.
    """
    for candidate in ONNX_RUNTIMES if distribution == ONNX_RUNTIMES[0] else (distribution,):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            version = importlib.metadata.version(candidate)
            return version if candidate == distribution else f"{version} ({candidate})"
    raise importlib.metadata.PackageNotFoundError(distribution)


def require_python() -> None:
    """Raise MissingDependency when this very Python is too old for the engine."""
    if sys.version_info < OLDEST_PYTHON:
        raise MissingDependency(
            "python_too_old", oldest=OLDEST_PYTHON_TEXT, path=sys.executable, version=platform.python_version()
        )


def main(size: str) -> int:
    """Use the packages of a size and write their versions as one line of JSON, the last line of stdout."""
    if sys.version_info < OLDEST_PYTHON:
        sys.stderr.write(f"Python {platform.python_version()} is older than {OLDEST_PYTHON_TEXT}\n")
        return 1
    versions = {"python": platform.python_version()}
    modules: dict[str, Any] = {}
    for name, distribution in packages(size).items():
        modules[name] = importlib.import_module(name)
        versions[name] = installed_version(distribution)
    _use_base(modules)
    if size in WITH_TORCH:
        versions["device"] = _use_torch(modules["torch"])
    sys.stdout.write(json.dumps(versions) + "\n")
    return 0


def _use_base(modules: dict[str, Any]) -> None:
    numpy = modules["numpy"]
    if float((numpy.ones((8, 8)) @ numpy.ones((8, 8))).sum()) != 512.0:
        raise RuntimeError("numpy computes wrong numbers")
    # A PROJ database of another version, the classic fault beside QGIS, shows only when a code is looked up.
    modules["rasterio"].crs.CRS.from_epsg(32633).to_wkt()
    modules["pyproj"].CRS.from_epsg(32633)
    if "CPUExecutionProvider" not in modules["onnxruntime"].get_available_providers():
        raise RuntimeError("onnxruntime has no CPU provider")


def _use_torch(torch: Any) -> str:
    """Run one convolution on the CPU and on the GPU if there is one; the name of the device that works."""
    gpus = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    device = "cpu"
    for candidate in ("cpu", *(name for name, present in gpus.items() if present)):
        try:
            image = torch.ones((1, 3, 8, 8), device=candidate)
            kernel = torch.ones((4, 3, 3, 3), device=candidate)
            is_correct = float(torch.nn.functional.conv2d(image, kernel)[0, 0, 0, 0]) == 27.0
        except RuntimeError as error:
            if candidate == "cpu":
                raise
            sys.stderr.write(f"The GPU cannot be used: {error}\n")
            continue
        if not is_correct:
            raise RuntimeError(f"torch computes wrong numbers on {candidate}")
        device = candidate
    return f"cuda ({torch.cuda.get_device_name()})" if device == "cuda" else device
