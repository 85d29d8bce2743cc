# SPDX-License-Identifier: GPL-2.0-or-later
"""How uv is had: from the PATH, from folders, from an index on this machine; and what happens where it is not."""

from __future__ import annotations

import hashlib
import http.server
import threading
import zipfile

import pytest

from diao_engine.protocol import systems, uv
from diao_engine.protocol.pip_settings import PipSettings

X86 = "manylinux_2_17_x86_64.manylinux2014_x86_64"


@pytest.fixture(autouse=True)
def empty_path(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return folder


def program(says="uv 0.9.1 (abc 2026-01-01)"):
    return f"#!/bin/sh\necho '{says}'\n"


def wheel(folder, version="0.9.1", tag=X86, says=None):
    """A wheel of uv whose program answers as the real one does."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"uv-{version}-py3-none-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"uv-{version}.data/scripts/uv", program(says or f"uv {version}"))
        archive.writestr(f"uv-{version}.dist-info/METADATA", "")
    return path


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture
def index(tmp_path):
    """Serves the folder `served` on this machine; `served/simple/uv/index.html` is the page of uv."""
    (tmp_path / "served").mkdir()

    def handler(*arguments):
        return _Quiet(*arguments, directory=str(tmp_path / "served"))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield PipSettings({"index-url": f"http://127.0.0.1:{server.server_port}/simple"})
        server.shutdown()
        thread.join()


def page(folder, wheels, digest=None):
    links = "".join(
        f'<a href="../../{path.name}#sha256={digest or hashlib.sha256(path.read_bytes()).hexdigest()}">{path.name}</a>'
        for path in wheels
    )
    (folder / "simple" / "uv").mkdir(parents=True)
    (folder / "simple" / "uv" / "index.html").write_text(f"<html><body>{links}</body></html>")


def test_the_user_s_own_is_taken(empty_path):
    (empty_path / "uv").write_text(program())
    (empty_path / "uv").chmod(0o755)
    assert uv.program(PipSettings.offline("/none"), "x86_64") == str(empty_path / "uv")


@pytest.mark.parametrize("says", ["uv 0.4.30", "something else"])
def test_one_that_is_too_old_or_no_uv_is_not_taken(empty_path, says):
    (empty_path / "uv").write_text(program(says))
    (empty_path / "uv").chmod(0o755)
    assert uv.program(PipSettings.offline("/none"), "x86_64") is None


def test_it_comes_from_the_index_and_is_kept(index, tmp_path):
    page(tmp_path / "served", [wheel(tmp_path / "served", version) for version in ("0.9.1", "0.10.2", "0.8.9")])
    found = uv.program(index, "x86_64")
    assert found == str(uv.folder() / "uv")
    assert "0.10.2" in (uv.folder() / "uv").read_text()
    assert [path.name for path in uv.folder().iterdir()] == ["uv"]
    assert uv.program(PipSettings.offline("/none"), "x86_64") == found


def test_a_damaged_download_is_not_run(index, tmp_path):
    page(tmp_path / "served", [wheel(tmp_path / "served")], digest="0" * 64)
    assert uv.program(index, "x86_64") is None
    assert list(uv.folder().iterdir()) == []


def test_an_index_that_lacks_it_or_does_not_answer_is_no_error(index):
    assert uv.program(index, "x86_64") is None
    assert uv.program(PipSettings({"index-url": "http://127.0.0.1:9/simple"}), "x86_64") is None
    assert uv.program(PipSettings({"index-url": "gopher://x/simple"}), "x86_64") is None


def test_it_comes_from_a_folder_of_wheels_without_any_index(tmp_path):
    wheel(tmp_path / "our wheels")
    assert uv.program(PipSettings.offline(str(tmp_path / "our wheels")), "x86_64") == str(uv.folder() / "uv")


@pytest.mark.parametrize(
    ("system", "machine", "tag"),
    [
        ("linux", "x86_64", X86),
        ("linux", "aarch64", "manylinux_2_28_aarch64"),
        ("windows", "AMD64", "win_amd64"),
        ("macos", "arm64", "macosx_11_0_arm64"),
        ("macos", "x86_64", "macosx_10_12_x86_64"),
    ],
)
def test_each_system_gets_its_own(system, machine, tag):
    tags = (
        X86,
        "musllinux_1_1_x86_64",
        "manylinux_2_28_aarch64",
        "win_amd64",
        "win_arm64",
        "macosx_11_0_arm64",
        "macosx_10_12_x86_64",
    )
    names = [f"https://files.example/uv-0.9.1-py3-none-{each}.whl#sha256=0" for each in tags]
    found = uv.find_wheel(names, systems.SYSTEMS[system], machine)
    assert found == f"https://files.example/uv-0.9.1-py3-none-{tag}.whl#sha256=0"


def test_sources_and_other_packages_are_passed_over():
    names = ["uv-0.9.1.tar.gz", f"uv_build-0.9.1-py3-none-{X86}.whl", "readme.html"]
    assert uv.find_wheel(names, systems.SYSTEMS["linux"], "x86_64") is None
