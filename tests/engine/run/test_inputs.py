# SPDX-License-Identifier: GPL-2.0-or-later
"""What a job reads from a server, and what tells that it has changed."""

import os
import ssl
import urllib.error
from unittest import mock

import pytest

from diao_engine.jobs import Segment
from diao_engine.jobs.shards import Shard
from diao_engine.protocol import worker
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.run import inputs
from diao_engine.run.parts import Parts
from tests.refused import refused
from tests.server import Fault, serving


@pytest.fixture
def remote(tmp_path):
    """A job whose raster lies on a server, and the file there."""
    folder = tmp_path / "served"
    folder.mkdir()
    file = folder / "ground.tif"
    file.write_bytes(b"pixels")
    (tmp_path / "model.onnx").write_bytes(b"model")

    def make(source):
        return Segment(input=source, model=str(tmp_path / "model.onnx"), output=str(tmp_path / "out" / "map.tif"))

    return make, folder, file


def test_another_version_on_the_server_is_another_job(remote):
    make, folder, file = remote
    with serving(folder) as server:
        keys = []
        for source in (f"/vsicurl/{server.address}/ground.tif", f"{server.address}/ground.tif"):
            job = make(source)
            assert source in inputs.read_by(job)
            first = Parts.of(job)
            assert Parts.of(job).key == first.key
            assert first.unknown == ()
            os.utime(file, ns=(1, file.stat().st_mtime_ns + 1_000_000))
            assert Parts.of(job).key != first.key
            keys.append(first.key)
        assert len(set(keys)) == 2
        assert server.asked() == 6


def test_what_tells_no_version_is_said(remote):
    make, folder, _ = remote
    with serving(folder) as server:
        unversioned, none, bucket = (
            f"/vsicurl/{server.address}/ground.tif?token=1", f"{server.address}/none.tif", "/vsis3/bucket/ground.tif"
        )  # fmt: skip
        for source in (unversioned, none, bucket):
            assert Parts.of(make(source)).unknown == (source,)
        said = []
        with pytest.raises(Exception, match="ground"):
            worker.run(make(unversioned), ProgressReporter(said.append), Shard(1, 2))
    told = [event.text for event in said if type(event).__name__ == "Message"]
    assert [(text.code, text.arguments["first"]) for text in told[:1]] == [("inputs_without_version", unversioned)]


def test_a_server_that_is_busy_is_asked_again_and_one_that_is_silent_is_told(remote, monkeypatch):
    make, folder, _ = remote
    waited = []
    monkeypatch.setattr(inputs.time, "sleep", waited.append)
    with serving(folder, Fault("ground", times=2, status=503), Fault("other", status=503)) as server:
        assert Parts.of(make(f"{server.address}/ground.tif")).unknown == ()
        assert waited == [1.0, 2.0]
        with refused("server_silent", address=f"{server.address}/other.tif"):
            Parts.of(make(f"{server.address}/other.tif"))


@pytest.mark.parametrize(
    "source",
    ["/vsicurl?url=https%3A%2F%2Fh%2Fa.tif", "/vsizip//vsicurl/https://h/a.zip/a.tif", "/vsis3_streaming/b/a.tif"],
)
def test_what_gdal_alone_can_ask_for_is_said(remote, source):
    make, _, _ = remote
    assert Parts.of(make(source)).unknown == (source,)


def test_a_certificate_that_is_not_believed_is_no_silence(remote, monkeypatch):
    """GDAL may believe it, and says so where it does not."""
    make, _, _ = remote
    refusal = urllib.error.URLError(ssl.SSLCertVerificationError("self-signed"))
    monkeypatch.setattr(inputs.server, "headers_of", mock.Mock(side_effect=refusal))
    assert Parts.of(make("https://h/a.tif")).unknown == ("https://h/a.tif",)
