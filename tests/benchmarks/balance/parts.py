# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO-CP with one of the ideas left out that no parameter switches off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np

from diao_engine.run import synthesize
from diao_engine.synthesis.compose import _Composer
from diao_engine.synthesis.relations import Relations, learn_relations


@contextmanager
def any_ground() -> Iterator[None]:
    """Without hosts: what may be near may be covered, but scarce classes, as anything may lie beside anything."""

    def everything(*arguments: object) -> Relations:
        learned = learn_relations(*arguments)  # type: ignore[arg-type]
        anything = ~np.eye(len(learned.hosts), dtype=bool)
        return Relations(anything.astype(float), anything, learned.protected)

    with patch.object(synthesize, "learn_relations", everything):
        yield


@contextmanager
def no_parcels() -> Iterator[None]:
    """Areas are set whole, as things are, wherever their whole outline lies on host ground."""
    with (
        patch.object(_Composer, "_set_area", _Composer._set_whole),
        patch.object(synthesize, "processes_here", lambda: 1),  # others would know nothing of it
    ):
        yield
