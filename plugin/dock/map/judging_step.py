# SPDX-License-Identifier: GPL-2.0-or-later
"""A step that judges a map by an algorithm whose result is a table and a report."""

from __future__ import annotations

import math
from typing import Any

from qgis.core import QgsMapLayer, QgsProcessing, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton, QTableView, QVBoxLayout, QWidget

from ....processing_provider.text import tr
from ...display.layer_kinds import is_class_map
from ..datasets import names
from ..kit.job_form import JobForm
from ..kit.message_label import plain, plain_tip, wrapped_label
from ..kit.table_export import TableActions
from ..runs.run import Run
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session
from . import object_list
from .ground_step import GroundStep
from .results_model import Rows

_ROWS_SHOWN = 9
_HIDDEN = ("OUTPUT", "TABLE", "REPORT")


class JudgingStep(GroundStep):
    """A form, a button, a table and a report: what all ways to judge a map have in common.

    `maps` are the inputs that are maps, the uppermost of the project for the last of them.
    """

    shown = pyqtSignal(QWidget)  # there is a result to look at
    algorithm, stem, table_name = "", "", ""
    maps: tuple[str, ...] = ("INPUT",)
    hidden: tuple[str, ...] = ()

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(runner, session, parent)
        self._report = ""
        self.form = JobForm(self.algorithm, hidden=(*_HIDDEN, *self.hidden), first=self.maps, iface=iface)
        self.form.setObjectName(f"diao_{self.stem}")
        self.form.set_value("OUTPUT", QgsProcessing.TEMPORARY_OUTPUT)  # named when it runs, where there is one
        self.bar = RunBar(runner, self.form.algorithm.displayName())
        self.bar.setObjectName(f"diao_{self.stem}_bar")
        self.bar.start.setObjectName(f"diao_{self.stem}_run")
        self.summary = wrapped_label(f"diao_{self.stem}_summary", selectable=True)
        self.table, self.rows = self._make_table()
        self.note = plain(name=f"diao_{self.stem}_note", wrapped=True)
        self.report = QPushButton(tr("Open the report"))
        self.report.setObjectName(f"diao_{self.stem}_report")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        actions = TableActions(self.table, self.table.accessibleName())
        fields = (self.form, *self._more_fields(), self.bar)
        for widget in (*fields, self.summary, self.table, actions, self.note, self.report):
            layout.addWidget(widget)
        self.bar.requested.connect(self._start)
        self.report.clicked.connect(self._open_report)
        self.clear()

    def propose(self, project: QgsProject) -> None:
        """Choose the uppermost maps of the project."""
        layers = class_maps(project)[: len(self.maps)]
        for name, layer in zip(reversed(self.maps), layers):
            self.form.set_value(name, layer.id())

    def clear(self) -> None:
        """Show no result."""
        self._report = ""
        self.rows.fill([])
        for widget in (self.summary, self.table, self.note, self.report):
            widget.hide()

    def _run_on(self, ground: QgsMapLayer | None, stem: str) -> Run | None:
        table = names.free(self.session.work_folder.completed(f"{stem}_{self.stem}.gpkg"))
        values = {**self._values(), "TABLE": table, "REPORT": names.report(table), **self._outputs(stem)}
        self.clear()
        return self._run_job(values)

    def _show(self, results: dict[str, Any]) -> None:
        self._report = str(results.get("REPORT") or "")
        self.report.setToolTip(plain_tip(self._report))
        self.report.setVisible(bool(self._report))
        table = QgsVectorLayer(f"{results['TABLE']}|layername={self.table_name}", self.stem, "ogr")
        rows = self._read(table, results)
        self.rows.fill(rows)
        self.summary.setText(self._told(results))
        self.summary.show()
        self.table.setVisible(bool(rows))
        self.shown.emit(self)

    def _open_report(self, *_: object) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._report))

    def _run_job(self, values: dict[str, Any]) -> Run | None:
        return self.runner.start(self.algorithm, values, load=False)

    def _more_fields(self) -> list[QWidget]:
        return []

    def _values(self) -> dict[str, Any]:
        return self.form.values()

    def _outputs(self, stem: str) -> dict[str, Any]:
        return {}

    def _make_table(self) -> tuple[QTableView, Rows[Any]]:
        raise NotImplementedError

    def _read(self, table: QgsVectorLayer, results: dict[str, Any]) -> list[Any]:
        raise NotImplementedError

    def _told(self, results: dict[str, Any]) -> str:
        raise NotImplementedError


def class_maps(project: QgsProject) -> list[QgsRasterLayer]:
    """The class maps that runs have made, from top to bottom."""
    layers = [node.layer() for node in project.layerTreeRoot().findLayers()]
    return [layer for layer in layers if isinstance(layer, QgsRasterLayer) and is_class_map(layer)]


def table_of(name: str, spoken: str, rows: Rows[Any]) -> QTableView:
    """A view of the rows of a result."""
    view = object_list.table(name, spoken, rows, most=_ROWS_SHOWN)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    return view


def number_of(value: Any) -> float | None:
    """A number of a cell; empty cells and NaN are None."""
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None
