# SPDX-License-Identifier: GPL-2.0-or-later
"""The fault matrix of what QGIS itself does: a run ends at every point in turn, over an earlier output and beside foreign files.

Whatever ends it, the output is the earlier one, nothing hidden stays, and nothing is loaded.
"""

import json
import subprocess

import pytest
from diao.diao_engine.protocol import staging
from diao.processing_provider import web_render
from qgis.core import QgsProcessingException, QgsRasterLayer

from tests.contract.disks import mounted
from tests.provider.conftest import Feedback
from tests.server import Fault, serving

SERVICE = "contextualWMSLegend=0&crs=EPSG:32633&format=image/png&layers=photo&styles=&url={}/wms"
EXTENT = "500000,502100,5000000,5000100 [EPSG:32633]"  # three pieces of at most 1024 pixels


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch):
    monkeypatch.setattr(web_render, "_PAUSES", (0.01,))


@pytest.fixture
def fetch(algorithm, context):
    """Fetch ground of a server into a folder."""

    def go(server, folder, feedback=None):
        layer = QgsRasterLayer(SERVICE.format(server.address), "photo", "wms")
        values = {"INPUT": layer, "EXTENT": EXTENT, "PIXEL_SIZE": 1.0, "OUTPUT": str(folder / "fetched.tif")}
        started = algorithm("fetchimagery")
        is_valid, message = started.checkParameterValues(values, context)
        if not is_valid:
            raise QgsProcessingException(message)
        return started.run(values, context, feedback or Feedback(), {}, False)[0]

    return go


def filled(folder):
    """An earlier output and foreign files beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("fetched.tif", "fetched.tif.aux.xml", "notes.txt", ".fetched.tif.mine"):
        (folder / name).write_text(f"earlier {name}")
    return content(folder)


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def cancelled_after(number):
    """Feedback that is cancelled by its n-th step."""
    feedback = Feedback()
    feedback.progressChanged.connect(lambda _: feedback.cancel() if len(feedback.steps) >= number else None)
    return feedback


def test_a_cancel_at_every_step(fetch, tmp_path):
    before, number, said = filled(tmp_path / "out"), 1, []
    with serving(tmp_path) as server:
        while True:
            feedback = cancelled_after(number)
            try:
                fetch(server, tmp_path / "out", feedback)
                break
            except QgsProcessingException as error:
                said.append(str(error))
            assert content(tmp_path / "out") == before
            number += 1
    assert number > 2
    assert set(said) == {"Cancelled; nothing was written."}
    now = content(tmp_path / "out")
    assert now.pop("fetched.tif") != before.pop("fetched.tif")
    assert {name: now.get(name) for name in ("notes.txt", ".fetched.tif.mine")} == {
        name: before[name] for name in ("notes.txt", ".fetched.tif.mine")
    }
    assert now.keys() <= before.keys()


@pytest.mark.parametrize("answer", [{"status": 500}, {"status": 200}, {"refuses": True}], ids=["fails", "breaks", "no"])
def test_a_server_that_ends_at_every_request(fetch, tmp_path, answer):
    before = filled(tmp_path / "out")
    with serving(tmp_path) as server:
        fetch(server, tmp_path / "other")
        requests = server.asked("GetMap")
    assert requests == 3
    for number in range(requests):
        fault = Fault("GetMap", after=number, **answer)
        with serving(tmp_path, fault) as server, pytest.raises(QgsProcessingException, match="does not give all"):
            fetch(server, tmp_path / "out")
        assert content(tmp_path / "out") == before


def test_a_full_disk_and_a_read_only_folder(fetch, tmp_path):
    with serving(tmp_path) as server, mounted(tmp_path / "disk", "size=28k") as disk:
        before = filled(disk / "out")
        for room in (
            28,
            24,
            32,
        ):  # full at the first write, or at the last one, of which some versions of GDAL say nothing
            subprocess.run(["mount", "-o", f"remount,size={room}k", disk], check=True)
            with pytest.raises(QgsProcessingException, match="full"):
                fetch(server, disk / "out")
            assert content(disk / "out") == before
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(QgsProcessingException, match="read-only; choose one that you may write to"):
            fetch(server, disk / "out")
        assert content(disk / "out") == before


def test_a_second_run_into_one_output_is_refused(fetch, tmp_path):
    before = filled(tmp_path / "out")
    output = str(tmp_path / "out" / "fetched.tif")
    with (
        serving(tmp_path) as server,
        staging.Staging([output]),
        pytest.raises(QgsProcessingException, match="Another run is writing"),
    ):
        fetch(server, tmp_path / "out")
    assert content(tmp_path / "out") == before


@pytest.fixture
def item(tmp_path, raster):
    """An item of three rasters in a folder that can be served."""
    assets = {}
    for name in "abc":
        raster(f"{name}.tif")
        assets[name] = {"href": f"./{name}.tif", "type": "image/tiff"}
    text = json.dumps({"type": "Feature", "stac_version": "1.0.0", "id": "S2", "assets": assets})
    (tmp_path / "item.json").write_text(text)
    return "item.json"


def opened(algorithm, context, address, feedback=None):
    return algorithm("openstac").run({"INPUT": address}, context, feedback or Feedback(), {}, False)


def test_opening_an_item_is_cancelled_at_every_step(algorithm, context, item, tmp_path):
    before = content(tmp_path)
    for number in (1, 2):
        with pytest.raises(QgsProcessingException, match="Cancelled"):
            opened(algorithm, context, str(tmp_path / item), cancelled_after(number))
        assert not context.layersToLoadOnCompletion()
    opened(algorithm, context, str(tmp_path / item), cancelled_after(3))  # all had been looked at
    assert len(context.layersToLoadOnCompletion()) == 3
    assert content(tmp_path) == before


@pytest.mark.parametrize("gone", ["item", "a.tif", "b.tif", "c.tif"])
@pytest.mark.parametrize("status", [404, 200], ids=["gone", "breaks"])
def test_what_the_server_of_an_item_does_not_give(algorithm, context, item, tmp_path, gone, status, monkeypatch):
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "0")
    with (
        serving(tmp_path, Fault(gone, status=status)) as server,
        pytest.raises(QgsProcessingException, match=r"cannot be read as a STAC item|The asset . cannot be opened"),
    ):
        opened(algorithm, context, f"{server.address}/{item}")
    assert not context.layersToLoadOnCompletion()
