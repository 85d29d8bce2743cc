# SPDX-License-Identifier: GPL-2.0-or-later
"""Bars: the size of what is shown, the numbers in words, and what is drawn where."""

import pytest
from diao.plugin.dock.kit.bar_chart import Bar, Bars
from qgis.PyQt.QtCore import QEvent, QPoint
from qgis.PyQt.QtGui import QColor, QHelpEvent
from qgis.PyQt.QtWidgets import QApplication, QToolTip

ROWS = [Bar("forest", (0.9, 0.5), "#ff0000"), Bar("peat", (0.1, 0.5), "#0000ff")]


def percent(value):
    return f"{value:.0%}"


@pytest.fixture
def bars(qgis_app):
    made = Bars()
    yield made
    made.deleteLater()


def shown(bars, color):
    """How many pixels of a colour are seen."""
    bars.resize(360, bars.heightForWidth(360))
    image = bars.grab().toImage()
    wanted = QColor(color).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_the_height_follows_the_rows_and_series(bars):
    bars.show_bars([], (), percent)
    nothing = bars.heightForWidth(360)
    bars.show_bars([Bar("forest", (0.9,), "#ff0000")], ("share",), percent)
    one = bars.heightForWidth(360)
    bars.show_bars([Bar("forest", (0.9,), "#ff0000")] * 8, ("share",), percent)
    eight = bars.heightForWidth(360)
    assert nothing <= 1
    assert one > nothing
    assert eight == pytest.approx(8 * one, abs=8)
    bars.show_bars([Bar("forest", (0.9, 0.5), "#ff0000")] * 8, ("before", "after"), percent)
    assert bars.heightForWidth(360) > 1.8 * eight
    assert bars.sizeHint().height() == bars.minimumSizeHint().height() == bars.heightForWidth(360)


def test_a_long_legend_takes_more_lines_where_it_is_narrow(bars):
    bars.show_bars(ROWS, ("before the balancing", "after the balancing"), percent, marks=(0.5, 0.5))
    assert bars.heightForWidth(180) > bars.heightForWidth(600)


def test_the_numbers_are_told_in_words(bars):
    bars.show_bars(ROWS, ("before", "after"), percent, marks=(0.5, 0.4))
    assert bars.accessibleDescription() == (
        "forest: before 90%, after 50%, target 50%; peat: before 10%, after 50%, target 40%"
    )
    bars.show_bars([Bar("forest", (0.9,), "#ff0000")], ("share",), percent)
    assert bars.accessibleDescription() == "forest: 90%"


def test_longer_bars_show_more_of_their_colour(bars):
    bars.show_bars([Bar("forest", (0.9,), "#ff0000"), Bar("peat", (0.1,), "#0000ff")], ("share",), percent)
    assert shown(bars, "#ff0000") > 5 * shown(bars, "#0000ff") > 0


def test_the_scale_ends_where_it_is_told_to(bars):
    row = [Bar("peat", (0.1,), "#0000ff")]
    bars.show_bars(row, ("share",), percent)
    full = shown(bars, "#0000ff")
    bars.show_bars(row, ("share",), percent, maximum=1.0)
    assert shown(bars, "#0000ff") == pytest.approx(full / 10, rel=0.3)
    bars.show_bars(row, ("share",), percent, maximum=0.01)
    assert shown(bars, "#0000ff") == pytest.approx(full, rel=0.05)


def test_only_the_last_series_is_solid(bars):
    bars.show_bars([Bar("forest", (0.5, 0.5), "#ff0000")], ("before", "after"), percent)
    both = shown(bars, "#ff0000")
    bars.show_bars([Bar("forest", (0.0, 0.5), "#ff0000")], ("before", "after"), percent)
    last = shown(bars, "#ff0000")
    bars.show_bars([Bar("forest", (0.5, 0.0), "#ff0000")], ("before", "after"), percent)
    assert 0 <= shown(bars, "#ff0000") < last / 2
    assert both < 1.5 * last


def test_nothing_at_all_can_be_shown(bars):
    bars.show_bars([Bar("forest", (0.0,), "#ff0000")], ("share",), percent, marks=(0.0,))
    bars.resize(10, 10)
    bars.grab()
    bars.show_bars([], ("share",), percent)
    bars.grab()
    assert bars.accessibleDescription() == ""


def test_the_row_under_the_mouse_is_told(bars, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_: told.append(text))
    bars.show_bars(ROWS, ("before", "after"), percent)
    bars.resize(360, bars.heightForWidth(360))
    for y in (bars.height() - 3, 1):
        QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, y), QPoint(5, y)))
    assert told == ["peat: before 10%, after 50%", ""]
