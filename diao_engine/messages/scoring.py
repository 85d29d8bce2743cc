# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with targets."""

from __future__ import annotations

from .plural import Text

SENTENCES: dict[str, Text] = {
    "target_of_zero": (
        "The target of {names} is 0, but the class occurs in the training tiles; give it a small share in the class "
        "table of the page Data, or in the column target of the table classes."
    ),
}
