# SPDX-License-Identifier: GPL-2.0-or-later
"""How good a map is, by a reference, and where two maps of the same ground differ: each a form, a button, a table and a report."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, NamedTuple

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsFieldComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QTableView, QVBoxLayout, QWidget

from ....diao_engine.jobs.outputs import EVALUATION_TABLE, TRANSITIONS_TABLE
from ....diao_engine.jobs.support import FEW_MARK, FEW_RULE
from ....processing_provider.text import language, tr
from ...display import probabilities, titles
from ..datasets import class_fields, names
from ..datasets.references import may_be_reference
from ..kit.group_box import group_box
from ..kit.message_label import plain
from ..kit.number_format import area_text, count_text, score_text, share_text
from ..runs.run import Run
from ..runs.runner import JobRunner
from ..session import Session
from .ground_step import layer_of
from .judging_step import JudgingStep, number_of, table_of
from .results_model import Rows
from .sampling import SamplingSteps

EVALUATE, COMPARE = "diao:evaluate", "diao:comparemaps"


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


class AccuracyStep(JudgingStep):
    """A map against a reference layer: figures of each class."""

    algorithm, stem, table_name = EVALUATE, "accuracy", EVALUATION_TABLE
    hidden = ("CLASS_FIELD",)

    def propose(self, project: QgsProject) -> None:
        """Choose the uppermost map, and the uppermost layer that may be a reference, rather than imagery or a result.

        A choice of such a layer stays.
        """
        super().propose(project)
        if not may_be_reference(layer_of(self.form.values()["REFERENCE"])):
            layers = (node.layer() for node in project.layerTreeRoot().findLayers())
            layer = next((layer for layer in layers if may_be_reference(layer)), None)
            if layer is not None:  # else QGIS's field keeps its own: it cannot be empty
                self.form.set_value("REFERENCE", layer.id())

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
        reference = layer_of(self.form.values().get("REFERENCE"))
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
        return table_of("diao_accuracy_table", tr("Accuracy of each class"), rows), rows

    def _read(self, table: QgsVectorLayer, results: dict[str, Any]) -> list[Accuracy]:
        colors = probabilities.class_colors(layer_of(self.form.values().get("INPUT")))
        found = []
        for row in table.getFeatures():
            name = str(row["name"])
            iou, f1, precision, recall = (number_of(row[figure]) for figure in ("iou", "f1", "precision", "recall"))
            color = colors[name].name() if name in colors else ""
            found.append(Accuracy(name, iou, f1, precision, recall, color, bool(row["rests_on_little"])))
        self.note.setText(FEW_RULE.text(language=language()))
        self.note.setVisible(any(row.few for row in found))
        return found

    def _told(self, results: dict[str, Any]) -> str:
        return tr("Mean IoU {miou}, macro F1 {f1}, overall accuracy {accuracy}, kappa {kappa}").format(
            miou=score_text(number_of(results.get("MIOU"))),
            f1=score_text(number_of(results.get("MACRO_F1"))),
            accuracy=score_text(number_of(results.get("OVERALL_ACCURACY"))),
            kappa=score_text(number_of(results.get("KAPPA"))),
        )


class MapComparisonStep(JudgingStep):
    """Two maps, of two models or two dates: a difference layer in the project, and the largest transitions."""

    algorithm, stem, table_name = COMPARE, "difference", TRANSITIONS_TABLE
    maps = ("INPUT", "OTHER")

    def _outputs(self, stem: str) -> dict[str, Any]:
        return {"OUTPUT": names.free(self.session.work_folder.completed(f"{stem}_difference.tif"))}

    def _run_job(self, values: dict[str, Any]) -> Run | None:
        layers = [layer_of(values.get(name)) for name in self.maps]
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
        return table_of("diao_difference_table", tr("Transitions from class to class"), rows), rows

    def _read(self, table: QgsVectorLayer, results: dict[str, Any]) -> list[Change]:
        colors = probabilities.class_colors(probabilities.find(results.get("OUTPUT"), QgsProject.instance()))
        found = []
        for row in table.getFeatures():
            name = f"{row['from_name']} → {row['to_name']}"
            color = colors[name].name() if name in colors else ""
            if row["layer_value"]:  # 0 is what has not changed
                found.append(Change(name, number_of(row["area_m2"]), float(row["share"]), int(row["pixels"]), color))
        return found

    def _told(self, results: dict[str, Any]) -> str:
        share = share_text(number_of(results.get("CHANGED_SHARE")))
        area = number_of(results.get("CHANGED_AREA"))
        if area is None:
            return tr("The maps differ on {share} of the ground.").format(share=share)
        return tr("The maps differ on {share} of the ground, {area}.").format(share=share, area=area_text(area))


class Judging(QWidget):
    """All ways to judge a map, folded away until they are asked for."""

    shown = pyqtSignal(QWidget)  # there is a result to look at

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sampling = SamplingSteps(runner, session, iface)
        self.accuracy = AccuracyStep(runner, session, iface)
        self.comparison = MapComparisonStep(runner, session, iface)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._steps = (
            (tr("How good is this map?"), self.sampling),
            (tr("Compare with a reference"), self.accuracy),
            (tr("Compare two maps"), self.comparison),
        )
        for title, step in self._steps:
            layout.addWidget(group_box(title, f"diao_step_{step.stem}", step, folded=True))
            step.shown.connect(self.shown)

    def propose(self, project: QgsProject) -> None:
        """Let all begin with the uppermost maps of the project."""
        for _, step in self._steps:
            step.propose(project)
