# SPDX-License-Identifier: GPL-2.0-or-later
"""The test of the devices on the options page, with trials that are made up."""

import pytest
from diao.diao_engine.messages import Sentence
from diao.diao_engine.protocol import environment, machine, selftest
from diao.diao_engine.protocol.selftest import Trial
from diao.plugin.environment.devices import DevicesPanel
from diao.plugin.environment.runner import Runner
from diao.plugin.messages import Messages
from qgis.PyQt.QtWidgets import QApplication

from tests.plugin.noting import Window

CPU = Trial("map", "cpu", "CPU", 2.0)
GPU = Trial("map", "cuda", "RTX 1", problem=Sentence.of("gpu_driver_refused", gpu="RTX 1"))


@pytest.fixture
def runner(qgis_app):
    return Runner(Messages(Window()))


@pytest.fixture
def ready(monkeypatch):
    """An environment, and devices of which the GPU does not work."""
    monkeypatch.setattr(environment, "interpreters", lambda named="": {"map": "/opt/python"})
    monkeypatch.setattr(selftest, "examine", lambda interpreters, **more: (CPU, GPU))


def test_without_an_environment_nothing_can_be_tested(runner):
    panel = DevicesPanel(runner)
    assert not panel.test.isEnabled()
    assert panel.found.text() == "They can be tested when an environment is set up."


def test_each_device_has_its_line(runner, ready, wait_until):
    panel = DevicesPanel(runner)
    assert panel.found.text() == "Not tested yet."
    panel.test.click()
    assert not panel.test.isEnabled()
    wait_until(lambda: not runner.busy)
    assert panel.found.text().splitlines() == [
        "Mapping (ONNX Runtime) on CPU: 2.00 megapixels a second.",
        "Mapping (ONNX Runtime) on RTX 1 does not work: RTX 1 is not used, since its driver is too old for the installed packages; "
        "update the driver.",
    ]
    assert panel.test.isEnabled()
    assert DevicesPanel(runner).found.text() == panel.found.text()  # a page that is opened later


def test_diagnostics_go_to_the_clipboard(runner, monkeypatch, wait_until):
    monkeypatch.setattr(machine, "detect", lambda gpu="auto": machine.described("linux", driver="580.1"))
    panel = DevicesPanel(runner)
    assert not panel.copy.isEnabled()
    runner.forecast.look()
    wait_until(panel.copy.isEnabled)
    runner.keep_trials((CPU,))
    panel.copy.click()
    assert panel.copy.text() == "Copied"
    text = QApplication.clipboard().text()
    for part in (
        "DIAO: ",
        "QGIS: 3",
        "driver 580.1",
        "Automatic device means: auto",
        "Mapping (ONNX Runtime) on CPU",
        "Environment full: ",
    ):
        assert part in text
    wait_until(lambda: panel.copy.text() == "Copy diagnostics")
