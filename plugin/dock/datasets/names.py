# SPDX-License-Identifier: GPL-2.0-or-later
"""What datasets, models and maps are called in the work folder: after their ground, and never as a file that exists."""

from __future__ import annotations

import os
import re
from itertools import count
from urllib.parse import urlsplit

from ....diao_engine.jobs.stac import is_address

TILES, MODEL, MAP, SAMPLE, UPDATED = "_tiles", "_model", "_map", "_points", "_updated"
# What the steps of balancing put behind the name of a dataset.
BALANCED = {"diao:synthesize": "_synthetic", "diao:score": "_balanced"}
REVIEWED = "_reviewed"  # with the tiles that were learned from verdicts
# What the results of a map are called, by output; also the order in which the page offers them.
MAP_FILES = {
    "OUTPUT": MAP + ".tif",
    "CONFIDENCE": "_confidence.tif",
    "PROBABILITIES": "_probabilities.tif",
    "MINORITY": "_polygons.gpkg",
}
FOLDER = "_diao"

_LONGEST = 40
_NAMELESS = "ground"
_ROLES = re.compile(rf"(({'|'.join((TILES, REVIEWED, *BALANCED.values()))})(_\d+)?)+$")
_STEPS = re.compile(rf"({'|'.join(BALANCED.values())})(_\d+)?$")


def ground(name: str) -> str:
    """The name of a layer or folder as all file systems take it; letters of all languages stay."""
    return re.sub(r"[^\w.-]+", "_", name)[:_LONGEST].strip("_.") or _NAMELESS


def stem(path: str) -> str:
    """The name of a file without its folder and suffix."""
    return os.path.splitext(os.path.basename(path))[0]


def of_dataset(path: str) -> str:
    """The ground of a dataset: its file's name without what its steps have put behind it."""
    return ground(_ROLES.sub("", stem(path)))


def of_arrivals(place: str) -> str:
    """The ground of a folder or a STAC catalogue that imagery arrives in: the last name in it that says something."""
    path = urlsplit(place).path if is_address(place) else os.path.normpath(place)
    if path.lower().endswith(".json"):
        path = os.path.dirname(path)
    return ground(os.path.basename(path.rstrip("/")) or urlsplit(place).netloc)


def dataset(name: str) -> str:
    """A new dataset of a layer or folder."""
    return f"{ground(name)}{TILES}.gpkg"


def balanced(path: str, algorithm: str) -> str:
    """What a step of balancing makes of a dataset; names do not pile up."""
    return _STEPS.sub("", stem(path)) + BALANCED[algorithm] + ".gpkg"


def reviewed(path: str) -> str:
    """A dataset with what was learned from verdicts; a second round is numbered."""
    return re.sub(rf"{REVIEWED}(_\d+)?$", "", _STEPS.sub("", stem(path))) + REVIEWED + ".gpkg"


def model(path: str) -> str:
    """The model of a dataset."""
    return f"{of_dataset(path)}{MODEL}.onnx"


def comparison(path: str) -> str:
    """The comparison of ways to balance a dataset."""
    return f"{stem(path)}_comparison.gpkg"


def updated(name: str) -> str:
    """The map that the images of a folder keep up to date."""
    return f"{ground(name)}{UPDATED}.tif"


def changes(path: str) -> str:
    """The changes beside an updated map."""
    return os.path.splitext(path)[0] + "_changes.gpkg"


def report(path: str) -> str:
    """The report beside a result."""
    return os.path.splitext(path)[0] + "_report.html"


def map_set(folder: str, name: str) -> dict[str, str]:
    """The files of a new map by output; all have the same number, the first for which none of them exists."""
    begin = os.path.join(folder, ground(name))
    for number in count(1):
        files = {output: _numbered(begin + end, number) for output, end in MAP_FILES.items()}
        if not any(os.path.lexists(file) for file in files.values()):
            return files
    raise AssertionError  # numbers do not end


def free(path: str) -> str:
    """The path, or one with a number where a file of that name exists; what belongs to a dataset never meets other files."""
    return next(name for name in (_numbered(path, number) for number in count(1)) if not os.path.lexists(name))


def _numbered(path: str, number: int) -> str:
    stem, suffix = os.path.splitext(path)
    return path if number == 1 else f"{stem}_{number}{suffix}"
