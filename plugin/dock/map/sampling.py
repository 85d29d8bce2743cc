# SPDX-License-Identifier: GPL-2.0-or-later
"""How good a map is, in three steps: draw points, say what is there, see the result with its intervals."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, NamedTuple

from qgis.core import QgsMapLayer, QgsProcessing, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QComboBox, QTableView, QVBoxLayout, QWidget

from ....diao_engine.jobs.outputs import EVALUATION_TABLE
from ....processing_provider.text import tr
from ...display import probabilities, titles
from ...display.layer_kinds import is_sample
from ..datasets import names
from ..kit.job_form import JobForm
from ..kit.message_label import plain
from ..kit.number_format import NOTHING, area_pair_text, count_text, points_text
from ..runs.run import Run
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session
from .ground_step import GroundStep, layer_of
from .judging_step import JudgingStep, class_maps, number_of, table_of
from .point_judge import PointJudge
from .results_model import Rows

DRAW, EVALUATE = "diao:samplepoints", "diao:evaluate"
_SELDOM = ("STANDARD_ERROR", "MIN_PER_CLASS", "AREA")


class Estimated(NamedTuple):
    """A class with its estimates and half their 95 % intervals, None where unknown.

    The area is in m², or in pixels where the map has no CRS.
    """

    name: str
    area: float | None
    area_half: float | None
    users: float | None
    users_half: float | None
    producers: float | None
    producers_half: float | None
    in_pixels: bool
    color: str


class SampleResult(JudgingStep):
    """What the judged points say of a map."""

    algorithm, stem, table_name = EVALUATE, "sample", EVALUATION_TABLE
    hidden = ("REFERENCE", "CLASS_FIELD", "AREA")

    def take_sample(self, layer: QgsVectorLayer | None) -> None:
        """Evaluate by this sample."""
        self.form.set_value("REFERENCE", layer.id() if layer is not None else None)

    def _make_table(self) -> tuple[QTableView, Rows[Any]]:
        rows = Rows[Estimated](
            [tr("Class"), tr("Size"), tr("User's"), tr("Prod.")],
            [
                lambda row: row.name,
                _size_text,
                lambda row: _percent(row.users, row.users_half),
                lambda row: _percent(row.producers, row.producers_half),
            ],
            color=lambda row: row.color,
            exported=[itemgetter(0), itemgetter(1), itemgetter(3), itemgetter(5)],
        )
        return table_of("diao_sample_table", tr("Area and accuracies of each class"), rows), rows

    def _read(self, table: QgsVectorLayer, results: dict[str, Any]) -> list[Estimated]:
        colors = probabilities.class_colors(layer_of(self.form.values().get("INPUT")))
        in_pixels = table.fields().lookupField("area_m2") < 0
        suffix = "px" if in_pixels else "m2"
        found = []
        for row in table.getFeatures():
            name = str(row["name"])
            area, high = (number_of(row[f"{column}_{suffix}"]) for column in ("area", "area_high"))
            users, users_half = (number_of(row[f"users_accuracy{end}"]) for end in ("", "_ci95"))
            producers, producers_half = (number_of(row[f"producers_accuracy{end}"]) for end in ("", "_ci95"))
            half = None if area is None or high is None else high - area
            color = colors[name].name() if name in colors else ""
            found.append(Estimated(name, area, half, users, users_half, producers, producers_half, in_pixels, color))
        self.note.setText(
            tr(
                "User's accuracy, in %: how much of what the map shows as the class is right. Producer's: how much of the class on "
                "the ground the map shows. ± is half of the 95 % interval."
            )
        )
        self.note.setVisible(bool(found))
        return found

    def _told(self, results: dict[str, Any]) -> str:
        accuracy, half = (number_of(results.get(name)) for name in ("OVERALL_ACCURACY", "OVERALL_ACCURACY_CI95"))
        shown = f"{points_text(100 * (accuracy or 0.0))} ± {points_text(100 * (half or 0.0))}"
        return tr("Overall accuracy {accuracy} % (95 % confidence)").format(accuracy=shown)


class SamplingSteps(GroundStep):
    """Draw, judge, result; the sample is chosen among those of the project, the newest first."""

    shown = pyqtSignal(QWidget)  # there is a result to look at
    stem = "sampling"

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(runner, session, parent)
        self.form = JobForm(
            DRAW, hidden=("OUTPUT", "SEED"), first=("INPUT", "COUNT", "ALLOCATION"), seldom=_SELDOM, iface=iface
        )
        self.form.setObjectName("diao_samplepoints")
        self.form.set_value("OUTPUT", QgsProcessing.TEMPORARY_OUTPUT)  # named when it runs
        self.bar = RunBar(runner, self.form.algorithm.displayName())
        self.bar.setObjectName("diao_samplepoints_bar")
        self.bar.start.setObjectName("diao_samplepoints_run")
        self.samples = QComboBox()
        self.samples.setObjectName("diao_samples")
        self.samples.setAccessibleName(tr("Sample"))
        self.samples.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.judge = PointJudge(iface)
        self.judge.setObjectName("diao_judge")
        self.result = SampleResult(runner, session, iface)
        self._later = [*self._titled(tr("2. Say what is there"), self.samples, self.judge)]
        self._later += self._titled(tr("3. See how good the map is"), self.result)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (*self._titled(tr("1. Draw points"), self.form, self.bar), *self._later):
            layout.addWidget(widget)
        self.bar.requested.connect(self._start)
        self.samples.currentIndexChanged.connect(self._chosen)
        self.result.shown.connect(self.shown)
        self.judge.begun.connect(self.shown)
        project = QgsProject.instance()
        project.legendLayersAdded.connect(self._layers_changed)  # at layersAdded they are not in the tree yet
        project.layersRemoved.connect(self._layers_changed)
        self._layers_changed()
        if not self.samples.count():
            self._chosen()

    def propose(self, project: QgsProject) -> None:
        """Begin with the uppermost map of the project; its layers are in its tree only when it has been read."""
        self._layers_changed()
        maps = class_maps(project)
        if maps:
            self.form.set_value("INPUT", maps[0].id())
        self.result.propose(project)

    def sample(self) -> QgsVectorLayer | None:
        """The sample that is chosen."""
        layer = layer_of(self.samples.currentData())
        return layer if isinstance(layer, QgsVectorLayer) else None

    def _titled(self, title: str, *widgets: QWidget) -> tuple[QWidget, ...]:
        heading = plain(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        return heading, *widgets

    @pyqtSlot()
    def _layers_changed(self, *_: object) -> None:
        """Offer the samples of the project; the chosen one stays."""
        before = self.samples.currentData()
        nodes = QgsProject.instance().layerTreeRoot().findLayers()
        found = [node.layer() for node in nodes if is_sample(node.layer())]
        self.samples.blockSignals(True)
        self.samples.clear()
        for layer in found:
            self.samples.addItem(layer.name(), layer.id())
        self.samples.setCurrentIndex(max(self.samples.findData(before), 0) if found else -1)
        self.samples.blockSignals(False)
        for widget in self._later:
            widget.setVisible(bool(found))
        self.samples.setVisible(len(found) > 1)
        if self.samples.currentData() != before:
            self._chosen()

    def _chosen(self, *_: object) -> None:
        layer = self.sample()
        self.judge.set_layer(layer)
        self.result.take_sample(layer)
        self.result.clear()

    def _run_on(self, ground: QgsMapLayer | None, stem: str) -> Run | None:
        output = names.free(self.session.work_folder.completed(f"{stem}{names.SAMPLE}.gpkg"))
        called = titles.of_sample(
            QgsProject.instance(), ground.name().partition(":")[0] if ground is not None else stem
        )
        values = {**self.form.values(), "OUTPUT": output}
        return self.runner.start(DRAW, values, group=called.group, names=called.layers)

    def _show(self, results: dict[str, Any]) -> None:
        layer = probabilities.find(results.get("OUTPUT"), QgsProject.instance())
        if layer is not None:
            self._layers_changed()
            self.samples.setCurrentIndex(self.samples.findData(layer.id()))
            self.result.form.set_value("INPUT", self.form.values().get("INPUT"))
            self.shown.emit(self.judge)


def _percent(value: float | None, half: float | None) -> str:
    """An accuracy with half of its interval, in per cent."""
    if value is None:
        return NOTHING
    shown = count_text(round(100 * value))
    return shown if half is None else f"{shown} ± {count_text(round(100 * half))}"


def _size_text(row: Estimated) -> str:
    """An area with half of its interval in one unit."""
    if row.area is None:
        return NOTHING
    half = row.area_half or 0.0
    if row.in_pixels:
        return f"{count_text(round(row.area))} ± {count_text(round(half))} px"
    return area_pair_text(row.area, half)
