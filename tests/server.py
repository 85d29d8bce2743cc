# SPDX-License-Identifier: GPL-2.0-or-later
"""A server on this computer for what lies on the network: files with ranges, map tiles, a map service; and how they fail.

It is a process of its own: GDAL and QGIS keep Python's lock while they wait for an answer.
"""

from __future__ import annotations

import contextlib
import http.server
import json
import re
import struct
import subprocess
import sys
import urllib.request
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_TILE = re.compile(r"/tiles/(\d+)/(\d+)/(\d+)\.png")
_TILE_PX = 256
_HALF_WORLD = 20037508.342789244
_CAPABILITIES = """<?xml version="1.0"?><WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"
 xmlns:xlink="http://www.w3.org/1999/xlink"><Service><Name>WMS</Name><Title>t</Title></Service><Capability><Request>
<GetCapabilities><Format>text/xml</Format><DCPType><HTTP><Get><OnlineResource xlink:href="{url}"/></Get></HTTP></DCPType>
</GetCapabilities><GetMap><Format>image/png</Format><DCPType><HTTP><Get><OnlineResource xlink:href="{url}"/></Get></HTTP></DCPType>
</GetMap></Request><Exception><Format>XML</Format></Exception><Layer><Title>root</Title><CRS>EPSG:32633</CRS><Layer><Name>photo</Name>
<Title>photo</Title><CRS>EPSG:32633</CRS><EX_GeographicBoundingBox><westBoundLongitude>14</westBoundLongitude>
<eastBoundLongitude>16</eastBoundLongitude><southBoundLatitude>44</southBoundLatitude><northBoundLatitude>46</northBoundLatitude>
</EX_GeographicBoundingBox><BoundingBox CRS="EPSG:32633" minx="450000" miny="4900000" maxx="550000" maxy="5100000"/></Layer></Layer>
</Capability></WMS_Capabilities>"""
_EXCEPTION = '<ServiceExceptionReport version="1.3.0"><ServiceException>No such layer</ServiceException></ServiceExceptionReport>'


@dataclass(frozen=True)
class Fault:
    """What is answered instead, to addresses that match: after so many that went well, so often (0 is always).

    `status` is the code of the answer; 200 is an answer that ends in its middle, or with `refuses` an error of a map service, which
    who asks may keep for `keep` seconds.
    """

    match: str = ""
    after: int = 0
    times: int = 0
    status: int = 500
    refuses: bool = False
    keep: int = 0


class Server:
    """A running server: `address`, and what it was asked for."""

    def __init__(self, address: str) -> None:
        self.address = address

    def asked(self, match: str = "") -> int:
        """How many requests for addresses that match there were so far."""
        return self._counted("asked", match)

    def sent(self, match: str = "") -> int:
        """How many bytes of addresses that match were sent so far."""
        return self._counted("sent", match)

    def _counted(self, what: str, match: str) -> int:
        with urllib.request.urlopen(f"{self.address}/.{what}", timeout=10) as answer:
            counted = json.load(answer)
        return sum(count for path, count in counted.items() if re.search(match, path))


@contextlib.contextmanager
def serving(folder: Path, *faults: Fault, wants: str = "") -> Iterator[Server]:
    """Serve the files of a folder, tiles at /tiles/z/x/y.png and a map service at /wms until the end of the block.

    `wants` is a header with its value that requests must have.
    """
    command = [sys.executable, __file__, str(folder), json.dumps([asdict(fault) for fault in faults]), wants]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Server(f"http://127.0.0.1:{process.stdout.readline().strip()}")
        finally:
            process.kill()


