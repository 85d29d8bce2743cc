# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens addresses of the web and nothing else: one that a user or a variable names must not make us read a file."""

from __future__ import annotations

import urllib.request

_HANDLERS = (
    urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler,
    urllib.request.HTTPRedirectHandler, urllib.request.HTTPErrorProcessor, urllib.request.HTTPDefaultErrorHandler,
)  # fmt: skip


def opener(*others: urllib.request.BaseHandler) -> urllib.request.OpenerDirector:
    """For http and https, with the proxy of the environment; it follows redirects, and gives None for addresses of another kind.

    `others` take the place of what is usual for the same, or are added.
    """
    director = urllib.request.OpenerDirector()
    for usual in _HANDLERS:
        if not any(isinstance(other, usual) for other in others):
            director.add_handler(usual())
    for other in others:
        director.add_handler(other)
    return director
