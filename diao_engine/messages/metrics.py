# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of a dataset in numbers."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    "tiles_by_split": Plural(
        "count",
        "{count} tile: {counts}.",
        "{count} tiles: {counts}.",
    ),
    "shares_in_split": "Shares in {split}: {shares}.",
    "class_share": "{name} {share:share}",
    "sliver": (
        "{name} has {pixels} px in the training tiles, fewer than the smallest object used ({least} px), so "
        "it raises the imbalance by occurring at all and cannot be learned; label more of it, or merge it "
        "with another class."
    ),
}
