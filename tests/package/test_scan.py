# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip through the scanners of the plugin repository, with its rules, as of November 2026.

They stand in qgis/QGIS-Plugins-Website: the commands in `qgis-app/plugins/security_scanner.py`, the rules that are switched on in
`qgis-app/plugins/management/commands/data`. A finding of Bandit or detect-secrets blocks a version, or waits for the uploader to
tick it; what is left on purpose is marked at its line, with the reason, where the reviewers see it.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BANDIT = [
    f"B{number}"
    for number in (
        *range(101, 109), *range(110, 114), 201, 202, *range(301, 309), *range(310, 322), 323, 324, *range(401, 404),
        *range(405, 410), 412, 413, *range(501, 510), *range(601, 616), *range(701, 705),
    )
]  # fmt: skip
FLAKE8 = (
    "C901,E101,E711,E712,E713,E714,E721,E722,E731,E741,E742,E743,E901,E902,E999,F402,F403,F404,F405,F811,F821,F822,F823,F831,"
    "F901,W605"
)
MARK = re.compile(r"#\s*nosec\b.*")
REASONED_MARK = re.compile(r"# nosec (B403|B603|B608) - \w.+")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("package_tool", ROOT / ".tools" / "package.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    folder = tmp_path_factory.mktemp("scan")
    with zipfile.ZipFile(tool.build(folder / "dist")) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def scan(folder, *command):
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, check=False, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return done.stdout


def bandit(folder):
    report = json.loads(scan(folder, "bandit", "-r", ".", "-f", "json", "--quiet", "-t", ",".join(BANDIT)))
    assert report["errors"] == []
    return [f"{found['test_id']} {found['filename']}:{found['line_number']}" for found in report["results"]]


def secrets(folder):
    options = ("--all-files", "--exclude-files", r"metadata\.txt", "--disable-plugin", "IPPublicDetector")
    return json.loads(scan(folder, "detect_secrets", "scan", *options, "."))["results"]


def flake8(folder):
    return scan(folder, "flake8", "--isolated", "--max-line-length=120", "--select", FLAKE8, ".").splitlines()


@pytest.mark.slow
def test_the_scanners_find_nothing(unpacked):
    assert bandit(unpacked) == []
    assert secrets(unpacked) == {}
    assert flake8(unpacked) == []


def test_the_scanners_can_find_something(tmp_path):
    (tmp_path / "bad.py").write_text("import pickle\nassert missing\npassword = 'Xk29fLq81mZ0'\n")
    assert [found.split()[0] for found in bandit(tmp_path)] == ["B403", "B101", "B105"]
    assert list(secrets(tmp_path)) == ["bad.py"]
    assert [line.split()[1] for line in flake8(tmp_path)] == ["F821"]


def test_what_is_left_is_marked_with_its_rule_and_its_reason(unpacked):
    marks = [mark for path in unpacked.rglob("*.py") for mark in MARK.findall(path.read_text(encoding="utf-8"))]
    assert marks
    assert [mark for mark in marks if not REASONED_MARK.fullmatch(mark)] == []


def test_no_settings_of_scanners_are_inside(unpacked):
    """They would tune the scan; a mark at its line is seen by whoever reads the line."""
    assert list(unpacked.rglob(".*")) == []
