# SPDX-License-Identifier: GPL-2.0-or-later
"""Setting up the engine from QGIS. What it does stands in `diao_engine.protocol.environment`."""
