# SPDX-License-Identifier: GPL-2.0-or-later
"""The settings and their place in QGIS's own; what stands there is checked when it is read."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsSettings

from ...diao_engine.jobs import common
from ...processing_provider.engine import EngineSettings

_PREFIX = "diao/"


@dataclass(frozen=True)
class PluginSettings:
    """What the options page shows; a field's name is its key under `diao/`."""

    interpreter: str = ""
    device: str = "auto"

    def engine(self) -> EngineSettings:
        """The part that the provider needs."""
        return EngineSettings(self.interpreter, self.device)


def read() -> PluginSettings:
    """The stored settings; a value of the wrong type or out of its choices counts as not set."""
    stored = QgsSettings()
    values = {
        entry.name: value
        for entry in dataclasses.fields(PluginSettings)
        for value in [_typed(entry.default, stored.value(_PREFIX + entry.name))]
        if value is not None
    }
    if values.get("device") not in common.DEVICES:
        values.pop("device", None)
    return PluginSettings(**values)


def write(settings: PluginSettings) -> None:
    """Store the settings; one that equals its default is removed, so that defaults can change."""
    stored = QgsSettings()
    for entry in dataclasses.fields(PluginSettings):
        value = getattr(settings, entry.name)
        if value == entry.default:
            stored.remove(_PREFIX + entry.name)
        else:
            stored.setValue(_PREFIX + entry.name, value)


def _typed(default: Any, value: Any) -> Any:
    """The value in the type of its default, None if it is none of that type; ini files hold text only."""
    if isinstance(default, str):
        return value if isinstance(value, str) else None
    raise TypeError(type(default))
