# SPDX-License-Identifier: GPL-2.0-or-later
"""What every page of the dock is: a step of the work with a state that the panel shows."""

from __future__ import annotations

import os
from functools import partial
from typing import Any, NamedTuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ...diao_engine.jobs.layer_source import path_of
from .datasets.dropped import Dropped
from .datasets.target import Target
from .kit.notice import INFO
from .kit.scrolling import bring_into_sight
from .runs.run_bar import RunBar
from .runs.run_notes import RunNotes
from .runs.runner import JobRunner
from .session import Session

_RUN = "run/{name}"  # what the session remembers of a bar


class _Said(NamedTuple):
    """What the foot says beside the runs, and what it has said before."""

    text: str
    before: tuple[str, str]  # and its kind


class DockPage(QWidget):
    """A step of the work. Pages never know each other; what they share stands in the session.

    A page puts its widgets into `body`, which scrolls; the bar of its main step goes into the foot, which does not.
    What listens to the project, to layers or to the map is a declared slot: such a connection goes with the page, and those
    outlive it.
    """

    title = ""
    icon = QIcon()
    help_page = "index"  # of the bundled help
    needs = "base"  # the size of the engine's environment that the page works with
    # What the panel shows as the state of the step, and asks again when this is emitted.
    state_changed = pyqtSignal()
    values_wanted = pyqtSignal(str, dict)  # an algorithm of another page, with values to fill in there
    page_wanted = pyqtSignal(str)  # the title of the page where something stands that the user looks for

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.session = session
        self.iface = iface
        self.foot: RunBar | None = None
        self._is_awaited = False
        self._said: _Said | None = None
        self._bars: dict[str, RunBar] = {}
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.scroller = _scrolled(inside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.scroller, 1)
        session.opened.connect(self._recall_bars)
        session.saving.connect(self.remember_forms)

    def hint(self) -> str:
        """What is to be done before this page is of use, as one sentence; empty when nothing is missing."""
        return ""

    def is_done(self) -> bool:
        """Whether the step has its result."""
        return False

    def needs_earlier_step(self) -> bool:
        """Whether what is to be done first is done on an earlier page."""
        return bool(self.hint())

    def take_file(self, _file: Dropped) -> bool:
        """Choose what was dropped on the dock, where it is something for this page; whether it is."""
        return False

    def take_values(self, _algorithm: str, _values: dict[str, Any]) -> bool:
        """Show the values of an earlier run, where it is one of this page; whether it is."""
        return False

    def take_results(self, _algorithm: str, _results: dict[str, Any]) -> None:
        """Show what an earlier run has made, where it is one of this page and its layers have been loaded again."""

    def take_dataset(self, values: dict[str, Any]) -> None:
        """Choose the target of an earlier run, and its dataset where it is still there."""
        if "TARGET" in values:
            self.session.set_target(Target.of(values))
        source = str(values.get("DATASET") or "")
        if os.path.isfile(path_of(source)):
            self.session.set_dataset(source)

    def remember_forms(self) -> None:
        """The project is about to be saved: let it remember what the forms hold, so that it comes back with it."""

    def says(self, sentence: str) -> bool:
        """Whether the foot says this already."""
        return self.foot is not None and not self.foot.isHidden() and self.foot.stage.text() == sentence

    def run_when_ready(self) -> None:
        """Start the main step as its button does, as soon as what it needs has been read; not once the user has left the page."""
        self._is_awaited = True
        self.state_changed.connect(self._run_if_ready)
        self._run_if_ready()

    def _run_if_ready(self) -> None:
        if not self._is_awaited or self.foot is None or (self.isVisible() and not self.foot.start.isEnabled()):
            return
        self._is_awaited = False
        self.state_changed.disconnect(self._run_if_ready)
        if self.isVisible():
            self.foot.start.click()

    def tell(self, text: str, kind: str = INFO) -> None:
        """Say in the foot what has happened beside the runs; the empty text brings back how the last one has ended."""
        if self.foot is None:
            return
        message, said = self.foot.message, self._said
        is_shown = said is not None and said.text == message.text()  # else a run has begun or ended meanwhile
        before = said.before if said is not None and is_shown else (message.text(), message.kind)
        self._said = _Said(text, before) if text else None
        if text:
            self.foot.show_message(text, kind)
        elif is_shown:
            self.foot.show_message(*before)

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a widget into sight: the dock is lower than the page."""
        bring_into_sight(widget)

    def put_into_foot(self, name: str, bar: RunBar) -> RunNotes:
        """Keep the bar of the main step in sight below the page; its notes come back, to be put where they can be read."""
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        self._column.addWidget(line)
        self._column.addWidget(bar)
        self.foot = bar
        bar.need(self.needs)
        bar.notes_wanted.connect(lambda: self.scroll_to(bar.notes))
        self.remember_ends(name, bar)
        return bar.notes

    def remember_ends(self, name: str, bar: RunBar) -> None:
        """Let the project remember how the runs of a bar end; `name` is its own among all bars."""
        self._bars[name] = bar
        bar.ended.connect(partial(self._remember_end, name))
        bar.restore(self.session.remembered(_RUN.format(name=name)))

    def forget_end(self, name: str) -> None:
        """What a run of this bar has led to is not what the page shows any more."""
        self._bars[name].restore({})
        self._remember_end(name)

    def _remember_end(self, name: str) -> None:
        state = self._bars[name].state()
        self.session.remember(_RUN.format(name=name), state if state["message"] else {})

    def _recall_bars(self) -> None:
        for name, bar in self._bars.items():
            bar.restore(self.session.remembered(_RUN.format(name=name)))


def _scrolled(inside: QWidget) -> QScrollArea:
    """A page may be higher than the dock, never wider."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
