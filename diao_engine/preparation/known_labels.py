# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels under the classes of a dataset that is there already: matched by name, and by value where the labels name nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..errors import BadInput
from ..jobs.classinfo import is_default_name, name_key
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.legend import Legend
from .corrections import ClassMatcher
from .labels import UNLABELLED, Labels, ReadValues


class KnownLabels(Labels):
    """The same labels with the class values of a scheme; BadInput where one is met that the scheme does not have."""

    def __init__(self, labels: Labels, scheme: ClassScheme, dataset: str) -> None:
        self.legend = Legend.of(scheme.names, scheme.colors)
        self.highest = max(scheme.values)
        self._labels = labels
        self._names = labels.legend.names
        self._table = ClassMatcher(scheme).values(self._names, max(labels.highest, scheme.ignore))
        self._table[scheme.ignore] = scheme.ignore
        self._scheme, self._dataset = scheme, dataset

    def reference(self, georef: GeoRef) -> str | None:
        """A file whose values are those of the scheme as they stand; what it does not name is looked at when it is counted."""
        is_same = self._table == np.arange(len(self._table))
        is_same |= (self._table == UNLABELLED) & ~np.isin(np.arange(len(self._table)), list(self._names))
        return self._labels.reference(georef) if is_same.all() else None

    def window(self, georef: GeoRef) -> Window | None:
        """That of the labels themselves."""
        return self._labels.window(georef)

    @contextmanager
    def on(self, georef: GeoRef) -> Iterator[ReadValues]:
        """Reads the labels and looks their classes up."""
        with self._labels.on(georef) as read_raw:

            def read(window: Window) -> NDArray[np.int32]:
                raw = read_raw(window)
                values = np.where(raw == UNLABELLED, UNLABELLED, self._table[raw]).astype(np.int32)
                unknown = raw[(values == UNLABELLED) & (raw != UNLABELLED)]
                if unknown.size:
                    value = int(unknown.min())
                    raise class_unknown(value, self._names, self._scheme, self._dataset)
                return values

            yield read

    def last_value(self) -> int:
        """The greatest value of the scheme, so that no label of a background takes one of its values."""
        return self.highest

    @property
    def ignored(self) -> frozenset[int]:
        """Those of the labels themselves."""
        return self._labels.ignored


def require_same_classes(
    values: NDArray[np.integer], names: Mapping[int, str], scheme: ClassScheme, dataset: str
) -> None:
    """BadInput when label values (n,) are no classes of a scheme, or other ones by their names."""
    for value in values.tolist():
        known = scheme.names.get(value)
        if known is None:
            raise class_unknown(value, names, scheme, dataset)
        name = names.get(value, "")
        if name and name_key(known) != name_key(name) and not is_default_name(known, value):
            raise BadInput(
                "appended_class_differs", value=value, name=name, known=known, path=dataset, field="append_to"
            )


def class_unknown(value: int, names: Mapping[int, str], scheme: ClassScheme, dataset: str) -> BadInput:
    """What is said of a class that a dataset lacks."""
    return BadInput(
        "appended_class_unknown", value=value, name=names.get(value) or str(value), path=dataset,
        known=[f"{entry.name} ({entry.value})" for entry in scheme.classes], field="append_to",
    )  # fmt: skip
