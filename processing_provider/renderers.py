# SPDX-License-Identifier: GPL-2.0-or-later
"""How layers of results look: symbols, colours, labels. Nothing here knows where a style is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont, QFontInfo

from ..diao_engine.jobs.colors import color_or_neutral
from ..diao_engine.jobs.common import REVIEWED, SYNTHETIC
from ..diao_engine.jobs.sample import OTHER_CLASS, REFERENCE
from ..diao_engine.jobs.verdicts import REVIEW_FIELD, Verdict
from . import compat
from .text import tr

# Dark on a light halo: an outline is to be seen on imagery of any brightness.
_LINE, _HALO = "30,30,30,230", "255,255,255,150"
_REPEATED = "33,102,172"
_UNJUDGED = "255,0,200,255"
_RING = {"name": "circle", "color": "0,0,0,0", "size": "5"}
# From how many repeats to how many, and how opaque: the imagery stays visible below.
_REPEATS = ((2, 2, 70), (3, 4, 110), (5, 9, 150), (10, None, 190))
_LOWEST = (1, *(lowest for lowest, *_ in _REPEATS))
_TRAIN = "train "  # how the names of the categories of training tiles begin
_SYNTHETIC, _REVIEWED, _VALIDATION, _TEST = "197,27,125", "0,121,107", "230,145,0", "120,80,170"
_PROBABILITY = ((0.0, "#440154"), (0.25, "#3b528b"), (0.5, "#21918c"), (0.75, "#5ec962"), (1.0, "#fde725"))  # viridis
# Only when zoomed in: labels of hundreds of objects hide what they are about.
_LABELS_FROM_SCALE = 2500
_M2_PER_HECTARE = 10_000  # larger areas are told in hectares
_FILL_ALPHA, _PASTED_ALPHA = 110, 150


def tiles_renderer(layer: QgsVectorLayer) -> QgsFeatureRenderer:
    """Outlines, filled where a tile is repeated, the more the oftener; synthetic and reviewed ones hatched, held-out ones dashed.

    Categories of one expression, not rules: for these QGIS keeps all tiles in memory while it draws, a gigabyte for a million.
    """
    fields = layer.fields()
    origins = layer.uniqueValues(fields.lookupField("origin")) if fields.lookupField("origin") >= 0 else set()
    made = [(origin, *entry) for origin, entry in _made_tiles().items() if origin in origins]
    categories = []
    for origin, color, label in (("", "", tr("Training tile")), *made):
        most = _most_repeats(layer, origin)
        for lowest, highest, alpha in ((1, 1, 0), *(entry for entry in _REPEATS if entry[0] <= most)):
            above = [_outline(_LINE, fill=f"{_REPEATED},{alpha}")] if alpha else []
            below = [_hatched(color)] if origin else [] if alpha else [_outline(_LINE)]
            symbol = _stacked(*below, *above)
            name = _repeats_label(label, lowest, highest) if alpha else label
            categories.append(QgsRendererCategory(_TRAIN + origin + str(lowest), symbol, name))
    splits = layer.uniqueValues(fields.lookupField("split"))
    for split, color, label in (("val", _VALIDATION, tr("Validation tile")), ("test", _TEST, tr("Test tile"))):
        if split in splits:
            categories.append(QgsRendererCategory(split, _outline(color, dashed=True), label))
    # A hand edit may set repeats to 0, or a split that no step knows.
    categories.append(QgsRendererCategory("", _outline("130,130,130,200", dashed=True), tr("Not used")))
    return QgsCategorizedSymbolRenderer(_kind_of_tile([origin for origin, *_ in made]), categories)


def _kind_of_tile(made: list[str]) -> str:
    """The expression whose values are the categories of tiles; `made` are the origins that have ones of their own."""
    steps = "".join(f" WHEN {_REPEATS_OF} < {after[0]} THEN '{lowest}'" for lowest, after in zip(_LOWEST, _REPEATS))
    amount = f"CASE WHEN {_REPEATS_OF} <= 0 THEN NULL{steps} ELSE '{_LOWEST[-1]}' END"
    names = ", ".join(f"'{origin}'" for origin in made)
    origin = f'CASE WHEN "origin" IN ({names}) THEN "origin" ELSE \'\' END || ' if made else ""
    return f"CASE WHEN \"split\" = 'train' THEN '{_TRAIN}' || {origin}{amount} ELSE \"split\" END"


def _most_repeats(layer: QgsVectorLayer, origin: str) -> int:
    """How often the most repeated tile of an origin is shown; of all tiles where none is named."""
    if not origin:
        return int(layer.maximumValue(layer.fields().lookupField("repeats")) or 1)
    request = QgsFeatureRequest().setFilterExpression(f'"origin" = \'{origin}\' AND "repeats" > 1')
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes(["repeats"], layer.fields())
    return max((int(tile["repeats"]) for tile in layer.getFeatures(request)), default=1)


def _stacked(lowest: QgsFillSymbol, *others: QgsFillSymbol) -> QgsFillSymbol:
    """Symbols drawn over each other, as one."""
    for other in others:
        for layer in other.symbolLayers():
            lowest.appendSymbolLayer(layer.clone())
    return lowest


def _made_tiles() -> dict[str, tuple[str, str]]:
    """Colour and name of the training tiles that are no plain ones, by their origin."""
    return {
        SYNTHETIC: (_SYNTHETIC, tr("Synthetic training tile")),
        REVIEWED: (_REVIEWED, tr("Reviewed training tile")),
    }


def polygons_renderer(layer: QgsVectorLayer) -> QgsFeatureRenderer:
    """A category per class, with the name and colour that the features carry; where they can be judged, the verdict is seen, too."""
    seen = _seen(layer, "class_value", "class_name", "class_color")
    renderer = _by_class("class_value", ((value, *entry) for value, entry in seen.items()), _FILL_ALPHA)
    if layer.fields().lookupField(REVIEW_FIELD) >= 0:
        for index, category in enumerate(renderer.categories()):
            symbol = category.symbol().clone()
            _show_verdicts(symbol)
            renderer.updateCategorySymbol(index, symbol)
        renderer.addCategory(QgsRendererCategory("", _of_other_class(), tr("Changed to another class")))
    return renderer


def objects_renderer(layer: QgsVectorLayer, colors: dict[int, str], *, pasted: bool = False) -> QgsFeatureRenderer:
    """A category per class of the objects of a dataset, or of what was pasted into its synthetic tiles."""
    seen = _seen(layer, "value", "class")
    classes = ((value, str(name or ""), colors.get(value, "")) for value, (name,) in seen.items())
    return _by_class("value", classes, _PASTED_ALPHA if pasted else _FILL_ALPHA)


def _seen(layer: QgsVectorLayer, value: str, *columns: str) -> dict[Any, tuple[Any, ...]]:
    """Each value of a field, with the other columns of the first feature that has it; outlines are not read for that."""
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([value, *columns], layer.fields())
    found: dict[Any, tuple[Any, ...]] = {}
    for feature in layer.getFeatures(request):
        found.setdefault(feature[value], tuple(feature[column] for column in columns))
    return found


def sample_renderer(classes: Iterable[tuple[str, str]], pixel: float) -> QgsCategorizedSymbolRenderer:
    """Sample points: a ring where nobody has judged yet, that leaves the ground in sight, else a dot in the colour of the class found.

    Both show the outline of the map's pixel (`pixel` units wide, 0 where that is not known), for that is what is judged. Nothing goes
    by the class of the map: whoever judges must not see that.
    """
    judged = [*classes, (OTHER_CLASS, "")]
    categories = [
        QgsRendererCategory(
            name, _dot(color_or_neutral(color), pixel), tr("another class") if name == OTHER_CLASS else name
        )
        for name, color in judged
    ]
    categories.append(QgsRendererCategory(None, _ring(pixel), tr("not judged yet")))
    return QgsCategorizedSymbolRenderer(REFERENCE, categories)


def class_symbol(color: QColor, alpha: int = _FILL_ALPHA) -> QgsFillSymbol:
    """The symbol of a class: its colour, more see-through than its border."""
    fill = QColor(color)
    fill.setAlpha(alpha)
    symbol = QgsFillSymbol.createSimple({"outline_color": QColor(color).darker(160).name(), "outline_width": "0.4"})
    symbol.setColor(fill)
    return symbol


def recolored(symbol: QgsFillSymbol, color: QColor) -> QgsFillSymbol:
    """The symbol of a class in another colour, with all else that it shows."""
    changed = class_symbol(color, symbol.color().alpha())
    changed.symbolLayer(0).setDataDefinedProperties(symbol.symbolLayer(0).dataDefinedProperties())
    return changed


def changes_renderer(layer: QgsVectorLayer) -> QgsFeatureRenderer:
    """A category per class that ground has become, in its colour."""
    seen = _seen(layer, "to_value", "to_name", "to_color")
    named = ((value, tr("now {name}").format(name=name), color) for value, (name, color) in seen.items())
    return _by_class("to_value", named, _FILL_ALPHA)


def change_labels() -> QgsVectorLayerSimpleLabeling:
    """Both classes and the area of every change."""
    return _labels(f"\"from_name\" || ' → ' || \"to_name\" || coalesce(', ' || {_area()}, '')")


def area_labels() -> QgsVectorLayerSimpleLabeling:
    """Class and area of every polygon, once the map is large enough to read them."""
    return _labels(f"\"class_name\" || coalesce(', ' || {_area()}, '')")


def _area() -> str:
    """The expression of an area: small ones in m², large ones in ha."""
    metres = 'format_number("area_m2", if("area_m2" < 10, 1, 0)) || \' m²\''
    hectares = f"format_number(\"area_m2\" / {_M2_PER_HECTARE}, 2) || ' ha'"
    return f'if("area_m2" < {_M2_PER_HECTARE}, {metres}, {hectares})'


def object_labels() -> QgsVectorLayerSimpleLabeling:
    """Class of every object of a dataset, and how often it was pasted."""
    return _labels("\"class\" || if(\"used\" > 0, ', ' || \"used\" || ' ×', '')")


def pasted_labels() -> QgsVectorLayerSimpleLabeling:
    """Class of every pasted object."""
    return _labels('"class"')


def probability_renderer() -> QgsSingleBandPseudoColorRenderer:
    """Anything from 0 to 1."""
    return _ramp_renderer(1, [(value, QColor(color)) for value, color in _PROBABILITY])


def class_probability_renderer(band: int, color: QColor) -> QgsSingleBandPseudoColorRenderer:
    """From nothing to the full colour of the band's class."""
    clear = QColor(color)
    clear.setAlpha(0)
    return _ramp_renderer(band, [(0.0, clear), (1.0, QColor(color))])


