# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps kept up to date: what is remembered of each pixel, and what follows from it."""
