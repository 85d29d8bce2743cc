# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock holds no raster open that was named by its path: on Windows such a file could not be replaced."""

import contextlib
import os
import sys

import pytest
from diao.plugin.dock.kit.job_form import JobForm
from diao.plugin.dock.map.page import MapPage
from diao.plugin.dock.runs.runner import JobRunner

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at the open files in /proc")

MAPPED = """
    import shutil
    if asked["job"] == "segment":
        shutil.copy(values["input"], values["output"])
        tell("finished", outputs={"output": values["output"]})
    else:
        tell("failed", kind="bad_input", message="No card here.", problems=[], detail="")
"""


def handles(path):
    count = 0
    for handle in os.listdir("/proc/self/fd"):
        with contextlib.suppress(FileNotFoundError):
            count += os.readlink(f"/proc/self/fd/{handle}") == str(path)
    return count


@pytest.fixture
def page(provider, session, iface, stub):
    stub(MAPPED)
    runner = JobRunner()
    made = MapPage(runner, session, iface)
    made.resize(380, 650)
    made.show()
    yield made
    made.deleteLater()
    runner.close()


def test_a_raster_that_another_one_has_replaced_is_closed(page, raster, settle):
    first, second = raster("first.tif"), raster("second.tif")
    page.form.set_value("INPUT", first)
    settle()
    assert page._raster.name == "first"
    page.form.point_out()
    assert page.form.problems()
    page.form.set_value("INPUT", second)
    settle()
    assert page._raster.name == "second"
    assert handles(first) == 0
    page.hide()
    settle()
    assert handles(second) == 0


def test_a_raster_is_closed_when_its_run_is_over(page, raster, session, tmp_path, wait_until, settle):
    (tmp_path / "peat.onnx").write_bytes(b"a model")
    session.set_model(str(tmp_path / "peat.onnx"))
    path = raster("first.tif")
    page.form.set_value("INPUT", path)
    settle()
    wait_until(lambda: not page.runner.busy)
    ended = []
    page.runner.ended.connect(ended.append)
    page.bar.start.click()
    wait_until(lambda: ended and not page.runner.busy)
    assert ended[-1].algorithm == "diao:segment"
    assert ended[-1].ok, ended[-1].message
    settle()
    assert handles(path) == 0


# Not LABELS and REFERENCE: with a class field on the form, QGIS 3.22 itself crashes when they are a raster named by its path.
@pytest.mark.parametrize(
    ("algorithm", "name"),
    [
        ("segment", "INPUT"),
        ("createdataset", "IMAGES"),
        ("synthesize", "CONTEXT_LAYERS"),
        ("evaluate", "INPUT"),
        ("minoritypolygons", "INPUT"),
        ("minoritypolygons", "CONFIDENCE"),
    ],
)
def test_no_form_holds_what_it_names(provider, qgis_new_project, raster, settle, algorithm, name):
    form = JobForm(f"diao:{algorithm}")
    form.show()
    path = raster("first.tif")
    form.set_value(name, [path] if name in ("IMAGES", "CONTEXT_LAYERS") else path)
    settle()
    form.problems()
    form.point_out()
    settle()
    assert handles(path) == 0
    form.deleteLater()
