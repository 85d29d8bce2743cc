# SPDX-License-Identifier: GPL-2.0-or-later
"""What set-up downloads, for every system and kind, by the sizes that the package index itself tells; prints a Markdown table.

make bench-setup

Nothing is downloaded: uv finds the exact packages, and their wheels are summed up. What comes from PyTorch's own index is told
only where that can be reached. `diao_engine/protocol/builds.py` and `resources/docs/platforms.md` hold the numbers.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomllib
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

from diao_engine.messages import Sentence
from diao_engine.protocol import builds, installers, making, systems
from diao_engine.protocol.builds import BUILDS, SIZES, Build, Choice
from diao_engine.protocol.installers import Run
from diao_engine.protocol.machine import Machine
from diao_engine.protocol.pip_settings import PipSettings

PYTHON = installers.STANDALONE_PYTHON
ARCHITECTURES = {"linux": "x86_64", "windows": "x86_64", "macos": "arm64"}
MEGABYTE = 1e6


def tags(system: str) -> list[Tag]:
    """The tags that a system takes, the best first."""
    version = tuple(map(int, PYTHON.split(".")))
    architecture = ARCHITECTURES[system]
    if system == "macos":
        platforms = list(mac_platforms((systems.NEWEST_MACOS, 0), architecture))
    else:
        platforms = systems.SYSTEMS[system].wheel_platforms(architecture)
        if system == "linux":  # names of older ones, which pip adds by itself
            platforms = [*platforms, f"manylinux2010_{architecture}", f"manylinux1_{architecture}"]
    return [*cpython_tags(version, platforms=platforms), *compatible_tags(version, platforms=platforms)]


def best_wheel(package: dict[str, Any], order: dict[Tag, int]) -> int:
    """Bytes of the wheel that an installer takes."""
    ranked = []
    for wheel in package["wheels"]:
        name = wheel["url"].split("#")[0].rsplit("/", 1)[-1]
        fitting = [order[tag] for tag in parse_wheel_filename(name)[3] if tag in order]
        if fitting:
            if "size" not in wheel:  # an old index, or a folder of files
                sys.exit(
                    f"The index does not tell the size of {name}; take another one, by PIP_CONFIG_FILE for example"
                )
            ranked.append((min(fitting), wheel["size"]))
    if not ranked:
        sys.exit(f"No wheel of {package['name']} {package['version']} fits")
    return min(ranked)[1]


def wheels(run: Run, program: str, choice: Choice, index: str) -> dict[str, int]:
    """Bytes by package, of all that a choice installs; CalledProcessError where uv finds no answer."""
    machine = choice.machine
    platform = systems.SYSTEMS[machine.system].uv_platform(machine.architecture)
    variables = {**installers.uv_variables(run), "MACOSX_DEPLOYMENT_TARGET": f"{systems.NEWEST_MACOS}.0"}
    with tempfile.TemporaryDirectory() as folder:
        wanted, exact = Path(folder) / "wanted.txt", Path(folder) / "pylock.toml"
        wanted.write_text("\n".join(choice.lines()), encoding="utf-8")
        options = ["--python-platform", platform, "--python-version", PYTHON, "--no-build", "--quiet"]
        options += [*(["--index", index] if index else []), "--format", "pylock.toml", "--output-file", str(exact)]
        subprocess.run(
            [program, "pip", "compile", *options, str(wanted)],
            check=True, capture_output=True, env={**os.environ, **variables},
        )  # fmt: skip
        packages = tomllib.loads(exact.read_text(encoding="utf-8"))["packages"]
    order = {tag: number for number, tag in enumerate(tags(machine.system))}
    return {package["name"]: best_wheel(package, order) for package in packages}


def rows() -> Iterator[tuple[str, Build, str]]:
    """Every system, kind and size; a size that adds the same everywhere is asked on every system once, with the CPU's kind."""
    for build in BUILDS.values():
        for system in dict.fromkeys(system for system, _ in build.weights):
            for size in SIZES if build.name == "cpu" else SIZES[:-1]:
                yield system, build, size


def main() -> None:
    """Ask and print."""
    run = Run(PipSettings.read(), making.downloads(), None, lambda line: None, lambda: False)
    program = making.find_uv(run)
    if program is None:
        sys.exit("uv is not to be had")
    write = sys.stdout.write
    write(
        "| system | kind | size | PyTorch from | packages | MB | MB told | heaviest |\n|:--|:--|:--|:--|--:|--:|--:|:--|\n"
    )
    for system, build, size in rows():
        choice = Choice(Machine(system, ARCHITECTURES[system], "none"), size, build, Sentence("build_without_gpu"))
        for index in dict.fromkeys([choice.torch_index, ""]):
            source = index or ("the usual index" if size in builds.WITH_TORCH else "")
            try:
                found = wheels(run, program, choice, index)
            except subprocess.CalledProcessError:
                write(f"| {system} | {build.name} | {size} | {source} | no answer | | {choice.weight.download} | |\n")
                continue
            heaviest = sorted(found, key=found.__getitem__, reverse=True)[:4]
            named = ", ".join(f"{name} {found[name] / MEGABYTE:.0f}" for name in heaviest)
            total = sum(found.values()) / MEGABYTE
            write(
                f"| {system} | {build.name} | {size} | {source} | {len(found)} | {total:.0f} | {choice.weight.download} | {named} |\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
