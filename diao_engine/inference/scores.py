# SPDX-License-Identifier: GPL-2.0-or-later
"""What a model's output means: logits, probabilities, one channel for two classes, or class numbers.

Windows are blended as they come out (logits as logits, as MONAI and nnU-Net do), so that the softmax is taken once per
pixel of the output, and not at all where only the class is written.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput

_SUM_TOLERANCE = 1e-3
_LEAST_PROBABILITY = 1e-12


@dataclass(frozen=True)
class Scores:
    """How raw output becomes scores per class. `form` is logits, probabilities or numbers; `channels` what the model gives."""

    form: str
    channels: int
    classes: int

    @classmethod
    def of(
        cls, raw: NDArray[np.generic], window: tuple[int, ...], *, classes: int | None, form: str | None = None
    ) -> Scores:
        """Tell from a trial's output (n, channels, h, w) or (n, h, w); `classes` and `form` are what the model's card says.

        Raises BadInput when the output is no map of the window or disagrees with the card.
        """
        if raw.ndim == 3:
            raw = raw[:, None]
        if raw.ndim != 4 or raw.shape[2:] != window:
            raise BadInput("output_shape", shape=raw.shape, height=window[0], width=window[1])
        if raw.dtype.kind == "f" and not np.isfinite(raw).all():
            raise BadInput("output_nan")
        channels = raw.shape[1]
        if channels == 1 and raw.dtype.kind in "iub":
            if classes is None:
                raise BadInput("output_without_classes")
            return cls("numbers", 1, classes)
        class_count = max(2, channels)
        if classes is not None and classes != class_count:
            raise BadInput("output_channels", channels=channels, classes=classes)
        return cls(form or ("probabilities" if _are_probabilities(raw) else "logits"), channels, class_count)

    def read(self, raw: NDArray[np.generic]) -> NDArray[np.float32]:
        """Scores (n, class, h, w) of raw output: what is blended."""
        if raw.ndim == 3:
            raw = raw[:, None]
        if self.form == "numbers":
            return np.asarray(raw == np.arange(self.classes)[:, None, None], dtype=np.float32)
        scores = raw.astype(np.float32, copy=False)
        if self.channels == self.classes:
            return scores
        other = 1.0 - scores if self.form == "probabilities" else np.zeros_like(scores)
        return np.concatenate([other, scores], axis=1)

    def shift(self, scores: NDArray[np.float32], log_prior: NDArray[np.floating]) -> None:
        """Add a logarithm of a prior's change per class to blended scores (class, h, w), in place."""
        if self.form != "logits":
            np.log(np.maximum(scores, _LEAST_PROBABILITY), out=scores)
        scores += log_prior.astype(np.float32)[:, None, None]

    def confidence(
        self, scores: NDArray[np.float32], best: NDArray[np.float32], *, shifted: bool
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | float]:
        """Probability (h, w) of the best class of blended scores (class, h, w), whose score is `best` (h, w).

        The scores are changed: times the second value that is returned they are probabilities.
        """
        if self.form != "logits" and not shifted:
            return best, 1.0
        scores -= best
        np.exp(scores, out=scores)
        share = 1.0 / scores.sum(axis=0)
        return share, share


def prior_shift(natural: NDArray[np.floating], training: NDArray[np.floating], strength: float) -> NDArray[np.float64]:
    """What a change of the priors adds to the logarithm of each class: strength · ln(p_natural / p_training).

    Parameters
    ----------
    natural, training
        Class shares in the area to map and in training, 0 or above, of any sum; (classes,).
    strength
        0 (no correction) to 1 (full).

    Returns
    -------
    ndarray
        (classes,); 0 for classes that are missing in one of them.

    Source: Saerens, Latinne and Decaestecker 2002, Neural Computation 14: posteriors for other priors.
    """
    natural, training = natural / natural.sum(), training / training.sum()
    known = (natural > 0) & (training > 0)
    ratio = np.divide(natural, training, out=np.ones(len(natural)), where=known)
    return np.asarray(strength * np.log(ratio))


def _are_probabilities(raw: NDArray[np.generic]) -> bool:
    values = raw.astype(np.float64)
    if values.min() < 0.0 or values.max() > 1.0:
        return False
    return values.shape[1] == 1 or bool(np.abs(values.sum(axis=1) - 1.0).max() < _SUM_TOLERANCE)
