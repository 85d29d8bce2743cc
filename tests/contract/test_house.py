# SPDX-License-Identifier: GPL-2.0-or-later
"""Rules of the house that a reader relies on: who imports whom, sizes, broad excepts, one version."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
from pathlib import Path

import pytest

import diao_engine

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("diao_engine", "processing_provider", "plugin")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
EACH = pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])

LAYERS = (
    {"jobs", "protocol", "errors", "messages"},
    {"raster"},
    {"dataset", "model"},
    {"preparation", "metrics"},
    {"scoring", "synthesis", "training", "inference", "evaluation", "vectors", "comparison", "updating"},
    {"run"},
)
# Rooms of the dock, bottom to top; what is in one set never imports each other. Pages know each other by the session alone.
DOCK_LAYERS = ({"kit"}, {"runs"}, {"datasets"}, {"data", "balance", "train", "map", "history"})
SHARED_WITH_QGIS = {"jobs", "protocol", "errors", "messages"}
MODULE_LINES, FUNCTION_LINES = 400, 80
QGIS = {"qgis", "osgeo", "PyQt5", "PyQt6"}


def parts_of(path: Path) -> tuple[str, ...]:
    return path.relative_to(ROOT).with_suffix("").parts


def imported(path: Path) -> set[tuple[str, ...]]:
    """Dotted names of all that a module imports, relative ones resolved."""
    targets = set()
    parts = parts_of(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets |= {tuple(alias.name.split(".")) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = parts[: len(parts) - node.level] if node.level else ()
            stem = base + tuple((node.module or "").split(".") if node.module else ())
            targets |= {(*stem, alias.name) for alias in node.names}
    return targets


def layer(room: str) -> int | None:
    return next((number for number, rooms in enumerate(LAYERS) if room in rooms), None)


@EACH
def test_imports_go_one_way(path):
    package, *rest = parts_of(path)
    for target in imported(path):
        if package == "diao_engine":
            assert target[0] not in {*QGIS, "processing_provider", "plugin"}, target
            mine, other = layer(rest[0]), layer(target[1]) if target[0] == "diao_engine" and len(target) > 1 else None
            if mine is not None and other is not None and rest[0] != target[1]:
                assert other < mine or mine == other == 0, f"{rest[0]} imports {target[1]}"
        else:
            if "diao_engine" in target and len(target) > target.index("diao_engine") + 1:
                room = target[target.index("diao_engine") + 1]
                assert room in SHARED_WITH_QGIS or not (ROOT / "diao_engine" / room).is_dir(), target
            assert package != "processing_provider" or "plugin" not in target[:1], target


def dock_layer(room: str) -> int | None:
    return next((number for number, rooms in enumerate(DOCK_LAYERS) if room in rooms), None)


@EACH
def test_rooms_of_the_dock_are_entered_from_above(path):
    parts = parts_of(path)
    mine = dock_layer(parts[2]) if parts[:2] == ("plugin", "dock") and len(parts) > 3 else None
    if mine is None:
        return
    for target in imported(path):
        if target[:2] == ("plugin", "dock") and target[2] != parts[2]:
            other = dock_layer(target[2])
            assert other is None or other < mine, f"{parts[2]} imports {target[2]}"


def test_every_room_has_its_layer():
    rooms = {path.name for path in (ROOT / "diao_engine").iterdir() if (path / "__init__.py").is_file()}
    assert rooms == set().union(*LAYERS) - {"errors"}
    assert {path.parent.name for path in (ROOT / "plugin" / "dock").glob("*/__init__.py")} == set().union(*DOCK_LAYERS)


def test_the_import_test_can_fail():
    assert layer("run") > layer("scoring") > layer("dataset") > layer("raster") > layer("jobs")
    engine = imported(ROOT / "diao_engine/protocol/client.py")
    assert ("diao_engine", "errors", "EngineError") in engine


def test_what_qgis_imports_needs_the_standard_library_only():
    code = (
        "import sys, pkgutil, importlib; sys.path.insert(0, sys.argv[1]); import diao_engine\n"
        "for room in ('jobs', 'messages', 'protocol'):\n"
        "    package = importlib.import_module('diao_engine.' + room)\n"
        "    for found in pkgutil.iter_modules(package.__path__):\n"
        "        importlib.import_module(package.__name__ + '.' + found.name)\n"
        "import diao_engine.errors, diao_engine.cli\n"
        "foreign = {n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names) - {'diao_engine', '__main__'}\n"
        "sys.exit(' '.join(sorted(foreign)) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(ROOT)], check=False, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.returncode == 0


@EACH
def test_modules_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno - node.lineno < FUNCTION_LINES, node.name


@EACH
def test_every_module_names_its_licence(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# SPDX-License-Identifier: GPL-2.0-or-later\n")
    assert ast.get_docstring(ast.parse(text))


@EACH
def test_every_function_is_annotated(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.returns is not None or node.name == "__init__", node.name
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            bare = [argument.arg for argument in given if argument.annotation is None]
            assert set(bare) <= {"self", "cls"}, node.name


def test_everything_is_caught_in_two_places_only():
    broad = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "bare"
                swallows = not any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
                if caught in {"bare", "Exception", "BaseException"} and swallows:
                    broad.add(path.relative_to(ROOT).as_posix())
    in_the_window = {name for name in broad if name.startswith("plugin/")}
    assert broad - in_the_window == {"diao_engine/protocol/worker.py"}
    assert len(in_the_window) <= 1


def test_there_is_one_version():
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    version = metadata["general"]["version"]
    assert version == diao_engine.__version__
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_tests_have_no_packages_of_their_own():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_the_probe_uses_what_the_requirements_name():
    from diao_engine.protocol import probe

    own = {"base": probe.BASE_PACKAGES, "full": probe.FULL_PACKAGES, "cluster": probe.CLUSTER_PACKAGES}
    for size, packages in own.items():
        lines = (ROOT / "diao_engine" / "requirements" / f"{size}.txt").read_text().splitlines()
        named = {line.split(">")[0].strip() for line in lines if line and line[0] not in "#-"}
        assert named == set(packages.values())
