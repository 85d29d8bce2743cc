# SPDX-License-Identifier: GPL-2.0-or-later
"""Durations as the analyst reads them."""

import pytest
from diao.plugin.dock.kit.number_format import duration_text
from qgis.PyQt.QtCore import QLocale


@pytest.fixture(params=["en_US", "de_DE"])
def locale(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_hours_have_the_sign_of_the_language(locale):
    assert duration_text(9000) == {"en_US": "2.5 h", "de_DE": "2,5 h"}[locale]
    assert (duration_text(0.2), duration_text(120)) == ("1 s", "2 min")
