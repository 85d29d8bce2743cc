# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps a map up to date with the images that arrive in a folder or a STAC catalogue: each once, whatever ends this process.

The map is exchanged first and the journal written after it: a process that ends between the two takes an image twice, which changes
nothing (`updating.fold`). So the result is that of one update with all images, to the byte.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..dataset.fingerprint import FileState
from ..errors import BadInput, DiskFull, TooManyFiles
from ..jobs import Update, encode, specs
from ..jobs.outputs import companions
from ..jobs.shards import SCHEDULER
from ..jobs.watching import Watch
from ..messages import IMAGE_SET_ASIDE, IMAGES_TAKEN, WATCHING, Sentence
from ..protocol.progress import ProgressReporter
from ..updating.images import Order, images_of
from ..updating.journal import Journal, State
from . import update
from .arrivals import Arrivals, arrivals_of

# So many images are brought in at once where many are waiting.
_AT_ONCE = 16
# What is wrong with an image, where the sentence does not name its file.
_OF_IMAGES = frozenset(
    {
        "band_counts_differ",
        "bands_of_other_crs",
        "bands_of_other_place",
        "extent_outside",
        "model_of_8_bit",
        "nan_at",
        "no_common_ground",
        "pixels_too_different",
        "too_many_pixels",
    }
)
_ELSEWHERE = ("batch_size", "device", "trust_model", SCHEDULER)  # what may differ without another map
_PAUSE_SECONDS = 0.5
_MOST_TRIES = 5  # looks in a row in which a server may fail to give an image, before that is set aside


def watch(job: Update, how: Watch, report: ProgressReporter) -> dict[str, Any]:
    """Watch what stands for the images of the job; ends when all is taken, or never."""
    if job.scheduler:
        raise BadInput("watch_on_cluster", field=SCHEDULER)
    with tempfile.TemporaryDirectory(prefix="diao-watch-") as folder:
        return _take_all(_Watched.of(job, how, folder, report), how, report)


def _take_all(watched: _Watched, how: Watch, report: ProgressReporter) -> dict[str, Any]:
    arrivals = watched.arrivals
    watched.begin()
    earlier: dict[str, State] = {}
    numbers: dict[str, Any] = {}
    while True:
        present = arrivals.present()
        new = {name: state for name, state in present.items() if not watched.journal.knows(name, state)}
        left = {name: state for name, state in new.items() if name not in watched.later}
        whole = {name: state for name, state in left.items() if not arrivals.settles or earlier.get(name) == state}
        if whole:
            numbers = watched.bring(dict(list(whole.items())[:_AT_ONCE])) or numbers
        elif how.once and not left:
            report.info("watched_once", count=len(watched.journal.taken), refused=len(watched.journal.refused))
            return numbers
        else:
            _pause(how.every, report)
            watched.rest()
        earlier = present


