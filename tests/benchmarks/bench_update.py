# SPDX-License-Identifier: GPL-2.0-or-later
"""What `diao:update` takes for a change where nothing has changed, what it finds where something has, and what it costs; three tables.

The first: real mosaics against altered copies of themselves. The second: against copies with ground of another mosaic set into them,
whose labels say which pixels have become another class, and which. The third: an image on a server, mapped by a model that costs
nothing, so that reading and writing are left, in one light and in three.

.ci/tool engine -m tests.benchmarks.bench_update MODEL.onnx [cluster …]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from scipy import ndimage

from diao_engine.jobs import Segment, Update
from diao_engine.protocol.progress import silent
from diao_engine.run import segment, update
from tests.benchmarks.bench_segment import write_raster, write_small_network
from tests.server import serving

MOSAICS = Path(__file__).resolve().parents[3] / "shared" / "data" / "naip_ohio" / "mosaic"
LEAST = 0.9
COST_SHAPE = (2500, 2500)
# MB of blocks that GDAL keeps: an image that is larger than the memory of a computer cannot be kept.
COST_CACHE = "8"


def shifted(pixels: np.ndarray) -> np.ndarray:
    """What is seen half a pixel further to the right and down: the mean of four neighbours."""
    wide = np.pad(pixels, ((0, 0), (0, 1), (0, 1)), mode="edge")
    return (wide[:, :-1, :-1] + wide[:, 1:, :-1] + wide[:, :-1, 1:] + wide[:, 1:, 1:]) / 4


ALTERED = {
    "itself": lambda pixels: pixels,
    "half a pixel further": shifted,
    "10 % brighter": lambda pixels: pixels * 1.1,
    "10 % darker": lambda pixels: pixels * 0.9,
    "15 % darker": lambda pixels: pixels * 0.85,
    "red 10 % brighter": lambda pixels: pixels * np.array([1.1, 1, 1, 1])[:, None, None],
    "near infrared 10 % darker": lambda pixels: pixels * np.array([1, 1, 1, 0.9])[:, None, None],
    "blurred by a pixel": lambda pixels: ndimage.gaussian_filter(pixels, (0, 1, 1)),
}
# Its ground is set into the others.
OTHER = "00"


def write_altered(source: Path, target: Path, change) -> None:
    """A copy of an image with other values."""
    with rasterio.open(source) as image:
        pixels, profile, meaning = image.read().astype(np.float32), image.profile, image.colorinterp
    with rasterio.open(target, "w", **profile) as sink:
        sink.colorinterp = meaning
        sink.write(np.clip(np.rint(change(pixels)), 0, 255).astype(np.uint8))


def main(model: str, clusters: list[str]) -> None:
    """Print all tables for a model."""
    nothing_changed(model, clusters)
    something_changed(model, clusters)
    what_it_costs()


def nothing_changed(model: str, clusters: list[str]) -> None:
    """The share of the ground that has another class afterwards."""
    print("| mosaic | against | mapped anew | update, one light | update |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        old, new, anew = (str(Path(folder) / name) for name in ("old.tif", "new_20240101.tif", "anew.tif"))
        for cluster in clusters:
            source = MOSAICS / f"cluster{cluster}_image.tif"
            segment.run(Segment(input=str(source), model=model, output=old), silent())
            for name, change in ALTERED.items():
                write_altered(source, Path(new), change)
                segment.run(Segment(input=new, model=model, output=anew), silent())
                with rasterio.open(old) as first, rasterio.open(anew) as second:
                    shares = [float((first.read(1) != second.read(1)).mean())]
                for other_light in (False, True):
                    shares.append(updated(model, old, new, other_light=other_light)["changed_share"])
                print(
                    f"| {cluster} | {name} | " + " | ".join(f"{100 * share:.2f} %" for share in shares) + " |",
                    flush=True,
                )


def something_changed(model: str, clusters: list[str]) -> None:
    """Of the pixels that have become another class the share that has that class afterwards."""
    print("\n| mosaic | pixels of another class | mapped anew | update, one light | update |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        old, new, anew = (str(Path(folder) / name) for name in ("old.tif", "new_20240101.tif", "anew.tif"))
        for cluster in clusters:
            source, other = (MOSAICS / f"cluster{name}_image.tif" for name in (cluster, OTHER))
            was, becomes = (read(str(path).replace("_image", "_mask"))[0] for path in (source, other))
            height, width = np.minimum(was.shape, becomes.shape)
            set_in = read(str(other))[:, :height, :width]
            write_altered(source, Path(new), lambda pixels, set_in=set_in: with_ground(pixels, set_in))
            segment.run(Segment(input=str(source), model=model, output=old), silent())
            segment.run(Segment(input=new, model=model, output=anew), silent())
            becomes = becomes[:height, :width]
            changed = becomes != was[:height, :width]
            outputs = [anew, *(updated(model, old, new, other_light=light)["output"] for light in (False, True))]
            shares = [float((read(path)[0, :height, :width] == becomes)[changed].mean()) for path in outputs]
            print(
                f"| {cluster} | {changed.sum():,} | " + " | ".join(f"{100 * share:.0f} %" for share in shares) + " |",
                flush=True,
            )


def what_it_costs() -> None:
    """Seconds, megabytes that the server sent, and the most memory in use, of a process for each."""
    print("\n| lights | seconds | processor seconds | MB read | most memory, MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "served").mkdir()
        write_small_network(place / "small.onnx")
        write_raster(place / "served" / "image_20240101.tif", COST_SHAPE)
        for lights, option in ((1, "--no-other-light"), (3, "--other-light")):
            with serving(place / "served") as server:
                command = [
                    sys.executable, "-m", "diao_engine", "update", "--images", f"/vsicurl/{server.address}/image_20240101.tif",
                    "--model", str(place / "small.onnx"), "--output", str(place / f"map{lights}.tif"), "--device", "cpu", option,
                ]  # fmt: skip
                began = time.perf_counter()
                running = subprocess.Popen(
                    command, stdout=subprocess.DEVNULL, env={**os.environ, "GDAL_CACHEMAX": COST_CACHE}
                )
                _, status, used = os.wait4(running.pid, 0)
                seconds = time.perf_counter() - began
                if status:
                    raise SystemExit(f"update has failed: {status}")
                read = server.sent(r"\.tif$") / 1e6
            work = used.ru_utime + used.ru_stime
            print(f"| {lights} | {seconds:.1f} | {work:.1f} | {read:.0f} | {used.ru_maxrss / 1024:.0f} |", flush=True)


def with_ground(pixels: np.ndarray, set_in: np.ndarray) -> np.ndarray:
    """An image (band, row, column) with other pixels in its upper left corner."""
    joined = pixels.copy()
    joined[:, : set_in.shape[1], : set_in.shape[2]] = set_in
    return joined


def updated(model: str, old: str, new: str, *, other_light: bool) -> dict[str, Any]:
    """Outputs of an update of a map by an image."""
    job = Update(
        map=old, images=(new,), model=model, least_confidence=LEAST, other_light=other_light,
        output=str(Path(old).with_name(f"now{other_light:d}.tif")),
    )  # fmt: skip
    return update.run(job, silent())


def read(path: str) -> np.ndarray:
    """The pixels of a raster (band, row, column)."""
    with rasterio.open(path) as source:
        return np.asarray(source.read())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or ["01"])
