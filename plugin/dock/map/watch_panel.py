# SPDX-License-Identifier: GPL-2.0-or-later
"""A folder or a STAC catalogue that imagery arrives in, and the map that it keeps up to date."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from qgis.core import QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ....diao_engine.jobs.stac import keys_in
from ....diao_engine.jobs.watching import CATALOG_SIZE, is_catalog
from ....processing_provider.text import tr, tr_count
from ....processing_provider.watching import PLACE
from ...display import titles
from ..datasets import names
from ..kit.job_form import JobForm
from ..kit.message_label import plain, plain_tip
from ..kit.notice import ERROR, Notice
from ..kit.number_format import count_text
from ..runs.folder_watch import FolderWatch
from ..runs.runner import JobRunner
from ..session import WATCHED, Session
from .judging_step import class_maps

UPDATE = "diao:update"
# Given by the page or by this panel, or of no use here: polygons of rare classes would be made anew with each image, verdicts and all.
_HIDDEN = (
    PLACE, "MODEL", "TRUST_MODEL", "CLASSES", "AREA", "NODATA", "TILE_SIZE", "OVERLAP", "BATCH_SIZE", "PRIOR_CORRECTION", "DEVICE",
    "SCHEDULER", "OUTPUT", "CHANGES", "TRANSITIONS", "MINORITY",
)  # fmt: skip
_SELDOM = ("DATE", "MAP_DATE", "MIN_AREA", "CLOUDS")
_KEY, _ASSETS = "watch", "ASSETS"  # among what the session remembers
_REASONS_SHOWN = 5


class WatchPanel(QWidget):
    """The folder or the catalogue, how its images change the map, start and stop, and the state in sight."""

    def __init__(
        self,
        runner: JobRunner,
        session: Session,
        iface: Any,
        mapping: Callable[[], dict[str, Any]],
        problem: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """`mapping` is what the page maps with: its model and the values that `diao:update` takes too; `problem` is why it cannot."""
        super().__init__(parent)
        self._runner, self._session = runner, session
        self._mapping, self._problem = mapping, problem
        self._size = "base"
        self.watch = FolderWatch(self)
        self._build(iface)
        self.start.clicked.connect(self._toggle)
        self.place.fileChanged.connect(self.refresh)
        self.assets.textChanged.connect(self.refresh)
        self.watch.changed.connect(self.refresh)
        self.watch.ended.connect(self._tell_end)
        runner.engine_changed.connect(self.refresh)
        runner.closing.connect(self.watch.close)
        session.opened.connect(self._recall)
        runner.ended.connect(self._propose)
        session.saving.connect(self._remember)
        self._recall()

    def need(self, size: str) -> None:
        """Name the size of the engine's environment that the model needs."""
        self._size = size
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Say how it stands, and whether it can be started."""
        is_on = self.watch.is_on
        reason = "" if is_on else self._reason()
        self.start.setText(tr("Stop watching") if is_on else tr("Start watching"))
        self.start.setEnabled(not reason and not self.watch.is_stopping)
        for field in (self.place, self.assets, self.form, self.output):
            field.setEnabled(not is_on)
        for widget in self._only_of_catalogs:
            widget.setVisible(is_catalog(self._place()))
        self.told.setText(reason or self._state())
        self.told.setVisible(bool(self.told.text()))
        latest = list(self.watch.state.set_aside.items())[-_REASONS_SHOWN:]
        reasons = [text if name in text else f"{name}: {text}" for name, text in latest]
        self.set_aside.setText("\n".join([tr("Set aside, until they change:"), *reasons]) if reasons else "")
        self.set_aside.setVisible(bool(reasons))

    def _build(self, iface: Any) -> None:
        about = plain(
            tr(
                "Each image that has arrived whole in a folder, or is new in a STAC catalogue, brings a map up to date, with the "
                "model and the settings above. This goes on beside your work while the project is open; started again, it goes on "
                "where it was."
            ),
            wrapped=True,
        )
        self.place = QgsFileWidget()
        self.place.setObjectName("diao_watch_folder")
        self.place.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.place.setDialogTitle(tr("Folder that images arrive in"))
        self.place.lineEdit().setPlaceholderText(tr("folder or https://…"))
        self.assets = QLineEdit()
        self.assets.setObjectName("diao_watch_assets")
        self.assets.setPlaceholderText(tr("empty: every raster is an image"))
        self.assets.setToolTip(
            plain_tip(
                tr(
                    "Which assets of each item are images, by their keys with commas between them; + between keys makes one "
                    "image of their bands, as in B04+B03+B02."
                )
            )
        )
        self.form = JobForm(UPDATE, hidden=_HIDDEN, first=("MAP", "LEAST_CONFIDENCE"), seldom=_SELDOM, iface=iface)
        self.form.setObjectName("diao_watch_form")
        self.output = QgsFileWidget()
        self.output.setObjectName("diao_watch_output")
        self.output.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.output.setDialogTitle(tr("Updated map"))
        definition = self.form.algorithm.parameterDefinition("OUTPUT")
        self.output.setFilter("GeoTIFF (*.tif)")
        self.output.lineEdit().setPlaceholderText(tr("empty: a new map"))
        self.start = QPushButton()
        self.start.setObjectName("diao_watch_start")
        self.told = plain(name="diao_watch_told", wrapped=True)
        self.set_aside = plain(name="diao_watch_set_aside", wrapped=True)
        self.message = Notice("diao_watch_message")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(about)
        _add(layout, tr("Folder that images arrive in, or STAC catalogue"), self.place, self.place.lineEdit())
        self._only_of_catalogs = _add(layout, tr("Assets that are images"), self.assets, self.assets)
        layout.addWidget(self.form)
        _add(layout, definition.description(), self.output, self.output.lineEdit())
        for widget in (self.start, self.told, self.set_aside, self.message):
            layout.addWidget(widget)

    def _reason(self) -> str:
        """Why it cannot be started."""
        if self._problem():
            return self._problem()
        if not self._place():
            return tr("Choose the folder that images arrive in.")
        if is_catalog(self._place()):
            return self._runner.waits_for(CATALOG_SIZE)
        if not os.path.isdir(self._place()):
            return tr(
                "{path} is neither a folder that exists nor a STAC catalogue; choose a folder, or give the address of a catalogue "
                "(https://…) or its file catalog.json."
            ).format(path=self._place())
        return self._runner.waits_for(self._size)

    def _state(self) -> str:
        """What has become of the images, and what goes on."""
        state = self.watch.state
        lines = []
        if self.watch.is_stopping:
            lines.append(tr("Stopping …"))
        elif self.watch.is_on:
            lines.append(state.stage or tr("Waiting for images."))
        if self.watch.is_on or state.taken or state.refused:
            images = tr_count(state.taken, "{n} image is in the map", "{n} images are in the map")
            counts = images.format(n=count_text(state.taken))
            lines.append(tr("{images}, {n} set aside.").format(images=counts, n=count_text(state.refused)))
        if state.last:
            time = QLocale().toString(state.last_at.time(), QLocale.FormatType.ShortFormat)
            lines.append(tr("Last: {names}, {time}").format(names=", ".join(state.last), time=time))
        return "\n".join(lines)

    def _toggle(self, *_: object) -> None:
        self.message.show_message("")
        if self.watch.is_on:
            self.watch.stop()
            return
        ground = names.of_arrivals(self._place())
        output = self.output.filePath().strip()
        if not output:
            if not self._session.work_folder.ready(self, ground):
                return
            output = names.free(self._session.work_folder.completed(names.updated(ground)))
        values = {
            **self._mapping(),
            **self.form.values(),
            PLACE: self._place(),
            "OUTPUT": output,
            "CHANGES": names.changes(output),
        }
        problem = self.watch.start(values, titles.of_update(QgsProject.instance(), ground), self._assets())
        self.message.show_message(problem, ERROR)
        if not problem:
            self.output.setFilePath(output)
            self._remember()

    def _tell_end(self, problem: str) -> None:
        self.message.show_message(problem, ERROR)

    def _propose(self, *_: object) -> None:
        """Begin with the uppermost map of the project, where nothing has been watched in it."""
        maps = class_maps(QgsProject.instance())
        if maps and not self._place() and not self.output.filePath():
            self.form.set_value("MAP", maps[0].id())

    def _remember(self) -> None:
        if self._place():
            self._session.remember(_KEY, {**self.form.values(), _ASSETS: self.assets.text()})
            self._session.remember_paths(WATCHED, {PLACE: self._place(), "OUTPUT": self.output.filePath().strip()})

    def _recall(self) -> None:
        """Another project: what was watched for the last one ends, and what this one has watched can be gone on with."""
        self.watch.leave()
        known = self._session.remembered_paths(WATCHED)
        self.place.setFilePath(known.get(PLACE, ""))
        self.output.setFilePath(known.get("OUTPUT", ""))
        values = dict(self._session.remembered(_KEY))
        self.assets.setText(str(values.pop(_ASSETS, "")))
        self.form.set_values(values)
        self.message.show_message("")
        self._propose()
        self.refresh()

    def _place(self) -> str:
        return str(self.place.filePath()).strip()

    def _assets(self) -> tuple[str, ...]:
        """The keys that are images, of a catalogue."""
        return keys_in(self.assets.text()) if is_catalog(self._place()) else ()


def _add(layout: QVBoxLayout, text: str, field: QWidget, edit: QWidget) -> tuple[QWidget, QWidget]:
    """Put a field with its label below the others; `edit` is where one types."""
    label = plain(text, wrapped=True)
    label.setBuddy(edit)
    for widget in (field, edit):
        widget.setAccessibleName(text)
    for widget in (label, field):
        layout.addWidget(widget)
    return label, field
