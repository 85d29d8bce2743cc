# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the job `segment`: a model over a raster, and what it says as rasters and polygons."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

from rasterio.io import DatasetWriter

from ..dataset.classes import ClassScheme
from ..errors import BadInput
from ..inference import external_models
from ..inference.confine import Needs
from ..inference.light import looks_of
from ..inference.load import load_predictor
from ..inference.matching import RasterBands, matched
from ..inference.outputs import CONFIDENCE_NODATA, MapWriter, RowSink
from ..inference.plan import WindowPlan, window_size
from ..inference.predictor import Batches, Predictor
from ..inference.sliding_window import SlidingWindow
from ..inference.source import InferenceInput
from ..inference.tuning import Tuner
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
class Raster:
    """What is needed of the raster before it is read window by window."""

    georef: GeoRef
    dtype: str
    bands: RasterBands


@dataclass(frozen=True)
class Mapping:
    """All that is needed to map a raster, or a part of it, with a model."""

    job: Segment
    source: InferenceInput
    sliding: SlidingWindow
    plan: WindowPlan
    card: ModelCard
    scheme: ClassScheme
    chosen: tuple[int, ...]
    georef: GeoRef

    @classmethod
    def prepared(
        cls,
        job: Segment,
        raster: Raster,
        target: Window,
        needs: Needs,
        report: ProgressReporter,
        *,
        piece: Window | None = None,
    ) -> Mapping:
        """Open the model and plan the windows of a target, of which a piece may be all that is mapped."""
        predictor = load_predictor(job.model, device=job.device, trusted=job.trust_model, needs=needs, report=report)
        mapping = cls.with_model(job, raster, target, Tuner(predictor, report), report)
        return mapping if piece is None else replace(mapping, plan=mapping.plan.part(piece))

    @classmethod
    def with_model(
        cls,
        job: Segment,
        raster: Raster,
        target: Window,
        model: Tuner,
        report: ProgressReporter,
        *,
        other_light: bool = False,
    ) -> Mapping:
        """Bring a loaded model, which may map several rasters, and a raster together; `other_light`: it sees it in other light too."""
        card = external_models.card_of(job.model, model.predictor.input, raster.bands)
        source = InferenceInput(job.input, job.area, matched(card, raster.bands, job.nodata, report))
        plan = _plan(job, card, model.predictor, raster.georef, target, report)
        sliding, card = _sliding_window(job, card, model, raster, plan, report, other_light=other_light)
        scheme = external_models.scheme_of(card)
        chosen = scheme.find(job.classes or "") or external_models.minority_of(card)
        return cls(job, source, sliding, plan, card, scheme, chosen, raster.georef)

    def write(self, paths: RasterPaths, report: ProgressReporter) -> None:
        """Map the target of the plan into rasters."""
        _write_rasters(self, paths, report)


@dataclass(frozen=True)
class RasterPaths:
    """Where the rasters of a map are written."""

    classes: str
    confidence: str | None
    probabilities: str | None


def run(job: Segment, report: ProgressReporter) -> dict[str, Any]:
    """Map the raster; all outputs or none."""
    raster = opened(job)
    target = target_of(job, raster.georef)
    mapping = Mapping.prepared(job, raster, target, needs_of(job, tuple(named(job).values())), report)
    with Staging.of(job) as staging:
        paths = staged(job, staging)
        mapping.write(paths, report.part(0.0, 0.9))
        counts = write_minority(job, mapping.chosen, paths, staging, report.part(0.9, 1.0))
        report.progress(1.0, "writing")
    return {**named(job), **counts}


def staged(job: Segment, staging: Staging) -> RasterPaths:
    """Where the rasters of a job are written until they are complete."""
    confidence = staging.path(job.confidence) if job.confidence else None
    if job.minority and not confidence:  # polygons need it also when nobody asked for the raster
        confidence = staging.scratch(job.minority, CONFIDENCE)
    probabilities = staging.path(job.probabilities) if job.probabilities else None
    return RasterPaths(staging.path(job.output), confidence, probabilities)


