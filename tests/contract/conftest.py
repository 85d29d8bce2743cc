# SPDX-License-Identifier: GPL-2.0-or-later
"""Examples that are the same each time, without a clock."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")
