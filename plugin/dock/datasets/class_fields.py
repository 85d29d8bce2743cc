# SPDX-License-Identifier: GPL-2.0-or-later
"""Which field of a layer holds classes, as far as its style and the names of its fields show it."""

from __future__ import annotations

import re

from qgis.core import QgsCategorizedSymbolRenderer, QgsField, QgsVectorLayer

# What fields of classes are usually called, the surest first, in the languages of the window.
_FIELD_NAMES = (
    "class", "klasse", "landcover", "bodenbedeckung", "landuse", "landnutzung", "nutzung", "cover", "bedeckung", "label",
    "category", "kategorie", "habitat", "biotop", "objektart", "nutzart", "type", "typ", "art",
)  # fmt: skip
# What stands in the name of a field that counts or encodes instead of naming.
_CODES = frozenset(
    {"id", "fid", "gid", "oid", "code", "nr", "no", "num", "number", "nummer", "kennung", "value", "wert"}
)


def guess_field(layer: QgsVectorLayer) -> str:
    """The attribute that the layer is shown by, else one that is named like classes, texts before numbers and names before codes.

    Empty when there is none.
    """
    fields = [layer.fields().at(index) for index in range(layer.fields().count())]
    if is_categorised(layer):
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


def is_categorised(layer: QgsVectorLayer) -> bool:
    """Whether a layer is shown by the values of a field."""
    return isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
