# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training step costs beyond forward and backward, on the CPU and on a GPU where there is one; prints a Markdown table.

make bench-train; by hand with OMP_WAIT_POLICY=PASSIVE, as the worker has it: threads that wait in circles cost more than they do.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from diao_engine.dataset.store import TileDataset, load
from diao_engine.jobs import LayerRef, Train
from diao_engine.model import networks
from diao_engine.protocol.progress import ProgressReporter, silent
from diao_engine.scoring.imbalance import density_scores
from diao_engine.training import device as devices
from diao_engine.training import losses, normalise
from diao_engine.training.compute import Compute
from diao_engine.training.draws import Dose, Shown
from diao_engine.training.loop import Trainer
from diao_engine.training.samples import Batch, CropSampler, TilePixels
from tests.benchmarks.timing import Taken, timed
from tests.engine import landscape

# Enough for a table that does not change, and less than a minute on two cores.
STEPS = {"cpu": 4, "cuda": 100, "mps": 50}
REPEATS, WARM_UP = 3, 2
BANDS, CLASSES = 3, 3


class StepClock(ProgressReporter):
    """Notes wall and processor time at the beginning of each step."""

    def __init__(self) -> None:
        super().__init__(lambda event: None)
        self.at: list[Taken] = []

    def progress(self, fraction: float, code: str, /, **arguments: object) -> None:
        """Each step begins with it, and so does each batch that is measured."""
        self.at.append(Taken.so_far())


def pixels_of(dataset: TileDataset) -> TilePixels:
    """The training tiles, in memory."""
    pixels = TilePixels(dataset.train(), landscape.SCHEME, bands=BANDS, dtype="uint8")
    pixels.load(silent())
    return pixels


def sampler_of(job: Train, pixels: TilePixels, steps: int) -> CropSampler:
    """Crops as a training draws them by default, with a choice among candidates."""
    start = pixels.tiles.total()
    shown = Shown(
        start, tiles=len(pixels), batch_px=job.batch_size * job.crop_size**2, target=np.full(CLASSES, 1 / CLASSES),
        score=density_scores,
    )  # fmt: skip
    norm = normalise.measure((pixels.read(index) for index in range(len(pixels))), classes=CLASSES)
    return CropSampler(pixels, norm, job.crop_size, job.batch_size, steps, job.seed, Dose.of(job), shown)


def whole_steps(job: Train, pixels: TilePixels, compute: Compute, steps: int) -> Taken:
    """What a step takes of the training as it is, with the drawing of crops and all that follows the loss."""
    network = networks.build(job.architecture, job.encoder, bands=BANDS, classes=CLASSES)
    sampler = sampler_of(job, pixels, steps + WARM_UP)
    batch = next(sampler.batches(0))
    clock = StepClock()
    trainer = Trainer(
        network, job, sampler=sampler, validation=lambda: iter([batch]), loss=losses.cross_entropy,
        names=("a", "b", "c"), compute=compute, checkpoint=None, report=clock,
    )  # fmt: skip
    trainer.run()
    # The steps are launched ahead of a GPU, which is waited for at the end of the epoch: so to the first batch that is measured.
    return clock.at[steps + WARM_UP].since(clock.at[WARM_UP]).each(steps)


def alone(job: Train, batch: Batch, compute: Compute, steps: int) -> Taken:
    """The same of forward and backward alone, of a batch that lies on the device."""
    network = networks.build(job.architecture, job.encoder, bands=BANDS, classes=CLASSES)
    network = network.to(compute.device, memory_format=torch.channels_last).train()
    images, target = compute.move(batch)

    last = torch.zeros(())

    def step(number: int) -> None:
        nonlocal last
        network.zero_grad(set_to_none=True)
        loss = losses.cross_entropy(compute.logits(network, images), target)
        loss.backward()
        last = loss.detach()

    timed(step, times=WARM_UP, wait=lambda: float(last))
    return timed(step, times=steps, wait=lambda: float(last))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dataset = load(LayerRef(landscape.draw(folder, tile=256)))
        job = Train(dataset=LayerRef("tiles.gpkg"), model=str(folder / "m.onnx"), epochs=1, sampling="dynamic")
        pixels = pixels_of(dataset)
        sys.stdout.write(
            f"{job.architecture} with {job.encoder}, {job.batch_size} crops of {job.crop_size} px, {BANDS} bands; best of {REPEATS}. "
            "Processor time is that of all threads.\n\n"
            "| device | forward and backward, s | step, s | ratio | processor alone, s | processor step, s | ratio |\n"
            "|:--|--:|--:|--:|--:|--:|--:|\n"
        )
        for device in devices.present():
            compute, steps = Compute.on(device), STEPS[device.type]
            batch = next(sampler_of(job, pixels, 1).batches(0))
            found = []
            for _ in range(REPEATS):  # in turns, so that a busy machine disturbs both
                found.append((*alone(job, batch, compute, steps), *whole_steps(job, pixels, compute, steps)))
            seconds, used, step_seconds, step_used = (min(column) for column in zip(*found, strict=True))
            sys.stdout.write(
                f"| {devices.describe(device)} | {seconds:.3f} | {step_seconds:.3f} | {seconds / step_seconds:.2f} "
                f"| {used:.3f} | {step_used:.3f} | {used / step_used:.2f} |\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
