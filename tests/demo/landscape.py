# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a landscape: an aerial image (R, G, B, NIR, 1 m) and polygons of what is on the ground.

Forest, meadow and arable land cover nearly all of it; water, buildings and peat bog are the rare classes that a map would
be made for. It is made to be learnable and not trivial: light falls off to one side, conifers are as dark as ponds, dry
bog is as brown as bare soil, roofs are as grey as yards, trees and barns cast shadows. Yards, tracks and hedges have no
label. The same size and seed draw the same landscape.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import shapes
from rasterio.transform import from_origin
from scipy import ndimage
from scipy.spatial import cKDTree

CLASSES = {1: "forest", 2: "meadow", 3: "arable", 4: "water", 5: "building", 6: "bog"}
COLORS = {
    "forest": "#2d6a3e", "meadow": "#a8cf7a", "arable": "#e3cf8f", "water": "#2f7fc1", "building": "#c8332d",
    "bog": "#8a5a9e",
}  # fmt: skip
RARE = ("water", "building", "bog")
CRS = "EPSG:25832"

FOREST, MEADOW, ARABLE, WATER, BUILDING, BOG = CLASSES
_SUN = np.array([-0.55, 0.83])  # where shadows fall, in rows and columns: the sun stands in the south-west
_ORIGIN = (561000.0, 5936000.0)

Image = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass
class Ground:
    """What lies where, before it is seen: class, height above ground, and materials that are no class."""

    classes: NDArray[np.uint8]
    parcel: NDArray[np.int32]
    height: Image
    yard: Mask
    hedge: Mask
    roof: Image  # brightness of the roof plane, 0 where there is none
    roof_kind: NDArray[np.uint8]
    rows: NDArray[np.float32] = field(init=False)

    @property
    def size(self) -> int:
        return self.classes.shape[0]


def draw(size: int, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The image as bands x rows x columns and the class raster (0: no label)."""
    rng = np.random.default_rng(seed)
    ground = _lay_out(size, rng)
    image = _materials(ground, rng)
    image *= _shadows(ground)[None]
    relief = _fractal(size, 2.6, rng)
    light = 1.0 + 0.05 * relief + np.linspace(0.14, -0.16, size, dtype=np.float32)[None, :]
    haze = np.array([0.020, 0.028, 0.045, 0.008], np.float32)[:, None, None] * (1.2 + 0.3 * relief)
    image = ndimage.gaussian_filter(image * light + haze, (0, 0.62, 0.62))
    image += rng.normal(0, 0.006, image.shape).astype(np.float32)
    pixels = np.clip(np.power(np.clip(image, 0, 1), 0.80) * 255 + 8, 1, 254).astype(np.uint8)
    labels = np.where(ground.yard | ground.hedge, 0, ground.classes).astype(np.uint8)
    return pixels, labels


def write(folder: Path, size: int, seed: int) -> tuple[Path, Path]:
    """Write image.tif and labels.gpkg (field `class`) and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pixels, labels = draw(size, seed)
    image_file, label_file = folder / "image.tif", folder / "labels.gpkg"
    with rasterio.open(
        image_file, "w", driver="GTiff", width=size, height=size, count=4, dtype="uint8", crs=CRS, transform=transform(),
        tiled=True, compress="deflate", photometric="rgb", alpha="unspecified",
    ) as target:  # fmt: skip
        target.write(pixels)
        for band, name in enumerate(("red", "green", "blue", "near infrared"), 1):
            target.set_band_description(band, name)
    write_labels(label_file, labels)
    return image_file, label_file


def transform() -> Affine:
    """Where a scene lies."""
    return from_origin(*_ORIGIN, 1.0, 1.0)


def write_labels(file: Path, labels: NDArray[np.uint8]) -> None:
    """Write a class raster as polygons with the field `class`."""
    found = [(shapely.geometry.shape(shape), int(value)) for shape, value in shapes(labels, labels > 0, 8, transform())]
    outlines = shapely.make_valid(shapely.coverage_simplify(np.array([shape for shape, _ in found]), 1.2))
    parts, whole = shapely.get_parts(outlines, return_index=True)
    names = np.array([CLASSES[value] for _, value in found], object)[whole]
    solid = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) > 4)
    pyogrio.raw.write(
        file, shapely.to_wkb(parts[solid]), [names[solid]], fields=["class"], layer="labels",
        geometry_type="Polygon", crs=CRS, driver="GPKG", dataset_options={"VERSION": "1.2"},  # without a warning in QGIS 3.22
    )  # fmt: skip


