# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's own proxy holds for a set-up too."""

import pytest
from diao.diao_engine.protocol import environment
from diao.plugin.environment import steps
from diao.processing_provider import proxy
from qgis.core import QgsSettings


@pytest.fixture
def settings(qgis_app):
    """QGIS's settings of the proxy, empty before and after."""

    def put(**values):
        for name, value in values.items():
            QgsSettings().setValue(f"proxy/{name}", value)

    QgsSettings().remove("proxy")
    yield put
    QgsSettings().remove("proxy")


def test_a_proxy_of_qgis_is_handed_on_with_its_login_and_what_goes_without_it(settings):
    settings(
        proxyEnabled=True, proxyType="HttpProxy", proxyHost="proxy.example", proxyPort="8080", proxyUser="jörg",
        proxyPassword="a:b@c", noProxyUrls=["https://intra.example/maps", "localhost"],
    )  # fmt: skip
    address = "http://j%C3%B6rg:a%3Ab%40c@proxy.example:8080"
    assert proxy.variables() == {
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy"), address),
        "NO_PROXY": "intra.example,localhost",
    }


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"proxyEnabled": False, "proxyType": "HttpProxy", "proxyHost": "proxy.example"},
        {"proxyEnabled": True, "proxyType": "DefaultProxy", "proxyHost": ""},
        {"proxyEnabled": True, "proxyType": "Socks5Proxy", "proxyHost": "proxy.example"},
    ],
)
def test_what_is_no_http_proxy_of_qgis_is_left_to_the_installers(settings, values):
    settings(**values)
    assert proxy.variables() == {}


def test_a_set_up_gets_it(settings, monkeypatch):
    settings(proxyEnabled=True, proxyType="HttpProxy", proxyHost="proxy.example", proxyPort="")
    heard = []
    monkeypatch.setattr(environment, "create", lambda size, *, variables, **more: heard.append(variables) or "/python")
    steps.set_up("base", lambda trials: None)(lambda line: None, lambda: False, lambda share, megabytes: None)
    assert heard == [dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy"), "http://proxy.example")]
