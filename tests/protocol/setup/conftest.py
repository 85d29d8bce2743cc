# SPDX-License-Identifier: GPL-2.0-or-later
"""A data folder of the test's own, a machine as the test says, and no network."""

from __future__ import annotations

from pathlib import Path

import pytest

from diao_engine.protocol import machine, uv


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "data"))
    for name in ("PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_CERT", "PIP_CONSTRAINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return tmp_path / "data" / "environments"


@pytest.fixture
def without_gpu(monkeypatch):
    monkeypatch.setattr(machine, "detect", lambda gpu="auto": machine.described("linux"))


@pytest.fixture
def without_uv(monkeypatch):
    monkeypatch.setattr(uv, "program", lambda wheels, fetch: None)
