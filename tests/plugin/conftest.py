# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings of their own for every test, and no environment of the machine."""

import pytest
from qgis.core import QgsSettings


@pytest.fixture(autouse=True)
def _own_settings(qgis_app, monkeypatch, tmp_path):
    monkeypatch.delenv("DIAO_ENGINE_PYTHON", raising=False)
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "home"))
    QgsSettings().remove("diao")
    yield
    QgsSettings().remove("diao")
