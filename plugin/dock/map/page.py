# SPDX-License-Identifier: GPL-2.0-or-later
"""The last page: a model and a raster in, layers and a list of the rare objects out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessing, QgsProject
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import pyqtSlot
from qgis.PyQt.QtGui import QIcon, QShowEvent
from qgis.PyQt.QtWidgets import QWidget

from ....processing_provider.algorithm import ICONS
from ....processing_provider.text import tr
from ...display import probabilities, sight, titles
from ..datasets.dropped import Dropped
from ..kit.designer_button import designer_button
from ..kit.group_box import group_box
from ..kit.job_form import JobForm, fresh_context
from ..kit.message_label import wrapped_label
from ..page import DockPage
from ..runs.run import RunOutcome
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session
from .area_choice import AreaChoice
from .card import Card, MeasuredClass
from .card_reader import needed_size
from .card_view import title
from .judging import Judging
from .mapped import MappedInputs
from .model_choice import ModelChoice
from .outputs import OutputChoice
from .preview import Preview, Scene
from .prior_slider import PriorSlider
from .raster_choice import RasterChoice
from .raster_info import RasterFacts
from .results_view import ResultsTable, latest
from .round import Reviewed, RoundPanel
from .watch_panel import WatchPanel

ALGORITHM = "diao:segment"
# These have widgets of their own on the page.
_HIDDEN = (
    "MODEL", "TRUST_MODEL", "AREA", "EXTENT", "CLASSES", "PRIOR_CORRECTION", "OUTPUT", "CONFIDENCE", "PROBABILITIES", "MINORITY",
)  # fmt: skip
_SETTINGS = ("MODEL", "TRUST_MODEL", "PRIOR_CORRECTION", "NODATA", "TILE_SIZE", "OVERLAP", "BATCH_SIZE", "DEVICE")
# Trust is never taken from a project or left in one.
_OF_THIS_RUN = tuple(name for name in _HIDDEN if name != "PRIOR_CORRECTION")


class MapPage(DockPage):
    """Model and its card, raster, area, prior correction, outputs, run, results."""

    help_page = "page-map"

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(runner, session, iface, parent)
        self.title = tr("Map")
        self.icon = QIcon(str(ICONS / "segment.svg"))
        self._canvas = iface.mapCanvas() if iface is not None else None
        self._raster: RasterFacts | None = None
        self._corrected_model = ""  # the model that the prior correction on the page was chosen for
        self._mapped = MappedInputs(session, self._inputs)
        self._mapped_values: dict[str, Any] = {}  # of the last run
        self._create_widgets()
        # Asked for by other widgets; with all probabilities the slider changes the map without running the model again.
        self.form.set_values({"OUTPUT": QgsProcessing.TEMPORARY_OUTPUT, "ALL_PROBABILITIES": True})
        self._lay_out()
        self._connect()
        self._project_read()

    def hint(self) -> str:
        """What is to be done first."""
        return self.gate.problem() or (tr("Choose the raster that is to be mapped.") if self._raster is None else "")

    def needs_earlier_step(self) -> bool:
        """Only a model can come from one."""
        return not self.session.model

    def is_done(self) -> bool:
        """Whether there is a map, made with the model and of the raster that are chosen now."""
        return self.results.layer is not None and self._mapped.are_chosen()

    def take_results(self, algorithm: str, results: dict[str, Any]) -> None:
        """Show a map whose layers have been loaded again."""
        if algorithm == ALGORITHM:
            self._show_results(results, ())

    def take_values(self, algorithm: str, values: dict[str, Any]) -> bool:
        """Show the model, the raster and the values of an earlier map."""
        if algorithm != ALGORITHM:
            return False
        self.form.set_values({name: value for name, value in values.items() if name not in (*_OF_THIS_RUN, "INPUT")})
        self.raster_choice.begin(str(values.get("INPUT") or ""))
        self.area.restore(values)
        if os.path.isfile(model := str(values.get("MODEL") or "")):
            self.model.choose(model)
        self.outputs.choose(values)
        self.card.choose(str(values.get("CLASSES") or ""), of_model=self.session.model)
        if values.get("PRIOR_CORRECTION") is not None:
            self.prior.set_value(float(values["PRIOR_CORRECTION"]))
            self._corrected_model = self.session.model
        self._refresh()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Read the card once somebody looks: it takes the engine a moment."""
        super().showEvent(event)
        self.model.read_card()

    def remember_forms(self) -> None:
        """Let the project remember the values."""
        kept = {name: value for name, value in self._values().items() if name not in _OF_THIS_RUN}
        self.session.remember(ALGORITHM, kept)
        self._mapped.keep()

    def take_file(self, file: Dropped) -> bool:
        """Choose a model that was dropped on the dock."""
        if file.model:
            self.model.choose(file.model)
        return bool(file.model)

    def _create_widgets(self) -> None:
        self.form = JobForm(ALGORITHM, hidden=_HIDDEN, first=("INPUT",), iface=self.iface)
        self.raster_choice = RasterChoice(self.form, self.session)
        self.model = ModelChoice(self.runner, self.session, self.form.algorithm)
        self.gate, self.card = self.model.gate, self.model.card
        self.misfit = wrapped_label("diao_misfit")
        self.area = AreaChoice(self._canvas)
        self.prior = PriorSlider()
        self.outputs = OutputChoice(self.form.algorithm, self.session.work_folder)
        self.bar = RunBar(self.runner, self.form.algorithm.displayName())
        self.results = ResultsTable(self._canvas)
        self.round = RoundPanel(self.runner, self.session, self._reviewed, lambda: self.card.card)
        self.watching = WatchPanel(self.runner, self.session, self.iface, self._settings, self.gate.problem)
        self.judging = Judging(self.runner, self.session, self.iface)
        self.preview = Preview(self.runner, self._canvas, self._preview_source, self)
        self.prior.preview.setVisible(self._canvas is not None)

    def _lay_out(self) -> None:
        outputs = group_box(tr("Layers to make"), "diao_outputs", self.outputs)
        corrections = self.round.stand_in(group_box(tr("Correct and learn"), "diao_round", self.round))
        arriving = group_box(tr("Watch a folder"), "diao_watch", self.watching, folded=True)
        layout, notes = self.body, self.put_into_foot(ALGORITHM, self.bar)
        for widget in (
            self.model, self.form, self.misfit, self.area, self.prior, outputs, notes, self.results, corrections, arriving,
            self.judging, designer_button("maprareclasses"),
        ):  # fmt: skip
            layout.addWidget(widget)
        advanced = self.form.findChild(QgsCollapsibleGroupBox, "diao_advanced")
        if advanced is not None:  # what is seldom needed comes after the choices that always matter
            layout.insertWidget(layout.indexOf(outputs) + 1, advanced)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.model.changed.connect(self._model_changed)
        self.model.opened.connect(self._opened)
        self.model.card_shown.connect(self._show_card)
        self.session.cleared.connect(self._cleared)
        QgsProject.instance().readProject.connect(self._project_read)
        self.form.changed.connect(self._form_changed)
        for signal in (self.area.changed, self.card.chosen_changed, self.outputs.changed):
            signal.connect(self._refresh)
        self.prior.changed.connect(self._prior_moved)
        self.prior.preview.toggled.connect(self.preview.switch)
        self.preview.switched.connect(self.prior.preview.setChecked)
        self.preview.message.connect(self.prior.show_message)
        self.results.changed.connect(self.state_changed)
        self.results.told.connect(self.tell)
        for signal in (self.results.changed, self.results.judged):
            signal.connect(self.round.refresh)
        for step in (self.round, self.judging):
            step.shown.connect(self.scroll_to)
        self.round.training_wanted.connect(self.values_wanted)
        self.round.mapping_wanted.connect(self.run_when_ready)
        for view in (self.card, self.results):
            view.recolored.connect(self.session.recolor)
        self.bar.requested.connect(self._start)
        self.state_changed.connect(self.watching.refresh)

    def _opened(self) -> None:
        self.form.set_value("MODEL", self.session.model)
        self._refresh()

    def _model_changed(self, path: str) -> None:
        self._corrected_model = ""
        self.needs = needed_size(path)
        for bar in (self.bar, self.watching):
            bar.need(self.needs)
        self.form.set_value("MODEL", path if self.gate.is_open else "")

    def _show_card(self, card: Card | None) -> None:
        no_priors = card is not None and not card.has_priors
        self.prior.disable(
            tr("The model does not say which class shares it was trained on, so its sensitivity cannot be changed.")
            if no_priors
            else ""
        )
        if card is not None and self._corrected_model != self.session.model:
            self.prior.set_value(card.prior_correction if card.has_priors else 0.0)
            self._corrected_model = self.session.model
        self._refresh()

    def _prior_moved(self, value: float) -> None:
        self._corrected_model = self.session.model
        if self.form.values().get("PRIOR_CORRECTION") != value:
            self.form.set_value("PRIOR_CORRECTION", value)
        self.preview.refresh()

    def _form_changed(self) -> None:
        value = self.form.values().get("PRIOR_CORRECTION")
        if value is not None and value != self.prior.value():
            self.prior.set_value(value)
        context = fresh_context()  # a layer that is named by its file lives no longer than this
        layer = self.form.algorithm.parameterAsRasterLayer(self.form.values(), "INPUT", context)
        self._raster = RasterFacts.of(layer) if layer is not None and layer.isValid() else None
        self.area.show_raster(self._raster)  # refreshes all

    def _refresh(self) -> None:
        """Say what does not fit, and whether the run can begin."""
        if self.model.look_again():
            return
        card, raster = self.card.card, self._raster
        misfit = note = ""
        if card is not None and raster is not None:
            misfit, note = card.band_problem(raster.bands, raster.band_names), card.pixel_note(raster.pixel_m)
        self.misfit.setText(misfit or note)
        self.misfit.setVisible(bool(misfit or note))
        self.bar.block(self.hint() or misfit or self.area.problem() or self.outputs.problem())
        self.preview.refresh()
        self.state_changed.emit()

    def _values(self) -> dict[str, Any]:
        """The values of the algorithm without its destinations."""
        return {
            **self.form.values(),
            "MODEL": self.session.model,
            "TRUST_MODEL": False,
            "CLASSES": self.card.chosen() or None,
            # Until its card is read, the model's own.
            "PRIOR_CORRECTION": self.prior.value() if self._corrected_model == self.session.model else None,
            **self.area.values(),
        }

    def _settings(self) -> dict[str, Any]:
        """What every way to map with the model needs of this page."""
        return {name: value for name, value in self._values().items() if name in _SETTINGS}

    def _preview_source(self) -> Scene | None:
        card, raster = self.card.card, self._raster
        if (
            not self.gate.is_open
            or raster is None
            or (card is not None and card.band_problem(raster.bands, raster.band_names))
        ):
            return None
        return Scene(self._values(), raster, card)

    def _start(self) -> None:
        self._refresh()
        if not self.gate.is_open or not self.form.point_out() or self._raster is None:
            return
        if self.outputs.needs_work_folder() and not self.session.work_folder.ready(self, self._raster.name):
            return
        self.preview.switch(False)
        values = {**self._values(), **self.outputs.values(self._raster.name)}
        self.remember_forms()
        called = titles.of_map(QgsProject.instance(), self._raster.name, title(self.session.model))
        run = self.runner.start(ALGORITHM, values, group=called.group, names=called.layers)
        if run is not None:
            self._mapped.begin()
            self._mapped_values = values
            self.bar.follow(run)
            run.ended.connect(self._map_made)

    def _map_made(self, outcome: RunOutcome) -> None:
        if not outcome.ok:
            return
        self._mapped.end()
        self.preview.offer(self._mapped_values, outcome.results, self.card.card)
        self._show_results(outcome.results, self.card.chosen_classes())
        self.scroll_to(self.results)
        self.round.map_made(self.results.layer)

    def _show_results(self, results: dict[str, Any], classes: Sequence[MeasuredClass]) -> None:
        """Put the layers in order and list the objects; `classes` are those that were asked for, empty where that is not known."""
        project = QgsProject.instance()
        polygons = probabilities.arrange(results, project, shown=[entry.name for entry in classes])
        sight.bring(self._canvas, probabilities.find(results.get("OUTPUT"), project))
        self.judging.propose(project)
        if polygons is not None:
            self.results.show_layer(polygons, classes, left_out=int(results.get("LEFT_OUT") or 0))
        else:
            self.results.clear("")

    def _reviewed(self) -> Reviewed:
        return Reviewed(self.results.layer, self.results.verdict_count, self._mapped.raster)

    def _inputs(self) -> tuple[str, str]:
        return self.session.model, str(self.form.values().get("INPUT") or "")

    def _cleared(self) -> None:
        self._mapped.forget()
        self.model.show_model("")
        self.results.clear("")

    @pyqtSlot()
    def _project_read(self, *_: object) -> None:
        """Go on where the project stood."""
        remembered = self.session.remembered(ALGORITHM)
        self.form.set_values(
            {name: value for name, value in remembered.items() if name not in (*_OF_THIS_RUN, "INPUT")}
        )
        self.raster_choice.recall(str(remembered.get("INPUT") or ""))
        self.model.show_model(self.session.model)
        if remembered.get("PRIOR_CORRECTION") is not None:
            self._corrected_model = self.session.model
        polygons = latest(QgsProject.instance())
        if polygons is not None:
            self.results.show_layer(polygons)
        self._mapped.recall()
        self.judging.propose(QgsProject.instance())
        self._form_changed()
