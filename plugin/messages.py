# SPDX-License-Identifier: GPL-2.0-or-later
"""The only door to QGIS's message bar and to its log."""

from __future__ import annotations

import html
from typing import Any

from qgis.core import Qgis, QgsMessageLog

_TAG = "DIAO"


class Messages:
    """Shows messages to the user and logs them; without a window (`iface` is None) they are only logged.

    Bar and log panel take what they get for HTML, and a message may name a file or a class of anybody: it is escaped here.
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface

    def success(self, text: str) -> None:
        """Something that the user started has ended well."""
        self._report(text, Qgis.MessageLevel.Success)

    def note(self, text: str) -> None:
        """Something that the user should know of, though nobody has asked."""
        self._report(text, Qgis.MessageLevel.Info)

    def problem(self, text: str) -> None:
        """Something that the user started has failed."""
        self._report(text, Qgis.MessageLevel.Warning)

    def log(self, text: str) -> None:
        """For whoever looks for a fault; not shown in the window."""
        QgsMessageLog.logMessage(_escaped(text), _TAG, Qgis.MessageLevel.Info, notifyUser=False)

    def _report(self, text: str, level: Qgis.MessageLevel) -> None:
        QgsMessageLog.logMessage(_escaped(text), _TAG, level, notifyUser=False)
        if self._iface is not None:
            self._iface.messageBar().pushMessage(_TAG, _escaped(text), level)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
