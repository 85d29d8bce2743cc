# SPDX-License-Identifier: GPL-2.0-or-later
"""Examples that are the same each time, without a clock; and which of the tests over all jobs are slow."""

import pytest
from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

_TRAINING = {"train", "compare"}


def pytest_collection_modifyitems(items):
    """A test that really runs every job takes seconds with those that train."""
    for item in items:
        job = item.callspec.params.get("name") if hasattr(item, "callspec") else None
        if job in _TRAINING and "inputs" in item.fixturenames:
            item.add_marker(pytest.mark.slow)
