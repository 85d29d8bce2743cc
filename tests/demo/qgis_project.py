# SPDX-License-Identifier: GPL-2.0-or-later
"""PyQGIS side of the demo: colours for the drawn labels, and at the end a project with grouped layers and a picture of the map.

The layers come with their styles, stored by the algorithms; nothing is styled here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLayout,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsRendererCategory,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_MAP, _EDGE, _HEAD, _LEGEND = 130.0, 6.0, 16.0, 46.0


def style(labels: str, field: str, colors: dict[str, str]) -> None:
    """Give a label layer a category per class; the style lies beside the file, where QGIS looks for it."""
    layer = QgsVectorLayer(labels, "labels", "ogr")
    categories = []
    for name, color in colors.items():
        symbol = QgsFillSymbol.createSimple({"color": color, "outline_style": "no"})
        categories.append(QgsRendererCategory(name, symbol, name))
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
    layer.saveNamedStyle(str(Path(labels).with_suffix(".qml")))


def project(folder: Path, image: str, labels: str, alpha: int) -> None:
    """Write demo.qgz and map.png; `alpha` is the band of the image that holds opacity, -1 where none does."""
    document = QgsProject.instance()
    picture = QgsRasterLayer(image, "Aerial image")
    picture.renderer().setAlphaBand(alpha)  # QGIS goes by the tag alone, which near infrared has too
    document.setCrs(picture.crs())
    shapes = QgsVectorLayer(labels, "Labels")
    groups: dict[str, list[QgsMapLayer]] = {
        "Map": [
            QgsVectorLayer(str(folder / "minority.gpkg"), "Rare classes"),
            QgsRasterLayer(str(folder / "map.tif"), "Class map"),
            QgsRasterLayer(str(folder / "map_without.tif"), "Class map without balancing"),
            QgsRasterLayer(str(folder / "confidence.tif"), "Confidence"),
            QgsRasterLayer(str(folder / "probabilities.tif"), "Probabilities of the rare classes"),
        ],
        "Training data": [
            QgsVectorLayer(f"{folder / 'synthetic.gpkg'}|layername=tiles", "Tiles"),
            shapes if shapes.isValid() else QgsRasterLayer(labels, "Labels"),
        ],
        "Imagery": [picture],
    }
    for title, layers in groups.items():
        group = document.layerTreeRoot().addGroup(title)
        for layer in layers:
            if not layer.isValid():
                sys.exit(f"{layer.source()} cannot be opened as a layer")
            document.addMapLayer(layer, False)
            shown = group.addLayer(layer)
            shown.setItemVisibilityChecked(layer.name() in ("Rare classes", "Class map", "Aerial image"))
            shown.setExpanded(layer.name() == "Class map")
    layout = _layout(document, picture, groups["Map"][1])
    document.layoutManager().addLayout(layout)
    document.setFilePathStorage(document.filePathStorage().Relative)
    if not document.write(str(folder / "demo.qgz")):
        sys.exit(f"The project cannot be written: {document.error()}")
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 180
    if (
        QgsLayoutExporter(layout).exportToImage(str(folder / "map.png"), settings)
        != QgsLayoutExporter.ExportResult.Success
    ):
        sys.exit("The picture of the map cannot be written")


def _layout(document: QgsProject, picture: QgsRasterLayer, classes: QgsRasterLayer) -> QgsLayout:
    """The image beside the class map, with legend and scale bar."""
    layout = QgsPrintLayout(document)
    layout.initializeDefaults()
    layout.setName("Image and map")
    width, height = 2 * _MAP + 4 * _EDGE + _LEGEND, _MAP + _HEAD + 2 * _EDGE
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(width, height, _MM))
    left = _map(layout, _EDGE, [picture], picture.extent())
    _map(layout, 2 * _EDGE + _MAP, [classes], picture.extent())
    _text(layout, "Aerial image", _EDGE)
    _text(layout, "Mapped classes", 2 * _EDGE + _MAP)
    legend = QgsLayoutItemLegend(layout)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    shown = root.addLayer(classes)
    shown.setCustomProperty("legend/title-style", "hidden")
    nodes = legend.model().layerOriginalLegendNodes(shown)
    QgsMapLayerLegendUtils.setLegendNodeOrder(shown, range(1, len(nodes)))  # without the name of the band
    legend.model().refreshLayerLegend(shown)
    legend.setBackgroundEnabled(False)
    legend.attemptMove(QgsLayoutPoint(3 * _EDGE + 2 * _MAP, _HEAD, _MM))
    layout.addLayoutItem(legend)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(left)
    bar.applyDefaultSize()
    bar.setStyle("Single Box")
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(1)
    bar.attemptMove(QgsLayoutPoint(3 * _EDGE + 2 * _MAP, _HEAD + _MAP - 14, _MM))
    layout.addLayoutItem(bar)
    return layout


def _map(layout: QgsLayout, left: float, layers: list[QgsMapLayer], extent: QgsRectangle) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    item.attemptSetSceneRect(QRectF(left, _HEAD, _MAP, _MAP))
    item.setLayers(layers)
    item.zoomToExtent(extent)
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor("#666666"))
    layout.addLayoutItem(item)
    return item


def _text(layout: QgsLayout, text: str, left: float) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setFont(QFont("DejaVu Sans", 13))
    label.setVAlign(Qt.AlignmentFlag.AlignVCenter)
    label.attemptSetSceneRect(QRectF(left, _EDGE, _MAP, _HEAD - _EDGE - 1))
    layout.addLayoutItem(label)


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    command, *rest = sys.argv[1:]
    if command == "style":
        style(rest[0], rest[1], json.loads(rest[2]))
    else:
        project(Path(rest[0]), rest[1], rest[2], int(rest[3]))
    application.exitQgis()
