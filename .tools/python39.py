# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks that QGIS's own Python, which is 3.9 in its bundles, can run what it imports.

ruff refuses newer syntax there (see `per-file-target-version` in pyproject.toml, which names the files). This asks vermin for
newer functions, arguments and modules, looks for unions that are evaluated at run time, which neither finds, and imports all
of it under a real Python 3.9 where this machine has one.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION = "3.9"

_TYPES = {
    *("None", "bool", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "object", "set", "str", "tuple"),
    *("type", "Any", "Callable", "Iterable", "Iterator", "Mapping", "Path", "Sequence"),
}

# Every module of QGIS is a stand-in here, with a class under each name: only the definitions at import are run.
_IMPORT_ALL = """
import importlib, importlib.abc, importlib.machinery, pkgutil, sys, types

class Names(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn
    def __or__(cls, other):
        return cls
    __add__ = __or__

class StandIn(metaclass=Names):
    def __init__(self, *values, **more):
        pass
    def __call__(self, *values, **more):
        return self
    def __getattr__(self, name):
        return StandIn
    def __ge__(self, other):  # a version, of which the oldest is stood in for
        return False

class Module(types.ModuleType):
    __path__ = ()
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn

class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        known = name.partition(".")[0] in ("qgis", "osgeo")
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if known else None
    def create_module(self, spec):
        return Module(spec.name)
    def exec_module(self, module):
        pass

sys.meta_path.insert(0, Finder())
sys.path.insert(0, sys.argv[1])
assert sys.version_info[:2] == (3, 9), sys.argv[0]
for name in sys.argv[2:]:
    importlib.import_module(name)
print(len(sys.argv) - 2, "modules imported under Python", sys.version.partition(" ")[0])
"""


def files() -> list[Path]:
    """The modules that QGIS's own Python imports."""
    with open(ROOT / "pyproject.toml", "rb") as file:
        targets = tomllib.load(file)["tool"]["ruff"]["per-file-target-version"]
    return sorted({path for pattern, target in targets.items() if target == "py39" for path in ROOT.glob(pattern)})


def runtime_unions(source: str) -> list[int]:
    """Lines with a union of types, `int | str`, that is evaluated: outside of annotations, which are not."""
    return sorted(
        node.lineno
        for node in _evaluated(ast.parse(source))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.BitOr)
        and (_is_type(node.left) or _is_type(node.right))
    )


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """A node and those below it, without annotations."""
    yield node
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _evaluated(child)


def _is_type(node: ast.expr) -> bool:
    if isinstance(node, ast.Subscript):
        return _is_type(node.value)
    if isinstance(node, ast.Constant):
        return node.value is None
    return isinstance(node, ast.Name) and node.id in _TYPES


def newer_features(paths: list[Path]) -> str:
    """What vermin says of files that need more than 3.9; empty when none does."""
    options = ["--no-tips", "--quiet", "--violations", f"--target={VERSION}-"]
    command = [sys.executable, "-c", "import vermin; vermin.main()", *options, *map(str, paths)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def interpreter() -> str | None:
    """A real Python 3.9: on the PATH or among those of pyenv, whose command on the PATH may stand for none."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    candidates = [shutil.which(f"python{VERSION}"), *sorted(versions.glob(f"{VERSION}.*/bin/python{VERSION}"))]
    return next((str(path) for path in candidates if path and _starts(str(path))), None)


def _starts(python: str) -> bool:
    return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0


def import_all(python: str) -> subprocess.CompletedProcess[str]:
    """Import every module of the side of QGIS with an interpreter, from a package `diao` as in QGIS."""
    names = [".".join(("diao", *path.relative_to(ROOT).with_suffix("").parts)) for path in files()]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith(".__main__")]
    with tempfile.TemporaryDirectory(prefix="diao-python39-") as folder:
        os.symlink(ROOT, Path(folder, "diao"), target_is_directory=True)
        command = [python, "-I", "-B", "-W", "error", "-c", _IMPORT_ALL, folder, *names]
        return subprocess.run(command, check=False, capture_output=True, text=True)


def main() -> int:
    """Check, say what is wrong, and whether there was a real 3.9."""
    paths = files()
    unions = [
        f"{path.relative_to(ROOT)}:{line}: a union of types is evaluated, which needs 3.10"
        for path in paths
        for line in runtime_unions(path.read_text(encoding="utf-8"))
    ]
    wrong = [text for text in (newer_features(paths), *unions) if text]
    python = interpreter()
    if python is None:
        sys.stdout.write(f"No Python {VERSION} here: {len(paths)} modules checked by their text alone.\n")
    else:
        done = import_all(python)
        wrong += [done.stderr] if done.returncode else []
        sys.stdout.write(done.stdout)
    sys.stderr.write("".join(text.rstrip() + "\n" for text in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
