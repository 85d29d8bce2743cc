# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS layers as files that the engine can open. The layers themselves are only read, never changed.

A layer becomes a `LayerInput` in the main thread, where renderers and edit buffers may be read; `LayerInput.finish` does the
long part (an export, reading ids) in the thread of the algorithm.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsProperty,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsVirtualLayerDefinition,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QUrl

from ..diao_engine.jobs import ClassHint, LayerRef, sample
from ..diao_engine.jobs.layer_source import path_of
from ..diao_engine.jobs.paths import DataSource, files_behind
from .text import tr

# Passes for an existing path while a job is checked; the export has not been made yet.
NOT_YET_EXPORTED = "/vsimem/"
# QGIS's provider of XYZ tiles, WMS and WMTS.
WEB_MAPS = "wms"
_TILE_ID = "tile_id"
_QUERY_DEPTH = 4  # a query may be made of a query; two may name each other


class Unusable(Exception):
    """A layer that cannot be given to the engine; the text is one sentence for the analyst."""


@dataclass(frozen=True)
class LayerInput:
    """How a layer reaches the engine: `ref` at once, or what `finish(folder)` makes of it."""

    ref: LayerRef
    finish: Callable[[str], LayerRef] | None = None


@dataclass(frozen=True)
class Restriction:
    """What the widget of a vector input restricts besides the layer's own filter."""

    selected: bool = False
    limit: int = -1
    expression: str = ""

    @classmethod
    def of(cls, raw: Any) -> Restriction:
        """The restriction that a parameter value carries."""
        if not isinstance(raw, QgsProcessingFeatureSourceDefinition):
            return cls()
        return cls(raw.selectedFeaturesOnly, raw.featureLimit, getattr(raw, "filterExpression", ""))  # since 3.32

    def __bool__(self) -> bool:
        return self != Restriction()


def resolve(raw: Any, context: QgsProcessingContext, *, raster: bool | None = None) -> QgsMapLayer | None:
    """The layer that a parameter value means; `raster` says which of the two is meant where a file holds both."""
    if isinstance(raw, QgsMapLayer):
        return raw
    if isinstance(raw, QgsProcessingFeatureSourceDefinition):
        raw = raw.source
    if isinstance(raw, QgsProcessingOutputLayerDefinition):
        raw = raw.sink
    if isinstance(raw, QgsProperty):
        raw, _ = raw.valueAsString(context.expressionContext())
    hints = QgsProcessingUtils.LayerHint
    hint = {True: hints.Raster, False: hints.Vector, None: hints.UnknownType}[raster]
    text = _absolute(str(raw)) if raw else ""
    layer = QgsProcessingUtils.mapLayerFromString(text, context, True, hint) if text else None
    if layer is not None and context.temporaryLayerStore().mapLayer(layer.id()) is not None:
        layer.loadDefaultStyle()  # Processing opens files without the style that holds names and colours of classes
    return layer


def _absolute(text: str) -> str:
    """A source with its file as an absolute path: what QGIS writes beside an open layer must not depend on the current folder."""
    path = path_of(text)
    whole = DataSource.parse(path).absolute()
    return whole + text[len(path) :] if os.path.exists(DataSource.parse(whole).file) else text


def raster_input(layer: QgsMapLayer) -> LayerInput:
    """The file of a raster layer and the classes of its renderer. Raises Unusable."""
    if not isinstance(layer, QgsRasterLayer):
        raise Unusable(tr("{layer} is not a raster layer; choose a raster.").format(layer=layer.name()))
    provider = layer.dataProvider()
    if layer.providerType() == WEB_MAPS:
        raise Unusable(
            tr(
                "{layer} is a map on the network, not a file; run Fetch imagery from the network (diao:fetchimagery) for the "
                "ground that you need, and use its result."
            ).format(layer=layer.name())
        )
    if layer.providerType() != "gdal":
        raise Unusable(
            tr("{layer} comes from {provider}, not from a file; export it to a GeoTIFF first.").format(
                layer=layer.name(), provider=layer.providerType()
            )
        )
    path = path_of(layer.source())
    if layer.crs().isValid() and layer.crs() != provider.crs() and not _is_plain_picture(layer):
        path = _with_crs(path, layer)
    return LayerInput(LayerRef(path, classes=_paletted_classes(layer)))


def _is_plain_picture(layer: QgsRasterLayer) -> bool:
    """Whether nothing says where a raster lies, so that QGIS draws it from 0, 0 to the right and down, a unit per pixel."""
    extent = layer.extent()
    corner = (extent.xMinimum(), extent.yMaximum())
    return corner == (0.0, 0.0) and (extent.width(), extent.height()) == (float(layer.width()), float(layer.height()))


