# SPDX-License-Identifier: GPL-2.0-or-later
"""What the window knows of a tile dataset without the engine."""
