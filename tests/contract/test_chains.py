# SPDX-License-Identifier: GPL-2.0-or-later
"""Random chains of algorithms in one folder of foreign files: these stay as they are, and every dataset is right or refused.

A chain is its seed: run one again with `-k "chain[17]"`; what it did is printed when it fails.
"""

from __future__ import annotations

import dataclasses
import os
import random
import shutil
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely

from diao_engine.dataset.store import load
from diao_engine.errors import BadInput
from diao_engine.jobs import (
    ClassReport,
    CompareMaps,
    CreateDataset,
    DescribeModel,
    Evaluate,
    ImportDataset,
    Job,
    LayerRef,
    Learn,
    MinorityPolygons,
    SamplePoints,
    Score,
    Segment,
    Synthesize,
    Update,
    outputs,
)
from diao_engine.jobs.checks import job_inputs
from diao_engine.jobs.paths import absolute
from diao_engine.protocol import events
from tests.contract import scenario
from tests.contract.scenario import TILE, perform, write

CHAINS, STEPS = int(os.environ.get("DIAO_CHAINS", "40")), 5  # more of them when one hunts
STEMS = ("a", "b", "ä ö'ü", "c#1", "d%20", "E")
FOREIGN = {
    "a_tiles/notes.txt": "notes", "a_tiles/000000_image.tif": "an orthophoto", "a_labels/a.tif": "labels drawn by hand",
    "a_files/list.csv": "a;b", "a_contact.png": "a picture", "a.qml": "<qgis/>", "b.qml": "<qgis/>",
    "c#1.tif.aux.xml": "<PAMDataset/>",
    ".a.gpkg.diao-lock~": "an editor's", ".a.gpkg.diao-part-notes.txt": "not eight digits", ".b.gpkg.diao-old": "no run at all",
    ".b.gpkg.lock": "another program's", ".a.gpkg.swp": "", "a_labels_0badcafe/a.tif": "no marker", "a_tiles_/x": "",
    "ä ö'ü_labels/ß.txt": "straße", "d%20_files/%.txt": "100 %", "b_tiles_12345678/.diao-run.json": "{}", "E_tiles/new\nline.txt": "",
    "archive/old.tif": "old",
}  # fmt: skip
LINKS = {"b_labels": "archive", "b_tiles_0badcafe": "archive", "link": ".", "archive/dangling.gpkg": "nowhere.gpkg"}
OF_THE_USER = ("polygons.gpkg", "several.gpkg")  # have layers that are none of ours: no output may replace them


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A folder with inputs and foreign files, in a path with everything that a path can hold."""
    folder = tmp_path_factory.mktemp("chains") / "Übung 100% #1 'x'"
    scenario.Inputs.write(folder)
    shutil.rmtree(folder / "temporary")
    (folder / "temporary").mkdir()
    (folder / "sub").mkdir()
    for name, text in FOREIGN.items():
        write(folder / name, text)
    for name, target in LINKS.items():
        (folder / name).symlink_to(target)
    box = shapely.to_wkb(np.array([shapely.box(0, 0, 1, 1)]))
    for layer in ("tiles", "parcels"):
        pyogrio.raw.write(
            folder / "several.gpkg", box, [np.array([1])], ["n"], geometry_type="Polygon", crs=scenario.CRS,
            layer=layer, driver="GPKG", append=layer == "parcels",
        )  # fmt: skip
    return folder


class Chain:
    """One folder, and what happens to it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.log: list[str] = []
        self.foreign = scenario.contents(folder)
        self.undo: dict[Path, bytes] = {}
        self.away: list[tuple[Path, Path]] = []

    # --- choices

    def spelled(self, path: Path) -> str:
        """A path as a user may write it."""
        name = path.relative_to(self.folder).as_posix()
        return self.random.choice([
            str(path), str(path), name, f"./{name}", f"sub/../{name}", f"link/{name}", f"link//link/./{name}",
            f"{self.folder}//{name}",
        ])  # fmt: skip

    def output(self, suffix: str) -> str:
        """A name out of few, so that runs overwrite each other's outputs."""
        if suffix == ".gpkg" and self.random.random() < 0.1:
            return self.spelled(self.folder / self.random.choice(OF_THE_USER))
        if suffix == ".gpkg" and self.random.random() < 0.15:
            return self.spelled(self.folder / self.random.choice(("temporary/t.gpkg", "sub/s.gpkg", "sub/new/n.gpkg")))
        return self.spelled(self.folder / f"{self.random.choice(STEMS)}{suffix}")

    def datasets(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*.gpkg") if path.is_file() and is_dataset(path))

    def maps(self) -> list[Path]:
        return sorted(path for stem in STEMS if (path := self.folder / f"{stem}.tif").is_file())

    def dataset(self) -> LayerRef:
        return LayerRef(self.spelled(self.random.choice(self.datasets() or [self.folder / "none.gpkg"])), "tiles")

    def class_raster(self) -> str:
        return self.spelled(self.random.choice([self.folder / "classes.tif", *self.maps()]))

    def maybe(self, suffix: str) -> str | None:
        return self.output(suffix) if self.random.random() < 0.5 else None

    def job(self) -> Job:
        kind = self.random.choice([
            CreateDataset, CreateDataset, ImportDataset, Score, Score, Synthesize, Synthesize, ClassReport, Segment,
            Learn, MinorityPolygons, SamplePoints, Evaluate, CompareMaps, Update, DescribeModel,
        ])  # fmt: skip
        if not self.datasets():
            kind = self.random.choice([CreateDataset, ImportDataset])
        return getattr(self, f"_{kind.id}")(self.random.randrange(3))

    def _createdataset(self, seed: int) -> Job:
        drawn = self.random.random() < 0.6
        labels = (
            LayerRef(self.spelled(self.folder / "polygons.gpkg"), "labels") if drawn else LayerRef(self.class_raster())
        )
        return CreateDataset(
            images=(self.spelled(self.folder / "image.tif"),), labels=(labels,), class_field="class", tile_size=TILE,
            seed=seed, background=self.random.choice([None, "rest"]), output=self.output(".gpkg"),
        )  # fmt: skip

    def _importdataset(self, seed: int) -> Job:
        folder = self.spelled(self.folder / "pictures")
        return ImportDataset(folder=folder, tile_size=TILE, seed=seed, output=self.output(".gpkg"))

    def _learn(self, seed: int) -> Job:
        corrections = LayerRef(self.spelled(self.folder / "polygons.gpkg"), "labels")
        return Learn(
            dataset=self.dataset(), images=(self.spelled(self.folder / "image.tif"),), corrections=corrections,
            class_field="class", map=self.class_raster() if seed else None, output=self.output(".gpkg"),
        )  # fmt: skip

    def _score(self, seed: int) -> Job:
        return Score(
            dataset=self.dataset(), budget=10.0 + seed, output=self.output(".gpkg"), report=self.maybe(".html")
        )

    def _synthesize(self, seed: int) -> Job:
        return Synthesize(
            dataset=self.dataset(), budget=20.0, seed=seed, output=self.output(".gpkg"), report=self.maybe(".html")
        )

    def _classreport(self, seed: int) -> Job:
        return ClassReport(dataset=self.dataset(), table=self.maybe(".gpkg"), report=self.maybe(".html"))

    def _segment(self, seed: int) -> Job:
        return Segment(
            input=self.spelled(self.folder / "image.tif"), model=self.spelled(self.folder / "bare.onnx"), classes="0,1",
            tile_size=64, overlap=16 * seed, device="cpu", output=self.output(".tif"), confidence=self.maybe(".tif"),
            minority=self.maybe(".gpkg"),
        )  # fmt: skip

    def _minoritypolygons(self, seed: int) -> Job:
        return MinorityPolygons(input=self.class_raster(), simplify=float(seed), output=self.output(".gpkg"))

    def _samplepoints(self, seed: int) -> Job:
        return SamplePoints(
            input=self.class_raster(), count=20, min_per_class=2, seed=seed, output=self.output(".gpkg")
        )

    def _evaluate(self, seed: int) -> Job:
        return Evaluate(
            input=self.class_raster(), reference=LayerRef(self.class_raster()), table=self.maybe(".gpkg"),
            report=self.maybe(".html"),
        )  # fmt: skip

    def _comparemaps(self, seed: int) -> Job:
        rasters = [self.folder / "classes.tif", *self.maps()]
        first = self.random.choice(rasters)
        second = self.random.choice([path for path in rasters if path != first] or [self.folder / "image.tif"])
        return CompareMaps(
            input=self.spelled(first), other=self.spelled(second), output=self.output(".tif"), table=self.maybe(".gpkg"),
            report=self.maybe(".html"),
        )  # fmt: skip

    def _update(self, seed: int) -> Job:
        so_far = self.random.choice([None, self.folder / "old_map.tif", *self.maps()])
        return Update(
            map=self.spelled(so_far) if so_far else None, images=(self.spelled(self.folder / "image.tif"),),
            date=f"2024-01-0{1 + seed}",
            model=self.spelled(self.folder / "bare.onnx"), tile_size=64, device="cpu", prior_correction=0.0, least_confidence=0.4,
            output=self.output(".tif"), changes=self.maybe(".gpkg"), transitions=self.maybe(".gpkg"), minority=self.maybe(".gpkg"),
        )  # fmt: skip

    def _modelcard(self, seed: int) -> Job:
        names = ",".join(f"{name}{seed}" for name in "xyz")
        return DescribeModel(
            model=self.spelled(self.folder / "bare.onnx"), class_names=names, card=self.maybe(".json"),
            report=self.maybe(".html"),
        )  # fmt: skip

    # --- what the user does in between

    def edit(self) -> None:
        choice = self.random.choice(["change", "restore", "take away", "bring back", "copy", "delete"])
        getattr(self, "_" + choice.replace(" ", "_"))()

    def _change(self) -> None:
        labels = [*self.folder.glob("*_labels_*/*.tif"), *self.folder.glob("*_tiles_*/*_label.tif"), *self.maps()]
        labels = [*sorted(path for path in labels if not self.is_foreign(path)), self.folder / "classes.tif"]
        path = self.random.choice(labels)
        if not path.exists():
            return
        self.log.append(f"change {path.name}")
        self.undo.setdefault(path, path.read_bytes())
        with rasterio.open(path, "r+") as sink:
            values = sink.read(1)
            values[: self.random.randrange(1, 9)] = 2
            sink.write(values, 1)
        self.note(path)

    def _restore(self) -> None:
        for path, content in self.undo.items():
            if path.exists():
                self.log.append(f"restore {path.name}")
                path.write_bytes(content)
                self.note(path)
        self.undo.clear()

    def _take_away(self) -> None:
        path = self.random.choice([self.folder / "image.tif", self.folder / "pictures" / "images" / "1.tif"])
        if path.exists():
            self.log.append(f"take {path.name} away")
            self.away.append((path, path.rename(self.folder / "archive" / f"{len(self.away)}_{path.name}")))
            self.note(*self.away[-1])

    def _bring_back(self) -> None:
        for path, where in self.away:
            self.log.append(f"bring {path.name} back")
            where.rename(path)
            self.note(path, where)
        self.away.clear()

    def _copy(self) -> None:
        if self.datasets():
            source = self.random.choice(self.datasets())
            target = self.folder / self.random.choice(("copy.gpkg", "sub/copy.gpkg"))
            if source != target:
                self.log.append(f"copy {source.name} to {target}")
                shutil.copy2(source, target)

    def _delete(self) -> None:
        if self.datasets():
            path = self.random.choice(self.datasets())
            self.log.append(f"delete {path.name}")
            path.unlink()

    def is_foreign(self, path: Path) -> bool:
        return path.relative_to(self.folder).as_posix() in self.foreign

    def note(self, *paths: Path) -> None:
        """The user himself has changed files that are not ours."""
        now = scenario.contents(self.folder)
        for path in paths:
            name = path.relative_to(self.folder).as_posix()
            if name in now and (name in self.foreign or "archive" in name or "pictures" in name or name == "image.tif"):
                self.foreign[name] = now[name]
            elif name not in now:
                self.foreign.pop(name, None)

    # --- a step and what must hold after it

    def step(self) -> None:
        job = self.job()
        if self.random.random() < 0.1:
            job = self.onto_an_input(job)
        meant = absolute(job)
        before, right = scenario.contents(self.folder), {path for path in self.datasets() if loads(path)}
        done = perform(meant)
        self.log.append(f"{job} -> {done}")
        now = scenario.contents(self.folder)
        assert {name: now.get(name) for name in self.foreign} == self.foreign
        assert set(scenario.work_files(self.folder)) <= FOREIGN.keys()
        named = {Path(os.path.realpath(path)) for path in scenario.named_outputs(meant)}
        if not isinstance(done, events.Finished):
            assert isinstance(done, events.Failed)
            assert (done.kind in ("bad_input", "invalid_job"), done.detail) == (True, "")
            assert str(done.message).endswith((".", "…"))
            assert now == before
            return
        assert all(path.is_file() for path in named if path.suffix != ".json" or "card" not in path.name)
        changed = {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}
        strangers = {name for name in changed if not self.is_of_run(name, named)}
        strangers -= {name for name in strangers if name.endswith(f"/{outputs.MARKER}")}  # who points there is noted
        assert strangers == set()
        for path in named:
            if path.suffix == ".gpkg":
                scenario.must_load(path)
        for path in right - named:
            if not self.reads_any(path, named):
                assert loads(path), f"{path.name} was right before this step"
        for path in self.datasets():
            assert scenario.inconsistency(path) == "", path.name

    def onto_an_input(self, job: Job) -> Job:
        """The same with an output that is one of its inputs, in other words."""
        field = next((name for name in ("output", "table", "card") if getattr(job, name, None)), None)
        suffix = Path(getattr(job, field)).suffix if field else ""
        read = [Path(path) for _, path in job_inputs(absolute(job)) if path.endswith(suffix)]
        if not field or not read:
            return job
        return dataclasses.replace(job, **{field: self.spelled(Path(os.path.realpath(self.random.choice(read))))})

    def is_of_run(self, name: str, named: set[Path]) -> bool:
        """Whether a changed file is an output, belongs to one, or lies in a folder of a run into one."""
        path = self.folder / name
        for output in named:
            if path in {output, *output.parents} or path.name in {
                output.name + s for s in outputs.companions(output.name)
            }:
                return True
            head = path.relative_to(output.parent).parts[0] if path.is_relative_to(output.parent) else ""
            if any(head.startswith(f"{output.stem}_{role}_") for role in outputs.ROLES):
                return True
        return False

    def reads_any(self, dataset: Path, named: set[Path]) -> bool:
        try:
            tiles = load(LayerRef(str(dataset), "tiles")).tiles
        except BadInput:
            _, _, _, (image, label) = pyogrio.raw.read(
                dataset, layer="tiles", columns=["image", "label"], read_geometry=False
            )
            return bool({Path(os.path.realpath(dataset.parent / path)) for path in (*image, *label)} & named)
        return bool({Path(os.path.realpath(path)) for path in (*tiles.image, *tiles.label)} & named)


def is_dataset(path: Path) -> bool:
    return {"tiles", "classes", "dataset"} <= {name for name, _ in pyogrio.list_layers(path)}


def loads(path: Path) -> bool:
    try:
        load(LayerRef(str(path), "tiles"))
    except BadInput:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("chain", range(CHAINS))
def test_foreign_files_stay_and_datasets_are_right_or_refused(template, tmp_path, monkeypatch, chain):
    folder = scenario.fresh_copy(template, tmp_path / template.name)
    monkeypatch.chdir(folder)
    life = Chain(folder, chain)
    with scenario.temporary_folder(folder / "temporary"):
        try:
            for _ in range(STEPS):
                if life.random.random() < 0.3:
                    life.edit()
                life.step()
        finally:
            print(f"chain {chain}:", *life.log, sep="\n  ")


@pytest.mark.parametrize("way", ["derived", "labels taken up"])
def test_a_dataset_in_another_folder_outlives_the_one_that_it_was_made_from(template, tmp_path, way):
    """Its labels lie in a folder of the first run, which another run into the same file would remove."""
    folder = scenario.fresh_copy(template, tmp_path / template.name)
    first, second = folder / "a.gpkg", folder / "sub" / "second.gpkg"
    inputs = scenario.Inputs(folder)

    def finish(job: Job) -> None:
        assert isinstance(perform(job), events.Finished)

    finish(scenario.create(inputs, first, 0))
    (labels,) = Path(outputs.run_folders(str(first))[0]).glob("*.tif")
    if way == "derived":
        finish(Score(dataset=LayerRef(str(first), "tiles"), output=str(second)))
    else:
        taken = (LayerRef(str(labels)),)
        finish(dataclasses.replace(scenario.create(inputs, second, 0), labels=taken, class_field=None))
    for _ in range(2):
        finish(scenario.create(inputs, first, 1))
    scenario.must_load(second)
    assert len(outputs.run_folders(str(first))) == 2
    second.unlink()
    finish(scenario.create(inputs, first, 0))
    assert len(outputs.run_folders(str(first))) == 1
