# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user, or the user's company, has told pip about index, proxy and certificates, so that uv heeds it.

pip reads configuration files, then variables PIP_…; the later one wins. https://pip.pypa.io/en/stable/topics/configuration/
"""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import systems

# pip's name -> uv's variables; what uv is told by a variable of its own stays.
_UV_VARIABLES = {
    "index-url": ("UV_DEFAULT_INDEX",),
    "extra-index-url": ("UV_INDEX",),
    "find-links": ("UV_FIND_LINKS",),
    "no-index": ("UV_NO_INDEX",),
    "constraint": ("UV_CONSTRAINT",),
    "proxy": ("HTTP_PROXY", "HTTPS_PROXY"),
    "cert": ("SSL_CERT_FILE",),
    "client-cert": ("SSL_CLIENT_CERT",),
    "trusted-host": ("UV_INSECURE_HOST",),
    "timeout": ("UV_HTTP_TIMEOUT",),
    "retries": ("UV_HTTP_RETRIES",),
}
_SYSTEM_CERTIFICATES = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}  # the second one is its name in earlier versions
_COMMA = {"find-links"}  # lists that uv separates by commas, all others by spaces


@dataclass(frozen=True)
class PipSettings:
    """pip's options by their names, lists as pip writes them: separated by white space."""

    values: Mapping[str, str]

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None) -> PipSettings:
        """From pip's files and variables; a file that cannot be read counts as empty."""
        environ = os.environ if environ is None else environ
        values: dict[str, str] = {}
        for file in _files(environ):
            values.update(_of_file(file))
        for name, value in environ.items():
            if name.upper().startswith("PIP_") and value:
                values[name[4:].lower().replace("_", "-")] = value
        return cls(values)

    def get(self, name: str) -> str:
        """One option, empty where it is not set."""
        return self.values.get(name, "")

    def words(self, name: str) -> list[str]:
        """The entries of a list; a folder with a space in its name is one entry."""
        value = self.get(name)
        return [value] if value and Path(value).exists() else value.split()

    def for_uv(self, environ: Mapping[str, str] | None = None) -> dict[str, str]:
        """The same as variables of uv; what the user has set of these stays."""
        environ = os.environ if environ is None else environ
        variables = {"UV_INDEX_STRATEGY": "unsafe-best-match", **_SYSTEM_CERTIFICATES}  # as pip does
        for name, targets in _UV_VARIABLES.items():
            words = self.words(name)
            for target in targets if words else ():
                variables[target] = (",".join if name in _COMMA else " ".join)(words)
        return {name: value for name, value in variables.items() if name not in environ}


def _files(environ: Mapping[str, str]) -> list[Path]:
    named = environ.get("PIP_CONFIG_FILE", "")
    if named and (named == os.devnull or not Path(named).is_file()):
        return []  # so a user switches all of them off
    return [*systems.current().pip_configurations(environ), *([Path(named)] if named else [])]


def _of_file(file: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(file, encoding="utf-8")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return {}
    values: dict[str, str] = {}
    for section in ("global", "install"):
        if parser.has_section(section):
            values.update({name.replace("_", "-"): value for name, value in parser.items(section) if value})
    return values
