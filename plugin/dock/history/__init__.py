# SPDX-License-Identifier: GPL-2.0-or-later
"""The page History: the runs of the project, seen and used again."""
