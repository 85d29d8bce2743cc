# SPDX-License-Identifier: GPL-2.0-or-later
"""Paths as the project keeps them: relative where they lie below its folder, so that both can be moved together."""

from __future__ import annotations

import os

from qgis.core import QgsProject

_HERE = "./"


def folder() -> str:
    """The folder of the project's file; empty where the project is new, or lies in a database."""
    found = os.path.dirname(QgsProject.instance().fileName())
    return os.path.normpath(found) if os.path.isabs(found) and os.path.isdir(found) else ""


def to_entry(path: str) -> str:
    """A path, or a source that begins with one, as the project keeps it."""
    home = folder()
    inside = home and os.path.isabs(path) and os.path.normpath(path).startswith(os.path.join(home, ""))
    return (_HERE + os.path.relpath(path, home)).replace(os.sep, "/") if inside else path


def from_entry(entry: str) -> str:
    """The path that an entry of the project means."""
    home = folder()
    return os.path.normpath(os.path.join(home, entry)) if home and entry.startswith(_HERE) else entry
