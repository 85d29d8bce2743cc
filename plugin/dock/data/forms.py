# SPDX-License-Identifier: GPL-2.0-or-later
"""The three forms that lead to a tile dataset: create one from layers, import folders, open one that is there."""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsProcessing, QgsProject, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ....diao_engine.jobs.layer_source import path_of
from ....processing_provider.text import tr
from ...display.layer_kinds import file_of, is_tiles
from ..datasets import class_fields
from ..datasets.dropped import TILES
from ..datasets.imagery import can_be_image
from ..datasets.recent import DATASETS
from ..datasets.recent_button import RecentButton, beside
from ..datasets.web_layers import WebLayerRow
from ..kit.job_form import JobForm
from ..kit.message_label import plain, plain_tip
from . import layer_detection
from .layer_list import LayerList

CREATE, IMPORT = "diao:createdataset", "diao:importdataset"
_LAYERS = ("IMAGES", "LABELS", "CLASS_FIELD")


class CreateForm(QWidget):
    """Layers in; the rest of the form comes from the algorithm."""

    changed = pyqtSignal()
    chosen = pyqtSignal()  # layers or a field, by the user

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self.form = JobForm(
            CREATE,
            hidden=(*_LAYERS, "OUTPUT"),
            first=("TILE_SIZE", "VAL_FRACTION"),
            seldom=("APPEND_TO", "TEST_FRACTION", "BACKGROUND", "AREA", "EXTENT"),
            iface=iface,
        )
        self._saved_field = ""
        definition = self.form.algorithm.parameterDefinition
        self.images = LayerList(
            "diao_images",
            definition("IMAGES").description(),
            definition("IMAGES").help(),
            tr("The project has no raster in a file; add the imagery to the map."),
            can_be_image,
        )
        self.web = WebLayerRow(iface, is_needed=lambda: bool(self.images.nothing()))
        self.labels = LayerList(
            "diao_labels",
            definition("LABELS").description(),
            definition("LABELS").help(),
            tr("The project has no polygon layer and no class raster; add the labels to the map."),
            lambda layer: layer_detection.can_be_label(layer) and layer not in self.images.layers(),
        )
        self.field = QgsFieldComboBox()
        self.field.setObjectName("diao_class_field")
        self.field.setAccessibleName(definition("CLASS_FIELD").description())
        self.field.setToolTip(definition("CLASS_FIELD").help())
        self.field_label = plain(definition("CLASS_FIELD").description())
        self.field_label.setBuddy(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.images, self.web, self.labels, self.field_label, self.field, self.form):
            layout.addWidget(widget)
        self.images.changed.connect(self._images_changed)
        self.images.changed.connect(self.web.refresh)
        self.labels.changed.connect(self._labels_changed)
        self.field.fieldChanged.connect(self._refresh)
        for signal in (self.images.chosen, self.labels.chosen, self.field.activated):
            signal.connect(lambda *_: self.chosen.emit())
        self.form.changed.connect(self.changed)
        self.form.set_value("OUTPUT", QgsProcessing.TEMPORARY_OUTPUT)
        self._labels_changed()

    def guess(self) -> None:
        """Tick what looks like imagery and labels, where the user has not chosen."""
        project = QgsProject.instance()
        if not self.images.touched:
            guess = layer_detection.guess_images(project)
            self.images.tick(guess.layers, guess.reasons)
        if not self.labels.touched:
            self.labels.tick(layer_detection.guess_labels(project, self.images.layers()))

    def restore(self, values: dict[str, Any]) -> None:
        """Go on with the values of an earlier run, as far as its layers are still there."""
        self._saved_field = str(values.get("CLASS_FIELD") or "")
        project = QgsProject.instance()
        for name, choice in (("IMAGES", self.images), ("LABELS", self.labels)):
            layers = [project.mapLayer(str(key)) for key in values.get(name) or []]
            choice.tick([layer for layer in layers if layer is not None])
            choice.touched = bool(choice.layers())
        _restore(self.form, {name: value for name, value in values.items() if name not in _LAYERS})
        self.guess()
        polygons = self._polygons()
        if polygons is not None and self._saved_field in polygons.fields().names():
            self.field.setField(self._saved_field)
        self._refresh()  # the form has the defaults of what stands beside it by now

    def inputs(self) -> dict[str, Any]:
        """The layers and the field that are chosen."""
        return {
            "IMAGES": [layer.id() for layer in self.images.layers()],
            "LABELS": [layer.id() for layer in self.labels.layers()],
            "CLASS_FIELD": self.field.currentField() if self._polygons() is not None else None,
        }

    def values(self) -> dict[str, Any]:
        """The values of the algorithm without its destination."""
        return {**self.form.values(), **self.inputs()}

    def missing(self) -> str:
        """What has to be chosen next; empty when nothing is missing."""
        labels = self.labels.layers()
        if not self.images.layers():
            return self.images.nothing() or tr("Tick the imagery that the tiles are cut from.")
        if not labels:
            return self.labels.nothing() or tr("Tick the labels: one polygon layer, or class rasters.")
        polygons = self._polygons()
        if polygons is not None and len(labels) > 1:
            return tr("Labels are one polygon layer, or class rasters; untick the others.")
        if polygons is not None and not self.field.currentField():
            return tr("Choose the field of {layer} that holds the class.").format(layer=polygons.name())
        return ""

    def title(self) -> str:
        """What the dataset could be called: after its first image."""
        images = self.images.layers()
        return str(images[0].name()) if images else ""

    def _images_changed(self) -> None:
        self.labels.refresh()
        if not self.labels.touched:
            self.labels.tick(layer_detection.guess_labels(QgsProject.instance(), self.images.layers()))
        self._refresh()

    def _labels_changed(self) -> None:
        """Offer the fields of the ticked polygon layer."""
        polygons = self._polygons()
        for widget in (self.field_label, self.field):
            widget.setVisible(polygons is not None)
        if polygons is not None and polygons is not self.field.layer():
            self.field.setLayer(polygons)
            field = self._saved_field if self._saved_field in polygons.fields().names() else ""
            self.field.setField(field or class_fields.guess_field(polygons) or class_fields.only_text(polygons))
        elif polygons is None:
            self.field.setLayer(None)
        self._refresh()

    def _polygons(self) -> QgsVectorLayer | None:
        return next((layer for layer in self.labels.layers() if isinstance(layer, QgsVectorLayer)), None)

    def _refresh(self, *_: object) -> None:
        """Let the form know what stands beside it: its sentences are about the whole."""
        values = self.values()
        for name in _LAYERS:
            self.form.set_value(name, values[name])
        self.changed.emit()


