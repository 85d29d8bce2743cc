# SPDX-License-Identifier: GPL-2.0-or-later
"""Pixels and their place."""

from . import plain_paths  # noqa: F401 - before anybody reads or writes a layer
