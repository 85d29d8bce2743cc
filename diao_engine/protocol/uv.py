# SPDX-License-Identifier: GPL-2.0-or-later
"""Gets uv, a faster installer that needs neither pip nor `venv` and can bring a Python along: one program in a wheel of the index."""

from __future__ import annotations

import contextlib
import hashlib
import html.parser
import os
import re
import shutil
import ssl
import stat
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from . import install, systems, userdata
from .pip_settings import PipSettings
from .systems.system import System, architecture

_OLDEST = (0, 5)
_WHEEL = re.compile(r"uv-(\d+(?:\.\d+)*)-[^-]+-[^-]+-([^-]+)\.whl$")
_SECONDS_TO_ANSWER = 30.0
_SCHEMES = ("https", "http", "file")
_BLOCK = 1 << 20


def program(settings: PipSettings, machine: str) -> str | None:
    """A uv that starts: the user's, ours from earlier, or one that is fetched now; None where there is none to be had."""
    system = systems.current()
    own = folder() / system.uv_name
    for candidate in (shutil.which("uv"), str(own)):
        if candidate and os.path.isfile(candidate) and _starts(candidate):
            return candidate
    with contextlib.suppress(OSError, ValueError, zipfile.BadZipFile, urllib.error.URLError):
        if _fetch(own, settings, system, machine) and _starts(str(own)):
            return str(own)
    return None


def folder() -> Path:
    """Where the fetched program lies."""
    return userdata.folder() / "uv"


def find_wheel(names: Iterable[str], system: System, machine: str) -> str | None:
    """The newest of some file names or addresses that is a wheel of uv for a system."""
    tags = set(system.wheel_platforms(machine))
    if system.name == "macos":  # such tags name the oldest release that the wheel runs on
        tags |= {f"macosx_{major}_{minor}_{architecture(machine)}" for major in range(10, 15) for minor in range(17)}
    found: list[tuple[tuple[int, ...], str]] = []
    for name in names:
        wheel = _WHEEL.match(urllib.parse.unquote(os.path.basename(urllib.parse.urldefrag(name)[0])))
        if wheel and tags & set(wheel[2].split(".")):
            found.append((tuple(map(int, wheel[1].split("."))), name))
    return max(found)[1] if found else None


def _starts(path: str) -> bool:
    code, lines = install.run_logged([path, "--version"], log=lambda line: None)
    version = re.match(r"uv (\d+)\.(\d+)", lines[-1]) if code == 0 and lines else None
    return version is not None and (int(version[1]), int(version[2])) >= _OLDEST


def _fetch(target: Path, settings: PipSettings, system: System, machine: str) -> bool:
    """Put the program of the newest wheel into place; from the user's own folders first, then from the indexes."""
    for place in settings.words("find-links"):
        if Path(place).is_dir():
            wheel = find_wheel((str(path) for path in sorted(Path(place).iterdir())), system, machine)
            if wheel:
                _unpack(Path(wheel), target)
                return True
    opener = _opener(settings)
    for index in settings.indexes():
        wheel = find_wheel(_addresses(opener, f"{index.rstrip('/')}/uv/"), system, machine)
        if wheel:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.whl")
            try:
                _download(opener, wheel, part)
                _unpack(part, target)
            finally:
                part.unlink(missing_ok=True)
            return True
    return False


def _opener(settings: PipSettings) -> urllib.request.OpenerDirector:
    proxy = settings.get("proxy")
    proxies = {"http": proxy, "https": proxy} if proxy else urllib.request.getproxies()
    context = ssl.create_default_context(cafile=settings.get("cert") or None)
    return urllib.request.build_opener(
        urllib.request.ProxyHandler(proxies), urllib.request.HTTPSHandler(context=context)
    )


def _addresses(opener: urllib.request.OpenerDirector, page: str) -> list[str]:
    """The files that an index lists on a page, after https://packaging.python.org/specifications/simple-repository-api."""
    try:
        with _open(opener, page) as answer:
            text = answer.read().decode("utf-8", errors="replace")
    except (OSError, ValueError):
        return []
    links = _Links()
    links.feed(text)
    return [urllib.parse.urljoin(page, link) for link in links.found]


def _download(opener: urllib.request.OpenerDirector, address: str, target: Path) -> None:
    """Raises ValueError when the content is not what the index says."""
    plain, fragment = urllib.parse.urldefrag(address)
    digest = hashlib.sha256()
    with _open(opener, plain) as answer, open(target, "wb") as file:
        while block := answer.read(_BLOCK):
            digest.update(block)
            file.write(block)
    expected = re.fullmatch(r"sha256=([0-9a-f]{64})", fragment)
    if expected and expected[1] != digest.hexdigest():
        raise ValueError(f"{plain} is damaged")


def _open(opener: urllib.request.OpenerDirector, address: str) -> Any:
    if urllib.parse.urlsplit(address).scheme not in _SCHEMES:
        raise ValueError(address)
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*;q=0.1"})
    return opener.open(request, timeout=_SECONDS_TO_ANSWER)


def _unpack(wheel: Path, target: Path) -> None:
    """The program alone, under a name of its own until it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(f".data/scripts/{target.name}"))
        with archive.open(name) as source, open(part, "wb") as file:
            shutil.copyfileobj(source, file)
    part.chmod(part.stat().st_mode | stat.S_IXUSR)
    os.replace(part, target)


class _Links(html.parser.HTMLParser):
    """The addresses of a page of an index."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.append(address)
