# SPDX-License-Identifier: GPL-2.0-or-later
"""Which method to use, out of what the trainings of all methods have come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .differences import Difference, Key, mean_interval, paired


@dataclass(frozen=True)
class Verdict:
    """`best` is the method to use; `gain` what it has over the reference. Where that is the reference itself, `gain` is what the one
    that came out best has, None where nothing was above it.
    """

    best: str
    gain: Difference | None


def verdict(figures: Mapping[str, Mapping[Key, float]], reference: str, *, overlap: float = 0.0) -> Verdict:
    """The method to use.

    Of those whose gain over the reference is real, the one with the highest mean; without any the reference, for what cannot be told
    from noise is not worth the effort.

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
    gains = {
        method: gain
        for method in means
        if method != reference and (gain := paired(figures[method], figures[reference], overlap=overlap))
    }
    real = [method for method, gain in gains.items() if gain.is_real and gain.mean > 0]
    if real:
        best = max(real, key=lambda method: means[method])
        return Verdict(best, gains[best])
    leader = max(means, key=lambda method: means[method], default=reference)
    return Verdict(reference, gains.get(leader))
