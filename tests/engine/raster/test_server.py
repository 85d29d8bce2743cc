# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of a server is asked with the login that GDAL reads with; GDAL itself is the witness."""

import base64
import urllib.error
import urllib.request

import numpy as np
import pytest
import rasterio

from diao_engine.raster import server
from tests.server import serving


def basic(login):
    return f"Authorization: Basic {base64.b64encode(login.encode()).decode()}"


WAYS = {
    "user and password": ({"GDAL_HTTP_USERPWD": "ann:se:cret"}, basic("ann:se:cret")),
    "basic by name": ({"GDAL_HTTP_USERPWD": "ann:secret", "GDAL_HTTP_AUTH": "BASIC"}, basic("ann:secret")),
    "after the server has asked": ({"GDAL_HTTP_USERPWD": "ann:secret", "GDAL_HTTP_AUTH": "ANY"}, basic("ann:secret")),
    "token": ({"GDAL_HTTP_AUTH": "BEARER", "GDAL_HTTP_BEARER": "t0ken"}, "Authorization: Bearer t0ken"),
    "header": ({"GDAL_HTTP_HEADERS": "X-Key: abc,X-Other: d"}, "X-Key: abc"),
    "header in quotes": ({"GDAL_HTTP_HEADERS": r'A: b,"X-Key: one, \"two\""'}, 'X-Key: one, "two"'),
    "file of headers": ({"GDAL_HTTP_HEADER_FILE": "{folder}/headers.txt"}, "X-Key: of the file"),
    "cookie": ({"GDAL_HTTP_COOKIE": "session=7"}, "Cookie: session=7"),
    "file of logins": ({"GDAL_HTTP_NETRC_FILE": "{folder}/logins"}, basic("bob:of the file")),
    "file of logins at home": ({"HOME": "{folder}"}, basic("eve:at home")),
    "set before file": (
        {"GDAL_HTTP_NETRC_FILE": "{folder}/logins", "GDAL_HTTP_USERPWD": "ann:secret"},
        basic("ann:secret"),
    ),
}


@pytest.fixture
def folder(tmp_path, scene):
    scene.raster("served/ground.tif", np.ones((1, 8, 8), "uint8"))
    (tmp_path / "headers.txt").write_text("X-Key: of the file\nno header\n")
    (tmp_path / "logins").write_text('machine 127.0.0.1 login bob password "of the file"\n')
    (tmp_path / ".netrc").write_text('machine 127.0.0.1 login eve password "at home"\n')
    (tmp_path / ".netrc").chmod(0o600)
    return scene.folder / "served"


@pytest.fixture
def settings(monkeypatch, tmp_path):
    """Set what a user sets for GDAL."""
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))

    def make(values):
        for name, value in values.items():
            monkeypatch.setenv(name, value.format(folder=tmp_path))

    return make


@pytest.mark.parametrize(("values", "wants"), WAYS.values(), ids=WAYS)
def test_the_login_is_that_of_gdal(folder, settings, values, wants):
    with serving(folder, wants=wants) as served:
        address = f"{served.address}/ground.tif"
        with pytest.raises(urllib.error.HTTPError, match="401"):
            server.headers_of(address, 9)
        settings(values)
        with rasterio.open(f"/vsicurl/{address}") as source:
            assert source.width == 8
        assert server.headers_of(address, 9)["ETag"]


def test_a_login_in_the_address(folder, settings):
    with serving(folder, wants=basic("ann@home:se/cret")) as served:
        address = served.address.replace("//", "//ann%40home:se%2Fcret@") + "/ground.tif"
        with rasterio.open(f"/vsicurl/{address}") as source:
            assert source.width == 8
        assert server.headers_of(address, 9)["ETag"]


def test_a_login_by_digest_alone_gives_no_password_away(folder, settings):
    settings({"GDAL_HTTP_USERPWD": "ann:secret", "GDAL_HTTP_AUTH": "ANYSAFE"})
    with serving(folder, wants=basic("ann:secret")) as served, pytest.raises((urllib.error.HTTPError, ValueError)):
        server.headers_of(f"{served.address}/ground.tif", 9)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://here/b.tif", {"Authorization": "Basic YW5uOnNlY3JldA==", "X-key": "abc"}),
        ("http://elsewhere/b.tif", {}),
        ("https://here/b.tif", {}),
        ("http://here:81/b.tif", {}),
        ("https://127.0.0.1/b.tif", {"Authorization": "Basic Ym9iOm9mIHRoZSBmaWxl"}),
    ],
)
def test_another_server_gets_no_login_but_its_own(folder, settings, address, expected):
    settings({"GDAL_HTTP_USERPWD": "ann:secret", "GDAL_HTTP_HEADERS": "X-Key: abc"})
    settings({"GDAL_HTTP_NETRC_FILE": "{folder}/logins"})
    request = server._request("http://here/a.tif")
    following = server._Redirects().redirect_request(request, None, 302, "Found", {}, address)
    assert following.unredirected_hdrs == expected
    assert following.get_method() == "HEAD"
    assert following.headers == {}


def test_the_proxy_of_gdal_is_used(folder, settings):
    with serving(folder) as proxy:  # which serves its own folder, whatever host is asked for
        settings({"GDAL_HTTP_PROXY": proxy.address.removeprefix("http://"), "GDAL_HTTP_PROXYUSERPWD": "ann:p/w"})
        server.headers_of("http://nowhere.invalid/ground.tif", 9)
        assert server._proxies()["https"].startswith("http://ann:p%2Fw@127.0.0.1:")
        assert proxy.asked("nowhere")
