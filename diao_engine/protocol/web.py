# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens addresses of the web and nothing else: one that a user or a variable names must not make us read a file."""

from __future__ import annotations

import urllib.request


def opener() -> urllib.request.OpenerDirector:
    """For http and https, with the proxy of the environment; it follows redirects, and gives None for addresses of another kind."""
    director = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(), urllib.request.HTTPErrorProcessor(), urllib.request.HTTPDefaultErrorHandler(),
    ):  # fmt: skip
        director.add_handler(handler)
    return director
