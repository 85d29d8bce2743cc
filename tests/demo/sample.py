# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the sample that ships with the plugin: a drawn landscape with labels, and a tiny model that maps it.

make sample: `resources/sample` with image.tif, labels.gpkg, labels.qml and model.onnx. The model has learned from two other drawn
landscapes, so that the map of the sample is one of ground that it has not seen; its card holds what it reaches there. It is small
enough for the zip, and an ONNX model maps with the smallest environment. Two minutes, one of them for training.
"""

import datetime
import json
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import demo
import landscape
import numpy as np
import rasterio
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.metrics.confusion import Confusion
from diao_engine.model import export, package
from diao_engine.model.card import ModelCard
from diao_engine.protocol.worker import versions
from diao_engine.training import normalise

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sample"
SIDE = 1024  # m, at one metre a pixel
SEED, LEARNED = 12, (3, 11)
BANDS, CLASSES = 3, len(landscape.CLASSES)
CHANNELS = (8, 16, 32, 48)
DIVISOR = 2 ** (len(CHANNELS) - 1)
STEPS, BATCH, CROP, RATE = 650, 16, 64, 0.01
RARE_CROPS = 0.5  # share of the crops that have a rare class in their middle


class Block(nn.Sequential):
    def __init__(self, before, after):
        layers = []
        for channels in (before, after):
            layers += [nn.Conv2d(channels, after, 3, padding=1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
        super().__init__(*layers)


class TinyUNet(nn.Module):
    """A U-Net of a hundred thousand weights."""

    def __init__(self):
        super().__init__()
        self.down = nn.ModuleList(Block(*pair) for pair in zip((BANDS, *CHANNELS), CHANNELS, strict=False))
        pairs = list(pairwise(CHANNELS))[::-1]
        self.up = nn.ModuleList(Block(below + skip, skip) for skip, below in pairs)
        self.head = nn.Conv2d(CHANNELS[0], CLASSES, 1)

    def forward(self, x):
        skips = []
        for number, block in enumerate(self.down):
            x = block(x if not number else nn.functional.max_pool2d(x, 2))
            skips.append(x)
        for block, skip in zip(self.up, skips[-2::-1], strict=True):
            x = block(torch.cat([nn.functional.interpolate(x, scale_factor=2.0, mode="nearest"), skip], 1))
        return self.head(x)


def main():
    with tempfile.TemporaryDirectory(prefix="diao-sample-") as scratch:
        learned = [scene(Path(scratch) / str(seed), seed) for seed in LEARNED]
        FOLDER.mkdir(exist_ok=True)
        image, labels = scene(FOLDER, SEED)
        demo.Qgis(Path(scratch)).script("style", str(FOLDER / "labels.gpkg"), "class", json.dumps(landscape.COLORS))
    normalisation = normalise.measure(learned, classes=CLASSES)
    network, shown = trained(learned, normalisation)
    found = Confusion.of(
        labels[labels < CLASSES], mapped(network, normalisation.apply(image))[labels < CLASSES], CLASSES
    )
    card = described(normalisation, learned, shown, found)
    package.write(str(FOLDER / "model.onnx"), export.to_onnx(network, bands=BANDS, divisor=DIVISOR), card)
    for name, iou in zip(landscape.CLASSES.values(), found.iou, strict=True):
        print(f"{name:<10} IoU {iou:.2f}")
    for path in sorted(FOLDER.iterdir()):
        print(f"{path.name:<12} {path.stat().st_size / 1000:.0f} kB")


def scene(folder, seed):
    """Draw a landscape into a folder: its image as QGIS will read it, and class indices (`CLASSES` where there is no label)."""
    pixels, labels = landscape.draw(SIDE, seed)
    folder.mkdir(exist_ok=True)
    landscape.write_labels(folder / "labels.gpkg", labels)
    with rasterio.open(
        folder / "image.tif", "w", driver="GTiff", width=SIDE, height=SIDE, count=BANDS, dtype="uint8", crs=landscape.CRS,
        transform=landscape.transform(), tiled=True, compress="jpeg", photometric="ycbcr", jpeg_quality=85,
    ) as target:  # fmt: skip
        target.write(pixels[:BANDS])
        for band, name in enumerate(("red", "green", "blue"), 1):
            target.set_band_description(band, name)
    with rasterio.open(folder / "image.tif") as source:  # as compressed as the model will see it
        return source.read(), np.where(labels > 0, labels - 1, CLASSES).astype(np.int64)


def trained(scenes, normalisation):
    """The network, and the pixels per class that it was shown."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # so small a network is slower on two
    rng = np.random.default_rng(SEED)
    network = TinyUNet().to(memory_format=torch.channels_last)
    images = [normalisation.apply(image) for image, _ in scenes]
    labels = [label for _, label in scenes]
    rare = [name in landscape.RARE for name in landscape.CLASSES.values()]
    places = [np.argwhere(np.isin(label, np.flatnonzero(rare))) for label in labels]
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=RATE, total_steps=STEPS)
    shown = np.zeros(CLASSES + 1, np.int64)
    network.train()
    for _ in range(STEPS):
        crops = [crop(images, labels, places, rng) for _ in range(BATCH)]
        target = np.stack([label for _, label in crops])
        shown += np.bincount(target.ravel(), minlength=CLASSES + 1)
        batch = torch.from_numpy(np.stack([image for image, _ in crops])).contiguous(memory_format=torch.channels_last)
        logits = network(batch)
        loss = nn.functional.cross_entropy(logits, torch.from_numpy(target), ignore_index=CLASSES)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return network.eval(), shown[:CLASSES]


