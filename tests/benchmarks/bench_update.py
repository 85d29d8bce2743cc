# SPDX-License-Identifier: GPL-2.0-or-later
"""What `diao:update` takes for a change where nothing has changed: real mosaics against altered copies of themselves; prints a table.

.ci/tool engine -m tests.benchmarks.bench_update MODEL.onnx [cluster …]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import rasterio

from diao_engine.jobs import Segment, Update
from diao_engine.protocol.progress import silent
from diao_engine.run import segment, update

MOSAICS = Path(__file__).resolve().parents[3] / "shared" / "data" / "naip_ohio" / "mosaic"
LEAST = 0.9


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
}


def write_altered(source: Path, target: Path, change) -> None:
    """A copy of an image with other values."""
    with rasterio.open(source) as image:
        pixels, profile, meaning = image.read().astype(np.float32), image.profile, image.colorinterp
    with rasterio.open(target, "w", **profile) as sink:
        sink.colorinterp = meaning
        sink.write(np.clip(np.rint(change(pixels)), 0, 255).astype(np.uint8))


def main(model: str, clusters: list[str]) -> None:
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
                    job = Update(
                        map=old,
                        images=(new,),
                        model=model,
                        least_confidence=LEAST,
                        other_light=other_light,
                        output=str(Path(folder) / "now.tif"),
                    )
                    shares.append(update.run(job, silent())["changed_share"])
                print(f"| {cluster} | {name} | " + " | ".join(f"{share:.2%}" for share in shares) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or ["01"])
