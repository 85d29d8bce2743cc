# SPDX-License-Identifier: GPL-2.0-or-later
"""Back to the dataset that a step started from, step by step: all files stay, and the map shows the tiles of the earlier one again."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from qgis.core import QgsProject

from ....diao_engine.jobs import JOBS
from ....diao_engine.jobs.layer_source import path_of
from ....diao_engine.jobs.paths import is_same_file
from ..datasets.dataset_summary import Summary
from ..datasets.target import STEPS


class Undoable(NamedTuple):
    """What can be undone: the dataset from before, as `file|layername=tiles`, and the labels of the steps since, in English.

    Where every earlier dataset is gone, `before` is empty, and `lost` is the file of the last one.
    """

    before: str
    steps: tuple[str, ...]
    lost: str = ""


def undoable(summary: Summary) -> Undoable | None:
    """The last step of balancing; more than one where the datasets between them are gone, None where there was no step."""
    steps: list[str] = []
    lost = ""
    for entry in reversed(summary.history):
        step = entry.get("step")
        if step not in STEPS:
            break
        steps.insert(0, JOBS[step].label)
        named = _named(entry)
        found = _there(named, summary.path)
        if found:
            return Undoable(f"{found}|layername=tiles", tuple(steps))
        lost = lost or named
    return Undoable("", tuple(steps[-1:]), lost) if steps else None


def _named(entry: dict[str, Any]) -> str:
    """The file of the dataset that a step read."""
    dataset = (entry.get("parameters") or {}).get("dataset")
    return str(dataset.get("path") or "") if isinstance(dataset, dict) else ""


def _there(named: str, path: str) -> str:
    """That file, where it is still there, or lies beside the dataset `path` now."""
    beside = os.path.join(os.path.dirname(path), os.path.basename(named))  # where both have been moved together
    found = next((one for one in (named, beside) if named and os.path.isfile(one)), "")
    return found if found and not is_same_file(found, path) else ""


def show_instead(undone: str, before: str, project: QgsProject) -> None:
    """Hide the layers of one dataset and show those of another."""
    for node in project.layerTreeRoot().findLayers():
        file = path_of(node.layer().source()) if node.layer() is not None else ""
        if is_same_file(file, path_of(undone)):
            node.setItemVisibilityChecked(False)
        elif is_same_file(file, path_of(before)):
            node.setItemVisibilityCheckedParentRecursive(True)
