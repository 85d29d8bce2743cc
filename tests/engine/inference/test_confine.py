# SPDX-License-Identifier: GPL-2.0-or-later
"""What a torch model can still do while it is described and while it maps; each time in a process of its own."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from diao_engine.inference import confine
from diao_engine.jobs import DescribeModel, Segment
from diao_engine.protocol.client import EngineFailed, run_job
from diao_engine.protocol.progress import silent
from tests.refused import refused

ROOT = Path(__file__).resolve().parents[3]
guarded = (
    sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64") and confine._system(444, None, 0, 1) >= 1
)
linux = pytest.mark.skipif(not guarded, reason="this system has no Landlock")

# Each line is tried after the process has been confined; the answer says which were refused.
ATTEMPTS = """
import errno, json, os, socket, subprocess, sys, tempfile, threading
from diao_engine.inference import confine
from diao_engine.protocol.progress import ProgressReporter
out, other, kept, said, tried = sys.argv[1], sys.argv[2], sys.argv[3], [], {}
for name, value in json.loads(sys.argv[4]).items():
    setattr(confine, name, value)
reads = tuple(sys.argv[5:])
confine.confine(confine.Needs(reads=reads, writes=(out,)), ProgressReporter(lambda event: said.append([event.level, str(event.text)])))
open(out, "w").close()
os.replace(out, out + "2")
tempfile.TemporaryFile().close()
open(tempfile.gettempdir() + "/cache", "w").close()
open("/dev/null", "w").close()
open(kept).close()
def attempt(name, work):
    try:
        work()
        tried[name] = "done"
    except OSError as error:
        tried[name] = errno.errorcode[error.errno]
def thread():
    attempt("write from a thread", lambda: open(other + "/thread", "w"))