# --- what lies where -----------------------------------------------------------------------------------------------


def _lay_out(size: int, rng: np.random.Generator) -> Ground:
    parcel, centres = _parcels(size, rng)
    wood = _fractal(size, 2.9, rng) + 0.18 * _fractal(size, 1.6, rng)
    classes = np.full((size, size), MEADOW, np.uint8)
    crops = rng.random(len(centres)) < 0.56
    classes[crops[parcel]] = ARABLE
    # Half of the woods follow nature, half end at a parcel's straight border.
    with np.errstate(invalid="ignore"):  # some parcels lie outside the scene
        mean = ndimage.mean(wood, parcel, np.arange(len(centres)))
    level = np.quantile(wood, 0.57)
    planted = mean > level
    classes[(wood > level + 0.25) | (planted[parcel] & (wood > level - 0.55))] = FOREST
    classes = _without_slivers(classes)

    yard = np.zeros((size, size), bool)
    border = _borders(parcel)
    hedged = rng.random(len(centres)) < 0.4
    hedge = ndimage.binary_dilation(border & hedged[parcel], iterations=2) & (classes != FOREST)
    tracks = ndimage.binary_dilation(border & (parcel % 5 == 0), iterations=1)
    yard |= tracks & ~hedge & (classes != FOREST)

    _set(classes, _river(size, rng), WATER)
    _set(classes, _blobs(size, rng, count=size / 110, radius=(8, 24), on=classes != BUILDING), WATER)
    _set(classes, _blobs(size, rng, count=size / 120, radius=(16, 40), on=classes != WATER), BOG)
    hedge &= (classes != WATER) & (classes != BOG)
    yard &= (classes != WATER) & (classes != BOG)

    height = np.where((classes == FOREST) | hedge, 9.0, 0.0).astype(np.float32)
    ground = Ground(
        classes, parcel, height, yard, hedge, np.zeros((size, size), np.float32), np.zeros((size, size), np.uint8)
    )
    _farms(ground, rng)
    ground.rows = (rng.uniform(0, np.pi, len(centres)).astype(np.float32))[parcel]
    return ground


def _parcels(size: int, rng: np.random.Generator) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Parcels as a Voronoi diagram in a sheared, gently bent plane: long straight borders, few right angles."""
    spacing = 118.0
    count = int(size / spacing) + 3
    grid = np.stack(np.meshgrid(np.arange(count), np.arange(count), indexing="ij"), -1).reshape(-1, 2)
    centres = (grid - 1 + rng.uniform(-0.36, 0.36, grid.shape)) * spacing
    rows, columns = np.mgrid[:size, :size].astype(np.float32)
    bend = 14 * np.sin(columns / 260) + 9 * np.sin(rows / 170)
    points = np.stack([(rows + bend) * 1.0, (columns + 0.35 * rows) / 1.45], -1).reshape(-1, 2)
    scaled = np.stack([centres[:, 0], (centres[:, 1] + 0.35 * centres[:, 0]) / 1.45], -1)
    return cKDTree(scaled).query(points)[1].reshape(size, size).astype(np.int32), centres


def _borders(parcel: NDArray[np.int32]) -> Mask:
    border = np.zeros(parcel.shape, bool)
    border[1:] |= parcel[1:] != parcel[:-1]
    border[:, 1:] |= parcel[:, 1:] != parcel[:, :-1]
    return border


def _without_slivers(classes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A majority over 11 m, so that no class lies in crumbs."""
    votes = [ndimage.uniform_filter((classes == value).astype(np.float32), 11) for value in (FOREST, MEADOW, ARABLE)]
    return np.array([FOREST, MEADOW, ARABLE], np.uint8)[np.argmax(votes, axis=0)]


def _river(size: int, rng: np.random.Generator) -> Mask:
    along = np.arange(size)
    bend = rng.uniform(0, 2 * np.pi, 3)
    middle = size * 0.36 + size * 0.09 * np.sin(along / size * 5 + bend[0]) + 17 * np.sin(along / 61 + bend[1])
    middle += 6 * np.sin(along / 23 + bend[2])
    slope = np.hypot(1, np.gradient(middle))
    width = (2.6 + 0.9 * np.sin(along / 140)) * slope
    return np.abs(np.arange(size)[:, None] - middle[None, :]) < width[None, :]


