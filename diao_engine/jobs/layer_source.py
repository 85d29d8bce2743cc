# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands in the source of a layer as QGIS writes it: `file|layername=name|subset=…`. Standard library only."""

from __future__ import annotations

import os


def parts_of(source: str) -> tuple[str, str]:
    """The file of a source, and its options: what follows the first sign `|` that ends a file's name, for names may hold one."""
    if "|" not in source:  # most are the file alone, which need not be looked for
        return source, ""
    ends = [position for position, sign in enumerate(f"{source}|") if sign == "|" and os.path.exists(source[:position])]
    if ends:
        return source[: ends[-1]], source[ends[-1] + 1 :]
    path, _, options = source.partition("|")
    return path, options


def path_of(source: str) -> str:
    """The file of a source; what is no file comes back without its options."""
    return parts_of(source)[0]
