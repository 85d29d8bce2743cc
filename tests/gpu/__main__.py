# SPDX-License-Identifier: GPL-2.0-or-later
"""A GPU against the CPU of the same machine: the test of the devices, a training of two epochs, and mapping with its model.

make test-gpu. Ends with a failure where there is no GPU, and where one does not do the same as the CPU; prints speeds as ratios.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import rasterio

from diao_engine.inference import onnx_sessions
from diao_engine.jobs import LayerRef, Segment, Train
from diao_engine.protocol import events, machine, selftest
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.run import segment, train
from diao_engine.training import device as devices
from tests.benchmarks.bench_segment import write_raster
from tests.engine import landscape

SHAPE = (2048, 2048)
EPOCHS, STEPS = 2, 60
# Trainings that add up in another order part ways: what they end with is alike, not the same. A map by one model is the same but for
# pixels between two classes.
LARGEST_IOU_APART, LEAST_SAME_PIXELS = 0.1, 0.99


class Heard(ProgressReporter):
    """Keeps what is said and the durations of the epochs."""

    def __init__(self) -> None:
        super().__init__(self._hear)
        self.seconds: list[float] = []
        self.codes: list[str] = []

    def _hear(self, event: events.Event) -> None:
        if isinstance(event, events.Metric) and event.name == events.EPOCH_SECONDS:
            self.seconds.append(event.value)
        elif isinstance(event, events.Message):
            self.codes.append(event.text.code)
            sys.stderr.write(f"  {event.text.in_english()}\n")


def main() -> int:
    """Check and print; returns the exit code."""
    gpus = {"train": [found.type for found in devices.present()[1:]], "map": onnx_sessions.available()[:-1]}
    found = machine.detect()
    if found.kind == "none" and not gpus["train"]:
        sys.stderr.write("No GPU: neither the system nor torch knows of one.\n")
        return 1
    failures = of_selftest(found)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write = sys.stdout.write
        write("\n| what | device | CPU, s | GPU, s | ratio | result |\n|:--|:--|--:|--:|--:|:--|\n")
        failures += of_training(folder, gpus["train"])
        failures += of_mapping(folder, gpus["map"])
    for failure in failures:
        sys.stderr.write(f"FAILED: {failure}\n")
    return 1 if failures else 0


def of_selftest(found: machine.Machine) -> list[str]:
    """The lines of the test of the devices, and those that tell of a failure."""
    trials = selftest.examine(dict.fromkeys(selftest.TASKS, sys.executable), machine=found)
    told = list(map(str, selftest.told(trials)))
    sys.stdout.write("\n".join(told) + "\n")
    return [line for line, trial in zip(told, trials, strict=True) if trial.problem is not None]


def of_training(folder: Path, gpus: list[str]) -> list[str]:
    """Two epochs on the CPU and on the GPU; the first epoch, in which a GPU chooses its ways, does not count for the speed."""
    if not gpus:
        return ["torch finds no GPU"]
    dataset = landscape.draw(folder, tile=256, tiles=8)
    results = []
    for place, device in (("cpu", "cpu"), ("gpu", gpus[0])):
        job = Train(
            dataset=LayerRef(dataset), model=str(folder / f"{place}.onnx"), device=device, epochs=EPOCHS, steps_per_epoch=STEPS,
        )  # fmt: skip
        heard = Heard()
        results.append((train.run(job, heard)["miou"], heard.seconds[-1]))
    (cpu_iou, cpu), (gpu_iou, gpu) = results
    row("training", gpus[0], cpu, gpu, f"mean IoU {cpu_iou:.3f} and {gpu_iou:.3f}")
    return [] if abs(cpu_iou - gpu_iou) <= LARGEST_IOU_APART else ["the training on the GPU ends elsewhere"]


def of_mapping(folder: Path, offered: list[str]) -> list[str]:
    """The model that the CPU has trained, on a raster; the second of two runs counts."""
    if not offered:
        return ["ONNX Runtime has no package for a GPU here"]
    raster, model = folder / "a.tif", folder / "cpu.onnx"
    if not model.exists():
        return ["there is no model to map with"]
    write_raster(raster, SHAPE, bands=3)
    maps, seconds, failures = [], [], []
    for place, device in (("cpu", "cpu"), ("gpu", offered[0])):
        for _ in range(2):
            heard, output = Heard(), folder / f"{place}.tif"
            began = time.perf_counter()
            segment.run(Segment(input=str(raster), model=str(model), device=device, output=str(output)), heard)
            took = time.perf_counter() - began
        seconds.append(took)
        with rasterio.open(output) as source:
            maps.append(source.read(1))
    cpu, gpu = maps
    same = float((cpu == gpu).mean())
    bits = "16 bits" if "runs_in_half" in heard.codes else "32 bits"
    row("mapping", offered[0], *seconds, f"{same:.2%} of the pixels alike, {bits}")
    if same < LEAST_SAME_PIXELS:
        failures.append("the map of the GPU is another one")
    if len(np.unique(cpu)) < 2:
        failures.append("the map shows one class only, so it tells nothing")
    return failures


def row(what: str, device: str, cpu: float, gpu: float, result: str) -> None:
    """A line of the table."""
    sys.stdout.write(f"| {what} | {device} | {cpu:.2f} | {gpu:.2f} | {cpu / gpu:.1f} | {result} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
