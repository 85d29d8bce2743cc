# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes the pictures of the dock in the README: QGIS in a virtual screen, in its light and in its dark theme.

make pictures [FOLDER=folder]: dock-light.jpg, dock-dark.jpg, the whole windows, and contact.jpg, which shows synthetic tiles of the
drawn landscape; copies of them lie in `resources/docs`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import demo
import landscape

REPOSITORY = Path(__file__).resolve().parents[2]
THEMES = {"light": "default", "dark": "Night Mapping"}
SIDE = 1024  # m


def main(folder: Path) -> None:
    """Draw the landscape once, then start QGIS for each theme."""
    for theme, name in THEMES.items():
        place = folder / theme
        place.mkdir(parents=True)
        with tempfile.TemporaryDirectory(prefix="diao-pictures-") as scratch:
            _, labels = landscape.write(place, SIDE, seed=7)
            demo.Qgis(Path(scratch)).script("style", str(labels), "class", json.dumps(landscape.COLORS))
            tour(place, theme, profile(Path(scratch) / "tour", name))


def profile(folder: Path, theme: str, *, language: str = "en_US", is_new: bool = False) -> Path:
    """A QGIS profile with the plugin switched on, in a theme; one that is new has not met the plugin's welcome yet."""
    home = folder / "profiles" / "default"
    (home / "python" / "plugins").mkdir(parents=True)
    os.symlink(REPOSITORY, home / "python" / "plugins" / "diao")
    settings = home / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir()
    settings.write_text(
        "[PythonPlugins]\ndiao=true\nprocessing=true\n[qgis]\ncheckVersion=false\nshowTips=false\n"
        f"[locale]\noverrideFlag=true\nuserLocale={language}\n[UI]\nUITheme={theme}\n"
        + ("" if is_new else "[diao]\nwelcomed=true\n")
    )
    return folder


def tour(folder: Path, theme: str, profiles: Path) -> None:
    """Run the tour; stops with what went wrong."""
    runtime = profiles / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(profiles), "XDG_RUNTIME_DIR": str(runtime), "PYTHONDONTWRITEBYTECODE": "1",
        "DIAO_ENGINE_PYTHON": os.environ["DIAO_ENGINE_PYTHON"], "TOUR_FOLDER": str(folder), "TOUR_THEME": theme,
        "TOUR_WEIGHTS": demo.encoder_weights(),
    }  # fmt: skip
    command = [
        "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "qgis", "--nologo", "--noversioncheck",
        "--profiles-path", str(profiles), "--code", str(Path(__file__).with_name("dock_tour.py")),
    ]  # fmt: skip
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    told = folder / "failed.txt"
    if done.returncode != 0 or not told.exists() or told.read_text():
        sys.exit(f"{told.read_text() if told.exists() else done.stderr}\nexit code {done.returncode}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
