# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock as a whole: its rail, its way through all pages with the engine, and that it leaves nothing behind."""

import gc
import json
import os
import shutil
import sys
import threading
import weakref

import pytest
from diao.diao_engine.errors import BadInput
from diao.diao_engine.protocol import environment
from diao.plugin.display import colors
from diao.plugin.dock.page import DockPage
from diao.plugin.dock.panel import DiaoDock
from diao.plugin.dock.runs.log import DONE, Record
from diao.plugin.dock.runs.run import RunOutcome
from diao.plugin.dock.runs.run_bar import RunBar
from diao.plugin.dock.runs.runner import JobRunner
from diao.plugin.window import PluginWindow
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.plugin import datasets

NARROWEST = 430  # px: a dock beside a map on a screen of 1366
DATA, BALANCE, TRAIN, MAP = range(4)


@pytest.fixture
def iface(main_window):
    return main_window


@pytest.fixture
def window(plugin_window):
    return plugin_window


@pytest.fixture
def dock(open_dock):
    return open_dock


@pytest.fixture
def ready(tmp_path):
    """Makes an environment in no time; what it runs is this Python."""

    def make(size, **_):
        folder = environment._folder() / f"{size}-{environment._hash(size)}-{environment._tag(sys.version_info[:2])}"
        (folder / "bin").mkdir(parents=True)
        os.symlink(sys.executable, folder / "bin" / "python")
        (folder / environment._MARKER).write_text(json.dumps({"size": size, "versions": {"numpy": "1"}}))
        return str(folder / "bin" / "python")

    return make


def child(widget, name):
    found = widget.findChild(QWidget, name)
    assert found is not None, name
    return found


def step(dock, index):
    return child(dock, f"diao_step_{index}")


def test_the_button_opens_and_closes_the_dock(window, iface):
    assert len(iface.icons) == 1
    assert window.dock is None  # nothing is built before anybody asks for it
    window.action.trigger()
    assert window.dock.isVisible()
    window.action.trigger()
    assert not window.dock.isVisible()
    window.action.trigger()
    window.dock.close()
    assert not window.action.isChecked()


def test_the_menu_leads_to_the_options(window, iface):
    window.options.trigger()
    assert iface.options == ["diao_options"]


def test_the_next_step_is_visible(dock, tmp_path, wait_until):
    assert dock.page is dock.pages[DATA]
    assert dock.hint.text()
    assert child(dock, "diao_next").isHidden()
    step(dock, BALANCE).click()
    assert dock.page is dock.pages[BALANCE]
    assert "page Data" in dock.hint.text()
    assert child(dock, "diao_next").text() == "Back to Data"
    child(dock, "diao_next").click()
    assert dock.page is dock.pages[DATA]
    path = datasets.write(tmp_path / "bog.gpkg")
    dock.pages[DATA].session.set_dataset(f"{path}|layername=tiles")
    wait_until(dock.pages[DATA].is_done)
    assert step(dock, DATA).accessibleDescription() == "done"
    assert child(dock, "diao_next").text() == "Next: Balance"
    child(dock, "diao_next").click()
    assert dock.page is dock.pages[BALANCE]


def test_with_a_model_that_came_along_nothing_leads_back(dock, tmp_path):
    step(dock, MAP).click()
    assert child(dock, "diao_next").text() == "Back to Data"
    (tmp_path / "peat.onnx").write_bytes(b"a model")
    dock.page.session.set_model(str(tmp_path / "peat.onnx"))
    assert dock.page.hint()
    assert child(dock, "diao_next").isHidden()
    assert step(dock, TRAIN).accessibleDescription() != "done"


def test_the_proposed_way_is_synthesis_and_then_dynamic_sampling(dock, tmp_path, wait_until):
    """Who only presses Next and the one button of a page that starts a run."""
    session = dock.pages[BALANCE].session

    def proposed():
        bars = [bar for bar in dock.page.findChildren(RunBar) if bar.objectName() != "diao_preview_bar"]
        return [bar.start.text() for bar in bars if bar.start.isVisible()]

    tile = (0, "train", 1, "real", (425, 25, 0))
    for name, tiles in (("bog", [tile]), ("bog_synthetic", [tile, (1, "train", 1, "synthetic", (50, 50, 0))])):
        session.set_dataset(datasets.write(tmp_path / f"{name}.gpkg", tiles=tiles) + "|layername=tiles")
        wait_until(dock.pages[DATA].is_done)
        if name == "bog":
            child(dock, "diao_next").click()
            assert dock.page is dock.pages[BALANCE]
            assert proposed() == ["Synthesise tiles (DIAO-CP)"]
            assert child(dock, "diao_next").isHidden()
    wait_until(dock.page.is_done)
    child(dock, "diao_next").click()
    train = dock.pages[TRAIN]
    assert dock.page is train
    assert proposed() == ["Train model"]
    wait_until(lambda: train.summary is not None)
    assert train.form.values()["SAMPLING"] == "dynamic"
    assert train.doses.isHidden()


