# SPDX-License-Identifier: GPL-2.0-or-later
"""The curves of a training: what they keep, show, tell and paint."""

import math

import pytest
from diao.diao_engine.protocol import events
from diao.plugin.dock.datasets.dataset_summary import ClassShare
from diao.plugin.dock.kit.line_chart import contrast
from diao.plugin.dock.kit.series import Series, ticks
from diao.plugin.dock.train.curves import Curves
from qgis.PyQt.QtCore import QEvent, QPointF, Qt
from qgis.PyQt.QtGui import QColor, QMouseEvent, QPalette
from qgis.PyQt.QtTest import QTest


def entry(value, name, color, rare):
    """Common with repeats, whatever it is by nature."""
    return ClassShare(value, name, color, 100.0, 1.0, None, minority=not rare, natural_minority=rare)


CLASSES = (
    entry(0, "forest", "#228833", False),
    entry(1, "peat", "#aa3377", True),
    entry(2, "<b>open & wet", "#4477aa", True),
)


@pytest.fixture
def curves(qgis_app):
    made = Curves()
    made.resize(300, made.layout().heightForWidth(300))
    made.begin(CLASSES, 10)
    made.show()
    yield made
    made.deleteLater()


def tell(curves, epochs, **more):
    for epoch in range(1, epochs + 1):
        for part in range(1, 5):
            curves.put(events.BATCH_LOSS, round(events.BATCH_LOSS_STEPS * (epoch - 1 + part / 4)), 1 / epoch)
        for name, value in {
            "loss": 1 / epoch,
            "validation loss": 0.2,
            "miou": epoch / 20,
            "iou peat": epoch / 40,
            **more,
        }.items():
            curves.put(name, epoch, value)


def move(chart, x, y):
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(x, y), QPointF(x, y), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    chart.mouseMoveEvent(event)


def colors_of(widget):
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_what_is_no_number_is_a_gap():
    series = Series("peat")
    for epoch, value in ((1, 0.1), (2, 0.2), (3, math.nan), (4, 0.4), (5, math.inf), (8, 0.8)):
        series.put(epoch, value)
    assert list(series.parts(100)) == [[(1, 0.1), (2, 0.2)], [(4, 0.4)], [(8, 0.8)]]
    assert series.at(3) is None
    assert series.last() == 0.8


def test_an_epoch_that_was_not_told_is_a_gap():
    series = Series("peat")
    for epoch in (1, 2, 4, 5):
        series.put(epoch, 0.5)
    assert [len(part) for part in series.parts(100)] == [2, 2]


def test_a_value_that_is_told_again_replaces_the_first():
    series = Series("peat")
    for epoch, value in ((1, 0.1), (2, 0.2), (1, 0.3)):
        series.put(epoch, value)
    assert series.epochs == [1, 2]
    assert series.at(1) == 0.3


def test_a_long_series_stays_short_and_keeps_its_shape():
    series = Series("batch", gap=math.inf, most=100)
    for step in range(10_000):
        series.put(step / 100, step / 100)
    assert len(series.epochs) <= 100
    assert series.epochs == sorted(series.epochs)
    assert all(abs(epoch - value) < 1e-9 for epoch, value in zip(series.epochs, series.values, strict=True))
    assert series.epochs[-1] > 98


def test_a_line_of_many_epochs_is_drawn_with_few_points_and_its_last():
    series = Series("peat")
    for epoch in range(10_000):
        series.put(epoch, 0.5)
    (part,) = series.parts(200)
    assert len(part) < 300
    assert part[-1][0] == 9999


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [(0, 1, 4, [0, 0.25, 0.5, 0.75, 1.0]), (0, 0.37, 4, [0, 0.1, 0.2, 0.3, 0.4]), (0, 15, 3, [0, 5, 10, 15])],
)
def test_ticks_are_round(low, high, most, expected):
    assert ticks(low, high, most) == pytest.approx(expected)


def test_only_the_minority_is_drawn(curves):
    tell(curves, 3, **{"iou forest": 0.9})
    assert [name for name, _ in curves.iou.values_at(0)] == ["mean", "peat"]
    assert curves.iou.accessibleName() == "IoU of rare classes"
    curves.begin(CLASSES[:1], 10)
    assert curves.iou.accessibleName() == "Mean IoU"


def test_the_latest_numbers_are_told_to_those_who_do_not_see(curves):
    assert curves.iou.accessibleDescription() == "No values yet"
    tell(curves, 3)
    assert curves.iou.accessibleDescription() == "Epoch 3: mean 0.15, peat 0.07"
    assert "training 0.333" in curves.loss.accessibleDescription()
    assert curves.loss.accessibleName() == "Loss"


def test_the_loss_is_there_within_the_first_epoch(curves):
    curves.put(events.BATCH_LOSS, 250, 0.8)
    assert curves.loss.reached() == 1
    assert curves.loss.values_at(0) == [("batch", "0.800")]