attempt("write elsewhere", lambda: open(other + "/file", "w"))
attempt("make a folder elsewhere", lambda: os.mkdir(other + "/folder"))
attempt("truncate", lambda: os.truncate(kept, 0))
attempt("remove", lambda: os.remove(kept))
attempt("move out", lambda: os.replace(out + "2", other + "/moved"))
os.symlink(other + "/through", out + "link")
attempt("write through a link", lambda: open(out + "link", "w"))
worker = threading.Thread(target=thread); worker.start(); worker.join()
child = "import sys\\ntry: open(sys.argv[1], 'w')\\nexcept OSError: sys.exit(7)"
tried["write from a program"] = subprocess.run([sys.executable, "-c", child, other + "/child"]).returncode
attempt("socket", lambda: socket.socket(socket.AF_INET))
attempt("socket 6", lambda: socket.socket(socket.AF_INET6))
attempt("datagrams", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
socket.socket(socket.AF_UNIX).close()
print(json.dumps([said, tried]))
"""


@pytest.fixture
def confined(tmp_path):
    """Confine a process of its own and try what a model might; what was said, what came of each attempt, what is elsewhere."""

    def call(*reads, **changed):
        elsewhere, kept = tmp_path / "elsewhere", tmp_path / "kept.txt"
        elsewhere.mkdir()
        kept.write_text("kept")
        (tmp_path / "temporary").mkdir()
        arguments = [tmp_path / "new" / "deep" / "out.tif", elsewhere, kept, json.dumps(changed), *reads]
        done = subprocess.run(
            [sys.executable, "-c", ATTEMPTS, *map(str, arguments)],
            cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path / "temporary")}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert os.listdir(tmp_path / "temporary") == []
        said, tried = json.loads(done.stdout)
        return said, tried, os.listdir(elsewhere), kept.exists() and kept.read_text()

    return call


@linux
def test_a_confined_process_writes_where_the_run_writes_and_has_no_network(confined):
    said, tried, elsewhere, kept = confined()
    ((level, text),) = said
    assert level == "info"
    assert "it can change files in and below" in text
    assert text.endswith("nothing else, and has no network.")
    assert tried.pop("write from a program") == 7
    assert tried.pop("move out") in ("EXDEV", "EACCES")
    assert set(tried.values()) == {"EACCES"}, tried
    assert elsewhere == []
    assert kept == "kept"


@linux
def test_a_raster_on_the_network_stays_within_reach_and_that_is_said(confined):
    said, tried, elsewhere, _ = confined("/vsicurl/https://example.org/a.tif")
    ((level, text),) = said
    assert level == "info"
    assert "it can use the network, since an input lies there" in text
    assert tried["socket"] == "done"
    assert elsewhere == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"_CREATE_RULESET": 9999, "_MACHINES": {}}, "it can change your files and use the network."),
        ({"_CREATE_RULESET": 9999}, "it can change your files."),
        ({"_MACHINES": {}}, "it can use the network."),
    ],
    ids=["neither", "no Landlock", "no filter"],
)
@linux
def test_what_the_system_cannot_guard_is_said_and_the_run_goes_on(confined, changed, sentence):
    said, tried, _, _ = confined(**changed)
    ((level, text),) = said
    assert level == "info"
    assert text.endswith(sentence)
    assert (tried["write elsewhere"] == "done") == ("your files" in sentence)
    assert (tried["socket 6"] == "done") == ("network" in sentence)


class Saves(torch.nn.Module):
    """Writes a file whenever it is run."""

    def __init__(self, place):
        super().__init__()
        self.conv, self.place = torch.nn.Conv2d(3, 3, 1), place

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        torch.save(image, self.place)
        return self.conv(image)


class Maps(Saves):
    """Makes a file by mapping it into memory."""

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.conv(image) + torch.from_file(self.place, True, 4).sum()


def jobs(raster, model, folder, **more):
    """All outputs there are, in new folders."""
    rasters = {name: str(folder / name / "new" / "a.tif") for name in ("output", "confidence", "probabilities")}
    polygons = str(folder / "polygons" / "a.gpkg")
    return (
        DescribeModel(
            model=model,
            card=str(folder / "card" / "a.json"),
            report=str(folder / "page" / "a.html"),
            trust_model=True,
            **more,
        ),
        Segment(input=raster, model=model, minority=polygons, classes="0,1", trust_model=True, **rasters),
    )


@pytest.fixture
def raster(scene):
    return scene.raster("a.tif", np.random.default_rng(0).integers(1, 250, (3, 90, 110)).astype("uint8"))


def worked(job):
    """Run a job as QGIS runs it; its outputs, or the sentence of its failure."""
    try:
        return run_job(sys.executable, job, on_event=lambda event: None)
    except EngineFailed as failure:
        return failure.message


@pytest.mark.slow
@linux
@pytest.mark.parametrize("kind", [Saves, Maps])
def test_a_model_that_writes_files_has_no_effect(raster, tmp_path, kind):
    target = tmp_path / "elsewhere" / "written"
    target.parent.mkdir()
    model = str(tmp_path / "model.pt")
    torch.jit.script(kind(str(target))).save(model)
    for job in jobs(raster, model, tmp_path / "results"):
        worked(job)
        assert not target.exists()
    with torch.no_grad():
        torch.jit.load(model)(torch.zeros(1, 3, 8, 8))  # what has been tried does write without the guard
    assert target.exists()


@pytest.mark.slow
@linux
def test_a_plain_model_is_described_and_maps_with_all_outputs(raster, tmp_path):
    model = str(tmp_path / "models" / "model.pt")
    os.mkdir(tmp_path / "models")
    torch.jit.script(torch.nn.Conv2d(3, 3, 1).eval()).save(model)
    card, mapped = (
        worked(job) for job in jobs(raster, model, tmp_path / "results", class_names="a, b, c", minority="a")
    )
    assert card["class_count"] == 3
    assert sorted(os.listdir(tmp_path / "models")) == ["model.pt", "model.pt.card.json"]
    assert all(os.path.getsize(mapped[name]) for name in ("output", "confidence", "probabilities", "minority"))
    assert os.listdir(tmp_path / "results" / "polygons") == ["a.gpkg"]


@pytest.mark.parametrize("precious", ["home", "DIAO_HOME"])
def test_outputs_lie_where_the_model_cannot_change_what_is_trusted(tmp_path, monkeypatch, precious):
    """A model that may write into the home folder could approve others for ever, and run with the next login."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "home" / "data" / "diao"))
    (tmp_path / "home").mkdir()
    folder = tmp_path if precious == "home" else tmp_path / "home" / "data"
    with refused("precious_folder"):
        confine.confine(confine.Needs(writes=(str(folder / "map.tif"),)), silent())
    for hidden in ("home/data/diao/engine/environments", "home/.config"):
        with refused("precious_folder"):
            confine._refuse_precious([str(tmp_path / hidden)])
    confine._refuse_precious([str(tmp_path / "home" / "maps")])
