# SPDX-License-Identifier: GPL-2.0-or-later
"""What a server tells of a file, asked with the logins that the user has set for GDAL, which reads it.

GDAL hands its settings to libcurl (https://gdal.org/en/stable/user/configoptions.html#networking-options); here stands what that
makes of them. What Python cannot do (NTLM, Kerberos) or see (settings for single paths) is not asked with: the server then refuses.
"""

from __future__ import annotations

import base64
import contextlib
import csv
import netrc
import os
import ssl
import urllib.request
from collections.abc import Iterator
from email.message import Message
from http.client import HTTPMessage
from http.cookiejar import MozillaCookieJar
from pathlib import Path
from typing import IO
from urllib.parse import quote, unquote, urlsplit

from rasterio.env import get_gdal_config

from ..protocol import web

_NO = ("NO", "FALSE", "OFF", "0")
_BEARER, _BASIC, _ANY, _SAFE = "BEARER", "BASIC", "ANY", "ANYSAFE"
# Of the settings of GDAL, those that are headers, by the names of the headers.
_AS_HEADERS = {"Cookie": "GDAL_HTTP_COOKIE", "User-Agent": "GDAL_HTTP_USERAGENT", "Referer": "GDAL_HTTP_REFERER"}


def headers_of(address: str, seconds: float) -> Message:
    """The headers of the answer to a HEAD request, after at most so many seconds of silence.

    Raises
    ------
    OSError
        There is no answer; as HTTPError where there is one that says no.
    """
    director = web.opener(*_handlers(address))
    with director.open(_request(address), timeout=seconds) as answer:
        told: Message = answer.headers
        return told


def _set(name: str) -> str:
    """A setting of GDAL as text, empty where it is not set."""
    return str(get_gdal_config(name, normalize=False) or "")


def _request(address: str) -> urllib.request.Request:
    parts = urlsplit(address)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    request = urllib.request.Request(plain, method="HEAD")
    for name, value in (*_headers(), *_authorization(address)):
        request.add_unredirected_header(name, value)  # so that no other server gets to see it
    return request


def _headers() -> Iterator[tuple[str, str]]:
    """The headers that every request has."""
    lines = []
    if file := _set("GDAL_HTTP_HEADER_FILE"):
        with contextlib.suppress(OSError):
            lines += Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    for row in csv.reader([_set("GDAL_HTTP_HEADERS")], escapechar="\\", doublequote=False, skipinitialspace=True):
        lines += row
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and name.strip():
            yield name.strip(), value.strip()
    for name, setting in _AS_HEADERS.items():
        if value := _set(setting):
            yield name, value


def _authorization(address: str) -> Iterator[tuple[str, str]]:
    """The header that logs in at once, where the user has chosen a kind of login that does."""
    kind = _kind()
    if kind == _BEARER and (token := _set("GDAL_HTTP_BEARER")):
        yield "Authorization", f"Bearer {token}"
    login = _login(address)
    if kind == _BASIC and login:
        yield _basic(login)


def _basic(login: tuple[str, str]) -> tuple[str, str]:
    return "Authorization", f"Basic {base64.b64encode(':'.join(login).encode()).decode()}"


def _kind() -> str:
    return _set("GDAL_HTTP_AUTH").upper() or _BASIC


def _login(address: str) -> tuple[str, str] | None:
    """User and password for an address: those that stand in it, else those that are set, else those of the file .netrc."""
    parts = urlsplit(address)
    if parts.username is not None:
        return unquote(parts.username), unquote(parts.password or "")
    if given := _set("GDAL_HTTP_USERPWD"):
        user, _, password = given.partition(":")
        return user, password
    return _login_in_file(parts.hostname or "")


def _login_in_file(host: str) -> tuple[str, str] | None:
    if _set("GDAL_HTTP_NETRC").upper() in _NO:
        return None
    named = _set("GDAL_HTTP_NETRC_FILE")
    for file in [named] if named else [os.path.expanduser(f"~/{sign}netrc") for sign in "._"]:
        with contextlib.suppress(OSError, netrc.NetrcParseError, UnicodeDecodeError):
            found = netrc.netrc(file).authenticators(host)
            return None if found is None else (found[0], found[2] or "")
    return None


def _handlers(address: str) -> Iterator[urllib.request.BaseHandler]:
    yield _Redirects()
    yield urllib.request.HTTPSHandler(context=_context())
    jar = MozillaCookieJar(_set("GDAL_HTTP_COOKIEFILE") or None)
    if jar.filename:
        with contextlib.suppress(OSError):
            jar.load(ignore_discard=True)
    yield urllib.request.HTTPCookieProcessor(jar)
    if proxies := _proxies():
        yield urllib.request.ProxyHandler(proxies)
    login = _login(address)
    if login and _kind() in (_ANY, _SAFE):
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        parts = urlsplit(address)
        known.add_password(None, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/", *login)
        yield urllib.request.HTTPDigestAuthHandler(known)
        if _kind() == _ANY:
            yield urllib.request.HTTPBasicAuthHandler(known)


def _context() -> ssl.SSLContext:
    """Whom to believe that he is who he says."""
    bundle = _set("GDAL_CURL_CA_BUNDLE") or _set("CURL_CA_BUNDLE")
    context = ssl.create_default_context(cafile=bundle if os.path.isfile(bundle) else None)
    if _set("GDAL_HTTP_UNSAFESSL").upper() not in ("", *_NO):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _proxies() -> dict[str, str]:
    """The proxies that are set for GDAL alone; those of the environment are used anyway."""
    user, _, password = _set("GDAL_HTTP_PROXYUSERPWD").partition(":")
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    found = {}
    for scheme, setting in (("http", "GDAL_HTTP_PROXY"), ("https", "GDAL_HTTPS_PROXY")):
        if proxy := _set(setting) or _set("GDAL_HTTP_PROXY"):
            found[scheme] = "http://" + login + proxy.rpartition("://")[2]
    return found


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Goes on as libcurl does: the same server gets the login again, another one only what .netrc has for it."""

    def redirect_request(
        self, request: urllib.request.Request, file: IO[bytes], code: int, text: str, headers: HTTPMessage, address: str
    ) -> urllib.request.Request | None:
        """The request to the address that a server sends on to."""
        following = super().redirect_request(request, file, code, text, headers, address)
        if following is None:
            return None
        following.method = request.get_method()
        old, new = urlsplit(request.full_url), urlsplit(address)
        if (old.scheme, old.netloc) == (new.scheme, new.netloc):
            for name, value in request.unredirected_hdrs.items():
                following.add_unredirected_header(name, value)
        elif new.scheme == "https" and (login := _login_in_file(new.hostname or "")):
            following.add_unredirected_header(*_basic(login))
        return following
