# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `learn`: judged polygons become training tiles of a dataset."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..dataset.held_out import HeldOut
from ..dataset.persist import persist_files
from ..dataset.store import TileDataset, load, save
from ..dataset.tiles import Tiles
from ..errors import BadInput
from ..jobs import LayerRef, Learn
from ..jobs.common import REVIEWED, SYNTHETIC
from ..jobs.paths import is_same_file
from ..jobs.verdicts import Verdict
from ..messages import Sentence
from ..preparation.corrections import (
    NO_CLASS,
    UNJUDGED,
    UNKNOWN_VERDICT,
    ClassMatcher,
    Corrections,
    best_images,
    read_corrections,
)
from ..preparation.create import LabelFolder
from ..preparation.harmonise import Harmoniser
from ..preparation.judged import UNKNOWN, Surroundings, require_comparable
from ..preparation.reviewed import (
    HELD_OUT,
    NO_PIXEL,
    SURROUNDINGS_UNCLEAR,
    UNSURE,
    ReviewedImage,
    Teaching,
    review_image,
)
from ..preparation.sources import ImageSource, inspect_image, inspect_images
from ..preparation.superseded import supersede
from ..preparation.tiling import LabelledImage
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.georef import GeoRef, transformed
from ..raster.read import open_source
from ..raster.shapes import Shapes
from .selection import ranges
from .tile_ids import TILES_MADE, first_free_id, learning_steps, made_by

OFF_IMAGES, OFF_MAP = "off_images", "off_map"
_OUTLINE_PARTS = 16


def run(job: Learn, report: ProgressReporter) -> dict[str, Any]:
    """Write the dataset with its reviewed tiles."""
    source = load(job.dataset, allow_outside=job.allow_outside)
    dataset, replaced = _without_earlier(source, job)
    corrections = read_corrections(job.corrections, job.class_field, dataset.scheme)
    off_map = _off_map(job.map, corrections)
    if job.rest == "map" and not (job.map and job.confidence):
        say = report.warning if corrections.are(Verdict.WRONG).any() else report.info
        say("rest_left_open")
    with Staging.of(job, reads=source.ancestors()) as staging:
        sources = _sources(job, dataset, report.part(0.0, 0.1))
        best = _best(corrections, sources)
        by_image = _by_image(corrections, sources, best)
        folder = LabelFolder(staging, job.output)
        reviewed = _review(job, dataset, by_image, folder, report.part(0.1, 0.8))
        left_out = Counter(corrections.left_out) + Counter({OFF_IMAGES: int((best < 0).sum())})
        for image in reviewed.images:
            left_out += image.left_out
        left_out[OFF_MAP] = int((off_map & (best >= 0))[corrections.are(Verdict.WRONG)].sum())
        used = sum(image.used for image in reviewed.images)
        _say_left_out(job, left_out, report)
        if not used:
            raise BadInput(
                "nothing_learned", path=job.corrections.path, count=len(corrections.shapes), field="corrections"
            )
        paired = _brought_together(job, dataset, reviewed.pairs, [image for _, image, _ in by_image], staging, report)
        made = _tiles(dataset, paired, reviewed.images, first_free_id(source))
        earlier = supersede(
            dataset, corrections.where(best >= 0), reviewed.wrong_as(best), folder.new_paths, report.part(0.8, 0.9)
        )
        results = {
            "tiles_added": len(made),
            "tiles_replaced": replaced,
            "tiles_corrected": earlier.changed,
            "polygons_used": used,
            "polygons_left_out": corrections.features - used,
        }
        report.info("tiles_learned", count=len(made), polygons=used, pixels=int(made.counts.sum()))
        if earlier.changed:
            report.info("labels_corrected", count=earlier.changed)
        folder.name_classes(dataset.scheme, report.part(0.9, 0.93))
        report.progress(0.95, "writing_dataset")
        info = dataset.info.after(job, **results, **{TILES_MADE: ranges(made.tile_id)})
        enlarged = dataclasses.replace(dataset, tiles=earlier.dataset.tiles.joined(made), info=info)
        kept = persist_files(enlarged, job.output, staging)
        save(kept, staging.path(job.output), final_path=job.output, current=staging.current)
        report.progress(1.0, "done")  # the last that hears Cancel: from here on the outputs move
    return {"output": job.output, **results}


