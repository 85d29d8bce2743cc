# SPDX-License-Identifier: GPL-2.0-or-later
"""Markup in what datasets, cards, layers and files bring into the window: shown as it is, never taken for rich text."""

import dataclasses
import json

import pytest
from diao.diao_engine.protocol import events
from diao.plugin.dock.balance.page import BalancePage
from diao.plugin.dock.balance.share_view import BalanceView
from diao.plugin.dock.data.layer_list import LayerList
from diao.plugin.dock.data.page import DataPage
from diao.plugin.dock.data.summary_view import DatasetCard
from diao.plugin.dock.datasets import dataset_summary
from diao.plugin.dock.datasets.target import Target
from diao.plugin.dock.kit import bar_chart
from diao.plugin.dock.kit.job_form import Reason
from diao.plugin.dock.kit.message_label import plain, plain_tip, wrapped_label
from diao.plugin.dock.kit.swatch import swatch
from diao.plugin.dock.map import card as cards
from diao.plugin.dock.map.card_form import CardCompletion
from diao.plugin.dock.map.card_view import ModelCardView
from diao.plugin.dock.map.results_view import ResultsTable
from diao.plugin.dock.runs.run_bar import RunBar
from diao.plugin.dock.setup_banner import SetupBanner
from diao.plugin.dock.train.page import TrainPage
from diao.plugin.dock.train.result import TrainResult
from diao.plugin.environment.availability import Availability
from diao.plugin.environment.panel import EnvironmentPanel
from diao.plugin.environment.runner import Runner
from diao.plugin.messages import Messages
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsFileWidget, QgsMessageBar, QgsMessageLogViewer
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QHelpEvent, QTextDocument
from qgis.PyQt.QtWidgets import QAbstractItemView, QLabel, QPlainTextEdit, QTextBrowser, QWidget

from tests.plugin import datasets

MARKUP = """<img src=x><b onclick="y">'&amp; 3 < 4 &lt;i&gt; <a href=z>"""
FILE_NAME = MARKUP.replace("/", "")
COLOR = 'red"><b>'
CLASSES = tuple((value, f"{value}{MARKUP}", COLOR) for value in (1, 2, 5))
CARD = {
    "classes": [{"value": n, "name": f"{n}{MARKUP}", "color": COLOR, "minority": n == 1} for n in range(2)],
    "bands": [MARKUP, "nir"], "dtype": MARKUP, "pixel_size": 1.0, "pixel_unit": "metre", "tile_size": 256, "overlap": 64,
    "metrics": {"miou": 0.5, "macro_f1": 0.6, "iou": [MARKUP, 0.5], "measured_on": MARKUP},
    "training": {"architecture": MARKUP, "encoder": MARKUP, "loss": [MARKUP], "epochs": MARKUP},
    "created": MARKUP, "missing": ["classes", "bands", "normalisation", "pixel_size"],
}  # fmt: skip


@pytest.fixture
def summary(tmp_path):
    folder = tmp_path / FILE_NAME
    folder.mkdir()
    return dataset_summary.read(datasets.write(folder / f"{FILE_NAME}.gpkg", classes=CLASSES) + "|layername=tiles")


@pytest.fixture
def card(tmp_path):
    (tmp_path / "card.json").write_text(json.dumps(CARD))
    return cards.read(str(tmp_path / "card.json"))


def as_shown(text):
    """What Qt makes of a text that has no format: tooltips always, labels unless told otherwise."""
    if not Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def tips(top):
    """The tooltips of a widget, of those inside, and of the cells of their lists."""
    for widget in (top, *top.findChildren(QWidget)):
        yield widget.toolTip()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


