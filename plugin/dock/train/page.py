# SPDX-License-Identifier: GPL-2.0-or-later
"""The third page: a tile dataset in, a model out, with its curves while it trains."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import pyqtSlot
from qgis.PyQt.QtGui import QIcon, QShowEvent
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from ....diao_engine.jobs.layer_source import path_of
from ....processing_provider.algorithm import ICONS
from ....processing_provider.text import tr
from ..datasets import names
from ..datasets.dataset_summary import Summary, SummaryReader
from ..datasets.target import PARAMETERS
from ..kit.job_form import JobForm, Reason
from ..kit.message_label import plain_tip, wrapped_label
from ..page import DockPage
from ..runs.run import Run, RunOutcome
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import TRAINED, Session
from . import device, speed
from .curves import Curves
from .described import described, doses
from .model_file import ModelFile
from .preset_choice import PresetChoice
from .result import TrainResult

ALGORITHM = "diao:train"
_OF_THIS_RUN = ("DATASET", "MODEL", "REPORT")
_FIRST = ("ARCHITECTURE", "ENCODER", "LOSS", "EPOCHS")
# Advanced on this page, though not in the toolbox, where there is no room to save.
_SELDOM = ("ENCODER_WEIGHTS", "START_FROM", "SAMPLING", "BATCH_SIZE", "CROP_SIZE")


class TrainPage(DockPage):
    """Dataset, network, file of the model, run with curves, result."""

    help_page = "page-train"
    needs = "full"

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(runner, session, iface, parent)
        self.title = tr("Train")
        self.icon = QIcon(str(ICONS / "train.svg"))
        self.summary: Summary | None = None
        self._problem = ""  # why the dataset cannot be read
        self._run: Run | None = None  # the training that this page has started
        # Of that training: its file, its dataset, what was said of its device before.
        self._trained_model = self._trained_dataset = self._expected_device = ""
        self._reported_devices: dict[str, str] = {}  # what was expected of the device, and what the engine then said
        self._stopwatch = speed.Stopwatch()
        self._create_widgets()
        self._lay_out()
        self._connect()
        self._project_read()

    def hint(self) -> str:
        """What is to be done first."""
        if not self.session.dataset:
            return tr("Create or open a tile dataset first, on the page Data.")
        if self._problem:
            return self._problem
        if self.summary is not None and not self.summary.drawn:
            return tr("The dataset has no training tile that is shown; set split to train and repeats to 1 for some.")
        return ""

    def is_done(self) -> bool:
        """Whether the model that is chosen was trained here, on the dataset that is chosen."""
        trained = self.session.remembered_paths(TRAINED)
        model, dataset = (trained.get(name, "") for name in ("model", "dataset"))
        return bool(self.session.model) and (model, dataset) == (self.session.model, self.session.dataset)

    def take_values(self, algorithm: str, values: dict[str, Any]) -> bool:
        """Show the dataset and the values of an earlier training."""
        if algorithm == ALGORITHM:
            self.take_dataset(values)
            self.form.set_values({name: value for name, value in values.items() if name not in _OF_THIS_RUN})
        return algorithm == ALGORITHM

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what may have changed behind the page."""
        super().showEvent(event)
        self._read_dataset()
        self._propose_again()
        self._show_model_message()
        self._show_expected_device()

    def remember_forms(self) -> None:
        """Let the project remember the values."""
        values = self.form.values().items()
        self.session.remember(ALGORITHM, {name: value for name, value in values if name not in _OF_THIS_RUN})

    def _create_widgets(self) -> None:
        self.form = JobForm(
            ALGORITHM, hidden=(*_OF_THIS_RUN, *PARAMETERS), first=_FIRST, seldom=_SELDOM, iface=self.iface
        )
        self.dataset = wrapped_label("diao_dataset_told", hidden=False, selectable=True)
        self.preset = PresetChoice()
        self.reader = SummaryReader(self)
        self.doses = Reason("diao_second_doses")
        self.model = ModelFile(self.session.work_folder, self.form.algorithm.parameterDefinition("MODEL"))
        self.device = wrapped_label("diao_device_told", hidden=False, selectable=True)
        self.bar = RunBar(self.runner, self.form.algorithm.displayName())
        self.finish = QPushButton(tr("Stop and keep the best"))
        self.finish.setObjectName("diao_finish")
        self.finish.setToolTip(tr("End the training with this epoch; the model is that of the best epoch so far."))
        self.finish.hide()
        self.finishing = wrapped_label("diao_finish_told", hidden=False, selectable=True)
        self.finishing.hide()
        self.curves = Curves()
        self.curves.setObjectName("diao_curves")
        self.curves.hide()
        self.result = TrainResult()

    def _lay_out(self) -> None:
        layout, notes = self.body, self.put_into_foot(ALGORITHM, self.bar)
        for widget in (
            self.dataset, self.preset, self.form, self.doses, self.model, self.device, notes, self.curves, self.result,
        ):  # fmt: skip
            layout.addWidget(widget)
        for position, widget in enumerate((self.finish, self.finishing), start=1):  # below Cancel, which ends a run too
            self.bar.layout().insertWidget(position, widget)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.session.dataset_changed.connect(self._dataset_changed)
        self.session.model_changed.connect(self.state_changed)
        self.session.target_changed.connect(self._target_changed)
        self.session.cleared.connect(self._cleared)
        self.session.work_folder.changed.connect(self._work_folder_changed)
        QgsProject.instance().readProject.connect(self._project_read)
        self.reader.read.connect(self._read)
        self.reader.ended.connect(self._unreadable)
        self.form.changed.connect(self._form_changed)
        self.preset.chosen.connect(self.form.set_values)
        self.model.changed.connect(self._show_model_message)
        self.bar.requested.connect(self._start)
        self.finish.clicked.connect(self._finish_early)

    def _target_changed(self) -> None:
        """The classes that are shown work towards the same target as the steps before."""
        self.form.set_values(self.session.target.values())

    def _dataset_changed(self, _source: str) -> None:
        self.summary, self._problem = None, ""
        self.form.set_value("DATASET", self.session.dataset)
        self._read_dataset()
        self.model.propose(self._dataset_file())

    def _read_dataset(self) -> None:
        self.reader.submit(self.session.dataset)
        self._refresh()

    def _read(self, summary: Summary) -> None:
        self.summary, self._problem = summary, ""
        self._refresh()

    def _unreadable(self, problem: str) -> None:
        if problem:
            self.summary, self._problem = None, problem
            self._refresh()

    def _refresh(self) -> None:
        """Say what is trained on, and whether the run can begin."""
        hint = self.hint()
        text = described(self.summary) if self.summary else tr("Reading the tile dataset …")
        self.dataset.setText(text)
        self.dataset.setToolTip(plain_tip(self._dataset_file()))
        self.dataset.setVisible(not hint)
        self.bar.block(hint or ("" if self.summary else text))
        self._show_doses()
        self._show_effort()
        self.state_changed.emit()

    def _show_doses(self) -> None:
        """Say what favours rare classes twice, as the engine will when it runs."""
        found = doses(self.form.values(), self.summary) if self.summary else []
        self.doses.show_message("\n".join(found))

    def _show_effort(self) -> None:
        """Say which preset is chosen and how long a training with it takes."""
        values = self.form.values()
        self.preset.show_values(values)
        text = ""
        if self.summary is not None and self.summary.tile_size > 0:
            text = speed.estimate(_network(values), speed.work(values, self.summary))
        self.preset.show_estimate(text)

    def _form_changed(self) -> None:
        self._show_doses()
        self._show_effort()
        self._show_model_message()
        self._show_expected_device()

    @pyqtSlot()
    def _work_folder_changed(self) -> None:
        self._propose_again()
        self._show_model_message()

    def _propose_again(self) -> None:
        if self._run is None:
            self.model.propose_again(self._dataset_file())

    def _dataset_file(self) -> str:
        return path_of(self.session.dataset)

    def _show_model_message(self, *_: object) -> None:
        """Let the form know the file, and say what becomes of what is there already under its name."""
        path = self.model.path()
        if self.form.values().get("MODEL") != path:
            self.form.set_value("MODEL", path)
        self.model.tell(resume=self.form.values().get("RESUME") is not False, running=self._run is not None)

    def _show_expected_device(self) -> None:
        if self._run is None:
            expected = device.expected(str(self.form.values().get("DEVICE") or "auto"))
            self.device.setText(self._reported_devices.get(expected, expected))

    def _start(self) -> None:
        ground = names.of_dataset(self._dataset_file())
        if self.model.needs_work_folder() and not self.session.work_folder.ready(self, ground):
            return
        path = self.model.path()
        values = {
            **self.form.values(),
            "DATASET": self.session.dataset,
            "MODEL": path,
            "REPORT": names.report(path) if path else None,
        }
        self.form.set_value("MODEL", path)
        self.form.set_value("REPORT", values["REPORT"])
        if not self.form.point_out():
            return
        self.remember_forms()
        run = self.runner.start(ALGORITHM, values, load=False)
        if run is None:
            return
        self.bar.follow(run)
        if run.is_running:
            self._trained_model, self._expected_device = values["MODEL"], device.expected(values["DEVICE"])
            self._trained_dataset = str(values["DATASET"])
            self._follow(run)
            if self.summary is not None:
                self._stopwatch.begin(_network(values), speed.work(values, self.summary))

    def _follow(self, run: Run) -> None:
        self._run = run
        run.device.connect(self._report_device)
        run.metric.connect(self._show_metric)
        run.ended.connect(self._ended)
        classes = self.summary.classes if self.summary else ()
        self.curves.begin(classes, int(self.form.values()["EPOCHS"]))
        self.curves.show()
        self.result.begin(classes)
        self.scroll_to(self.curves)
        self.finish.setEnabled(True)
        self.finish.show()
        self.finishing.hide()
        self._show_model_message()

    def _finish_early(self) -> None:
        self.finish.setEnabled(False)
        self.finishing.setText(tr("The training ends with this epoch; the best one is kept."))
        self.finishing.show()
        if self._run is not None:
            self._run.finish_early()

    def _report_device(self, text: str) -> None:
        self._reported_devices[self._expected_device] = text
        self.device.setText(text)

    def _show_metric(self, name: str, step: int, value: float) -> None:
        self.curves.put(name, step, value)
        self.result.put(name, step, value)
        self._stopwatch.put(name, value)

    def _ended(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        self.finish.hide()
        self.finishing.hide()
        self.curves.finish()
        self._stopwatch.end()
        self._show_effort()
        if outcome.ok:
            self.result.finish(outcome.results, full_path=run.project_closed)
            self.scroll_to(self.result)
            if not run.project_closed:  # else it is not the model of the project that is open now
                model = str(outcome.results.get("MODEL") or self._trained_model)
                self.session.remember_paths(TRAINED, {"model": model, "dataset": self._trained_dataset})
                self.session.set_model(model)
            self.model.trained(self._trained_model)
        else:
            self.model.stopped(self._trained_model, self.result.last_epoch())
            if run.project_closed:
                self._forget_run()
        self._show_model_message()
        self.state_changed.emit()

    def _cleared(self) -> None:
        """The training goes on without its project."""
        if self._run is None:
            self._forget_run()
        self.model.clear()
        self._dataset_changed("")

    def _forget_run(self) -> None:
        self.curves.hide()
        self.result.clear()
        self.bar.show_message("")

    @pyqtSlot()
    def _project_read(self, *_: object) -> None:
        """Go on where the project stood."""
        self.form.set_values(self.session.remembered(ALGORITHM))
        self._target_changed()
        self._dataset_changed(self.session.dataset)
        self._show_expected_device()


def _network(values: dict[str, Any]) -> speed.Network:
    return speed.Network.of(values, device.kind(str(values.get("DEVICE") or "auto")))
