# SPDX-License-Identifier: GPL-2.0-or-later
"""Declarations that several jobs share, so that each stands in one place."""

from __future__ import annotations

from typing import Any

from .fields import Holds, Kind, NumberOutput, param
from .problem import Problem

GROUP_DATA = "1. Data"
GROUP_BALANCE = "2. Balance"
GROUP_TRAIN = "3. Train"
GROUP_MAP = "4. Map"

# The label value that is no class, unless a dataset or a card says another one.
DEFAULT_IGNORE = 255

# The parts of a tile dataset, the values of its column `split`.
SPLITS = ("train", "val", "test")

# Where tiles come from, the values of its column `origin`: imagery with its labels, synthesis, and what an analyst has judged.
REAL, SYNTHETIC, REVIEWED = ORIGINS = ("real", "synthetic", "reviewed")

# Objects of fewer pixels are noise of a model more often than something on the ground.
SPECK_PX = 9

DEVICES = {
    "auto": "Automatic: the GPU where there is one",
    "cpu": "CPU",
    "cuda": "NVIDIA GPU (CUDA)",
    "mps": "Apple GPU (MPS; CoreML for ONNX models)",
    "directml": "Windows GPU (DirectML; ONNX models only)",
}

# Imbalance has one meaning everywhere: that to the target of the dataset's last step, and `…_uniform…` that to an even distribution.
IMBALANCE = NumberOutput(
    "imbalance",
    "Imbalance of the training tiles (0 = as wanted): how far their class shares are from the target of "
    "the dataset's last step, or from equal shares where no step has set one, as KL divergence in nats",
)
IMBALANCE_UNIFORM = NumberOutput(
    "imbalance_uniform",
    "How far the class shares of the training tiles are from equal shares (0 = equal), as KL divergence in nats",
)
IMBALANCE_STEP = (
    NumberOutput("imbalance_before", "Imbalance before (0 = as wanted), as KL divergence in nats"),
    NumberOutput("imbalance_after", "Imbalance after (0 = as wanted), as KL divergence in nats"),
    NumberOutput("imbalance_uniform_before", "Distance from equal class shares before, as KL divergence in nats"),
    NumberOutput("imbalance_uniform_after", "Distance from equal class shares after, as KL divergence in nats"),
)
TILE_COUNT = NumberOutput("tile_count", "Number of tiles")
POLYGON_COUNTS = (
    NumberOutput("polygon_count", "Number of polygons"),
    NumberOutput("left_out", "Number of objects left out as too small"),
)
MIOU = NumberOutput("miou", "Mean IoU")
MACRO_F1 = NumberOutput("macro_f1", "Macro F1")


def dataset() -> Any:
    """The tile dataset that a job reads."""
    return param(
        Kind.DATASET,
        "Tile dataset",
        "The layer tiles of a tile dataset (GeoPackage). A filter on the layer, or a selection when only selected "
        "features are used, restricts the work to those tiles.",
        holds=Holds.TILES,
    )


def append_to() -> Any:
    """The tile dataset that new imagery is added to."""
    return param(
        Kind.DATASET,
        "Add to dataset",
        "A tile dataset that the new tiles are added to; empty makes a new one. Its own tiles, their numbers and splits and its class "
        "table stay as they are, images that are in it already are not added again, and the result is a new file. Classes are matched "
        "by name, else by value; tile size and unlabelled value must be those of the dataset, and the shares that are held out are "
        "those of all tiles together.",
        optional=True,
        holds=Holds.TILES,
    )


def allow_outside() -> Any:
    """Whether the files of a dataset may lie where nothing of it should."""
    return param(
        Kind.FLAG,
        "Allow files from outside",
        "Also read files that the dataset names on the network, or outside its folder without being what it "
        "was made from. A dataset can name anything: switch it on only for one that you trust.",
        default=False,
        advanced=True,
    )


def seed() -> Any:
    """The seed of everything random in a job."""
    return param(
        Kind.INTEGER,
        "Random seed",
        "The same number gives the same result again.",
        default=0,
        minimum=0,
        maximum=2**31 - 1,
        advanced=True,
    )


def target(help_text: str, *, advanced: bool = False) -> Any:
    """The class distribution that balancing works towards; the default is what the benchmark found best (`bench-balance`)."""
    return param(
        Kind.CHOICE,
        "Target",
        help_text,
        default="lifted",
        choices={
            "uniform": "Equal shares for all classes",
            "tempered": "Half-way to equal shares",
            "lifted": "Recommended: raise rare classes, keep the rest in proportion",
            "custom": "As edited in the class table",
        },
        advanced=advanced,
    )


def temper() -> Any:
    """How far a tempered target is from the real distribution."""
    return param(
        Kind.NUMBER,
        "Weight of the real shares",
        "For the targets Recommended and Half-way to equal shares: 0 wants equal shares, 1 leaves the shares "
        "as they are, 0.5 is half-way.",
        default=0.5,
        minimum=0.0,
        maximum=1.0,
        advanced=True,
    )


