# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a small landscape that a network can learn from its bands, as a tile dataset."""

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS

from diao_engine.dataset.classes import ClassScheme
from diao_engine.dataset.info import DatasetInfo
from diao_engine.dataset.store import TileDataset, save
from diao_engine.dataset.tiles import Tiles
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.raster.georef import GeoRef

SCHEME = ClassScheme(
    (ClassInfo(1, "forest", "#005500"), ClassInfo(4, "meadow", "#88ff00"), ClassInfo(9, "pond", "#0000ff")), ignore=255
)
UTM = CRS.from_epsg(32633)


def draw(folder, *, bands=3, dtype="uint8", tile=64, tiles=6, val=2, crs=UTM, nodata=None, seed=0):
    """One image strip of `tiles` square tiles, the last `val` for validation; a dataset's path.

    Forest everywhere, meadows and ponds as boxes, each with its own values; the label has an ignored corner per tile.
    """
    rng = np.random.default_rng(seed)
    labels = np.full((tile, tile * tiles), 1, dtype=np.uint8)
    for number in range(tiles):
        for value, side in ((4, tile // 2), (9, tile // 4)):
            row, column = rng.integers(0, tile - side, 2)
            labels[row : row + side, number * tile + column : number * tile + column + side] = value
        labels[:3, number * tile : number * tile + 3] = 255
    level = {1: 60, 4: 140, 9: 220, 255: 20}
    scale = 1 if dtype == "uint8" else 37 if np.dtype(dtype).kind == "u" else 0.01
    base = np.vectorize(level.get)(labels)
    noise = rng.normal(0, 8, (bands, *labels.shape))
    pixels = ((base[None] + noise).clip(0, 255) * scale).astype(dtype)
    if nodata is not None:
        pixels[:, -5:, ::tile] = nodata
    georef = GeoRef(crs, Affine(0.5, 0, 5e5, 0, -0.5, 5e6) if crs else Affine.identity(), labels.shape)
    image, label = str(folder / "image.tif"), str(folder / "label.tif")
    for path, array, more in ((image, pixels, {"nodata": nodata}), (label, labels[None], {})):
        with rasterio.open(
            path, "w", driver="GTiff", width=labels.shape[1], height=tile, count=len(array), dtype=array.dtype,
            crs=crs, transform=georef.transform, **more,
        ) as sink:  # fmt: skip
            sink.write(array)
    windows = np.array([[number * tile, 0, tile, tile] for number in range(tiles)])
    drawn = Tiles.fresh(
        image=np.full(tiles, image, dtype=object),
        label=np.full(tiles, label, dtype=object),
        windows=windows,
        counts=np.stack([SCHEME.count(labels[:, x : x + tile]) for x in windows[:, 0]]),
        footprint=georef.footprints(windows),
        split=np.array(["train"] * (tiles - val) + ["val"] * val, dtype=object),
    )
    names = tuple(f"band {number}" for number in range(1, bands + 1))
    info = DatasetInfo(names, dtype, georef.pixel_size, tile, 255)
    path = str(folder / "tiles.gpkg")
    save(TileDataset(SCHEME, drawn, info, crs), path, final_path=path)
    return path