def check(top, least=1):
    """All labels of a widget show their text as it is; so many of them, or of the tooltips, hold markup."""
    labels = [one for one in (top, *top.findChildren(QLabel)) if isinstance(one, QLabel) and "<" in one.text()]
    of_qgis = [one for one in labels if isinstance(one.parent(), QgsFileWidget)]  # its link, where it is no field
    assert all(one.isHidden() for one in of_qgis)
    labels = [one for one in labels if one not in of_qgis]
    rich = [one.text() for one in labels if one.textFormat() != Qt.TextFormat.PlainText]
    assert not rich
    hostile = [tip for tip in tips(top) if "img " in tip]
    for tip in hostile:
        assert '<img src=x><b onclick="y">\'&amp; 3 < 4 &lt;i&gt; <a href=z>' in as_shown(tip)
    assert len(labels) + len(hostile) >= least


def test_the_check_itself_can_fail(qgis_app):
    label = QLabel(MARKUP)
    with pytest.raises(AssertionError):
        check(label)
    label.setTextFormat(Qt.TextFormat.PlainText)
    check(label)
    label.setToolTip(MARKUP)
    with pytest.raises(AssertionError):
        check(label)
    label.setToolTip(plain_tip(MARKUP))
    check(label, 2)


@pytest.mark.parametrize("text", ["", "a path/to & a file", MARKUP, "a < b\nc  d", "&lt;b&gt;", "1 > 0"])
def test_a_tooltip_shows_its_text(qgis_app, text):
    assert as_shown(plain_tip(text)) == text


def test_labels(qgis_app):
    for label in (plain(MARKUP), wrapped_label("name"), plain(MARKUP, "name", wrapped=True)):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_card_of_a_dataset(provider, session, iface, summary):
    view = DatasetCard(session, iface)
    view.show_summary(summary)
    check(view, 4)
    targets = dataclasses.replace(summary, classes=tuple(dataclasses.replace(e, target=0.0) for e in summary.classes))
    view.classes.show_summary(targets, Target("custom", 0.5))
    assert MARKUP in view.classes.note.text()
    check(view, 5)


def test_before_and_after(qgis_app, summary):
    view = BalanceView()
    view.show_summary(summary, Target("uniform", 0.5))
    check(view, 0)


@pytest.mark.parametrize("make", [DataPage, BalancePage, TrainPage])
def test_pages(provider, runner, session, iface, summary, wait_until, make):
    page = make(runner, session, iface)
    page.show()
    session.set_dataset(summary.source)
    wait_until(lambda: any("img" in tip for tip in tips(page)))
    check(page)
    page.deleteLater()


def test_a_file_that_is_no_dataset(provider, runner, session, iface, tmp_path, wait_until):
    page = DataPage(runner, session, iface)
    page.show()
    session.set_dataset(str(tmp_path / f"{FILE_NAME}.gpkg"))
    wait_until(lambda: any("img" in label.text() for label in page.findChildren(QLabel) if not label.isHidden()))
    check(page)
    page.deleteLater()


def test_the_card_of_a_model(qgis_app, card):
    view = ModelCardView()
    view.show_card(card)
    check(view, 3)
    form = CardCompletion()
    form.ask(card)
    form.reason.setText(card.band_problem(5))
    check(form)


def test_a_training(qgis_app, summary, tmp_path):
    view = TrainResult()
    view.begin(summary.classes)
    view.put("miou", 1, 0.5)
    view.put(events.IOU_OF_CLASS + MARKUP, 1, 0.5)
    view.finish({"MODEL": f"{MARKUP}.onnx", "REPORT": f"{MARKUP}.html", "MIOU": 0.5}, full_path=True)
    check(view, 6)


def test_polygons(provider, iface, saved, settle):
    fields = "field=class_value:integer&field=class_name:string&field=class_color:string&field=area_m2:double"
    layer = QgsVectorLayer(
        f"Polygon?crs=EPSG:26917&{fields}&field=pixels:integer&field=mean_confidence:double", "p", "memory"
    )
    feature = QgsFeature(layer.fields())
    feature.setAttributes([1, MARKUP, COLOR, 1.0, 1, 0.5])
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(0, 0, 1, 1)))
    layer.dataProvider().addFeatures([feature])
    view = ResultsTable(iface.canvas)
    view.show_layer(saved(layer, "minority.gpkg", "minority_polygons"))
    assert view.class_rows.index(0, 0).data() == MARKUP
    check(view, 0)
    view.clear(MARKUP)
    check(view)


