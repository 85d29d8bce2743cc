# SPDX-License-Identifier: GPL-2.0-or-later
"""All jobs on tiny inputs with every side output, the foreign files around them, and what a folder of outputs must satisfy."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import rasterio.features
import shapely
import shapely.geometry
from rasterio.transform import from_origin

from diao_engine.dataset.pixels import TileReader
from diao_engine.dataset.store import load
from diao_engine.errors import BadInput, EngineError
from diao_engine.jobs import (
    ClassReport,
    Compare,
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
    Train,
    Update,
    outputs,
    specs,
)  # fmt: skip
from diao_engine.protocol import events, staging, worker
from diao_engine.protocol.progress import ProgressReporter, silent
from tests.engine.networks import pixelwise, save

GRASS, WATER, BARN = 1, 2, 3
SIDE, TILE = 128, 32
CRS, LEFT, TOP = "EPSG:25832", 500_000.0, 5_500_000.0
COLORS = {GRASS: "#20a030", WATER: "#2030c0", BARN: "#c02020"}
NAMES = ("grass", "water", "barn")


def write_raster(path: Path, pixels: np.ndarray) -> Path:
    """A GeoTIFF at the usual place."""
    bands = pixels if pixels.ndim == 3 else pixels[None]
    profile = {"count": len(bands), "height": bands.shape[1], "width": bands.shape[2], "dtype": bands.dtype}
    with rasterio.open(path, "w", "GTiff", crs=CRS, transform=from_origin(LEFT, TOP, 1, 1), **profile) as sink:
        sink.write(bands)
    return path


def landscape(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Pixels (band, row, column) and classes (row, column): grass, a lake, and a barn on the grass of most tiles."""
    rng = np.random.default_rng(seed)
    classes = np.full((SIDE, SIDE), GRASS, dtype=np.uint8)
    classes[:, 96 + seed % 8 :] = WATER
    for row in range(0, SIDE, TILE):
        for column in range(0, 96, TILE):
            y, x = row + int(rng.integers(4, 16)), column + int(rng.integers(4, 16))
            classes[y : y + 8, x : x + 8] = BARN
    level = np.array([0, 80, 30, 220])[classes]
    pixels = (level + rng.normal(0, 4, (3, SIDE, SIDE))).clip(1, 255).astype(np.uint8)
    return pixels, classes


def write_polygons(path: Path, classes: np.ndarray) -> Path:
    """The classes as polygons, which must be drawn on the grid of the imagery."""
    found = rasterio.features.shapes(classes, transform=from_origin(LEFT, TOP, 1, 1))
    shapes, values = zip(*((shapely.geometry.shape(shape), int(value)) for shape, value in found), strict=True)
    names = np.array([NAMES[value - 1] for value in values], dtype=object)
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array(shapes)), [names], ["class"],
        geometry_type="Polygon", crs=CRS, driver="GPKG", layer="labels",
    )  # fmt: skip
    return path


def write_pictures(folder: Path) -> Path:
    """Images with masks in the colours of a table: such masks are rewritten."""
    for side in ("images", "masks"):
        (folder / side).mkdir(parents=True)
    table = np.zeros((4, 3), dtype=np.uint8)
    for value, color in COLORS.items():
        table[value] = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    for number in range(3):
        pixels, classes = landscape(number)
        write_raster(folder / "images" / f"{number}.tif", pixels[:, :64, 48:112])
        write_raster(folder / "masks" / f"{number}.tif", table[classes[:64, 48:112]].transpose(2, 0, 1))
    rows = [f"{value},{name},{COLORS[value]}" for value, name in zip(COLORS, NAMES, strict=True)]
    (folder / "classes.csv").write_text("\n".join(["value,name,color", *rows]))
    return folder


