# SPDX-License-Identifier: GPL-2.0-or-later
"""Which images of a watched folder are in the map, and which were set aside and why: a file beside the map, replaced whole."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import BadInput
from ..jobs.outputs import journal_file
from ..jobs.small_file import replace_file
from ..messages import Sentence
from .clouds import BESIDE, mask_beside
from .images import Order

_FORMAT = 1
# What imagery comes in; the files that GDAL and others lay beside images do not count.
_SUFFIXES = frozenset(
    {".tif", ".tiff", ".jp2", ".j2k", ".img", ".vrt", ".png", ".jpg", ".jpeg", ".bil", ".bsq", ".ecw", ".sid", ".nc"}
)
# Size in bytes and time of the last change in ns: what tells one content of a file from another.
State = tuple[int, int]


@dataclass
class Journal:
    """What has become of the images of a folder, by their names. `settings` are what the map was made with, `first` is the image that
    it begins with: its date in minutes and what orders images of one date (`images.NewImage.order`).

    `tries` says in how many looks in a row a server has failed to give an image, `versions` what it said of the version of one that
    was set aside for that; None where it said nothing.
    """

    path: str
    settings: Mapping[str, Any]
    taken: dict[str, State] = field(default_factory=dict)
    refused: dict[str, tuple[State, Sentence]] = field(default_factory=dict)
    first: Order | None = None
    tries: dict[str, tuple[State, int]] = field(default_factory=dict)
    versions: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def beside(cls, class_map: str, settings: Mapping[str, Any]) -> Journal:
        """The journal of a map; a new one where there is none, or the map is gone.

        Raises
        ------
        BadInput
            It is damaged, or the map was made with other settings.
        """
        path = journal_file(class_map)
        fresh = cls(path, json.loads(json.dumps(settings)))
        if not (os.path.isfile(path) and os.path.isfile(class_map)):
            return fresh
        try:
            told = json.loads(Path(path).read_text(encoding="utf-8"))
            taken = {str(name): (int(size), int(time)) for name, (size, time) in told["taken"].items()}
            refused = {
                str(name): ((int(size), int(time)), Sentence.decode(reason))
                for name, ((size, time), reason) in told["refused"].items()
            }
            tries = {
                str(name): ((int(size), int(time)), int(count))
                for name, ((size, time), count) in told.get("tries", {}).items()
            }
            versions = dict(told.get("versions", {}))
            earlier, version = dict(told["settings"]), int(told["format"])
            first = None
            if told["first"] is not None:
                date, file, whole = told["first"]
                first = int(date), str(file), str(whole)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            raise BadInput("journal_damaged", path=path) from None
        if version > _FORMAT:
            raise BadInput("record_newer", path=path)
        other = sorted(name for name in {*earlier, *fresh.settings} if earlier.get(name) != fresh.settings.get(name))
        if other:
            raise BadInput("watched_with_other_settings", path=class_map, names=other)
        return cls(path, fresh.settings, taken, refused, first, tries, versions)

    def take(self, images: Mapping[str, State], first: Order | None) -> None:
        """Note that images are in the map, and which image it begins with now; None where it begins with another map."""
        self.taken.update(images)
        self.first = first
        for name in images:
            self._forget(name)
        self._write()

    def refuse(self, name: str, state: State, reason: Sentence) -> None:
        """Note that an image was set aside; it is tried again when it changes."""
        self._set_aside(name, state, reason)
        self._write()

    def miss(self, name: str, state: State) -> int:
        """Note that a server has failed to give an image in another look; in how many it has now, one after the other."""
        earlier, count = self.tries.get(name, (state, 0))
        self.tries[name] = state, count + 1 if earlier == state else 1
        self._write()
        return self.tries[name][1]

    def refuse_version(self, name: str, state: State, reason: Sentence, version: Any) -> None:
        """Note that an image was set aside for what its server gives; it is tried again when the server has another version, too."""
        self._set_aside(name, state, reason)
        self.versions[name] = version
        self._write()

    def try_again(self, name: str) -> None:
        """Note that an image that was set aside is to be looked at as a new one."""
        self._forget(name)
        self._write()

    def _set_aside(self, name: str, state: State, reason: Sentence) -> None:
        self._forget(name)
        self.refused[name] = state, reason

    def _forget(self, name: str) -> None:
        for known in (self.refused, self.tries, self.versions):
            known.pop(name, None)

    def knows(self, name: str, state: State) -> bool:
        """Whether an image with this content has been taken or set aside."""
        return self.taken.get(name) == state or self.refused.get(name, (None,))[0] == state

    def _write(self) -> None:
        refused = {name: (state, reason.encode()) for name, (state, reason) in self.refused.items()}
        told = {
            "format": _FORMAT,
            "settings": self.settings,
            "taken": self.taken,
            "refused": refused,
            "first": self.first,
            "tries": self.tries,
            "versions": self.versions,
        }
        replace_file(self.path, json.dumps(told, indent=1, sort_keys=True).encode())


def images_in(folder: str, but: Iterable[str]) -> dict[str, State]:
    """The images in a folder by name, without the files named in `but`; what is hidden, empty or a cloud mask is none."""
    others = {os.path.realpath(path) for path in but}
    found = {}
    for entry in os.scandir(folder):
        stem, suffix = os.path.splitext(entry.name)
        if entry.name.startswith(".") or suffix.lower() not in _SUFFIXES or stem.endswith(BESIDE):
            continue
        if not entry.is_file() or os.path.realpath(entry.path) in others:
            continue
        status = entry.stat()
        if status.st_size:
            mask = mask_beside(entry.path)
            files = [
                status,
                *([os.stat(mask)] if mask else []),
            ]  # a mask that comes later, or changes, changes the image
            found[entry.name] = sum(file.st_size for file in files), max(file.st_mtime_ns for file in files)
    return dict(sorted(found.items()))
