# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tables of a dataset hold, checked value by value: people edit them in QGIS, and other programs write them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..errors import BadInput
from ..jobs import parse
from ..jobs.classinfo import FORMS, ClassInfo, default_name
from ..jobs.common import ORIGINS, SPLITS
from ..messages import Sentence
from .classes import ClassScheme
from .fingerprint import FileState
from .objects import Objects
from .pasted import Pasted
from .tiles import NO_PARENT, Tiles

PIXELS = "px_"
WINDOW = ("x_off", "y_off", "width", "height")
GEOMETRY = "geometry"
_TILES = (
    "tile_id", "image", "label", *WINDOW, "split", "labelled_px", "diao_score", "repeats", "origin", "parent", "objects",
)  # fmt: skip
_CLASSES = ("value", "name", "color", "target")
_OBJECTS = ("object_id", "value", "tile_id", *WINDOW, "area_px", "form", "used", "use")
_PASTED = ("value", "tile_id", "source_tile", "area_px", "plausibility")
_FILES = ("path", "size", "modified", "digest")
_MOST_PIXELS = 2**31 - 1  # of a side, and of a count that one file can have in a column of 32 bits
_LONGEST_SHOWN = 60
_MOST = 2**53  # whole numbers up to here survive in a column with empty cells, which is read as floats


@dataclass(frozen=True)
class Table:
    """A layer or table as it was read: `columns` by name, each (rows,); `path` and `name` are for messages."""

    path: str
    name: str
    columns: Mapping[str, NDArray[Any]]

    def require(self, *names: str) -> None:
        """BadInput when columns are missing."""
        missing = [name for name in names if name not in self.columns]
        if missing:
            raise BadInput("columns_missing", path=self.path, table=self.name, columns=missing)

    def whole(self, column: str, minimum: int, maximum: int, *, empty: int | None = None) -> NDArray[np.int64]:
        """Whole numbers within bounds; `empty` stands for empty cells, None refuses them."""
        numbers = self._numbers(column)
        if numbers.dtype.kind == "f":
            numbers = np.where(np.isnan(numbers), math.nan if empty is None else empty, numbers)
        with np.errstate(invalid="ignore"):
            is_right = (numbers >= minimum) & (numbers <= maximum) & (numbers == np.floor(numbers))
        self._refuse(column, ~is_right, Sentence.of("rule_whole", minimum=minimum, maximum=maximum))
        return numbers.astype(np.int64)

    def number(self, column: str, *, minimum: float | None = None) -> NDArray[np.float64]:
        """Finite numbers, from a minimum where one is given; NaN for empty cells."""
        numbers = self._numbers(column).astype(np.float64)
        least, rule = -math.inf, Sentence("rule_number")
        if minimum is not None:
            least, rule = minimum, Sentence.of("rule_number_from", minimum=minimum)
        self._refuse(column, np.isinf(numbers) | (numbers < least), rule)
        return numbers

    def texts(
        self, column: str, *, one_of: tuple[str, ...] = (), may_be_empty: bool = False, any_case: bool = False
    ) -> NDArray[np.object_]:
        """Texts, one of some words where these are given, in any case (with blanks around them) or as they stand; empty cells are
        empty texts.
        """
        values = self.columns[column]
        texts = np.array([value if isinstance(value, str) else "" for value in values] or [], dtype=object)
        if any_case:
            texts = np.array([text.strip().lower() for text in texts] or [], dtype=object)
        if one_of:
            is_wrong = ~np.isin(texts, one_of) & ~((texts == "") & may_be_empty)
            self._refuse(column, is_wrong, Sentence.of("rule_one_of", values=one_of))
        elif not may_be_empty:
            self._refuse(column, texts == "", Sentence("rule_text"))
        return texts

    def polygons(self) -> NDArray[np.object_]:
        """The geometries; each must be a polygon."""
        try:
            shapes = shapely.from_wkb(self.columns[GEOMETRY])
        except (shapely.errors.ShapelyError, ValueError, TypeError):
            raise BadInput("broken_geometry", path=self.path, table=self.name) from None
        kinds = np.isin(shapely.get_type_id(shapes), (3, 6))  # polygon, and QGIS may make several parts of one
        bounds = shapely.bounds(shapes)
        self._refuse(GEOMETRY, ~(kinds & np.isfinite(bounds).all(axis=-1)), Sentence("rule_polygon"))
        return np.asarray(shapes)

    def _numbers(self, column: str) -> NDArray[Any]:
        """Integers as such, anything else as floats with NaN for empty cells."""
        values = self.columns[column]
        if values.dtype.kind in "iub":
            return values.astype(np.int64)
        if values.dtype.kind == "f":
            return values.astype(np.float64)
        numbers = np.array([_float(value) for value in values], dtype=np.float64)
        is_text = np.array([value not in (None, "") for value in values], dtype=bool) & np.isnan(numbers)
        self._refuse(column, is_text, Sentence("rule_any_number"))
        return numbers

    def _refuse(self, column: str, is_wrong: NDArray[np.bool_], rule: Sentence) -> None:
        if not is_wrong.any():
            return
        row = int(np.argmax(is_wrong))
        where: dict[str, Any] = {"path": self.path, "column": column, "row": self._row(row), "table": self.name}
        if column == GEOMETRY:
            raise BadInput("geometry_rule", rule=rule, **where)
        raise BadInput("cell_rule", rule=rule, value=_shown(self.columns[column][row]), **where)

    def _row(self, row: int) -> Sentence:
        for column, code in (("object_id", "object_number"), ("tile_id", "tile_number")):
            if column in self.columns:
                return Sentence.of(code, number=self.columns[column][row])
        return Sentence.of("row_number", number=row + 1)


