# SPDX-License-Identifier: GPL-2.0-or-later
"""Three packages are imported as `onnxruntime`; which one it is, is told."""

from __future__ import annotations

import importlib.metadata

import pytest

from diao_engine.protocol import probe, worker


@pytest.mark.parametrize(
    ("installed", "told"),
    [
        ({"onnxruntime": "1.32.0"}, "1.32.0"),
        ({"onnxruntime-gpu": "1.31.1"}, "1.31.1 (onnxruntime-gpu)"),
        ({"onnxruntime-directml": "1.24.4"}, "1.24.4 (onnxruntime-directml)"),
    ],
)
def test_the_version_names_the_package(monkeypatch, installed, told):
    def version(name):
        if name not in installed:
            raise importlib.metadata.PackageNotFoundError(name)
        return installed[name]

    monkeypatch.setattr(importlib.metadata, "version", version)
    assert probe.installed_version("onnxruntime") == told
    assert worker.versions()["onnxruntime"] == told


def test_without_any_of_them_that_is_said(monkeypatch):
    monkeypatch.setattr(probe, "ONNX_RUNTIMES", ("no-such-onnxruntime",))
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        probe.installed_version("no-such-onnxruntime")
