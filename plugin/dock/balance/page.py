# SPDX-License-Identifier: GPL-2.0-or-later
"""The second page: rare objects pasted into other tiles, repeats for who wants them, and what both have done."""

from __future__ import annotations

import math
import os
import shutil
from typing import Any

from qgis.core import QgsProcessing, QgsProcessingUtils, QgsProject
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices, QIcon, QShowEvent
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ....diao_engine.jobs.layer_source import path_of
from ....diao_engine.messages.synthesis import SHORT_OF_TARGET
from ....processing_provider.algorithm import ICONS
from ....processing_provider.text import tr, tr_count
from ...display import changes, titles
from ..datasets import names
from ..datasets.dataset_summary import Summary, SummaryReader
from ..datasets.target import PARAMETERS, STEPS, is_reached_for
from ..kit.designer_button import designer_button
from ..kit.fitting import whole_text
from ..kit.job_form import JobForm, Reason
from ..kit.message_label import breakable, plain, plain_tip, wrapped_label
from ..kit.number_format import count_text
from ..page import DockPage
from ..runs.run import Run, RunOutcome
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session
from .comparison import ALGORITHM as COMPARE
from .comparison import ComparisonStep
from .contact_sheet import ContactSheet
from .share_view import BalanceView
from .undo import show_instead
from .undo_step import UndoStep

SYNTHESIZE, SCORE = "diao:synthesize", "diao:score"
_OF_THIS_RUN = ("DATASET", "OUTPUT", "REPORT")
_TILES_IN_A_PREVIEW = 4