def _blobs(size: int, rng: np.random.Generator, *, count: float, radius: tuple[float, float], on: Mask) -> Mask:
    """Round shapes with uneven outlines, one in each cell of a loose grid, so that no part of the scene lacks them."""
    found = np.zeros((size, size), bool)
    cells = max(int(np.sqrt(max(count, 4)) + 0.5), 2)
    cell = size / cells
    rows, columns = np.mgrid[:size, :size].astype(np.float32)
    for index in range(cells * cells):
        at = (np.array(divmod(index, cells)) + rng.uniform(0.22, 0.78, 2)) * cell
        reach, flat, turn = rng.uniform(*radius), rng.uniform(0.55, 1.0), rng.uniform(0, np.pi)
        down, right = rows - at[0], columns - at[1]
        u, v = down * np.cos(turn) + right * np.sin(turn), (right * np.cos(turn) - down * np.sin(turn)) / flat
        angle, phase = np.arctan2(v, u), rng.uniform(0, 2 * np.pi, 3)
        uneven = sum(
            part * np.sin(k * angle + p) for part, k, p in zip((0.18, 0.10, 0.06), (2, 3, 7), phase, strict=True)
        )
        found |= np.hypot(u, v) < reach * (1 + uneven)
    return found & on


def _set(classes: NDArray[np.uint8], where: Mask, value: int) -> None:
    classes[where] = value


def _farms(ground: Ground, rng: np.random.Generator) -> None:
    """Farmsteads of a few gabled buildings round a yard, in the open, one per cell of a loose grid."""
    size = ground.size
    cells = max(round(size / 190), 2)
    cell = size / cells
    open_ground = np.isin(ground.classes, (MEADOW, ARABLE))
    inner = ndimage.distance_transform_edt(open_ground)
    for index in range(cells * cells):
        corner = (np.array(divmod(index, cells)) * cell).astype(int)
        part = inner[corner[0] + 20 : corner[0] + int(cell) - 20, corner[1] + 20 : corner[1] + int(cell) - 20]
        if part.size == 0 or part.max() < 22:
            continue
        at = np.array(np.unravel_index(int(np.argmax(part + rng.uniform(0, 12, part.shape))), part.shape)) + corner + 20
        _farm(ground, at.astype(float), rng)


def _farm(ground: Ground, at: NDArray[np.float64], rng: np.random.Generator) -> None:
    turn = rng.uniform(0, np.pi)
    across = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    reach = rng.uniform(15, 21)
    rows, columns = np.mgrid[: ground.size, : ground.size]
    yard = np.hypot(rows - at[0], columns - at[1]) < reach + 3 * np.sin(5 * np.arctan2(rows - at[0], columns - at[1]))
    ground.yard |= yard & np.isin(ground.classes, (MEADOW, ARABLE)) & ~ground.hedge
    for number in range(int(rng.integers(3, 6))):
        angle = number * 2 * np.pi / 5 + rng.uniform(-0.2, 0.2)
        middle = at + across @ (np.array([np.cos(angle), np.sin(angle)]) * reach * rng.uniform(0.75, 1.1))
        length, width = rng.uniform(12, 27), rng.uniform(8, 13)
        own = across if number % 2 else across @ np.array([[0.0, -1.0], [1.0, 0.0]])
        _building(ground, middle, own, (length, width), rng)


def _building(
    ground: Ground, middle: NDArray[np.float64], axes: NDArray[np.float64], extent: tuple[float, float],
    rng: np.random.Generator,
) -> None:  # fmt: skip
    size = ground.size
    low = np.maximum(middle - 30, 0).astype(int)
    high = np.minimum(middle + 30, size).astype(int)
    if np.any(high - low < 4):
        return
    window = (slice(low[0], high[0]), slice(low[1], high[1]))
    place = np.stack(np.mgrid[window], -1) - middle
    along, over = place @ axes[:, 0], place @ axes[:, 1]
    inside = (np.abs(along) < extent[0] / 2) & (np.abs(over) < extent[1] / 2)
    inside &= np.isin(ground.classes[window], (MEADOW, ARABLE)) & ~ground.hedge[window]
    facing = axes[:, 1] @ -_SUN
    plane = np.where(over > 0, 1 + 0.26 * facing, 1 - 0.26 * facing)
    ground.classes[window][inside] = BUILDING
    ground.yard[window][inside] = False
    ground.height[window][inside] = rng.uniform(4.5, 8.5)
    ground.roof[window][inside] = (plane * rng.uniform(0.85, 1.15))[inside]
    ground.roof_kind[window][inside] = rng.choice([1, 2, 3, 4], p=[0.45, 0.25, 0.2, 0.1])


