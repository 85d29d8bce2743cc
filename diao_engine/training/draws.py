# SPDX-License-Identifier: GPL-2.0-or-later
"""Which crops are shown: a few are drawn for each place in a batch, and the one is taken
whose classes were shown too seldom lately.

Source of the method: resources/docs/method.md, "Sampling".
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..jobs import Train
from ..jobs.registry import registry
from ..metrics.variety import effective_tiles

Floats = NDArray[np.float64]
# From class counts of crops (crops, classes), counts of what was shown (classes,) and target shares (classes,) to scores (crops,).
Score = Callable[[NDArray[np.int64], Floats, Floats], Floats]

# How long it takes until what was shown is forgotten but for 1/e.
_BATCHES_REMEMBERED = 60

# How many crops are drawn for a place, before the dose fades.
SAMPLING: dict[str, Callable[[Train], int]] = registry(
    Train, "sampling", {"dynamic": lambda job: job.candidates, "plain": lambda job: 1}
)


@dataclass(frozen=True)
class Dose:
    """How many crops are drawn for a place: `candidates` at first, one in about the last `anneal` (0 to 1) of the epochs."""

    candidates: int
    anneal: float
    epochs: int

    @classmethod
    def of(cls, job: Train) -> Dose:
        """That of a job."""
        return cls(SAMPLING[job.sampling](job), job.anneal, job.epochs)

    def strength(self, progress: float) -> float:
        """1 for all candidates, 0 for one, at a part of the training (0 to 1).

        It falls as a half wave, as long as the shorter side of the moment 1 - anneal, around which it is symmetric: so its mean
        is that of a dose that ends there at once.
        """
        width = min(self.anneal, 1.0 - self.anneal)
        past = progress - (1.0 - self.anneal)
        if width <= 0.0:
            return float(past < 0.0)
        return 0.5 - 0.5 * math.sin(math.pi * min(max(past / width, -0.5), 0.5))

    def per_place(self, epoch: int, *, steps: int, places: int) -> NDArray[np.int64]:
        """How many crops are drawn for each place of each batch of an epoch (from 0): shape (steps, places), 1 or above."""
        progress = [(epoch + step / steps) / self.epochs for step in range(steps)]
        mean = 1.0 + (self.candidates - 1) * np.array([self.strength(part) for part in progress])
        # A mean between whole numbers is met over the places of a batch.
        return np.floor(mean[:, None] + (np.arange(places) + 0.5) / places).astype(np.int64)


class Shown:
    """What was shown of each class and tile, lately and over all, and the choice that follows from it.

    Parameters
    ----------
    start
        Class counts of the tiles as they are drawn without a choice, (classes,).
    tiles
        Number of tiles.
    batch_px
        Labelled pixels of a batch, about.
    target
        Shares that the crops should come close to, (classes,); a class with 0 has no say.
    score
        Rates crops.
    """

    def __init__(
        self,
        start: NDArray[np.number],
        *,
        tiles: int,
        batch_px: float,
        target: Floats | None = None,
        score: Score | None = None,
    ) -> None:
        self.target, self._score = target, score
        self.pixels = np.zeros(len(start), dtype=np.int64)  # labelled, per class
        self.draws = np.zeros(tiles, dtype=np.int64)  # crops, per tile
        self._lately = np.asarray(
            start / max(float(start.sum()), 1.0) * batch_px * _BATCHES_REMEMBERED, dtype=np.float64
        )

    def choose(self, places: list[NDArray[np.int64]]) -> list[int]:
        """Choose a crop for each place of a batch; batches are to be passed in their order.

        Parameters
        ----------
        places
            Class counts (crops, classes) of the crops drawn for each place.

        Returns
        -------
        list of int
            Which crop of each place: that with the highest score given what was shown lately, this batch included; the first of
            equal ones. One without a labelled pixel is taken only if all are.
        """
        chosen = []
        for counts in places:
            best = int(np.argmax(self._scores(counts))) if len(counts) > 1 else 0
            self._lately += counts[best]
            chosen.append(best)
        self._lately *= 1.0 - 1.0 / _BATCHES_REMEMBERED
        return chosen

    def add(self, pixels: NDArray[np.int64], tiles: NDArray[np.int64]) -> None:
        """A batch was shown with so many pixels per class (classes,), crops of these tiles (batch,)."""
        self.pixels += pixels
        np.add.at(self.draws, tiles, 1)

    @property
    def effective_tiles(self) -> float:
        """As many tiles, drawn equally often, would be as varied; 0 before the first draw."""
        return effective_tiles(self.draws)

    def state(self) -> dict[str, Any]:
        """All of it as plain lists, to go on from."""
        return {"pixels": self.pixels.tolist(), "draws": self.draws.tolist(), "lately": self._lately.tolist()}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state."""
        self.pixels = np.array(state["pixels"], dtype=np.int64)
        self.draws = np.array(state["draws"], dtype=np.int64)
        self._lately = np.array(state["lately"], dtype=np.float64)

    def _scores(self, counts: NDArray[np.int64]) -> Floats:
        if self.target is None or self._score is None:
            raise ValueError("A choice among crops needs a target and a score.")
        wanted = self.target > 0
        scores = self._score(counts[:, wanted], self._lately[wanted], self.target[wanted])
        return np.where(counts.any(axis=1), scores, -np.inf)
