# SPDX-License-Identifier: GPL-2.0-or-later
"""Images of the items of a STAC catalogue: static or of an API, each once, and what is wrong with one stops no other."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine

from diao_engine.errors import JobCancelled
from diao_engine.jobs import Update
from diao_engine.jobs.outputs import journal_file
from diao_engine.jobs.watching import Watch
from diao_engine.protocol.progress import silent
from diao_engine.run import inputs, update, watch
from diao_engine.updating.journal import Journal
from tests.engine.networks import pixelwise, save
from tests.engine.run.test_update import CARD, PEAT, filled, imagery
from tests.engine.run.test_watch import codes, result_of, said, series
from tests.refused import refused
from tests.server import Fault, serving

ONCE = Watch(every=0.0, once=True)
KIND = "image/tiff; application=geotiff"


@pytest.fixture
def job(tmp_path):
    model = save(pixelwise(np.eye(3)), tmp_path / "model.onnx", card=CARD)

    def make(place, stem="map", **values):
        images = place if isinstance(place, tuple) else (str(place),)
        return Update(
            images=images, model=model, output=str(tmp_path / f"{stem}.tif"),
            changes=str(tmp_path / f"{stem}_changes.gpkg"), device="cpu", **values,
        )  # fmt: skip

    return make


class Catalog:
    """A static catalogue in a folder, with a collection below it; and the same as pages of an API."""

    def __init__(self, folder):
        self.folder = folder
        self.items = []
        (folder / "tiles").mkdir(parents=True)
        self.file = folder / "catalog.json"
        self.write()

    def add(self, name, image, date, *, href=None, **properties):
        """An item that names a copy of an image, without a date in its name."""
        shutil.copy2(image, self.folder / "tiles" / f"{name}.tif")
        assets = {
            "image": {"href": href or f"./{name}.tif", "type": KIND, "roles": ["data"]},
            "thumbnail": {"href": f"./{name}.png", "type": "image/png", "roles": ["thumbnail"]},
        }
        self.put(name, {"type": "Feature", "stac_version": "1.0.0", "id": name, "collection": "tiles", "geometry": None,
                        "properties": {"datetime": date, **properties}, "links": [], "assets": assets})  # fmt: skip

    def put(self, name, item):
        text = item if isinstance(item, str) else json.dumps(item)
        (self.folder / "tiles" / f"{name}.json").write_text(text)
        self.items.append(name)
        self.write()

    def write(self):
        links = [{"rel": "item", "href": f"./{name}.json"} for name in self.items]
        collection = {"type": "Collection", "id": "tiles", "links": links}
        (self.folder / "tiles" / "collection.json").write_text(json.dumps(collection))
        child = {"rel": "child", "href": "./tiles/collection.json"}
        self.file.write_text(json.dumps({"type": "Catalog", "id": "all", "links": [child]}))

    def as_api(self, address, size=3):
        """Pages of items beside the files, as an API gives them; returns the address of the collection."""
        pages = [self.items[at : at + size] for at in range(0, len(self.items), size)]
        for number, names in enumerate(pages):
            features = []
            for name in names:
                item = json.loads((self.folder / "tiles" / f"{name}.json").read_text())
                features.append({**item, "links": [{"rel": "self", "href": f"{address}/tiles/{name}.json"}]})
            links = [{"rel": "next", "href": f"{address}/page{number + 1}?token=1"}] if number + 1 < len(pages) else []
            page = {"type": "FeatureCollection", "features": features, "links": links}
            (self.folder / f"page{number}").write_text(json.dumps(page))
        links = [{"rel": "items", "href": f"{address}/page0"}, {"rel": "item", "href": "./gone.json"}]
        (self.folder / "api").write_text(json.dumps({"type": "Collection", "id": "tiles", "links": links}))
        return f"{address}/api"


@pytest.fixture
def catalog(tmp_path):
    return Catalog(tmp_path / "catalog")


def dated(number):
    return f"2024-05-{1 + number // 2:02}T00:00:00.000Z"


def journal_of(job):
    return json.loads(Path(journal_file(job.output)).read_text())


@pytest.mark.parametrize("served", ["file", "static", "api"])
def test_items_in_any_order_with_crashes_and_restarts_give_what_one_update_gives(
    scene, catalog, job, monkeypatch, served
):
    images = series(scene, 10)  # their dates are in their names: the batch reads them there
    expected = job(tuple(images), "whole")
    update.run(expected, silent())
    order = random.Random(3).sample(range(10), 10)
    took, taken = Journal.take, []

    def crash(journal, new, first):
        taken.append(sorted(new))
        if len(taken) == 2:
            raise JobCancelled  # after the exchange of the map and before the journal
        took(journal, new, first)

    monkeypatch.setattr(Journal, "take", crash)
    monkeypatch.setattr(watch, "_pause", lambda seconds, report: None)
    with serving(catalog.folder) as server:
        addresses = {
            "file": str(catalog.file),
            "static": f"{server.address}/catalog.json",
            "api": f"{server.address}/api",
        }
        watched, events = job(addresses[served]), []
        for part in (order[:4], order[4:7], order[7:]):
            for number in part:
                catalog.add(f"s{number:02}", images[number], dated(number))
            catalog.as_api(server.address)
            while True:
                try:
                    events, report = said()
                    watch.watch(watched, ONCE, report)
                    break
                except JobCancelled:
                    continue
        count = len(taken)
        watch.watch(watched, ONCE, silent())  # a restart has nothing left to do
    assert len(taken) == count
    assert result_of(watched) == result_of(expected)
    assert sorted(journal_of(watched)["taken"]) == [f"tiles/s{number:02}/image" for number in range(10)]
    assert "image_set_aside" not in codes(events)


def test_what_is_wrong_with_an_item_is_told_and_stops_no_other(scene, catalog, job):
    good = scene.raster("good.tif", imagery(filled()), nodata=0)
    catalog.add("good", good, "2024-05-01")
    catalog.add("two", scene.raster("two.tif", imagery(filled())[:2]), "2024-05-02")
    catalog.add("undated", good, None)
    catalog.put("broken", "{")
    catalog.put("bare", {"type": "Feature", "id": "bare", "properties": {"datetime": "2024-05-03"}, "assets": {}})
    catalog.put("gone", {"type": "Feature", "id": "gone", "properties": {"datetime": "2024-05-04"},
                         "assets": {"image": {"href": "./nowhere.tif", "type": KIND}}})  # fmt: skip
    watched, (events, report) = job(catalog.file), said()
    watch.watch(watched, ONCE, report)
    journal = journal_of(watched)
    assert list(journal["taken"]) == ["tiles/good/image"]
    broken = str(catalog.folder / "tiles" / "broken.json")
    assert sorted(journal["refused"]) == sorted(
        [broken, "bare", "gone/image", "tiles/two/image", "tiles/undated/image"]
    )
    assert codes(events).count("image_set_aside") == 5
    events, report = said()
    watch.watch(watched, ONCE, report)
    assert codes(events).count("image_set_aside") == 5  # told again, but not tried
    # What is mended is taken.
    catalog.items.remove("broken")
    catalog.add("broken", good, "2024-05-05")
    shutil.copy(good, catalog.folder / "tiles" / "nowhere.tif")
    watch.watch(watched, ONCE, silent())
    assert sorted(journal_of(watched)["taken"]) == ["gone/image", "tiles/broken/image", "tiles/good/image"]


def test_an_item_that_was_updated_is_taken_again(scene, catalog, job):
    catalog.add("a", scene.raster("a.tif", imagery(filled()), nodata=0), "2024-05-01")
    with serving(catalog.folder) as server:
        watched = job(f"{server.address}/catalog.json")
        watch.watch(watched, ONCE, silent())
        other = scene.raster("b.tif", imagery(filled(PEAT)), nodata=0)
        catalog.items.clear()
        catalog.add("a", other, "2024-05-01", updated="2024-06-01T00:00:00Z")
        watch.watch(watched, ONCE, silent())
    expected = job((other,), "whole", date="2024-05-01")
    update.run(expected, silent())
    assert result_of(watched)[0] == result_of(expected)[0]


def test_a_signature_in_an_address_is_no_change(scene, catalog, job):
    image = scene.raster("a.tif", imagery(filled()), nodata=0)
    with serving(catalog.folder) as server:
        watched = job(f"{server.address}/catalog.json")
        for signature in "12":
            catalog.items.clear()
            catalog.add("a", image, "2024-05-01", href=f"./a.tif?sig={signature}")
            events, report = said()
            watch.watch(watched, ONCE, report)
    assert "map_begun" not in codes(events)


def test_an_image_that_the_server_fails_to_give_comes_at_a_later_look(scene, catalog, job, monkeypatch):
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "0")
    for name, day in (("a", 1), ("b", 2)):
        catalog.add(name, scene.raster(f"{name}.tif", imagery(filled()), nodata=0), f"2024-05-0{day}")
    with serving(catalog.folder, Fault(match=r"/b\.tif", times=6)) as server:
        watched, (events, report) = job(f"{server.address}/catalog.json"), said()
        watch.watch(watched, ONCE, report)
        assert "image_comes_later" in codes(events)
        assert (list(journal_of(watched)["taken"]), journal_of(watched)["refused"]) == (["tiles/a/image"], {})
        for _ in range(6):
            watch.watch(watched, ONCE, silent())
    assert sorted(journal_of(watched)["taken"]) == ["tiles/a/image", "tiles/b/image"]


def test_an_image_that_is_always_cut_is_set_aside_until_the_server_has_another_version(
    scene, catalog, job, monkeypatch
):
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "0")
    for name, day in (("a", 1), ("b", 2)):
        catalog.add(name, scene.raster(f"{name}.tif", imagery(filled()), nodata=0), f"2024-05-0{day}")
    with serving(catalog.folder, Fault(match=r"/b\.tif", times=100, status=200)) as server:
        watched = job(f"{server.address}/catalog.json")
        told = [look(watched) for _ in range(5)]
        assert ["image_comes_later" in codes(events) for events in told] == [True] * 4 + [False]
        assert journal_of(watched)["refused"]["tiles/b/image"][1]["code"] == "image_never_comes"
        assert list(journal_of(watched)["taken"]) == ["tiles/a/image"]
        for _ in range(100):  # the server is well again, and has the same image still
            urllib.request.urlopen(f"{server.address}/tiles/b.tif", timeout=10).close()
        sent = server.sent(r"/b\.tif")
        assert "image_set_aside" in codes(look(watched))
        assert server.sent(r"/b\.tif") == sent
        os.utime(catalog.folder / "tiles" / "b.tif", (1, 1))
        look(watched)
    assert (sorted(journal_of(watched)["taken"]), journal_of(watched)["refused"]) == (
        ["tiles/a/image", "tiles/b/image"],
        {},
    )


def test_an_outage_is_no_fault_of_an_image(scene, catalog, job, monkeypatch):
    """Nothing told a version when the image was set aside, and later something does."""
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "0")
    monkeypatch.setattr(inputs, "_TRIES", 1)
    for name, day in (("a", 1), ("b", 2)):
        catalog.add(name, scene.raster(f"{name}.tif", imagery(filled()), nodata=0), f"2024-05-0{day}")
    with serving(catalog.folder, Fault(match=r"/b\.tif", times=100)) as server:
        watched = job(f"{server.address}/catalog.json")
        for _ in range(7):
            events = look(watched)
        assert "image_set_aside" in codes(events)
        for _ in range(100):
            with contextlib.suppress(urllib.error.HTTPError):
                urllib.request.urlopen(f"{server.address}/tiles/b.tif", timeout=10).close()
        look(watched)
    assert sorted(journal_of(watched)["taken"]) == ["tiles/a/image", "tiles/b/image"]


def look(watched):
    """One look; what was said in it."""
    events, report = said()
    watch.watch(watched, ONCE, report)
    return events


def test_a_catalogue_that_cannot_be_reached_for_a_while_does_not_end_the_watching(scene, catalog, job, monkeypatch):
    catalog.add("a", scene.raster("a.tif", imagery(filled()), nodata=0), "2024-05-01")
    looks = []

    def pause(seconds, report):
        looks.append(seconds)
        catalog.file.unlink(missing_ok=True)
        if len(looks) == 3:
            raise JobCancelled

    monkeypatch.setattr(watch, "_pause", pause)
    watched, (events, report) = job(catalog.file), said()
    with pytest.raises(JobCancelled):
        watch.watch(watched, Watch(every=0.0, once=False), report)
    assert codes(events).count("catalog_unreachable") == 2
    assert list(journal_of(watched)["taken"]) == ["tiles/a/image"]


def test_assets_are_chosen_by_their_keys(scene, catalog, job):
    image = scene.raster("a.tif", imagery(filled()), nodata=0)
    catalog.add("a", image, "2024-05-01")
    item = json.loads((catalog.folder / "tiles" / "a.json").read_text())
    item["assets"]["mask"] = {"href": "./a.tif", "type": KIND}
    catalog.items.clear()
    catalog.put("a", item)
    watched = job(catalog.file)
    watch.watch(watched, Watch(0.0, True, ("image",)), silent())
    assert list(journal_of(watched)["taken"]) == ["tiles/a/image"]
    with refused("watched_with_other_settings", names=["assets"]):
        watch.watch(watched, Watch(0.0, True, ("mask",)), silent())
    other, (events, report) = job(catalog.file, "other"), said()
    watch.watch(other, Watch(0.0, True, ("B04",)), report)
    assert "Its assets" not in str(events)
    assert "item_without_asset" in str([event.text for event in events if hasattr(event, "text")])


def write_band(path, pixels, nodata=0, *, pixel=1.0, left=500_000.0, epsg=32633):
    """A file of one band of what `scene` makes of three."""
    place = {"crs": f"EPSG:{epsg}", "transform": Affine(pixel, 0, left, 0, -pixel, 5_000_000.0)}
    height, width = pixels.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=1, dtype="uint8", nodata=nodata, **place
    ) as sink:
        sink.write(pixels, 1)


def banded(catalog, name, bands, date):
    """An item whose bands are assets of their own, by their keys."""
    assets = {key: {"href": f"./{name}_{key}.tif", "type": KIND, "roles": ["data"]} for key in bands}
    catalog.put(name, {"type": "Feature", "stac_version": "1.0.0", "id": name, "collection": "tiles", "geometry": None,
                       "properties": {"datetime": date}, "links": [], "assets": assets})  # fmt: skip
    for key, (pixels, place) in bands.items():
        write_band(catalog.folder / "tiles" / f"{name}_{key}.tif", pixels, **place)


def test_bands_in_files_of_their_own_make_one_image(scene, catalog, job):
    """In the order of the choice, the coarser ones with the value that their file has at each pixel."""
    whole = []
    for day, classes in ((1, filled(peat=(4, 4, 24, 24))), (2, filled(peat=(4, 4, 24, 24), water=(20, 20, 36, 36)))):
        pixels = imagery(classes)
        coarse = pixels[2, ::4, ::4]
        pixels[2] = coarse.repeat(4, axis=0).repeat(4, axis=1)
        bands = {"B02": (coarse, {"pixel": 4.0}), "B03": (pixels[1], {}), "B04": (pixels[0], {})}
        banded(catalog, f"s{day}", bands, f"2024-05-0{day}")
        whole.append(scene.raster(f"w_2024050{day}.tif", pixels, nodata=0))
    expected = job(tuple(whole), "whole")
    update.run(expected, silent())
    with serving(catalog.folder) as server:
        watched, (events, report) = job(f"{server.address}/catalog.json"), said()
        watch.watch(watched, Watch(0.0, True, ("B04+B03+B02",)), report)
    assert "image_set_aside" not in codes(events)
    assert list(journal_of(watched)["taken"]) == ["tiles/s1/B04+B03+B02", "tiles/s2/B04+B03+B02"]
    assert result_of(watched) == result_of(expected)


def test_an_image_that_is_in_the_map_is_not_asked_for_again(scene, catalog, job):
    """Not even its header: in a year of images each new one would ask for all of them."""
    image = scene.raster("a.tif", imagery(filled()), nodata=0)
    with serving(catalog.folder) as server:
        watched, asked = job(f"{server.address}/catalog.json"), []
        for day in (1, 2, 3):
            catalog.add(f"s{day}", image, f"2024-05-0{day}")
            watch.watch(watched, ONCE, silent())
            asked.append(server.asked(r"/s1\.tif"))
    assert asked[0] > 0
    assert set(asked) == {asked[0]}
    assert len(journal_of(watched)["taken"]) == 3


def test_bands_that_make_no_image_are_told(catalog, job):
    pixels = imagery(filled())
    good = {key: (pixels[number], {}) for number, key in enumerate(("B04", "B03", "B02"))}
    banded(catalog, "good", good, "2024-05-01")
    banded(catalog, "lacking", {key: good[key] for key in ("B04", "B03")}, "2024-05-02")
    banded(catalog, "aside", {**good, "B02": (pixels[2], {"left": 500_004.0})}, "2024-05-03")
    banded(catalog, "zone", {**good, "B02": (pixels[2], {"epsg": 32632})}, "2024-05-04")
    watched = job(catalog.file)
    watch.watch(watched, Watch(0.0, True, ("B04+B03+B02",)), silent())
    journal = journal_of(watched)
    assert list(journal["taken"]) == ["tiles/good/B04+B03+B02"]
    refused_for = {name: reason["code"] for name, (_, reason) in journal["refused"].items()}
    assert refused_for == {
        "tiles/lacking": "item_without_asset",
        "tiles/aside/B04+B03+B02": "bands_of_other_place",
        "tiles/zone/B04+B03+B02": "bands_of_other_crs",
    }
    assert journal["refused"]["tiles/lacking"][1]["arguments"]["name"] == "B02"


def test_a_band_that_the_server_fails_to_give_comes_at_a_later_look(catalog, job, monkeypatch):
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "0")
    banded(catalog, "s", {key: (imagery(filled())[0], {}) for key in ("B04", "B03", "B02")}, "2024-05-01")
    with serving(catalog.folder, Fault(match=r"/s_B03\.tif", times=6)) as server:
        watched, (events, report) = job(f"{server.address}/catalog.json"), said()
        choice = Watch(0.0, True, ("B04+B03+B02",))
        watch.watch(watched, choice, report)
        assert "image_comes_later" in codes(events)
        assert not Path(watched.output).exists()
        for _ in range(6):
            watch.watch(watched, choice, silent())
    assert list(journal_of(watched)["taken"]) == ["tiles/s/B04+B03+B02"]


def test_an_item_of_the_network_names_no_file_of_this_computer(scene, catalog, job):
    image = scene.raster("a.tif", imagery(filled()), nodata=0)
    catalog.add("a", image, "2024-05-01", href=f"file://{image}")
    with serving(catalog.folder) as server:
        watched = job(f"{server.address}/catalog.json")
        watch.watch(watched, ONCE, silent())
    assert journal_of(watched)["refused"]["tiles/a/image"][1]["code"] == "item_names_local"


def test_what_is_no_catalogue_is_refused(tmp_path, catalog, job):
    (tmp_path / "other.json").write_text('{"type": "FeatureCollection"}')
    with refused("no_catalog", path="other.json"):
        watch.watch(job(tmp_path / "other.json"), ONCE, silent())
    with serving(tmp_path) as server, refused("catalog_unreachable", path=f"{server.address}/nowhere.json"):
        watch.watch(job(f"{server.address}/nowhere.json"), ONCE, silent())
    with refused("assets_of_folder"):
        watch.watch(job(tmp_path), Watch(0.0, True, ("image",)), silent())


def test_the_command_line(scene, catalog, job, tmp_path):
    catalog.add("a", scene.raster("a.tif", imagery(filled()), nodata=0), "2024-05-01")
    output = tmp_path / "m.tif"
    with serving(catalog.folder) as server:
        address = f"{server.address}/catalog.json"
        arguments = ["watch", address, "--model", job("x").model, "--output", str(output), "--device", "cpu"]
        done = subprocess.run(
            [sys.executable, "-m", "diao_engine", *arguments, "--asset", "image", "--once"],
            cwd=Path(__file__).resolve().parents[3], check=False,
        )  # fmt: skip
        assert done.returncode == 0
    assert output.is_file()
