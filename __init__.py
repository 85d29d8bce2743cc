# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO for QGIS. QGIS calls `classFactory`; nothing else happens at import."""


def classFactory(iface):  # noqa: ANN001, ANN201, N802  (QGIS names this function and its argument)
    """Make the plugin; `iface` is None in `qgis_process`."""
    from .plugin.main import DiaoPlugin

    return DiaoPlugin(iface)
