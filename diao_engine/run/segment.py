# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `segment`: a model over a raster, and what it says as rasters and polygons."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from rasterio.io import DatasetWriter

from ..dataset.classes import ClassScheme
from ..errors import BadInput
from ..inference import external_models
from ..inference.confine import Needs
from ..inference.load import load_predictor
from ..inference.matching import RasterBands, matched
from ..inference.outputs import CONFIDENCE_NODATA, MapWriter, RowSink
from ..inference.plan import WindowPlan, window_size
from ..inference.predictor import Batches, Predictor
from ..inference.sliding_window import SlidingWindow
from ..inference.source import InferenceInput
from ..jobs import Segment
from ..jobs.outputs import CONFIDENCE
from ..jobs.pixelsize import in_metres, is_same_pixel_size
from ..model.card import ModelCard
from ..protocol.progress import ProgressReporter
from ..protocol.staging import Staging
from ..raster.bands import BandSet, undeclared_nodata
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.legend import MINORITY_TAG
from ..raster.measure import pixel_metres
from ..raster.read import open_image
from ..raster.shapes import AreaMask
from ..raster.write import create_raster, set_classes, write_class_sidecar
from .minoritypolygons import draw_polygons

# A model shows nothing sensible on pixels that were so many times larger or smaller; then one of both sizes is wrong.
_MOST_RESAMPLING = 100.0
# What GeoTIFF can list in tiles of 256 px; services of web maps say that they have more.
_MOST_PIXELS = 10**12
_OUTPUTS = ("output", "confidence", "probabilities", "minority")


@dataclass(frozen=True)
class _Raster:
    """What is needed of the raster before it is read window by window."""

    georef: GeoRef
    dtype: str
    bands: RasterBands


def run(job: Segment, report: ProgressReporter) -> dict[str, Any]:
    """Map the raster; all outputs or none."""
    with open_image(job.input) as image:
        bands = RasterBands(job.input, image.band_names, BandSet.of(image), undeclared_nodata(image))
        raster = _Raster(image.georef, image.dtype, bands)
    target = _target(job, raster.georef)
    predictor = load_predictor(job.model, device=job.device, trusted=job.trust_model, needs=_needs(job), report=report)
    card = external_models.card_of(job.model, predictor.input, raster.bands)
    source = InferenceInput(job.input, job.area, matched(card, raster.bands, job.nodata, report))
    plan = _plan(job, card, predictor, raster.georef, target, report)
    sliding, card = _sliding_window(job, card, predictor, raster, plan, report)
    scheme = external_models.scheme_of(card)
    chosen = scheme.find(job.classes) if job.classes else external_models.minority_of(card)
    with Staging.of(job) as staging:
        paths = {path: staging.path(path) for name in _OUTPUTS if (path := getattr(job, name))}
        confidence = paths.get(job.confidence or "")
        if job.minority and not confidence:  # polygons need it also when nobody asked for the raster
            confidence = staging.scratch(job.minority, CONFIDENCE)
        _write_rasters(
            job, source, sliding, plan, card, scheme, chosen, raster.georef, paths, confidence, report.part(0.0, 0.9)
        )
        counts = _write_minority(job, chosen, paths, confidence, report.part(0.9, 1.0)) if job.minority else {}
        report.progress(1.0, "writing")
    return {**{name: getattr(job, name) for name in _OUTPUTS if getattr(job, name)}, **counts}


def _needs(job: Segment) -> Needs:
    """What the run reads beside the model, and all that it writes."""
    read = (job.input, job.area.path if job.area else None)
    written = (getattr(job, name) for name in _OUTPUTS)
    return Needs(tuple(path for path in read if path), tuple(path for path in written if path))


def _target(job: Segment, georef: GeoRef) -> Window:
    """The part of the raster that is written: what area and extent leave of it."""
    target = georef.window
    if job.extent is not None:
        extent_window = georef.window_of(job.extent)
        if extent_window is None:
            raise BadInput("extent_outside", path=job.input, field="extent")
        target = extent_window
    area = AreaMask(job.area, georef).window
    common = None if area is None else target.intersection(area)
    if common is None:
        raise BadInput("no_common_ground", field="area")
    if common.width * common.height > _MOST_PIXELS:
        raise BadInput("too_many_pixels", path=job.input, width=common.width, height=common.height, field="area")
    return common


