# SPDX-License-Identifier: GPL-2.0-or-later
"""What a set-up would make on this computer, and how much it would fetch; found out beside the window's own work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...diao_engine.errors import EngineError
from ...diao_engine.messages import Sentence
from ...diao_engine.protocol import builds, environment, machine
from ...processing_provider.text import language, tr


@dataclass(frozen=True)
class _Outlook:
    """Of one size: why it is as it is, what it weighs, and why an environment that is there is not the right one.

    Without a weight it cannot be made on this computer, for the reason that is given.
    """

    reasons: tuple[Sentence, ...]
    weight: builds.Weight | None = None
    mismatch: Sentence | None = None


class _Task(QgsTask):
    """Looks at the computer; a graphics card that sleeps takes seconds to answer."""

    def __init__(self, found: Callable[[dict[str, _Outlook], machine.Machine | None], None]) -> None:
        super().__init__(tr("DIAO: looking at this computer"), QgsTask.Flag.CanCancel)
        self._found = found
        self._outlooks: dict[str, _Outlook] = {}
        self._machine: machine.Machine | None = None

    def run(self) -> bool:
        """In the task's thread."""
        found = self._machine = machine.detect()
        if self.isCanceled():
            return False
        remarks = environment.remarks()
        self._outlooks = {size: _outlook(found, size, remarks) for size in environment.SIZES}
        return not self.isCanceled()

    def finished(self, result: bool) -> None:
        """In the main thread."""
        self._found(self._outlooks if result else {}, self._machine)


class Forecast(QObject):
    """Knows nothing until it has looked."""

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.machine: machine.Machine | None = None  # what was seen of this computer, once it has looked
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

    def is_possible(self, size: str) -> bool:
        """Whether a size can be made on this computer; also while nobody knows."""
        outlook = self._outlooks.get(size)
        return outlook is None or outlook.weight is not None

    def reason(self, size: str) -> str:
        """What would be made, for which GPU, and what else there is to know; empty while that is unknown."""
        outlook = self._outlooks.get(size)
        return " ".join(sentence.text(language=language()) for sentence in outlook.reasons) if outlook else ""

    def weight(self, size: str) -> str:
        """How much is downloaded and how much lies on the disk then; empty while that is unknown."""
        outlook = self._outlooks.get(size)
        if outlook is None or outlook.weight is None:
            return ""
        return builds.told_weight(outlook.weight).text(language=language())

    def download(self, size: str) -> str:
        """How much is downloaded; empty while that is unknown."""
        outlook = self._outlooks.get(size)
        if outlook is None or outlook.weight is None:
            return ""
        return builds.told_download(outlook.weight).text(language=language())

    def mismatch(self, size: str) -> str:
        """Why the environment that is there is not what this computer should have; empty where it is."""
        outlook = self._outlooks.get(size)
        return outlook.mismatch.text(language=language()) if outlook and outlook.mismatch else ""

    def _found(self, outlooks: dict[str, _Outlook], seen: machine.Machine | None) -> None:
        self._task = None
        self.machine = seen or self.machine
        self._outlooks = outlooks or self._outlooks
        self.changed.emit()


def _outlook(found: machine.Machine, size: str, remarks: list[Sentence]) -> _Outlook:
    try:
        choice = builds.choose(found, size)
    except EngineError as error:
        return _Outlook(error.sentences)
    return _Outlook((choice.reason, *remarks), choice.weight, environment.mismatch(size, choice))