def test_a_step_is_called_in_the_dock_as_in_the_toolbox(dock):
    algorithms = (
        "createdataset",
        "synthesize",
        "score",
        "compare",
        "train",
        "segment",
        "learn",
        "samplepoints",
        "evaluate",
        "evaluate",
        "comparemaps",
    )
    names = [QgsApplication.processingRegistry().algorithmById(f"diao:{name}").displayName() for name in algorithms]
    bars = [bar for page in dock.pages for bar in page.findChildren(RunBar) if bar.objectName() != "diao_preview_bar"]
    assert sorted(bar.start.text() for bar in bars) == sorted(names)


def test_the_rail_speaks(dock):
    names = [step(dock, index).accessibleName() for index in range(4)]
    assert names == ["Step 1: Data", "Step 2: Balance", "Step 3: Train", "Step 4: Map"]
    assert all(step(dock, index).accessibleDescription() for index in range(4))


def test_a_new_share_of_the_room_is_seen_at_once(dock, settle):
    """In the middle of a resizing Qt forgets that the rail is to be laid out."""
    dock.setFixedWidth(500)
    settle()
    before = [step(dock, index).width() for index in range(4)]
    dock.rail.setStretch(0, 500)
    dock.rail.activate()
    assert [step(dock, index).width() for index in range(4)] != before
    dock._title_steps()
    assert [step(dock, index).width() for index in range(4)] == before


def test_a_narrow_dock_titles_the_step_that_is_shown(dock, settle):
    def texts(width):
        dock.setFloating(True)
        dock.resize(width, 700)
        settle()
        return [one.text() for one in dock.steps]

    assert texts(600) == ["1 Data", "2 Balance", "3 Train", "4 Map"]
    step(dock, BALANCE).click()
    narrow = texts(200)
    assert narrow == ["1", "2 Balance", "3", "4"]
    assert step(dock, TRAIN).toolTip().startswith("Train")
    assert texts(600) == ["1 Data", "2 Balance", "3 Train", "4 Map"]


def test_the_rail_works_from_the_keyboard(dock):
    step(dock, TRAIN).setFocus()
    QTest.keyClick(step(dock, TRAIN), Qt.Key.Key_Space)
    assert dock.page is dock.pages[TRAIN]
    assert step(dock, TRAIN).isChecked()


def test_the_project_remembers_the_page(window, dock, iface, environments, tmp_path):
    dock.show_page(MAP)
    project = QgsProject.instance()
    path = str(tmp_path / "a.qgz")
    assert project.write(path)
    project.clear()
    dock.show_page(DATA)
    project.read(path)
    assert dock.page is dock.pages[MAP]


