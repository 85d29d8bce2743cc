# SPDX-License-Identifier: GPL-2.0-or-later
"""Back to the dataset that a step started from: both files stay, and the map shows the tiles of the earlier one again."""

from __future__ import annotations

import os

from qgis.core import QgsProject

from ..datasets.dataset_summary import Summary, path_of
from ..datasets.target import STEPS


def dataset_before(summary: Summary) -> str:
    """The dataset that the last step of balancing read, as `file|layername=tiles`; empty where there is none any more."""
    last = summary.history[-1] if summary.history else {}
    if last.get("step") not in STEPS:
        return ""
    dataset = (last.get("parameters") or {}).get("dataset")
    named = str(dataset.get("path") or "") if isinstance(dataset, dict) else ""
    beside = os.path.join(os.path.dirname(summary.path), os.path.basename(named))  # where both have been moved together
    found = next((path for path in (named, beside) if named and os.path.isfile(path)), "")
    return f"{found}|layername=tiles" if found and not os.path.samefile(found, summary.path) else ""


def show_instead(undone: str, before: str, project: QgsProject) -> None:
    """Hide the layers of one dataset and show those of another."""
    for node in project.layerTreeRoot().findLayers():
        file = os.path.normpath(path_of(node.layer().source())) if node.layer() is not None else ""
        if file == os.path.normpath(path_of(undone)):
            node.setItemVisibilityChecked(False)
        elif file == os.path.normpath(path_of(before)):
            node.setItemVisibilityCheckedParentRecursive(True)
