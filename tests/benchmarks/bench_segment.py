# SPDX-License-Identifier: GPL-2.0-or-later
"""What mapping costs beyond the model, and whether memory grows with the raster; prints Markdown tables.

make bench-segment
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS

from diao_engine.inference import external_models
from diao_engine.inference.confine import Needs
from diao_engine.inference.load import load_predictor
from diao_engine.inference.plan import WindowPlan
from diao_engine.inference.source import InferenceInput
from diao_engine.jobs import Segment
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model import package
from diao_engine.model.card import ModelCard, Normalisation
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.raster.georef import GeoRef
from diao_engine.raster.grid import Window
from diao_engine.raster.write import create_raster
from diao_engine.run import segment
from tests.benchmarks.timing import Taken, timed

ROOT = Path(__file__).resolve().parents[2]
BANDS, CLASSES, SIZE, OVERLAP, BATCH = 4, 6, 256, 32, 4
SHAPE, REPEATS = (1504, 1504), 3
TALL = ((2_000, 1024), (32_000, 1024))
CARD = ModelCard(
    classes=tuple(ClassInfo(value, f"class {value}", "#123456") for value in range(CLASSES)),
    bands=tuple(f"band {band}" for band in range(BANDS)),
    dtype="uint8",
    normalisation=Normalisation((0.0,) * BANDS, (255.0,) * BANDS, (110.0,) * BANDS, (50.0,) * BANDS),
    tile_size=SIZE,
    overlap=OVERLAP,
    divisor=32,
)


def write_network(path: Path) -> None:
    """The default network of the job train, with random weights."""
    from diao_engine.model.export import to_onnx
    from diao_engine.model.networks import build

    network = build("unet", "efficientnet_lite0", bands=BANDS, classes=CLASSES).eval()
    package.write(str(path), to_onnx(network, bands=BANDS, divisor=CARD.divisor), CARD)


def write_small_network(path: Path) -> None:
    """A pixelwise model: nothing but the work around it is left to measure."""
    from tests.engine.networks import pixelwise, save

    save(pixelwise(np.random.default_rng(0).normal(size=(CLASSES, BANDS))), path, card=CARD)


def write_raster(path: Path, shape: tuple[int, int], bands: int = BANDS) -> None:
    """Noise on waves: compresses like imagery, not like a drawing."""
    rng = np.random.default_rng(0)
    georef = GeoRef(CRS.from_epsg(32633), Affine(0.5, 0, 5e5, 0, -0.5, 5e6), shape)
    columns = np.arange(shape[1])
    with create_raster(str(path), georef, dtype="uint8", count=bands) as sink:
        for top in range(0, shape[0], 512):
            rows = np.arange(top, min(shape[0], top + 512))
            waves = 110 + 60 * np.sin(rows / 70)[:, None] * np.cos(columns / 90)
            noisy = waves + rng.normal(0, 12, (bands, *waves.shape))
            sink.write(noisy.clip(0, 255).astype("uint8"), window=rasterio.windows.Window(0, top, shape[1], len(rows)))


def model_alone(model: Path, raster: Path) -> tuple[float, float, int]:
    """Seconds and processor seconds that the model takes for the windows of the raster, all in memory, and their number."""
    predictor = load_predictor(str(model), device="cpu", trusted=False, needs=Needs(), report=silent())
    plan = WindowPlan.over(Window(0, 0, SHAPE[1], SHAPE[0]), SHAPE, size=SIZE, overlap=OVERLAP)
    (strip,) = plan.strips(CLASSES)
    normalise = external_models.normaliser(CARD, dtype="uint8", integers=False, report=silent())
    batches = list(InferenceInput(str(raster), None).batches(plan, strip, looks=[normalise], batch_size=BATCH))
    predictor.predict(batches[0].pixels)
    taken = timed(lambda number: predictor.predict(batches[number].pixels), times=len(batches))
    return taken.seconds * len(batches), taken.processor * len(batches), len(plan.grid)


def whole_job(model: Path, raster: Path, folder: Path) -> tuple[float, float, float]:
    """Seconds of the whole job; seconds and processor seconds without what comes before the first window (loading, a trial)."""
    first: list[Taken] = []

    def emit(event: object) -> None:
        if type(event).__name__ == "Progress" and not first:
            first.append(Taken.so_far())

    job = Segment(
        input=str(raster), model=str(model), batch_size=BATCH, device="cpu", output=str(folder / "map.tif"),
        confidence=str(folder / "confidence.tif"),
    )  # fmt: skip
    began = Taken.so_far()
    segment.run(job, ProgressReporter(emit))
    ended = Taken.so_far()
    return ended.since(began).seconds, *ended.since(first[0])


def peak_memory(model: Path, raster: Path, folder: Path) -> tuple[float, float]:
    """Peak resident memory in MB and seconds of the job in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_segment", "child", str(model), str(raster), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return tuple(json.loads(done.stdout))


def child(model: str, raster: str, folder: str) -> None:
    """The process that `peak_memory` measures."""
    seconds, *_ = whole_job(Path(model), Path(raster), Path(folder))
    # The kernel's high-water mark of this program alone; getrusage would carry over that of the parent.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    sys.stdout.write(json.dumps([int(status["VmHWM"].split()[0]) / 1024, seconds]))


def main() -> None:
    """Measure and print."""
    write = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raster, network, small = folder / "a.tif", folder / "network.onnx", folder / "small.onnx"
        write_raster(raster, SHAPE)
        write_network(network)
        write_small_network(small)
        write(
            f"{SHAPE[1]} × {SHAPE[0]} px, {BANDS} bands, {CLASSES} classes, windows of {SIZE} px with {OVERLAP} px overlap, batches "
            f"of {BATCH}, CPU, class and confidence rasters; best of {REPEATS}. CPU is the time of all threads.\n\n"
            "| model | windows | alone, s | mapping, s | ratio | CPU alone, s | CPU mapping, s | ratio | whole job, s | Mpx/s |\n"
            "|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
        )
        for label, model in (("U-Net, EfficientNet-lite0", network), ("one convolution", small)):
            alone, jobs = [], []
            for _ in range(REPEATS):  # in turns, so that a busy machine disturbs both
                *seconds, windows = model_alone(model, raster)
                alone.append(seconds)
                jobs.append(whole_job(model, raster, folder))
            total, mapping, used = (min(column) for column in zip(*jobs, strict=True))
            best, best_used = (min(column) for column in zip(*alone, strict=True))
            write(
                f"| {label} | {windows} | {best:.2f} | {mapping:.2f} | {mapping / best:.2f} | {best_used:.2f} | {used:.2f} "
                f"| {used / best_used:.2f} | {total:.2f} | {SHAPE[0] * SHAPE[1] / total / 1e6:.2f} |\n"
            )
        write(
            "\nPeak memory with the one convolution, in a process of its own:\n\n| raster | peak memory, MB | Mpx/s |\n|:--|--:|--:|\n"
        )
        for shape in TALL:
            write_raster(raster, shape)
            peak, seconds = peak_memory(small, raster, folder)
            write(f"| {shape[1]} × {shape[0]:,} px | {peak:.0f} | {shape[0] * shape[1] / seconds / 1e6:.1f} |\n")


if __name__ == "__main__":
    child(*sys.argv[2:]) if sys.argv[1:2] == ["child"] else main()
