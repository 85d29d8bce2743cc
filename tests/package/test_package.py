# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip against the rules of the plugin repository: layout, metadata, size, and what its security scan blocks."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 25 * 1000 * 1000
# What the repository asks for on upload.
REQUIRED_KEYS = {
    "name", "description", "about", "version", "qgisMinimumVersion", "qgisMaximumVersion", "author", "email", "homepage",
    "tracker", "repository", "tags", "category", "icon", "license", "hasProcessingProvider", "changelog",
}  # fmt: skip
TEXT = {".py", ".txt", ".md", ".svg", ".qml", ".model3", ".html", ".jinja", ".css", ".json", ""}
SAMPLE = "diao/resources/sample/"
BANNED_NAMES = {"__pycache__", "__MACOSX", "tests", "node_modules", ".git"}
BANNED_MODULES = {"pickle", "cPickle", "dill", "shelve", "marshal", "telnetlib", "ftplib", "jsonpickle"}
BANNED_CALLS = {
    "exec", "eval", "compile", "os.system", "os.popen", "tempfile.mktemp", "tarfile.open", "yaml.load", "pickle.loads",
    "shutil.unpack_archive", "ssl._create_unverified_context", "hashlib.md5", "hashlib.sha1", "numpy.load", "np.load",
    "__import__",
}  # fmt: skip


@pytest.fixture(scope="session")
def tool():
    spec = importlib.util.spec_from_file_location("package_tool", ROOT / ".tools" / "package.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def archive(tool, tmp_path_factory):
    return tool.build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def content(archive):
    with zipfile.ZipFile(archive) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="session")
def metadata(content):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(content["diao/metadata.txt"].decode())
    return dict(parser["general"])


def test_the_name_carries_the_version(archive, metadata):
    assert archive.name == f"diao-{metadata['version']}.zip"
    assert archive.stat().st_size < MOST_BYTES


def test_the_same_tree_gives_the_same_bytes(tool, archive, tmp_path):
    assert tool.build(tmp_path).read_bytes() == archive.read_bytes()


def test_there_is_one_top_folder_with_a_valid_name(content):
    tops = {PurePosixPath(name).parts[0] for name in content}
    assert tops == {"diao"}
    assert "diao".isidentifier()


def test_what_must_be_inside_is(content):
    for name in ("metadata.txt", "__init__.py", "LICENSE", "README.md", "CHANGELOG.md", "diao_engine/requirements/base.txt",
                 "diao_engine/requirements/full.txt", "diao_engine/__main__.py"):  # fmt: skip
        assert f"diao/{name}" in content
    assert b"GNU GENERAL PUBLIC LICENSE" in content["diao/LICENSE"]
    assert b"Version 2, June 1991" in content["diao/LICENSE"]


def test_every_module_of_the_tree_is_inside(content):
    for package in ("plugin", "processing_provider", "diao_engine"):
        for path in (ROOT / package).rglob("*.py"):
            assert f"diao/{path.relative_to(ROOT).as_posix()}" in content


def test_every_template_of_the_tree_is_inside(content):
    templates = sorted((ROOT / "diao_engine").rglob("*.jinja"))
    assert templates
    for path in templates:
        assert content[f"diao/{path.relative_to(ROOT).as_posix()}"] == path.read_bytes()


def test_the_translations_are_inside_compiled(content):
    for source in (ROOT / "resources" / "i18n").glob("diao_*.ts"):
        assert content[f"diao/resources/i18n/{source.stem}.qm"].startswith(b"\x3c\xb8\x64\x18")
    assert "diao/resources/i18n/diao_de.qm" in content
    assert not any(name.endswith(".ts") for name in content)


def test_what_is_of_use_in_a_checkout_only_is_not_inside(content):
    for name in ("CONTRIBUTING.md", "Makefile", "resources/docs/architecture.md", "resources/i18n/update.py",
                 "resources/i18n/qm.py", "resources/models/build.py", "resources/help/build.py"):  # fmt: skip
        assert (ROOT / name).is_file()
        assert f"diao/{name}" not in content
    assert not [name for name in content if name.startswith("diao/resources/") and name.endswith(".py")]


def test_pages_link_to_what_is_inside(content):
    """Pictures too; addresses of the web are left to whoever follows them."""
    pages = [name for name in content if name.endswith(".md")]
    targets = set()
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)", content[page].decode()):
            if "://" not in target:
                targets.add(posixpath.normpath(f"{PurePosixPath(page).parent}/{target}"))
    assert {"diao/resources/docs/demo.jpg", "diao/resources/docs/method.md"} <= targets
    assert targets <= set(content)


def test_the_readme_of_a_user_has_no_part_for_developers(content):
    text = content["diao/README.md"].decode()
    assert "## Development" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "## Development" not in text
    assert text.rstrip().endswith("Licence: GPL-2.0-or-later.")


def test_addresses_stand_in_one_file(content, metadata):
    """They are placeholders until a person gives real ones; whoever does needs to change `metadata.txt` alone."""
    addresses = [metadata[key].partition("://")[2] for key in ("homepage", "repository", "tracker")] + [
        metadata["email"]
    ]
    for name, data in content.items():
        if name != "diao/metadata.txt":
            assert not [address for address in addresses if address.encode() in data], name
    for path in (ROOT / "CONTRIBUTING.md", ROOT / "Makefile", ROOT / "resources/docs/architecture.md"):
        assert not [address for address in addresses if address in path.read_text(encoding="utf-8")], path.name


