# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock: four pages in the order of the work. It starts Processing algorithms and owns no logic of its own."""
