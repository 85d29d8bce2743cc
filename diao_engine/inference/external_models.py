# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known of a model file: its card, or what can be inferred without one."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme, minority_classes
from ..errors import BadInput
from ..jobs import trust
from ..jobs.classinfo import ClassInfo, default_name
from ..jobs.common import DEFAULT_IGNORE
from ..jobs.train import IMAGE_DIVISOR
from ..model import card_overrides
from ..model.card import ModelCard
from ..model.package import describe
from ..protocol.progress import ProgressReporter
from ..raster.bands import matching
from .confine import Needs
from .load import load_predictor
from .matching import RasterBands, wanted_bands
from .predictor import Batches, InputShape
from .scores import Scores, prior_shift
from .source import Normalise

_TORCH_TILE_SIZE, _TORCH_OVERLAP = 256, 64
_SHOWN_BANDS = 8
# Numbers of bands to try with models that do not say theirs, the commonest first.
_BANDS_TO_TRY = (3, 4, 1, 2, *range(5, 17))


def card_of(path: str, shape: InputShape, raster: RasterBands) -> ModelCard:
    """The card of a model file, with its overrides; torch models have none, so theirs has the raster's bands.

    Parameters
    ----------
    path
        The model's file.
    shape
        What the loaded model's input is fixed to.
    raster
        The raster that is mapped.

    Returns
    -------
    ModelCard
        With as many bands as the raster, or with names that are all among the raster's.

    Raises
    ------
    BadInput
        The raster's bands are not as many as the model's, and cannot be found by name.
    """
    bands = raster.names
    overrides = card_overrides.read(path)
    if trust.is_torch_model(path):
        count = shape.bands or len(overrides.bands or bands)
        card = card_overrides.apply(_torch_card(tuple(bands)[:count], known=shape.bands is not None), overrides, path)
    else:
        card = card_overrides.apply(describe(path), overrides, path)
        count = len(card.bands)
    if count != len(bands) and matching(wanted_bands(card), raster.meaning) is None:
        raise BadInput(
            "band_counts_differ",
            count=count,
            names=_shortened(card.bands),
            raster_count=len(bands),
            raster_names=_shortened(bands),
        )
    return card


def card_without_raster(
    path: str, overrides: card_overrides.CardOverrides, *, trusted: bool, needs: Needs, report: ProgressReporter
) -> ModelCard:
    """The card of a model file as it is: what the file does not say is inferred from its output for noise.

    Parameters
    ----------
    path
        The model's file.
    overrides
        What was stated about the model; only numbers of bands and classes are used.
    trusted, needs, report
        Those of `load_predictor`.

    Returns
    -------
    ModelCard
        Without the overrides.

    Raises
    ------
    BadInput
        The model takes no image, or nothing but an override can say what its classes are.
    """
    card = None if trust.is_torch_model(path) else describe(path)
    if card is not None and card.classes:
        return card
    predictor = load_predictor(path, device="cpu", trusted=trusted, needs=needs, report=report)
    shape = predictor.input
    if card is not None:
        counts: Sequence[int] = (len(card.bands),)
    elif shape.bands or overrides.bands:
        counts = (shape.bands or len(overrides.bands or ()),)
    else:
        counts = _BANDS_TO_TRY
    refusal = BadInput("no_band_count", path=path, least=counts[0], most=counts[-1])
    for count in counts:
        names = tuple(f"band {number}" for number in range(1, count + 1))
        candidate = card or _torch_card(names, known=shape.bands is not None)
        noise = noise_window(count, shape, size=_TORCH_TILE_SIZE, integers=predictor.takes_integers)
        try:
            raw = _output_of(Batches(predictor, report), noise)
        except BadInput as problem:
            refusal = problem if len(counts) == 1 else refusal
            continue
        scores = Scores.of(raw, noise.shape[2:], classes=len(overrides.class_names or ()) or None)
        return with_classes(candidate, scores.classes)
    raise refusal


def inspect_output(batches: Batches, card: ModelCard, *, shape: InputShape, size: int, integers: bool) -> Scores:
    """Run the model once on noise to learn what its output means, and whether it takes such windows at all.

    Parameters
    ----------
    batches
        Runs the model.
    card
        Says bands, classes and, for models of this project, that the output are logits.
    shape
        What the model's input is fixed to.
    size
        Side of the windows in pixels, where the input is not fixed.
    integers
        Whether the model takes pixels as they are in the file.

    Returns
    -------
    Scores
        How raw output becomes scores per class.

    Raises
    ------
    BadInput
        The model does not take such windows, or its output is no map of them.
    """
    noise = noise_window(len(card.bands), shape, size=size, integers=integers)
    form = "logits" if card.output == "logits" else None
    return Scores.of(_output_of(batches, noise), noise.shape[2:], classes=len(card.classes) or None, form=form)