def class_scheme(table: Table, ignore: int) -> ClassScheme:
    """The classes of the table `classes`. BadInput where it is empty or a value breaks a rule."""
    table.require(*_CLASSES)
    values = table.whole("value", 0, parse.HIGHEST_CLASS)
    names = table.texts("name", may_be_empty=True)
    targets = table.number("target", minimum=0.0)
    forms = np.full(len(values), "", dtype=object)
    if "form" in table.columns:  # older datasets have none
        forms = table.texts("form", one_of=FORMS, may_be_empty=True, any_case=True)
    colors = [_color(table, row, value) for row, value in enumerate(table.columns["color"])]
    if not len(values):
        raise BadInput("no_classes", path=table.path)
    return ClassScheme(
        tuple(
            ClassInfo(
                int(value),
                name or default_name(value),
                color,
                target=None if math.isnan(target) else float(target),
                form=form,
            )
            for value, name, color, target, form in zip(values, names, colors, targets, forms, strict=True)
        ),
        ignore,
    )


def tiles(table: Table, scheme: ClassScheme) -> Tiles:
    """The tiles of the layer `tiles`, with paths as they are stored. BadInput where a value breaks a rule."""
    pixel_columns = [f"{PIXELS}{value}" for value in scheme.values]
    table.require(*_TILES, *pixel_columns)
    tile_id = table.whole("tile_id", 0, _MOST)
    _, first, count = np.unique(tile_id, return_index=True, return_counts=True)
    if (count > 1).any():
        twice = tile_id[first[count > 1][0]]
        raise BadInput("tile_id_twice", path=table.path, tile=twice, table=table.name)
    return Tiles(
        tile_id=tile_id,
        image=table.texts("image"),
        label=table.texts("label"),
        windows=_windows(table),
        split=table.texts("split", one_of=SPLITS),
        labelled_px=table.whole("labelled_px", 0, _MOST, empty=0),
        counts=np.stack([table.whole(name, 0, _MOST, empty=0) for name in pixel_columns], axis=1),
        diao_score=np.nan_to_num(table.number("diao_score")),
        repeats=table.whole("repeats", 0, _MOST_PIXELS, empty=1),
        origin=table.texts("origin", one_of=ORIGINS),
        parent=table.whole("parent", NO_PARENT, _MOST, empty=NO_PARENT),
        objects=table.whole("objects", 0, _MOST_PIXELS, empty=0),
        footprint=table.polygons(),
    )


def objects(table: Table, scheme: ClassScheme) -> Objects:
    """The layer `objects`; those of classes that the dataset does not have any more are left out, an empty `use` counts as ticked."""
    table.require(*_OBJECTS)
    value = table.whole("value", 0, parse.HIGHEST_CLASS)
    return Objects(
        object_id=table.whole("object_id", 0, _MOST),
        value=value,
        tile_id=table.whole("tile_id", 0, _MOST),
        windows=_windows(table),
        area_px=table.whole("area_px", 0, _MOST),
        form=table.texts("form", may_be_empty=True),
        cut=table.whole("cut", 0, 1, empty=0) != 0 if "cut" in table.columns else np.zeros(len(value), dtype=bool),
        used=table.whole("used", 0, _MOST_PIXELS, empty=0),
        use=table.whole("use", 0, 1, empty=1) != 0,
        outline=table.polygons(),
    ).take(np.isin(value, scheme.values))


def pasted(table: Table, scheme: ClassScheme) -> Pasted:
    """The layer `pasted`; what is of classes that the dataset does not have any more is left out."""
    table.require(*_PASTED)
    value = table.whole("value", 0, parse.HIGHEST_CLASS)
    return Pasted(
        value=value,
        tile_id=table.whole("tile_id", 0, _MOST),
        source_tile=table.whole("source_tile", 0, _MOST),
        area_px=table.whole("area_px", 0, _MOST),
        plausibility=table.number("plausibility", minimum=0.0),
        outline=table.polygons(),
    ).take(np.isin(value, scheme.values))


def file_states(table: Table) -> dict[str, FileState]:
    """What the table `files` says, by path as it is stored. BadInput where a value breaks a rule."""
    table.require(*_FILES)
    sizes, times = table.whole("size", 0, 2**63 - 1), table.whole("modified", -(2**63), 2**63 - 1)
    rows = zip(table.texts("path"), sizes.tolist(), times.tolist(), table.texts("digest"), strict=True)
    return {path: FileState(size, modified, digest) for path, size, modified, digest in rows}


def _windows(table: Table) -> NDArray[np.int64]:
    least = {"x_off": 0, "y_off": 0, "width": 1, "height": 1}
    return np.stack([table.whole(name, least[name], _MOST_PIXELS) for name in WINDOW], axis=1)


def _color(table: Table, row: int, value: Any) -> str:
    try:
        return str(parse.color(value))
    except parse.FieldError as error:
        raise BadInput(
            "color_cell", path=table.path, reason=error.inside("color").sentence, row=row + 1, table=table.name
        ) from None


def _shown(value: Any) -> str:
    plain = value.item() if isinstance(value, np.generic) else value
    is_empty = plain is None or (isinstance(plain, float) and math.isnan(plain))
    return "nothing" if is_empty else repr(plain)[:_LONGEST_SHOWN]


def _float(value: Any) -> float:
    try:
        return float(value) if isinstance(value, (str, int, float)) else math.nan
    except (ValueError, OverflowError):
        return math.nan