def _plan(
    job: Segment, card: ModelCard, predictor: Predictor, georef: GeoRef, target: Window, report: ProgressReporter
) -> WindowPlan:
    shape = predictor.input
    if shape.height != shape.width:
        raise BadInput("windows_not_square", width=shape.width, height=shape.height)
    requested = job.tile_size or card.tile_size
    size = window_size(requested, fixed=shape.height, multiple=card.divisor)
    if job.tile_size and size != job.tile_size:
        report.warning("window_size_changed", asked=job.tile_size, size=size, field="tile_size")
    overlap = card.overlap if job.overlap is None else job.overlap
    if overlap > size // 2:
        if job.overlap is not None:
            raise BadInput("overlap_too_large", overlap=overlap, size=size, field="overlap")
        overlap = size // 2
    plan = WindowPlan.over(target, georef.shape, size=size, overlap=overlap, scale=_scale(card, georef, report))
    report.info("windows_planned", count=len(plan.grid), size=size, overlap=overlap)
    return plan


def _scale(card: ModelCard, georef: GeoRef, report: ProgressReporter) -> tuple[float, float]:
    """Side of a model pixel in raster pixels, (x, y); 1 where sizes are near enough or not known."""
    metres, model_metres = pixel_metres(georef), in_metres(card.pixel_size, card.pixel_unit)
    if metres is None or model_metres is None:
        return 1.0, 1.0
    ratios = model_metres / metres[0], model_metres / metres[1]
    if all(map(is_same_pixel_size, ratios)):
        return 1.0, 1.0
    if not all(1 / _MOST_RESAMPLING <= ratio <= _MOST_RESAMPLING for ratio in ratios):
        raise BadInput(
            "pixels_too_different", model_metres=model_metres, x=metres[0], y=metres[1], limit=_MOST_RESAMPLING
        )
    report.warning("pixels_resampled", model_metres=model_metres, x=metres[0], y=metres[1])
    return ratios


def _sliding_window(
    job: Segment, card: ModelCard, predictor: Predictor, raster: _Raster, plan: WindowPlan, report: ProgressReporter
) -> tuple[SlidingWindow, ModelCard]:
    batches = Batches(predictor, report)
    integers = predictor.takes_integers
    normalise = external_models.normaliser(card, dtype=raster.dtype, integers=integers, report=report)
    scores = external_models.inspect_output(
        batches, card, shape=predictor.input, size=plan.grid.size, integers=integers
    )
    return SlidingWindow(batches, scores, normalise, job.batch_size), external_models.with_classes(card, scores.classes)


def _write_rasters(
    job: Segment, source: InferenceInput, sliding: SlidingWindow, plan: WindowPlan, card: ModelCard, scheme: ClassScheme,
    chosen: tuple[int, ...], georef: GeoRef, paths: Mapping[str, str], confidence: str | None, report: ProgressReporter,
) -> None:  # fmt: skip
    grid = georef.part(plan.target)
    with ExitStack() as stack:

        def raster(path: str, **more: Any) -> DatasetWriter:
            return stack.enter_context(create_raster(path, grid, **more))

        def scores(path: str | None, names: tuple[str, ...]) -> RowSink | None:
            if not path:
                return None
            sink = raster(path, dtype="float32", count=len(names), nodata=CONFIDENCE_NODATA, interleave="band")
            for band, name in enumerate(names, start=1):
                sink.set_band_description(band, name)
            return RowSink(sink, plan.target)

        classes = raster(paths[job.output], dtype=scheme.dtype, nodata=scheme.ignore)
        minority = ",".join(map(str, external_models.minority_of(card)))
        set_classes(classes, scheme.names, scheme.colors, **({MINORITY_TAG: minority} if minority else {}))
        shown = scheme.values if job.all_probabilities else chosen or scheme.values
        outputs = MapWriter(
            sliding.scores,
            values=card.values,
            nodata=scheme.ignore,
            log_prior=external_models.log_prior(card, job.prior_correction),
            classes=RowSink(classes, plan.target),
            confidence=scores(confidence, ("confidence",)),
            probabilities=scores(paths.get(job.probabilities or ""), tuple(scheme.names[value] for value in shown)),
            chosen=[card.values.index(value) for value in shown],
        )
        sliding.over(source, plan, outputs, report)
    write_class_sidecar(paths[job.output], scheme.names, scheme.colors)


def _write_minority(
    job: Segment, chosen: tuple[int, ...], paths: Mapping[str, str], confidence: str | None, report: ProgressReporter
) -> dict[str, int]:
    return draw_polygons(
        paths[job.output],
        paths[job.minority or ""],
        classes=",".join(map(str, chosen)),
        confidence=confidence,
        min_area=job.min_area,
        report=report,
    )
