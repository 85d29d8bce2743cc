# SPDX-License-Identifier: GPL-2.0-or-later
"""What all tiles of a dataset share, and how it stands in the dataset as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .. import __version__
from ..errors import BadInput
from ..jobs import Job, parse
from ..jobs.shards import result_parameters
from ..messages import Sentence
from ..raster.view import PIXEL_TYPES
from .tables import Table

FORMAT_VERSION = 1


@dataclass(frozen=True)
class DatasetInfo:
    """What all tiles share: bands and dtype of the imagery, pixel size in CRS units, and the steps that made the dataset.

    A measurement is value * `scales` + `offsets`, per band; empty where nothing was said of that.
    """

    bands: tuple[str, ...]
    dtype: str
    pixel_size: float
    tile_size: int
    ignore_value: int
    history: tuple[Mapping[str, Any], ...] = ()
    scales: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()
    format_version: int = FORMAT_VERSION

    def after(self, job: Job, **results: Any) -> DatasetInfo:
        """The same with one more step in the history."""
        step = {"step": job.id, "engine": __version__, "parameters": result_parameters(job), "results": results}
        return dataclasses.replace(self, history=(*self.history, step))


def _version(read: Any) -> int:
    version: int = parse.whole(1, 10**6)(read)
    if version > FORMAT_VERSION:
        raise BadInput("dataset_newer", version=version, known=FORMAT_VERSION)
    return version


# How each part of the JSON is read.
_READERS: dict[str, parse.Reader] = {
    "bands": parse.list_of(parse.text, least=1),
    "dtype": parse.one_of(*PIXEL_TYPES),
    "pixel_size": parse.number(above=0),
    "tile_size": parse.whole(1, 65536),
    "ignore_value": parse.whole(0, parse.HIGHEST_CLASS),
    "history": parse.list_of(parse.mapping),
    "scales": parse.list_of(parse.number()),
    "offsets": parse.list_of(parse.number()),
    "format_version": _version,
}
_FORMAT = parse.record({"format_version": _version})
_INFO = parse.record(_READERS, required=("bands", "dtype", "pixel_size", "tile_size", "ignore_value"))


def read_info(table: Table) -> DatasetInfo:
    """What the table `dataset` holds. BadInput where it is damaged, or of a later version."""
    table.require("json")
    texts = table.texts("json")
    if len(texts) != 1:
        raise BadInput("dataset_rows", path=table.path, count=len(texts))
    try:
        parse.from_json(texts[0], _FORMAT)  # first, for a later version may lack what this one requires
        info = DatasetInfo(**parse.from_json(texts[0], _INFO))
        for name in ("scales", "offsets"):
            numbers = getattr(info, name)
            if len(numbers) != (len(info.bands) if info.scales or info.offsets else 0):
                raise parse.FieldError(Sentence.of("rule_per_band", count=len(info.bands)), list(numbers), name)
    except parse.FieldError as error:
        raise BadInput("dataset_damaged", path=table.path, reason=error.sentence) from None
    return info