def test_sentences_of_runs_and_set_ups(qgis_app, runner):
    bar = RunBar(runner, "Run")
    bar.block(MARKUP)
    check(bar, 2)
    reason = Reason("name")
    reason.show_message(MARKUP)
    check(reason)
    layers = LayerList("name", MARKUP, "", MARKUP, lambda layer: True)
    check(layers, 2)
    layer = QgsVectorLayer("Polygon?crs=EPSG:26917", MARKUP, "memory")
    QgsProject.instance().addMapLayer(layer)
    layers.refresh()
    tip = layers.view.model().data(layers.view.model().index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert as_shown(tip).startswith(MARKUP)
    QgsProject.instance().removeMapLayer(layer)
    set_ups = Runner(Messages(None))
    banner = SetupBanner(set_ups, Availability(set_ups), lambda: "base")
    set_ups.message.emit(MARKUP)
    check(banner, 2)


def test_versions_of_an_environment(qgis_app, monkeypatch):
    """The one label with a format of its own: the size is bold."""
    from diao.diao_engine.protocol import environment

    found = environment.Status("base", MARKUP, True, {MARKUP: MARKUP})
    monkeypatch.setattr(environment, "status", lambda size: found)
    panel = EnvironmentPanel(Runner(Messages(None)))
    for row in panel._rows.values():
        assert as_shown(row.state.text()).count(MARKUP) == 2
        assert as_shown(row.state.toolTip()) == MARKUP


def test_the_bars_tell_a_name_as_it_is(qgis_app, monkeypatch):
    shown = []
    monkeypatch.setattr(bar_chart.QToolTip, "showText", lambda place, text, widget: shown.append(text))
    bars = bar_chart.Bars()
    bars.show_bars([bar_chart.Bar(MARKUP, (0.5,), COLOR)], ("share",), str)
    bars.event(QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert MARKUP in as_shown(shown[0])
    check(bars, 0)
    assert not bars.grab().isNull()


def test_the_message_bar_and_the_log(qgis_app):
    class Iface:
        bar = QgsMessageBar()

        def messageBar(self):
            return self.bar

    log, messages = QgsMessageLogViewer(), Messages(Iface())
    for tell in (messages.success, messages.problem, messages.log):
        tell(MARKUP)
    qgis_app.processEvents()
    shown = [browser.toPlainText() for browser in Iface.bar.findChildren(QTextBrowser)]
    assert [text for text in shown if MARKUP in text] == shown
    assert shown
    lines = [line for edit in log.findChildren(QPlainTextEdit) for line in edit.toPlainText().splitlines() if line]
    assert len(lines) >= 3
    assert [line for line in lines if MARKUP in line] == lines


def test_colours_that_are_none(qgis_app, summary, card):
    assert {entry.color for entry in summary.classes} == {""}
    assert not swatch(COLOR, 12).isNull()


def test_figures_that_are_none(tmp_path):
    def read(**metrics):
        (tmp_path / "card.json").write_text(json.dumps(CARD | {"metrics": metrics}))
        return cards.read(str(tmp_path / "card.json"))

    assert [entry.iou for entry in read(iou=[MARKUP, 0.5]).classes] == [None, 0.5]
    for ious in (MARKUP, [1], {MARKUP: 1}, None, 3):
        assert [entry.iou for entry in read(iou=ious).classes] == [None, None]
    assert read(miou=MARKUP).metrics["miou"] is None


def test_names_that_are_no_text(tmp_path):
    """SQLite keeps what it is given, whatever the column says."""
    import sqlite3
    from contextlib import closing

    path = datasets.write(tmp_path / "tiles.gpkg")
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE classes SET name = x'616263', color = x'00' WHERE value = 1")
        file.execute("UPDATE classes SET name = 5, color = 5 WHERE value = 2")
        file.commit()
    found = dataset_summary.read(path).classes
    assert [(entry.name, entry.color) for entry in found] == [("abc", ""), ("5", ""), ("water", "#4477aa")]