@dataclass(frozen=True)
class Inputs:
    """What the jobs read. `dataset` lies in the temporary folder, so that its files are copied by what derives from it."""

    folder: Path

    @property
    def image(self) -> Path:
        return self.folder / "image.tif"

    @property
    def classes(self) -> Path:
        return self.folder / "classes.tif"

    @property
    def other_classes(self) -> Path:
        return self.folder / "other_classes.tif"

    @property
    def confidence(self) -> Path:
        return self.folder / "confidence.tif"

    @property
    def old_map(self) -> Path:
        return self.folder / "old_map.tif"

    @property
    def polygons(self) -> Path:
        return self.folder / "polygons.gpkg"

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures"

    @property
    def model(self) -> Path:
        return self.folder / "bare.onnx"

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    @property
    def dataset(self) -> Path:
        return self.temporary / "dataset.gpkg"

    @classmethod
    def write(cls, folder: Path) -> Inputs:
        inputs = cls(folder)
        inputs.temporary.mkdir(parents=True)
        pixels, classes = landscape(0)
        write_raster(inputs.image, pixels)
        write_raster(inputs.classes, classes)
        write_raster(inputs.other_classes, np.roll(classes, 5, axis=0))
        write_raster(inputs.confidence, np.linspace(0, 1, SIDE * SIDE, dtype=np.float32).reshape(SIDE, SIDE))
        write_raster(inputs.old_map, classes - 1)
        write_polygons(inputs.polygons, classes)
        write_pictures(inputs.pictures)
        weights = np.random.default_rng(0).normal(size=(3, 3)) / 255
        save(pixelwise(weights), inputs.model)
        with temporary_folder(inputs.temporary):
            done = perform(create(inputs, inputs.dataset, 0))
        assert isinstance(done, events.Finished), done
        return inputs


@contextmanager
def temporary_folder(folder: Path) -> Iterator[None]:
    """What this process takes for the temporary folder."""
    earlier, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = earlier


def create(inputs: Inputs, output: Path, seed: int) -> CreateDataset:
    labels = (LayerRef(str(inputs.polygons), "labels"),)
    return CreateDataset(
        images=(str(inputs.image),), labels=labels, class_field="class", tile_size=TILE, seed=seed, output=str(output),
        background="none" if seed else None,
    )  # fmt: skip


