# SPDX-License-Identifier: GPL-2.0-or-later
"""How good a map is, by a reference, and where two maps of the same ground differ: each a form, a button, a table and a report."""

from __future__ import annotations

import math
from operator import itemgetter
from typing import Any, NamedTuple

from qgis.core import (
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProcessing,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsCollapsibleGroupBox, QgsFieldComboBox
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton, QTableView, QVBoxLayout, QWidget

from ....diao_engine.jobs.outputs import EVALUATION_TABLE, TRANSITIONS_TABLE
from ....diao_engine.jobs.support import FEW_MARK, FEW_RULE
from ....processing_provider.text import language, tr
from ...display import probabilities, titles
from ...display.layer_kinds import file_of, is_class_map
from ..datasets import class_fields, names
from ..datasets.own_results import is_result
from ..kit.job_form import JobForm
from ..kit.message_label import plain, plain_tip, wrapped_label
from ..kit.number_format import area_text, count_text, score_text, share_text
from ..kit.table_export import TableActions
from ..runs.run import Run, RunOutcome
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session
from . import object_list
from .results_model import Rows

EVALUATE, COMPARE = "diao:evaluate", "diao:comparemaps"
_ROWS_SHOWN = 9
_HIDDEN = ("OUTPUT", "TABLE", "REPORT")


class Accuracy(NamedTuple):
    """A class with its figures, 0 to 1; what was not measured is None. The shown fields come first, in the order of the columns."""

    name: str
    iou: float | None
    f1: float | None
    precision: float | None
    recall: float | None
    color: str
    few: bool


class Change(NamedTuple):
    """From one class to another: area in m² (None where there is no CRS) and share of the compared ground."""

    name: str
    area: float | None
    share: float
    pixels: int
    color: str


class JudgingStep(QWidget):
    """What both have in common. `maps` are the inputs that are maps, the uppermost of the project for the last of them."""

    shown = pyqtSignal(QWidget)  # there is a result to look at
    algorithm, stem, table_name = "", "", ""
    maps: tuple[str, ...] = ("INPUT",)
    hidden: tuple[str, ...] = ()

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner, self.session = runner, session
        self._report = ""
        self._run: Run | None = None
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
        if "REFERENCE" in self.form.values():
            self._propose_reference(project)

    def _propose_reference(self, project: QgsProject) -> None:
        """Choose the uppermost layer that may be a reference, rather than imagery or a result; a choice of such a layer stays."""
        if not _may_be_reference(_layer(self.form.values()["REFERENCE"])):
            layers = (node.layer() for node in project.layerTreeRoot().findLayers())
            layer = next((layer for layer in layers if _may_be_reference(layer)), None)
            if layer is not None:  # else QGIS's field keeps its own: it cannot be empty
                self.form.set_value("REFERENCE", layer.id())

    def clear(self) -> None:
        """Show no result."""
        self._report = ""
        self.rows.fill([])
        for widget in (self.summary, self.table, self.note, self.report):
            widget.hide()

    def _start(self) -> None:
        ground = _layer(self.form.values().get("INPUT"))
        name = names.ground(ground.name() if ground is not None else "")
        if not self.form.point_out() or not self.session.work_folder.ready(self, name):
            return
        stem = names.stem(file_of(ground)) if ground is not None else name
        table = names.free(self.session.work_folder.completed(f"{stem}_{self.stem}.gpkg"))
        values = {**self._values(), "TABLE": table, "REPORT": names.report(table), **self._outputs(stem)}
        self.clear()
        run = self._run_job(values)
        if run is not None:
            self._run = run
            self.bar.follow(run)
            run.ended.connect(self._ended)

    def _ended(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        if run is None or not outcome.ok or run.project_closed:
            return
        self._report = str(outcome.results.get("REPORT") or "")
        self.report.setToolTip(plain_tip(self._report))
        self.report.setVisible(bool(self._report))
        table = QgsVectorLayer(f"{outcome.results['TABLE']}|layername={self.table_name}", self.stem, "ogr")
        rows = self._read(table, outcome.results)
        self.rows.fill(rows)
        self.summary.setText(self._told(outcome.results))
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


class AccuracyStep(JudgingStep):
    """A map against a reference layer: figures of each class."""

    algorithm, stem, table_name = EVALUATE, "accuracy", EVALUATION_TABLE
    hidden = ("CLASS_FIELD",)

    def _more_fields(self) -> list[QWidget]:
        """The field of the classes, asked for where the reference has fields."""
        definition = self.form.algorithm.parameterDefinition("CLASS_FIELD")
        self.field = QgsFieldComboBox()
        self.field.setObjectName("diao_accuracy_field")
        self.field.setAccessibleName(definition.description())
        self.field.setToolTip(definition.help())
        self.field_label = plain(definition.description())
        self.field_label.setBuddy(self.field)
        self.form.changed.connect(self._reference_changed)
        self._reference_changed()
        return [self.field_label, self.field]

    def _reference_changed(self) -> None:
        reference = _layer(self.form.values().get("REFERENCE"))
        is_vector = isinstance(reference, QgsVectorLayer)
        for widget in (self.field_label, self.field):
            widget.setVisible(is_vector)
        if isinstance(reference, QgsVectorLayer) and self.field.layer() != reference:
            self.field.setLayer(reference)
            self.field.setField(class_fields.guess_field(reference) or class_fields.only_text(reference))
        elif not is_vector:
            self.field.setLayer(None)

    def _values(self) -> dict[str, Any]:
        return {**self.form.values(), "CLASS_FIELD": self.field.currentField() or None}

    def _make_table(self) -> tuple[QTableView, Rows[Any]]:
        rows = Rows[Accuracy](
            [tr("Class"), tr("IoU"), tr("F1"), tr("Prec."), tr("Recall")],
            [
                lambda row: f"{row.name} {FEW_MARK}" if row.few else row.name,
                lambda row: score_text(row.iou),
                lambda row: score_text(row.f1),
                lambda row: score_text(row.precision),
                lambda row: score_text(row.recall),
            ],
            color=lambda row: row.color,
            exported=[itemgetter(at) for at in range(5)],
        )
        return _table("diao_accuracy_table", tr("Accuracy of each class"), rows), rows

    def _read(self, table: QgsVectorLayer, results: dict[str, Any]) -> list[Accuracy]:
        colors = probabilities.class_colors(_layer(self.form.values().get("INPUT")))
        found = []
        for row in table.getFeatures():
            name = str(row["name"])
            iou, f1, precision, recall = (_number(row[figure]) for figure in ("iou", "f1", "precision", "recall"))
            color = colors[name].name() if name in colors else ""
            found.append(Accuracy(name, iou, f1, precision, recall, color, bool(row["rests_on_little"])))
        self.note.setText(FEW_RULE.text(language=language()))
        self.note.setVisible(any(row.few for row in found))
        return found

    def _told(self, results: dict[str, Any]) -> str:
        return tr("Mean IoU {miou}, macro F1 {f1}, overall accuracy {accuracy}, kappa {kappa}").format(
            miou=score_text(_number(results.get("MIOU"))),
            f1=score_text(_number(results.get("MACRO_F1"))),
            accuracy=score_text(_number(results.get("OVERALL_ACCURACY"))),
            kappa=score_text(_number(results.get("KAPPA"))),
        )


class MapComparisonStep(JudgingStep):
    """Two maps, of two models or two dates: a difference layer in the project, and the largest transitions."""

    algorithm, stem, table_name = COMPARE, "difference", TRANSITIONS_TABLE
    maps = ("INPUT", "OTHER")

    def _outputs(self, stem: str) -> dict[str, Any]:
        return {"OUTPUT": names.free(self.session.work_folder.completed(f"{stem}_difference.tif"))}

    def _run_job(self, values: dict[str, Any]) -> Run | None:
        layers = [_layer(values.get(name)) for name in self.maps]
        shown = ["" if layer is None else layer.name().partition(":")[0] for layer in layers]
        called = titles.of_comparison(QgsProject.instance(), *shown)
        return self.runner.start(self.algorithm, values, group=called.group, names=called.layers)

    def _make_table(self) -> tuple[QTableView, Rows[Any]]:
        rows = Rows[Change](
            [tr("From → to"), tr("Size"), tr("Share")],
            [
                lambda row: row.name,
                lambda row: count_text(row.pixels) + " px" if row.area is None else area_text(row.area),
                lambda row: share_text(row.share),
            ],
            color=lambda row: row.color,
            exported=[itemgetter(at) for at in range(3)],
        )
        return _table("diao_difference_table", tr("Transitions from class to class"), rows), rows

    def _read(self, table: QgsVectorLayer, results: dict[str, Any]) -> list[Change]:
        colors = probabilities.class_colors(probabilities.find(results.get("OUTPUT"), QgsProject.instance()))
        found = []
        for row in table.getFeatures():
            name = f"{row['from_name']} → {row['to_name']}"
            color = colors[name].name() if name in colors else ""
            if row["layer_value"]:  # 0 is what has not changed
                found.append(Change(name, _number(row["area_m2"]), float(row["share"]), int(row["pixels"]), color))
        return found

    def _told(self, results: dict[str, Any]) -> str:
        share = share_text(_number(results.get("CHANGED_SHARE")))
        area = _number(results.get("CHANGED_AREA"))
        if area is None:
            return tr("The maps differ on {share} of the ground.").format(share=share)
        return tr("The maps differ on {share} of the ground, {area}.").format(share=share, area=area_text(area))


class Judging(QWidget):
    """Both, folded away until they are asked for."""

    shown = pyqtSignal(QWidget)  # there is a result to look at

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accuracy = AccuracyStep(runner, session, iface)
        self.comparison = MapComparisonStep(runner, session, iface)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for title, step in ((tr("How good is the map?"), self.accuracy), (tr("Compare two maps"), self.comparison)):
            box = QgsCollapsibleGroupBox(title)
            box.setObjectName(f"diao_step_{step.stem}")
            QVBoxLayout(box).addWidget(step)
            box.setCollapsed(True)
            layout.addWidget(box)
            step.shown.connect(self.shown)

    def propose(self, project: QgsProject) -> None:
        """Let both begin with the uppermost maps of the project."""
        for step in (self.accuracy, self.comparison):
            step.propose(project)


def class_maps(project: QgsProject) -> list[QgsRasterLayer]:
    """The class maps that runs have made, from top to bottom."""
    layers = [node.layer() for node in project.layerTreeRoot().findLayers()]
    return [layer for layer in layers if isinstance(layer, QgsRasterLayer) and is_class_map(layer)]


def _may_be_reference(layer: QgsMapLayer | None) -> bool:
    """Whether these are polygons or classes that none of our runs has made."""
    if layer is None or is_result(layer):
        return False
    if isinstance(layer, QgsVectorLayer):
        return bool(layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry)
    return isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsPalettedRasterRenderer)


def _layer(value: Any) -> QgsMapLayer | None:
    """The layer that a form names by its id, where it is one of the project's."""
    return QgsProject.instance().mapLayer(str(value)) if value else None


def _table(name: str, spoken: str, rows: Rows[Any]) -> QTableView:
    view = object_list.table(name, spoken, rows, most=_ROWS_SHOWN)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    return view


def _number(value: Any) -> float | None:
    """A number of a cell; empty cells and NaN are None."""
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None
