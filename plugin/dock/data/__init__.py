# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Data: layers in, class distribution, map of tiles."""
