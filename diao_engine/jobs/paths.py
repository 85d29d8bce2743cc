# SPDX-License-Identifier: GPL-2.0-or-later
"""What the paths of a job mean: made absolute where the user's folder is known, and the files that lie behind a source.

GDAL opens more than files: `/vsizip/a.zip/b.tif`, `GPKG:a.gpkg:layer`, `NETCDF:"a.nc":variable`, addresses. Standard library only.
"""

from __future__ import annotations

import dataclasses
import html
import os
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from .fields import Job, Kind, LayerRef, Spec, specs

AnyJob = TypeVar("AnyJob", bound=Job)

_VIRTUAL = re.compile(r"((?:/vsi[a-z0-9_]+/)+)(.*)", re.DOTALL)
_LOCAL_CONTAINERS = {"vsizip", "vsigzip", "vsitar", "vsi7z", "vsirar", "vsisubfile", "vsisparse", "vsicached"}
_VRT_CONNECTION = re.compile(r"(vrt://)(.*?)(\?[^?]*)?", re.DOTALL)
# What separates a file from other words in the connection strings of databases, virtual layers and text files.
_SEPARATORS = re.compile(r"""['"|?&=,;()<>\s]+""")
_DRIVER = re.compile(r"([A-Za-z][A-Za-z0-9_]+:)(?!//)(.*)", re.DOTALL)  # one letter is a drive of Windows
# The sources inside a virtual raster or a virtual vector file, and whether they are relative to it.
_VRT_SOURCE = re.compile(r"<(?:SourceFilename|SrcDataSource|SourceDataset)([^>]*)>([^<]+)<")
_VRT_BYTES = 50_000_000
_VRT_DEPTH = 4
_PATHS = (Kind.FILE, Kind.FOLDER, Kind.OUT_RASTER, Kind.OUT_VECTOR, Kind.OUT_POINTS, Kind.OUT_TABLE, Kind.OUT_FILE)


@dataclasses.dataclass(frozen=True)
class DataSource:
    """A data source in its parts: `file` is what lies in the file system, empty where nothing does; joined they are the text."""

    before: str
    file: str
    after: str

    @classmethod
    def parse(cls, text: str) -> DataSource:
        """Find the file in a source."""
        if os.path.exists(text):
            return cls("", text, "")
        connection = _VRT_CONNECTION.fullmatch(text)
        if connection:
            inner = cls.parse(connection[2])
            return cls(connection[1] + inner.before, inner.file, inner.after + (connection[3] or ""))
        if text.lstrip().startswith("<") or "://" in text:
            return cls(text, "", "")
        virtual = _VIRTUAL.fullmatch(text)
        if virtual:
            return cls._virtual(virtual[1], virtual[2], text)
        driver = _DRIVER.fullmatch(text)
        return cls._of_driver(driver[1], driver[2], text) if driver else cls("", text, "")

    @classmethod
    def _virtual(cls, prefix: str, rest: str, text: str) -> DataSource:
        """The archive in the path of a virtual file system; the inner part follows it."""
        if not set(re.findall("vsi[a-z0-9_]+", prefix)) <= _LOCAL_CONTAINERS:
            return cls(text, "", "")
        opening = "{" if rest.startswith("{") else ""
        if "vsisubfile" in prefix:  # offset and length come first
            opening = rest[: rest.find(",") + 1]
        parts = rest[len(opening) :].split("/")
        for end in range(len(parts), 0, -1):
            candidate = "/".join(parts[:end])
            for file in (candidate, candidate.rstrip("}")):
                if os.path.isfile(file):
                    return cls(prefix + opening, file, rest[len(opening) + len(file) :])
        return cls(text, "", "")

    @classmethod
    def _of_driver(cls, prefix: str, rest: str, text: str) -> DataSource:
        """The file among the parts that a driver's syntax puts between colons, the longest that exists."""
        cuts = [0, *(match.end() for match in re.finditer(":", rest)), len(rest) + 1]
        spans = sorted(combinations(cuts, 2), key=lambda span: span[0] - span[1])
        for begin, end in spans:
            piece = rest[begin : end - 1]
            file = piece.strip('"')
            if os.path.isfile(file):
                at = begin + piece.index(file)
                return cls(prefix + rest[:at], file, rest[at + len(file) :])
        return cls(text, "", "")

    @property
    def is_local(self) -> bool:
        """Whether it is a file, or lies in one, of a file system; else it may be an address on the network."""
        return bool(self.file)

    def absolute(self) -> str:
        """The text with its file as an absolute path."""
        return self.before + absolute_path(self.file) + self.after if self.file else self.before


def absolute(job: AnyJob) -> AnyJob:
    """The job with every path made absolute by the current folder, so that it means the same in another process."""
    changes = {spec.name: _absolute(spec, getattr(job, spec.name)) for spec in specs(job)}
    return dataclasses.replace(job, **changes)


def _absolute(spec: Spec, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_absolute(spec, item) for item in value)
    if isinstance(value, LayerRef):
        return dataclasses.replace(value, path=DataSource.parse(value.path).absolute()) if value.path else value
    if not isinstance(value, str) or not value:
        return value
    if spec.kind in _PATHS or (spec.may_be_file and os.path.isfile(value)):
        return value if value.startswith("/vsi") or "://" in value or "\0" in value else absolute_path(value)
    return DataSource.parse(value).absolute() if spec.kind in (Kind.RASTER, Kind.RASTERS) else value


def absolute_path(path: str) -> str:
    """Absolute by the current folder; `~` is the user's own, as shells have it, who do not see it behind `OUTPUT=`."""
    return os.path.abspath(os.path.expanduser(path) if path.startswith("~") and not os.path.exists(path) else path)


def files_behind(text: str, depth: int = _VRT_DEPTH) -> Iterator[str]:
    """The files that a source is read from: itself, the archive that holds it, and what a virtual raster or layer names."""
    file = DataSource.parse(text).file
    if not file or not os.path.isfile(file):
        yield from _files_named(text)
        return
    yield os.path.abspath(file)
    if depth and file.lower().endswith(".vrt") and os.path.getsize(file) <= _VRT_BYTES:
        content = Path(file).read_text(encoding="utf-8", errors="replace")
        for attributes, name in _VRT_SOURCE.findall(content):
            source = html.unescape(name)
            relative = re.search(r"""relativeTo(?:VRT|Vrt)\s*=\s*["']1""", attributes)
            yield from files_behind(os.path.join(os.path.dirname(file), source) if relative else source, depth - 1)


def _files_named(text: str) -> Iterator[str]:
    """Files among the words of a connection string, whatever its syntax."""
    for word in {*_SEPARATORS.split(text), *_SEPARATORS.split(unquote(text))}:
        for candidate in (word, word.rpartition("file://")[2], word.partition(":")[2], word.rpartition(":")[0]):
            if candidate and os.path.isfile(candidate):
                yield os.path.abspath(candidate)


def is_same_file(one: str, other: str) -> bool:
    """Whether two paths mean one file, also by links and in file systems that do not tell cases apart."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))
