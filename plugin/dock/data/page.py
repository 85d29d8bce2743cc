# SPDX-License-Identifier: GPL-2.0-or-later
"""The first page: layers, folders or a file in, a tile dataset and its class distribution out."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import pyqtSlot
from qgis.PyQt.QtGui import QIcon, QShowEvent
from qgis.PyQt.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ....diao_engine.jobs.layer_source import path_of
from ....diao_engine.jobs.paths import is_same_file
from ....processing_provider import renderers
from ....processing_provider.algorithm import ICONS
from ....processing_provider.text import tr
from ...display import groups, sight, titles
from ...display.layer_kinds import file_of, is_tiles
from ..datasets.dataset_summary import Summary, SummaryReader
from ..datasets.dropped import Dropped
from ..kit.message_label import plain, wrapped_label
from ..page import DockPage
from ..runs.run import Run, RunOutcome
from ..runs.run_bar import RunBar
from ..runs.runner import JobRunner
from ..session import Session
from .forms import CREATE, IMPORT, CreateForm, ImportForm, OpenForm
from .output_file import DatasetFile
from .summary_view import DatasetCard
from .work_folder_row import WorkFolderRow

_MODES = ("make", "import", "open")
_OF_THIS_RUN = ("OUTPUT",)
_INPUTS = "inputs"  # among what the session remembers: the layers that the user has chosen, also before a run


class DataPage(DockPage):
    """A choice of three forms, what the chosen one needs, and the dataset that it has led to."""

    help_page = "page-data"

    def __init__(self, runner: JobRunner, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(runner, session, iface, parent)
        self.title = tr("Data")
        self.icon = QIcon(str(ICONS / "createdataset.svg"))
        self._canvas = iface.mapCanvas() if iface is not None else None
        self._run: Run | None = None  # that this page has started
        # What the run has been given, and what the dataset was made of that is shown; None where it was not made here.
        self._started: tuple[str, dict[str, Any]] | None = None
        self._made: tuple[str, dict[str, Any]] | None = None
        self._requested_source = ""  # the source that is read, or was last
        self._watched: set[str] = set()
        self._create_widgets()
        self._lay_out()
        self._connect()
        self._project_read()

    @property
    def mode(self) -> str:
        """How the dataset is come by, as chosen: make, import or open."""
        return next(mode for mode, button in self.choices.items() if button.isChecked())

    def hint(self) -> str:
        """What is to be done first."""
        if self.is_done():
            return ""
        if self.card.summary is not None:
            return tr("The inputs have changed: create the tile dataset again, or go on with the one that is there.")
        return self._missing() or tr("Create the tile dataset: it shows how much there is of each class.")

    def is_done(self) -> bool:
        """Whether there is a dataset that can be read, and the inputs are those that it was made of here."""
        return self.card.summary is not None and not self._inputs_have_changed()

    def take_file(self, file: Dropped) -> bool:
        """Open a dataset that was dropped on the dock."""
        if file.dataset:
            self.choices["open"].setChecked(True)
            self._open(file.dataset)
        return bool(file.dataset)

    def take_values(self, algorithm: str, values: dict[str, Any]) -> bool:
        """Show the form of an earlier run with its values."""
        if algorithm not in (CREATE, IMPORT):
            return False
        self.choices["make" if algorithm == CREATE else "import"].setChecked(True)
        self._form().restore({name: value for name, value in values.items() if name not in _OF_THIS_RUN})
        layers = [str(key) for name in ("IMAGES", "LABELS") for key in values.get(name) or []]
        gone = algorithm == CREATE and any(QgsProject.instance().mapLayer(key) is None for key in layers)
        if gone:
            self.create_form.images.tell([tr("Layers of that run are not in the project any more; tick others.")])
        self.file.forget()
        self._refresh()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what may have changed behind the page."""
        super().showEvent(event)
        if not self.reader.busy:  # else another one is just being opened
            self._reload()

    def _create_widgets(self) -> None:
        texts = (tr("Create one from layers"), tr("Import one from a folder"), tr("Open one"))
        self.choices = {mode: QRadioButton(text) for mode, text in zip(_MODES, texts)}
        self._group = QButtonGroup(self)
        for mode, button in self.choices.items():
            button.setObjectName(f"diao_{mode}")
            self._group.addButton(button)
        self.choices["import"].setToolTip(tr("A folder of images and masks"))
        self.choices["make"].setChecked(True)
        self.create_form = CreateForm(self.iface)
        self.imported = ImportForm(self.iface)
        self.open = OpenForm()
        self.work_folder = WorkFolderRow(self.session.work_folder)
        self.file = DatasetFile(self.session.work_folder)
        self.bar = RunBar(self.runner, self.create_form.form.algorithm.displayName())
        self.message = wrapped_label("diao_dataset_told")
        self.card = DatasetCard(self.session, self.iface)
        self.reader = SummaryReader(self)

    def _lay_out(self) -> None:
        label = plain(tr("Tile dataset"))
        label.setBuddy(self.choices["make"])
        layout, notes = self.body, self.put_into_foot(CREATE, self.bar)
        for widget in (
            label, *self.choices.values(), self.create_form, self.imported, self.open, self.work_folder, self.file, notes,
            self.message, self.card,
        ):  # fmt: skip
            layout.addWidget(widget)
        layout.insertSpacing(layout.indexOf(self.card), self.fontMetrics().height() // 2)
        layout.addStretch(1)

    def _connect(self) -> None:
        project = QgsProject.instance()
        self._group.buttonToggled.connect(self._mode_changed)
        self.create_form.changed.connect(self._refresh)
        self.create_form.chosen.connect(self._remember_inputs)
        self.imported.changed.connect(self._refresh)
        self.file.changed.connect(self._refresh)
        self.work_folder.changed.connect(self._work_folder_changed)
        self.open.chosen.connect(self._open)
        self.bar.requested.connect(self._start)
        self.reader.read.connect(self._read)
        self.reader.ended.connect(self._unreadable)
        self.card.edited.connect(self._reload)
        self.card.classes.recolored.connect(self.session.recolor)
        self.session.class_recolored.connect(self.card.classes.write_color)
        self.card.shown_on_map.connect(self._show_tiles)
        self.session.dataset_changed.connect(self._dataset_changed)
        self.session.cleared.connect(self._cleared)
        project.readProject.connect(self._project_read)
        project.layersAdded.connect(self._layers_changed)
        project.legendLayersAdded.connect(self._layers_changed)  # they stand in the layer tree only now
        project.layersRemoved.connect(self._layers_changed)

    def _mode_changed(self, *_: object) -> None:
        if self._run is None:
            self.bar.show_message("")
        self._refresh()

    def remember_forms(self) -> None:
        """Let the project remember the values of both forms."""
        for algorithm, form in ((CREATE, self.create_form), (IMPORT, self.imported)):
            self._remember(algorithm, form.values())

    def _remember(self, algorithm: str, values: dict[str, Any]) -> None:
        self.session.remember(algorithm, {name: value for name, value in values.items() if name not in _OF_THIS_RUN})

    def _remember_inputs(self) -> None:
        self.session.remember(_INPUTS, self.create_form.inputs())

    def _work_folder_changed(self) -> None:
        self.file.refresh()
        self._refresh()

    def _missing(self) -> str:
        """What the chosen form still lacks."""
        if self.mode == "open":
            return tr("Choose a tile dataset: a layer of tiles, or a file.")
        return self._form().missing() or self.file.problem()

    def _form(self) -> CreateForm | ImportForm:
        return self.imported if self.mode == "import" else self.create_form

    @pyqtSlot()
    def _refresh(self, *_: object) -> None:
        """Show the chosen form, and say whether the run can begin."""
        mode = self.mode
        self.create_form.setVisible(mode == "make")
        self.imported.setVisible(mode == "import")
        self.open.setVisible(mode == "open")
        self.file.setVisible(mode != "open")
        self.bar.setVisible(mode != "open" or self._run is not None)
        if mode != "open":
            self.file.propose(self._form().title())
            self.bar.start.setText(self._form().form.algorithm.displayName())
            self.bar.block(self._missing())
        self.state_changed.emit()

    def _inputs_have_changed(self) -> bool:
        """Whether a dataset that was made here would be another one now."""
        if self._made is None or self.mode != self._made[0]:
            return False
        return self._inputs() != self._made[1]

    def _inputs(self) -> dict[str, Any]:
        values = self._form().values()
        return {name: value for name, value in values.items() if name not in _OF_THIS_RUN}

    def _start(self) -> None:
        chosen = self._form()
        if self.file.needs_work_folder() and not self.session.work_folder.ready(self, chosen.title()):
            return
        output = self.file.output()
        chosen.form.set_value("OUTPUT", output)
        if not chosen.form.point_out():
            return
        values = {**chosen.values(), "OUTPUT": output}
        algorithm = IMPORT if self.mode == "import" else CREATE
        if algorithm == CREATE:
            self._remember_inputs()
        self._remember(algorithm, values)
        called = titles.of_tiles(QgsProject.instance(), chosen.title())
        run = self.runner.start(algorithm, values, group=called.group, names=called.layers)
        if run is not None:
            self._run, self._started = run, (self.mode, self._inputs())
            self.bar.follow(run)
            run.ended.connect(self._ended)

    def _ended(self, outcome: RunOutcome) -> None:
        run, self._run = self._run, None
        if (
            outcome.ok and run is not None and not run.project_closed
        ):  # else it is no dataset of the project that is open now
            self._made = self._started
            self.session.set_dataset(str(outcome.results.get("OUTPUT", "")))
            sight.bring(self._canvas, self._tiles_in_project())
        self.file.refresh()
        self._refresh()

    def _open(self, source: str) -> None:
        """Read a dataset; it becomes the session's once it turns out to be one."""
        if source:
            self.forget_end(CREATE)
            self._made = None
            self._read_source(source)

    def _read_source(self, source: str) -> None:
        self._requested_source = source
        self.reader.submit(source)

    def _read(self, summary: Summary) -> None:
        first = self.card.summary is None or self.card.summary.path != summary.path
        self.card.show_summary(summary)
        self.session.set_dataset(summary.source)
        self._watch()
        self.state_changed.emit()
        if first and self.isVisible():
            self.scroll_to(self.card)

    def _show_message(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _unreadable(self, problem: str) -> None:
        """A dataset that cannot be read any more is not shown any more; one that was only tried leaves it."""
        self._show_message(problem)
        if problem and self._requested_source == self.session.dataset:
            self.card.show_summary(None)
            self.state_changed.emit()

    def _dataset_changed(self, source: str) -> None:
        self.open.show_source(source)
        if self.card.summary is None or self.card.summary.source != source:
            self.card.show_summary(None)
            self._show_message("")
            self._read_source(source)
        self.state_changed.emit()

    @pyqtSlot()
    def _reload(self, *_: object) -> None:
        self._read_source(self.session.dataset)

    @pyqtSlot()
    def _layers_changed(self, *_: object) -> None:
        self.create_form.guess()
        self.open.refresh()
        self._watch()
        self._refresh()

    def _watch(self) -> None:
        """Hand edits of the dataset's layers count at once."""
        layers = QgsProject.instance().mapLayers()
        self._watched &= set(layers)
        for key, layer in layers.items():
            if key not in self._watched and self._is_of_dataset(layer):
                layer.afterCommitChanges.connect(self._reload)
                self._watched.add(key)

    def _is_of_dataset(self, layer: QgsMapLayer) -> bool:
        path = file_of(layer) if isinstance(layer, QgsVectorLayer) else ""
        return bool(path) and is_same_file(path, path_of(self.session.dataset))

    def _show_tiles(self) -> None:
        """Load the tiles where the project has them not, and go there."""
        summary = self.card.summary
        if summary is None:
            return
        layer = self._tiles_in_project() or self._load_tiles(summary)
        if layer is None:
            self._show_message(
                tr("The tiles of {path} cannot be opened; create the dataset anew.").format(path=summary.path)
            )
            return
        QgsProject.instance().layerTreeRoot().findLayer(layer.id()).setItemVisibilityCheckedParentRecursive(True)
        groups.hide_earlier([layer], QgsProject.instance())
        if self._canvas is not None and not sight.go(self._canvas, layer):
            self._show_message(tr("The tiles lie outside the area that the map's CRS can show; choose another CRS."))

    def _tiles_in_project(self) -> QgsVectorLayer | None:
        layers = QgsProject.instance().mapLayers().values()
        return next((layer for layer in layers if is_tiles(layer) and self._is_of_dataset(layer)), None)

    def _load_tiles(self, summary: Summary) -> QgsVectorLayer | None:
        layer = QgsVectorLayer(summary.path + "|layername=tiles", summary.title, "ogr")
        if not layer.isValid():
            return None
        _, has_style = layer.loadDefaultStyle()
        if not has_style:  # made at a terminal, where QGIS has not stored one
            layer.setRenderer(renderers.tiles_renderer(layer))
        QgsProject.instance().addMapLayer(layer, False)
        QgsProject.instance().layerTreeRoot().insertLayer(0, layer)
        return layer

    def _cleared(self) -> None:
        self._made = None
        self.create_form.restore({})
        self.imported.restore({})
        self.file.forget()
        self._dataset_changed("")
        self._refresh()

    @pyqtSlot()
    def _project_read(self, *_: object) -> None:
        """Go on where the project stood."""
        self.create_form.restore({**self.session.remembered(CREATE), **self.session.remembered(_INPUTS)})
        self.imported.restore(self.session.remembered(IMPORT))
        if self.session.dataset:
            self.choices["open"].setChecked(True)
        self._dataset_changed(self.session.dataset)
        self._refresh()
