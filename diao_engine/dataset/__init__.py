# SPDX-License-Identifier: GPL-2.0-or-later
"""The tile dataset: what it holds, and the one GeoPackage that it is kept in."""