def _with_crs(path: str, layer: QgsRasterLayer) -> str:
    """A raster in the CRS that the user has set for its layer, which counts here as for QGIS's own algorithms. Raises Unusable."""
    shown, stored = layer.crs().authid(), layer.dataProvider().crs().authid()
    if "?" in path or not (os.path.isfile(path) or path.startswith("/vsi")):
        raise Unusable(
            tr(
                "{layer} has the CRS {shown} in the project but {stored} in its file; write the right one into the file "
                "with Raster > Projections > Assign projection."
            ).format(layer=layer.name(), shown=shown or tr("one without a code"), stored=stored or tr("no CRS"))
        )
    return f"vrt://{path}?a_srs={_written(layer.crs())}"  # https://gdal.org/en/stable/drivers/raster/vrt.html#vrt-connection-string


def _written(crs: QgsCoordinateReferenceSystem) -> str:
    """A CRS as its code, or as well-known text where QGIS alone knows a code; what ends an option may stand in its names only."""
    if crs.authid().startswith("EPSG:"):
        return str(crs.authid())
    text = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    return str(text).replace("&", "+").replace("?", ".")


def files_of(layer: QgsMapLayer, depth: int = _QUERY_DEPTH) -> tuple[str, ...]:
    """The files that a layer is read from, those of layers that are joined to it or that a query is made of too."""
    files = [*files_behind(_decoded(layer).get("path") or path_of(layer.source()))]
    if isinstance(layer, QgsVectorLayer) and depth:
        others = [join.joinLayer() for join in layer.vectorJoins()]
        if layer.providerType() == "virtual":
            files += files_behind(layer.source())
            others += _queried(layer)
        files += [file for other in others if other is not None for file in files_of(other, depth - 1)]
    return tuple(dict.fromkeys(files))


def _queried(layer: QgsVectorLayer) -> list[QgsMapLayer]:
    """The project's layers that a query layer names, by id or by name."""
    definition = QgsVirtualLayerDefinition.fromUrl(QUrl.fromEncoded(layer.source().encode()))
    named = {one.reference() for one in definition.sourceLayers() if one.isReferenced()}
    query = definition.query()
    return [
        other
        for other in QgsProject.instance().mapLayers().values()
        if other is not layer and (other.id() in named or other.id() in query or other.name() in query)
    ]


def vector_input(
    layer: QgsMapLayer, restriction: Restriction, *, field: str = "", transforms: QgsCoordinateTransformContext
) -> LayerInput:
    """The file of a vector layer as it is, or an export of what the user sees of it. Raises Unusable."""
    if not isinstance(layer, QgsVectorLayer):
        raise Unusable(tr("{layer} is not a vector layer; choose one.").format(layer=layer.name()))
    if field and layer.fields().lookupField(field) < 0:
        names = ", ".join(layer.fields().names()) or tr("none")
        raise Unusable(
            tr("{layer} has no field {field}; choose one of its fields: {names}.").format(
                layer=layer.name(), field=field, names=names
            )
        )
    classes = _categorised_classes(layer, field)
    file_ref = None if restriction else _plain_file(layer, field)
    if file_ref is not None:
        return LayerInput(replace(file_ref, classes=classes))
    export, files = _Export(layer, restriction, field, transforms), files_of(layer)
    return LayerInput(
        LayerRef(NOT_YET_EXPORTED + layer.id(), classes=classes, files=files),
        finish=lambda folder: replace(export.write(folder), classes=classes, files=files),
    )


def dataset_input(layer: QgsMapLayer, restriction: Restriction) -> LayerInput:
    """The GeoPackage of a tile dataset, and the ids of its tiles where the user restricted them. Raises Unusable."""
    uri = _decoded(layer) if isinstance(layer, QgsVectorLayer) else {}
    path = uri.get("path", "")
    if not path.lower().endswith(".gpkg") or layer.fields().lookupField(_TILE_ID) < 0:
        raise Unusable(
            tr(
                "{layer} is not the layer tiles of a tile dataset (a GeoPackage with a field tile_id); make one with Create "
                "tile dataset, and restrict it by a filter or a selection instead of a copy."
            ).format(layer=layer.name())
        )
    if layer.isModified():
        raise Unusable(tr("{layer} has unsaved edits; save or discard them first.").format(layer=layer.name()))
    ref = LayerRef(path, uri.get("layerName") or "tiles")
    if not restriction and not layer.subsetString():
        return LayerInput(ref)
    source, request = QgsVectorLayerFeatureSource(layer), _request(layer, restriction)
    request.setSubsetOfAttributes([_TILE_ID], layer.fields())

    def with_ids(_: str) -> LayerRef:
        return replace(ref, ids=tuple(int(tile[_TILE_ID]) for tile in source.getFeatures(request)))

    return LayerInput(ref, with_ids)