def crop(images, labels, places, rng):
    """A square of a scene, turned, mirrored, brighter or darker."""
    which = int(rng.integers(len(images)))
    middle = places[which][rng.integers(len(places[which]))] if rng.random() < RARE_CROPS else rng.integers(0, SIDE, 2)
    row, column = np.clip(middle - CROP // 2 + rng.integers(-CROP // 3, CROP // 3, 2), 0, SIDE - CROP)
    window = (..., slice(row, row + CROP), slice(column, column + CROP))
    turns, step = int(rng.integers(4)), int(rng.choice((1, -1)))
    image, label = (np.rot90(part[window], turns, (-2, -1))[..., ::step] for part in (images[which], labels[which]))
    light = rng.uniform(0.92, 1.08) * image + rng.uniform(-0.08, 0.08)
    return np.ascontiguousarray(light, np.float32), np.ascontiguousarray(label)


def mapped(network, image):
    """Class indices of a whole scene."""
    with torch.no_grad():
        return network(torch.from_numpy(image[None]))[0].argmax(0).numpy()


def described(normalisation, learned, shown, found):
    natural = sum(np.bincount(label.ravel(), minlength=CLASSES + 1)[:CLASSES] for _, label in learned)
    figures = {"miou": found.miou, "macro_f1": found.macro_f1, "overall_accuracy": found.overall_accuracy}
    return ModelCard(
        classes=tuple(
            ClassInfo(value, name, landscape.COLORS[name], is_rare=name in landscape.RARE)
            for value, name in landscape.CLASSES.items()
        ),
        bands=("red", "green", "blue"), dtype="uint8", normalisation=normalisation, pixel_size=1.0, pixel_unit="metre",
        tile_size=256, overlap=32, divisor=DIVISOR,
        prior_natural=tuple((natural / natural.sum()).tolist()), prior_train=tuple((shown / shown.sum()).tolist()),
        metrics={"measured_on": "test", **figures, "iou": found.iou.tolist(), "confusion": found.matrix.tolist()},
        training={"origin": "the sample of DIAO for QGIS, trained on drawn landscapes", "steps": STEPS, "seed": SEED},
        versions=versions(), created=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    )  # fmt: skip


if __name__ == "__main__":
    main()