@dataclass
class _Watched:
    """Where images come from, the job without them, and the journal; `later` are those that a server failed to give in this look."""

    arrivals: Arrivals
    job: Update
    journal: Journal
    report: ProgressReporter
    later: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, job: Update, how: Watch, folder: str, report: ProgressReporter) -> _Watched:
        arrivals = arrivals_of(job, how.assets, folder, report)
        settings = {**_settings(job), **arrivals.settings}
        return cls(arrivals, job, Journal.beside(job.output, settings), report)

    def begin(self) -> None:
        """Say what has become of images so far: nobody needs to read the journal."""
        self.arrivals.present()
        self._ask_for_versions()
        self.report.info(WATCHING, path=self.job.images[0], **self._counts())
        for name in self._refused():
            self.report.warning(IMAGE_SET_ASIDE, path=name, reason=self.journal.refused[name][1])

    def _counts(self) -> dict[str, int]:
        return {"count": len(self.journal.taken), "refused": len(self._refused())}

    def _refused(self) -> list[str]:
        """The images that were set aside and are still there."""
        return [name for name in self.journal.refused if self.arrivals.is_there(name)]

    def rest(self) -> None:
        """Begin a new look."""
        self.later.clear()
        self.arrivals.rest()
        self._ask_for_versions()

    def _ask_for_versions(self) -> None:
        """Try again what servers have failed to give, where they have another version now; a silent one is not waited for."""
        for name, earlier in list(self.journal.versions.items()):
            if not self.arrivals.is_there(name):
                continue
            now = self.arrivals.version(name)
            if now is None:
                break
            if now != earlier:
                self.journal.try_again(name)

    def bring(self, images: Mapping[str, State]) -> dict[str, Any]:
        """Bring images into the map, and set those aside that cannot be used."""
        for name, state in list(images.items()):
            if (problem := self.arrivals.problem(name)) is not None:
                self._set_aside(name, state, problem)
        images = {name: state for name, state in images.items() if self.arrivals.problem(name) is None}
        if not images:
            return {}
        try:
            return self._bring_all(images)
        except BadInput as error:
            if not self._is_of_image(error, images):
                raise
            if len(images) > 1:
                numbers: dict[str, Any] = {}
                for name, state in images.items():
                    numbers = self.bring({name: state}) or numbers
                return numbers
            ((name, state),) = images.items()
            if self.arrivals.may_come_later(error):
                self._leave(name, state, error.sentences[0])
            else:
                self._set_aside(name, state, error.sentences[0])
            return {}

    def _leave(self, name: str, state: State, reason: Sentence) -> None:
        """What the server of an image did not give is asked for again at the next look, so many times."""
        self.later.add(name)
        tries = self.journal.miss(name, state)
        if tries < _MOST_TRIES:
            self.report.warning("image_comes_later", path=name, reason=reason)
            return
        reason = Sentence.of("image_never_comes", tries=tries, reason=reason.of_job(specs(self.job)))
        self.journal.refuse_version(name, state, reason, self.arrivals.version(name))
        self.report.warning(IMAGE_SET_ASIDE, path=name, reason=reason)

    def _set_aside(self, name: str, state: State, reason: Sentence) -> None:
        reason = reason.of_job(specs(self.job))
        self.journal.refuse(name, state, reason)
        self.report.warning(IMAGE_SET_ASIDE, path=name, reason=reason)

    def _is_of_image(self, error: BadInput, images: Mapping[str, State]) -> bool:
        """Whether an image is to blame, and not the disk, the map or the model."""
        if isinstance(error, (DiskFull, TooManyFiles)):
            return False
        paths = {file for name in images for file in self.arrivals.files(name)}
        told = [value for sentence in error.sentences for value in sentence.arguments.values()]
        return any(sentence.code in _OF_IMAGES for sentence in error.sentences) or any(
            isinstance(value, str) and value in paths for value in told
        )

    def _bring_all(self, images: Mapping[str, State]) -> dict[str, Any]:
        self.arrivals.make_ready(images)
        first = self._first_of(images)
        again = self._is_to_begin_anew(images, first)
        names = {*self.journal.taken, *images} if again else images
        self.arrivals.make_ready(name for name in names if name not in images)
        job = replace(self.job, images=tuple(map(self.arrivals.path, sorted(names))))
        with tempfile.TemporaryDirectory(prefix="diao-watch-") as folder:
            so_far = self.job.map if again or not self.journal.taken else _copied(self.job.output, folder)
            with update.map_so_far(so_far, self.job.map_date) as now, update.map_so_far(self.job.map) as compared:
                numbers = update.update(job, now, compared, self.report, self.arrivals.dates())
        if again:
            first = self._first_of(names)
        elif first and self.journal.first:
            first = min(first, self.journal.first)
        self.journal.take(images, first)
        self.report.info(IMAGES_TAKEN, names=sorted(images), **self._counts())
        return numbers

    def _first_of(self, names: Iterable[str]) -> Order | None:
        """The first of images that are ready; None where the map begins with another map, so that it does not matter."""
        if self.job.map:
            return None
        return images_of(list(map(self.arrivals.path, names)), self.job.date, self.arrivals.dates())[0].order

    def _is_to_begin_anew(self, images: Mapping[str, State], first: Order | None) -> bool:
        """Whether the map is made of all images again: one has changed, or a new map would begin with another one, of which `first` is
        the first.
        """
        earlier = [name for name in self.journal.taken if name not in images]
        can_be_read = (self.arrivals.is_there(name) and self.arrivals.problem(name) is None for name in earlier)
        if not self.journal.taken or not all(can_be_read):
            return False
        if any(name in self.journal.taken for name in images):
            return True
        return first is not None and (self.journal.first is None or first < self.journal.first)


def _settings(job: Update) -> dict[str, Any]:
    """What a map depends on, beside its images: the values of the job, and the content of model and first map."""
    values = {name: value for name, value in encode(job).items() if name not in _ELSEWHERE}
    for name in ("model", "map"):
        state = FileState.of(getattr(job, name) or "")
        values[name] = None if state is None else state.digest
    return values


def _copied(class_map: str, folder: str) -> str:
    """A copy of the map as it is, since the map itself is going to be replaced."""
    copy = os.path.join(folder, os.path.basename(class_map))
    for suffix in ("", *companions(class_map)):
        if os.path.isfile(class_map + suffix):
            shutil.copyfile(class_map + suffix, copy + suffix)
    return copy


def _pause(seconds: float, report: ProgressReporter) -> None:
    """Wait, and hear that the work is to stop."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        report.check_cancelled()
        time.sleep(min(left, _PAUSE_SECONDS))
