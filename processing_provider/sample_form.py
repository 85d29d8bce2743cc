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
from ..diao_engine.jobs.outputs import SAMPLE_LAYER
from . import compat, forms
from .text import tr

# Runs in QGIS when somebody presses the button, and nowhere else: it needs no plugin, and looks at nothing but its own layer.
_NEXT_POINT = """
from qgis.core import Qgis, QgsCoordinateTransform, QgsProject, QgsRectangle
from qgis.gui import QgsAttributeDialog
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

layer = QgsProject.instance().mapLayer("[% @layer_id %]")


def forms():
    found = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.metaObject().className() == "QgsAttributeDialog"]
    dialogs = [sip.cast(one, QgsAttributeDialog) for one in found]
    return [one for one in dialogs if one.attributeForm().layer() == layer]


for form in forms():
    form.accept()  # keeps what was chosen
layer.startEditing()
last = int(layer.customProperty("{asked}", 0))
waiting = sorted((feature["{point}"], feature.id()) for feature in layer.getFeatures() if not feature["{reference}"])
if not waiting:
    iface.messageBar().pushMessage({all_judged}, Qgis.MessageLevel.Success)
else:
    number, fid = next((one for one in waiting if one[0] > last), waiting[0])
    layer.setCustomProperty("{asked}", number)
    feature = layer.getFeature(fid)
    canvas, place = iface.mapCanvas(), feature.geometry().asPoint()
    there = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
    near = QgsRectangle.fromCenterAndSize(place, {width}, {width})
    view = there.transformBoundingBox(near) if near.width() > 0 else canvas.extent()
    if view.width() < canvas.extent().width():
        canvas.setExtent(view)
    canvas.setCenter(there.transform(place))
    canvas.refresh()
    canvas.flashFeatureIds(layer, [fid])
    iface.openFeatureForm(layer, feature, False, False)
    for form in forms():  # the middle of the map is what it asks about
        form.resize(form.minimumSizeHint())
        form.move(canvas.mapToGlobal(canvas.rect().topLeft()))
"""
# What surrounds a pixel tells what it is.
PIXELS_IN_SIGHT = 150
_ASKED = "diao/point"  # of the layer: the point that the button has shown last; a selection would colour the ground
_SCOPES = frozenset({"Layer", "Canvas", "Form"})


def prepare(layer: QgsVectorLayer, classes: Sequence[str], pixel: float) -> None:
    """Give a layer of sample points its form, its aliases and its button.

    `classes` are what the form offers, `pixel` is the side of the map's pixels in units of the layer, 0 where it is not known.
    """
    _set_widgets(layer, classes)
    action = _next_point(PIXELS_IN_SIGHT * pixel)
    layer.actions().addAction(action)
    layer.setEditFormConfig(_form(layer, action))
    layer.setDisplayExpression(f"'{tr('Point')} ' || \"{sample.POINT}\"")


def pixel_size(path: str) -> float:
    """The side of the map's pixels in units of the layer, as the engine has noted it in the file; 0 where it has not."""
    try:
        return float(forms.noted(path, SAMPLE_LAYER, sample.PIXEL_ITEM) or 0.0)
    except ValueError:
        return 0.0


def _set_widgets(layer: QgsVectorLayer, classes: Sequence[str]) -> None:
    titles = {
        sample.POINT: tr("Point"),
        sample.REFERENCE: tr("Class on the ground"),
        sample.NOTE: tr("Note"),
    }
    offered = [
        (tr("not judged yet"), QgsValueMapFieldFormatter.NULL_VALUE),
        *((name, name) for name in classes),
        (tr("another class (say which in the note)"), sample.OTHER_CLASS),
    ]
    widgets = {
        sample.REFERENCE: forms.value_map(offered),
        sample.NOTE: QgsEditorWidgetSetup("TextEdit", {"IsMultiline": False}),
        sample.POINT: QgsEditorWidgetSetup("TextEdit", {}),
    }
    for index, field in enumerate(layer.fields()):
        if field.name() in widgets:
            layer.setEditorWidgetSetup(index, widgets[field.name()])
    forms.name_columns(layer, titles)
    forms.hide(layer, lambda name: name not in widgets)


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


def _next_point(width: float) -> QgsAction:
    """The button; the map shows at most so many units of the layer around a point."""
    words = {
        "point": sample.POINT,
        "reference": sample.REFERENCE,
        "asked": _ASKED,
        "width": repr(width),
        "all_judged": json.dumps(tr("All points are judged.")),
    }
    code = _NEXT_POINT.strip()
    for name, word in words.items():
        code = code.replace(f"{{{name}}}", word)
    title = tr("Next point")
    return QgsAction(compat.PYTHON_ACTION, title, code, "", False, title, _SCOPES, "")