class ImportForm(QWidget):
    """A folder of images and masks in."""

    changed = pyqtSignal()

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self.form = JobForm(
            IMPORT, hidden=("OUTPUT",), first=("FOLDER", "LAYOUT", "CLASS_TABLE"), seldom=("APPEND_TO",), iface=iface
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.form.changed.connect(self.changed)
        self.form.set_value("OUTPUT", QgsProcessing.TEMPORARY_OUTPUT)

    def restore(self, values: dict[str, Any]) -> None:
        """Go on with the values of an earlier run."""
        _restore(self.form, values)

    def values(self) -> dict[str, Any]:
        """The values of the algorithm without its destination."""
        return self.form.values()

    def missing(self) -> str:
        """What has to be chosen next; empty when nothing is missing."""
        folder = self._folder()
        if not folder:
            return tr("Choose the folder of the images and masks.")
        if not os.path.isdir(folder):
            return tr("The folder {path} does not exist; choose another.").format(path=folder)
        return ""

    def title(self) -> str:
        """What the dataset could be called: after its folder."""
        return os.path.basename(os.path.normpath(self._folder())) if self._folder() else ""

    def _folder(self) -> str:
        return str(self.form.values().get("FOLDER") or "").strip()


class OpenForm(QWidget):
    """The datasets of the project, or a file."""

    chosen = pyqtSignal(str)  # file|layername=tiles

    def __init__(self) -> None:
        super().__init__()
        self._source = ""
        self.layer = QComboBox()
        self.layer.setObjectName("diao_tiles_layer")
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layer.activated.connect(lambda *_: self.chosen.emit(self.layer.currentData() or ""))
        label = plain(tr("Tiles in the project"))
        label.setBuddy(self.layer)
        self.layer.setAccessibleName(label.text())
        self.file = QgsFileWidget()
        self.file.setObjectName("diao_dataset")
        self.file.setFilter(tr("GeoPackage (*.gpkg)"))
        self.file.setDialogTitle(tr("Choose a tile dataset"))
        self.file.lineEdit().setPlaceholderText(tr("a file, or choose a layer above"))
        for named in (self.file, self.file.lineEdit()):
            named.setAccessibleName(tr("File of the tile dataset"))
        self.file.fileChanged.connect(self._file_chosen)
        self.recent = RecentButton(DATASETS, "diao_recent_datasets", tr("Recent datasets"))
        self.recent.chosen.connect(self._file_chosen)
        file_label = plain(tr("File"))
        file_label.setBuddy(self.file.lineEdit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.layer, file_label, beside(self.file, self.recent)):
            layout.addWidget(widget)
        self.refresh()

    def show_source(self, source: str) -> None:
        """Show which dataset is open."""
        self._source = source
        self.file.blockSignals(True)
        self.file.setFilePath(path_of(source))
        self.file.blockSignals(False)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """List the layers of the project again."""
        self.layer.clear()
        self.layer.addItem(tr("choose a layer"), "")
        for layer in QgsProject.instance().mapLayers().values():
            path = file_of(layer) if is_tiles(layer) else ""
            if path.lower().endswith(".gpkg"):
                self.layer.addItem(layer.name(), path + TILES)
                self.layer.setItemData(self.layer.count() - 1, plain_tip(path), Qt.ItemDataRole.ToolTipRole)
        self.layer.setCurrentIndex(max(self.layer.findData(self._source), 0))
        self.layer.setEnabled(self.layer.count() > 1)

    def _file_chosen(self, path: str) -> None:
        if path.strip():
            self.chosen.emit(path.strip() + TILES)


def _restore(form: JobForm, values: dict[str, Any]) -> None:
    """Set all that differs; what is not among the values gets its default, or an extent would outlive its project."""
    shown = form.values()
    for definition in form.algorithm.parameterDefinitions():
        name = definition.name()
        value = values.get(name, definition.defaultValue())
        if name in shown and not definition.isDestination() and shown[name] != value:
            form.set_value(name, value)
