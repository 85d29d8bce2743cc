# SPDX-License-Identifier: GPL-2.0-or-later
"""Layouts whose masks are lists of outlines: GeoJSON chips, COCO and YOLO; and Pascal VOC, which other tools export too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import rasterize

from ...errors import BadInput
from ...jobs import LayerRef, parse
from ...jobs.colors import hex_of
from ...messages import Sentence
from ...raster.georef import GeoRef
from ...raster.legend import Legend
from ...raster.shapes import read_polygons
from .base import SUFFIXES, ImageMaskPair, Layout, Listing, lists_in, split_of_folder
from .generic import Generic
from .outlines import run_lengths

_BACKGROUND = "background"


def burnt(shapes: Iterable[tuple[Any, int]], shape: tuple[int, int]) -> NDArray[np.int32]:
    """Outlines in pixels with class values as an array (row, column); 0 elsewhere, and of several the smaller one counts."""
    ordered = sorted(
        ((outline, value) for outline, value in shapes if not outline.is_empty), key=lambda one: -one[0].area
    )
    if not ordered:
        return np.zeros(shape, dtype=np.int32)
    return np.asarray(rasterize(ordered, out_shape=shape, transform=Affine.identity(), fill=0, dtype="int32"))


class BuildingChips(Layout):
    """Chips with a GeoJSON of building outlines each, in labels beside source, chips or input (ramp, fAIr)."""

    id = "buildingchips"
    legend = Legend.of({0: _BACKGROUND, 1: "building"})
    _images = ("source", "chips", "input", "images")

    def fits(self, listing: Listing) -> bool:
        """At least one pair by folder and name."""
        return bool(self.pairs(listing)[0])

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds the file."""
        if file.parent.name == "labels" and file.suffix.lower() == ".geojson":
            return True, (file.parent.parent, file.stem)
        if file.parent.name in self._images and file.suffix.lower() in SUFFIXES:
            return False, (file.parent.parent, file.stem)
        return None

    def drawn(self, pair: ImageMaskPair, georef: GeoRef) -> NDArray[np.int32] | None:
        """Burn the outlines; a file without any is background alone."""
        if _features(pair.mask) == 0:
            return np.zeros(georef.shape, dtype=np.int32)
        if georef.crs is None:
            raise BadInput("outlines_without_crs", image=pair.image, outlines=pair.mask)
        shapes, _ = read_polygons(LayerRef(str(pair.mask)))
        back = ~georef.transform
        outlines = shapely.transform(
            shapes.on(georef).geometry, lambda xy: np.column_stack(back @ (xy[:, 0], xy[:, 1]))
        )
        return burnt(((outline, 1) for outline in outlines), georef.shape)


