# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rasters of a project are its imagery, and which of them go together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QLocale

from ....processing_provider.text import tr
from ..kit import pixel_size
from ..kit.number_format import count_text
from .own_results import is_result

_LABEL_NAMES = re.compile(r"mask|label|class|cover|truth|gt\b", re.IGNORECASE)
# Neighbouring scenes of a survey share a margin; what shares more shows the same ground twice.
_MOST_SHARED = 0.2
_SAME_SIZE = 0.01


@dataclass(frozen=True)
class Choice:
    """Images that go together, and a sentence for each other one that says why it does not."""

    layers: list[QgsRasterLayer] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def can_be_image(layer: QgsMapLayer) -> bool:
    """Whether a layer is a raster in a file."""
    return isinstance(layer, QgsRasterLayer) and layer.isValid() and layer.providerType() == "gdal"


def shown_first(project: QgsProject) -> list[QgsMapLayer]:
    """All layers but results of ours, the visible ones before the others, from top to bottom."""
    nodes = [node for node in project.layerTreeRoot().findLayers() if node.layer() is not None]
    nodes.sort(key=lambda node: not node.isVisible())
    return [node.layer() for node in nodes if not is_result(node.layer())]


def is_visible(layer: QgsMapLayer, project: QgsProject) -> bool:
    """Whether a layer is ticked in the layer tree, its groups too."""
    node = project.layerTreeRoot().findLayer(layer.id())
    return node is not None and node.isVisible()


def candidates(project: QgsProject) -> list[QgsRasterLayer]:
    """The visible rasters, or the uppermost one where none is; those of several bands before those of one, no class rasters."""
    layers = [layer for layer in shown_first(project) if can_be_image(layer)]
    layers = [layer for layer in layers if layer.bandCount() > 1] or layers
    layers = [layer for layer in layers if not is_class_raster(layer, beside_imagery=False)]
    return [layer for layer in layers if is_visible(layer, project)] or layers[:1]


def is_class_raster(layer: QgsRasterLayer, beside_imagery: bool) -> bool:
    """One band that is shown by classes, or is named like labels, or lies beside imagery of more bands."""
    if not has_integers(layer):
        return False
    shown_by_class = isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    return shown_by_class or beside_imagery or bool(_LABEL_NAMES.search(layer.name()))


def has_integers(layer: QgsRasterLayer) -> bool:
    """Whether a raster has one band of whole numbers."""
    integer_types = (Qgis.DataType.Byte, Qgis.DataType.UInt16, Qgis.DataType.Int16)
    return layer.bandCount() == 1 and layer.dataProvider().dataType(1) in integer_types


def going_together(layers: list[QgsRasterLayer]) -> Choice:
    """The first one and those that have its bands, type and pixel size and show other ground than those before them."""
    chosen: list[QgsRasterLayer] = []
    reasons = []
    for layer in layers:
        reason = _misfit(layer, chosen) if chosen else ""
        if reason:
            reasons.append(reason)
        else:
            chosen.append(layer)
    return Choice(chosen, reasons)


def _misfit(layer: QgsRasterLayer, chosen: list[QgsRasterLayer]) -> str:
    """Why an image is not ticked with those that are."""
    first, name = chosen[0], layer.name()
    if layer.bandCount() != first.bandCount():
        return tr("{name} is not ticked: it has {n} bands, {first} has {m}.").format(
            name=name, first=first.name(), n=count_text(layer.bandCount()), m=count_text(first.bandCount())
        )
    if layer.dataProvider().dataType(1) != first.dataProvider().dataType(1):
        return tr("{name} is not ticked: its values are of another data type than those of {first}.").format(
            name=name, first=first.name()
        )
    size, expected = pixel_size.metres(layer), pixel_size.metres(first)
    if size and expected and abs(size / expected - 1.0) > _SAME_SIZE:
        return tr("{name} is not ticked: its pixels are {size} m wide, those of {first} {expected} m.").format(
            name=name, first=first.name(), size=_digits(size), expected=_digits(expected)
        )
    over = next((one for one in chosen if _share_ground(layer, one)), None)
    if over is not None:
        return tr("{name} is not ticked: it shows the same ground as {other}.").format(name=name, other=over.name())
    return ""


def _share_ground(one: QgsRasterLayer, other: QgsRasterLayer) -> bool:
    """Whether two images overlap by more than a margin; what has no place overlaps with nothing."""
    if not one.crs().isValid() or not other.crs().isValid():
        return False
    there = QgsCoordinateTransform(one.crs(), other.crs(), QgsProject.instance())
    try:
        box = there.transformBoundingBox(one.extent())
    except QgsCsException:
        return False
    common = QgsRectangle(box).intersect(other.extent())
    least = min(_area(box), _area(other.extent()))
    return not common.isEmpty() and least > 0 and _area(common) / least > _MOST_SHARED


def _digits(number: float) -> str:
    return str(QLocale().toString(number, "g", 3))


def _area(box: QgsRectangle) -> float:
    return float(box.width() * box.height())
