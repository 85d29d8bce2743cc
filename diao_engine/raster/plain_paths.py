# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes pyogrio take an absolute path as it stands.

It reads every path as an address: what precedes a `!` is an archive to it, what follows a `;` a parameter. So `/data/!projects/a.gpkg`
is not found, and `a!b.gpkg` is written to `b.gpkg` in the current folder, over what stands there. Imported by the room, once.
"""

from __future__ import annotations

import os

from pyogrio import util

_parse_address = util._parse_uri


def _parse(path: str) -> tuple[str, str, str]:
    """Path, archive and scheme of an address; an absolute path has neither."""
    return (path, "", "") if os.path.isabs(path) else _parse_address(path)


util._parse_uri = _parse
