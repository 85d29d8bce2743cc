# SPDX-License-Identifier: GPL-2.0-or-later
"""Stands above the pages while the engine's environment is missing, and sets it up."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...diao_engine.protocol import environment
from ...processing_provider.text import tr
from ..environment import sizes, steps
from ..environment.availability import Availability, named_interpreter
from ..environment.progress import SetupProgress
from ..environment.runner import Runner
from .kit.message_label import plain, plain_tip, wrapped_label


class SetupBanner(QFrame):
    """Explains, offers the sizes that serve, shows the progress, and goes when the environment is there.

    `needed` tells the size that the work on the shown page asks for. `ready` is emitted when a set-up has ended well.
    """

    ready = pyqtSignal()

    def __init__(
        self, runner: Runner, availability: Availability, needed: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("diao_setup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._runner = runner
        self._availability = availability
        self._needed = needed
        self._build()
        runner.message.connect(self._show_line)
        availability.changed.connect(self.refresh)
        runner.forecast.changed.connect(self.refresh)
        self.refresh()

    @pyqtSlot()
    def refresh(self) -> None:
        """Look whether the engine can run, and show what can be done about it."""
        size, busy = self._needed(), self._runner.busy
        missing = not self._availability.is_there(size)
        was_shown = not self.isHidden()
        self.setVisible(missing or busy)
        self.why.setText(_why(size))
        forecast = self._runner.forecast
        for offered, button in self.offers.items():
            serves = environment.SIZES.index(offered) >= environment.SIZES.index(size)
            button.setVisible(missing and serves and offered in ("base", "full", size))  # few people have a cluster
            button.setEnabled(not busy and forecast.is_possible(offered))
            button.setText(sizes.offer(offered, forecast.download(offered)))
            told = "\n".join(filter(None, (sizes.purpose(offered), forecast.reason(offered), forecast.weight(offered))))
            button.setToolTip(plain_tip(told))
            button.setAccessibleDescription(told)
        self.plan.setText(forecast.reason(size))
        self.plan.setVisible(missing and not busy and bool(self.plan.text()) and not named_interpreter())
        if missing and not forecast.is_known:
            forecast.look()
        for widget in (self.cancel, self.line):
            widget.setVisible(busy)
        self.cancel.setEnabled(busy)
        if not busy:
            self._show_end()
        if was_shown and not missing and not busy:
            self.ready.emit()

    def _build(self) -> None:
        sign = plain()
        size = 2 * self.fontMetrics().height()
        sign.setPixmap(QgsApplication.getThemeIcon("/mIconInfo.svg").pixmap(size, size))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.why = wrapped_label("diao_setup_why", hidden=False, selectable=True)
        self.plan = wrapped_label("diao_setup_plan", hidden=False, selectable=True)
        self.message = wrapped_label("diao_setup_told", hidden=False, selectable=True)
        self.message.hide()
        self.line = plain(name="diao_setup_line")
        self.line.setMinimumWidth(1)  # pip's lines are longer than a panel is wide
        self.offers = {}
        for offered in environment.SIZES:
            button = QPushButton()
            button.setObjectName(f"diao_setup_{offered}")
            button.clicked.connect(lambda _=False, chosen=offered: self._set_up(chosen))
            self.offers[offered] = button
        self.bar = SetupProgress(self._runner)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setObjectName("diao_setup_cancel")
        self.cancel.clicked.connect(self._stop)
        top = QHBoxLayout()
        top.addWidget(sign)
        top.addWidget(self.why, 1)
        running = QHBoxLayout()
        running.addWidget(self.bar, 1)
        running.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.plan)
        for button in self.offers.values():
            layout.addWidget(button)
        layout.addLayout(running)
        layout.addWidget(self.line)
        layout.addWidget(self.message)

    def _set_up(self, size: str) -> None:
        self.message.hide()
        self._runner.start(
            tr("DIAO: setting up the {size} environment").format(size=size),
            steps.set_up(size, self._runner.keep_trials),
        )

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self._runner.cancel()

    @pyqtSlot(str)
    def _show_line(self, line: str) -> None:
        self.line.setText(line)
        self.line.setToolTip(plain_tip(line))

    def _show_end(self) -> None:
        """How a set-up that did not end well has ended; success shows by the banner's going."""
        last = self._runner.lines[-1] if self._runner.lines else ""
        self.message.setText(last)
        self.message.setVisible(bool(last))


def _why(size: str) -> str:
    named = named_interpreter()
    if named:
        return tr(
            "The engine's Python {path} does not exist; choose another under Settings > Options > DIAO, or leave it empty there."
        ).format(path=named)
    if size == "full" and environment.find("base") is not None:
        return tr(
            "Training needs more than the small environment that is there: PyTorch, in an environment of its own."
        )
    return tr(
        "DIAO's engine runs in a Python environment of its own, which is not set up yet. It is made in your data folder; QGIS's "
        "own Python stays as it is."
    )
