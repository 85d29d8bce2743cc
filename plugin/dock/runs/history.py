# SPDX-License-Identifier: GPL-2.0-or-later
"""The Processing history, from where a run can be repeated: a file up to QGIS 3.22, a registry since 3.24."""

from __future__ import annotations

import contextlib
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext
from qgis.gui import QgsGui

_PROVIDER = "processing"


class Note:
    """An entry that learns its results later."""

    def __init__(self, key: int | None, entry: dict[str, Any]) -> None:
        self._key = key
        self._entry = entry

    def finish(self, results: dict[str, Any]) -> None:
        """Add what came out."""
        if self._key is not None:
            self._entry["results"] = {name: value for name, value in results.items() if _is_plain(value)}
            QgsGui.historyProviderRegistry().updateEntry(self._key, self._entry)


def note(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> Note:
    """Write a run down before it starts, as Processing's own dialog does."""
    command = algorithm.asPythonCommand(parameters, context)
    QgsGui.instance().processingRecentAlgorithmLog().push(algorithm.id())
    if not hasattr(QgsGui, "historyProviderRegistry"):
        with contextlib.suppress(ImportError):  # without the plugin Processing there is no history
            from processing.core.ProcessingLog import ProcessingLog

            ProcessingLog.addToLog(command)
        return Note(None, {})
    entry = {
        "python_command": command,
        "algorithm_id": algorithm.id(),
        "parameters": algorithm.asMap(parameters, context),
    }
    process_command, possible = algorithm.asQgisProcessCommand(parameters, context)
    if possible:
        entry["process_command"] = process_command
    key, _ = QgsGui.historyProviderRegistry().addEntry(_PROVIDER, entry)
    return Note(key, entry)


def _is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float, bool))
