# SPDX-License-Identifier: GPL-2.0-or-later
"""The Processing algorithms: every job of the engine as an algorithm. No widgets here, nothing of `plugin`."""
