# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers of a project are its imagery and its labels, as far as their styles, names and bands show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsField,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..datasets import imagery
from ..datasets.imagery import Choice, can_be_image, is_visible, shown_first

# What fields of classes are usually called, the surest first, in the languages of the window.
_FIELD_NAMES = (
    "class", "klasse", "landcover", "bodenbedeckung", "landuse", "landnutzung", "nutzung", "cover", "bedeckung", "label",
    "category", "kategorie", "habitat", "biotop", "objektart", "nutzart", "type", "typ", "art",
)  # fmt: skip
# What stands in the name of a field that counts or encodes instead of naming.
_CODES = frozenset(
    {"id", "fid", "gid", "oid", "code", "nr", "no", "num", "number", "nummer", "kennung", "value", "wert"}
)


def can_be_label(layer: QgsMapLayer) -> bool:
    """Whether a layer holds polygons, or one band of whole numbers."""
    if isinstance(layer, QgsRasterLayer):
        return can_be_image(layer) and imagery.has_integers(layer)
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return False
    return bool(layer.geometryType() == QgsWkbTypes.geometryType(QgsWkbTypes.parseType("Polygon")))


def guess_images(project: QgsProject) -> Choice:
    """The imagery that goes together, and why other images do not."""
    return imagery.going_together(imagery.candidates(project))


def guess_labels(project: QgsProject, images: Sequence[QgsMapLayer]) -> list[QgsMapLayer]:
    """One polygon layer with a field that looks like classes, else the class rasters, else the only polygon layer."""
    layers = [layer for layer in shown_first(project) if can_be_label(layer) and layer not in images]
    polygons = [layer for layer in layers if isinstance(layer, QgsVectorLayer)]
    with_classes = sorted(
        (layer for layer in polygons if guess_field(layer)), key=lambda layer: not _is_categorised(layer)
    )
    if with_classes:
        return with_classes[:1]
    rasters = [
        layer for layer in layers if isinstance(layer, QgsRasterLayer) and imagery.is_class_raster(layer, bool(images))
    ]
    visible = [layer for layer in rasters if is_visible(layer, project)]
    return [*(visible or rasters)] or (polygons if len(polygons) == 1 else [])


def guess_field(layer: QgsVectorLayer) -> str:
    """The attribute that the layer is shown by, else one that is named like classes, texts before numbers and names before codes.

    Empty when there is none.
    """
    fields = [layer.fields().at(index) for index in range(layer.fields().count())]
    if _is_categorised(layer):
        shown_by = str(layer.renderer().classAttribute()).strip('"')
        if shown_by in layer.fields().names():
            return shown_by
    ranked = sorted((rank, index) for index, field in enumerate(fields) if (rank := _rank(field)) is not None)
    return str(fields[ranked[0][1]].name()) if ranked else ""


def only_text(layer: QgsVectorLayer) -> str:
    """The only field of texts, whatever it is called; empty when there is none or more than one."""
    fields = [layer.fields().at(index) for index in range(layer.fields().count())]
    texts = [str(field.name()) for field in fields if _is_text(field)]
    return texts[0] if len(texts) == 1 else ""


def _rank(field: QgsField) -> tuple[bool, bool, int, bool] | None:
    """How much a field looks like classes, less is more; None where it does not."""
    name = str(field.name()).lower()
    if not (_is_text(field) or field.isNumeric()):
        return None
    parts = [part for part in re.split(r"[^a-zäöü]+", name) if part]
    is_code, found = (
        bool(_CODES & {*parts}),
        next((at for at, word in enumerate(_FIELD_NAMES) if _has(parts, word)), None),
    )
    if found is None:
        return (True, not _is_text(field), len(_FIELD_NAMES), True) if "code" in name else None
    return is_code, not _is_text(field), found, parts != [_FIELD_NAMES[found]]


def _has(parts: list[str], word: str) -> bool:
    """Whether the parts of a name have a word in them; a short one stands alone, or "start" would be an "art"."""
    return word in parts or (len(word) > 4 and word in "".join(parts))


def _is_text(field: QgsField) -> bool:
    return not field.isNumeric() and not field.isDateOrTime() and "bool" not in str(field.typeName()).lower()


def _is_categorised(layer: QgsVectorLayer) -> bool:
    return isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
