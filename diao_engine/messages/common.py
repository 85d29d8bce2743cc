# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts that sentences of several rooms have."""

from __future__ import annotations

from .plural import Text

SENTENCES: dict[str, Text] = {
    "and_more": "{first} (and {number} more)",
    "counting_classes": "Counting classes",
}
