# SPDX-License-Identifier: GPL-2.0-or-later
"""Back to the dataset that a step started from, step by step: all files stay, and the map shows the tiles of the earlier one again."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from qgis.core import QgsProject

from ....diao_engine.jobs import JOBS
from ..datasets.dataset_summary import Summary, path_of
from ..datasets.target import STEPS


class Undoable(NamedTuple):
    """What can be undone: the dataset from before, as `file|layername=tiles`, and the labels of the steps since, in English."""

    before: str
    steps: tuple[str, ...]


def undoable(summary: Summary) -> Undoable | None:
    """The last step of balancing; more than one where the datasets between them are gone, None where all before are."""
    steps: list[str] = []
    for entry in reversed(summary.history):
        step = entry.get("step")
        if step not in STEPS:
            return None
        steps.insert(0, JOBS[step].label)
        found = _read_by(entry, summary.path)
        if found:
            return Undoable(f"{found}|layername=tiles", tuple(steps))
    return None


def _read_by(entry: dict[str, Any], path: str) -> str:
    """The file of the dataset that a step read, where it is still there."""
    dataset = (entry.get("parameters") or {}).get("dataset")
    named = str(dataset.get("path") or "") if isinstance(dataset, dict) else ""
    beside = os.path.join(os.path.dirname(path), os.path.basename(named))  # where both have been moved together
    found = next((one for one in (named, beside) if named and os.path.isfile(one)), "")
    return found if found and not os.path.samefile(found, path) else ""


def show_instead(undone: str, before: str, project: QgsProject) -> None:
    """Hide the layers of one dataset and show those of another."""
    for node in project.layerTreeRoot().findLayers():
        file = os.path.normpath(path_of(node.layer().source())) if node.layer() is not None else ""
        if file == os.path.normpath(path_of(undone)):
            node.setItemVisibilityChecked(False)
        elif file == os.path.normpath(path_of(before)):
            node.setItemVisibilityCheckedParentRecursive(True)
