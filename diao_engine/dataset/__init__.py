# SPDX-License-Identifier: GPL-2.0-or-later
"""The tile dataset: what it holds, how it is made, the one GeoPackage it is kept in."""
