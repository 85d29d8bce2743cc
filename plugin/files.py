# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether two paths are the same file: a project, a dialog and a link each write it in their own way."""

from __future__ import annotations

import os


def is_same_file(one: str, other: str) -> bool:
    """Compare the files, and the paths where one is gone; no path is the same as no path alone."""
    if not one or not other:
        return one == other
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them is not there
        return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))
