# SPDX-License-Identifier: GPL-2.0-or-later
"""The only reader and writer of model packages: an ONNX file whose metadata hold the card.

The keys of the Deepness plugin are written too and read where there is no card. Its values are JSON, and it divides
pixels by 255 before it standardises them:
https://qgis-plugin-deepness.readthedocs.io/en/latest/creators/creators_add_metadata_to_model.html
"""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

import onnx
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]

from ..errors import BadInput
from ..jobs import parse
from ..jobs.classinfo import ClassInfo, default_name
from ..jobs.train import IMAGE_DIVISOR
from .card import ModelCard, Normalisation

CARD_KEY = "diao_card"
_INTEGERS = (onnx.TensorProto.UINT8, onnx.TensorProto.INT8, onnx.TensorProto.INT32, onnx.TensorProto.INT64)

# What Deepness takes where a model does not say it: pixels, and per cent of them.
_TILE_SIZE, _OVERLAP = 512, 15
_WINDOW = parse.whole(1, 65536)
# More bands than these are no last side of an image.
_MOST_BANDS_LAST = 16
_LONGEST_TYPE = 40  # as it is shown

Shape = Sequence["int | str | None"]


def write(path: str, model: onnx.ModelProto | bytes, card: ModelCard) -> None:
    """Write a model with its card and the keys of the Deepness plugin.

    Parameters
    ----------
    path
        The ONNX file to write.
    model
        A model, or its serialised form; metadata that it has are replaced.
    card
        What is kept of it under `CARD_KEY`.
    """
    if isinstance(model, bytes):
        model = onnx.load_model_from_string(model)
    del model.metadata_props[:]
    metadata = {CARD_KEY: card.to_json(), **deepness_metadata(card)}
    onnx.helper.set_model_props(model, metadata)
    onnx.save_model(model, path)


def read_model(path: str) -> onnx.ModelProto:
    """The model of an ONNX file, without weights that lie in other files. Raises BadInput when the file is none."""
    return _load(path)


def describe(path: str) -> ModelCard:
    """The card of any ONNX segmentation model: its own, or what its metadata and shapes say.

    Parameters
    ----------
    path
        An ONNX file; external weights are not read.

    Returns
    -------
    ModelCard
        `missing` names what the file does not say.

    Raises
    ------
    BadInput
        The file is no ONNX model with one input, or its card is damaged.
    """
    model = _load(path)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    if CARD_KEY in metadata:
        return ModelCard.from_json(metadata[CARD_KEY])
    stored = {entry.name for entry in model.graph.initializer}
    inputs = [entry for entry in model.graph.input if entry.name not in stored]
    if len(inputs) != 1 or not model.graph.output:
        raise BadInput("package_inputs", path=path, count=len(inputs))
    return card_from_deepness(metadata, _shape(inputs[0]), _output_shape(model.graph.output[0]))


def deepness_metadata(card: ModelCard) -> dict[str, str]:
    """The keys that Deepness reads, as the JSON texts that it expects."""
    norm = card.normalisation
    values: dict[str, Any] = {
        "model_type": "Segmentor",
        "class_names": {str(channel): entry.name for channel, entry in enumerate(card.classes)},
        "standardization_mean": [mean / 255 for mean in norm.mean],
        "standardization_std": [std / 255 for std in norm.std],
        "tile_size": card.tile_size,
        "tiles_overlap": round(100 * card.overlap / card.tile_size),
        # Logits are no probabilities: a threshold between 0 and 1 would cut pixels off at random.
        "seg_thresh": 0,
    }
    if card.pixel_size_m is not None:
        values["resolution"] = card.pixel_size_m * 100
    return {key: json.dumps(value) for key, value in values.items()}


