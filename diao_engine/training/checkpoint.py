# SPDX-License-Identifier: GPL-2.0-or-later
"""What an interrupted training needs to go on: one file beside the model, written whole after every epoch."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import pickle
from pathlib import Path
from typing import Any

import torch

from .. import __version__
from ..dataset.store import TileDataset
from ..jobs import Train, encode

# These may differ between the run that stopped and the one that goes on.
_FREE_FIELDS = ("model", "report", "resume", "dataset")


class Checkpoint:
    """The resume file of a model; `fingerprint` says which settings and tiles it belongs to."""

    def __init__(self, model_path: str, fingerprint: str) -> None:
        place = Path(os.path.abspath(model_path))
        self.path = str(place.with_name(f".{place.stem}.diao-resume.pt"))
        self._fingerprint = fingerprint

    def save(self, state: dict[str, Any]) -> None:
        """Keep a state, in place of the one before."""
        buffer = io.BytesIO()
        torch.save({**state, "fingerprint": self._fingerprint}, buffer)
        part = f"{self.path}.part"
        try:
            Path(part).write_bytes(buffer.getbuffer())
            os.replace(part, self.path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.remove(part)

    def load(self) -> dict[str, Any] | None:
        """The state kept last; None when there is none, or it is damaged or belongs to another training."""
        try:
            state = torch.load(self.path, map_location="cpu", weights_only=True)
        except FileNotFoundError:
            return None
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
        if not isinstance(state, dict) or state.get("fingerprint") != self._fingerprint:
            return None
        return state

    def remove(self) -> None:
        """Forget it; the training is done."""
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.path)


def fingerprint(job: Train, dataset: TileDataset, *, device: str) -> str:
    """What a training depends on, as a short text: settings, device, classes, and which tiles are drawn how often."""
    settings = {key: value for key, value in encode(job).items() if key not in _FREE_FIELDS}
    tiles = dataset.tiles
    told = {
        "engine": __version__,
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
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
