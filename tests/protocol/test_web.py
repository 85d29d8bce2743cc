# SPDX-License-Identifier: GPL-2.0-or-later
"""What is opened at an address, and what never is."""

from __future__ import annotations

import http.server
import threading
import urllib.error

import pytest

from diao_engine.protocol import web


class _Handler(http.server.BaseHTTPRequestHandler):
    """Sends /moved on to what stands behind the question mark."""

    def do_GET(self):
        path, _, target = self.path.partition("?")
        self.send_response(302 if path == "/moved" else 200)
        if path == "/moved":
            self.send_header("Location", target)
        self.end_headers()
        self.wfile.write(b"here")

    def log_message(self, *_):
        pass


@pytest.fixture
def address():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_redirects_are_followed(address):
    with web.opener().open(f"{address}/moved?{address}/there", timeout=5) as answer:
        assert answer.url.endswith("/there")
        assert answer.read() == b"here"


def test_a_file_is_never_opened(address, tmp_path):
    file = tmp_path / "secret.txt"
    file.write_text("secret")
    assert web.opener().open(file.as_uri()) is None
    with pytest.raises(urllib.error.HTTPError, match="not allowed"):
        web.opener().open(f"{address}/moved?{file.as_uri()}", timeout=5)
