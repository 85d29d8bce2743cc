# SPDX-License-Identifier: GPL-2.0-or-later
"""What an encoder starts from: nothing, ImageNet weights from the hub, or a local file, of which plain tensors only are read."""

from __future__ import annotations

import os
import pickle  # nosec B403 - for its error, nothing is unpickled
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import huggingface_hub
import safetensors
import safetensors.torch
import torch
from timm.models import adapt_input_conv
from torch import nn

from ..errors import BadInput
from ..messages import Sentence
from ..protocol.progress import ProgressReporter
from . import export, hub, networks, package

_WRAPPERS = ("state_dict", "model_state_dict", "model", "encoder")
_PREFIXES = ("module.", "model.", "encoder.", "backbone.")
# A classifier's weights and biases may follow the encoder's tensors; more than these is another network.
_CLASSIFIER_TENSORS = 8

# What torch's reader of plain weights and safetensors raise for files that are none, depending on how far they get.
_DAMAGED = (
    OSError, RuntimeError, ValueError, TypeError, LookupError, AttributeError, EOFError,
    pickle.UnpicklingError, safetensors.SafetensorError,
)  # fmt: skip

Tensors = dict[str, torch.Tensor]


def build(
    architecture: str, encoder: str, *, bands: int, classes: int, weights: str, report: ProgressReporter
) -> tuple[nn.Module, Sentence]:
    """A network whose encoder starts from some weights.

    Parameters
    ----------
    architecture, encoder
        Keys of `networks.ARCHITECTURES` and `networks.ENCODERS`.
    bands, classes
        Channels of the input and of the output.
    weights
        "none", "imagenet", "auto" (ImageNet where it can be downloaded, else none) or the path of a file of plain weights.
    report
        Gets progress, and a warning when "auto" falls back to none.

    Returns
    -------
    network, origin
        The network (see `networks.build`), and what its encoder starts from, to be said.

    Raises
    ------
    BadInput
        The weights cannot be had or do not fit the encoder.
    """
    if weights in ("imagenet", "auto"):
        downloaded = _downloaded(architecture, encoder, bands=bands, classes=classes, report=report)
        if downloaded is not None:
            return downloaded, Sentence("from_imagenet")
        if weights == "imagenet":
            raise BadInput("imagenet_unavailable", encoder=encoder, endpoint=_endpoint(), field="encoder_weights")
        report.warning("weights_not_downloaded", encoder=encoder, endpoint=_endpoint())
    network = networks.build(architecture, encoder, bands=bands, classes=classes)
    if weights == "none":
        return network, Sentence("from_none")
    if weights == "auto":
        return network, Sentence("from_none_offline")
    load_file(network.encoder, encoder, weights)
    return network, Sentence.of("from_file", name=os.path.basename(weights))


def load_package(network: nn.Module, path: str, *, bands: int, divisor: int) -> None:
    """Fill a network from a model package.

    Parameters
    ----------
    network
        Built as that of the package was.
    path
        The ONNX file; plain numbers of it are read, nothing is run but ONNX.
    bands, divisor
        Channels of the input, and what rows and columns are multiples of.

    Raises
    ------
    BadInput
        The file does not hold the weights by name, or the network does not compute what the file does.
    """
    model = package.read_model(path)
    state, stored = network.state_dict(), export.weights_of(model)
    known = {key: value for key, value in stored.items() if key in state and state[key].shape == value.shape}
    network.load_state_dict(known, strict=False)
    if not known or not export.is_same(network, model, bands=bands, divisor=divisor):
        raise BadInput("start_lacks_weights", field="start_from", path=path)


def load_file(encoder: nn.Module, name: str, path: str) -> None:
    """Fill an encoder from a file, by names, else by order where all shapes agree; BadInput when neither fits.

    The first convolution is fitted to the encoder's bands as timm does it: repeated and scaled.
    """
    stored = {key: value for key, value in _read(path).items() if not _is_counter(key)}
    target = {key: value for key, value in encoder.state_dict().items() if not _is_counter(key)}
    matched = _by_name(stored, target) or _by_order(stored, target)
    if matched is None:
        raise BadInput("weights_unfit", path=path, encoder=name, stored=len(stored), expected=len(target))
    encoder.load_state_dict({key: _fitted(value, target[key]) for key, value in matched.items()}, strict=False)


def _downloaded(
    architecture: str, encoder: str, *, bands: int, classes: int, report: ProgressReporter
) -> nn.Module | None:
    """A network with weights out of the hub's cache, which they are brought into where it lacks them; None if that fails.

    However they are had, the other weights are drawn from the same random numbers.
    """
    state = torch.get_rng_state()
    network = _from_cache(architecture, encoder, bands=bands, classes=classes)
    if network is None and not huggingface_hub.constants.HF_HUB_OFFLINE:
        torch.set_rng_state(state)
        if hub.fetch(architecture, encoder, report=report):
            network = _from_cache(architecture, encoder, bands=bands, classes=classes)
    if network is None:
        torch.set_rng_state(state)
    return network


def _from_cache(architecture: str, encoder: str, *, bands: int, classes: int) -> nn.Module | None:
    with _offline():
        try:
            return networks.build(architecture, encoder, bands=bands, classes=classes, downloaded=True)
        except (OSError, huggingface_hub.errors.HfHubHTTPError):
            return None


@contextmanager
def _offline() -> Iterator[None]:
    """Within it the hub's client reads its cache only: asked for more, it may wait for ever."""
    constants = huggingface_hub.constants
    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before


def _endpoint() -> str:
    return str(huggingface_hub.constants.ENDPOINT)


def _read(path: str) -> Tensors:
    try:
        if path.lower().endswith(".safetensors"):
            return dict(safetensors.torch.load_file(path))
        read = torch.load(path, map_location="cpu", weights_only=True)
    except _DAMAGED:
        raise BadInput("weights_unreadable", path=path, field="encoder_weights") from None
    return _tensors(read)


def _tensors(read: object) -> Tensors:
    for key in _WRAPPERS:
        if isinstance(read, Mapping) and isinstance(read.get(key), Mapping):
            read = read[key]
    if not isinstance(read, Mapping):
        return {}
    return {str(key): value for key, value in read.items() if isinstance(value, torch.Tensor)}


def _is_counter(key: str) -> bool:
    return key.endswith("num_batches_tracked")


def _plain(key: str) -> str:
    """A tensor's name without what different programs put before it."""
    while key.startswith(_PREFIXES):
        key = key.partition(".")[2]
    return key


def _by_name(stored: Tensors, target: Tensors) -> Tensors | None:
    named = {_plain(key): value for key, value in stored.items()}
    if not all(_plain(key) in named and _fits(named[_plain(key)], value) for key, value in target.items()):
        return None
    return {key: named[_plain(key)] for key in target}


def _by_order(stored: Tensors, target: Tensors) -> Tensors | None:
    values = list(stored.values())
    if not len(target) <= len(values) <= len(target) + _CLASSIFIER_TENSORS:
        return None
    matched = dict(zip(target, values, strict=False))
    return matched if all(_fits(matched[key], value) for key, value in target.items()) else None


def _fits(stored: torch.Tensor, target: torch.Tensor) -> bool:
    """Whether shapes agree, but for the bands that a first convolution reads."""
    if stored.shape == target.shape:
        return True
    is_convolution = stored.ndim == target.ndim == 4
    return bool(is_convolution and stored.shape[1] == 3 and stored[:, 0].shape == target[:, 0].shape)


def _fitted(stored: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return stored if stored.shape == target.shape else adapt_input_conv(target.shape[1], stored)
