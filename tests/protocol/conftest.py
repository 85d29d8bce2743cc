# SPDX-License-Identifier: GPL-2.0-or-later
"""A worker with a job that misbehaves, and an `interpreter` that starts it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from diao_engine.jobs import JOBS

_FAKE = Path(__file__).with_name("fake_worker.py")


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fake_worker", _FAKE)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def fake() -> ModuleType:
    return sys.modules.get("fake_worker") or _load()


@pytest.fixture
def interpreter(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the client takes for a Python: it runs the worker with the extra job."""
    script = tmp_path_factory.mktemp("python") / "python"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{_FAKE}" "$@"\n')
    script.chmod(0o755)
    return str(script)


@pytest.fixture
def job(fake: ModuleType) -> Callable[..., object]:
    """Makes the misbehaving job."""
    return fake.Misbehave


@pytest.fixture
def registered(fake: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The misbehaving job in this process, too."""
    monkeypatch.setitem(JOBS, fake.Misbehave.id, fake.Misbehave)
