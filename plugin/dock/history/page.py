# SPDX-License-Identifier: GPL-2.0-or-later
"""The runs of this project, and what can be done with each: report and layers seen again, result and values used again."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingUtils, QgsProject
from qgis.PyQt.QtCore import QDate, QDateTime, QLocale, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from ....diao_engine.jobs.layer_source import path_of
from ....processing_provider.text import tr
from ...display import groups
from ..datasets.dropped import look_at
from ..kit.columns import NameColumn, names_of
from ..kit.message_label import breakable, plain, plain_tip, wrapped_label
from ..kit.table_export import EXPORT_ROLE, TableActions
from ..page import DockPage
from ..runs import log
from ..runs.runner import JobRunner
from ..session import Session

_SIGNS = {log.DONE: "/mIconSuccess.svg", log.FAILED: "/mIconDelete.svg", log.CANCELLED: "/mTaskCancel.svg"}
_ROWS_SHOWN = 9


class HistoryPage(DockPage):
    """A list, the newest run first, and below it the chosen run with its files and buttons."""

    values_wanted = pyqtSignal(str, dict)  # algorithm, values
    result_wanted = pyqtSignal(object)  # Dropped
    layers_loaded = pyqtSignal(str, dict)  # algorithm, results

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(runner, session, iface, parent)
        self.title = tr("History")
        self.icon = QgsApplication.getThemeIcon("/mActionHistory.svg")
        self._create_widgets()
        self.runs.currentItemChanged.connect(lambda *_: self._show_chosen())
        runner.log.changed.connect(self._fill)
        runner.started.connect(self._show_chosen)
        runner.ended.connect(self._show_chosen)
        self._fill()

    def record(self) -> log.Record | None:
        """The chosen run."""
        item = self.runs.currentItem()
        return None if item is None else item.data(0, Qt.ItemDataRole.UserRole)

    def _create_widgets(self) -> None:
        label = plain(tr("Runs of this project, the newest first"), wrapped=True)
        self.runs = QTreeWidget()
        self.runs.setObjectName("diao_runs")
        self.runs.setAccessibleName(label.text())
        self.runs.setHeaderLabels([tr("When"), tr("What")])
        self.runs.setRootIsDecorated(False)
        self.runs.setUniformRowHeights(True)
        self.runs.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        NameColumn(self.runs, most=_ROWS_SHOWN, column=1)
        label.setBuddy(self.runs)
        self.nothing = plain(
            tr("Nothing yet: each run that is started in this dock is listed here, with its results and its values."),
            wrapped=True,
        )
        self.message = wrapped_label("diao_run_told", selectable=True)
        self.files = wrapped_label("diao_run_files", selectable=True)
        self.report = self._button("diao_run_report", tr("Open the report"), self._open_report)
        self.layers = self._button("diao_run_layers", tr("Load its layers again"), self._load_layers)
        self.result = self._button("diao_run_result", tr("Go on with its result"), self._use_result)
        self.values = self._button("diao_run_values", tr("Use its values again"), self._use_values)
        self.folder = self._button("diao_run_folder", tr("Open the folder"), self._open_folder)
        self.remove = self._button("diao_run_remove", tr("Remove from the list"), self._remove)
        self.remove.setToolTip(tr("The files stay."))
        actions = TableActions(self.runs, label.text())
        for widget in (label, self.nothing, self.runs, actions, self.message, self.files, *self._buttons()):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _button(self, name: str, text: str, act: Any) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda *_: act())
        return button

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.report, self.layers, self.result, self.values, self.folder, self.remove

    def _fill(self) -> None:
        records = self.runner.log.records
        self.runs.clear()
        for record in reversed(records):
            self.runs.addTopLevelItem(_row(record))
        self.nothing.setVisible(not records)
        self.runs.setVisible(bool(records))
        names_of(self.runs).fit()
        if records:
            self.runs.setCurrentItem(self.runs.topLevelItem(0))
        self._show_chosen()

    def _show_chosen(self, *_: object) -> None:
        record = self.record()
        files = _files(record) if record is not None else []
        there = [file for file in files if os.path.exists(file)]
        self.message.setText(record.message if record is not None else "")
        self.files.setText("\n".join(_told(file) for file in files))
        self.files.setToolTip(plain_tip("\n".join(files)))
        for label in (self.message, self.files):
            label.setVisible(bool(label.text()))
        idle = record is not None and not self.runner.busy
        self.report.setVisible(record is not None and os.path.isfile(_report(record)))
        self.layers.setVisible(
            record is not None and any(os.path.exists(path_of(source)) for source, *_ in record.layers)
        )
        self.result.setVisible(record is not None and bool(_result(record)))
        self.values.setVisible(record is not None)
        for button in (self.layers, self.values):
            button.setEnabled(idle)
            button.setToolTip(plain_tip(self.runner.doing))  # what it waits for
        self.folder.setVisible(bool(there))
        self.remove.setVisible(record is not None)

    def _open_report(self) -> None:
        record = self.record()
        if record is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(_report(record)))

    def _open_folder(self) -> None:
        record = self.record()
        there = [file for file in _files(record) if os.path.exists(file)] if record is not None else []
        if there:
            QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(there[0])))

    def _load_layers(self) -> None:
        """Bring them back as the run did, in a group of its name; a layer of the same file goes."""
        record = self.record()
        if record is None:
            return
        project = QgsProject.instance()
        context = QgsProcessingContext()
        context.setProject(project)
        for source, output, name in record.layers:
            if os.path.exists(path_of(source)):
                details = QgsProcessingContext.LayerDetails(name, project, output, _hint(source))
                details.forceName = True
                context.addLayerToLoadOnCompletion(source, details)
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(record.algorithm)
        outputs = [one.name() for one in algorithm.destinationParameterDefinitions()] if algorithm is not None else []
        names = {output: name for _, output, name in record.layers}
        for _ in groups.load(context, record.group, project, outputs, names):
            pass
        self.layers_loaded.emit(record.algorithm, dict(record.results))

    def _use_result(self) -> None:
        record = self.record()
        if record is not None:
            self.result_wanted.emit(look_at([_result(record)]))

    def _use_values(self) -> None:
        record = self.record()
        if record is not None:
            self.values_wanted.emit(record.algorithm, dict(record.values))

    def _remove(self) -> None:
        record = self.record()
        if record is not None:
            self.runner.log.remove(record)


def _row(record: log.Record) -> QTreeWidgetItem:
    when = QDateTime.fromString(record.when, Qt.DateFormat.ISODate)
    algorithm = QgsApplication.processingRegistry().algorithmById(record.algorithm)
    what = algorithm.displayName() if algorithm is not None else record.algorithm
    file = os.path.splitext(os.path.basename(next(iter(_files(record)), "")))[0]
    name = record.group or (f"{what}: {file}" if file else what)
    item = QTreeWidgetItem([_short(when), name])
    item.setToolTip(0, plain_tip(QLocale().toString(when, QLocale.FormatType.LongFormat)))
    item.setIcon(1, _sign(record.state))
    item.setToolTip(1, plain_tip(f"{what}\n{record.message}"))
    item.setData(1, Qt.ItemDataRole.AccessibleTextRole, f"{name}: {record.message}")
    item.setData(1, EXPORT_ROLE, f"{name}: {record.message}")
    item.setData(0, Qt.ItemDataRole.UserRole, record)
    return item


def _short(when: QDateTime) -> str:
    """The time, and the day before it where that is not today."""
    time = str(when.toString("HH:mm"))
    if when.date() == QDate.currentDate():
        return time
    return f"{QLocale().toString(when.date(), QLocale.FormatType.ShortFormat)} {time}"


def _sign(state: str) -> QIcon:
    return QgsApplication.getThemeIcon(_SIGNS.get(state, _SIGNS[log.FAILED]))


def _files(record: log.Record) -> list[str]:
    """The files that the run has written, each once; numbers and texts among the results are none."""
    texts = [path_of(value) for value in record.results.values() if isinstance(value, str)]
    return list(dict.fromkeys(text for text in texts if os.path.isabs(text)))


def _told(file: str) -> str:
    name = breakable(os.path.basename(file))
    return name if os.path.exists(file) else tr("{name}: gone").format(name=name)


def _report(record: log.Record) -> str:
    """Its page; a project may name any file, and only a page is opened."""
    path = str(record.results.get("REPORT") or "")
    return path if path.lower().endswith((".html", ".htm")) else ""


def _result(record: log.Record) -> str:
    """The dataset or the model that a run has made, where it is still there; empty for other results."""
    candidates = [path_of(str(record.results.get(name) or "")) for name in ("MODEL", "OUTPUT")]
    return next((path for path in candidates if os.path.isfile(path) and not look_at([path]).problem), "")


def _hint(source: str) -> QgsProcessingUtils.LayerHint:
    """Whether a source is a raster: the names of our own files say it."""
    hints = QgsProcessingUtils.LayerHint
    return hints.Raster if path_of(source).lower().endswith((".tif", ".tiff", ".vrt")) else hints.Vector
