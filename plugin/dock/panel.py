# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock: four steps on a rail, one page at a time, and above it what the engine still needs."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize, Qt, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QIcon, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...processing_provider import help_pages
from ...processing_provider.algorithm import ICONS
from ...processing_provider.text import tr
from ..display import colors
from ..environment.availability import Availability
from ..environment.runner import Runner
from .balance.page import BalancePage
from .data.page import DataPage
from .datasets.dropped import Dropped, files_of, look_at
from .history.page import HistoryPage
from .kit.fitting import FitGuard, whole_text
from .kit.message_label import plain, plain_tip
from .kit.notice import WARNING, Notice
from .kit.wheel import WheelGuard
from .map.page import MapPage
from .page import DockPage
from .runs.runner import JobRunner
from .session import DOCK, OPEN, Session
from .setup_banner import SetupBanner
from .train.page import TrainPage
from .welcome import Welcome

_PAGE = "page"  # in what the session remembers of the dock
_WIDTH = 400
_ICON, _SMALL_ICON, _MARGIN = 22, 16, 6
_AROUND_A_TITLE, _A_NUMBER = 18, 40  # px of a step beside its text, and of one that shows its number alone


class DiaoDock(QgsDockWidget):
    """Made when it is first asked for, and kept until the plugin goes. Closing it only hides it: a run goes on."""

    def __init__(
        self, runner: JobRunner, session: Session, environments: Runner, availability: Availability, iface: Any
    ) -> None:
        super().__init__(tr("DIAO: map the rare classes"))
        self.setObjectName("DiaoDock")
        self.setWindowIcon(QIcon(str(ICONS / "diao.svg")))
        self._session = session
        self._runner = runner
        self._availability = availability
        self._needs = ""  # what the banner was last asked about
        self.pages: Sequence[DockPage] = [
            page(runner, session, iface) for page in (DataPage, BalancePage, TrainPage, MapPage)
        ]
        self.history = HistoryPage(runner, session, iface)
        self.welcome = Welcome(session, iface)
        self._build(environments, availability)
        self.history.result_wanted.connect(self._take)
        self.history.values_wanted.connect(self._take_values)
        for page in self.pages:
            self.history.layers_loaded.connect(page.take_results)
            page.state_changed.connect(self._refresh)
            page.page_wanted.connect(self._show_titled)
            page.values_wanted.connect(self._fill_in)
        session.saving.connect(self._remember)
        for signal in (session.dataset_changed, session.model_changed, session.cleared, runner.started, runner.ended):
            signal.connect(self._refresh)
        session.class_recolored.connect(self._recolor)
        QgsProject.instance().readProject.connect(self._project_read)
        self._project_read()

    @property
    def page(self) -> DockPage:
        """The page that is shown."""
        shown: DockPage = self.stack.currentWidget()
        return shown

    def show_page(self, index: int) -> None:
        """Go to a step."""
        self.welcome.leave()
        self.stack.setCurrentIndex(index)
        self.steps[index].setChecked(True)
        self.notice.show_message("")
        self._availability.look()
        self._refresh()

    def show_history(self) -> None:
        """Go to the runs of the project; that is no step, and the next opening begins with a step again."""
        self.stack.setCurrentWidget(self.history)
        self.past.setChecked(True)
        self.notice.show_message("")
        self._refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files: those that are of no use are refused with a reason."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Choose a dataset or a model, and go to its page."""
        self._take(look_at(files_of(event.mimeData())))
        event.acceptProposedAction()

    def _recolor(self, name: str, value: int, color: str) -> None:
        """Layers of ours follow a new colour; where a file cannot, that is said."""
        unstored = colors.recolor(QgsProject.instance(), name, value, color)
        text = tr(
            "The new colour of {name} could not be stored with {path} ({reason}); this project shows it, others show the old one "
            "until there is room on the disk and a colour is chosen again."
        )
        told = (text.format(name=name, path=path, reason=reason) for path, reason in unstored.items())
        self.notice.show_message("\n".join(told), WARNING)

    def _show_titled(self, title: str) -> None:
        for index, page in enumerate(self.pages):
            if page.title == title:
                self.show_page(index)

    def sizeHint(self) -> QSize:
        """Wide enough for the forms, and no wider."""
        return QSize(_WIDTH, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles come and go with the room for them."""
        super().resizeEvent(event)
        self._title_steps()

    def _build(self, environments: Runner, availability: Availability) -> None:
        self.stack = QStackedWidget()
        self.group = QButtonGroup(self)
        self.steps = []
        self.rail = rail = QHBoxLayout()
        rail.setSpacing(0)
        for index, page in enumerate(self.pages):
            step = self._step(index, page)
            self.steps.append(step)
            rail.addWidget(step, 1)
            self.stack.addWidget(page)
        self.past = self._rail_button("diao_history", self.history)
        self.past.clicked.connect(self.show_history)
        beside = QVBoxLayout()  # one above the other: in a row they would take room from the titles
        beside.setSpacing(0)
        for button in (self.past, self._help_button()):
            button.setIconSize(QSize(_SMALL_ICON, _SMALL_ICON))
            beside.addWidget(button)
        rail.addLayout(beside)
        self.stack.addWidget(self.history)
        self.setup = SetupBanner(environments, availability, self._needed_size)
        self.welcome.opened.connect(lambda: self.show_page(len(self.pages) - 1))
        self.needed = QWidget()
        needed = QVBoxLayout(self.needed)
        needed.setContentsMargins(0, 0, 0, 0)
        self.hint = plain(name="diao_hint", wrapped=True)
        needed.addWidget(self.setup)
        needed.addWidget(self.hint)
        self.welcome.changed.connect(self._show_needed)
        self._show_needed()
        self.next = QPushButton()
        self.next.setObjectName("diao_next")
        self.next.clicked.connect(lambda: self.show_page(self._next()))
        self.notice = Notice("diao_notice")
        self.setAcceptDrops(True)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.addLayout(rail)
        layout.addWidget(self.welcome)
        layout.addWidget(self.needed)
        layout.addWidget(self.notice)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.next)
        self.setWidget(inside)
        WheelGuard.over(inside)
        FitGuard.over(inside)

    def _step(self, index: int, page: DockPage) -> QToolButton:
        step = self._rail_button(f"diao_step_{index}", page)
        step.setText(f"{index + 1} {page.title}")
        step.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        step.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        step.clicked.connect(partial(self.show_page, index))
        return step

    def _title_steps(self) -> None:
        """In a narrow dock the step that is shown has its title, the others their numbers alone: "1 D…" says nothing.

        By stretches, not by least widths, which would keep the dock from being made narrower.
        """
        titles = [f"{number} {page.title}" for number, page in enumerate(self.pages, start=1)]
        widths = [self.fontMetrics().horizontalAdvance(title) + _AROUND_A_TITLE for title in titles]
        room = self.width() - self.past.sizeHint().width() - 2 * _MARGIN
        fits = sum(widths) <= room
        for index, (step, title, width) in enumerate(zip(self.steps, titles, widths)):
            has_title = fits or self.stack.currentIndex() == index
            text = title if has_title else f"{index + 1}"
            if whole_text(step) != text:
                step.setText(text)
            self.rail.setStretch(index, width if has_title else _A_NUMBER)
        self.rail.activate()  # in the middle of a resizing Qt may miss that it is to do so

    def _help_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("diao_help")
        button.setIcon(QgsApplication.getThemeIcon("/mActionHelpContents.svg"))
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolTip(tr("Help on this page"))
        button.setAccessibleName(tr("Help on this page"))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self._open_help)
        return button

    @pyqtSlot()
    def _open_help(self) -> None:
        QDesktopServices.openUrl(QUrl(help_pages.url(self.page.help_page)))

    def _rail_button(self, name: str, page: DockPage) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(page.icon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolTip(plain_tip(page.title))
        button.setAccessibleName(page.title)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.group.addButton(button)
        return button

    def _take(self, file: Dropped) -> None:
        self.notice.show_message(file.problem, WARNING)
        taker = next((index for index, page in enumerate(self.pages) if page.take_file(file)), None)
        if taker is not None:
            self.show_page(taker)

    def _take_values(self, algorithm: str, values: dict[str, Any]) -> None:
        """Show the values of an earlier run where they can be used: on a page, else in Processing's own dialog."""
        taker = next((index for index, page in enumerate(self.pages) if page.take_values(algorithm, values)), None)
        if taker is not None:
            self.show_page(taker)
            return
        with contextlib.suppress(ImportError):  # without the plugin Processing there is no dialog
            import processing

            processing.execAlgorithmDialog(algorithm, values)

    def _fill_in(self, algorithm: str, values: dict[str, Any]) -> None:
        """Show values on the page of their algorithm; the user starts the run when it suits him."""
        self._take_values(algorithm, values)
        self.page.tell(tr("All is filled in; begin with the button above."))

    def _show_needed(self) -> None:
        """One thing at a time: what is still needed comes after the choice of how to begin."""
        self.needed.setVisible(not self.welcome.is_asking)

    def _needed_size(self) -> str:
        """The size of the environment that the shown page needs."""
        return self.page.needs

    def _next(self) -> int:
        """The step to go to from here: the one after a step that is done, else back to what it waits for."""
        here: int = self.stack.currentIndex()
        if self.page is self.history:
            return here
        if self.page.is_done():
            return min(here + 1, len(self.pages) - 1)
        return next((index for index in range(here) if not self.pages[index].is_done()), here)

    def _refresh(self, *_: object) -> None:
        here, page = self.stack.currentIndex(), self.page
        for index, (step, one) in enumerate(zip(self.steps, self.pages)):
            done = one.is_done()
            step.setIcon(QgsApplication.getThemeIcon("/mIconSuccess.svg") if done else one.icon)
            state = tr("done") if done else one.hint()
            step.setToolTip(plain_tip(f"{one.title}: {state}"))
            step.setAccessibleName(tr("Step {n}: {title}").format(n=index + 1, title=one.title))
            step.setAccessibleDescription(state)
        if page.needs != self._needs:  # the model that is chosen decides, too
            self._needs = page.needs
            self.setup.refresh()
        self._title_steps()
        hint = page.hint()
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint) and not page.says(hint))
        target = self._next()
        is_back = target < here
        self.next.setVisible(
            target != here and not (is_back and not page.needs_earlier_step()) and not self._runner.busy
        )
        text = tr("Back to {title}") if is_back else tr("Next: {title}")
        self.next.setText(text.format(title=self.stack.widget(target).title))

    def _remember(self) -> None:
        state = {_PAGE: self.stack.currentIndex(), OPEN: not self.isHidden()}
        self._session.remember(DOCK, {**self._session.remembered(DOCK), **state})

    @pyqtSlot()
    def _project_read(self, *_: object) -> None:
        index = self._session.remembered(DOCK).get(_PAGE, 0)
        self.show_page(index if index in range(len(self.pages)) else 0)
