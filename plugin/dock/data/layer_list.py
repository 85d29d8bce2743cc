# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of the project with a box each: several can be chosen without a window, and all are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qgis.core import QgsMapLayer, QgsMapLayerModel, QgsMapLayerProxyModel, QgsProject
from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QAbstractItemView, QCheckBox, QListView, QVBoxLayout, QWidget

from ....processing_provider.text import tr, tr_count
from ..datasets.own_results import is_result
from ..kit.message_label import plain, plain_tip, wrapped_label
from ..kit.number_format import count_text

_ROWS_SHOWN = 5
_REASONS_SHOWN = 3


class _PlainLayers(QgsMapLayerProxyModel):
    """The layers of the project with tooltips that show names and sources as they are; QGIS's own take them for markup."""

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view shows of a layer."""
        if role != Qt.ItemDataRole.ToolTipRole:
            return super().data(index, role)
        layer = self.sourceLayerModel().layerFromIndex(self.mapToSource(index))
        return "" if layer is None else plain_tip(f"{layer.name()}\n{layer.publicSource()}")


class LayerList(QWidget):
    """Lists the layers that `fits` says yes to, as they come and go; `touched` says that the user has chosen.

    Results of our own runs are listed only where the user asks for them.
    """

    changed = pyqtSignal()
    chosen = pyqtSignal()  # by the user

    def __init__(
        self, name: str, label: str, help_text: str, missing: str, fits: Callable[[QgsMapLayer], bool]
    ) -> None:
        super().__init__()
        self.touched = False
        self._fits = fits
        self._setting = False
        self._layers = _PlainLayers(self)
        self._model: QgsMapLayerModel = self._layers.sourceLayerModel()
        self._model.setItemsCheckable(True)
        self.view = QListView()
        self.view.setObjectName(name)
        self.view.setModel(self._layers)
        self.view.setAccessibleName(label)
        self.view.setAccessibleDescription(help_text)
        self.view.setToolTip(help_text)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setUniformItemSizes(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results = QCheckBox(tr("List results of DIAO too"))
        self.results.setObjectName(name + "_results")
        self.results.setToolTip(
            tr("Maps, tiles and polygons that this plugin has made are seldom what a dataset is made of.")
        )
        self.results.toggled.connect(self.refresh)
        self.reasons = wrapped_label(name + "_told")
        title = plain(label)
        title.setBuddy(self.view)
        self.missing = plain(missing, wrapped=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (title, self.view, self.reasons, self.missing, self.results):
            layout.addWidget(widget)
        self._model.dataChanged.connect(self._ticked)
        project = QgsProject.instance()
        project.layersAdded.connect(self.refresh)
        project.layersRemoved.connect(self.refresh)
        self.refresh()

    def layers(self) -> list[QgsMapLayer]:
        """The ticked layers, in the order of the list."""
        return [layer for layer in self._model.layersChecked() if self._fits(layer) and self._is_listed(layer)]

    def nothing(self) -> str:
        """What to do where there is no layer to tick; empty where there is one."""
        return "" if self._layers.rowCount() else self.missing.text()

    def tick(self, layers: Sequence[QgsMapLayer], reasons: Sequence[str] = ()) -> None:
        """Tick these and no others, and say why others are not; that is not the user's choice."""
        self._setting = True
        if any(is_result(layer) for layer in layers):
            self.results.setChecked(True)
        self._model.setLayersChecked(list(layers))
        self._setting = False
        self.tell(reasons)
        self.changed.emit()

    @pyqtSlot()
    def refresh(self, *_: object) -> None:
        """Look again which layers fit."""
        project = QgsProject.instance()
        layers = project.mapLayers().values()
        fitting = [layer for layer in layers if self._fits(layer)]
        results = [layer for layer in fitting if is_result(layer)]
        self.results.setVisible(bool(results))
        hidden = [] if self.results.isChecked() else results
        self._layers.setExceptedLayerList([layer for layer in layers if layer not in fitting or layer in hidden])
        rows = self._layers.rowCount()
        self.view.setVisible(rows > 0)
        self.missing.setVisible(rows == 0)
        row = max(self.view.sizeHintForRow(0), self.fontMetrics().height() + 4)
        self.view.setFixedHeight(min(max(rows, 1), _ROWS_SHOWN) * row + 2 * self.view.frameWidth() + 2)
        self.changed.emit()

    def _is_listed(self, layer: QgsMapLayer) -> bool:
        return self.results.isChecked() or not is_result(layer)

    def tell(self, reasons: Sequence[str]) -> None:
        """Say why layers are not ticked, a sentence each, until the user ticks some."""
        told = [*reasons[:_REASONS_SHOWN]]
        if len(reasons) > _REASONS_SHOWN:
            more = len(reasons) - _REASONS_SHOWN
            told.append(
                tr_count(
                    more, "{n} other layer is not ticked either.", "{n} other layers are not ticked either."
                ).format(n=count_text(more))
            )
        self.reasons.setText("\n".join(told))
        self.reasons.setVisible(bool(told))

    def _ticked(self, *_: object) -> None:
        if not self._setting:
            self.touched = True
            self.tell(())
            self.changed.emit()
            self.chosen.emit()