class PascalVoc(Layout):
    """JPEGImages and SegmentationClass with lists in ImageSets/Segmentation (Everingham et al. 2010), as CVAT writes it too."""

    id = "pascalvoc"
    _names = (
        _BACKGROUND, "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable", "dog",
        "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor",
    )  # fmt: skip
    ignored = frozenset({255})
    no_class: tuple[str, ...] = ("#e0e0c0",)  # the borders of objects

    def __init__(self) -> None:
        self.legend = Legend.of(
            dict(enumerate(self._names)), {value: _voc_color(value) for value in range(len(self._names))}
        )

    def fits(self, listing: Listing) -> bool:
        """Folders JPEGImages and SegmentationClass."""
        return {"JPEGImages", "SegmentationClass"} <= {file.parent.name for file in listing.files}

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds the file."""
        if file.suffix.lower() not in SUFFIXES or file.parent.name not in ("JPEGImages", "SegmentationClass"):
            return None
        return file.parent.name == "SegmentationClass", (file.parent.parent, file.stem)

    def splits(self, listing: Listing) -> dict[str, str] | None:
        """The lists lie in ImageSets/Segmentation."""
        folders = {
            file.parent for file in listing.having(".txt") if file.parent.parts[-2:] == ("ImageSets", "Segmentation")
        }
        found = [lists for folder in sorted(folders) if (lists := lists_in(listing.root / folder)) is not None]
        return {name: split for lists in found for name, split in lists.items()} or super().splits(listing)

    def table(self, root: Path) -> Legend | None:
        """labelmap.txt, a line `name:red,green,blue:parts:actions` per class in the order of their values."""
        path = root / "labelmap.txt"
        if not path.is_file():
            return super().table(root)
        lines = [line for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if line.strip()]
        entries = [line.split(":") for line in lines if not line.startswith("#")]
        colors = {value: _rgb_text(entry[1]) for value, entry in enumerate(entries) if len(entry) > 1}
        self.legend, self.no_class = Legend(), ()
        return Legend.of({value: entry[0].strip() for value, entry in enumerate(entries)}, colors)


class Coco(Layout):
    """Images and a JSON with polygons or run lengths of all of them (Lin et al. 2014)."""

    id = "coco"
    _most_bytes: ClassVar[int] = 1 << 30

    def __init__(self) -> None:
        self._objects: dict[Path, list[tuple[Any, int]]] = {}
        self._read: dict[Path, dict[str, Any] | None] = {}

    def fits(self, listing: Listing) -> bool:
        """At least one JSON with images, annotations and categories whose images are there, and no masks that are rasters."""
        return bool(self.pairs(listing)[0]) and not Generic().pairs(listing)[0]

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """The JSON says what belongs together."""
        return None

    def pairs(self, listing: Listing) -> tuple[list[tuple[Path, Path]], list[Path]]:
        """The images that the JSON files list and that are there."""
        by_name: dict[str, list[Path]] = {}
        for file in listing.having(*SUFFIXES):
            by_name.setdefault(file.name, []).append(file)
        pairs: list[tuple[Path, Path]] = []
        names: dict[int, str] = {}
        for path in listing.having(".json"):
            if path not in self._read:  # the folder is looked at to tell its layout, and then again to read it
                self._read[path] = self._document(listing.root / path)
            document = self._read[path]
            if document is None:
                continue
            shift = int(any(entry["category_id"] == 0 for entry in document["annotations"]))  # 0 is the background here
            names.update({entry["id"] + shift: entry["name"] for entry in document["categories"]})
            objects: dict[int, list[tuple[Any, int]]] = {}
            for entry in document["annotations"]:
                objects.setdefault(entry["image_id"], []).append((entry["segmentation"], entry["category_id"] + shift))
            for image in document["images"]:
                found = _nearest(by_name.get(Path(image["file_name"]).name, []), path, Path(image["file_name"]))
                if found is not None:
                    pairs.append((found, path))
                    self._objects[listing.root / found] = objects.get(image["id"], [])
        self.legend = Legend.of({**names, 0: _BACKGROUND})
        return pairs, []

    def split_of(self, image: Path, listed: dict[str, str] | None) -> str:
        """A folder such as train or train2017."""
        if listed is not None:
            return listed.get(image.stem, "")
        year = (re.sub(r"\d{4}$", "", part) for part in image.parent.parts)
        return split_of_folder(Path(*year, image.name))

    def drawn(self, pair: ImageMaskPair, georef: GeoRef) -> NDArray[np.int32] | None:
        """Burn polygons, and set what run lengths say."""
        shapes: list[tuple[Any, int]] = []
        runs: list[tuple[NDArray[np.bool_], int]] = []
        for segmentation, value in self._objects[pair.image]:
            if isinstance(segmentation, Mapping):
                runs.append((_decoded(segmentation, georef.shape, pair.mask), value))
                continue
            rings = [np.reshape(ring, (-1, 2)) for ring in segmentation if len(ring) >= 6 and len(ring) % 2 == 0]
            shapes += [(shapely.make_valid(shapely.Polygon(ring)), value) for ring in rings]
            if not rings:
                raise BadInput("boxes_without_outlines", path=pair.mask, image=pair.image.name)
        values = burnt(shapes, georef.shape)
        for mask, value in sorted(runs, key=lambda run: -int(run[0].sum())):
            values[mask] = value
        return values

    def _document(self, path: Path) -> dict[str, Any] | None:
        if path.stat().st_size > self._most_bytes:
            return None
        try:
            read: dict[str, Any] = _COCO(json.loads(path.read_bytes()))
        except (ValueError, RecursionError):  # no JSON, or none of COCO
            return None
        return read


class Yolo(Layout):
    """images and labels with a text per image: a class and an outline per line, in parts of the image's size."""

    id = "yolo"

    def fits(self, listing: Listing) -> bool:
        """At least one pair of an image and a text, by folder and name, and no masks that are rasters."""
        return bool(self.pairs(listing)[0]) and not Generic().pairs(listing)[0]

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folders images and labels on the way to the file."""
        folders = file.parent.parts
        key = (tuple(part for part in folders if part not in ("images", "labels")), file.stem)
        if "labels" in folders and file.suffix.lower() == ".txt":
            return True, key
        return (False, key) if "images" in folders and file.suffix.lower() in SUFFIXES else None

    def table(self, root: Path) -> Legend | None:
        """Names from data.yaml, or one a line from classes.txt; class 0 becomes the value 1, since 0 is the background."""
        names: list[str] = []
        if (root / "classes.txt").is_file():
            names = (root / "classes.txt").read_text(encoding="utf-8", errors="replace").split("\n")
        for path in sorted(root.glob("*.y*ml")):
            names = names or _yaml_names(path.read_text(encoding="utf-8", errors="replace"))
        known = {value: name.strip() for value, name in enumerate(names, start=1) if name.strip()}
        return Legend.of({0: _BACKGROUND, **known})

    def drawn(self, pair: ImageMaskPair, georef: GeoRef) -> NDArray[np.int32] | None:
        """Burn the outlines; an empty text is background alone."""
        height, width = georef.shape
        shapes = []
        for number, line in enumerate(pair.mask.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            try:
                value, *numbers = [float(word) for word in line.split()] or [0.0]
                outline = np.reshape(numbers, (-1, 2)) * (width, height)
                is_right = value == int(value) >= 0 and np.isfinite(outline).all()
            except (ValueError, OverflowError):
                is_right, numbers = False, []
            if not is_right or 0 < len(numbers) < 6:
                what = Sentence("a_box" if len(numbers) == 4 else "not_an_outline")
                raise BadInput("no_outline", path=pair.mask, number=number, what=what)
            if numbers:
                shapes.append((shapely.make_valid(shapely.Polygon(outline)), int(value) + 1))
        return burnt(shapes, georef.shape)


def _segmentation(value: Any) -> Any:
    """Run lengths as they are, rings as lists of numbers."""
    return value if isinstance(value, Mapping) else parse.list_of(parse.list_of(parse.number()))(value)


_COCO = parse.record(
    {
        "images": parse.list_of(
            parse.record({"id": parse.whole(0, 2**53), "file_name": parse.text}, ("id", "file_name"))
        ),
        "annotations": parse.list_of(
            parse.record(
                {
                    "image_id": parse.whole(0, 2**53),
                    "category_id": parse.whole(0, parse.HIGHEST_CLASS - 1),
                    "segmentation": _segmentation,
                },
                ("image_id", "category_id", "segmentation"),
            )
        ),
        "categories": parse.list_of(
            parse.record({"id": parse.whole(0, parse.HIGHEST_CLASS - 1), "name": parse.text}, ("id", "name"))
        ),
    },
    ("images", "annotations", "categories"),
)


def _decoded(segmentation: Mapping[str, Any], shape: tuple[int, int], path: Path) -> NDArray[np.bool_]:
    try:
        return run_lengths(segmentation, shape)
    except (ValueError, TypeError, KeyError):
        raise BadInput("run_length_unfit", path=path) from None


def _nearest(candidates: list[Path], document: Path, listed: Path) -> Path | None:
    """Of files of one name the one whose path ends as listed, else one beside the JSON or in a folder of its name, or the first."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    ending = [file for file in candidates if file.parts[-len(listed.parts) :] == listed.parts and len(listed.parts) > 1]
    beside = [file for file in candidates if file.parent == document.parent]
    named = [file for file in candidates if file.parent.name and file.parent.name in document.stem]
    return [*ending, *beside, *named, *candidates][0]


