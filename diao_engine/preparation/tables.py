# SPDX-License-Identifier: GPL-2.0-or-later
"""The small text files that come with image folders: class tables, tables and lists of splits."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from ..errors import BadInput
from ..jobs.colors import hex_of
from ..raster.legend import Legend
from .labels import HIGHEST_VALUE, hint_value

_VALUE = ("value", "id", "class_id", "index")
_NAME = ("name", "class", "label", "class_name")
_COLOR = ("color", "colour", "hex")
_TILE = ("tile", "image", "name", "file", "filename")
_SPLIT = ("split", "set", "subset")
SPLIT_NAMES = {
    "train": "train", "training": "train", "trn": "train",
    "val": "val", "valid": "val", "validation": "val", "dev": "val",
    "test": "test", "testing": "test",
}  # fmt: skip


def read_class_table(path: Path) -> Legend:
    """A CSV with value (or id), name and color, or r, g, b instead of color. BadInput when it is none.

    Where no column holds the values, the rows are numbered from 0, as in the files class_dict.csv that come with many data sets.
    """
    names: dict[int, str] = {}
    colors: dict[int, str] = {}
    values: set[int] = set()
    for order, (number, row) in enumerate(_rows(path)):
        given = _cell(row, _VALUE)
        value = order if given is None else hint_value(given)
        if value is None or not 0 <= value <= HIGHEST_VALUE:
            raise BadInput("no_value_in_line", path=path, number=number, highest=HIGHEST_VALUE)
        if value in values:
            raise BadInput("value_twice", path=path, number=number, value=value)
        values.add(value)
        if name := _cell(row, _NAME):
            names[value] = name
        if color := _color(row):
            if color in colors.values():
                raise BadInput("color_twice", path=path, number=number, color=color)
            colors[value] = color
        elif _cell(row, _COLOR):
            raise BadInput("no_color_in_line", path=path, number=number, color=_cell(row, _COLOR))
    if not names and not colors:
        raise BadInput("no_class_in_table", path=path)
    return Legend.of(names, colors)


def read_splits(path: Path) -> dict[str, str]:
    """A CSV with tile (or image, name) and split: the split by file name without its suffix."""
    splits = {}
    for number, row in _rows(path):
        tile, split = _cell(row, _TILE), _cell(row, _SPLIT)
        if not tile or split is None or split.casefold() not in SPLIT_NAMES:
            raise BadInput("no_split_in_line", path=path, number=number)
        splits[Path(tile).stem] = SPLIT_NAMES[split.casefold()]
    return splits


def read_lists(paths: Iterable[Path]) -> dict[str, str]:
    """Files train.txt, val.txt and test.txt with a file name per line: the split by file name without its suffix."""
    return {
        Path(line.strip()).stem: SPLIT_NAMES[path.stem.casefold()]
        for path in paths
        for line in _text(path).splitlines()
        if line.strip()
    }


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Rows with their line numbers; column names in lower case."""
    lines = _text(path).splitlines()
    separator = max(",;\t", key=lines[0].count) if lines else ","
    reader = csv.DictReader(lines, delimiter=separator)
    return [
        (number, {key.strip().casefold(): (cell or "").strip() for key, cell in row.items() if isinstance(key, str)})
        for number, row in enumerate(reader, start=2)
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("table_not_utf8", path=path) from None


def _cell(row: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((row[name] for name in names if name in row), None)


def _color(row: dict[str, str]) -> str | None:
    text = _cell(row, _COLOR) or ""
    if re.fullmatch(r"#?[0-9a-fA-F]{6}", text):
        return f"#{text.removeprefix('#').lower()}"
    parts = [hint_value(row.get(channel, "")) for channel in ("r", "g", "b")]
    known = [part for part in parts if part is not None and 0 <= part <= 255]
    return hex_of(known) if len(known) == 3 else None