def drop(dock, *files):
    """As a file manager does; whether the dock takes it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(5, 5), *how)
    QApplication.sendEvent(dock, entered)
    if entered.isAccepted():
        QApplication.sendEvent(dock, QDropEvent(QPointF(5, 5), *how))
    return entered.isAccepted()


def test_a_dropped_dataset_is_opened_on_its_page(dock, tmp_path, wait_until):
    step(dock, MAP).click()
    path = datasets.write(tmp_path / "bog.gpkg")
    assert drop(dock, path)
    assert dock.page is dock.pages[DATA]
    assert dock.page.mode == "open"
    wait_until(dock.page.is_done)
    assert dock.page.session.dataset == f"{path}|layername=tiles"
    assert dock.notice.isHidden()


def test_a_dropped_model_is_chosen_on_its_page(dock, tmp_path, settle):
    (tmp_path / "peat.onnx").write_bytes(b"a model")
    (tmp_path / "peat.onnx.card.json").write_text("{}")
    assert drop(dock, tmp_path / "peat.onnx.card.json")
    assert dock.page is dock.pages[MAP]
    assert dock.page.session.model == str(tmp_path / "peat.onnx")
    assert dock.page.session.model_is_chosen
    settle()


def test_what_else_is_dropped_is_refused_with_a_sentence(dock, tmp_path):
    here = dock.page
    assert drop(dock, tmp_path / "photo.tif")
    assert "photo.tif is neither" in dock.notice.text()
    assert not dock.notice.isHidden()
    assert dock.page is here
    step(dock, TRAIN).click()
    assert dock.notice.isHidden()
    assert not drop(dock)


def test_a_colour_that_cannot_be_stored_is_told(dock, monkeypatch):
    monkeypatch.setattr(colors, "recolor", lambda *_: {"/maps/a.tif": "No space left on device"})
    dock.pages[DATA].session.recolor("peat", 2, "#112233")
    assert "colour of peat could not be stored with /maps/a.tif (No space left on device)" in dock.notice.text()
    monkeypatch.setattr(colors, "recolor", lambda *_: {})
    dock.pages[DATA].session.recolor("peat", 2, "#112233")
    assert dock.notice.isHidden()


@pytest.fixture
def past(dock, tmp_path):
    """The page of the history with two runs: a training, and before it a step that has made a dataset."""
    dataset = f"{datasets.write(tmp_path / 'bog.gpkg')}|layername=tiles"
    (tmp_path / "bog.onnx").write_bytes(b"a model")
    (tmp_path / "bog_report.html").write_text("<html></html>")
    made = {"OUTPUT": dataset, "IMBALANCE_AFTER": 0.5}
    values = {"DATASET": dataset, "BUDGET": 33.0, "METHOD": "random"}
    layers = [[dataset, "OUTPUT", "Repeated tiles 1"]]
    log = dock.history.runner.log
    log.add(
        Record("2026-11-26T21:00:00", "diao:score", DONE, "done in 3 s", "Repeated tiles 1: bog", values, made, layers)
    )
    trained = {"MODEL": str(tmp_path / "bog.onnx"), "REPORT": str(tmp_path / "bog_report.html"), "MIOU": 0.5}
    values = {"DATASET": dataset, "EPOCHS": 7, "MODEL": trained["MODEL"]}
    log.add(Record("2026-11-26T22:00:00", "diao:train", DONE, "done in 9 min", "", values, trained, []))
    child(dock, "diao_history").click()
    return dock.history


def test_the_runs_of_the_project_are_listed_the_newest_first(dock, past):
    assert dock.page is past
    rows = [past.runs.topLevelItem(row).text(1) for row in range(past.runs.topLevelItemCount())]
    assert rows == ["Train model: bog", "Repeated tiles 1: bog"]
    assert past.message.text() == "done in 9 min"
    assert past.files.text().replace("\u200b", "") == "bog.onnx\nbog_report.html"
    assert dock.hint.isHidden()
    assert child(dock, "diao_next").isHidden()
    step(dock, DATA).click()
    assert dock.page is dock.pages[DATA]


def test_a_report_is_opened_again_and_nothing_but_a_page(past, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("diao.plugin.dock.history.page.QDesktopServices.openUrl", opened.append)
    past.report.click()
    assert opened[0].toLocalFile() == str(tmp_path / "bog_report.html")
    (tmp_path / "evil.desktop").touch()
    past.runner.log.add(Record("", "diao:train", DONE, "", "", {}, {"REPORT": str(tmp_path / "evil.desktop")}, []))
    assert past.report.isHidden()


def test_values_of_an_earlier_training_are_used_again(dock, past, tmp_path):
    past.values.click()
    assert dock.page is dock.pages[TRAIN]
    assert dock.page.form.values()["EPOCHS"] == 7
    assert dock.page.session.dataset == f"{tmp_path / 'bog.gpkg'}|layername=tiles"
    assert dock.page.model.path() != str(tmp_path / "bog.onnx")  # nothing is written over


def test_while_a_run_goes_on_earlier_ones_say_what_they_wait_for(past, monkeypatch):
    doing = "A raster is being mapped."
    monkeypatch.setattr(JobRunner, "busy", property(lambda _: bool(doing)))
    monkeypatch.setattr(JobRunner, "doing", property(lambda _: doing))
    past.runner.started.emit(None)
    assert (past.values.isEnabled(), past.values.toolTip()) == (False, doing)
    doing = ""
    past.runner.ended.emit(RunOutcome("diao:segment", True, False, ""))
    assert (past.values.isEnabled(), past.values.toolTip()) == (True, "")


def test_values_of_an_earlier_step_are_used_again(dock, past):
    past.runs.setCurrentItem(past.runs.topLevelItem(1))
    past.values.click()
    assert dock.page is dock.pages[BALANCE]
    values = dock.page.forms["diao:score"].values()
    assert (values["BUDGET"], values["METHOD"]) == (33.0, "random")


def test_values_of_a_run_without_a_page_are_shown_in_processings_dialog(dock, past, monkeypatch):
    opened = []
    monkeypatch.setattr("processing.execAlgorithmDialog", lambda *what: opened.append(what))
    past.runner.log.add(Record("", "diao:classreport", DONE, "", "", {"DATASET": "a.gpkg"}, {}, []))
    past.values.click()
    assert opened == [("diao:classreport", {"DATASET": "a.gpkg"})]
    assert dock.page is past


def test_layers_that_are_gone_are_told_when_values_are_used_again(dock, past, tmp_path, settle):
    dock.page.session.set_dataset(f"{tmp_path / 'bog.gpkg'}|layername=tiles")
    values = {"IMAGES": ["gone"], "LABELS": [], "TILE_SIZE": 64}
    past.runner.log.add(Record("", "diao:createdataset", DONE, "", "", values, {}, []))
    past.values.click()
    settle()
    assert dock.page is dock.pages[DATA]
    assert dock.page.mode == "make"
    assert "not in the project any more" in dock.page.create_form.images.reasons.text()
    assert dock.page.create_form.form.values()["TILE_SIZE"] == 64


def test_layers_of_an_earlier_run_are_loaded_again_once(past, tmp_path):
    past.runs.setCurrentItem(past.runs.topLevelItem(1))
    for _ in range(2):
        past.layers.click()
        (layer,) = QgsProject.instance().mapLayers().values()
        assert layer.name() == "Repeated tiles 1"
        assert [group.name() for group in QgsProject.instance().layerTreeRoot().findGroups()] == [
            "Repeated tiles 1: bog"
        ]


def test_one_goes_on_with_the_result_of_an_earlier_run(dock, past, tmp_path, wait_until, settle):
    past.result.click()
    assert dock.page is dock.pages[MAP]
    assert dock.page.session.model == str(tmp_path / "bog.onnx")
    dock.show_history()
    past.runs.setCurrentItem(past.runs.topLevelItem(1))
    past.result.click()
    assert dock.page is dock.pages[DATA]
    wait_until(dock.page.is_done)
    settle()


def test_files_that_are_gone_are_called_so(past, tmp_path):
    (tmp_path / "bog.onnx").unlink()
    (tmp_path / "bog.gpkg").unlink()
    (tmp_path / "bog_report.html").unlink()
    past._show_chosen()
    assert past.files.text().replace("\u200b", "") == "bog.onnx: gone\nbog_report.html: gone"
    assert past.report.isHidden()
    assert past.result.isHidden()
    past.runs.setCurrentItem(past.runs.topLevelItem(1))
    assert past.layers.isHidden()
    assert not past.values.isHidden()


def test_a_run_is_removed_from_the_list_and_its_files_stay(past, tmp_path):
    past.remove.click()
    assert past.runs.topLevelItemCount() == 1
    assert (tmp_path / "bog.onnx").exists()
    past.remove.click()
    assert not past.nothing.isHidden()
    assert past.values.isHidden()


def ancestors(widget, top):
    """What a widget lies in, from inside out."""
    while widget is not top:
        widget = widget.parent()
        yield widget


@pytest.mark.parametrize("index", range(4))
def test_every_field_has_a_name(dock, index):
    """For screen readers: of its own, by a label whose buddy it is, or as text on it."""
    page = dock.pages[index]
    named = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() is not None and label.text()}
    kinds = (QLineEdit, QAbstractSpinBox, QComboBox, QAbstractItemView, QAbstractSlider, QAbstractButton)
    nameless = []
    for widget in (one for kind in kinds for one in page.findChildren(kind)):
        around = list(ancestors(widget, page))
        of_qgis = any(
            isinstance(one, (QComboBox, QAbstractSpinBox, QAbstractItemView))
            or one.metaObject().className() == "QgsExtentWidget"
            for one in around
        )
        if of_qgis or widget.objectName() == "collapseButton" or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (
            text
            or widget.accessibleName()
            or widget.toolTip()
            or {widget, around[0]} & named
            or around[0].accessibleName()
        ):
            nameless.append(f"{type(widget).__name__} {widget.objectName()} in {around[0].objectName()}")
    assert not nameless


@pytest.mark.parametrize("index", range(4))
def test_pages_fit_beside_a_map_on_a_small_screen(dock, index):
    assert dock.pages[index].body.minimumSize().width() <= NARROWEST


def test_first_run_sets_the_engine_up(dock, monkeypatch, ready, wait_until):
    banner = child(dock, "diao_setup")
    assert not banner.isHidden()
    assert "not set up yet" in child(banner, "diao_setup_why").text()
    heard, go = [], threading.Event()

    def create(size, *, log, is_cancelled, progress, variables):
        log("Collecting numpy")
        go.wait(20)
        return ready(size)

    monkeypatch.setattr(environment, "create", create)
    banner.ready.connect(lambda: heard.append(True))
    child(banner, "diao_setup_base").click()
    wait_until(lambda: child(banner, "diao_setup_line").text() == "Collecting numpy")
    assert not child(banner, "diao_setup_base").isEnabled()
    assert not child(banner, "diao_setup_cancel").isHidden()
    go.set()
    wait_until(banner.isHidden)
    assert heard == [True]
    step(dock, TRAIN).click()  # the small environment does not train
    assert not banner.isHidden()
    assert child(banner, "diao_setup_base").isHidden()
    assert not child(banner, "diao_setup_full").isHidden()
    assert "Training needs" in child(banner, "diao_setup_why").text()
    step(dock, MAP).click()
    assert banner.isHidden()


def test_a_set_up_that_fails_says_why_and_can_be_tried_again(dock, monkeypatch, wait_until):
    banner = child(dock, "diao_setup")

    def create(size, *, log, is_cancelled, progress, variables):
        raise BadInput("The disk is full.")

    monkeypatch.setattr(environment, "create", create)
    child(banner, "diao_setup_full").click()
    wait_until(lambda: child(banner, "diao_setup_told").text() == "The disk is full.")
    assert not banner.isHidden()
    assert child(banner, "diao_setup_full").isEnabled()


def test_a_python_that_is_gone_is_named(window, monkeypatch, tmp_path):
    monkeypatch.setenv(environment.VARIABLE, str(tmp_path / "gone"))
    window.action.trigger()
    assert str(tmp_path / "gone") in child(window.dock, "diao_setup_why").text()


def test_closing_the_plugin_in_the_middle_of_a_run(window, dock, stub, tiles, tmp_path, wait_until):
    stub("""
        open(os.path.dirname(values["output"]) + "/pid", "w").write(str(os.getpid()))
        tell("progress", fraction=0.1, stage="Scoring", seconds_left=None)
        while not cancelled():
            time.sleep(0.02)
        tell("cancelled")
    """)
    output = str(tmp_path / "scored.gpkg")
    assert dock.pages[BALANCE].runner.start("diao:score", {"DATASET": tiles.source(), "OUTPUT": output})
    wait_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    pid = int((tmp_path / "pid").read_text())
    window.close()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    wait_until(lambda: not os.path.exists(f"/proc/{pid}"))
    assert not os.path.exists(output)
    window.action = None


def receivers():
    project = QgsProject.instance()
    signals = (project.cleared, project.readProject, project.layersAdded, project.layersRemoved, project.legendLayersAdded,
               project.projectSaved)  # fmt: skip
    return [project.receivers(signal) for signal in signals]


def cycle(iface, environments):
    """Open the dock, look at every page, close the plugin; weak references to the pages."""
    window = PluginWindow(iface, environments)
    window.action.trigger()
    for index in range(4):
        window.dock.show_page(index)
    pages = [weakref.ref(page) for page in window.dock.pages]
    window.close()
    return pages


def sweep(settle):
    """Qt's side goes with the event loop, then Python's, then the connections between them."""
    for _ in range(3):
        settle()
        gc.collect()


@pytest.mark.timeout(900)  # a second each on an idle machine; a timeout inside a slot of Qt takes the whole run down
def test_fifty_times_open_and_closed_leave_nothing(iface, environments, settle, tmp_path):
    datasets.write(tmp_path / "bog.gpkg")
    QgsProject.instance().writeEntry("diao", "dataset", f"{tmp_path / 'bog.gpkg'}|layername=tiles")
    cycle(iface, environments)  # what is made once stays
    sweep(settle)
    heard, widgets = receivers(), len(QApplication.allWidgets())
    told = [environments.receivers(signal) for signal in (environments.message, environments.changed)]
    pages = [page for _ in range(50) for page in cycle(iface, environments)]
    sweep(settle)
    assert [environments.receivers(signal) for signal in (environments.message, environments.changed)] == told
    assert receivers() == heard
    assert len(QApplication.allWidgets()) <= widgets
    assert not [page for page in pages if page() is not None]
    assert not [one for one in gc.get_objects() if isinstance(one, DockPage)]
    assert not iface.window.findChildren(QDockWidget)
    assert not iface.icons
    assert not iface.menu
    assert QgsApplication.taskManager().countActiveTasks() == 0


def test_fifty_times_shown_and_hidden_is_one_dock(window, dock, iface, settle):
    settle()
    widgets = len(QApplication.allWidgets())
    for _ in range(100):
        window.action.trigger()
    settle()
    assert len(QApplication.allWidgets()) <= widgets
    assert iface.window.findChildren(QDockWidget) == [dock]


def test_all_four_pages_on_imagery(real_engine, dock, imagery, tmp_path, wait_until):
    """From the loaded layers to a list of rare objects, by clicks."""
    for name in ("cluster01_image.tif", "cluster01_mask.tif"):
        shutil.copy(imagery / name, tmp_path)
    project = QgsProject.instance()
    project.addMapLayers(
        [QgsRasterLayer(str(tmp_path / f"cluster01_{kind}.tif"), f"cluster01_{kind}") for kind in ("mask", "image")]
    )
    project.write(str(tmp_path / "ohio.qgz"))
    data, balance, train, mapping = dock.pages
    runner = data.runner

    def idle():
        wait_until(lambda: not runner.busy)

    data.create_form.form.set_value("TILE_SIZE", 128)
    child(data, "diao_run").click()
    wait_until(data.is_done)
    idle()
    child(dock, "diao_next").click()
    assert dock.page is balance
    wait_until(lambda: balance.summary is not None)
    before = balance.summary.imbalance.to_even
    balance.forms["diao:synthesize"].set_value("BUDGET", 20)
    balance.bars["diao:synthesize"].start.click()
    idle()
    wait_until(lambda: balance.summary is not None and balance.summary.synthetic)
    assert balance.summary.imbalance.to_even < before
    child(dock, "diao_next").click()
    assert dock.page is train
    train.form.set_values({"ENCODER": "mobilenet_v2", "ENCODER_WEIGHTS": "none", "EPOCHS": 2, "STEPS_PER_EPOCH": 2,
                           "CROP_SIZE": 64, "BATCH_SIZE": 2})  # fmt: skip
    wait_until(child(train, "diao_run").isEnabled)  # the dataset has been read
    child(train, "diao_run").click()
    idle()
    assert train.is_done(), train.bar.message.text()
    child(dock, "diao_next").click()
    assert dock.page is mapping
    wait_until(lambda: not runner.busy and mapping.card.card is not None)
    assert {entry.name for entry in mapping.card.card.classes} >= {"class 1", "class 5"}
    child(mapping, "diao_run").click()
    idle()
    assert mapping.is_done(), mapping.bar.message.text()
    assert [step(dock, index).accessibleDescription() for index in range(4)] == ["done"] * 4
    groups = [node.name() for node in project.layerTreeRoot().children() if node.nodeType() == 0]
    assert len(groups) == 3  # tiles, synthetic tiles, map
    assert mapping.scroller.verticalScrollBar().value() > 0  # the results are in sight


def test_what_one_page_wants_of_another_is_filled_in_there_and_waits_for_the_user(dock, window):
    train = dock.pages[TRAIN]
    dock.show_page(MAP)
    dock.pages[MAP].values_wanted.emit("diao:train", {"EPOCHS": 3})
    assert dock.page is train
    assert train.form.values()["EPOCHS"] == 3
    assert "filled in" in train.foot.message.text()
    assert not train.runner.busy


def test_the_dock_opens_in_its_width_where_qgis_makes_it_narrow(plugin_window, main_window, monkeypatch):
    asked = []
    monkeypatch.setattr(DiaoDock, "width", lambda _: 300)
    monkeypatch.setattr(
        main_window.window, "resizeDocks", lambda docks, sizes, _: asked.append((docks, sizes)), raising=False
    )
    plugin_window.action.trigger()
    dock = plugin_window.dock
    assert asked == [([dock], [dock.sizeHint().width()])]
    plugin_window.action.trigger()
    plugin_window.action.trigger()
    assert len(asked) == 1, "whoever makes it narrow later has it narrow"