# --- how it looks --------------------------------------------------------------------------------------------------


def _materials(ground: Ground, rng: np.random.Generator) -> Image:
    """Reflectance per band."""
    size = ground.size
    fine, middle, coarse = (_fractal(size, beta, rng) for beta in (0.6, 1.6, 2.4))
    image = _meadow(ground, fine, middle, coarse, rng)
    arable = _arable(ground, fine, middle, rng)
    image = np.where((ground.classes == ARABLE)[None], arable, image)
    forest = _canopy(size, coarse, fine, rng)
    image = np.where(((ground.classes == FOREST) | ground.hedge)[None], forest, image)
    image = np.where((ground.classes == BOG)[None], _bog(fine, middle, rng), image)
    image = np.where((ground.classes == WATER)[None], _water(ground, middle, coarse), image)
    gravel = _tone((0.40, 0.37, 0.32, 0.42), 1 + 0.10 * fine + 0.10 * middle)
    image = np.where(ground.yard[None], gravel, image)
    roofs = np.array(
        [(0, 0, 0, 0), (0.46, 0.24, 0.18, 0.40), (0.33, 0.33, 0.34, 0.33), (0.24, 0.20, 0.19, 0.26),
         (0.60, 0.61, 0.60, 0.56)], np.float32,
    )[ground.roof_kind]  # fmt: skip
    roof = np.moveaxis(roofs, -1, 0) * ground.roof * (1 + 0.05 * fine)
    return np.where((ground.classes == BUILDING)[None], roof, image).astype(np.float32)


def _meadow(ground: Ground, fine: Image, middle: Image, coarse: Image, rng: np.random.Generator) -> Image:
    count = int(ground.parcel.max()) + 1
    lush = np.clip(rng.normal(0.5, 0.28, count), 0, 1).astype(np.float32)[ground.parcel]
    dry = np.array([0.37, 0.37, 0.21, 0.47], np.float32)[:, None, None]
    green = np.array([0.20, 0.31, 0.13, 0.60], np.float32)[:, None, None]
    mixed = dry + (green - dry) * np.clip(lush + 0.16 * middle, 0, 1)
    mown = (rng.random(count) < 0.4)[ground.parcel]
    swath = np.where(mown, 0.05 * np.sin(_across(ground) * 2 * np.pi / 7.5 + 0.5 * middle), 0)
    return mixed * (1 + 0.055 * fine + 0.05 * coarse + swath)


def _arable(ground: Ground, fine: Image, middle: Image, rng: np.random.Generator) -> Image:
    crops = np.array(
        [(0.38, 0.29, 0.22, 0.36), (0.30, 0.23, 0.18, 0.30), (0.55, 0.47, 0.30, 0.52), (0.47, 0.42, 0.25, 0.50),
         (0.24, 0.34, 0.16, 0.58), (0.30, 0.36, 0.18, 0.55)], np.float32,
    )  # fmt: skip
    count = int(ground.parcel.max()) + 1
    crop = rng.integers(0, len(crops), count)
    tone = np.moveaxis(crops[crop][ground.parcel], -1, 0)
    across = _across(ground)
    rows = np.sin(across * 2 * np.pi / rng.choice([3.1, 3.6, 4.3], count)[ground.parcel] + 0.6 * middle)
    lanes = np.abs((across + 0.8 * middle) % 24 - 12)
    tramline = (np.abs(lanes - 1.2) < 0.55) & (crop >= 2)[ground.parcel]
    wet = np.clip(middle - 0.9, 0, 2) * 0.10
    bright = 1 + 0.05 * rows + 0.05 * fine + 0.06 * middle - wet
    return tone * np.where(tramline, 0.80, bright)


