# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO-CP: real objects of rare classes pasted where their surroundings are plausible (resources/docs/method.md, "Synthesis")."""
