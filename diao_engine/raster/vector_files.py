# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads and writes vector files by pyogrio, whose paths are paths here and no URIs.

pyogrio parses them for archives and addresses: `a!b.gpkg` becomes `b.gpkg` in the current folder, `a;b.gpkg` becomes `a`. What is
an address is told apart by the jobs (`jobs.paths`), so GDAL gets every path as it stands.
"""

from __future__ import annotations

from typing import Any

import pyogrio
from pyogrio import core, raw


def _unparsed(path: Any) -> str:
    """Keep a path from being parsed; `//` at its beginning is the one thing that GDAL takes for something else."""
    text = str(path)
    return text[1:] if text.startswith("//") else text


for _module in (core, raw):
    _module.vsi_path = _unparsed
    _module.get_vsi_path_or_buffer = _unparsed

list_layers = pyogrio.list_layers
read_info = pyogrio.read_info
read = raw.read
write = raw.write
