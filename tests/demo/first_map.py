# SPDX-License-Identifier: GPL-2.0-or-later
"""Times the way from an empty profile to the first map, through the dock in a real QGIS window.

make first-map [FOLDER=folder] [ARGUMENTS=…]: prints the minutes and the clicks of each step. Nothing is there at the beginning: no
profile, no environment of the engine, no packages in a cache. With `--engine` the set-up is left out, for a look at the rest. On
the way the pictures of the help are taken, where `--pictures` names a folder for them (make help-pictures).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import demo
import dock_pictures
from PIL import Image

LIMIT = 2 * 3600
HELP_PICTURES, COLORS = ("welcome", "data", "balance", "train", "map"), 256
# What the network of the machine may need, for the packages of the engine.
NETWORK = ("PIP_", "SSL_", "HTTP", "http", "NO_PROXY", "no_proxy", "REQUESTS_")


def main(folder, engine, *, language, pictures):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="diao-first-map-") as scratch:
        profiles = dock_pictures.profile(Path(scratch) / "home", "default", language=language, is_new=True)
        steps = walked(folder, profiles, engine)
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    for name in HELP_PICTURES if pictures else ():
        with Image.open(folder / f"{name}.png") as picture:  # a few colours do: they are in the zip
            picture.convert("RGB").quantize(COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                pictures / f"{name}.png", optimize=True
            )
    width = max(len(step["name"]) for step in steps)
    for step in steps:
        print(
            f"{step['name']:<{width}}  {step['seconds'] / 60:6.1f} min  {step['clicks']:2d} clicks  {step['note']}".rstrip()
        )
    seconds, clicks = (sum(step[key] for step in steps) for key in ("seconds", "clicks"))
    print(f"{'in all':<{width}}  {seconds / 60:6.1f} min  {clicks:2d} clicks")


def walked(folder, profiles, engine):
    """The steps that the window has gone through; stops with what went wrong there."""
    runtime = profiles / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {
        **{name: value for name, value in os.environ.items() if name.startswith(NETWORK)},
        "PATH": "/usr/bin:/bin", "HOME": str(profiles), "XDG_RUNTIME_DIR": str(runtime), "PYTHONDONTWRITEBYTECODE": "1",
        "TOUR_FOLDER": str(folder), "TOUR_WEIGHTS": demo.encoder_weights(),
        **({"DIAO_ENGINE_PYTHON": engine} if engine else {"DIAO_HOME": str(profiles / "engine")}),
    }  # fmt: skip
    command = [
        "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "qgis", "--nologo", "--noversioncheck",
        "--profiles-path", str(profiles), "--code", str(Path(__file__).with_name("first_map_tour.py")),
    ]  # fmt: skip
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=LIMIT)
    told = folder / "first-map.json"
    result = json.loads(told.read_text()) if told.is_file() else {"failed": done.stderr, "steps": []}
    if result["failed"]:
        sys.exit(f"{json.dumps(result['steps'], indent=1)}\n{result['failed']}\nexit code {done.returncode}")
    return result["steps"]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--engine", default="", help="a Python of the engine that is there; the set-up is left out")
    arguments.add_argument("--language", default="en_US", help="of the window")
    arguments.add_argument("--pictures", type=Path, help="a folder for the pictures of the help")
    given = arguments.parse_args()
    main(given.folder.resolve(), given.engine, language=given.language, pictures=given.pictures)
