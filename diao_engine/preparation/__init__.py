# SPDX-License-Identifier: GPL-2.0-or-later
"""From layers and folders to the tiles of a dataset: labels on the imagery's grid, tiling, splitting."""
