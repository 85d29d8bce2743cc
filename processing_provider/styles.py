# SPDX-License-Identifier: GPL-2.0-or-later
"""Renderers of the results, stored with the files so that they show wherever these are opened. No widgets."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsPalettedRasterRenderer,
    QgsPalLayerSettings,
    QgsProviderRegistry,
    QgsRasterDataProvider,
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
    most = layer.maximumValue(layer.fields().lookupField("repeats")) or 1
    for least, largest, color in _REPEATS:
        if least > most:
            break
        root.appendChild(_rule(_plain(color), _between(least, largest), _repeats_label(least, largest)))
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
        QgsRendererCategory(value, _filled(color), str(name)) for value, (name, color) in sorted(seen.items())
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
    _forget_style(layer)
    save_style(layer, _STYLE, "DIAO", True, "")


def _forget_style(layer: QgsVectorLayer) -> None:
    """Remove an earlier style of ours: QGIS would ask in a window whether to replace it, and wait for an answer for ever."""
    _, ids, names, *_ = layer.listStylesInDatabase()
    for key, name in zip(ids, names, strict=True):
        if name == _STYLE:
            layer.deleteStyleFromDatabase(key)


def store_for_raster(path: str) -> None:
    """Write the style beside the file: classes by their own colours and names, anything else from 0 to 1.

    Written without opening a layer: that would compute histograms, which GDAL then writes beside the file.
    """
    provider = QgsProviderRegistry.instance().createProvider("gdal", path)
    if provider is None or not provider.isValid():
        return
    colors = provider.colorTable(1)
    renderer = _class_renderer(provider, colors) if colors else _probability_renderer(provider)
    document = QDomDocument("qgis")
    style, pipe = document.createElement("qgis"), document.createElement("pipe")
    style.setAttribute("version", Qgis.QGIS_VERSION)
    renderer.writeXml(document, pipe)
    style.appendChild(pipe)
    document.appendChild(style)
    Path(path).with_suffix(".qml").write_text(document.toString(), encoding="utf-8")


def _class_renderer(
    provider: QgsRasterDataProvider, colors: list[QgsColorRampShader.ColorRampItem]
) -> QgsPalettedRasterRenderer:
    """Without the entries between and behind the classes that fill up a colour table."""
    named = [item for item in colors if item.label and item.label != f"{item.value:g}"] or colors
    return QgsPalettedRasterRenderer(provider, 1, QgsPalettedRasterRenderer.colorTableToClassData(named))


def _probability_renderer(provider: QgsRasterDataProvider) -> QgsSingleBandPseudoColorRenderer:
    return _ramp_renderer(provider, 1, [(value, QColor(color)) for value, color in _PROBABILITY])


def _ramp_renderer(
    provider: QgsRasterDataProvider, band: int, steps: list[tuple[float, QColor]]
) -> QgsSingleBandPseudoColorRenderer:
    ramp = QgsColorRampShader(0.0, 1.0)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setColorRampItemList([QgsColorRampShader.ColorRampItem(value, color, f"{value:g}") for value, color in steps])
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(provider, band, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(1.0)
    return renderer


def class_probability_renderer(
    provider: QgsRasterDataProvider, band: int, color: QColor
) -> QgsSingleBandPseudoColorRenderer:
    """From nothing to the full colour of the band's class."""
    clear = QColor(color)
    clear.setAlpha(0)
    return _ramp_renderer(provider, band, [(0.0, clear), (1.0, QColor(color))])


def _between(least: int, largest: int | None) -> str:
    value = 'coalesce("repeats", 1)'  # the engine reads an empty one as 1, too
    upper = "" if largest is None else f" AND {value} <= {largest}"
    return f"\"split\" = 'train' AND {value} >= {least}{upper}"


def _repeats_label(least: int, largest: int | None) -> str:
    if least == 1:
        return tr("train, once")
    times = f"{least}" if least == largest else f"{least}–{largest}" if largest else f"≥ {least}"
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