def each_job(inputs: Inputs, out: Path, seed: int) -> dict[str, Job]:
    """Every job with all its outputs in `out`; another seed gives outputs with other bytes."""
    dataset = LayerRef(str(inputs.dataset), "tiles")
    model = out / "bare.onnx"  # what is kept of a model lies beside it
    names = ",".join(f"{name}{seed}" for name in NAMES)

    def at(name: str) -> str:
        return str(out / name)

    return {
        "createdataset": create(inputs, out / "created.gpkg", seed),
        "importdataset": ImportDataset(
            folder=str(inputs.pictures), tile_size=TILE, seed=seed, min_labelled=0.01 + seed / 100,
            output=at("imported.gpkg"),
        ),
        "learn": Learn(
            dataset=dataset, images=(str(inputs.image),), corrections=LayerRef(str(inputs.polygons), "labels"), class_field="class",
            map=str(inputs.classes), confidence=str(inputs.confidence), rest="map", least_confidence=0.5 + seed / 10,
            output=at("learned.gpkg"),
        ),
        "classreport": ClassReport(
            dataset=LayerRef(dataset.path, "tiles", tuple(range(1, 16 - seed))), report=at("classes.html"),
            table=at("classes.gpkg"),
        ),
        "score": Score(dataset=dataset, budget=50.0 + seed, output=at("scored.gpkg"), report=at("scored.html")),
        "synthesize": Synthesize(
            dataset=dataset, budget=30.0 + 20 * seed, seed=seed, output=at("synthetic.gpkg"), report=at("synthetic.html")
        ),
        "compare": Compare(
            dataset=dataset, methods=("focal_loss",), steps=1, seeds=1, batch_size=2, crop_size=TILE, device="cpu", seed=seed,
            architecture="fpn", encoder="mobilenet_v2", encoder_weights="none", table=at("compared.gpkg"), report=at("compared.html"),
        ),
        "train": Train(
            dataset=dataset, epochs=1, steps_per_epoch=2, batch_size=2, crop_size=TILE, device="cpu", seed=seed,
            architecture="fpn", encoder="mobilenet_v2", encoder_weights="none", model=at("model.onnx"), report=at("training.html"),
        ),
        "modelcard": DescribeModel(
            model=str(model), class_names=names, bands="r,g,b", divisor=255.0, pixel_size=1.0 + seed,
            card=at("card.json"), report=at("card.html"),
        ),
        "segment": Segment(
            input=str(inputs.image), model=str(inputs.model), classes="0,1,2", tile_size=64, device="cpu",
            prior_correction=0.0, extent=None, min_area=float(seed), output=at("map.tif"), overlap=16 * seed,
            confidence=at("sure.tif"), probabilities=at("probabilities.tif"), minority=at("rare.gpkg"),
        ),
        "minoritypolygons": MinorityPolygons(
            input=str(inputs.classes), classes="2,3", simplify=2.0 * seed, output=at("polygons.gpkg")
        ),
        "samplepoints": SamplePoints(
            input=str(inputs.classes), count=40, min_per_class=5, min_distance=2.0, seed=seed, output=at("sample.gpkg")
        ),
        "evaluate": Evaluate(
            input=str(inputs.other_classes if seed else inputs.classes),
            reference=LayerRef(str(inputs.classes)), table=at("accuracy.gpkg"), report=at("accuracy.html"),
        ),
        "comparemaps": CompareMaps(
            input=str(inputs.other_classes if seed else inputs.classes),
            other=str(inputs.classes if seed else inputs.other_classes),
            output=at("difference.tif"), table=at("transitions.gpkg"), report=at("difference.html"),
        ),
        "update": Update(
            map=str(inputs.old_map), images=(str(inputs.image),), model=str(inputs.model), date=f"2024-05-0{1 + seed}", tile_size=64,
            device="cpu", prior_correction=0.0, least_confidence=0.34 + seed / 10, min_area=0.0, classes="0,1,2",
            output=at("updated.tif"), changes=at("changes.gpkg"), transitions=at("changed.gpkg"), minority=at("rare_now.gpkg"),
        ),
    }  # fmt: skip


def named_outputs(job: Job) -> list[str]:
    """All files with a fixed name that a job writes."""
    return [path for spec in specs(job) if spec.kind.is_output and (path := getattr(job, spec.name))] + [
        *job.side_files()
    ]


def perform(job: Job, report: ProgressReporter | None = None) -> events.Finished | events.Failed | events.Cancelled:
    """Run a job in this process and return how it ended."""
    return worker.perform(lambda: worker.run(job, report or silent()), type(job))


# --- files that are not ours


