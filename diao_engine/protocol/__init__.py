# SPDX-License-Identifier: GPL-2.0-or-later
"""How the engine is started, asked and answered. Standard library only; `events` is the contract."""
