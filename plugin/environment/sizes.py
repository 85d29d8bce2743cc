# SPDX-License-Identifier: GPL-2.0-or-later
"""What the two sizes of the engine's environment are good for, in the analyst's words."""

from __future__ import annotations

from ...processing_provider.text import tr


def purpose(size: str) -> str:
    """What a size does, and its weight on disk."""
    if size == "base":
        return tr("datasets, balancing, mapping with ONNX models, evaluation; about 300 MB")
    return tr("all of that, training and torch models; several GB")


def offer(size: str) -> str:
    """The text of a button that sets it up."""
    return tr("Set up to balance and map (300 MB)") if size == "base" else tr("Set up to train too (several GB)")
