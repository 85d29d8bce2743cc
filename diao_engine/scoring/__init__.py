# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO: dynamic imbalance-aware oversampling. Arrays in, arrays out; no files."""
