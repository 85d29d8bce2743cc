# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs of algorithms in the background: start, progress, cancel, history. Knows no page."""
