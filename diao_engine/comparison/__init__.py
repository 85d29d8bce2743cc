# SPDX-License-Identifier: GPL-2.0-or-later
"""Ways of balancing beside each other: what each one does, and which of their differences are real."""
