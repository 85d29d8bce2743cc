# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample that ships with the plugin: a copy of it in a folder of the user, and a project of that copy.

What is opened is always a copy: the plugin's own folder is replaced with each update, and may not be writable.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QStandardPaths

from ...processing_provider.text import tr
from .datasets import names

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "sample"
IMAGE, LABELS, STYLE, MODEL = "image.tif", "labels.gpkg", "labels.qml", "model.onnx"
PROJECT = "sample.qgz"
_FOLDER = "DIAO sample"
_LABELS_OPACITY = 0.5  # the image shows through


def proposed_folder() -> Path:
    """Where the copy goes: among the user's documents, where there is such a folder."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return (Path(place) if place else Path.home()) / _FOLDER


def is_copy(folder: Path) -> bool:
    """Whether a copy of the sample lies there that can be opened."""
    return all((folder / name).is_file() for name in (IMAGE, LABELS, MODEL))


def free_folder(folder: Path) -> Path:
    """The folder, or one with a number behind its name where something of that name is there already."""
    return Path(names.free(str(folder)))


def copy_to(folder: Path) -> None:
    """Copy the sample into a folder that is not there yet. Raises OSError."""
    folder.mkdir(parents=True)
    for name in (IMAGE, LABELS, STYLE, MODEL):
        shutil.copyfile(SOURCE / name, folder / name)


def fill_project(folder: Path) -> None:
    """Put the layers of the copy into the open project, which is empty."""
    project = QgsProject.instance()
    image = QgsRasterLayer(str(folder / IMAGE), tr("Aerial image"))
    labels = QgsVectorLayer(str(folder / LABELS), tr("Land cover (labels)"), "ogr")
    labels.loadNamedStyle(str(folder / STYLE))
    labels.setOpacity(_LABELS_OPACITY)
    project.setCrs(image.crs())
    project.setTitle(tr("DIAO sample"))
    for layer in (image, labels):
        project.addMapLayer(layer)


def write_project(folder: Path) -> None:
    """Write the open project beside the copy. Raises OSError."""
    project = QgsProject.instance()
    if not project.write(str(folder / PROJECT)):
        raise OSError(project.error())