def _plain_file(layer: QgsVectorLayer, field: str) -> LayerRef | None:
    """The layer's own file, when the engine would read there exactly what the user sees."""
    provider = layer.dataProvider()
    if layer.providerType() != "ogr" or layer.subsetString() or layer.isModified():
        return None
    if field and provider.fields().lookupField(field) < 0:  # joined or computed in QGIS only
        return None
    if layer.crs() != provider.crs() or QgsWkbTypes.isCurvedType(layer.wkbType()):
        return None
    uri = _decoded(layer)
    if not os.path.exists(uri.get("path", "")) or uri.get("openOptions") or uri.get("geometryType"):
        return None
    if uri.get("layerId") is not None and not uri.get("layerName"):
        return None
    return LayerRef(uri["path"], uri.get("layerName") or "")


def _decoded(layer: QgsMapLayer) -> dict[str, Any]:
    if layer.providerType() != "ogr":
        return {}
    return dict(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()))


def _request(layer: QgsVectorLayer, restriction: Restriction) -> QgsFeatureRequest:
    request = QgsFeatureRequest()
    if restriction.selected:
        request.setFilterFids(layer.selectedFeatureIds())
    if restriction.expression:
        request.combineFilterExpression(restriction.expression)
    if restriction.limit > 0:
        request.setLimit(restriction.limit)
    return request


class _Export:
    """A snapshot of a vector layer, taken in the main thread, that any thread can write: shapes, the field, and what a sample has."""

    def __init__(
        self, layer: QgsVectorLayer, restriction: Restriction, field: str, transforms: QgsCoordinateTransformContext
    ) -> None:
        self._source = QgsVectorLayerFeatureSource(layer)
        self._request = _request(layer, restriction)
        names = dict.fromkeys((*((field,) if field else ()), *sample.columns(layer.fields().names())))
        self._indices = [layer.fields().lookupField(name) for name in names]
        self._request.setSubsetOfAttributes(self._indices)
        self._fields = QgsFields()
        for index in self._indices:
            self._fields.append(layer.fields().at(index))
        self._type = QgsWkbTypes.linearType(layer.wkbType())
        self._crs, self._name, self._transforms = layer.crs(), layer.name(), transforms

    def write(self, folder: str) -> LayerRef:
        """Write the features to a GeoPackage of their own in `folder`."""
        path = os.path.join(folder, f"layer{len(os.listdir(folder))}.gpkg")
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = "GPKG", "layer"
        options.layerOptions = ["FID=diao_fid"]  # a class field may be called fid
        writer = QgsVectorFileWriter.create(path, self._fields, self._type, self._crs, self._transforms, options)
        for feature in self._source.getFeatures(self._request):
            writer.addFeature(self._plain(feature))
        problem = writer.errorMessage() if writer.hasError() != QgsVectorFileWriter.WriterError.NoError else ""
        del writer  # closes the file
        if problem:
            raise QgsProcessingException(
                tr(
                    "{layer} cannot be exported for the engine ({reason}); save it as a GeoPackage and use that."
                ).format(layer=self._name, reason=problem)
            )
        return LayerRef(path, "layer")

    def _plain(self, feature: QgsFeature) -> QgsFeature:
        plain = QgsFeature(self._fields)
        if feature.hasGeometry():  # arcs become lines: the engine knows straight segments only
            plain.setGeometry(QgsGeometry(feature.geometry().constGet().segmentize()))
        plain.setAttributes([feature.attribute(index) for index in self._indices])
        return plain


def _categorised_classes(layer: QgsVectorLayer, field: str) -> tuple[ClassHint, ...]:
    """Names and colours of a layer that is shown by categories of the class field."""
    renderer = layer.renderer()
    if not field or not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return ()
    if renderer.classAttribute().strip('"').lower() != field.lower():
        return ()
    hints = []
    for category in renderer.categories():
        values = category.value() if isinstance(category.value(), list) else [category.value()]
        keys = [key for key in map(_key, values) if key]  # the category of all other values has none
        symbol = category.symbol()  # a category may have none
        hints += [ClassHint(key, category.label(), symbol.color().name() if symbol is not None else "") for key in keys]
    return tuple(hints)


def _paletted_classes(layer: QgsRasterLayer) -> tuple[ClassHint, ...]:
    renderer = layer.renderer()
    if not isinstance(renderer, QgsPalettedRasterRenderer):
        return ()
    return tuple(
        # QGIS labels a nameless class with its value; that is no name, and the file may hold a better one.
        ClassHint(_key(entry.value), "" if entry.label == _key(entry.value) else entry.label, entry.color.name())
        for entry in renderer.classes()
    )


def _key(value: Any) -> str:
    """A field or pixel value as the text that the engine compares; NULL is the empty text."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, (str, int, float)) else ""
