# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO-CP: real objects of rare classes pasted where their surroundings are plausible (DESIGN.md, section 6)."""
