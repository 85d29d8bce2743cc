# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes verdicts into the layer that they are about, and takes them back.

A layer that the analyst edits is left to him: the verdict becomes one of his edits, to be saved or thrown away with the others. Any
other layer is written and closed at once, so that nothing is lost when QGIS ends.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from qgis.core import QgsFeature, QgsVectorDataProvider, QgsVectorLayer

from ....diao_engine.jobs.verdicts import MAP_VALUE_FIELD, REVIEW_FIELD, Verdict
from ....processing_provider.polygon_form import COLOR_FIELD, NAME_FIELD, VALUE_FIELD
from ....processing_provider.text import tr
from ..kit.number_format import count_text

_WRITTEN = (REVIEW_FIELD, VALUE_FIELD, NAME_FIELD, COLOR_FIELD)


class Refused(Exception):
    """Why a verdict cannot be written, as one sentence."""


class _Step(NamedTuple):
    """What cells of a feature held before a verdict."""

    fid: int
    before: dict[str, Any]


class VerdictEdits:
    """The verdicts of one layer, and those that can be taken back, last one first."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer = layer
        self._steps: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a verdict to take back."""
        return bool(self._steps)

    def problem(self) -> str:
        """Why no verdict can be given in this layer, or nothing."""
        layer, name = self._layer, self._layer.name()
        if any(layer.fields().lookupField(field) < 0 for field in (*_WRITTEN, MAP_VALUE_FIELD)):
            return tr("{layer} was made before objects could be judged; make the polygons anew.").format(layer=name)
        can_change = layer.dataProvider().capabilities() & QgsVectorDataProvider.Capability.ChangeAttributeValues
        if layer.readOnly() or not can_change:
            return tr("{layer} can only be read; save it as another file to judge its objects.").format(layer=name)
        return ""

    def judge(self, fid: int, verdict: Verdict, value: int | None = None) -> None:
        """Give a verdict, with OTHER_CLASS the value of the class that it is. Raises Refused, and then nothing has changed.

        Any other verdict is about the class of the map, so an object that had been given another class gets that one back.
        """
        if self.problem():
            raise Refused(self.problem())
        feature = self._feature(fid)
        of_map = feature[MAP_VALUE_FIELD]
        is_drawn = not isinstance(of_map, int)
        if verdict is not Verdict.OTHER_CLASS:
            value = feature[VALUE_FIELD] if is_drawn else of_map
        elif value == of_map or is_drawn:
            verdict = Verdict.RIGHT
        after = {REVIEW_FIELD: verdict.value, **self._class(feature, value)}
        before = {field: feature[field] for field in after}
        self._write(fid, after)
        self._steps.append(_Step(fid, before))

    def undo(self) -> int:
        """Take the last verdict back; returns the feature. Raises Refused, and then it is still there to be tried again."""
        step = self._steps[-1]
        try:
            self._feature(step.fid)
        except Refused:
            self._steps.pop()
            raise
        self._write(step.fid, step.before)
        self._steps.pop()
        return step.fid

    def _feature(self, fid: int) -> QgsFeature:
        feature = self._layer.getFeature(fid)
        if not feature.isValid():
            raise Refused(tr("Object {fid} is no longer in the layer.").format(fid=count_text(fid)))
        return feature

    def _class(self, feature: QgsFeature, value: Any) -> dict[str, Any]:
        """The cells of a class: name and colour are what the layer itself says for the value."""
        if value == feature[VALUE_FIELD]:
            return {}
        changed = QgsFeature(feature)
        changed[VALUE_FIELD] = value
        lookup = self._layer.fields().lookupField
        follow = {field: self._layer.defaultValue(lookup(field), changed) for field in (NAME_FIELD, COLOR_FIELD)}
        return {VALUE_FIELD: value, **follow}

    def _write(self, fid: int, cells: dict[str, Any]) -> None:
        layer = self._layer
        values = {layer.fields().lookupField(field): cell for field, cell in cells.items()}
        if layer.isEditable():
            layer.beginEditCommand(tr("Verdict"))
            changed = layer.changeAttributeValues(fid, values, {}, True)  # what follows from them is among them
            if changed:
                layer.endEditCommand()
            else:
                layer.destroyEditCommand()
                raise Refused(self._failed(""))
            return
        if not layer.startEditing():
            raise Refused(self._failed(""))
        if not layer.changeAttributeValues(fid, values, {}, True) or not layer.commitChanges():
            reason = " ".join(" ".join(layer.commitErrors()).split())  # they come on lines of their own, indented
            layer.rollBack()
            raise Refused(self._failed(reason))

    def _failed(self, reason: str) -> str:
        sentence = tr("The verdict cannot be written into {layer}; see that no other program keeps the file.")
        return " ".join([sentence.format(layer=self._layer.name()), reason]).strip()
