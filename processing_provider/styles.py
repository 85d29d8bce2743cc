# SPDX-License-Identifier: GPL-2.0-or-later
"""Renderers of the results, stored with the files so that they show wherever these are opened. No widgets."""

from __future__ import annotations

import os

from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsPalettedRasterRenderer,
    QgsPalLayerSettings,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont, QFontInfo
from qgis.PyQt.QtXml import QDomDocument

from ..diao_engine.jobs.colors import color_or_neutral
from ..diao_engine.jobs.outputs import SIGNATURE, is_ours, new_run, part_file, style_file
from ..diao_engine.jobs.small_file import replace_file
from .compat import save_style
from .text import tr

_OUTLINE = "90,90,90,160"
# From light to dark, readable in print and with colour vision deficiencies (ColorBrewer YlGnBu).
_REPEATS = (
    (1, 1, "255,255,217,80"),
    (2, 2, "199,233,180,150"),
    (3, 4, "65,182,196,160"),
    (5, 9, "34,94,168,160"),
    (10, None, "8,29,88,160"),
)
_PROBABILITY = ((0.0, "#440154"), (0.25, "#3b528b"), (0.5, "#21918c"), (0.75, "#5ec962"), (1.0, "#fde725"))  # viridis
_STYLE = "diao"
_LABELS_FROM_SCALE = 5000


def tiles_renderer(layer: QgsVectorLayer) -> QgsFeatureRenderer:
    """A choropleth of repeats for the training tiles; held-out tiles are hatched."""
    root = QgsRuleBasedRenderer.Rule(None)
    max_repeats = layer.maximumValue(layer.fields().lookupField("repeats")) or 1
    for lowest, highest, color in _REPEATS:
        if lowest > max_repeats:
            break
        root.appendChild(_rule(_plain(color), _between(lowest, highest), _repeats_label(lowest, highest)))
    splits = layer.uniqueValues(layer.fields().lookupField("split"))
    if "val" in splits:
        root.appendChild(_rule(_hatched("b_diagonal"), "\"split\" = 'val'", tr("validation")))
    if "test" in splits:
        root.appendChild(_rule(_hatched("diagonal_x"), "\"split\" = 'test'", tr("test")))
    # A hand edit may set repeats to 0, or a split that no step knows.
    root.appendChild(_rule(_outlined(), "ELSE", tr("not used")))
    return QgsRuleBasedRenderer(root)


def polygons_renderer(layer: QgsVectorLayer) -> QgsFeatureRenderer:
    """A category per class, with the name and colour that the features carry."""
    seen: dict[int, tuple[str, str]] = {}
    for feature in layer.getFeatures():
        seen.setdefault(feature["class_value"], (feature["class_name"], feature["class_color"]))
    categories = [
        QgsRendererCategory(value, _filled(color_or_neutral(color)), str(name))
        for value, (name, color) in sorted(seen.items())
    ]
    return QgsCategorizedSymbolRenderer("class_value", categories)


def area_labels() -> QgsVectorLayerSimpleLabeling:
    """The area of every polygon, once the map is large enough to read it."""
    settings = QgsPalLayerSettings()
    settings.fieldName = 'format_number("area_m2", if("area_m2" < 10, 1, 0)) || \' m²\''
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


def store(
    layer: QgsVectorLayer, renderer: QgsFeatureRenderer, labels: QgsVectorLayerSimpleLabeling | None = None
) -> None:
    """Make the style the default one of the layer in its GeoPackage."""
    layer.setRenderer(renderer)
    if labels is not None:
        layer.setLabeling(labels)
        layer.setLabelsEnabled(True)
    _delete_earlier_style(layer)
    save_style(layer, _STYLE, "DIAO", True, "")


def _delete_earlier_style(layer: QgsVectorLayer) -> None:
    """Remove an earlier style of ours: QGIS would ask in a window whether to replace it, and wait for an answer for ever."""
    _, ids, names, *_ = layer.listStylesInDatabase()
    for key, name in zip(ids, names):
        if name == _STYLE:
            layer.deleteStyleFromDatabase(key)


