# SPDX-License-Identifier: GPL-2.0-or-later
"""Styles of the results, stored in or beside the files so that they show wherever these are opened. No widgets."""

from __future__ import annotations

import os
from collections.abc import Sequence

from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsAbstractVectorLayerLabeling,
    QgsFeatureRenderer,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsRasterRenderer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ..diao_engine.jobs import sample
from ..diao_engine.jobs.outputs import (
    OBJECTS_LAYER,
    PASTED_LAYER,
    SAMPLE_LAYER,
    SIGNATURE,
    is_ours,
    new_run,
    part_file,
    style_file,
)
from ..diao_engine.jobs.small_file import replace_file
from . import change_form, legends, polygon_form, renderers, sample_form, temporal
from .compat import opened, save_style

_STYLE = "diao"
_TILES = "tiles"


class NotStored(Exception):
    """Styles could not be stored with a file that is fine itself: `source` is the layer that is the result."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(reason)
        self.source, self.reason = source, reason


class _DefaultStyle(QgsProcessingLayerPostProcessorInterface):
    """Gives a layer the style that is stored with its file: Processing opens results without it."""

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if layer is not None:
            layer.loadDefaultStyle()
            legends.list_what_is_there(layer, context.project() or QgsProject.instance())
            layer.triggerRepaint()


# Their contexts delete them; until then Python's side must live, or QGIS calls into nothing.
_lent: list[_DefaultStyle] = []


def default_style() -> QgsProcessingLayerPostProcessorInterface:
    """What gives a layer the style stored with its file, for one context, which owns it."""
    _lent[:] = [one for one in _lent if not sip.isdeleted(one)]
    _lent.append(_DefaultStyle())
    return _lent[-1]


def store_for_vector(path: str) -> str:
    """Style a result of polygons in its GeoPackage; returns the source of the layer that is the result. Raises NotStored."""
    tiles, problems = _layer(path, _TILES), []
    if tiles is None:
        polygons = QgsVectorLayer(path, "polygons", "ogr")
        if polygons.isValid() and polygons.fields().lookupField("class_value") >= 0:
            polygon_form.apply(polygons)
            problems = [store(polygons, renderers.polygons_renderer(polygons), renderers.area_labels())]
        elif polygons.isValid() and polygons.fields().lookupField("to_value") >= 0:
            temporal.date_changes(polygons)
            change_form.apply(polygons)
            problems = [store(polygons, renderers.changes_renderer(polygons), renderers.change_labels())]
        return _result(path, problems)
    problems = [store(tiles, renderers.tiles_renderer(tiles))]
    colors = _class_colors(path)
    for name, labels in ((OBJECTS_LAYER, renderers.object_labels()), (PASTED_LAYER, renderers.pasted_labels())):
        layer = _layer(path, name)
        if layer is not None:
            renderer = renderers.objects_renderer(layer, colors, pasted=name == PASTED_LAYER)
            problems.append(store(layer, renderer, labels))
    return _result(str(tiles.source()), problems)


def store_for_sample(path: str) -> str:
    """Give sample points their form, their button and their look; returns the source of their layer. Raises NotStored."""
    layer, table = _layer(path, SAMPLE_LAYER), _layer(path, sample.CLASSES_TABLE)
    if layer is None or table is None:
        return path
    classes = [(str(row["name"]), str(row["color"] or "")) for row in table.getFeatures()]
    pixel = sample_form.pixel_size(path)
    sample_form.prepare(layer, [name for name, _ in classes], pixel)
    return _result(str(layer.source()), [store(layer, renderers.sample_renderer(classes, pixel))])


def _result(source: str, problems: Sequence[str]) -> str:
    reason = next(filter(None, problems), "")
    if reason:
        raise NotStored(source, reason)
    return source


def store(
    layer: QgsVectorLayer, renderer: QgsFeatureRenderer, labels: QgsAbstractVectorLayerLabeling | None = None
) -> str:
    """Make the style the default one of the layer in its GeoPackage; why that cannot be, empty where it could."""
    layer.setRenderer(renderer)
    if labels is not None:
        layer.setLabeling(labels)
        layer.setLabelsEnabled(True)
    _delete_earlier_style(layer)
    return save_style(layer, _STYLE, "DIAO")


def _layer(path: str, name: str) -> QgsVectorLayer | None:
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    return layer if layer.isValid() else None


def _class_colors(path: str) -> dict[int, str]:
    classes = _layer(path, "classes")
    return {} if classes is None else {row["value"]: str(row["color"] or "") for row in classes.getFeatures()}


def _delete_earlier_style(layer: QgsVectorLayer) -> None:
    """Remove an earlier style of ours: QGIS would ask in a window whether to replace it, and wait for an answer for ever."""
    count, ids, names, *_ = layer.listStylesInDatabase()
    for key, name in zip(ids[:count], names[:count]):  # those of other layers of the file come after
        if name == _STYLE:
            layer.deleteStyleFromDatabase(key)


def store_for_raster(path: str) -> None:
    """Write the style beside the file: classes by their own colours and names, anything else from 0 to 1.

    GDAL itself is asked for the colours. A layer would compute histograms, which GDAL then writes beside the file; and a data
    provider of QGIS, made here in the thread of a run, can be taken by Python's side for one that the main thread has just deleted.
    Raises NotStored.
    """
    file = opened(path)
    if file is None:
        return
    classes = _classes(file.GetRasterBand(1))
    renderer = QgsPalettedRasterRenderer(None, 1, classes) if classes else renderers.probability_renderer()
    try:
        write_sidecar(path, renderer)
    except OSError as error:
        raise NotStored(path, error.strerror or str(error)) from None


def write_sidecar(path: str, renderer: QgsRasterRenderer) -> None:
    """Write the style file of a raster, with the date that it holds, unless there is one of the user's own. Raises OSError."""
    document = QDomDocument("qgis")
    style, pipe = document.createElement("qgis"), document.createElement("pipe")
    style.setAttribute("version", Qgis.QGIS_VERSION)
    style.setAttribute(SIGNATURE, "1")
    renderer.writeXml(document, pipe)
    style.appendChild(pipe)
    temporal.date_map(path, document, style)
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