def _labels(expression: str) -> QgsVectorLayerSimpleLabeling:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    text = QgsTextFormat()
    # The default family may be an alias of this machine's; a style that names one warns wherever it is opened.
    text.setFont(QFont(QFontInfo(QFont()).family()))
    text.setBuffer(halo)
    text.setSize(8)
    settings.setFormat(text)
    settings.scaleVisibility = True
    settings.minimumScale = _LABELS_FROM_SCALE
    return QgsVectorLayerSimpleLabeling(settings)


def _ramp_renderer(band: int, steps: list[tuple[float, QColor]]) -> QgsSingleBandPseudoColorRenderer:
    ramp = QgsColorRampShader(0.0, 1.0)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setColorRampItemList([QgsColorRampShader.ColorRampItem(value, color, f"{value:g}") for value, color in steps])
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(None, band, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(1.0)
    return renderer


def _by_class(field: str, classes: Iterable[tuple[int, str, str]], alpha: int) -> QgsCategorizedSymbolRenderer:
    categories = [
        QgsRendererCategory(value, class_symbol(QColor(color_or_neutral(color)), alpha), str(name))
        for value, name, color in sorted(classes)
    ]
    return QgsCategorizedSymbolRenderer(field, categories)


def _show_verdicts(symbol: QgsFillSymbol) -> None:
    """What is wrong is hatched, what is unsure is dotted, what was confirmed has a strong outline."""
    layer = symbol.symbolLayer(0)
    for key, wrong, unsure, judged, otherwise in (
        (compat.FILL_STYLE, "'b_diagonal'", "'dense6'", "'solid'", "'solid'"),
        (compat.STROKE_STYLE, "'dash'", "'dot'", "'solid'", "'solid'"),
        (compat.STROKE_WIDTH, "0.4", "0.4", "0.9", "0.4"),
    ):
        expression = (
            f"CASE WHEN \"{REVIEW_FIELD}\" = '{Verdict.WRONG.value}' THEN {wrong} "
            f"WHEN \"{REVIEW_FIELD}\" = '{Verdict.UNSURE.value}' THEN {unsure} "
            f"WHEN \"{REVIEW_FIELD}\" <> '' THEN {judged} ELSE {otherwise} END"
        )
        layer.setDataDefinedProperty(key, QgsProperty.fromExpression(expression))


def _of_other_class() -> QgsFillSymbol:
    """Of a class that had no polygon when the style was made: in the colour that the feature carries."""
    symbol = class_symbol(QColor(color_or_neutral("")))
    _show_verdicts(symbol)
    layer = symbol.symbolLayer(0)
    fill = f"set_color_part(\"class_color\", 'alpha', {_FILL_ALPHA})"
    layer.setDataDefinedProperty(compat.FILL_COLOR, QgsProperty.fromExpression(fill))
    layer.setDataDefinedProperty(compat.STROKE_COLOR, QgsProperty.fromExpression('darker("class_color", 160)'))
    return symbol


_REPEATS_OF = 'coalesce("repeats", 1)'  # the engine reads an empty one as 1, too


def _repeats_label(tile: str, lowest: int, highest: int | None) -> str:
    times = f"{lowest}" if lowest == highest else f"{lowest}–{highest}" if highest else f"≥ {lowest}"
    return tr("{tile}, shown {times} times").format(tile=tile, times=times)


def _outline(color: str, *, fill: str = "", dashed: bool = False) -> QgsFillSymbol:
    """A line on a light halo, around nothing or around a fill."""
    style = {"outline_style": "no", **({"color": fill} if fill else {"style": "no"})}
    symbol = QgsFillSymbol.createSimple(style)
    line = "dash" if dashed else "solid"
    for line_color, width in ((_HALO, "0.7"), (color, "0.3")):
        properties = {"line_color": line_color, "line_width": width, "line_style": line}
        symbol.appendSymbolLayer(QgsSimpleLineSymbolLayer.create(properties))
    return symbol


def _ring(pixel: float) -> QgsMarkerSymbol:
    """A ring on a light halo."""
    return _marker(({**_RING, **line} for line in _lines(_UNJUDGED, "1.3", "0.6")), pixel)


def _dot(color: str, pixel: float) -> QgsMarkerSymbol:
    filled = {
        "name": "circle",
        "color": color,
        "outline_color": "255,255,255,230",
        "outline_width": "0.5",
        "size": "3.2",
    }
    return _marker([filled], pixel)


def _marker(layers: Iterable[dict[str, str]], pixel: float) -> QgsMarkerSymbol:
    """Symbol layers, and the outline of a pixel of the map around them."""
    square = {"name": "square", "color": "0,0,0,0", "size": repr(pixel), "size_unit": "MapUnit"}
    outline = [{**square, **line} for line in _lines(_LINE, "0.5", "0.2")] if pixel else []
    first, *others = (*outline, *layers)
    symbol = QgsMarkerSymbol.createSimple(first)
    for properties in others:
        symbol.appendSymbolLayer(QgsSimpleMarkerSymbolLayer.create(properties))
    return symbol


def _lines(color: str, *widths: str) -> list[dict[str, str]]:
    """The wider line is a light halo of the other."""
    return [{"outline_color": one, "outline_width": width} for one, width in zip((_HALO, color), widths)]


def _hatched(color: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"color": f"{color},150", "style": "b_diagonal", "outline_color": f"{color},255", "outline_width": "0.4"}
    )
