# SPDX-License-Identifier: GPL-2.0-or-later
"""What the sizes of the engine's environment are good for, in the analyst's words."""

from __future__ import annotations

from ...processing_provider.text import tr


def purpose(size: str) -> str:
    """What a size does."""
    if size == "base":
        return tr("datasets, balancing, mapping with ONNX models, evaluation")
    if size == "cluster":
        return tr("all of that, work handed to a Dask cluster, and STAC catalogues watched from a terminal")
    return tr("all of that, training and torch models")


def ready(size: str) -> str:
    """What can be done now that a size is set up."""
    if size == "base":
        return tr("The engine is set up: you can make datasets, balance them and map now.")
    return tr("The engine is set up: you can make datasets, balance them, train and map now.")


def offer(size: str, download: str) -> str:
    """The text of a button that sets it up; `download` is how much that fetches, empty while nobody knows."""
    texts = {
        "base": tr("Set up to balance and map"),
        "full": tr("Set up to train too"),
        "cluster": tr("Set up for clusters too"),
    }
    text = texts[size]
    return f"{text} ({download})" if download else text
