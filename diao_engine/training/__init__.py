# SPDX-License-Identifier: GPL-2.0-or-later
"""Training: from a tile dataset to a network with its learning curve."""
