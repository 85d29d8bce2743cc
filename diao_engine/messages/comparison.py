# SPDX-License-Identifier: GPL-2.0-or-later
"""What a comparison of methods says."""

from __future__ import annotations

from .plural import Plural, Text

# What is advised in the end; the window shows these by themselves.
USE_METHOD, WITHIN_NOISE, ONE_TRAINING, NOTHING_BETTER = ADVICE = (
    "use_method", "within_noise", "one_training_tells_nothing", "nothing_better",
)  # fmt: skip

SENTENCES: dict[str, Text] = {
    USE_METHOD: "Use {method}: its mean IoU is {gain:.1f} points above no balancing (95 % interval {low:.1f} to {high:.1f}).",
    WITHIN_NOISE: (
        "No method is above no balancing by more than chance (the best by {gain:.1f} points, 95 % interval "
        "{low:.1f} to {high:.1f}); train as it is, or compare with more steps or trainings per method."
    ),
    ONE_TRAINING: (
        "One training per method cannot tell a gain from chance (the best is {gain:.1f} points above no "
        "balancing); use more trainings per method."
    ),
    NOTHING_BETTER: "No method came out above no balancing; train as it is, or compare with more steps.",
    "real_tiles_once": "The comparison starts from the real tiles, each once, and leaves out those with 0 repeats.",
    "fewer_than_two_classes": "The training tiles show fewer than two classes, so there is nothing to balance; label more.",
    "ground_in_folds": (
        "The training ground is divided into {count} parts; each is measured on by models that were trained "
        "on the others."
    ),
    "blocks_for_folds": Plural(
        "blocks",
        "The training tiles lie in {blocks} block, too few for {folds} parts; set split to val for some tiles, or add ground.",
        "The training tiles lie in {blocks} blocks, too few for {folds} parts; ask for fewer, or set split to val for some tiles.",
    ),
    "training_of_method": "Training {number} of {count}: {method}",
    "trained_method": "Random seed {seed}, {method}: mean IoU {miou:.1f}.",
    "trained_method_on_fold": "Random seed {seed}, part {fold}, {method}: mean IoU {miou:.1f}.",
    "comparison_ends_early": Plural(
        "count",
        "Stopped on request; the result rests on {count} training per method.",
        "Stopped on request; the result rests on {count} trainings per method.",
    ),
}