def test_nothing_hidden_compiled_or_foreign_is_inside(content):
    for name in content:
        parts = PurePosixPath(name).parts
        assert not BANNED_NAMES & set(parts), name
        assert not any(part.startswith(".") for part in parts), name
        assert re.fullmatch(r"[A-Za-z0-9_./-]+", name), name
        data = {".tif", ".gpkg", ".onnx"} if name.startswith(SAMPLE) else set()
        data |= {".jpg"} if name.startswith("diao/resources/docs/") else set()
        assert PurePosixPath(name).suffix in TEXT | {".png", ".qm"} | data, name


def test_the_sample_is_inside_and_small(content):
    names = {"image.tif", "labels.gpkg", "labels.qml", "model.onnx"}
    assert {name.removeprefix(SAMPLE) for name in content if name.startswith(SAMPLE)} == names
    assert len(content[SAMPLE + "model.onnx"]) < 500_000
    assert sum(len(content[SAMPLE + name]) for name in names) < 1_300_000


def test_there_are_no_binaries(content):
    for name, data in content.items():
        suffix = PurePosixPath(name).suffix
        if suffix in TEXT:
            assert b"\0" not in data, name
            data.decode("utf-8")
        elif suffix == ".png":
            assert data.startswith(b"\x89PNG")
            assert len(data) < 1_000_000, name


def test_the_metadata_are_complete(metadata):
    assert set(metadata) >= REQUIRED_KEYS
    assert all(value.strip() for value in metadata.values())
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert metadata["hasProcessingProvider"] == "yes"
    assert "supportsQt6" not in metadata


def test_the_metadata_keep_the_repository_s_rules(metadata, content):
    assert "plugin" not in metadata["name"].lower()
    assert "/" not in metadata["author"]
    for key in ("homepage", "tracker", "repository"):
        assert metadata[key].startswith("https://"), key
    assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", metadata["email"])
    assert metadata["icon"].endswith(".png")
    assert f"diao/{metadata['icon']}" in content
    assert "GPL" in metadata["license"]
    assert "torch" in metadata["about"]  # external dependencies have to be named there
    assert "DIAO-CP" in metadata["about"]
    assert metadata["changelog"].strip().startswith(metadata["version"])
    assert len(metadata["description"]) < 200


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def banned(tree: ast.Module) -> list[str]:
    """What the security scan blocks, or warns of where we have no need for it."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in BANNED_MODULES:
            found.append(node.module)
        elif isinstance(node, ast.Call):
            options = {word.arg: word.value for word in node.keywords}
            name = called(node)
            if name in BANNED_CALLS or name.split(".")[0] in BANNED_MODULES or name.endswith((".extractall", ".exec_")):
                found.append(name)
            if "shell" in options and ast.unparse(options["shell"]) != "False":
                found.append(f"{name}(shell)")
            if name == "torch.load" and ast.unparse(options.get("weights_only", ast.Constant(None))) != "True":
                found.append(name)
            if name.endswith(".chmod") and len(node.args) > 1 and "777" in ast.unparse(node.args[1]):
                found.append(name)
            if "verify" in options and ast.unparse(options["verify"]) == "False":
                found.append(f"{name}(verify=False)")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "-----BEGIN" in node.value:
            found.append("a key")
    return found


def test_the_security_scan_finds_nothing(content):
    found = {
        name: banned(ast.parse(data))
        for name, data in content.items()
        if name.endswith(".py") and banned(ast.parse(data))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code",
    ["eval('1')", "exec('1')", "pickle.load(file)", "from pickle import loads", "subprocess.run('x', shell=True)",
     "torch.load(path)", "torch.load(path, weights_only=False)", "archive.extractall(folder)", "os.system('x')",
     "requests.get(url, verify=False)"],
)  # fmt: skip
def test_the_scan_itself_can_fail(code):
    assert banned(ast.parse(code))


def test_the_scan_lets_the_rest_pass():
    assert not banned(ast.parse("torch.load(path, weights_only=True)\nmodel.eval()\nsubprocess.run(['x'])"))


def test_qt_is_imported_from_qgis_only(content):
    for name, data in content.items():
        if name.endswith(".py"):
            for node in ast.walk(ast.parse(data)):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                assert not any(re.match(r"(PyQt|PySide)\d", module) for module in names), name


SCRIPTS = re.findall(
    r"((?:PYTHONPATH=\S+ )?)\.ci/tool dev (tests/demo/\w+)\.py", (ROOT / "Makefile").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("prefix", "script"), sorted(set(SCRIPTS)), ids=lambda text: text.rpartition("/")[2])
def test_what_make_runs_finds_its_modules(prefix, script):
    """As make starts it: with the folder of the script on the path, and the checkout only where the target says so."""
    folder, _, name = script.rpartition("/")
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    variables |= dict([prefix.strip().split("=")] if prefix else [])
    code = f"import sys; sys.path[0] = {folder!r}; import {name}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=variables, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