def color_at(x: float, y: float) -> tuple[int, int, int]:
    """The colour that tiles and maps have at a place, in metres: it changes every metre and tells the place."""
    return int(x // 4) % 256, int(-y // 4) % 256, 200


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder = Path()
    version = ""
    faults: tuple[Fault, ...] = ()
    wants = ""
    counted: ClassVar[Counter[str]] = Counter()
    bytes_sent: ClassVar[Counter[str]] = Counter()
    matched: ClassVar[Counter[Fault]] = Counter()

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.version = ""
        if self.path in ("/.asked", "/.sent"):
            told = self.counted if self.path == "/.asked" else self.bytes_sent
            self._send(json.dumps(told).encode(), "application/json")
            return
        self.counted[self.path] += 1
        name, _, value = self.wants.partition(": ")
        if name and self.headers.get(name) != value:
            self._send(b"who are you", "text/plain", 401)
            return
        fault = next((one for one in self.faults if self._is_due(one)), None)
        if fault is not None and fault.refuses:
            self._send(_EXCEPTION.encode(), "text/xml", keep=fault.keep)
        elif fault is not None and fault.status != 200:
            self._send(b"no", "text/plain", fault.status)
        else:
            body, kind = self._content()
            self._send(body, kind, 404 if body is None else 200, cut=fault is not None)

    def _is_due(self, fault: Fault) -> bool:
        if not re.search(fault.match, self.path):
            return False
        self.matched[fault] += 1
        number = self.matched[fault] - fault.after
        return number > 0 and (not fault.times or number <= fault.times)

    def _content(self) -> tuple[bytes | None, str]:
        tile, parts = _TILE.fullmatch(self.path), urlsplit(self.path)
        if tile:
            zoom, column, row = map(int, tile.groups())
            side = 2 * _HALF_WORLD / 2**zoom
            return _picture(
                column * side - _HALF_WORLD, _HALF_WORLD - row * side, side, side, _TILE_PX, _TILE_PX
            ), "image/png"
        if parts.path == "/wms":
            query = {name.lower(): value[0] for name, value in parse_qs(parts.query).items()}
            return self._map(query) if query.get("request") == "GetMap" else self._capabilities()
        file = self.folder / parts.path.lstrip("/")
        if file.is_file() and not parts.query:  # with a query, it is a server that tells no version
            self.version = f'"{file.stat().st_mtime_ns}"'
        return (file.read_bytes(), "application/octet-stream") if file.is_file() else (None, "text/plain")

    def _capabilities(self) -> tuple[bytes, str]:
        return _CAPABILITIES.format(url=f"http://{self.headers['Host']}/wms?").encode(), "text/xml"

    @staticmethod
    def _map(query: dict[str, str]) -> tuple[bytes, str]:
        left, bottom, right, top = map(float, query["bbox"].split(","))
        return _picture(left, top, right - left, top - bottom, int(query["width"]), int(query["height"])), "image/png"

    def _send(self, body: bytes | None, kind: str, status: int = 200, *, cut: bool = False, keep: int = 0) -> None:
        content = body or b""
        span = _RANGE.match(self.headers.get("Range", ""))
        if span and status == 200:
            whole, first = len(content), int(span[1])
            content = content[first : int(span[2]) + 1 if span[2] else None]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{first + len(content) - 1}/{whole}")
        else:
            self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="tests"')
        if status == 200 and self.version:
            self.send_header("ETag", self.version)
        # QGIS keeps answers on the disk, and a later server may have the same port.
        self.send_header("Cache-Control", f"max-age={keep}" if keep else "no-store")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.bytes_sent[self.path] += len(content)
            with contextlib.suppress(ConnectionError):  # whoever asked has what he wants, or has given up
                self.wfile.write(content[: len(content) // 2] if cut else content)
        self.close_connection = self.close_connection or cut

    def log_message(self, *_: object) -> None:
        """Nothing on the console."""


def _picture(left: float, top: float, width: float, height: float, columns: int, rows: int) -> bytes:
    """A PNG of the ground, by the colour of the middle of each pixel."""
    xs = [left + (column + 0.5) * width / columns for column in range(columns)]
    ys = [top - (row + 0.5) * height / rows for row in range(rows)]
    lines = b"".join(b"\0" + b"".join(bytes(color_at(x, y)) for x in xs) for y in ys)
    header = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 1)) + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    _Handler.folder = Path(sys.argv[1])
    _Handler.wants = sys.argv[3]
    _Handler.faults = tuple(Fault(**fault) for fault in json.loads(sys.argv[2]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as listening:
        print(listening.server_port, flush=True)
        listening.serve_forever()
