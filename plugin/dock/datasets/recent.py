# SPDX-License-Identifier: GPL-2.0-or-later
"""The datasets and models that were used last, in whatever project."""

from __future__ import annotations

import json
import os

from qgis.core import QgsSettings

_PREFIX = "diao/"
_MOST = 10


class Recent:
    """Files in QGIS's own settings, the newest first."""

    def __init__(self, key: str) -> None:
        self._key = _PREFIX + key

    def files(self) -> list[str]:
        """Those that are still there."""
        return [path for path in self._stored() if os.path.isfile(path)]

    def add(self, path: str) -> None:
        """Put a file first; the empty text stands for none."""
        if path:
            path = os.path.abspath(path)
            others = [one for one in self._stored() if one != path]
            QgsSettings().setValue(self._key, json.dumps([path, *others][:_MOST]))

    def clear(self) -> None:
        """Forget them."""
        QgsSettings().remove(self._key)

    def _stored(self) -> list[str]:
        try:
            read = json.loads(str(QgsSettings().value(self._key, "[]")))
        except ValueError:  # somebody else's
            return []
        return [path for path in read if isinstance(path, str)] if isinstance(read, list) else []


DATASETS, MODELS = Recent("recent_datasets"), Recent("recent_models")
