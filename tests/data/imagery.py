# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws small image and mask pairs with the shape of the real ones in ../shared, so that tests need no data but the checkout.

As there: four uint8 bands of which the near infrared is tagged as alpha, six classes of which building, road and water are
rare, 0.6 m pixels in UTM. Numpy alone draws, so that the engine's and QGIS's Python do; the same name draws the same pair.
Run as a program it writes the pairs to look at: `.ci/tool qgis tests/data/imagery.py FOLDER`.
"""

import sys
from pathlib import Path

import numpy as np

CLASSES = ("background", "building", "road", "bare_land", "forest", "water")
BACKGROUND, BUILDING, ROAD, BARE_LAND, FOREST, WATER = range(6)
NAMES = ("cluster01", "cluster02")
SIZE = 512
PIXEL = 0.6
EPSG = 26917

# Mean and spread of the bands in each class, measured in naip_ohio.
_MEANS = np.array(
    [(139, 148, 102, 220), (148, 152, 149, 161), (197, 197, 178, 208), (200, 185, 147, 219), (87, 102, 87, 196),
     (62, 83, 90, 14)], np.float32,
)  # fmt: skip
_SPREADS = np.array([18, 30, 16, 9, 30, 12], np.float32)
_ORIGIN = (330_000.0, 4_300_000.0)


def draw(seed, size=SIZE):
    """Pixels (band, row, column) and classes (row, column), both uint8."""
    rng = np.random.default_rng(seed)
    classes = np.full((size, size), BACKGROUND, np.uint8)
    woods, fields = (_noise(rng, size, exponent=3.0) for _ in range(2))
    classes[fields > np.quantile(fields, 0.85)] = BARE_LAND
    classes[woods > np.quantile(woods, 0.72)] = FOREST
    _river(rng, classes)
    _roads(rng, classes)
    _buildings(rng, classes)
    texture = _noise(rng, size, exponent=1.0)
    pixels = np.moveaxis(_MEANS[classes], -1, 0) + _SPREADS[classes] * texture
    pixels = pixels + rng.normal(0, 4, pixels.shape)
    return np.clip(pixels, 1, 254).astype(np.uint8), classes


def write(folder):
    """Write NAME_image.tif and NAME_mask.tif for each of `NAMES`, side by side; to be called in QGIS's Python."""
    from osgeo import gdal

    for index, name in enumerate(NAMES):
        pixels, classes = draw(index)
        left = _ORIGIN[0] + index * SIZE * PIXEL
        _save(gdal, Path(folder, f"{name}_image.tif"), pixels, left, ["PHOTOMETRIC=RGB", "ALPHA=YES"])
        _save(gdal, Path(folder, f"{name}_mask.tif"), classes[None], left, [])


def _save(gdal, path, bands, left, options):
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    count, height, width = bands.shape
    raster = gdal.GetDriverByName("GTiff").Create(str(path), width, height, count, gdal.GDT_Byte, options)
    raster.SetGeoTransform((left, PIXEL, 0, _ORIGIN[1], 0, -PIXEL))
    raster.SetProjection(reference.ExportToWkt())
    for number, band in enumerate(bands, 1):
        raster.GetRasterBand(number).WriteArray(band)
    raster.FlushCache()


def _noise(rng, size, exponent):
    """Noise with a spectrum of 1/f^exponent, mean 0 and spread 1."""
    frequency = np.hypot(np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None, :])
    frequency[0, 0] = np.inf
    noise = np.fft.irfft2(np.fft.rfft2(rng.normal(size=(size, size))) * frequency ** (-exponent / 2), s=(size, size))
    return (noise - noise.mean()) / noise.std()


def _river(rng, classes):
    size = len(classes)
    rows = np.arange(size)
    middle = size * (0.5 + 0.2 * np.sin(rows / size * 5 + rng.uniform(0, 6)) + 0.03 * np.sin(rows / 37))
    classes[np.abs(np.arange(size)[None, :] - middle[:, None]) < 7] = WATER


def _roads(rng, classes):
    """Straight across, one each way, over the river on bridges."""
    size = len(classes)
    rows, columns = np.mgrid[:size, :size]
    for along, across in ((rows, columns), (columns, rows)):
        classes[np.abs(along - size * rng.uniform(0.3, 0.7) - across * rng.uniform(-0.3, 0.3)) < 4] = ROAD


def _buildings(rng, classes):
    """One in each cell of a grid, where nothing but open land lies under it."""
    for row, column in np.ndindex(len(classes) // 40, len(classes) // 40):
        height, width = rng.integers(10, 22, 2)
        top, left = np.array([row, column]) * 40 + rng.integers(2, 16, 2)
        under = classes[top : top + height, left : left + width]
        if np.isin(under, (BACKGROUND, BARE_LAND)).all():
            under[:] = BUILDING


if __name__ == "__main__":
    write(sys.argv[1])
