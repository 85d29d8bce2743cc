# SPDX-License-Identifier: GPL-2.0-or-later
"""What a model says about a raster, window by window."""
