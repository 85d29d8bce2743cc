# SPDX-License-Identifier: GPL-2.0-or-later
"""A hub of this machine's own that answers, sends, creeps or sends nothing."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import threading
import time

import huggingface_hub
import pytest
import safetensors.torch
import torch

from diao_engine.errors import BadInput, JobCancelled
from diao_engine.model import hub, networks, weights
from diao_engine.protocol.events import Message, Progress
from diao_engine.protocol.progress import ProgressReporter

SECONDS_OF_HANGING = 120

pytestmark = (
    pytest.mark.slow
)  # each test starts processes that import torch, and waits; `test_hub_progress` has the rules


class Hub(http.server.ThreadingHTTPServer):
    """`way` is how it answers a GET: sends, slowly, creeps, silent."""

    daemon_threads = True

    def __init__(self, files):
        super().__init__(("127.0.0.1", 0), _Answer)
        self.files = files
        self.way = "sends"
        self.requested = []
        self.over = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self._head()

    def do_GET(self):
        name = self.path.rpartition("/")[2]
        self.server.requested.append(name)
        if self.server.way == "silent":
            self.server.over.wait(SECONDS_OF_HANGING)
            return
        self._head()
        self._body(self.server.files.get(name, b""))

    def _head(self):
        content = self.server.files.get(self.path.rpartition("/")[2])
        self.send_response(200 if content is not None or self.path == "/" else 404)
        self.send_header("Content-Length", str(len(content or b"")))
        self.send_header("ETag", f'"{hashlib.sha256(content or b"").hexdigest()}"')
        if "/resolve/" in self.path:
            self.send_header("X-Repo-Commit", self.path.split("/")[-2])
        self.end_headers()

    def _body(self, content):
        way = self.server.way if len(content) > 1000 else "sends"
        step, pause = {"sends": (len(content), 0.0), "slowly": (len(content) // 40, 0.2), "creeps": (1, 0.2)}[way]
        for start in range(0, len(content), max(step, 1)):
            self.wfile.write(content[start : start + step])
            if self.server.over.wait(pause):
                return

    def log_message(self, *_):
        pass

    def handle(self):
        with contextlib.suppress(ConnectionError):  # nobody waits for the rest
            super().handle()


@pytest.fixture(scope="module")
def encoder_weights():
    torch.manual_seed(3)
    return networks.build("unet", "resnet18", bands=3, classes=2).encoder.state_dict()


@pytest.fixture
def server(encoder_weights, monkeypatch, tmp_path):
    server = Hub({"config.json": b"{}", "model.safetensors": safetensors.torch.save(encoder_weights)})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", server.url)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


def build(named="imagenet", report=None):
    torch.manual_seed(9)
    return weights.build(
        "unet", "resnet18", bands=3, classes=2, weights=named, report=report or ProgressReporter(lambda _: None)
    )


def same(state, other):
    return all(torch.equal(state[key], other[key]) for key in state)


@pytest.mark.parametrize("way", ["sends", "slowly"])
def test_weights_come_from_a_hub_that_lives_and_then_from_the_cache(server, encoder_weights, way):
    server.way = way
    network, started_from = build()
    assert str(started_from) == "ImageNet (downloaded)"
    assert same(encoder_weights, network.encoder.state_dict())
    count = len(server.requested)
    again, _ = build()
    assert len(server.requested) == count
    assert same(network.state_dict(), again.state_dict())
    assert not huggingface_hub.constants.HF_HUB_OFFLINE


@pytest.mark.parametrize("way", ["silent"])
def test_a_hub_that_answers_and_then_hangs_is_told(server, encoder_weights, tmp_path, monkeypatch, way):
    server.way = way
    with monkeypatch.context() as patched:
        patched.setattr(hub, "_SECONDS_WITHOUT_PROGRESS", 20.0)  # a busy machine takes seconds to build a network
        with pytest.raises(BadInput, match=r"cannot be downloaded.*sends nothing.*local file"):
            build()
    assert server.requested
    assert not list((tmp_path / "cache").rglob("*.incomplete"))
    server.way = "sends"  # nothing that was half downloaded is in the way
    network, _ = build()
    assert same(encoder_weights, network.encoder.state_dict())


def test_auto_goes_on_from_none_with_a_warning(server, monkeypatch):
    monkeypatch.setattr(hub, "fetch", lambda *_, **__: False)
    events = []
    network, started_from = build("auto", ProgressReporter(events.append))
    assert str(started_from).startswith("none")
    assert [event.level for event in events if isinstance(event, Message)] == ["warning"]
    assert same(build("none")[0].state_dict(), network.state_dict())


def test_a_download_that_hangs_is_cancelled(server, tmp_path, monkeypatch):
    monkeypatch.setattr(hub, "_SECONDS_WITHOUT_PROGRESS", 100.0)
    server.way = "silent"
    cancel_file = tmp_path / "cancel"
    asked = []

    def stop(event):
        if isinstance(event, Progress) and server.requested and not asked:
            cancel_file.touch()
            asked.append(time.monotonic())

    with pytest.raises(JobCancelled):
        build(report=ProgressReporter(stop, str(cancel_file)))
    assert asked
