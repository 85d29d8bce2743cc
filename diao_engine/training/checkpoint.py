# SPDX-License-Identifier: GPL-2.0-or-later
"""What an interrupted training needs to go on: one file beside the model, written completely after every epoch."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import io
import itertools
import json
import os
import pickle  # nosec B403 - for its error, nothing is unpickled
from pathlib import Path
from typing import Any

import torch

from .. import __version__
from ..dataset.store import TileDataset
from ..jobs import Train, encode
from ..jobs.small_file import replace_file
from ..jobs.train import resume_file, resume_pattern

# Fields of the job that do not say how to train; they may differ between the run that stopped and the one that goes on.
NOT_SETTINGS = ("model", "report", "resume", "dataset", "devices")


class Checkpoint:
    """The resume file of a model; `fingerprint` says which settings and tiles it belongs to.

    Files of other trainings, and damaged ones, stay as they are.
    """

    def __init__(self, model_path: str, fingerprint: str) -> None:
        self._model = model_path
        self._fingerprint = fingerprint
        self._path = ""

    def save(self, state: dict[str, Any]) -> None:
        """Keep a state instead of the previous one."""
        if not self._path:
            self.load()
        buffer = io.BytesIO()
        torch.save({**state, "fingerprint": self._fingerprint}, buffer)
        replace_file(self._path, buffer.getbuffer(), part=f"{self._path}.part")

    def load(self) -> dict[str, Any] | None:
        """The state kept last by a training of these settings and tiles; None when there is none that can be read.

        What a process that was killed was writing goes: nobody else trains into this model meanwhile.
        """
        for part in glob.glob(f"{resume_pattern(self._model)}.part"):
            with contextlib.suppress(OSError):
                os.remove(part)
        for number in itertools.count(1):
            self._path = resume_file(self._model, self._fingerprint, number)
            state = _read(self._path)
            if state is not None and state.get("fingerprint") == self._fingerprint:
                return state
            if not os.path.lexists(self._path):
                return None
        raise AssertionError  # numbers do not end

    def has_others(self) -> bool:
        """Whether there are files that cannot be gone on from: of other settings or tiles, or damaged ones."""
        return any(path != self._path for path in glob.glob(resume_pattern(self._model)))

    def remove(self) -> None:
        """Forget it; the training is done."""
        if self._path:
            with contextlib.suppress(FileNotFoundError):
                os.remove(self._path)


def _read(path: str) -> dict[str, Any] | None:
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (
        OSError,
        RuntimeError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        EOFError,
        pickle.UnpicklingError,
    ):
        return None
    return state if isinstance(state, dict) else None


def fingerprint(job: Train, dataset: TileDataset, *, device: str) -> str:
    """What a training depends on, as a short text: settings, start, device, classes, and which tiles are drawn how often."""
    settings = {key: value for key, value in encode(job).items() if key not in NOT_SETTINGS}
    tiles = dataset.tiles
    facts = {
        "engine": __version__,
        "start": hashlib.sha256(Path(job.start_from).read_bytes()).hexdigest() if job.start_from else "",
        "settings": settings,
        "device": device,
        "classes": [[entry.value, entry.name] for entry in dataset.scheme.classes],
        "ignore": dataset.scheme.ignore,
        "bands": list(dataset.info.bands),
        "tiles": [
            tiles.tile_id.tolist(), tiles.image.tolist(), tiles.label.tolist(), tiles.windows.tolist(),
            tiles.split.tolist(), tiles.repeats.tolist(), tiles.counts.tolist(),
        ],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