def _features(path: Path) -> int:
    """How many features a GeoJSON has, which GDAL cannot open where it has none."""
    try:
        read = json.loads(path.read_bytes())
    except ValueError:
        raise BadInput("no_geojson", path=path) from None
    return len(read.get("features") or ()) if isinstance(read, Mapping) else 0


def _voc_color(value: int) -> str:
    """The colour of a class of Pascal VOC: its bits, spread over the upper bits of red, green and blue."""
    channels = [sum((value >> (3 * bit + channel) & 1) << (7 - bit) for bit in range(8)) for channel in range(3)]
    return hex_of(channels)


def _rgb_text(text: str) -> str:
    numbers = [int(part) for part in text.split(",") if part.strip().isdecimal()]
    is_color = len(numbers) == 3 and max(numbers) <= 255
    return hex_of(numbers) if is_color else ""


def _yaml_names(text: str) -> list[str]:
    """The list or table `names` of a YAML file, in its two commonest writings."""
    inline = re.search(r"^names\s*:\s*[\[{](.*?)[\]}]", text, re.MULTILINE | re.DOTALL)
    if inline:
        return [re.sub(r"^\s*\d+\s*:\s*", "", part).strip().strip("'\"") for part in inline[1].split(",")]
    block = re.search(r"^names\s*:\s*\n((?:[ \t]*(?:-|\d+\s*:).*\n?)+)", text, re.MULTILINE)
    lines = block[1].splitlines() if block else []
    return [re.sub(r"^\s*(-|\d+\s*:)\s*", "", line).split(" #")[0].strip().strip("'\"") for line in lines]
