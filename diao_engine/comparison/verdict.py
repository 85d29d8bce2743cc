# SPDX-License-Identifier: GPL-2.0-or-later
"""Which method to use, out of what the trainings of all methods have come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .differences import Difference, Key, mean_interval, paired


@dataclass(frozen=True)
class Verdict:
    """`best` is the method to use; `gain` what the one that came out best has over the reference, None where nothing was above it."""

    best: str
    gain: Difference | None


def verdict(figures: Mapping[str, Mapping[Key, float]], reference: str, *, overlap: float = 0.0) -> Verdict:
    """The method to use.

    The one with the highest mean, where its difference to the reference is real; else the reference, for what cannot be told from
    noise is not worth the effort.

    Parameters
    ----------
    figures
        By method, a figure per training; trainings of the same key are a pair.
    reference
        The method that is used when nothing is better.
    overlap
        As of `paired`.
    """
    means = {
        method: found.mean for method, values in figures.items() if (found := mean_interval(list(values.values())))
    }
    leader = max(means, key=lambda method: means[method], default=reference)
    gain = None if leader == reference else paired(figures[leader], figures[reference], overlap=overlap)
    return Verdict(leader if gain is not None and gain.is_real and gain.mean > 0 else reference, gain)
