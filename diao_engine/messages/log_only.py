# SPDX-License-Identifier: GPL-2.0-or-later
"""The warnings that tell nothing about the result: the window leaves these to the log and shows all others beside it."""

from __future__ import annotations

# The other way round, a warning that somebody adds and forgets here would never be seen.
LOG_ONLY = frozenset(
    {
        "fewer_windows",
        "objects_left_out",
        "other_resume_file",
    }
)
