# SPDX-License-Identifier: GPL-2.0-or-later
"""What groups and layers of results are called: what tells them apart stands first, and a print legend can show them as they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from qgis.core import QgsProject

from ...processing_provider.text import tr
from . import groups


@dataclass(frozen=True)
class Titles:
    """The name of a group, and those of the layers in it by the algorithm's output."""

    group: str
    layers: dict[str, str] = field(default_factory=dict)


def of_map(project: QgsProject, raster: str, model: str) -> Titles:
    """The next map of a project."""
    number = groups.free_number(project, tr("Map {n}:"))
    layers = {
        "OUTPUT": tr("Map {n}: classes"),
        "CONFIDENCE": tr("Map {n}: confidence"),
        "PROBABILITIES": tr("Map {n}: probabilities"),
        "MINORITY": tr("Map {n}: rare objects"),
    }
    return Titles(
        tr("Map {n}: {raster}, {model}").format(n=number, raster=raster, model=model),
        {output: name.format(n=number) for output, name in layers.items()},
    )


def of_tiles(project: QgsProject, ground: str) -> Titles:
    """Tiles that were cut from imagery."""
    return _numbered(project, tr("Tiles {n}: {name}"), ground)


def of_synthetic(project: QgsProject, ground: str) -> Titles:
    """Tiles with synthetic ones among them."""
    return _numbered(project, tr("Synthetic tiles {n}: {name}"), ground)


def of_repeats(project: QgsProject, ground: str) -> Titles:
    """Tiles with their repeats."""
    return _numbered(project, tr("Repeated tiles {n}: {name}"), ground)


def of_comparison(project: QgsProject, before: str, after: str) -> Titles:
    """The differences of two maps."""
    number = groups.free_number(project, tr("Difference {n}:"))
    name = tr("Difference {n}: {before} to {after}").format(n=number, before=before, after=after)
    table = tr("Transitions {n}: {before} to {after}").format(n=number, before=before, after=after)
    return Titles(name, {"OUTPUT": name, "TABLE": table})


def of_update(project: QgsProject, ground: str) -> Titles:
    """A map that is kept up to date, and its changes."""
    number = groups.free_number(project, tr("Updated map {n}:"))
    name = tr("Updated map {n}: {name}").format(n=number, name=ground)
    changes = tr("Changes {n}: {name}").format(n=number, name=ground)
    return Titles(name, {"OUTPUT": name, "CHANGES": changes})


def of_sample(project: QgsProject, ground: str) -> Titles:
    """Points to judge a map by."""
    return _numbered(project, tr("Sample points {n}: {name}"), ground)


def _numbered(project: QgsProject, pattern: str, ground: str) -> Titles:
    """`pattern` has places for a number and the name of the ground."""
    number = groups.free_number(project, pattern.partition(":")[0] + ":")
    name = pattern.format(n=number, name=ground)
    return Titles(name, {"OUTPUT": name})
