# SPDX-License-Identifier: GPL-2.0-or-later
"""The page Train: live curves, device, stop and keep the best."""
