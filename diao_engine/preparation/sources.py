# SPDX-License-Identifier: GPL-2.0-or-later
"""Inspects images before any work starts: what they hold, and whether they can stand in one dataset."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rasterio.crs import CRS

from ..errors import BadInput
from ..protocol.progress import ProgressReporter
from ..raster.bands import BandSet, declares_nodata, undeclared_nodata
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.read import open_image

_WGS84 = CRS.from_epsg(4326)


@dataclass(frozen=True)
class ImageSource:
    """An image as a dataset needs to know it; `path` is absolute."""

    path: str
    georef: GeoRef
    bands: tuple[str, ...]
    dtype: str
    meaning: BandSet
    declares_nodata: bool
    nodata_like: float | None  # a value that looks like an undeclared nodata value


def inspect_image(path: str) -> ImageSource:
    """Open an image and read its first and last pixel, which a file cut short does not have."""
    with open_image(path) as image:
        height, width = image.georef.shape
        for corner in (Window(0, 0, 1, 1), Window(width - 1, height - 1, 1, 1)):
            image.read(corner)
        return ImageSource(
            absolute(path),
            image.georef,
            image.band_names,
            image.dtype,
            BandSet.of(image),
            declares_nodata(image),
            undeclared_nodata(image),
        )


def inspect_images(paths: Sequence[str], report: ProgressReporter) -> list[ImageSource]:
    """Inspect the images of one dataset, each file once. BadInput when their numbers of bands differ."""
    unique = dict.fromkeys(absolute(path) for path in paths)
    sources = [inspect_image(path) for path in report.track(unique, "inspecting_images", len(unique))]
    first = sources[0]
    for source in sources:
        if len(source.bands) != len(first.bands):
            raise BadInput(
                "images_of_other_bands",
                path=source.path,
                count=len(source.bands),
                first=first.path,
                first_count=len(first.bands),
            )
    dtypes = sorted({source.dtype for source in sources})
    if len(dtypes) > 1:
        report.warning("several_dtypes", dtypes=dtypes)
    return sources


def common_crs(georefs: Sequence[GeoRef], report: ProgressReporter) -> CRS | None:
    """The CRS of a dataset's footprints: the one that all images share, or EPSG:4326 where they differ."""
    by_wkt = {None if georef.crs is None else georef.crs.to_wkt(): georef.crs for georef in georefs}
    if len(by_wkt) == 1:
        return georefs[0].crs
    if None in by_wkt:
        raise BadInput("some_without_crs")
    report.info("several_crs", count=len(by_wkt))
    return _WGS84


def common_pixel_size(georefs: Sequence[GeoRef], report: ProgressReporter) -> float:
    """The median pixel size, in units of the CRS; reports where they differ."""
    sizes = np.array([georef.pixel_size for georef in georefs])
    if np.ptp(sizes) > 0.01 * sizes.min():
        report.info("several_pixel_sizes", least=sizes.min(), most=sizes.max())
    return float(np.sort(sizes)[len(sizes) // 2])


def absolute(path: str) -> str:
    """The absolute path of a file; GDAL's other names (/vsizip/…, NETCDF:…) as they are."""
    return os.path.abspath(path) if os.path.exists(path) else path