def with_classes(card: ModelCard, count: int) -> ModelCard:
    """The card with numbered classes where it has none."""
    if card.classes:
        return card
    classes = tuple(ClassInfo(value, default_name(value), "") for value in range(count))
    return dataclasses.replace(card, classes=classes)


def normaliser(card: ModelCard, *, dtype: str, integers: bool, report: ProgressReporter) -> Normalise:
    """How pixels of the raster become the model's input; warns where that is a guess, BadInput where it would be wrong."""
    if integers:
        return lambda pixels: pixels.astype(np.float32)
    if not card.dtype:
        return card.normalisation.apply
    if card.output != "unknown":
        if dtype != card.dtype:
            report.warning("other_dtype", trained=card.dtype, dtype=dtype)
        return card.normalisation.apply
    plain = card.normalisation == card_overrides.by_255(len(card.bands))
    if dtype == "uint8":
        if plain:
            report.warning("divided_by_255")
        return card.normalisation.apply
    if not plain:
        raise BadInput("model_of_8_bit", dtype=dtype)
    report.warning("pixels_as_they_are", dtype=dtype)
    return lambda pixels: pixels.astype(np.float32)


def scheme_of(card: ModelCard) -> ClassScheme:
    """The classes of the card as a scheme, with a free value for nodata."""
    ignore = card.ignore
    if ignore in card.values:
        ignore = next(value for value in (DEFAULT_IGNORE, 0, *range(1, 65536)) if value not in card.values)
    return ClassScheme(card.classes, ignore)


def minority_of(card: ModelCard) -> tuple[int, ...]:
    """Values of the minority classes: those that the card marks, else those below an even share of the training pixels."""
    if card.minority or not card.prior_natural:
        return card.minority
    shares = np.array(card.prior_natural)
    is_rare = minority_classes(shares / shares.sum(), np.full(len(shares), 1 / len(shares)))
    return tuple(np.array(card.values)[is_rare].tolist())


def log_prior(card: ModelCard, strength: float | None) -> NDArray[np.float64] | None:
    """What `PRIOR_CORRECTION` adds to the logarithm of each class (classes,); None for nothing.

    Parameters
    ----------
    card
        Says the priors and the model's own correction.
    strength
        0 (none) to 1 (full); None stands for the model's own.

    Raises
    ------
    BadInput
        A correction is asked for and the card has no priors.
    """
    has_priors = bool(card.prior_natural and card.prior_train)
    if strength is None:
        strength = card.prior_correction if has_priors else 0.0
    if not strength:
        return None
    if not has_priors:
        raise BadInput("no_priors", field="prior_correction")
    return prior_shift(np.array(card.prior_natural), np.array(card.prior_train), strength)


def _shortened(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN_BANDS]) + ", …" * (len(names) > _SHOWN_BANDS)


def _output_of(batches: Batches, noise: NDArray[np.float32]) -> NDArray[Any]:
    """Raw output for windows of noise; BadInput where it is not one map per window."""
    raw = batches.predict(noise)
    if len(raw) != len(noise):
        raise BadInput("output_without_batch", shape=raw.shape, count=len(noise))
    return raw


def noise_window(bands: int, shape: InputShape, *, size: int, integers: bool) -> NDArray[np.float32]:
    """One window of noise, as normalised input, or of 8-bit pixels, as far as a model's input is fixed; (1, band, row, column)."""
    noise = np.random.default_rng(0).normal(size=(1, bands, shape.height or size, shape.width or size))
    pixels = np.clip(64 * noise + 128, 0, 255).round() if integers else noise
    return pixels.astype(np.float32)


def _torch_card(bands: tuple[str, ...], *, known: bool) -> ModelCard:
    """What is assumed of a torch model; `known` says whether it certainly takes so many bands."""
    return ModelCard(
        (), bands, "uint8", card_overrides.by_255(len(bands)), output="unknown",
        tile_size=_TORCH_TILE_SIZE, overlap=_TORCH_OVERLAP, divisor=IMAGE_DIVISOR,
        missing=("classes", *(() if known else ("bands",)), "normalisation", "pixel_size"),
    )  # fmt: skip
