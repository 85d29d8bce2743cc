# SPDX-License-Identifier: GPL-2.0-or-later
"""Widgets and texts that several pages use. Knows no page and no run."""
