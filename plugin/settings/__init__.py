# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user sets once for all projects."""
