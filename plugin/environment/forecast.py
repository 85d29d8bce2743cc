# SPDX-License-Identifier: GPL-2.0-or-later
"""What a set-up would make on this computer, and how much it would fetch; found out beside the window's own work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...diao_engine.errors import EngineError
from ...diao_engine.messages import Sentence
from ...diao_engine.protocol import builds, environment
from ...processing_provider.text import language, tr


@dataclass(frozen=True)
class _Outlook:
    """Of one size: sentences to read beforehand, what is fetched, and why an environment that is there is not the right one."""

    sentences: tuple[Sentence, ...]
    download: Sentence | None = None
    mismatch: Sentence | None = None


class _Task(QgsTask):
    """Looks at the computer; a graphics card that sleeps takes seconds to answer."""

    def __init__(self, found: Callable[[dict[str, _Outlook]], None]) -> None:
        super().__init__(tr("DIAO: looking at this computer"), QgsTask.Flag.CanCancel)
        self._found = found
        self._outlooks: dict[str, _Outlook] = {}

    def run(self) -> bool:
        """In the task's thread."""
        self._outlooks = {size: _outlook(size) for size in environment.SIZES if not self.isCanceled()}
        return not self.isCanceled()

    def finished(self, result: bool) -> None:
        """In the main thread."""
        self._found(self._outlooks if result else {})


class Forecast(QObject):
    """Knows nothing until it has looked."""

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._outlooks: dict[str, _Outlook] = {}
        self._task: _Task | None = None

    @property
    def is_known(self) -> bool:
        """Whether it has looked."""
        return bool(self._outlooks)

    def look(self) -> None:
        """Look at the computer; `changed` tells when it is known."""
        if self._task is None:
            self._task = _Task(self._found)
            QgsApplication.taskManager().addTask(self._task)

    def told(self, size: str) -> str:
        """Kind, reason and size of what would be made; empty while that is unknown."""
        outlook = self._outlooks.get(size)
        return " ".join(sentence.text(language=language()) for sentence in outlook.sentences) if outlook else ""

    def download(self, size: str) -> str:
        """How much would be fetched; empty while that is unknown, and where there is nothing to be had."""
        outlook = self._outlooks.get(size)
        return outlook.download.text(language=language()) if outlook and outlook.download else ""

    def mismatch(self, size: str) -> str:
        """Why the environment that is there is not what this computer should have; empty where it is."""
        outlook = self._outlooks.get(size)
        return outlook.mismatch.text(language=language()) if outlook and outlook.mismatch else ""

    def _found(self, outlooks: dict[str, _Outlook]) -> None:
        self._task = None
        self._outlooks = outlooks or self._outlooks
        self.changed.emit()


def _outlook(size: str) -> _Outlook:
    try:
        choice = environment.plan(size)
    except EngineError as error:
        return _Outlook(error.sentences)
    sentences = tuple(environment.announced(choice))
    return _Outlook(sentences, builds.amount(choice.weight.download), environment.mismatch(size, choice))
