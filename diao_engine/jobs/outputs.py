# SPDX-License-Identifier: GPL-2.0-or-later
"""Composes every name that a run writes besides the outputs that the user names. Nobody else composes such names.

The output set of a run is its named outputs and, for each of them,

    <stem>_<role>_<run>/     a folder of the run's own files (labels, tiles, files, pieces); no two runs share one
    <stem>_parts_<key>/      the parts of a job that several processes share, until they are merged; `run.parts` makes the key
    .<name>.diao-lock        held while the output is written
    .<name>.diao-part-<run>… what is written, until it is complete
    .<name>.diao-old-<run>…  the earlier output while it is exchanged
    <map>.diao-journal       which images of a watched folder are in a map
    <map>.diao-record        what an updated map knows of its pixels' classes and dates
    <stem>.qml               the style of a raster, where there is none or one of ours
    <model>.card.json        what was told of a model

`<run>` is the id of the run, eight hexadecimal digits. A folder of ours holds a marker file with that id and the names of the
run's files; what has no marker, or is not listed in it, is somebody else's and is never moved, overwritten or removed. It also
names the datasets in other places that point into the folder.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from .small_file import replace_file

# What GDAL, SQLite and we write beside a file; it belongs to it and goes where it goes.
_RECORD = ".diao-record"
_COMPANIONS = {
    ".tif": (".aux.xml", ".msk", ".ovr", _RECORD),
    ".vrt": (".aux.xml", ".msk", ".ovr"),
    ".gpkg": ("-wal", "-shm", "-journal", ".aux.xml"),
}
# The longest file name that all common file systems take, and the longest path that GDAL takes for a GeoPackage, in bytes.
LONGEST_NAME = 255
LONGEST_PATH = 2000
# The working file with the longest name: mapping keeps the confidence there while it draws polygons.
CONFIDENCE = "confidence.tif"

POLYGONS_LAYER = "minority_polygons"
OBJECTS_LAYER = "objects"
PASTED_LAYER = "pasted"
CHANGES_LAYER = "changes"
EVALUATION_TABLE = "evaluation"
TRANSITIONS_TABLE = "transitions"
COMPARISON_TABLE = "comparison"
TRAININGS_TABLE = "trainings"
SAMPLE_LAYER = "sample_points"
# The layers and tables of our GeoPackages, and the one that QGIS adds for their styles.
LAYERS = frozenset(
    {
        "tiles",
        "classes",
        "dataset",
        "files",
        OBJECTS_LAYER,
        PASTED_LAYER,
        POLYGONS_LAYER,
        CHANGES_LAYER,
        EVALUATION_TABLE,
        TRANSITIONS_TABLE,
        COMPARISON_TABLE,
        TRAININGS_TABLE,
        SAMPLE_LAYER,
        "layer_styles",
    }
)

PIECES = "pieces"
ROLES = ("labels", "tiles", "files", PIECES)
PARTS = "parts"
MARKER = ".diao-run.json"
MARKER_PART = MARKER + ".part"
CONTACT_SHEET = "contact.png"
# What marks a sidecar of ours: an attribute in a style, a metadata domain in GDAL's sidecar.
SIGNATURE = "diao-run"

RECEIPT = ".json"

_RUN = "[0-9a-f]{8}"
_PARTS_FOLDER = re.compile(rf"_{PARTS}_{_RUN}\Z")
_PART = re.compile(r"(\d{5})-of-(\d{5})[._]")
_RECEIPT = re.compile(r"(\d{5})-of-(\d{5})" + re.escape(RECEIPT))
_WAL_AT = 18  # the byte of an SQLite file that tells its journal mode: https://sqlite.org/fileformat.html
_HEAD_BYTES = 65536  # the signature stands near the beginning


def companions(output: str) -> tuple[str, ...]:
    """What GDAL and SQLite may write behind the name of an output; pages and models have nothing of the kind."""
    return _COMPANIONS.get(Path(output).suffix.lower(), ())


def new_run() -> str:
    """The id of a new run."""
    return secrets.token_hex(4)


def run_folder(output: str, role: str, run: str) -> str:
    """The folder beside an output that the files of one run lie in; `role` is one of `ROLES`."""
    path = Path(output)
    return str(path.with_name(f"{path.stem}_{role}_{run}"))


def parts_folder(output: str, key: str) -> str:
    """The folder beside an output that the parts of a job lie in; processes with the same job find the same one by its key."""
    path = Path(output)
    return str(path.with_name(f"{path.stem}_{PARTS}_{key}"))


def is_parts_folder(path: str) -> bool:
    """Whether a folder is one of ours for the parts of a job."""
    return _PARTS_FOLDER.search(path) is not None and bool(marker(path))


def parts_folders(folder: str) -> list[str]:
    """The folders in a folder that are ours for the parts of a job."""
    return sorted(entry.path for entry in os.scandir(folder) if is_parts_folder(entry.path))


def part_of(index: int, count: int, name: str = "") -> str:
    """The name of a file of one part in its folder; of what tells that the part is there where `name` is empty."""
    return f"{index:05d}-of-{count:05d}{'_' if name else ''}{name or RECEIPT}"


def receipts(folder: str) -> list[tuple[int, int]]:
    """Index and number of all parts in a folder that are there."""
    try:
        matches = (_RECEIPT.fullmatch(entry.name) for entry in os.scandir(folder))
    except OSError:
        return []
    return sorted((int(match[1]), int(match[2])) for match in matches if match)


def marker_file(folder: str) -> str:
    """The marker of a folder of ours."""
    return os.path.join(folder, MARKER)


def mark_parts(folder: str, *, key: str, output: str) -> None:
    """Mark the folder of a job's parts as ours, if it is not yet; several processes may do so at once."""
    if not marker(folder):
        content = {"run": key, "output": os.path.basename(output), "files": []}
        replace_file(marker_file(folder), _encoded(content))  # under a name of its own until it is complete