def _canopy(size: int, coarse: Image, fine: Image, rng: np.random.Generator) -> Image:
    """Crowns as domes over jittered stems, lit from the sun's side, dark between them."""
    spacing = 5.2
    count = int(size / spacing) + 3
    grid = np.stack(np.meshgrid(np.arange(count), np.arange(count), indexing="ij"), -1).reshape(-1, 2)
    stems = (grid - 1 + rng.uniform(-0.48, 0.48, grid.shape)) * spacing
    pixels = np.stack(np.mgrid[:size, :size], -1).reshape(-1, 2) + 0.8 * np.stack([fine, coarse], -1).reshape(-1, 2)
    distance, nearest = (part.reshape(size, size) for part in cKDTree(stems).query(pixels))
    reach = rng.uniform(2.4, 4.2, len(stems)).astype(np.float32)[nearest]
    dome = np.sqrt(np.clip(1 - (distance / reach) ** 2, 0, 1)).astype(np.float32)
    down, right = np.gradient(dome * reach)
    lit = np.clip(0.72 - 0.42 * (down * _SUN[0] + right * _SUN[1]), 0.18, 1.5)
    gap = 0.40 + 0.60 * np.clip(dome * 1.7, 0, 1)
    conifer = 1 / (1 + np.exp(-3.2 * (coarse + rng.normal(0, 0.35, len(stems)).astype(np.float32)[nearest])))
    leaf = np.array([0.17, 0.27, 0.11, 0.56], np.float32)[:, None, None]
    needle = np.array([0.085, 0.145, 0.095, 0.33], np.float32)[:, None, None]
    each = rng.normal(1, 0.11, len(stems)).astype(np.float32)[nearest]
    return (leaf + (needle - leaf) * conifer) * lit * gap * each * (1.18 + 0.06 * fine)


def _bog(fine: Image, middle: Image, rng: np.random.Generator) -> Image:
    """Heath hummocks and moss with dark hollows: as brown as soil, as rough as a wood."""
    hummock = ndimage.gaussian_filter(rng.normal(0, 1, fine.shape), 1.9).astype(np.float32)
    hummock /= hummock.std()
    heath = np.array([0.29, 0.23, 0.18, 0.34], np.float32)[:, None, None]
    moss = np.array([0.36, 0.37, 0.20, 0.46], np.float32)[:, None, None]
    mixed = heath + (moss - heath) * np.clip(0.4 + 0.35 * middle + 0.25 * hummock, 0, 1)
    hollow = np.clip(-hummock - 1.0, 0, 1)
    return mixed * (1 + 0.09 * fine + 0.10 * hummock) * (1 - 0.62 * hollow)


def _water(ground: Ground, middle: Image, coarse: Image) -> Image:
    depth = np.clip(ndimage.distance_transform_edt(ground.classes == WATER) / 9, 0, 1).astype(np.float32)
    shallow = np.array([0.17, 0.19, 0.13, 0.13], np.float32)[:, None, None]
    deep = np.array([0.065, 0.095, 0.095, 0.035], np.float32)[:, None, None]
    return (shallow + (deep - shallow) * depth) * (1 + 0.10 * middle + 0.12 * coarse)


def _shadows(ground: Ground) -> Image:
    """What stands high darkens what lies behind it."""
    shaded = np.zeros(ground.height.shape, np.float32)
    for step in range(1, 9):
        offset = np.rint(_SUN * step).astype(int)
        moved = ndimage.shift(ground.height, offset, order=0, mode="nearest")
        shaded = np.maximum(shaded, (moved > ground.height + step * 0.95).astype(np.float32))
    return 1 - 0.56 * ndimage.gaussian_filter(shaded, 0.5)


def _across(ground: Ground) -> Image:
    """Distance across the direction in which a parcel is worked."""
    rows, columns = np.mgrid[: ground.size, : ground.size].astype(np.float32)
    return rows * np.cos(ground.rows) + columns * np.sin(ground.rows)


def _tone(color: tuple[float, ...], bright: Image) -> Image:
    return np.array(color, np.float32)[:, None, None] * bright


def _fractal(size: int, beta: float, rng: np.random.Generator) -> Image:
    """Noise with a spectrum of 1/f^beta, mean 0 and spread 1."""
    frequency = np.hypot(np.fft.fftfreq(size)[:, None], np.fft.rfftfreq(size)[None, :])
    frequency[0, 0] = np.inf
    spectrum = np.fft.rfft2(rng.normal(0, 1, (size, size))) * frequency ** (-beta / 2)
    noise = np.fft.irfft2(spectrum, s=(size, size))
    return ((noise - noise.mean()) / noise.std()).astype(np.float32)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--size", type=int, default=1536)
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    write(given.folder, given.size, given.seed)
