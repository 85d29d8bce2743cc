# SPDX-License-Identifier: GPL-2.0-or-later
"""Mends the ends of lines and files: no blanks before a line's end, no carriage returns, one newline at the end of a file.

A hook of `.pre-commit-config.yaml`, which names the files. It exits with 1 when it has changed one, and names it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_LINE_END = re.compile(rb"[ \t\r]+(?=\n|\Z)")


def mended(content: bytes) -> bytes:
    """The content as it should be; an empty file stays empty."""
    lines = _LINE_END.sub(b"", content).rstrip(b"\n")
    return lines + b"\n" if lines else b""


def main(paths: list[str]) -> int:
    """Mend files; returns 1 when one was changed."""
    changed = 0
    for path in map(Path, paths):
        content = path.read_bytes()
        if (better := mended(content)) != content:
            path.write_bytes(better)
            sys.stdout.write(f"{path}: mended\n")
            changed = 1
    return changed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
