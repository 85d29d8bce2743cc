# SPDX-License-Identifier: GPL-2.0-or-later
"""How results stand in the layer tree. Their styles are the provider's."""
