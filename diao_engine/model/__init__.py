# SPDX-License-Identifier: GPL-2.0-or-later
"""Models: the networks, and the package that carries one with its card."""
