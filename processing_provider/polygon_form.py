# SPDX-License-Identifier: GPL-2.0-or-later
"""The form of polygons of rare classes: which verdicts and classes can be chosen, and what follows from the choice. No widgets.

It is stored with the style of the layer, so the attribute table, digitising and every program that opens the file in QGIS have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsOptionalExpression,
    QgsUnitTypes,
    QgsValueMapFieldFormatter,
    QgsVectorLayer,
)

from ..diao_engine.jobs import LayerRef
from ..diao_engine.jobs.classinfo import ClassInfo
from ..diao_engine.jobs.verdicts import CLASSES_ITEM, MAP_VALUE_FIELD, REVIEW_FIELD, Verdict, read_classes
from . import compat, forms
from .forms import AREA_FIELD, CONFIDENCE_FIELD
from .text import tr

VALUE_FIELD, NAME_FIELD, COLOR_FIELD = "class_value", "class_name", "class_color"
# What follows the class, or never changes, is in nobody's way.
_FOLLOWING = (NAME_FIELD, COLOR_FIELD)
_UNSEEN = (*_FOLLOWING, MAP_VALUE_FIELD)
_ASKED = (VALUE_FIELD, REVIEW_FIELD)
_TOLD = (AREA_FIELD, "pixels", CONFIDENCE_FIELD)
_EQUAL_AREA = "EPSG:6933"  # areas of the ellipsoid for layers in degrees


def words() -> dict[Verdict, str]:
    """What the verdicts are called."""
    return {
        Verdict.RIGHT: tr("right"),
        Verdict.WRONG: tr("wrong"),
        Verdict.OTHER_CLASS: tr("another class"),
        Verdict.UNSURE: tr("unsure"),
    }


def apply(layer: QgsVectorLayer) -> None:
    """Give a layer of polygons of rare classes its titles and its form; one without the field for verdicts has no form of its own."""
    forms.name_measures(layer)
    if any(layer.fields().lookupField(field) < 0 for field in (REVIEW_FIELD, MAP_VALUE_FIELD)):
        return
    classes = stored_classes(layer)
    if not classes:
        return
    _value_map(layer, VALUE_FIELD, [(entry.name, entry.value) for entry in classes])
    nothing = (tr("not looked at"), QgsValueMapFieldFormatter.NULL_VALUE)
    _value_map(layer, REVIEW_FIELD, [nothing, *((word, one.value) for one, word in words().items())])
    forms.hide(layer, _UNSEEN.__contains__)
    layer.setEditFormConfig(_form(layer))
    forms.name_columns(layer, {VALUE_FIELD: tr("Class"), REVIEW_FIELD: tr("Verdict")})
    name = _case((entry.value, entry.name) for entry in classes)
    first = next((entry.value for entry in classes if entry.is_rare), classes[0].value)
    _default(layer, VALUE_FIELD, f"{first}")
    _default(layer, NAME_FIELD, f'coalesce({name}, "{NAME_FIELD}")', follows=True)
    color = _case((entry.value, entry.color) for entry in classes)
    _default(layer, COLOR_FIELD, f'coalesce({color}, "{COLOR_FIELD}")', follows=True)
    _default(layer, REVIEW_FIELD, _verdict(), follows=True)
    if layer.crs().isValid():
        _default(layer, AREA_FIELD, _area(layer))


def stored_classes(layer: QgsVectorLayer) -> list[ClassInfo]:
    """All classes of the map that the polygons were made of, as the engine has written them into the file; none where it has not."""
    ref = LayerRef.parse(layer.source())
    return read_classes(forms.noted(ref.path, ref.layer, CLASSES_ITEM))


def choices(layer: QgsVectorLayer) -> list[tuple[int, str]]:
    """The classes that the form of a layer offers, by value and name; none where it has no such form."""
    listed = forms.choices(layer, VALUE_FIELD)
    return [(int(value), name) for name, value in listed if str(value).isdecimal()]


def _form(layer: QgsVectorLayer) -> QgsEditFormConfig:
    """Class, verdict and what is measured. Name and colour are in it out of sight: what is in no form does not follow it in QGIS."""
    config = layer.editFormConfig()
    config.setLayout(compat.CHOSEN_FIELDS)
    config.clearTabs()
    root = config.invisibleRootContainer()
    seen = QgsAttributeEditorContainer(tr("What is here?"), root)
    unseen = QgsAttributeEditorContainer("", root)
    unseen.setVisibilityExpression(QgsOptionalExpression(QgsExpression("false")))
    for group, fields in ((seen, (*_ASKED, *_TOLD)), (unseen, _FOLLOWING)):
        group.setColumnCount(1)
        for name in fields:
            index = layer.fields().lookupField(name)
            group.addChildElement(QgsAttributeEditorField(name, index, group))
            config.setReadOnly(index, name in _TOLD)
        root.addChildElement(group)
    for name in _FOLLOWING:
        layer.setEditorWidgetSetup(layer.fields().lookupField(name), QgsEditorWidgetSetup("TextEdit", {}))
    return config


def _value_map(layer: QgsVectorLayer, field: str, entries: Sequence[tuple[str, Any]]) -> None:
    layer.setEditorWidgetSetup(layer.fields().lookupField(field), forms.value_map(entries))


def _default(layer: QgsVectorLayer, field: str, expression: str, *, follows: bool = False) -> None:
    layer.setDefaultValueDefinition(layer.fields().lookupField(field), QgsDefaultValue(expression, follows))


def _case(texts: Iterable[tuple[int, str]]) -> str:
    """What belongs to the value of the class."""
    cases = " ".join(f'WHEN "{VALUE_FIELD}" = {value} THEN {_text(text)}' for value, text in texts)
    return f"CASE {cases} END"


def _text(text: str) -> str:
    return str(QgsExpression.quotedString(text))


def _verdict() -> str:
    """What was drawn is right; another class than the map's is a verdict. Fields follow in no order, so it looks at none of them."""
    review, right, other = f'"{REVIEW_FIELD}"', _text(Verdict.RIGHT.value), _text(Verdict.OTHER_CLASS.value)
    return (
        f'CASE WHEN "{MAP_VALUE_FIELD}" IS NULL THEN coalesce({review}, {right}) '
        f"WHEN \"{VALUE_FIELD}\" <> \"{MAP_VALUE_FIELD}\" AND coalesce({review}, '') IN ('', {right}) THEN {other} "
        f'WHEN "{VALUE_FIELD}" = "{MAP_VALUE_FIELD}" AND {review} = {other} THEN {right} ELSE {review} END'
    )


def _area(layer: QgsVectorLayer) -> str:
    """In m², whatever units the project measures in."""
    crs = layer.crs()
    if crs.isGeographic():
        return f"area(transform($geometry, {_text(crs.authid() or crs.toWkt())}, '{_EQUAL_AREA}'))"
    return f"area($geometry) * {QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), compat.METRES) ** 2!r}"
