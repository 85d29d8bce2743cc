# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws small rasters and polygon layers, and runs jobs on them."""

import os

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from affine import Affine
from hypothesis import settings

from diao_engine.dataset.store import load
from diao_engine.jobs import JOBS, LayerRef
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.protocol.worker import run
from tests.refused import has

# The same examples each time, and no clock: a check that must pass before a change lands is no place to gamble.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

UTM33 = "EPSG:32633"
LEFT, TOP = 500_000.0, 5_000_000.0


@pytest.fixture(autouse=True)
def _full_power(monkeypatch):
    """A torch model takes power from its process for good; here that is the process of all tests."""
    monkeypatch.setattr("diao_engine.inference.load.confine", lambda needs, report: None)


@pytest.fixture(autouse=True)
def _same_environment():
    """A worker takes the network from GDAL by variables, for its process; the next test has it again."""
    yield from _restored()


@pytest.fixture(autouse=True, scope="module")
def _same_environment_for_modules():
    """What the fixtures of a module have set goes with them."""
    yield from _restored()


def _restored():
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


class Scene:
    """A folder with drawn files. Pixels have side 1 unless said otherwise; the upper left corner is (LEFT, TOP)."""

    def __init__(self, folder):
        self.folder = folder

    def raster(
        self,
        name,
        pixels,
        *,
        crs=UTM33,
        pixel=1.0,
        left=LEFT,
        top=TOP,
        tags=None,
        colors=None,
        interpretation=None,
        **options,
    ):
        pixels = np.asarray(pixels)
        bands = pixels[None] if pixels.ndim == 2 else pixels
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        driver = {".png": "PNG", ".jpg": "JPEG"}.get(path.suffix, "GTiff")
        transform = {} if crs is None else {"transform": Affine(pixel, 0, left, 0, -pixel, top), "crs": crs}
        with rasterio.open(
            path, "w", driver=driver, count=len(bands), height=bands.shape[1], width=bands.shape[2], dtype=bands.dtype,
            **transform, **options,
        ) as sink:  # fmt: skip
            if interpretation:
                sink.colorinterp = interpretation
            if colors:
                sink.write_colormap(1, colors)
            sink.write(bands)
            if tags:
                sink.update_tags(1, **tags)
        return str(path)

    def image(self, name="image.tif", shape=(3, 64, 64), dtype="uint8", **options):
        return self.raster(name, np.random.default_rng(0).integers(1, 250, shape).astype(dtype), **options)

    def polygons(self, name, boxes, *, crs=UTM33, field="class", values=None):
        """Boxes (xmin, ymin, xmax, ymax) in pixels right of LEFT and below TOP are given as (col0, row0, col1, row1)."""
        shapes = [shapely.box(LEFT + a, TOP - d, LEFT + c, TOP - b) for a, b, c, d in boxes]
        return self.shapes(name, shapes, values, crs=crs, field=field)

    def shapes(self, name, shapes, values, *, crs=UTM33, field="class", geometry_type="Polygon"):
        path = self.folder / name
        column = np.array(values, dtype=object if any(isinstance(v, (str, type(None))) for v in values) else None)
        pyogrio.raw.write(
            str(path), geometry=shapely.to_wkb(np.array(shapes)), geometry_type=geometry_type, field_data=[column],
            fields=[field], crs=crs, layer=path.stem if path.suffix == ".shp" else "labels",
            driver="ESRI Shapefile" if path.suffix == ".shp" else "GPKG",
        )  # fmt: skip
        return LayerRef(str(path))


class Done:
    """What a run gave back: outputs, dataset, and what it said, asked for by codes and arguments."""

    def __init__(self, outputs, events):
        self.outputs = outputs
        self.dataset = load(LayerRef(outputs["output"]))
        self.messages = [event for event in events if type(event).__name__ == "Message"]

    def warned(self, code, **arguments):
        return any(event.level == "warning" and has(event.text, code, arguments) for event in self.messages)

    def told(self, code, **arguments):
        return any(has(event.text, code, arguments) for event in self.messages)


@pytest.fixture
def scene(tmp_path):
    return Scene(tmp_path)


@pytest.fixture
def run_job(tmp_path):
    """Run a job by id, into out/set.gpkg unless `output` is given."""

    def call(job_id, **values):
        values.setdefault("output", str(tmp_path / "out" / "set.gpkg"))
        events = []
        return Done(run(JOBS[job_id](**values), ProgressReporter(events.append)), events)

    return call
