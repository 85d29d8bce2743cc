# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs algorithms of the provider, in this process and in that of `qgis_process`."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from qgis.core import QgsProcessingFeedback

REPOSITORY = Path(__file__).resolve().parents[2]
# Debian's qgis_process is a wrapper that passes an option that its own program does not know.
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")


class Feedback(QgsProcessingFeedback):
    """Keeps what it is told."""

    def __init__(self):
        super().__init__(False)
        self.infos, self.warnings, self.details, self.texts, self.errors, self.steps = [], [], [], [], [], []
        self.progressChanged.connect(self.steps.append)

    def pushInfo(self, text):
        self.infos.append(text)

    def pushWarning(self, text):
        self.warnings.append(text)

    def pushDebugInfo(self, text):
        self.details.append(text)

    def setProgressText(self, text):
        self.texts.append(text)

    def reportError(self, text, fatalError=False):  # noqa: N803
        self.errors.append(text)


@pytest.fixture
def feedback():
    return Feedback()


@pytest.fixture
def algorithm(provider):
    return lambda name: provider.algorithm(name).create()


@pytest.fixture
def run(algorithm, context, feedback):
    """Check and run an algorithm; the results and whether it went well. A failure raises."""

    def go(name, parameters):
        started = algorithm(name)
        is_valid, message = started.checkParameterValues(parameters, context)
        assert is_valid, message
        return started.run(parameters, context, feedback, {}, False)

    return go


@pytest.fixture(autouse=True)
def _no_engine_of_the_machine(monkeypatch, tmp_path):
    """Whatever environment this machine has, tests name their own."""
    monkeypatch.delenv("DIAO_ENGINE_PYTHON", raising=False)
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "no-environments"))


assert os.environ.get("QT_QPA_PLATFORM") or os.environ.get("DISPLAY"), "set QT_QPA_PLATFORM=offscreen"


@pytest.fixture
def qgis_process(tmp_path):
    """Run it with a profile of its own, in which the plugin is enabled."""
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    os.symlink(REPOSITORY, plugins / "diao")
    home = tmp_path / "home"
    home.mkdir()

    def run(*arguments, timeout=100, **more):
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_PLUGINPATH": str(plugins),
            "QGIS_CUSTOM_CONFIG_PATH": str(home),
            **{name: value for name, value in os.environ.items() if name.startswith("DIAO_")},
            **more,
        }
        return subprocess.run(
            [PROGRAM, *arguments], env=environment, capture_output=True, text=True, timeout=timeout, check=False
        )

    enabled = run("plugins", "enable", "diao")
    assert enabled.returncode == 0, enabled.stderr
    return run
