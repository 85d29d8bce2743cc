# SPDX-License-Identifier: GPL-2.0-or-later
"""What a class raster says about its classes, wherever the file keeps it: names, colours, and which are rare."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rasterio.io import DatasetReader

from ..jobs.classinfo import ClassInfo
from ..jobs.colors import hex_of
from . import markup

MINORITY_TAG = "DIAO_MINORITY"
_NAME_TAG = "CLASS_"
# What a column of an attribute table holds, in GDAL's numbers (GDALRATFieldUsage).
_NAME, _MIN, _VALUE, _RGB = 2, 3, 5, (6, 7, 8)


@dataclass(frozen=True)
class Legend:
    """Classes by value, as far as a file, a layer or a layout tells of them; what it does not tell is empty."""

    classes: Mapping[int, ClassInfo] = field(default_factory=dict)

    @classmethod
    def of(
        cls, names: Mapping[int, str], colors: Mapping[int, str] | None = None, minority: Iterable[int] = ()
    ) -> Legend:
        """The classes that have a name, a colour (#rrggbb) or are noted as rare, by value."""
        known, rare = colors or {}, frozenset(minority)
        return cls(
            {
                value: ClassInfo(value, names.get(value, ""), known.get(value, ""), value in rare)
                for value in dict.fromkeys((*names, *known, *rare))
            }
        )

    @property
    def names(self) -> dict[int, str]:
        """The names that are known."""
        return {value: entry.name for value, entry in self.classes.items() if entry.name}

    @property
    def colors(self) -> dict[int, str]:
        """The colours that are known."""
        return {value: entry.color for value, entry in self.classes.items() if entry.color}

    @property
    def minority(self) -> tuple[int, ...]:
        """The values that are noted as rare."""
        return tuple(value for value, entry in self.classes.items() if entry.is_rare)

    def over(self, other: Legend) -> Legend:
        """The same, completed by another legend."""
        minority = self.minority or other.minority
        return Legend.of({**other.names, **self.names}, {**other.colors, **self.colors}, minority)


def read_legend(source: DatasetReader) -> Legend:
    """Read the tags CLASS_<value>, the attribute table and category names beside the file, the colour table, the minority tag."""
    tags = {key.removeprefix(_NAME_TAG): name for key, name in source.tags(1).items() if key.startswith(_NAME_TAG)}
    noted = source.tags().get(MINORITY_TAG, "")
    tagged = Legend.of(
        {int(value): name for value, name in tags.items() if value.isdecimal()},
        minority=tuple(int(value) for value in noted.split(",") if value.strip().isdecimal()),
    )
    return tagged.over(_sidecar(f"{source.name}.aux.xml")).over(Legend.of({}, color_table(source)))


def color_table(source: DatasetReader) -> dict[int, str]:
    """The palette of the first band, without its transparent entries; empty where there is none."""
    return {value: hex_of(rgba[:3]) for value, rgba in palette_of(source).items() if rgba[3]}


def palette_of(source: DatasetReader) -> dict[int, tuple[int, int, int, int]]:
    """Red, green, blue and alpha (0 to 255) of the values of the first band; empty where it has no palette."""
    try:
        return dict(source.colormap(1))
    except ValueError:  # rasterio's way to say that there is none
        return {}


def _sidecar(path: str) -> Legend:
    """What GDAL keeps beside a raster; rasterio has no call for it."""
    if not os.path.isfile(path):
        return Legend()
    try:
        root = markup.read(path)
    except markup.Unreadable:
        return Legend()
    band = next((band for band in root.all("PAMRasterBand") if band.attributes.get("band") == "1"), None)
    if band is None:
        return Legend()
    categories = [entry for names in band.all("CategoryNames") for entry in names.all("Category")]
    listed = Legend.of({value: entry.text for value, entry in enumerate(categories) if entry.text})
    table = band.first("GDALRasterAttributeTable")
    return listed if table is None else _attribute_table(table).over(listed)


def _attribute_table(table: markup.Element) -> Legend:
    usages = [column.first("Usage") for column in table.all("FieldDefn")]
    usage = [_integer(entry.text) if entry else 0 for entry in usages]
    names: dict[int, str] = {}
    colors: dict[int, str] = {}
    for row in table.all("Row"):
        cells = dict(zip(usage, [cell.text for cell in row.all("F")], strict=False))
        value = _integer(cells.get(_VALUE, cells.get(_MIN, "")))
        if value is None:
            continue
        if cells.get(_NAME):
            names[value] = cells[_NAME]
        rgb = [part for usage in _RGB if (part := _integer(cells.get(usage, ""))) is not None and 0 <= part <= 255]
        if len(rgb) == len(_RGB):
            colors[value] = hex_of(rgb)
    return Legend.of(names, colors)


def _integer(text: str) -> int | None:
    try:
        return int(float(text))
    except (ValueError, OverflowError):  # no number, or an infinite one
        return None