def part_files(folder: str) -> list[str]:
    """All files of parts in a folder of ours; none where it does not carry our marker."""
    if not marker(folder):
        return []
    return sorted(entry.path for entry in os.scandir(folder) if _PART.match(entry.name))


def run_folders(output: str) -> list[str]:
    """The folders of all runs that have written this output: those that carry our marker with its name."""
    path = Path(output)
    name = re.compile(rf"{re.escape(path.stem)}_({'|'.join(ROLES)})_{_RUN}")
    try:
        entries = sorted(entry.path for entry in os.scandir(path.parent) if name.fullmatch(entry.name))
    except OSError:
        return []
    return [folder for folder in entries if marker(folder).get("output") == path.name]


def marker(folder: str) -> dict[str, object]:
    """What the marker of a folder says: `run`, `output` and `files`; empty when the folder is not ours."""
    try:
        read = json.loads(Path(folder, MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) and isinstance(read.get("files"), list) else {}


def write_marker(folder: str, *, run: str, output: str) -> None:
    """Mark a folder as one run's, with the names of all files that are in it now."""
    files = sorted(entry.name for entry in os.scandir(folder))
    content = {"run": run, "output": os.path.basename(output), "files": files}
    _write_marker(folder, content)


def note_user(folder: str, dataset: str) -> None:
    """Note in the marker of a folder that a dataset in another place points there; what has no marker stays as it is."""
    content = marker(folder)
    if not content or dataset in users(folder):
        return
    _write_marker(folder, {**content, "users": [*users(folder), dataset]})


def _write_marker(folder: str, content: dict[str, Any]) -> None:
    replace_file(marker_file(folder), _encoded(content), part=Path(folder, MARKER_PART))


def _encoded(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


def users(folder: str) -> list[str]:
    """The datasets in other places that have been noted in the marker of a folder."""
    noted = marker(folder).get("users")
    return [path for path in noted if isinstance(path, str)] if isinstance(noted, list) else []


def lock_file(output: str) -> str:
    """The file that says who is writing an output."""
    return _hidden(output, "lock")


def locked_outputs(folder: str) -> list[str]:
    """The outputs in a folder that have a lock file, whether or not anybody holds it."""
    pattern = re.compile(r"\.(.+)\.diao-lock", re.DOTALL)
    matches = (pattern.fullmatch(entry.name) for entry in os.scandir(folder))
    return sorted(os.path.join(folder, match[1]) for match in matches if match)


def part_file(output: str, run: str, name: str = "") -> str:
    """Where an output is written until it is complete, with its suffix; `name` tells further working files apart."""
    return _hidden(output, f"part-{run}{name or Path(output).suffix}")


def backup_file(output: str, run: str) -> str:
    """Where the earlier output is kept while it is exchanged."""
    return _hidden(output, f"old-{run}{Path(output).suffix}")


def leftovers(output: str) -> list[str]:
    """Working files and backups of all runs into an output."""
    path = Path(output)
    pattern = re.compile(rf"{re.escape('.' + path.name)}\.diao-(part|old)-{_RUN}(?![0-9a-f]).*", re.DOTALL)
    try:
        return sorted(entry.path for entry in os.scandir(path.parent) if pattern.fullmatch(entry.name))
    except OSError:
        return []


def style_file(raster: str) -> str:
    """The style that QGIS reads beside a raster."""
    return str(Path(raster).with_suffix(".qml"))


def record_file(class_map: str) -> str:
    """What is remembered of the pixels of an updated map."""
    return class_map + _RECORD


def journal_file(class_map: str) -> str:
    """Which images of a watched folder are in a map."""
    return f"{class_map}.diao-journal"


def card_file(model: str) -> str:
    """What has been told of a model that does not say it itself."""
    return model + ".card.json"


def is_ours(sidecar: str) -> bool:
    """Whether a style or a GDAL sidecar was written by us."""
    try:
        with open(sidecar, "rb") as file:
            return SIGNATURE.encode() in file.read(_HEAD_BYTES)
    except OSError:
        return False


def is_name_too_long(output: str) -> bool:
    """Whether the longest name that is composed from an output's is more than a file system takes."""
    return len(os.fsencode(os.path.basename(_longest(output)))) > LONGEST_NAME


def is_path_too_long(output: str) -> bool:
    """Whether the longest path that is composed from an output's is more than GDAL takes."""
    return len(os.fsencode(_longest(os.path.realpath(output)))) > LONGEST_PATH


def read_database(path: str) -> sqlite3.Connection:
    """Open a GeoPackage so that nothing is written, not even the files that SQLite makes beside one in its write-ahead mode.

    Raises sqlite3.Error; also for what is no ordinary file, which could keep a reader waiting for ever.
    """
    if not os.path.isfile(path):
        raise sqlite3.OperationalError("it is not an ordinary file")
    with open(path, "rb") as file:
        head = file.read(_WAL_AT + 1)
    is_at_rest = head[_WAL_AT:] == b"\x02" and not os.path.exists(f"{path}-wal")
    how = "mode=ro&immutable=1" if is_at_rest else "mode=ro"
    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?{how}", uri=True)


def contact_sheet(dataset: str) -> str:
    """The picture of some synthetic tiles of a dataset (before, after, labels before and after); empty when it has none."""
    try:
        with closing(read_database(dataset)) as connection:
            row = connection.execute("SELECT image FROM tiles WHERE origin = 'synthetic' LIMIT 1").fetchone()
    except sqlite3.Error:
        return ""
    if row is None or not isinstance(row[0], str):
        return ""
    sheet = Path(os.path.realpath(dataset)).parent / Path(row[0]).parent / CONTACT_SHEET
    return str(sheet) if sheet.is_file() else ""


def _longest(output: str) -> str:
    return part_file(output, "0" * 8, f".{CONFIDENCE}") + max(companions(output), key=len, default="")


def _hidden(output: str, what: str) -> str:
    path = Path(output)
    return str(path.with_name(f".{path.name}.diao-{what}"))