def report(content: str, *, proposed: bool = False) -> Any:
    """An optional HTML report; `proposed` where it is what the job is started for."""
    return param(
        Kind.OUT_FILE, "Report", f"HTML page with {content}.", optional=True, suffixes=(".html",), proposed=proposed
    )


def area(purpose: str) -> Any:
    """An optional polygon layer that limits the work."""
    return param(
        Kind.VECTOR, "Area", f"Polygons, in any CRS, that limit {purpose}; empty means everywhere.", optional=True
    )


def extent(purpose: str) -> Any:
    """An optional rectangle that limits the work."""
    return param(
        Kind.EXTENT, "Extent", f"Rectangle, in any CRS, that limits {purpose}; empty means everywhere.", optional=True
    )


def device() -> Any:
    """Where the model runs."""
    return param(
        Kind.CHOICE,
        "Device",
        "Where the model runs; the log says what was used and why.",
        default="auto",
        choices=DEVICES,
        advanced=True,
    )


def trust_model() -> Any:
    """Whether a torch model is opened although nobody has approved it."""
    return param(
        Kind.FLAG,
        "Trust the model",
        "A torch model is a program that can do whatever you can. Say yes only when you trust whoever made it. "
        "ONNX models need no trust.",
        default=False,
        advanced=True,
    )


def scheduler() -> Any:
    """The Dask cluster that shares the work."""
    return param(
        Kind.TEXT,
        "Dask scheduler",
        "Address of a Dask cluster whose workers share the work, such as tcp://10.0.0.5:8786; empty means this computer alone. Inputs "
        "and outputs must lie where all workers see them under the same names.",
        optional=True,
        advanced=True,
    )


def class_field(layer: str, parent: str) -> Any:
    """The attribute that names the class."""
    return param(
        Kind.FIELD,
        "Class field",
        f"Attribute of the {layer} that holds the class, as text or as a whole number; not used for rasters.",
        optional=True,
        parent=parent,
    )


def tile_size() -> Any:
    """Side of the tiles of a dataset."""
    return param(
        Kind.INTEGER, "Tile size", "Side of a tile, in pixels of the imagery.",
        default=256, minimum=32, maximum=4096, unit="px",
    )  # fmt: skip


def overlap() -> Any:
    """Overlap of the tiles of a dataset."""
    return param(
        Kind.INTEGER, "Overlap", "How far neighbouring tiles overlap; 0 for none.",
        default=0, minimum=0, maximum=2048, unit="px", advanced=True,
    )  # fmt: skip


def ignore_value() -> Any:
    """The label value that is no class."""
    return param(
        Kind.INTEGER,
        "Unlabelled value",
        "Label value that is not a class: ground without a label, clouds, outside the area.",
        default=DEFAULT_IGNORE, minimum=0, maximum=65535, advanced=True,
    )  # fmt: skip


def nodata() -> Any:
    """The value of imagery that is no data where the files do not say so."""
    return param(
        Kind.NUMBER,
        "Nodata value",
        "Value of the imagery that means no data, for images that do not declare one themselves; empty for none.",
        optional=True,
        advanced=True,
    )


def min_labelled() -> Any:
    """How much of a tile must be labelled."""
    return param(
        Kind.NUMBER,
        "Minimum labelled share",
        "Tiles with a smaller share of labelled pixels are left out; measured against a full tile.",
        default=0.01, minimum=0.0, maximum=1.0, advanced=True,
    )  # fmt: skip


def fraction(of: str, default: float) -> Any:
    """Share of the tiles held out."""
    return param(
        Kind.NUMBER, f"{of} share", f"Share of the labelled ground that is held out for {of.lower()}.",
        default=default, minimum=0.0, maximum=0.9,
    )  # fmt: skip


def split_by() -> Any:
    """How tiles are held out."""
    return param(
        Kind.CHOICE,
        "Split by",
        "What stays together when tiles are held out, so that those that judge a model do not lie right "
        "beside those that it learned from: square blocks of tiles, or whole images.",
        default="block",
        choices={"block": "Blocks of tiles", "image": "Whole images"},
        advanced=True,
    )


def classes(purpose: str) -> Any:
    """A choice of classes by name or value."""
    return param(Kind.TEXT, "Classes", f"Names or values of the classes {purpose}, separated by commas.", optional=True)


def min_area(label: str) -> Any:
    """The size from which objects become polygons."""
    return param(
        Kind.NUMBER,
        label,
        f"Smaller objects are left out, and how many is said; empty leaves out specks of fewer than {SPECK_PX} pixels, 0 nothing.",
        optional=True, minimum=0.0, unit="m²",
    )  # fmt: skip


def tiling_conflicts(tile_size_px: int, overlap_px: int, held_out_share: float) -> list[Problem]:
    """What can be wrong between tile size, overlap and the held-out shares."""
    conflicts = []
    if overlap_px > tile_size_px // 2:
        sizes = {"overlap": overlap_px, "other": "tile_size", "size": tile_size_px}
        conflicts.append(Problem("overlap_of_tiles", "overlap", sizes))
    if held_out_share >= 1:
        conflicts.append(Problem("no_training_share", "val_fraction", {"share": held_out_share}))
    return conflicts
