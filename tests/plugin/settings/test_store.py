# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings survive, and nonsense among them does not."""

import pytest
from diao.plugin.settings import store
from diao.processing_provider.engine import EngineSettings
from qgis.core import QgsSettings


def test_nothing_stored_is_the_default():
    assert store.read() == store.PluginSettings()


def test_round_trip():
    settings = store.PluginSettings("/opt/python", "cpu")
    store.write(settings)
    assert store.read() == settings
    assert settings.engine() == EngineSettings("/opt/python", "cpu")


def test_defaults_are_not_stored():
    store.write(store.PluginSettings("/opt/python", "cpu"))
    store.write(store.PluginSettings())
    assert QgsSettings().value("diao/device") is None


@pytest.mark.parametrize(("key", "value"), [("device", "quantum"), ("device", 7), ("interpreter", ["a", "b"])])
def test_nonsense_counts_as_not_set(key, value):
    QgsSettings().setValue(f"diao/{key}", value)
    assert store.read() == store.PluginSettings()
