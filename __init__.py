# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO for QGIS. QGIS calls `classFactory`; nothing else happens at import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .plugin.main import DiaoPlugin


def classFactory(iface: Any) -> DiaoPlugin:  # noqa: N802  (QGIS names this function and its argument)
    """Make the plugin; `iface` is None in `qgis_process`."""
    from .plugin.main import DiaoPlugin

    return DiaoPlugin(iface)
