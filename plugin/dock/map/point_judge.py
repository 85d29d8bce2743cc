# SPDX-License-Identifier: GPL-2.0-or-later
"""Point after point of a sample: the map shows the ground and not what it was mapped as, a click or a key says what is there."""

from __future__ import annotations

from typing import Any, NamedTuple

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsValueMapFieldFormatter,
    QgsVectorLayer,
)
from qgis.gui import QgsVertexMarker
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal, pyqtSlot
from qgis.PyQt.QtGui import QColor, QKeyEvent
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ....diao_engine.jobs import sample
from ....processing_provider import forms
from ....processing_provider.sample_form import PIXELS_IN_SIGHT, pixel_size
from ....processing_provider.text import tr
from ...display.layer_kinds import file_of
from ..kit.message_label import plain, plain_tip
from ..kit.number_format import count_text
from ..kit.swatch import swatch
from .review import Review
from .single_keys import SingleKeys

_COLUMNS, _SWATCH = 2, 12
_DIGITS = (
    Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_9,
)  # fmt: skip
_MARKER, _MARKED = 40, QColor(0, 220, 255)


class _Point(NamedTuple):
    number: int
    fid: int
    is_judged: bool


class PointJudge(QWidget):
    """Buttons of the classes for the point that is looked at; `set_layer` begins with another sample."""

    begun = pyqtSignal(QWidget)  # the buttons are there

    def __init__(self, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iface = iface
        self._canvas = iface.mapCanvas() if iface is not None else None
        self._id = ""  # of the sample, which may be removed meanwhile
        self._pixel = 0.0  # of its map
        self._marker: QgsVertexMarker | None = None
        self._fid: int | None = None
        self._form_edits = False  # the layer is edited only for the form that is open
        self._seen: list[int] = []  # what `back` goes through
        self.review = Review(self._canvas, self)
        self.progress = plain(name="diao_judge_progress", wrapped=True)
        self.question = plain(name="diao_judge_question", wrapped=True)
        self.next = _button("diao_judge_next", tr("Next point"), self.show_next)
        self.back = _button("diao_judge_back", tr("Back"), self.show_earlier)
        self.end = _button("diao_judge_end", tr("Show the maps again"), self.pause)
        self.form = _button("diao_judge_form", tr("Open the form"), self.open_form)
        self.note = QLineEdit()
        self.note.setObjectName("diao_judge_note")
        self.note.setAccessibleName(tr("Note"))
        self.note.setPlaceholderText(tr("Note"))
        self.note.editingFinished.connect(self._keep_note)
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout()
        self._lay_out()
        self.keys = SingleKeys(self, self, self._canvas, self)
        self.review.switched.connect(self.keys.switch)
        self.set_layer(None)

    def set_layer(self, layer: QgsVectorLayer | None) -> None:
        """Judge the points of a sample; None where there is none."""
        self.pause()
        self._id, self._seen = layer.id() if layer is not None else "", []
        self._pixel = pixel_size(file_of(layer)) if layer is not None else 0.0
        while self.buttons:
            button = self.buttons.pop()
            self._grid.removeWidget(button)
            button.deleteLater()
        for position, (label, value, color) in enumerate(_classes(layer) if layer is not None else []):
            self._add_button(position, label, value, color)
        self._refresh()

    @property
    def _layer(self) -> QgsVectorLayer | None:
        layer = QgsProject.instance().mapLayer(self._id)
        return layer if isinstance(layer, QgsVectorLayer) else None

    def takes_key(self, event: QKeyEvent) -> bool:
        """Whether a key is the number of a button."""
        plain_key = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return plain_key and event.key() in _DIGITS

    def press(self, event: QKeyEvent) -> None:
        """Say what the button with the number says."""
        position = _DIGITS.index(event.key())
        if position < len(self.buttons) and self.buttons[position].isVisible():
            self.buttons[position].click()

    def show_next(self, *_: object) -> None:
        """Go to the next point that nobody has judged, from the first again behind the last."""
        self._keep_note()
        points = self._points()
        waiting = sorted((point.number, point.fid) for point in points if not point.is_judged)
        here = self._feature()
        last = here[sample.POINT] if here is not None else 0
        following = [one for one in waiting if one[0] > last] or waiting
        if not following:
            self.pause()
            return
        if self._fid is not None:
            self._seen.append(self._fid)
        self._show(following[0][1], points)

    def show_earlier(self, *_: object) -> None:
        """Go back to the point before this one, to look at it again."""
        self._keep_note()
        if self._seen:
            self._show(self._seen.pop())

    def judge(self, value: str) -> None:
        """Say what is at the point, and go on to the next one."""
        self._keep_note()
        if self._write(sample.REFERENCE, value):
            self.show_next()

    def pause(self, *_: object) -> None:
        """Leave the point, and let the maps be seen again."""
        self._keep_note()
        self._fid = None
        self._remove_marker()
        self.review.end()
        self._refresh()

    def open_form(self, *_: object) -> None:
        """Open QGIS's own form of the point."""
        layer, feature = self._layer, self._feature()
        if feature is None or layer is None or self._iface is None:
            return
        self._form_edits = not layer.isEditable()
        if self._form_edits and not layer.startEditing():
            self._say_unwritten()
            return
        form = self._iface.getFeatureForm(layer, feature)
        form.setParent(self.window(), form.windowFlags())  # else it would go with this function
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.finished.connect(self._form_closed)
        self.form.setEnabled(False)
        form.show()

    @pyqtSlot()
    def _form_closed(self) -> None:
        """The edits of the form end with it; also after *Cancel*, since points may have been judged while it was open."""
        layer = self._layer
        self.form.setEnabled(True)
        self._refresh()
        if self._form_edits and layer is not None and layer.isEditable() and not layer.commitChanges():
            layer.rollBack()
            self._refresh()
            self._say_unwritten()

    def _say_unwritten(self) -> None:
        self.question.setText(
            tr("The layer cannot be written to; check whether its file is open elsewhere or its disk is full.")
        )

    def _show(self, fid: int, points: list[_Point] | None = None) -> None:
        self._fid = fid
        layer, feature = self._layer, self._feature()
        if feature is None or layer is None:
            self.pause()
            return
        begins = not self.review.is_on
        self.review.begin(None)
        self._go_to(layer, feature)
        self.note.setText(str(feature[sample.NOTE] or ""))
        self._refresh(points)
        if begins:
            QTimer.singleShot(0, self._say_begun)  # once the buttons have their places

    @pyqtSlot()
    def _say_begun(self) -> None:
        self.begun.emit(self)

    def _go_to(self, layer: QgsVectorLayer, feature: QgsFeature) -> None:
        """Bring a point to the middle of the map, near enough to see its pixel; nearer views stay as they are."""
        if self._canvas is None:
            return
        there = QgsCoordinateTransform(layer.crs(), self._canvas.mapSettings().destinationCrs(), QgsProject.instance())
        place, width = feature.geometry().asPoint(), PIXELS_IN_SIGHT * self._pixel
        try:
            near = there.transformBoundingBox(QgsRectangle.fromCenterAndSize(place, width, width))
            middle = there.transform(place)
        except QgsCsException:
            self.question.setText(
                tr("The point lies outside the area that the map's CRS can show; choose another CRS.")
            )
            return
        if 0 < near.width() < self._canvas.extent().width():
            self._canvas.setExtent(near)
        self._canvas.setCenter(middle)
        self._mark(middle)
        self._canvas.refresh()

    def _mark(self, place: QgsPointXY) -> None:
        """A wide ring: a selection would colour the ground that is asked about."""
        self._remove_marker()
        self._marker = QgsVertexMarker(self._canvas)
        self._marker.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
        self._marker.setIconSize(_MARKER)
        self._marker.setPenWidth(3)
        self._marker.setColor(_MARKED)
        self._marker.setCenter(place)

    def _remove_marker(self) -> None:
        marker, self._marker = self._marker, None
        if marker is not None and self._canvas is not None:
            self._canvas.scene().removeItem(marker)

    def _points(self) -> list[_Point]:
        layer = self._layer
        if layer is None:
            return []
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([sample.POINT, sample.REFERENCE], layer.fields())
        return [
            _Point(feature[sample.POINT], feature.id(), bool(feature[sample.REFERENCE]))
            for feature in layer.getFeatures(request)
        ]

    def _feature(self) -> QgsFeature | None:
        layer = self._layer
        if layer is None or self._fid is None:
            return None
        return next(layer.getFeatures(QgsFeatureRequest(self._fid)), None)

    def _keep_note(self) -> None:
        feature = self._feature()
        if feature is not None and self.note.text() != str(feature[sample.NOTE] or ""):
            self._write(sample.NOTE, self.note.text() or None)

    def _write(self, field: str, value: str | None) -> bool:
        """Keep a value at once, in the layer's own edits where somebody is editing it."""
        layer, fid = self._layer, self._fid
        if layer is None or fid is None:
            return False
        index = layer.fields().lookupField(field)
        if layer.isEditable():
            done = layer.changeAttributeValue(fid, index, value)
        else:
            done = layer.dataProvider().changeAttributeValues({fid: {index: value}})
            layer.triggerRepaint()
        if not done:
            self._say_unwritten()
        return bool(done)

    def _add_button(self, position: int, label: str, value: str, color: str) -> None:
        key = f"{position + 1}  " if position < len(_DIGITS) else ""
        button = _button(
            f"diao_judge_class_{position}", f"{key}{label}".replace("&", "&&"), lambda *_: self.judge(value)
        )
        button.setIcon(swatch(color, _SWATCH))
        button.setToolTip(plain_tip(label))
        button.setProperty("reference", value)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons.append(button)
        self._grid.addWidget(button, position // _COLUMNS, position % _COLUMNS)

    def _refresh(self, points: list[_Point] | None = None) -> None:
        """Show the point; `points` are those of the sample where they have just been read."""
        points = self._points() if points is None else points
        judged, count = sum(point.is_judged for point in points), len(points)
        feature = self._feature()
        self.progress.setText(
            tr("{n} of {count} points are judged.").format(n=count_text(judged), count=count_text(count))
        )
        self.progress.setVisible(self._layer is not None)
        self.question.setVisible(feature is not None)
        found = "" if feature is None else str(feature[sample.REFERENCE] or "")
        if feature is not None:
            number = count_text(feature[sample.POINT])
            self.question.setText(tr("Point {n}: what is in the small square?").format(n=number))
        for button in self.buttons:
            button.setCheckable(True)
            button.setChecked(bool(found) and button.property("reference") == found)
        for widget in (self.note, self.back, self.form, self.end, *self.buttons):
            widget.setVisible(feature is not None)
        self.back.setEnabled(bool(self._seen))
        self.next.setEnabled(self._layer is not None and judged < count)
        self.next.setText(tr("Next point") if feature is not None else tr("Judge the points"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.progress, self.question):
            layout.addWidget(widget)
        layout.addLayout(self._grid)
        layout.addWidget(self.note)
        for pair in ((self.next, self.back), (self.form, self.end)):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            layout.addLayout(row)


def _button(name: str, text: str, pressed: Any) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.clicked.connect(pressed)
    return button


def _classes(layer: QgsVectorLayer) -> list[tuple[str, str, str]]:
    """What the form of a sample offers: label, value and colour."""
    listed = forms.choices(layer, sample.REFERENCE)
    renderer = layer.renderer()
    categories = renderer.categories() if isinstance(renderer, QgsCategorizedSymbolRenderer) else []
    # The last layer of a symbol is drawn on top: below lies the outline of a pixel.
    colors = {
        str(entry.value()): entry.symbol().symbolLayers()[-1].color().name()
        for entry in categories
        if entry.symbol() is not None
    }
    return [
        (label, str(value), colors.get(str(value), ""))
        for label, value in listed
        if value != QgsValueMapFieldFormatter.NULL_VALUE
    ]