def add_foreign(job: Job) -> None:
    """Files of the user beside every output, with names that come close to those of our own."""
    for output in map(Path, named_outputs(job)):
        stem = output.stem
        for role in outputs.ROLES:
            write(output.with_name(f"{stem}_{role}") / "notes.txt", f"notes on {role}")
            write(output.with_name(f"{stem}_{role}_deadbeef") / f"{stem}.tif", "no marker says that this is ours")
        write(output.with_name(f"{stem}_contact.png"), "a picture")
        write(output.with_name(f"{stem}.qml"), "<qgis/>")
        write(output.with_name(f".{output.name}.lock"), "another program's")
        write(output.with_name(f".{output.name}.diao-part"), "not quite one of our names")
        write(output.with_name(f".{stem}.swp"), "an editor's")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    """Digest and time of change of every file below a folder, by relative path; links as what they say."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = (os.readlink(path), 0)
        elif path.is_file():
            found[name] = (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        elif path.is_dir():
            found[name] = ("folder", 0)
    return found


def work_files(folder: Path) -> list[str]:
    """Locks, parts and backups of ours that are left in a folder."""
    marks = (".diao-lock", ".diao-part-", ".diao-old-", ".diao-resume.pt.part")
    return [path.name for path in folder.rglob(".*") if any(mark in path.name for mark in marks)]


def inconsistency(dataset: Path) -> str:
    """How the counts of a dataset differ from the pixels that it points at; empty when they agree or it is refused."""
    if "tiles" not in {name for name, _ in pyogrio.list_layers(dataset)}:
        return ""
    try:
        loaded = load(LayerRef(str(dataset), "tiles"))
    except BadInput as error:
        return "" if error.message.rstrip().endswith(".") else f"refused without a sentence: {error.message}"
    tiles, k = loaded.tiles, len(loaded.scheme)
    with TileReader(tiles, loaded.scheme) as reader:
        for index in range(len(tiles)):
            counted = np.bincount(reader.read(index)[1].ravel(), minlength=k + 1)[:k]
            if (counted != tiles.counts[index]).any():
                return f"tile {tiles.tile_id[index]} has {counted} pixels and says {tiles.counts[index]}"
    return ""


def pixels(folder: Path) -> dict[str, str]:
    """A digest of the pixels of every raster that a run has written; those in folders of a run by role and name."""
    found = {}
    for path in sorted(folder.rglob("*.tif")):
        if "deadbeef" not in path.parent.name:
            with rasterio.open(path) as source:
                where = path.parent.name.rpartition("_")[0] if path.parent != folder else ""
                found[f"{where}/{path.name}"] = hashlib.sha256(source.read().tobytes()).hexdigest()
    return found


def must_load(dataset: Path) -> None:
    """A tile dataset that agrees with its pixels; other GeoPackages can at least be read."""
    layers = {name for name, _ in pyogrio.list_layers(dataset)}
    for layer in layers:
        pyogrio.raw.read(dataset, layer=layer)
    if {"tiles", "dataset"} <= layers:
        try:
            load(LayerRef(str(dataset), "tiles"))
        except EngineError as error:
            raise AssertionError(f"{dataset.name}: {error}") from error
    assert inconsistency(dataset) == ""


# --- runs that end before they should: started by a fork server, since rasterio and torch take seconds to import


def die() -> None:
    """What the system's memory guard does to a process."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(function: Callable[..., object], calls: int) -> Callable[..., None]:
    """The function, and after so many calls the end."""
    left = [calls]

    def counted(*arguments: object) -> None:
        function(*arguments)
        left[0] -= 1
        if not left[0]:
            die()

    return counted


def die_at(point: str) -> None:
    """Arrange that this process is killed at a point of its way."""
    move_all = staging.Staging._move_all

    def killed(self: staging.Staging) -> None:
        die()

    if point == "written":
        staging.Staging._move_all = killed
    elif point == "folders":
        staging._flush = lambda path: die()
    elif point == "noted":
        staging._exchange = lambda pairs, run: die()
    elif point == "aside":
        staging._set_aside = after(staging._set_aside, 1)
    elif point == "first":
        staging._put = after(staging._put, 1)
    elif point == "moved":
        staging._exchange = after(staging._exchange, 1)
    elif point == "unlocked":
        staging.Staging._move_all = after(move_all, 1)
    else:
        raise ValueError(point)


def run_and_die(job: Job, temporary: str, point: str) -> None:
    """Run a job in this process, which ends at a point."""
    tempfile.tempdir = temporary
    die_at(point)
    perform(job)


def run_slowly(job: Job, temporary: str, ready: str, go: str) -> None:
    """Run a job, which waits with all written until a file `go` appears; exit code 0 when it ends well."""
    tempfile.tempdir = temporary
    move_all = staging.Staging._move_all

    def wait(self: staging.Staging) -> None:
        Path(ready).touch()
        while not os.path.exists(go):
            time.sleep(0.02)
        move_all(self)

    staging.Staging._move_all = wait
    sys.exit(0 if isinstance(perform(job), events.Finished) else 1)


def fresh_copy(template: Path, folder: Path) -> Path:
    """A copy of a folder with the dates of its files."""
    return Path(shutil.copytree(template, folder, symlinks=True))


if __name__ == "__main__":  # what a client takes for a Python: the real worker, which is killed at a point
    from diao_engine import cli

    die_at(sys.argv[1])
    sys.exit(cli.main(sys.argv[sys.argv.index("diao_engine") + 1 :]))
