# SPDX-License-Identifier: GPL-2.0-or-later
"""The class scheme: value, name, colour and target share of each class, and the value that is no class."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput
from ..jobs import balance, palette
from ..jobs.classinfo import ClassInfo, default_name


@dataclass(frozen=True)
class ClassScheme:
    """The classes of a dataset in ascending order of value, and the label value that means "ignore".

    A class without a colour gets one by its name, else of the palette (`jobs.palette`). Raises BadInput for values that clash.
    """

    classes: tuple[ClassInfo, ...]
    ignore: int

    def __post_init__(self) -> None:
        classes = sorted(self.classes, key=_value)
        values = tuple(entry.value for entry in classes)
        if len(set(values)) != len(values):
            raise BadInput("class_values_twice", values=values)
        if self.ignore in values:
            name = classes[values.index(self.ignore)].name
            raise BadInput("ignore_value_is_class", value=self.ignore, name=name, field="ignore_value")
        colors = palette.fill(classes)
        colored = tuple(dataclasses.replace(entry, color=colors[entry.value]) for entry in classes)
        object.__setattr__(self, "classes", colored)

    @property
    def values(self) -> tuple[int, ...]:
        """Class values, ascending."""
        return tuple(entry.value for entry in self.classes)

    @property
    def names(self) -> dict[int, str]:
        """Names by value."""
        return {entry.value: entry.name for entry in self.classes}

    @property
    def colors(self) -> dict[int, str]:
        """Colours (#rrggbb) by value."""
        return {entry.value: entry.color for entry in self.classes}

    @property
    def forms(self) -> tuple[str, ...]:
        """What the user says of the form of each class, empty where nothing is said."""
        return tuple(entry.form for entry in self.classes)

    @property
    def dtype(self) -> str:
        """The smallest unsigned dtype that holds every value and the ignore value."""
        return "uint8" if max((*self.values, self.ignore)) <= 255 else "uint16"

    def __len__(self) -> int:
        return len(self.classes)

    def targets(self) -> NDArray[np.float64]:
        """Target shares (classes,), 0 to 1, that sum to 1; a class without a target has an even share.

        Raises
        ------
        BadInput
            A share is negative or not finite, or none is above 0.
        """
        targets = [entry.target for entry in self.classes]
        shares = np.array([1.0 / len(self) if target is None else target for target in targets])
        if not np.isfinite(shares).all() or (shares < 0).any() or shares.sum() <= 0:
            raise BadInput("target_column", shares=shares.tolist())
        return np.array(balance.target_shares(targets))

    def lookup(self) -> NDArray[np.int64]:
        """Class index (0 … k-1) by label value; k stands for ignored and unknown values. Clip labels to its length - 1."""
        table = np.full(max((*self.values, self.ignore)) + 2, len(self), dtype=np.int64)
        table[list(self.values)] = np.arange(len(self))
        return table

    def index(self, labels: NDArray[np.integer]) -> NDArray[np.int64]:
        """Class index of every label value; k = len(self) where the label is ignored or unknown."""
        table = self.lookup()
        return np.asarray(table[np.clip(labels, 0, len(table) - 1)])

    def count(self, labels: NDArray[np.integer]) -> NDArray[np.int64]:
        """Pixels per class, in class order."""
        return np.bincount(self.index(labels).ravel(), minlength=len(self) + 1)[: len(self)]

    def find(self, text: str) -> tuple[int, ...]:
        """The class values that a comma-separated list of names or values means; BadInput names what is unknown."""
        by_name = {entry.name.casefold(): entry.value for entry in self.classes}
        values = []
        for entry_text in (part.strip() for part in text.split(",")):
            if not entry_text:
                continue
            value = by_name.get(
                entry_text.casefold(),
                int(entry_text) if entry_text.isdecimal() and int(entry_text) in self.values else None,
            )
            if value is None:
                known = [entry.name for entry in self.classes]
                raise BadInput("class_unknown", name=entry_text, known=known)
            values.append(value)
        return tuple(dict.fromkeys(values))


def _value(entry: ClassInfo) -> int:
    return entry.value


def scheme_from_values(
    values: Iterable[int],
    *,
    ignore: int,
    names: Mapping[int, str] | None = None,
    colors: Mapping[int, str] | None = None,
) -> ClassScheme:
    """A scheme of class values, with default names and colours where none are known.

    Parameters
    ----------
    values
        Class values, 0 to 65535, in any order.
    ignore
        The label value that is no class.
    names, colors
        By class value; colours as `#rrggbb`.

    Raises
    ------
    BadInput
        A value stands twice or is the ignore value.
    """
    names, colors = names or {}, colors or {}
    entries = (ClassInfo(value, names.get(value) or default_name(value), colors.get(value) or "") for value in values)
    return ClassScheme(tuple(entries), ignore)


def minority_classes(counts: NDArray[np.number], target: NDArray[np.floating] | None = None) -> NDArray[np.bool_]:
    """Which classes (classes,) have a share below their target share, by `jobs.balance.minority_classes`.

    `counts` (classes,) are pixels or shares, `target` (classes,) shares that sum to 1; None stands for an even share of the classes
    that occur.
    """
    return np.array(balance.minority_classes(counts, target), dtype=bool)
