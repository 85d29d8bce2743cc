# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds the zip for the plugin repository: one top folder `diao`, what runs, its licence, and nothing else.

The same tree gives the same bytes. Translations are compiled, and the pages of the help made, on the way.
"""

from __future__ import annotations

import argparse
import configparser
import importlib.util
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = ("__init__.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
FOLDERS = ("plugin", "processing_provider", "diao_engine", "resources")
SUFFIXES = {".py", ".txt", ".md", ".svg", ".png", ".jpg", ".qml", ".model3", ".html", ".jinja", ".css", ".json"}
SAMPLE = "resources/sample/"  # its image, labels and model are data; nothing else in the package is
SAMPLE_SUFFIXES = {".tif", ".gpkg", ".qml", ".onnx"}
LEFT_OUT = (  # of use in a checkout only; the pages of the help are made anew
    "resources/i18n/update.py", "resources/i18n/qm.py", "resources/models/build.py", "resources/docs/architecture.md",
    "resources/help/build.py",
    "resources/help/source/", "resources/help/en/", "resources/help/de/",
)  # fmt: skip
_FOR_DEVELOPERS = re.compile(
    r"^## Development\n.*?(?=^Licence: )", re.MULTILINE | re.DOTALL
)  # in the README; its pages stay out
_TIMESTAMP = (2020, 1, 1, 0, 0, 0)


def build(target: Path, root: Path = ROOT) -> Path:
    """Write diao-VERSION.zip into a folder and return its path."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(root / "metadata.txt", encoding="utf-8")
    target.mkdir(parents=True, exist_ok=True)
    archive = target / f"diao-{metadata['general']['version']}.zip"
    with tempfile.TemporaryDirectory() as compiled:
        content = dict(_sources(root)) | dict(_translations(root, Path(compiled))) | dict(_help(Path(compiled)))
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            for name in sorted(content):
                entry = zipfile.ZipInfo(f"diao/{name}", _TIMESTAMP)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(entry, _bytes_of(name, content[name]))
    return archive


def _bytes_of(name: str, path: Path) -> bytes:
    """The content of a file of the zip; the README of a user has no part for developers."""
    if name != "README.md":
        return path.read_bytes()
    text, count = _FOR_DEVELOPERS.subn("", path.read_text(encoding="utf-8"))
    if count != 1:
        raise SystemExit("README.md has no section Development that ends at its licence line.")
    return text.encode()


def _sources(root: Path) -> Iterator[tuple[str, Path]]:
    for name in FILES:
        if not (root / name).is_file():
            raise SystemExit(f"{name} is missing; the package needs it.")
        yield name, root / name
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
            wanted = SAMPLE_SUFFIXES if name.as_posix().startswith(SAMPLE) else SUFFIXES
            if path.is_file() and not hidden and path.suffix in wanted and not name.as_posix().startswith(LEFT_OUT):
                yield name.as_posix(), path


def _translations(root: Path, compiled: Path) -> Iterator[tuple[str, Path]]:
    sys.path.insert(0, str(ROOT / "resources" / "i18n"))
    import qm
    import update

    folder = root / "resources" / "i18n"
    for source in update.translations(folder):
        target = compiled / f"{source.stem}.qm"
        qm.compile_translation(source, target)
        yield (folder / target.name).relative_to(root).as_posix(), target


def _help(made: Path) -> Iterator[tuple[str, Path]]:
    tool = ROOT / "resources" / "help" / "build.py"
    spec = importlib.util.spec_from_file_location("help_tool", tool)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{tool} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for path in module.build(made):
        yield f"resources/help/{path.relative_to(made).as_posix()}", path


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    made = build(arguments.parse_args().folder)
    sys.stdout.write(f"{made} ({made.stat().st_size / 1000:.0f} kB)\n")
