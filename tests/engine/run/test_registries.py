# SPDX-License-Identifier: GPL-2.0-or-later
"""Every choice that a job declares has its implementation, and none is left over."""

import pytest

from diao_engine.comparison import methods as comparison
from diao_engine.evaluation.allocation import ALLOCATIONS
from diao_engine.jobs import JOBS, Score, Synthesize, Train, specs
from diao_engine.jobs.registry import choices_of, registry
from diao_engine.model.networks import ARCHITECTURES, ENCODERS
from diao_engine.run.score import METHODS
from diao_engine.synthesis.blend import BLENDS
from diao_engine.training.draws import SAMPLING
from diao_engine.training.losses import LOSSES

REGISTRIES = {
    ("train", "architecture"): ARCHITECTURES,
    ("train", "encoder"): ENCODERS,
    ("train", "loss"): LOSSES,
    ("train", "sampling"): SAMPLING,
    ("score", "method"): METHODS,
    ("compare", "methods"): comparison.METHODS,
    ("compare", "architecture"): ARCHITECTURES,
    ("compare", "encoder"): ENCODERS,
    ("synthesize", "blend"): BLENDS,
    ("samplepoints", "allocation"): ALLOCATIONS,
}
# Held together by the modules that implement them, which are tested there.
ELSEWHERE = {"target", "layout", "split_by", "device", "wrong_as", "rest"}
CHOICES = {(job.id, spec.name): spec for job in JOBS.values() for spec in specs(job) if spec.choices}


def test_every_choice_is_looked_at_here_or_elsewhere():
    assert set(CHOICES) >= set(REGISTRIES)
    assert {name for _, name in set(CHOICES) - set(REGISTRIES)} == ELSEWHERE


@pytest.mark.parametrize("choice", REGISTRIES, ids=".".join)
def test_choices_and_implementations_are_the_same_set(choice):
    assert list(REGISTRIES[choice]) == list(CHOICES[choice].choices)


@pytest.mark.parametrize("change", [lambda entries: entries.pop("none"), lambda entries: entries.update(glue=None)])
def test_an_implementation_too_few_or_too_many_fails(change):
    entries = dict(BLENDS)
    change(entries)
    with pytest.raises(ValueError, match=r"synthesize\.blend and their implementations differ in (none|glue)"):
        registry(Synthesize, "blend", entries)


@pytest.mark.parametrize(("job", "name"), [(Train, "lose"), (Train, "epochs"), (Score, "blend")])
def test_what_is_no_choice_has_no_registry(job, name):
    with pytest.raises(ValueError, match="has no choice named"):
        choices_of(job, name)
