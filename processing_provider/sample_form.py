# SPDX-License-Identifier: GPL-2.0-or-later
"""How sample points are judged in QGIS itself: a form with the classes and a note, and a button for the next point.

It is stored with the layer as part of its style, so it is there wherever the file is opened, with this plugin or without. What the
map says stands in neither form nor table: a judge who sees it agrees with it too often.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from qgis.core import (
    QgsAction,
    QgsAttributeEditorAction,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsValueMapFieldFormatter,
    QgsVectorLayer,
)

from ..diao_engine.jobs import sample
from . import compat
from .text import tr

# Runs in QGIS when somebody presses the button, and nowhere else: it needs no plugin, and looks at nothing but its own layer.
_NEXT_POINT = """
from qgis.core import Qgis, QgsCoordinateTransform, QgsProject
from qgis.gui import QgsAttributeForm
from qgis.PyQt.QtWidgets import QApplication, QDialog
from qgis.utils import iface

layer = QgsProject.instance().mapLayer("[% @layer_id %]")
for form in QApplication.allWidgets():
    if isinstance(form, QgsAttributeForm) and form.isVisible() and form.layer() == layer and isinstance(form.window(), QDialog):
        form.save()
        form.window().close()
layer.startEditing()
selected = [feature["{point}"] for feature in layer.selectedFeatures()]
last = max(selected) if selected else 0
waiting = sorted((feature["{point}"], feature.id()) for feature in layer.getFeatures() if not feature["{reference}"])
if not waiting:
    layer.removeSelection()
    iface.messageBar().pushMessage({all_judged}, Qgis.Success)
else:
    number, fid = next((one for one in waiting if one[0] > last), waiting[0])
    layer.selectByIds([fid])
    feature = layer.getFeature(fid)
    canvas = iface.mapCanvas()
    there = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
    canvas.setCenter(there.transform(feature.geometry().asPoint()))
    canvas.refresh()
    iface.openFeatureForm(layer, feature, False)
"""
_SCOPES = frozenset({"Layer", "Canvas", "Feature", "Form"})


def prepare(layer: QgsVectorLayer, classes: Sequence[str]) -> None:
    """Give a layer of sample points its form, its aliases and its button; `classes` are what the form offers."""
    _set_widgets(layer, classes)
    action = _next_point()
    layer.actions().addAction(action)
    layer.setEditFormConfig(_form(layer, action))
    layer.setDisplayExpression(f"'{tr('Point')} ' || \"{sample.POINT}\"")


def _set_widgets(layer: QgsVectorLayer, classes: Sequence[str]) -> None:
    aliases = {
        sample.POINT: tr("Point"),
        sample.REFERENCE: tr("Class on the ground"),
        sample.NOTE: tr("Note"),
    }
    offered = [{name: name} for name in classes]
    offered.append({tr("another class (say which in the note)"): sample.OTHER_CLASS})
    offered.insert(0, {tr("not judged yet"): QgsValueMapFieldFormatter.NULL_VALUE})
    widgets = {
        sample.REFERENCE: QgsEditorWidgetSetup("ValueMap", {"map": offered}),
        sample.NOTE: QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True}),
        sample.POINT: QgsEditorWidgetSetup("TextEdit", {}),
    }
    hidden = QgsEditorWidgetSetup("Hidden", {})
    table = layer.attributeTableConfig()
    table.update(layer.fields())
    columns = table.columns()
    for index, field in enumerate(layer.fields()):
        layer.setEditorWidgetSetup(index, widgets.get(field.name(), hidden))
        layer.setFieldAlias(index, aliases.get(field.name(), ""))
    for column in columns:
        column.hidden = bool(column.name) and column.name not in widgets
    table.setColumns(columns)
    layer.setAttributeTableConfig(table)


def _form(layer: QgsVectorLayer, action: QgsAction) -> QgsEditFormConfig:
    """Number, class, note and the button; nothing else."""
    config = layer.editFormConfig()
    config.setLayout(compat.CHOSEN_FIELDS)
    config.clearTabs()
    root = config.invisibleRootContainer()
    group = QgsAttributeEditorContainer(tr("What is here?"), root)
    group.setColumnCount(1)
    for name in (sample.POINT, sample.REFERENCE, sample.NOTE):
        index = layer.fields().lookupField(name)
        group.addChildElement(QgsAttributeEditorField(name, index, group))
        config.setReadOnly(index, name == sample.POINT)
    group.addChildElement(QgsAttributeEditorAction(action, group))
    root.addChildElement(group)
    return config


def _next_point() -> QgsAction:
    words = {
        "point": sample.POINT,
        "reference": sample.REFERENCE,
        "all_judged": json.dumps(tr("All points are judged.")),
    }
    code = _NEXT_POINT.strip()
    for name, word in words.items():
        code = code.replace(f"{{{name}}}", word)
    title = tr("Next point")
    return QgsAction(compat.PYTHON_ACTION, title, code, "", False, title, _SCOPES, "")
