# SPDX-License-Identifier: GPL-2.0-or-later
"""What is set for pip holds for uv and for our own download too."""

from __future__ import annotations

import pytest

from diao_engine.protocol.pip_settings import PipSettings
from diao_engine.protocol.systems.linux import Linux


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A system-wide and a user's file of pip."""
    everyone, own = tmp_path / "pip.conf", tmp_path / "own" / "pip.conf"
    own.parent.mkdir()
    monkeypatch.setattr(Linux, "pip_configurations", lambda self, environ: [everyone, own])
    return everyone, own


def test_files_then_variables_and_the_later_one_wins(files):
    everyone, own = files
    everyone.write_text("[global]\nindex-url = https://a.example/simple\ncert = /a.pem\nproxy = http://a:1\n")
    own.write_text(
        "[global]\nindex-url = https://b.example/simple\n[install]\ncert = /b.pem\n[list]\nformat = columns\n"
    )
    settings = PipSettings.read({"PIP_PROXY": "http://c:3", "PIP_INDEX_URL": ""})
    assert settings.get("index-url") == "https://b.example/simple"
    assert settings.get("cert") == "/b.pem"
    assert settings.get("proxy") == "http://c:3"


def test_without_settings_uv_takes_its_usual_index(files):
    assert set(PipSettings.read({}).for_uv({})) == {"UV_INDEX_STRATEGY", "UV_SYSTEM_CERTS", "UV_NATIVE_TLS"}


def test_dev_null_switches_the_files_off_as_pip_has_it(files):
    files[0].write_text("[global]\nindex-url = https://a.example/simple\n")
    assert PipSettings.read({"PIP_CONFIG_FILE": "/dev/null"}).values == {"config-file": "/dev/null"}


def test_a_damaged_file_counts_as_empty(files):
    files[0].write_bytes(b"\xff\xfe no ini at all")
    files[1].write_text("no section = here\n")
    assert PipSettings.read({}).values == {}


def test_uv_hears_the_same():
    settings = PipSettings(
        {
            "index-url": "https://a.example/simple", "extra-index-url": "https://b.example\nhttps://c.example",
            "find-links": "/wheels /more", "proxy": "http://proxy:8080", "cert": "/company.pem", "trusted-host": "a.example",
            "constraint": "/limits.txt", "timeout": "180", "client-cert": "", "no-index": "1",
        }
    )  # fmt: skip
    assert settings.for_uv({}) == {
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_SYSTEM_CERTS": "1",
        "UV_NATIVE_TLS": "1",
        "UV_DEFAULT_INDEX": "https://a.example/simple",
        "UV_INDEX": "https://b.example https://c.example",
        "UV_FIND_LINKS": "/wheels,/more",
        "HTTP_PROXY": "http://proxy:8080",
        "HTTPS_PROXY": "http://proxy:8080",
        "SSL_CERT_FILE": "/company.pem",
        "UV_INSECURE_HOST": "a.example",
        "UV_CONSTRAINT": "/limits.txt",
        "UV_HTTP_TIMEOUT": "180",
        "UV_NO_INDEX": "1",
    }


def test_what_the_user_tells_uv_itself_stays():
    settings = PipSettings({"index-url": "https://a.example/simple", "proxy": "http://proxy:8080"})
    kept = settings.for_uv({"UV_DEFAULT_INDEX": "https://own.example", "HTTPS_PROXY": "http://own"})
    assert "UV_DEFAULT_INDEX" not in kept
    assert "HTTPS_PROXY" not in kept
    assert kept["HTTP_PROXY"] == "http://proxy:8080"


def test_a_folder_with_spaces_is_one_entry(tmp_path):
    folder = tmp_path / "our wheels"
    folder.mkdir()
    assert PipSettings({"find-links": str(folder)}).for_uv({})["UV_FIND_LINKS"] == str(folder)