class BalancePage(DockPage):
    """Two steps, each with its form and its button; below them the classes before and after.

    The second is folded: synthetic tiles and the dynamic sampling of a training are the way that came out best, and repeats on top
    of it are a second dose (resources/docs/balance.md).
    """

    help_page = "page-balance"

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(runner, session, iface, parent)
        self.title = tr("Balance")
        self.icon = QIcon(str(ICONS / "score.svg"))
        self.summary: Summary | None = None
        self._report = ""
        self._keeps_sheet = False  # repeats leave the synthetic tiles as they are, and so their image, a preview too
        self._run: Run | None = None  # of a step
        self._preview = ""
        self._create_widgets()
        self._lay_out()
        self._connect()
        self._project_read()

    def hint(self) -> str:
        """What is to be done first."""
        return "" if self.session.dataset else tr("Create or open a tile dataset first, on the page Data.")

    def is_done(self) -> bool:
        """Whether the dataset is balanced, and towards what is wanted now."""
        if self.summary is None or not self.summary.is_balanced:
            return False
        return not self.summary.last(*STEPS) or is_reached_for(self.summary, self.session.target)

    def take_values(self, algorithm: str, values: dict[str, Any]) -> bool:
        """Show the step of an earlier run with its dataset and its values."""
        form = self.comparison.form if algorithm == COMPARE else self.forms.get(algorithm)
        if form is None:
            return False
        self.take_dataset(values)
        form.set_values({name: value for name, value in values.items() if name not in (*_OF_THIS_RUN, "TABLE")})
        self.scroll_to(form)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the dataset again: it may have been edited on the map."""
        super().showEvent(event)
        self.reader.submit(self.session.dataset)

    def remember_forms(self) -> None:
        """Let the project remember the values of the steps."""
        for algorithm, form in self.forms.items():
            self._remember(algorithm, form.values())
        self.comparison.remember()

    def _remember(self, algorithm: str, values: dict[str, Any]) -> None:
        self.session.remember(algorithm, {name: value for name, value in values.items() if name not in _OF_THIS_RUN})

    def _create_widgets(self) -> None:
        self.reader = SummaryReader(self)
        self.dataset = wrapped_label("diao_dataset_told")
        self.problem = Reason("diao_dataset_problem")
        self.target = wrapped_label("diao_target_told", hidden=False)
        self.change_target = QPushButton(tr("Change the target …"))
        self.change_target.setObjectName("diao_change_target")
        self.change_target.setToolTip(tr("It stands with the classes, on the page Data, and holds for all steps."))
        self.forms = {
            SYNTHESIZE: JobForm(
                SYNTHESIZE,
                hidden=(*_OF_THIS_RUN, *PARAMETERS),
                first=("BUDGET", "MAX_OBJECTS", "CONTEXT_LAYERS"),
                seldom=("CLASSES", "PLAUSIBILITY", "ROTATE"),
                iface=self.iface,
            ),
            SCORE: JobForm(
                SCORE,
                hidden=(*_OF_THIS_RUN, *PARAMETERS),
                first=("METHOD", "BUDGET", "MAX_REPEATS"),
                iface=self.iface,
            ),
        }
        for form in self.forms.values():
            form.set_value("OUTPUT", QgsProcessing.TEMPORARY_OUTPUT)  # named when it runs
        self.forms[SYNTHESIZE].setObjectName("diao_synthesize")
        self.forms[SCORE].setObjectName("diao_score")
        self.preview = RunBar(
            self.runner,
            tr("Preview of {n} tiles").format(n=_TILES_IN_A_PREVIEW),
            muted=SHORT_OF_TARGET,  # so few tiles always are
        )
        self.preview.setObjectName("diao_preview_bar")
        self.sheet_message = wrapped_label("diao_sheet_told")
        self.sheet = ContactSheet()
        self.bars = {
            algorithm: RunBar(self.runner, form.algorithm.displayName()) for algorithm, form in self.forms.items()
        }
        self.comparison = ComparisonStep(self.runner, self.session, self.iface)
        self.view = BalanceView()
        self.report = QPushButton(tr("Open the report"))
        self.report.setObjectName("diao_report")
        self.report.hide()
        self.objects = QPushButton(tr("Show on the map what has changed"))
        self.objects.setObjectName("diao_show_objects")
        self.objects.setToolTip(
            tr("Untick use for an object to paste, or delete it there, and new synthetic tiles do without it.")
        )
        self.legend = wrapped_label("diao_changes_legend")
        self.legend.setText(
            tr(
                "Filled tiles are shown to the training several times, hatched ones are synthetic. Pasted objects lie on top in the "
                "colours of their classes; below them, the objects that they were copied from."
            )
        )
        self.objects.hide()
        self.undo = UndoStep()

    def _lay_out(self) -> None:
        notes = self.put_into_foot(SYNTHESIZE, self.bars[SYNTHESIZE])
        self.remember_ends(SCORE, self.bars[SCORE])
        self.remember_ends(COMPARE, self.comparison.bar)
        first = _step(
            tr("1. Synthetic tiles"),
            tr("Copies rare objects into other tiles, at places with the surroundings they have in reality."),
            (self.forms[SYNTHESIZE], self.preview, self.sheet_message, self.sheet, notes),
        )
        first.setObjectName("diao_step_synthesize")
        second = _step(
            tr("2. Repeats (optional)"),
            tr(
                "Shows tiles with much of the rare classes to the training several times. Not needed with dynamic "
                "sampling, which the page Train is set to; it is for plain sampling and for other software."
            ),
            (self.forms[SCORE], self.bars[SCORE]),
        )
        second.setObjectName("diao_step_score")
        second.setCollapsed(True)
        third = _step(
            tr("Is it worth it here?"),
            tr(
                "Trains a few small models with and without balancing and says whether the difference is more than chance."
            ),
            (self.comparison,),
        )
        third.setObjectName("diao_step_compare")
        third.setCollapsed(True)
        layout = self.body
        for widget in (
            self.dataset,
            self.problem,
            self.target,
            self.change_target,
            first,
            second,
            self.view,
            self.undo,
            self.report,
            self.objects,
            self.legend,
            third,
            designer_button("balancedataset"),
        ):
            layout.addWidget(widget)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.session.dataset_changed.connect(self._dataset_changed)
        self.session.cleared.connect(self._cleared)
        QgsProject.instance().readProject.connect(self._project_read)
        self.reader.read.connect(self._show_summary)
        self.reader.ended.connect(self._show_problem)
        self.session.target_changed.connect(self._show_target)
        self.change_target.clicked.connect(lambda *_: self.page_wanted.emit(tr("Data")))
        self.preview.requested.connect(self._start_preview)
        self.sheet.shown.connect(self._sheet_shown)
        for algorithm, bar in self.bars.items():
            bar.requested.connect(lambda chosen=algorithm: self._start(chosen))
        self.report.clicked.connect(lambda *_: QDesktopServices.openUrl(QUrl.fromLocalFile(self._report)))
        self.objects.clicked.connect(self._show_changes)
        self.undo.requested.connect(self._undo)

    def _cleared(self) -> None:
        self._dataset_changed("")

    def _dataset_changed(self, source: str) -> None:
        for form in self.forms.values():
            form.set_value("DATASET", source or None)
        self.comparison.set_dataset(source)
        if self.summary is None or self.summary.source != source:
            self._show_summary(None)
            if not self._keeps_sheet:
                self.sheet.show_dataset(path_of(source))
        self.reader.submit(source)

    def _show_summary(self, summary: Summary | None) -> None:
        self.summary = summary
        self.view.show_summary(summary, self.session.target)
        has_changes = summary is not None and (summary.is_balanced or summary.has_objects)
        for widget in (self.objects, self.legend):
            widget.setVisible(has_changes)
        self.undo.show_summary(summary)
        if summary is None:
            self.dataset.setText("")
            self._report = ""
        else:
            self.dataset.setText(_description(summary))
            self.dataset.setToolTip(plain_tip(summary.path))
        self.report.setVisible(bool(self._report))
        self._refresh()

    def _show_problem(self, problem: str) -> None:
        self.problem.show_message(problem)
        if problem:
            self._show_summary(None)

    def _refresh(self) -> None:
        reason = self.hint() or (tr("The dataset is being read.") if self.summary is None else "")
        for bar in (self.preview, *self.bars.values(), self.comparison.bar):
            bar.block(reason)
        self.dataset.setVisible(bool(self.dataset.text()))
        self.change_target.setVisible(self.summary is not None)
        self.state_changed.emit()

    def _show_target(self) -> None:
        """The target that both steps work towards: it is chosen once, beside the classes."""
        target = self.session.target
        for form in self.forms.values():
            form.set_values(target.values())
        self.target.setText(tr("Target – {meaning}").format(meaning=tr(target.meaning())))
        self.view.show_summary(self.summary, target)
        self.state_changed.emit()

    def _start(self, algorithm: str) -> None:
        form = self.forms[algorithm]
        if not form.point_out() or self.summary is None:
            return
        if not self.session.work_folder.ready(self, names.of_dataset(self.summary.path)):
            return
        values = form.values()
        self._remember(algorithm, values)
        values["OUTPUT"] = names.free(self.session.work_folder.completed(names.balanced(self.summary.path, algorithm)))
        values["REPORT"] = names.report(values["OUTPUT"])
        name = titles.of_synthetic if algorithm == SYNTHESIZE else titles.of_repeats
        called = name(QgsProject.instance(), names.of_dataset(self.summary.path))
        run = self.runner.start(algorithm, values, group=called.group, names=called.layers)
        if run is not None:
            self._run = run
            if algorithm == SYNTHESIZE:
                self.preview.forget()
            self.bars[algorithm].follow(run)
            run.ended.connect(self._step_ended)

    def _step_ended(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        if run is None or not outcome.ok or run.project_closed:  # then it is no dataset of the project that is open now
            return
        self._keeps_sheet = outcome.algorithm == SCORE
        self.session.set_dataset(outcome.results["OUTPUT"])
        path = path_of(self.session.dataset)
        changes.show(path, names.of_dataset(path), QgsProject.instance(), changes.PASTED)
        self._keeps_sheet = False
        self._report = outcome.results.get("REPORT", "")
        self.report.setVisible(bool(self._report))

    def _start_preview(self) -> None:
        form = self.forms[SYNTHESIZE]
        if not form.point_out() or self.summary is None:
            return
        share = math.ceil(10_000 * _TILES_IN_A_PREVIEW / max(self.summary.tiles["train"], 1)) / 100
        self._preview = QgsProcessingUtils.generateTempFilename("preview.gpkg")
        values = {**form.values(), "BUDGET": share, "OUTPUT": self._preview, "REPORT": None}
        doing = tr("The preview of synthetic tiles is being made; wait for it or cancel it.")
        title = whole_text(self.preview.start)
        run = self.runner.start(SYNTHESIZE, values, load=False, note=False, title=title, doing=doing)
        if run is not None:
            self.preview.follow(run)
            run.ended.connect(self._preview_ended)

    def _preview_ended(self, outcome: RunOutcome) -> None:
        if outcome.ok:
            self.sheet.show_dataset(self._preview)
        else:
            self._forget_preview()

    def _sheet_shown(self, there: bool) -> None:
        message = tr("Before, after, labels before, labels after; pasted objects are outlined in the labels.")
        if not there:
            message = tr("No object found a place; lower Minimum plausibility, or allow smaller or larger objects.")
        self.sheet_message.setText(message)
        self.sheet_message.setVisible(there or bool(self._preview))
        if self._preview:
            self.scroll_to(self.sheet if there else self.sheet_message)
        self._forget_preview()

    def _forget_preview(self) -> None:
        if self._preview:
            shutil.rmtree(os.path.dirname(self._preview), ignore_errors=True)
        self._preview = ""

    def _undo(self, before: str) -> None:
        if self.runner.busy:
            return
        for algorithm in self.forms:
            self.forget_end(algorithm)
        show_instead(self.session.dataset, before, QgsProject.instance())
        self.session.set_dataset(before)

    def _show_changes(self, *_: object) -> None:
        if self.summary is not None:
            changes.show(self.summary.path, names.of_dataset(self.summary.path), QgsProject.instance())

    @pyqtSlot()
    def _project_read(self, *_: object) -> None:
        """Go on where the project stood."""
        for algorithm, form in self.forms.items():
            form.set_values(self.session.remembered(algorithm))
        self._show_target()
        self.comparison.recall()
        self._dataset_changed(self.session.dataset)


def _description(summary: Summary) -> str:
    train = summary.tiles["train"]
    text = tr_count(train, "{title}: {n} training tile", "{title}: {n} training tiles").format(
        title=breakable(summary.title), n=count_text(train)
    )
    if summary.synthetic:
        text += tr(", {n} of them synthetic").format(n=count_text(summary.synthetic))
    if summary.repeats != train:
        drawn = tr_count(summary.repeats, ", shown {n} time per epoch", ", shown {n} times per epoch")
        text += drawn.format(n=count_text(summary.repeats))
    return text + "."


def _step(title: str, text: str, widgets: tuple[QWidget, ...]) -> QgsCollapsibleGroupBox:
    box = QgsCollapsibleGroupBox(title)
    inside = QVBoxLayout(box)
    inside.addWidget(plain(text, wrapped=True))
    for widget in widgets:
        inside.addWidget(widget)
    return box
