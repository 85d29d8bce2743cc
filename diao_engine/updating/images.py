# SPDX-License-Identifier: GPL-2.0-or-later
"""The images of an update: when each was taken, and where it lies."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import BadInput
from ..jobs import Extent
from ..jobs.dates import date_of, date_text, now, read_date
from ..raster.georef import GeoRef, transformed_ring
from ..raster.read import open_source

_DOMAINS = (None, "IMAGERY")  # GDAL keeps what satellites say of themselves in the second

# The date of an image in minutes, the name of its file, and its path: images of one date go by their names.
Order = tuple[int, str, str]
_CLOCKS_APART = 24 * 60  # minutes by which clocks and zones may differ


@dataclass(frozen=True)
class NewImage:
    """An image on disk, its grid, and its date in minutes."""

    path: str
    georef: GeoRef
    date: int

    @property
    def order(self) -> Order:
        """What puts images in their order."""
        return self.date, os.path.basename(self.path), self.path

    def extent_within(self, limits: GeoRef) -> Extent:
        """What a grid covers, in the CRS of the image."""
        height, width = limits.shape
        corners = ((0, 0), (width, 0), (width, height), (0, height), (0, 0))
        ring = np.array([limits.transform @ corner for corner in corners])
        if limits.crs is not None and self.georef.crs is not None:
            ring = transformed_ring(ring, limits.crs, self.georef.crs)
        (xmin, ymin), (xmax, ymax) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
        return Extent(xmin, xmax, ymin, ymax)


def images_of(paths: Sequence[str], date: str | None, told: Mapping[str, int] | None = None) -> list[NewImage]:
    """The images, each once, the oldest first, and of one date by their names.

    Parameters
    ----------
    paths
        Files that GDAL opens.
    date
        When all of them were taken; None or empty means what each one says.
    told
        By path, dates in minutes that a catalogue tells of images; they go before what these say themselves.

    Raises
    ------
    BadInput
        An image cannot be opened, or nothing says when it was taken.
    """
    given = read_date(date) if date else None
    dates = dict(told or {}) if given is None else {}
    found = {os.path.realpath(path): _image(path, dates.get(path, given)) for path in paths}
    return sorted(found.values(), key=lambda image: image.order)


def on_one_grid(anchor: GeoRef, images: Sequence[NewImage]) -> None:
    """BadInput when an image and the map cannot be brought together, since only one of them has a CRS."""
    for image in images:
        if (image.georef.crs is None) != (anchor.crs is None):
            code = "image_without_crs" if image.georef.crs is None else "map_without_crs"
            raise BadInput(code, path=image.path, field="images")


def _image(path: str, given: int | None) -> NewImage:
    with open_source(path) as source:
        georef = GeoRef.of(source)
        told = {key: text for domain in _DOMAINS for key, text in source.tags(ns=domain).items()}
    date = given if given is not None else date_of(path, told)
    if date is None:
        raise BadInput("image_without_date", path=path, field="date")
    if date > now() + _CLOCKS_APART:
        raise BadInput("image_from_future", path=path, date=date_text(date), field="date")
    return NewImage(path, georef, date)
