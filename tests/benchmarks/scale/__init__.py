# SPDX-License-Identifier: GPL-2.0-or-later
"""What one machine does with much: a million tiles, a raster of 100,000 x 100,000 px, a million objects."""