@dataclass(frozen=True)
class _Reviewed:
    """What came of each image with judged ground, the image with its labels, and its position among all images."""

    images: list[ReviewedImage]
    pairs: list[LabelledImage]
    numbers: list[int]

    def wrong_as(self, best: NDArray[np.int64]) -> NDArray[np.int64]:
        """What the ground of each wrong polygon is, (n,) for those that lie on an image: `best` (all,) says on which."""
        found = np.full(len(best), UNKNOWN, dtype=np.int64)
        for number, image in zip(self.numbers, self.images, strict=True):
            found[best == number] = image.wrong_as
        return found[best >= 0]


def _without_earlier(dataset: TileDataset, job: Learn) -> tuple[TileDataset, int]:
    """The dataset without the tiles that the same layer has given before, and how many these were."""
    ids: set[int] = set()
    for step in learning_steps(dataset):
        layer = step["parameters"].get("corrections")
        if isinstance(layer, Mapping) and _is_same_layer(layer, job.corrections):
            ids |= made_by(step)
    tiles = dataset.tiles
    goes = (tiles.origin == REVIEWED) & np.isin(tiles.tile_id, list(ids))
    return dataset.with_tiles(tiles.take(~goes)), int(goes.sum())


def _is_same_layer(noted: Mapping[str, Any], ref: LayerRef) -> bool:
    """Whether an earlier step has read this layer; an export of it is known by the file behind it."""
    path, files = noted.get("path"), noted.get("files") or ()
    if not isinstance(path, str) or not isinstance(files, (list, tuple)):
        return False
    earlier, now = str(files[0] if files else path), ref.files[0] if ref.files else ref.path
    has_names = not files and not ref.files
    return is_same_file(earlier, now) and (not has_names or (noted.get("layer") or "") == ref.layer)


def _sources(job: Learn, dataset: TileDataset, report: ProgressReporter) -> list[ImageSource]:
    """The images that may be learned from, which have the bands of the dataset."""
    tiles = dataset.tiles
    own = dict.fromkeys(tiles.image[tiles.origin != SYNTHETIC])
    sources = inspect_images(list(job.images or own), report)
    if len(sources[0].bands) != len(dataset.info.bands):
        raise BadInput(
            "images_of_other_bands", path=sources[0].path, count=len(sources[0].bands), first=job.dataset.path,
            first_count=len(dataset.info.bands), field="images",
        )  # fmt: skip
    without_place = [one.path for one in sources if not one.georef.has_place]
    if len(without_place) > 1:
        raise BadInput("images_without_place", count=len(without_place), first=without_place[0])
    return sources


def _best(corrections: Corrections, sources: list[ImageSource]) -> NDArray[np.int64]:
    """The position of the image that each polygon is learned from, -1 for none."""
    for source in sources:
        require_comparable(corrections.shapes, source.georef, corrections.path)
    return best_images(corrections.shapes, [_outline(source.georef, corrections.shapes) for source in sources])


def _off_map(path: str | None, corrections: Corrections) -> NDArray[np.bool_]:
    """Which polygons (n,) lie off a class map, where there is one. BadInput when all do: it is one of another place."""
    shapes = corrections.shapes
    off = np.zeros(len(shapes), dtype=bool)
    if not path:
        return off
    with open_source(path) as source:
        georef = GeoRef.of(source)
    if len(shapes) and (georef.crs is None) == (shapes.crs is None):
        off = ~shapely.intersects(shapes.geometry, _outline(georef, shapes))
        if off.all():
            raise BadInput("map_off_polygons", path=path, layer=corrections.path, field="map")
    return off


def _by_image(
    corrections: Corrections, sources: list[ImageSource], best: NDArray[np.int64]
) -> list[tuple[int, ImageSource, Corrections]]:
    """The images with judged ground, their positions, and the polygons that are learned from each, in its CRS."""
    return [
        (number, source, corrections.where(best == number).on(source.georef))
        for number, source in enumerate(sources)
        if (best == number).any()
    ]


def _outline(georef: GeoRef, shapes: Shapes) -> Any:
    """The outline of a raster in the CRS of the polygons, with points between its corners so that bent edges stay true."""
    apart = max(georef.shape) * georef.pixel_size / _OUTLINE_PARTS
    outline = shapely.segmentize(georef.footprints(np.array([georef.window])), apart)
    return transformed(outline, georef.crs, shapes.crs)[0]