def card_from_deepness(metadata: Mapping[str, str], input_shape: Shape, output_shape: Shape) -> ModelCard:
    """A card from what a Deepness model says, as far as that goes.

    Class values are the channels' numbers. A model with one output channel gets two classes: its channel is the probability of the
    second; one that does not say how many there are gets none. Which classes are rare is never said.

    Parameters
    ----------
    metadata
        Texts of the ONNX file by key.
    input_shape, output_shape
        (batch, channel, row, column) with texts or None where free.

    Returns
    -------
    ModelCard
        Of a foreign model: `output` is "unknown".

    Raises
    ------
    BadInput
        The shapes or the type are not those of a segmentation model, or a text cannot be read.
    """
    model_type = str(_value(metadata, "model_type") or "Segmentor")[:_LONGEST_TYPE]
    if model_type.lower() != "segmentor":
        raise BadInput("deepness_type", model_type=model_type)
    if len(input_shape) != 4 or len(output_shape) != 4 or not isinstance(input_shape[1], int):
        raise BadInput("package_shapes", input_shape=input_shape, output_shape=output_shape)
    if has_bands_last(input_shape):
        raise BadInput("bands_last", shape=input_shape)
    bands = input_shape[1]
    mean = _numbers(metadata, "standardization_mean", bands, 0.0, parse.number())
    std = _numbers(metadata, "standardization_std", bands, 1.0, parse.number(is_divisor=True))
    fixed = input_shape[3] if isinstance(input_shape[3], int) else None
    stated_size = _field(metadata, "tile_size", _WINDOW) or _field(metadata, "tiles_size", _WINDOW)
    tile_size = fixed or stated_size or _TILE_SIZE
    overlap = _field(metadata, "tiles_overlap", parse.number(0))
    resolution = _field(metadata, "resolution", parse.number(0))
    names = _class_names(metadata, output_shape[1])
    missing = {
        "classes": True,
        "normalisation": "standardization_mean" not in metadata and "standardization_std" not in metadata,
        "pixel_size": not resolution,
    }
    return ModelCard(
        classes=tuple(ClassInfo(channel, name, "") for channel, name in enumerate(names)),
        bands=tuple(f"band {number}" for number in range(1, bands + 1)),
        dtype="uint8",
        normalisation=Normalisation(
            (0.0,) * bands, (255.0,) * bands, tuple(255 * value for value in mean), tuple(255 * value for value in std)
        ),
        pixel_size=resolution / 100 if resolution else None,
        pixel_unit="metre" if resolution else "",
        tile_size=tile_size,
        overlap=round(tile_size * min(_OVERLAP if overlap is None else overlap, 100) / 100),
        divisor=fixed or IMAGE_DIVISOR,
        output="unknown",
        missing=tuple(part for part, is_missing in missing.items() if is_missing),
    )


def has_bands_last(shape: Shape) -> bool:
    """Whether the shape of an input (four sides) can only be (batch, rows, columns, bands)."""
    _, second, third, last = shape
    return isinstance(last, int) and last <= _MOST_BANDS_LAST and second == third and second != last


def _load(path: str) -> onnx.ModelProto:
    if not os.path.isfile(path):
        raise BadInput("model_missing", path=path, field="model")
    try:
        model = onnx.load_model(path, load_external_data=False)
    except (DecodeError, ValueError):
        model = None
    if model is None or not model.graph.node:
        raise BadInput("onnx_damaged", path=path)
    return model


def _shape(value: Any) -> list[int | str | None]:
    return [
        size.dim_value if size.HasField("dim_value") else size.dim_param or None
        for size in value.type.tensor_type.shape.dim
    ]


def _output_shape(value: Any) -> list[int | str | None]:
    """The output's shape; of class numbers and of what is not said, the number of classes is unknown."""
    shape = _shape(value) or [None] * 4
    if value.type.tensor_type.elem_type in _INTEGERS:
        return [shape[0], None, *shape[-2:]]
    return shape


def _value(metadata: Mapping[str, str], key: str) -> Any:
    """A metadata value; Deepness writes JSON, older scripts Python literals, others plain text."""
    text = metadata.get(key)
    if text is None:
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            return read(text)
        except (ValueError, SyntaxError):
            continue
    return text


def _field(metadata: Mapping[str, str], key: str, reader: parse.Reader) -> Any:
    """A metadata value by its reader; None where there is none. BadInput names the key."""
    value = _value(metadata, key)
    if value is None or value == "":
        return None
    try:
        return reader(value)
    except parse.FieldError as error:
        raise BadInput("metadata_damaged", reason=error.inside(key).sentence) from None


def _numbers(
    metadata: Mapping[str, str], key: str, count: int, default: float, reader: parse.Reader
) -> tuple[float, ...]:
    def read(values: Any) -> tuple[float, ...]:
        return parse.list_of(reader)(list(values) if isinstance(values, tuple) else values)  # type: ignore[no-any-return]

    numbers = _field(metadata, key, read)
    if numbers is None:
        return (default,) * count
    if len(numbers) != count:
        raise BadInput("metadata_count", key=key, numbers=list(numbers), count=count)
    return tuple(numbers)


def _names_by_channel(value: Any) -> dict[int, str]:
    """Names of classes: by number, in a list, in a list of one table, or separated by commas."""
    if isinstance(value, str):
        value = [name.strip() for name in value.split(",")]
    if isinstance(value, (list, tuple)):
        is_wrapped = len(value) > 0 and isinstance(value[0], Mapping)
        value = value[0] if is_wrapped else dict(enumerate(value))
    number = parse.whole(0, parse.HIGHEST_CLASS)
    return {number(key): parse.text(name) for key, name in parse.mapping(value).items()}


def _class_names(metadata: Mapping[str, str], channels: int | str | None) -> list[str]:
    names = _field(metadata, "class_names", _names_by_channel) or _field(metadata, "names", _names_by_channel) or {}
    count = channels if isinstance(channels, int) else len(names)
    if count == 1:
        return [names[0], names[1]] if names.keys() == {0, 1} else ["background", names.get(0, default_name(1))]
    return [names.get(channel, default_name(channel)) for channel in range(count)]
