# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether balancing is worth it on this dataset: short trainings with and without, a sentence and a table."""

from __future__ import annotations

import math
from typing import Any

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ....diao_engine.jobs.compare import METHOD_LABELS, advice
from ....diao_engine.jobs.layer_source import path_of
from ....diao_engine.jobs.outputs import COMPARISON_TABLE
from ....processing_provider.text import language, tr
from ..datasets import names
from ..kit.columns import NameColumn, names_of
from ..kit.job_form import JobForm
from ..kit.message_label import plain_tip, wrapped_label
from ..kit.number_format import points_text
from ..kit.table_export import EXPORT_ROLE, TableActions
from ..runs.run import Run, RunOutcome
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session

ALGORITHM = "diao:compare"
_OF_THIS_RUN = ("DATASET", "TABLE", "REPORT")


class ComparisonStep(QWidget):
    """The form of the comparison with its button; below them what to use, the methods with their gains, and the report."""

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session = runner, session
        self._dataset, self._report = "", ""
        self._run: Run | None = None
        self.form = JobForm(
            ALGORITHM,
            hidden=_OF_THIS_RUN,
            first=("METHODS", "STEPS", "SEEDS"),
            seldom=("BATCH_SIZE", "CROP_SIZE"),
            iface=iface,
        )
        self.form.setObjectName("diao_compare")
        self.bar = RunBar(runner, self.form.algorithm.displayName())
        self.bar.setObjectName("diao_compare_bar")
        self.bar.need("full")
        self.bar.requested.connect(self._start)
        self.advice = wrapped_label("diao_compare_advice", selectable=True)
        self.table = _method_list()
        self.report = QPushButton(tr("Open the report"))
        self.report.setObjectName("diao_compare_report")
        self.report.clicked.connect(lambda *_: QDesktopServices.openUrl(QUrl.fromLocalFile(self._report)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        actions = TableActions(self.table, tr("Methods with their gains"))
        for widget in (self.form, self.bar, self.advice, self.table, actions, self.report):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.clear()

    def set_dataset(self, source: str) -> None:
        """Compare on this dataset from now on; what was found on another one goes."""
        self.form.set_value("DATASET", source or None)
        if source != self._dataset:
            self._dataset = source
            self.clear()

    def remember(self) -> None:
        """Let the project remember the values."""
        values = self.form.values().items()
        self._session.remember(ALGORITHM, {name: value for name, value in values if name not in _OF_THIS_RUN})

    def recall(self) -> None:
        """Take the values that the project remembers."""
        self.form.set_values(self._session.remembered(ALGORITHM))

    def clear(self) -> None:
        """Forget the result."""
        self._report = ""
        self.table.clear()
        self._show(False)

    def _show(self, on: bool) -> None:
        """Show the result that there is, where there is one."""
        has_rows = on and self.table.topLevelItemCount() > 0
        for widget in (self.advice, self.table):
            widget.setVisible(has_rows)
        self.report.setVisible(has_rows and bool(self._report))

    def _start(self) -> None:
        if not self.form.point_out() or not self._dataset:
            return
        if not self._session.work_folder.ready(self, names.of_dataset(path_of(self._dataset))):
            return
        values = self.form.values()
        self.remember()
        work = self._session.work_folder
        values["TABLE"] = names.free(work.completed(names.comparison(path_of(self._dataset))))
        values["REPORT"] = names.report(values["TABLE"])
        self._show(False)
        run = self._runner.start(ALGORITHM, values, load=False)
        if run is not None:
            self._run = run
            self.bar.follow(run)
            run.ended.connect(self._ended)

    def _ended(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        if run is None or run.project_closed:
            return
        if not outcome.ok:
            self._show(True)  # what an earlier one has found still holds
            return
        self.clear()
        results = outcome.results
        gain, low, high = (results.get(name) for name in ("GAIN", "GAIN_LOW", "GAIN_HIGH"))
        self.advice.setText(advice(results["BEST"], gain, low, high).text(language=language()))
        self._fill(f"{results['TABLE']}|layername={COMPARISON_TABLE}")
        self._report = str(results.get("REPORT") or "")
        self.report.setToolTip(plain_tip(self._report))
        self._show(True)

    def _fill(self, source: str) -> None:
        """The methods in the order of the table, the one to use in bold."""
        rows = QgsVectorLayer(source, "comparison", "ogr")
        for row in rows.getFeatures():
            gain, high = (_number(row[f"gain_miou{end}"]) for end in ("", "_high"))
            interval = "" if gain is None or high is None else f" ± {points_text(high - gain)}"
            name = tr(METHOD_LABELS[row["method"]])
            item = QTreeWidgetItem(
                [
                    name,
                    points_text(_number(row["miou"])),
                    "" if gain is None else points_text(gain, signed=True) + interval,
                    points_text(_number(row["rare_iou"])),
                ]
            )
            item.setToolTip(0, plain_tip(name))
            for column, number in enumerate((_number(row["miou"]), gain, _number(row["rare_iou"])), start=1):
                item.setData(column, EXPORT_ROLE, number)
            font = item.font(0)
            font.setBold(bool(row["best"]))
            for column in range(self.table.columnCount()):
                item.setFont(column, font)
            self.table.addTopLevelItem(item)
        names_of(self.table).fit()


def _method_list() -> QTreeWidget:
    """A list with room for the numbers; names of methods are shortened in the middle, where they are alike."""
    table = QTreeWidget()
    table.setObjectName("diao_compare_table")
    table.setAccessibleName(tr("Methods with their gains"))
    table.setHeaderLabels([tr("Method"), tr("IoU"), tr("Gain"), tr("Rare")])
    tips = (
        tr("Mean IoU over all classes, in per cent"),
        tr("Points of mean IoU over no balancing, with the half width of the 95 % interval"),
        tr("Mean IoU of the rare classes, in per cent"),
    )
    for column, tip in enumerate(tips, start=1):
        table.headerItem().setToolTip(column, plain_tip(tip))
    table.setRootIsDecorated(False)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    NameColumn(table, most=len(METHOD_LABELS))
    return table


def _number(value: Any) -> float | None:
    """A number of a cell; empty cells and NaN are None."""
    return value if isinstance(value, (int, float)) and math.isfinite(value) else None
