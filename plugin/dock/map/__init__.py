# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Map: the model's card, area, run, and the list of rare objects."""
