# SPDX-License-Identifier: GPL-2.0-or-later
"""How changes of class read in the attribute table and in the form of QGIS: by titles, in the order of a sentence. No widgets.

It is stored with the style of the layer, as are its dates (`temporal`). Changes are measured, so the form writes none of them.
"""

from __future__ import annotations

from qgis.core import QgsVectorLayer

from . import forms
from .temporal import DATE_FIELD
from .text import tr

# Names say what these say, too.
_UNSEEN = ("from_value", "to_value", "to_color")


def apply(layer: QgsVectorLayer) -> None:
    """Give a layer of changes its titles."""
    titles = {
        "from_name": tr("Class before"),
        "to_name": tr("Class now"),
        DATE_FIELD: tr("Seen since"),
        "date_before": tr("Before: last seen"),
    }
    forms.name_measures(layer)
    forms.name_columns(layer, titles)
    forms.hide(layer, _UNSEEN.__contains__)
    config = layer.editFormConfig()
    for index in range(layer.fields().count()):
        config.setReadOnly(index, True)
    layer.setEditFormConfig(config)
