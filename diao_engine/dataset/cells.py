# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands in columns of numbers, whatever their type says: SQLite keeps any value in any column, and GDAL reads a word as 0
and a number that is too large for the type as another one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PATIENCE_S = 0.5  # for a file that another program keeps to itself, which GDAL has read nonetheless


def as_stored(path: str, table: str, columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Columns of a GeoPackage's table as GDAL has read them; those of numbers that hold something else come as it is stored.

    Parameters
    ----------
    path, table
        The GeoPackage, and a layer or table of it.
    columns
        By name, all rows (rows,) in the order of their row numbers.
    """
    numbers = {name: values for name, values in columns.items() if values.dtype.kind in "iubf"}
    try:
        with closing(
            sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE_S)
        ) as file:
            checks = ", ".join(_count_of_others(name, values) for name, values in numbers.items())
            question = f"SELECT {checks} FROM {_quoted(table)}"  # nosec B608 - names are quoted, the rest is ours
            counts = file.execute(question).fetchone() if numbers else ()
            odd = [name for name, count in zip(numbers, counts, strict=True) if count]
            return {**columns, **{name: _cells(file, table, name) for name in odd}}
    except sqlite3.Error:  # a damaged table, or a view without row numbers: GDAL has read what can be read
        return dict(columns)


def _count_of_others(name: str, values: NDArray[Any]) -> str:
    """SQL that counts the cells of a column that are no numbers of its type; whole numbers beside empty cells come as floats."""
    column, kind = _quoted(name), values.dtype.kind
    types = "'integer', 'null', 'real'" if kind == "f" else "'integer', 'null'"
    is_other = f"typeof({column}) NOT IN ({types})"
    if kind != "b":
        limits = np.iinfo("int32" if kind == "f" else values.dtype)
        is_other += f" OR (typeof({column}) = 'integer' AND {column} NOT BETWEEN {limits.min} AND {limits.max})"
    return f"total({is_other})"


def _cells(file: sqlite3.Connection, table: str, name: str) -> NDArray[np.object_]:
    question = f"SELECT {_quoted(name)} FROM {_quoted(table)} ORDER BY rowid"  # nosec B608 - names are quoted
    rows = file.execute(question).fetchall()
    cells = np.empty(len(rows), dtype=object)
    cells[:] = [value for (value,) in rows]
    return cells


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
