# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of datasets that do not exist yet."""

from __future__ import annotations

import os
from itertools import count


def free(path: str) -> str:
    """The path, or one with a number where a file of that name exists; what belongs to a dataset never meets other files."""
    stem, suffix = os.path.splitext(path)
    names = (stem if number == 1 else f"{stem}_{number}" for number in count(1))
    return next(name for name in names if not os.path.lexists(name + suffix)) + suffix
