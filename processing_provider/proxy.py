# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's own proxy, so that a set-up and the engine go the way that QGIS's downloads go."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from qgis.core import QgsSettings

# "DefaultProxy" is that of the system, which pip and uv read by themselves; of SOCKS pip understands nothing by itself.
_TYPES = ("HttpProxy", "HttpCachingProxy")


def variables() -> dict[str, str]:
    """What tells installers, and GDAL, of a proxy that is set in QGIS under Options > Network; empty where there is none."""
    settings = QgsSettings()
    host = str(settings.value("proxy/proxyHost", "") or "").strip()
    is_used = settings.value("proxy/proxyEnabled", False, type=bool)
    if not is_used or not host or str(settings.value("proxy/proxyType", "")) not in _TYPES:
        return {}
    user, password, port = (
        str(settings.value(f"proxy/{name}", "") or "") for name in ("proxyUser", "proxyPassword", "proxyPort")
    )
    login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
    address = f"http://{login}{host}" + (f":{port}" if port not in ("", "0") else "")
    spared = settings.value("proxy/noProxyUrls", []) or []
    hosts = [urlsplit(url).hostname or url for url in ([spared] if isinstance(spared, str) else spared)]
    # Of the first, libcurl heeds the spelling in small letters only.
    named = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy"), address)
    return {**named, **({"NO_PROXY": ",".join(hosts)} if hosts else {})}