def test_a_run_begins_without_the_values_of_the_last(curves):
    tell(curves, 3)
    curves.begin(CLASSES, 5)
    assert curves.loss.reached() == curves.iou.reached() == 0
    assert curves.iou.accessibleDescription() == "No values yet"


def test_numbers_without_a_line_are_passed_over(curves):
    curves.put("macro_f1", 1, 0.5)
    curves.put("iou unknown", 1, 0.5)
    assert curves.iou.reached() == 0


def test_the_mouse_shows_the_nearest_epoch_in_both_charts(curves):
    tell(curves, 10)
    plot = curves.iou._plot()
    move(curves.iou, plot.left() + 0.42 * plot.width(), plot.center().y())
    assert curves.iou._cursor == curves.loss._cursor == 4
    assert ("mean", "0.20") in curves.iou.values_at(curves.iou._cursor)
    move(curves.iou, plot.right(), 1)
    assert curves.iou._cursor == curves.loss._cursor == 0


def test_the_tooltip_shows_names_as_they_are(curves, monkeypatch):
    told = []
    monkeypatch.setattr("diao.plugin.dock.kit.line_chart.QToolTip.showText", lambda _, text, *__: told.append(text))
    tell(curves, 3, **{"iou <b>open & wet": 0.5})
    plot = curves.iou._plot()
    move(curves.iou, plot.left() + 0.2 * plot.width(), plot.center().y())
    assert "Epoch 2" in told[-1]
    assert "&lt;b&gt;open &amp; wet" in told[-1]


def test_arrow_keys_go_through_the_epochs(curves):
    tell(curves, 5)
    for key, epoch in (
        (Qt.Key.Key_Left, 4), (Qt.Key.Key_Home, 1), (Qt.Key.Key_Left, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_End, 5),
        (Qt.Key.Key_Escape, 0),
    ):  # fmt: skip
        QTest.keyClick(curves.iou, key)
        assert (curves.iou._cursor, curves.loss._cursor) == (epoch, epoch)


def test_keys_do_nothing_before_there_are_values(curves):
    QTest.keyClick(curves.iou, Qt.Key.Key_Left)
    assert curves.iou._cursor == 0


@pytest.mark.parametrize(("ground", "text"), [("#ffffff", "#000000"), ("#202020", "#f0f0f0")])
def test_classes_have_their_colours_on_light_and_dark_ground(curves, ground, text):
    palette = QPalette(curves.palette())
    for role, color in (("Base", ground), ("Window", ground), ("WindowText", text), ("Text", text)):
        palette.setColor(getattr(QPalette.ColorRole, role), QColor(color))
    curves.setPalette(palette)
    tell(curves, 8)
    found = colors_of(curves.iou)
    assert {ground, text, "#aa3377"} <= found


def test_a_colour_like_the_ground_gets_an_outline(curves):
    palette = QPalette(curves.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor("#ffffff"))
    curves.setPalette(palette)
    curves.begin((entry(1, "snow", "#ffffff", True),), 8)
    for epoch in range(1, 9):
        curves.put("iou snow", epoch, epoch / 10)
    chart, plot = curves.iou, curves.iou._plot()
    image = chart.grab().toImage()
    x, y = chart._x(4.5, plot), chart._y(0.45, plot, 0.0, chart._levels()[-1])
    across = [image.pixelColor(round(x), round(y) + away).lightness() for away in range(-4, 5)]
    assert max(across) > 240
    assert min(across) < 200
    assert contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21)


def test_the_legend_fits_into_a_narrow_dock(curves):
    classes = [entry(n, f"a class with a very long name indeed, {n}", "#228833", True) for n in range(4)]
    curves.begin(classes, 10)
    for _, place, name in curves.iou._legend(300):
        assert place.right() <= 300 + 10
        assert curves.iou.fontMetrics().horizontalAdvance(name) < place.width()
    assert curves.iou.heightForWidth(200) >= curves.iou.heightForWidth(600)
    assert curves.iou.minimumSizeHint().width() <= 300


def test_strays_of_a_batch_do_not_flatten_the_rest(curves):
    tell(curves, 40)
    curves.put(events.BATCH_LOSS, 20_100, 500.0)
    assert curves.loss._levels()[-1] <= 2


def test_a_long_training_is_shown_as_far_as_it_is(curves):
    curves.begin(CLASSES, 1000)
    tell(curves, 40)
    assert 40 <= curves.iou._end() < 60
    curves.finish()
    assert curves.iou._end() == 40
    curves.grab()


def test_constant_and_zero_values_can_be_painted(curves):
    curves.begin(CLASSES, 1)
    curves.put("loss", 1, 0.0)
    curves.put("miou", 1, 0.0)
    curves.put("iou peat", 1, math.nan)
    curves.grab()
    assert curves.iou.values_at(0) == [("mean", "0.00")]
