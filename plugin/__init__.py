# SPDX-License-Identifier: GPL-2.0-or-later
"""The QGIS window: settings and the engine's set-up. Builds and connects everything; nothing imports it but QGIS."""
