# SPDX-License-Identifier: GPL-2.0-or-later
"""From verdicts to a better map: learn, go on training, map again, each by one button, and what has changed in the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ....diao_engine.jobs.layer_source import path_of
from ....processing_provider.text import tr, tr_count
from ...display import layer_kinds, titles
from ...display.layer_kinds import LayerKind
from ..datasets import names
from ..kit.job_form import JobForm
from ..kit.message_label import plain
from ..kit.number_format import count_text, points_text, score_text
from ..kit.table_export import TableActions
from ..runs.background import BackgroundReader
from ..runs.run import Run, RunOutcome
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session
from . import object_list, round_changes
from .card import Card
from .results_model import Rows
from .round_changes import ClassChange
from .round_state import Finished, RoundState, Started, content_of, rare_ious, start_of

_Box = TypeVar("_Box", bound=QWidget)
LEARN, TRAIN = "diao:learn", "diao:train"
# Known here, or not asked.
_GIVEN = ("DATASET", "IMAGES", "CORRECTIONS", "CLASS_FIELD", "MAP", "CONFIDENCE", "ALLOW_OUTSIDE", "OUTPUT")
_SELDOM = ("WRONG_AS", "REST", "LEAST_CONFIDENCE")
_ROWS_SHOWN = 6


class Reviewed(NamedTuple):
    """The polygons with their verdicts: how many, and the raster that was mapped."""

    layer: QgsVectorLayer | None
    verdicts: int
    raster: str


class _Row(NamedTuple):
    name: str
    gained: int
    lost: int
    before: float | None
    after: float | None
    color: str


class RoundPanel(QWidget):
    """Three steps in a row; which of them is next follows from what is there."""

    shown = pyqtSignal(QWidget)  # there is a result to look at
    training_wanted = pyqtSignal(str, dict)
    mapping_wanted = pyqtSignal()

    def __init__(
        self,
        runner: JobRunner,
        session: Session,
        reviewed: Callable[[], Reviewed],
        card: Callable[[], Card | None],
        parent: QWidget | None = None,
    ) -> None:
        """`reviewed` tells what has been judged, `card` is that of the chosen model, where it was read."""
        super().__init__(parent)
        self._runner, self._session = runner, session
        self._reviewed, self._card = reviewed, card
        self._state = RoundState(session)
        self._run: Run | None = None
        self._box: QWidget | None = None
        self._begun: Started | None = None  # becomes the round once its run has ended well
        self._ious: tuple[dict[str, float], dict[str, float]] = ({}, {})
        self._changes = BackgroundReader(self)
        self._build()
        self._changes.ended.connect(self._show_changes)
        self.bar.requested.connect(self._learn)
        self.train.clicked.connect(self._go_on_training)
        self.again.clicked.connect(lambda *_: self.mapping_wanted.emit())
        for signal in (session.dataset_changed, session.model_changed, session.opened, runner.started, runner.ended):
            signal.connect(self.refresh)
        self.refresh()

    def stand_in(self, box: _Box) -> _Box:
        """The box around it, which is hidden until there are objects to judge, or a round that has begun."""
        self._box = box
        box.hide()
        return box

    def refresh(self, *_: object) -> None:
        """Say what comes next."""
        started, reviewed = self._state.started, self._reviewed()
        is_trained = started is not None and started.is_followed_by(self._session.model)
        self.bar.block(self._problem(reviewed))
        self.train.setEnabled(started is not None and not self._runner.busy)
        self.again.setEnabled(is_trained and not self._runner.busy)
        self.told.setText(self._next(started, reviewed.verdicts, is_trained=is_trained))
        self._show_rounds()
        if self._box is not None:
            self._box.setHidden(reviewed.layer is None and started is None and not self._state.rounds())

    def map_made(self, polygons: QgsVectorLayer | None) -> None:
        """A map was made; where that ends a round, show what the round has changed."""
        started = self._state.started
        if started is None or polygons is None or not started.is_followed_by(self._session.model):
            return
        self._ious = started.ious, rare_ious(self._card())
        self._state.finish(self._ious[1])
        self.bar.restore({})  # what was said of the learning belongs to the round that has ended
        before, after = started.polygons, _path(polygons)
        self._changes.submit(lambda: round_changes.compare(before, after))
        self.refresh()

    def _build(self) -> None:
        self.told = plain(name="diao_round_told", wrapped=True)
        self.form = JobForm(LEARN, hidden=_GIVEN, seldom=_SELDOM)
        self.form.setObjectName("diao_round_form")
        self.bar = RunBar(self._runner, self.form.algorithm.displayName())
        self.bar.setObjectName("diao_round_bar")
        self.bar.start.setObjectName("diao_round_run")
        self.train = QPushButton(tr("Go on training with it …"))
        self.train.setObjectName("diao_round_train")
        self.train.setToolTip(
            tr(
                "Goes to the page Train, filled in: on the new dataset, from the model of this map where that was trained here."
            )
        )
        self.again = QPushButton(tr("Map again"))
        self.again.setObjectName("diao_round_map")
        self.changed = plain(name="diao_round_changed", wrapped=True)
        self.rows = Rows[_Row](
            [tr("Class"), tr("Gained"), tr("Lost"), tr("IoU before"), tr("IoU now")],
            [
                lambda row: row.name,
                lambda row: count_text(row.gained),
                lambda row: count_text(row.lost),
                lambda row: score_text(row.before),
                lambda row: score_text(row.after),
            ],
            color=lambda row: row.color,
        )
        self.table = object_list.table(
            "diao_round_table", tr("What the round has changed"), self.rows, most=_ROWS_SHOWN
        )
        self.rounds = plain(name="diao_rounds", wrapped=True)
        layout = QVBoxLayout(self)
        actions = TableActions(self.table, self.table.accessibleName())
        for widget in (
            self.told,
            self.form,
            self.bar,
            self.train,
            self.again,
            self.changed,
            self.table,
            actions,
            self.rounds,
        ):
            layout.addWidget(widget)
        self.changed.hide()
        self.table.hide()

    def _problem(self, reviewed: Reviewed) -> str:
        """Why nothing can be learned yet, or nothing."""
        if not self._session.dataset:
            return tr("Open the tile dataset of the model first, on the page Data.")
        if reviewed.layer is not None and reviewed.layer.isEditable():
            return tr("Save the edits of {layer} first.").format(layer=reviewed.layer.name())
        if not reviewed.verdicts:
            return tr("Give objects of the list a verdict first.")
        return ""

    def _next(self, started: Started | None, verdicts: int, *, is_trained: bool) -> str:
        if started is None:
            return tr_count(
                verdicts,
                "{n} verdict so far; some dozen, of all rare classes, are a good round.",
                "{n} verdicts so far; some dozen, of all rare classes, are a good round.",
            ).format(n=count_text(verdicts))
        if not is_trained:
            return tr("The verdicts are training tiles now: go on training with them.")
        return tr("The model has learned from the verdicts: map the raster again to see what has changed.")

    def _learn(self) -> None:
        reviewed, dataset = self._reviewed(), self._session.dataset
        ground = names.of_dataset(path_of(dataset))
        if reviewed.layer is None or not self._session.work_folder.ready(self, ground):
            return
        output = names.free(self._session.work_folder.completed(names.reviewed(path_of(dataset))))
        values = {
            **self.form.values(),
            "DATASET": dataset,
            "CORRECTIONS": reviewed.layer.id(),
            "IMAGES": [reviewed.raster] if reviewed.raster else None,
            "MAP": raster_beside(reviewed.layer, _is_class_map),
            "CONFIDENCE": raster_beside(reviewed.layer, _is_confidence),
            "OUTPUT": output,
        }
        called = titles.of_tiles(QgsProject.instance(), ground)
        run = self._runner.start(LEARN, values, group=called.group, names=called.layers)
        if run is None:
            return
        self._run = run
        card, model = self._card(), self._session.model
        self._begun = Started(
            _path(reviewed.layer),
            model,
            output,
            reviewed.verdicts,
            rare_ious(card),
            start_of(card, model),
            content_of(model),
        )
        self.bar.follow(run)
        run.ended.connect(self._learned)

    def _learned(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        if run is None or not outcome.ok or run.project_closed or self._begun is None:
            return
        self._state.begin(self._begun)
        self._session.set_dataset(str(outcome.results["OUTPUT"]))
        self.refresh()

    def _go_on_training(self, *_: object) -> None:
        started = self._state.started
        if started is not None:
            values = {**self._session.remembered(TRAIN), **started.start, "DATASET": self._session.dataset}
            self.training_wanted.emit(TRAIN, values)

    def _show_changes(self, changes: list[ClassChange] | None, problem: str) -> None:
        before, after = self._ious
        rows = [
            _Row(one.name, one.gained, one.lost, before.get(one.name), after.get(one.name), one.color)
            for one in changes or ()
        ]
        self.rows.fill(rows)
        self.table.setVisible(bool(rows))
        self.changed.setText(problem or tr("What the round has changed: objects on the map, and IoU on validation."))
        self.changed.show()
        self.shown.emit(self.table if rows else self.changed)

    def _show_rounds(self) -> None:
        lines = [_line(ended) for ended in self._state.rounds()]
        self.rounds.setText("\n".join([tr("The last rounds, on the rare classes:"), *lines]) if lines else "")
        self.rounds.setVisible(bool(lines))


def raster_beside(layer: QgsVectorLayer, is_wanted: Callable[[QgsRasterLayer], bool]) -> str | None:
    """A raster of the map that polygons come from: of those in their layer group the first that is wanted."""
    root = QgsProject.instance().layerTreeRoot()
    node = root.findLayer(layer.id())
    group = None if node is None else node.parent()
    if group is None or group is root:
        return None
    rasters = (one.layer() for one in group.findLayers() if isinstance(one.layer(), QgsRasterLayer))
    return next((str(one.source()) for one in rasters if is_wanted(one)), None)


def _is_class_map(layer: QgsRasterLayer) -> bool:
    return layer_kinds.kind(layer) is LayerKind.CLASS_MAP


def _is_confidence(layer: QgsRasterLayer) -> bool:
    """Whether a raster is the confidence of a map; probabilities have a band per class."""
    return layer_kinds.kind(layer) is LayerKind.FIGURES and layer.bandCount() == 1


def _line(ended: Finished) -> str:
    verdicts = tr_count(ended.verdicts, "{n} verdict", "{n} verdicts").format(n=count_text(ended.verdicts))
    points = ended.points
    if points is None:
        return tr("{verdicts}; no validation tile says what they brought").format(verdicts=verdicts)
    text = tr("{verdicts}: IoU {before} to {after}, {points} points").format(
        verdicts=verdicts, before=score_text(ended.before), after=score_text(ended.after),
        points=points_text(points, signed=True),
    )  # fmt: skip
    if points <= 0:
        return text
    return text + tr(", {n} verdicts per point").format(n=count_text(max(round(ended.verdicts / points), 1)))


def _path(layer: QgsVectorLayer) -> str:
    return path_of(layer.source())
