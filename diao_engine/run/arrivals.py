# SPDX-License-Identifier: GPL-2.0-or-later
"""Where images come from that a watch takes: a folder, or a STAC catalogue."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import BadInput
from ..jobs import Update, specs, stack
from ..jobs.watching import is_catalog
from ..messages import Sentence
from ..protocol.progress import ProgressReporter
from ..raster.stacked import stacked
from ..updating.journal import State, images_in
from . import inputs

# GDAL keeps in mind what a server did not have; a later look must ask again.
_ASK_AGAIN = "CPL_VSIL_CURL_NON_CACHED"
_SERVED = ("not_served", "server_gives_nothing")  # sentences about a server, which may be well again later


class Arrivals(ABC):
    """Images by names that do not change, with states that tell one content from another."""

    settles = False  # whether an image is whole only when it has stayed the same from one look to the next
    settings: Mapping[str, object] = {}  # what the map depends on beside the job

    @abstractmethod
    def present(self) -> dict[str, State]:
        """What is there now, until the next `rest`."""

    @abstractmethod
    def path(self, name: str) -> str:
        """What GDAL opens for an image that is there or was."""

    @abstractmethod
    def is_there(self, name: str) -> bool:
        """Whether an image is still among them."""

    def make_ready(self, names: Iterable[str]) -> None:  # noqa: B027 - a file is ready as it is
        """See to it that GDAL can open images by their paths. BadInput where one of them cannot be read or put together."""

    def files(self, name: str) -> tuple[str, ...]:
        """What sentences may call an image that is there or was."""
        return (self.path(name),)

    def dates(self) -> Mapping[str, int]:
        """Dates in minutes by path, as far as they stand beside the images."""
        return {}

    def problem(self, name: str) -> Sentence | None:
        """Why an image that is there cannot be used, where that is known before it is read."""
        return None

    def may_come_later(self, error: BadInput) -> bool:
        """Whether what an image failed for may pass by itself."""
        return False

    def version(self, name: str) -> Any:
        """What the server of an image says of its version, as JSON has it; None where none says anything."""
        return None

    def rest(self) -> None:  # noqa: B027 - a folder keeps nothing
        """The next look is a new one."""


class FolderArrivals(Arrivals):
    """The images in a folder; results of ours that lie there are none."""

    settles = True

    def __init__(self, folder: str, job: Update) -> None:
        self._folder = folder
        named = [getattr(job, spec.name) for spec in specs(job) if spec.kind.is_output or spec.name == "map"]
        self._ours = [path for path in named if path]

    def present(self) -> dict[str, State]:
        """The files by name."""
        try:
            return images_in(self._folder, self._ours)
        except OSError:
            raise BadInput("watch_no_folder", path=self._folder) from None

    def path(self, name: str) -> str:
        """The file."""
        return os.path.join(self._folder, name)

    def is_there(self, name: str) -> bool:
        """Whether the file is there."""
        return os.path.isfile(self.path(name))


class CatalogArrivals(Arrivals):
    """The images of the items of a STAC catalogue: rasters, or bands that lie in files of their own, put together in a folder."""

    def __init__(self, location: str, assets: Sequence[str], folder: str, report: ProgressReporter) -> None:
        from ..updating import catalog

        self._read = catalog.entries
        self._location, self._assets, self._report = location, tuple(assets), report
        self._entries: dict[str, catalog.Entry] | None = None
        self._last: dict[str, catalog.Entry] = {}
        self._folder = folder
        self.settings = {"assets": sorted(assets)}
        os.environ.setdefault(_ASK_AGAIN, "/vsicurl/:/vsis3/:/vsigs/:/vsiaz/")

    def present(self) -> dict[str, State]:
        """The images by collection, item and asset; those of the last look where the catalogue cannot be reached for a while."""
        if self._entries is None:
            try:
                self._entries = self._read(self._location, self._assets)
            except BadInput as error:
                if not self._last:
                    raise
                self._report.warning(error.sentences[0])
                self._entries = self._last
            self._last = self._entries
        return {name: entry.state for name, entry in self._entries.items()}

    def path(self, name: str) -> str:
        """The source that the item names, or the virtual raster of several."""
        sources = self._last[name].sources
        if len(sources) == 1:
            return sources[0][1]
        return os.path.join(self._folder, stack.file_name(name))

    def make_ready(self, names: Iterable[str]) -> None:
        """Put bands together that lie in files of their own; anew each time, for addresses with signatures change."""
        for name in names:
            if len(sources := self._last[name].sources) > 1:
                Path(self.path(name)).write_text(stacked(sources), encoding="utf-8")

    def files(self, name: str) -> tuple[str, ...]:
        """Also the sources of its bands."""
        return (self.path(name), *(source for _, source in self._last[name].sources))

    def is_there(self, name: str) -> bool:
        """Whether the catalogue still has it."""
        return name in self._last

    def dates(self) -> Mapping[str, int]:
        """Those of the items."""
        known = {name: entry.date for name, entry in self._last.items() if entry.sources}
        return {self.path(name): date for name, date in known.items() if date is not None}

    def problem(self, name: str) -> Sentence | None:
        """What is wrong with its item."""
        return self._last[name].problem

    def may_come_later(self, error: BadInput) -> bool:
        """Servers fail for a while."""
        return all(sentence.code in _SERVED for sentence in error.sentences)

    def version(self, name: str) -> Any:
        """That of each file; None where a server is silent now."""
        sources = [source for _, source in self._last[name].sources]
        try:
            return [known and list(known) for known in inputs.contents(sources).values()]
        except BadInput:
            return None

    def rest(self) -> None:
        """Read the catalogue again next time."""
        self._entries = None


def arrivals_of(job: Update, assets: Sequence[str], folder: str, report: ProgressReporter) -> Arrivals:
    """What the one value of `images` stands for. BadInput when it is neither a folder nor a catalogue.

    `folder` is where virtual rasters may lie as long as the watching lasts.
    """
    place = job.images[0]
    if len(job.images) == 1 and is_catalog(place):
        return CatalogArrivals(place, assets, folder, report)
    if len(job.images) != 1 or not os.path.isdir(place):
        raise BadInput("watch_no_folder", path=place)
    if assets:
        raise BadInput("assets_of_folder", path=place)
    return FolderArrivals(place, job)