def _review(
    job: Learn, dataset: TileDataset, by_image: list[tuple[int, ImageSource, Corrections]], folder: LabelFolder,
    report: ProgressReporter,
) -> _Reviewed:  # fmt: skip
    teaching = Teaching(
        dataset.scheme,
        dataset.info.tile_size,
        HeldOut(dataset.tiles, dataset.crs),
        Surroundings(job.map, ClassMatcher(dataset.scheme)) if job.map else None,
        wrong_from_map=job.wrong_as == "surroundings",
        confidence=(job.confidence or "") if job.rest == "map" else "",
        least_confidence=job.least_confidence,
    )
    images, pairs = [], []
    for position, (_, source, corrections) in enumerate(by_image):
        paths: list[str] = []

        def label_path(path: str = source.path, paths: list[str] = paths) -> str:
            paths.extend(folder.new_paths(path))
            return paths[0]

        part = report.part(position / len(by_image), (position + 1) / len(by_image))
        images.append(review_image(teaching, source, corrections, label_path, part))
        label, final_path = paths or ("", "")
        pairs.append(LabelledImage(source.path, label, final_path, source.georef, source.georef.window))
    return _Reviewed(images, pairs, [number for number, _, _ in by_image])


def _brought_together(
    job: Learn, dataset: TileDataset, pairs: list[LabelledImage], sources: list[ImageSource], staging: Staging,
    report: ProgressReporter,
) -> list[LabelledImage]:  # fmt: skip
    """The same pairs, with images that are new to the dataset brought to the bands and values of its own."""
    own = dataset.tiles.image[dataset.tiles.origin != SYNTHETIC]
    new = [source for source, pair in zip(sources, pairs, strict=True) if pair.label and source.path not in own]
    if not new:
        return pairs
    return Harmoniser(staging, job.output, None).brought_together(pairs, [inspect_image(own[0]), *new], report)


def _tiles(dataset: TileDataset, pairs: list[LabelledImage], images: list[ReviewedImage], first_id: int) -> Tiles:
    """The rows of the reviewed tiles."""
    numbers = np.repeat(np.arange(len(pairs)), [len(image.windows) for image in images])
    windows = np.concatenate([image.windows for image in images])
    footprint = np.concatenate(
        [
            transformed(pair.georef.footprints(image.windows), pair.georef.crs, dataset.crs)
            for pair, image in zip(pairs, images, strict=True)
        ]
    )
    fresh = Tiles.fresh(
        image=_column([pairs[number].final_image or pairs[number].image for number in numbers]),
        label=_column([pairs[number].final_path for number in numbers]),
        windows=windows,
        counts=np.concatenate([image.counts for image in images]),
        footprint=footprint,
        split=np.full(len(windows), "train", dtype=object),
    )
    ids = np.arange(first_id, first_id + len(windows))
    return dataclasses.replace(fresh, tile_id=ids, origin=np.full(len(windows), REVIEWED, dtype=object))


def _column(texts: list[str]) -> NDArray[np.object_]:
    return np.array(texts, dtype=object)


def _say_left_out(job: Learn, left_out: Mapping[str, int], report: ProgressReporter) -> None:
    """Why polygons were not learned from, a sentence each; what the analyst has decided himself is no warning."""
    decided = [
        Sentence.of("polygons_unjudged", count=left_out.get(UNJUDGED, 0)),
        Sentence.of("polygons_unsure", count=left_out.get(UNSURE, 0)),
    ]
    unclear, off_map = left_out.get(SURROUNDINGS_UNCLEAR, 0), left_out.get(OFF_MAP, 0)
    if job.wrong_as == "ignore":
        decided.append(Sentence.of("wrong_left_open", count=unclear))
        unclear = off_map = 0
    warnings = [
        Sentence.of("verdict_unknown", count=left_out.get(UNKNOWN_VERDICT, 0)),
        Sentence.of("judged_without_class", count=left_out.get(NO_CLASS, 0)),
        Sentence.of("judged_off_images", count=left_out.get(OFF_IMAGES, 0)),
        Sentence.of("judged_held_out", count=left_out.get(HELD_OUT, 0)),
        Sentence.of("judged_without_pixels", count=left_out.get(NO_PIXEL, 0)),
        Sentence.of("wrong_off_map", count=off_map, path=job.map or ""),
        Sentence.of("judged_surroundings", count=unclear - off_map)
        if job.map
        else Sentence.of("wrong_without_map", count=unclear),
    ]
    for say, sentences in ((report.info, decided), (report.warning, warnings)):
        for sentence in sentences:
            if sentence.arguments["count"]:
                say(sentence)
