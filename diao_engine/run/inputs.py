# SPDX-License-Identifier: GPL-2.0-or-later
"""What a job reads, and what tells whether it is still the same: here, on another computer, or on a server."""

from __future__ import annotations

import hashlib
import os
import re
import ssl
import time
import urllib.error
from collections.abc import Iterable

from ..dataset import fingerprint
from ..errors import BadInput
from ..jobs import Job, Kind, LayerRef, specs
from ..jobs import outputs as names
from ..jobs.checks import job_inputs
from ..jobs.stac import is_address
from ..protocol import network
from ..raster import server

_CURL = "/vsicurl/"
_ELSEWHERE = re.compile(f"/vsi({'|'.join(network.FILE_SYSTEMS)})(_streaming)?[/?]")
_SECONDS = 15
_TRIES = 4
Content = tuple[int, str]


def read_by(job: Job) -> list[str]:
    """The files, folders and addresses that a job reads, with what is remembered of the maps among them."""
    files = [path for _, path in job_inputs(job)]
    given = [
        (spec.kind, value)
        for spec in specs(job)
        if not spec.kind.is_output
        for value in _texts(getattr(job, spec.name))
    ]
    others = [text for kind, text in given if kind is Kind.FOLDER or address_of(text) or is_elsewhere(text)]
    return sorted({*files, *filter(os.path.isfile, map(names.record_file, files)), *others})


def contents(paths: Iterable[str]) -> dict[str, Content | None]:
    """By which other computers, and the same one later, can tell whether they see the same; None where nothing tells.

    Size and digest of files, number and digest of what lies in folders, and of addresses the size and what the server says of the
    version (ETag, Last-Modified). BadInput where a server does not answer.
    """
    paths = list(paths)
    known = fingerprint.contents(path for path in paths if not address_of(path))
    return {path: known[path] if path in known else _on_server(address_of(path)) for path in paths}


def unknown(states: dict[str, Content | None]) -> list[str]:
    """What lies on a server that does not say whether it has changed."""
    return [path for path, state in states.items() if state is None and (address_of(path) or is_elsewhere(path))]


def address_of(source: str) -> str:
    """The address of a source that is read by HTTP; empty for all others."""
    address = source.removeprefix(_CURL)
    return address if is_address(address) else ""


def is_elsewhere(source: str) -> bool:
    """Whether a source lies where only GDAL can ask: in a bucket, in an archive on a server, at an address with options of its own."""
    return not address_of(source) and _ELSEWHERE.search(source) is not None


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [text for each in values if isinstance(text := each.path if isinstance(each, LayerRef) else each, str)]


def _on_server(address: str) -> Content | None:
    """Ask the server without fetching; it is given some time, for an answer that fails now and not later is another job."""
    for number in range(_TRIES):
        try:
            headers = server.headers_of(address, _SECONDS)
            told = [headers.get(name) or "" for name in ("ETag", "Last-Modified")]
            size = int(headers.get("Content-Length") or 0)
            return (size, hashlib.blake2b("\0".join(told).encode(), digest_size=16).hexdigest()) if any(told) else None
        except urllib.error.HTTPError as error:
            if error.code < 500:  # it does not let us ask, or only by a login that GDAL alone knows how to give
                return None
            reason = str(error)
        except (OSError, ValueError) as error:
            if isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError):
                return None  # whether GDAL believes it is told when it reads
            reason = str(error)
        if number < _TRIES - 1:
            time.sleep(2.0**number)
    raise BadInput("server_silent", address=address, reason=reason)