def opened(job: Segment) -> Raster:
    """Look at the raster of a job."""
    with open_image(job.input) as image:
        bands = RasterBands(job.input, image.band_names, BandSet.of(image), undeclared_nodata(image))
        return Raster(image.georef, image.dtype, bands)


def named(job: Segment) -> dict[str, str]:
    """The outputs that are asked for, by their names."""
    return {name: path for name in _OUTPUTS if (path := getattr(job, name))}


def needs_of(job: Segment, written: tuple[str, ...]) -> Needs:
    """What a run reads beside the model, and all that it writes."""
    read = (job.input, job.area.path if job.area else None)
    return Needs(tuple(path for path in read if path), written)


def target_of(job: Segment, georef: GeoRef) -> Window:
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
    job: Segment,
    card: ModelCard,
    model: Tuner,
    raster: Raster,
    plan: WindowPlan,
    report: ProgressReporter,
    *,
    other_light: bool,
) -> tuple[SlidingWindow, ModelCard]:
    predictor = model.predictor
    integers = predictor.takes_integers
    normalise = external_models.normaliser(card, dtype=raster.dtype, integers=integers, report=report)
    scores = external_models.inspect_output(
        Batches(predictor, report), card, shape=predictor.input, size=plan.grid.size, integers=integers
    )
    window = external_models.noise_window(len(card.bands), predictor.input, size=plan.grid.size, integers=integers)
    count = job.batch_size or model.batch_size(window, classes=scores.classes, count=len(plan.grid))
    looks = looks_of(normalise, other_light=other_light)
    sliding = SlidingWindow(Batches(model.tuned(window), report), scores, looks, count)
    return sliding, external_models.with_classes(card, scores.classes)


def _write_rasters(mapping: Mapping, paths: RasterPaths, report: ProgressReporter) -> None:
    job, card, scheme, plan = mapping.job, mapping.card, mapping.scheme, mapping.plan
    grid = mapping.georef.part(plan.target)
    with ExitStack() as stack:

        def raster(path: str, **more: Any) -> DatasetWriter:
            return stack.enter_context(create_raster(path, grid, sparse_ok=True, **more))

        def scores(path: str | None, names: tuple[str, ...]) -> RowSink | None:
            if not path:
                return None
            sink = raster(path, dtype="float32", count=len(names), nodata=CONFIDENCE_NODATA, interleave="band")
            for band, name in enumerate(names, start=1):
                sink.set_band_description(band, name)
            return RowSink(sink, plan.target)

        classes = raster(paths.classes, dtype=scheme.dtype, nodata=scheme.ignore)
        minority = ",".join(map(str, external_models.minority_of(card)))
        set_classes(classes, scheme.names, scheme.colors, **({MINORITY_TAG: minority} if minority else {}))
        shown = scheme.values if job.all_probabilities else mapping.chosen or scheme.values
        outputs = MapWriter(
            mapping.sliding.scores,
            looks=len(mapping.sliding.looks),
            values=card.values,
            nodata=scheme.ignore,
            log_prior=external_models.log_prior(card, job.prior_correction),
            classes=RowSink(classes, plan.target),
            confidence=scores(paths.confidence, ("confidence",)),
            probabilities=scores(paths.probabilities, tuple(scheme.names[value] for value in shown)),
            chosen=[card.values.index(value) for value in shown],
        )
        mapping.sliding.over(mapping.source, plan, outputs.emits, report)
    write_class_sidecar(paths.classes, scheme.names, scheme.colors)


def write_minority(
    job: Segment, chosen: tuple[int, ...], paths: RasterPaths, staging: Staging, report: ProgressReporter
) -> dict[str, int]:
    """The chosen classes of a finished map as polygons, where they are asked for; the numbers of the job's outputs."""
    if not job.minority:
        return {}
    return draw_polygons(
        paths.classes,
        staging.path(job.minority),
        classes=",".join(map(str, chosen)),
        confidence=paths.confidence,
        min_area=job.min_area,
        report=report,
    )