def store_for_raster(path: str) -> None:
    """Write the style beside the file: classes by their own colours and names, anything else from 0 to 1.

    GDAL itself is asked for the colours. A layer would compute histograms, which GDAL then writes beside the file; and a data
    provider of QGIS, made here in the thread of a run, can be taken by Python's side for one that the main thread has just deleted.
    """
    try:
        file = gdal.Open(path)
    except RuntimeError:  # where GDAL raises instead of returning None
        file = None
    if file is None:
        return
    classes = _classes(file.GetRasterBand(1))
    renderer = QgsPalettedRasterRenderer(None, 1, classes) if classes else _probability_renderer()
    document = QDomDocument("qgis")
    style, pipe = document.createElement("qgis"), document.createElement("pipe")
    style.setAttribute("version", Qgis.QGIS_VERSION)
    style.setAttribute(SIGNATURE, "1")
    renderer.writeXml(document, pipe)
    style.appendChild(pipe)
    document.appendChild(style)
    style_path = style_file(path)
    if os.path.lexists(style_path) and not is_ours(style_path):
        return  # the user's own, which QGIS shows the raster with
    replace_file(style_path, document.toString().encode(), part=part_file(style_path, new_run()))


def _classes(band: gdal.Band) -> list[QgsPalettedRasterRenderer.Class]:
    """The classes of a band with a colour table: those that have a name, else every entry."""
    table = band.GetRasterColorTable()
    if table is None:
        return []
    names = dict(enumerate(band.GetCategoryNames() or ()))
    values = [value for value in range(table.GetCount()) if names.get(value)] or list(range(table.GetCount()))
    return [
        QgsPalettedRasterRenderer.Class(value, QColor(*table.GetColorEntry(value)), names.get(value) or f"{value}")
        for value in values
    ]


def _probability_renderer() -> QgsSingleBandPseudoColorRenderer:
    return _ramp_renderer(1, [(value, QColor(color)) for value, color in _PROBABILITY])


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


def class_probability_renderer(band: int, color: QColor) -> QgsSingleBandPseudoColorRenderer:
    """From nothing to the full colour of the band's class."""
    clear = QColor(color)
    clear.setAlpha(0)
    return _ramp_renderer(band, [(0.0, clear), (1.0, QColor(color))])


def _between(lowest: int, highest: int | None) -> str:
    value = 'coalesce("repeats", 1)'  # the engine reads an empty one as 1, too
    upper = "" if highest is None else f" AND {value} <= {highest}"
    return f"\"split\" = 'train' AND {value} >= {lowest}{upper}"


def _repeats_label(lowest: int, highest: int | None) -> str:
    if lowest == 1:
        return tr("train, once")
    times = f"{lowest}" if lowest == highest else f"{lowest}–{highest}" if highest else f"≥ {lowest}"
    return tr("train, {times} times").format(times=times)


def _rule(symbol: QgsFillSymbol, expression: str, label: str) -> QgsRuleBasedRenderer.Rule:
    return QgsRuleBasedRenderer.Rule(symbol, filterExp=expression, label=label)


def _plain(color: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": color, "outline_color": _OUTLINE, "outline_width": "0.15"})


def _outlined() -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"style": "no", "outline_color": _OUTLINE, "outline_style": "dash"})


def _hatched(style: str) -> QgsFillSymbol:
    properties = {"color": "110,110,110,200", "style": style, "outline_color": _OUTLINE, "outline_width": "0.15"}
    return QgsFillSymbol.createSimple(properties)


def _filled(color: str) -> QgsFillSymbol:
    fill = QColor(color)
    border = fill.darker(160)
    fill.setAlpha(150)
    symbol = QgsFillSymbol.createSimple({"outline_color": border.name(), "outline_width": "0.3"})
    symbol.setColor(fill)
    return symbol
