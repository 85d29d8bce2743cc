# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Balance: before and after, the map of repeats, a look at synthetic tiles."""
