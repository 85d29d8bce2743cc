# SPDX-License-Identifier: GPL-2.0-or-later
"""Which model files are programs, and which of them the user has approved.

A torch model can do whatever the user can, so it is opened only when the user has said so: for this file by its content (kept
here, per user and never in a project), or for one run by TRUST_MODEL. ONNX models hold no code and need no approval.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from ..protocol import userdata
from .problem import Problem
from .small_file import replace_file

TORCH_SUFFIXES = (".pt", ".pth", ".ts", ".pt2")

_FILE = "approved-models.json"
_ARCHIVE = b"PK\x03\x04"  # what torch writes is a zip archive, which ONNX never is
_CHUNK_BYTES = 1 << 20

# (path, size, mtime_ns) -> hash: a large model is not read at every check.
_hashes: dict[
    tuple[str, int, int, int], str
] = {}  # (path, size, mtime_ns, ctime_ns) -> hash; a large model is not read at every look


def is_torch_model(path: str) -> bool:
    """Whether torch would open the file: by its suffix, or by its content whatever it is called."""
    if path.lower().endswith(TORCH_SUFFIXES):
        return True
    if not os.path.isfile(path):  # a pipe would wait for somebody to write
        return False
    try:
        with open(path, "rb") as file:
            return file.read(len(_ARCHIVE)) == _ARCHIVE
    except OSError:
        return False


def approve(content: str) -> None:
    """Remember that the user trusts the content with this hash (`content_hash`). Raises OSError when it cannot be kept."""
    approved = _approved() | {content}
    target = approvals_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_file(target, json.dumps({"v": 1, "sha256": sorted(approved)}, indent=1).encode())


def is_approved(path: str) -> bool:
    """Whether the user has approved the content that the file has now."""
    approved = _approved()
    try:
        return bool(approved) and os.path.isfile(path) and content_hash(path) in approved
    except OSError:
        return False


def problem(path: str, *, trusted: bool) -> Problem | None:
    """Why a model is not opened; None when it may be."""
    if trusted or not is_torch_model(path) or is_approved(path):
        return None
    return Problem("untrusted_model", arguments={"path": path})


def content_hash(path: str) -> str:
    """SHA-256 of a file, read again only when its size or its time of change is another one. Raises OSError."""
    status = os.stat(path)
    key = (os.path.realpath(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns)  # the last cannot be set
    if key not in _hashes:
        digest = hashlib.sha256()
        with open(path, "rb") as file:
            for chunk in iter(lambda: file.read(_CHUNK_BYTES), b""):
                digest.update(chunk)
        _hashes[key] = digest.hexdigest()
    return _hashes[key]


def approvals_file() -> Path:
    """Where the approvals are kept."""
    return userdata.folder() / _FILE


def _approved() -> set[str]:
    """The approved hashes; a missing or damaged file approves nothing."""
    try:
        read = json.loads(approvals_file().read_text(encoding="utf-8"))
        return {entry for entry in read["sha256"] if isinstance(entry, str)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
