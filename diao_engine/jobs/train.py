# SPDX-License-Identifier: GPL-2.0-or-later
"""Train a segmentation model."""

from __future__ import annotations

import glob
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from ..messages import Sentence
from . import common
from .fields import Job, Kind, LayerRef, NumberOutput, job_dataclass, param
from .problem import Problem

WEIGHTS_SUFFIXES = (".safetensors", ".pth", ".pt")
_NAMED_WEIGHTS = ("auto", "imagenet", "none")
# The encoders halve the image five times; PAN halves its deepest features, at a sixteenth of the image, three times more.
IMAGE_DIVISOR = 32
_IMAGE_DIVISORS = {"pan": 128}
# Decoders that take apart every level of an encoder; Mix Transformers lack the first.
_CONVOLUTIONS_ONLY = ("unetplusplus", "linknet")
# Decoders that normalise features of one value per image.
_POOLS_IMAGE = ("pan", "deeplabv3plus", "upernet")
# How much faster than the encoder the decoder learns, which starts from nothing.
DECODER_RATE = 5.0
# Losses that count a pixel as often as the weight of its class says, as if it had been shown so often.
WEIGHTED_LOSSES = ("weighted_cross_entropy",)
# Copies per drawn tile from which on repeats are a dose: a few tiles set by hand are none.
_COPIES_OF_A_DOSE = 0.1
_RESUME_SUFFIX = ".pt"
_FINGERPRINT_LETTERS = 12


@job_dataclass
class Train(Job):
    """Train a segmentation model on a tile dataset."""

    id: ClassVar[str] = "train"
    label: ClassVar[str] = "Train model"
    help: ClassVar[str] = (
        "Trains a segmentation model on the training tiles and keeps the epoch with the best mean IoU on the "
        "validation tiles. By dynamic sampling it looks more at classes that it has seen too seldom so far, "
        "so rare ones are learned without repeats. The result is one ONNX file that knows its classes, "
        "colours, bands, normalisation and accuracy. A training that was interrupted goes on where it "
        "stopped when it is started again with the same settings."
    )
    icon: ClassVar[str] = "train"
    memory_advice: ClassVar[str] = "lower Batch size or Crop size, or choose a smaller Encoder"
    group: ClassVar[str] = common.GROUP_TRAIN
    tags: ClassVar = ("deep learning", "segmentation", "u-net", "onnx", "neural network")
    numbers: ClassVar = (
        common.MIOU,
        common.MACRO_F1,
        NumberOutput("prior_correction", "Prior correction that is best on the validation tiles"),
    )

    dataset: LayerRef = common.dataset()
    architecture: str = param(
        Kind.CHOICE,
        "Architecture",
        "The segmentation network.",
        default="unet",
        choices={
            "unet": "U-Net",
            "unetplusplus": "U-Net++",
            "fpn": "Feature pyramid network",
            "linknet": "LinkNet",
            "manet": "MA-Net",
            "pan": "Pyramid attention network",
            "deeplabv3plus": "DeepLabV3+",
            "upernet": "UPerNet",
            "segformer": "SegFormer",
        },
    )
    encoder: str = param(
        Kind.CHOICE,
        "Encoder",
        "The part of the network that reads the image; small ones train on a laptop.",
        default="efficientnet_lite0",
        choices={
            "efficientnet_lite0": "EfficientNet-Lite0 (small)",
            "mobilenet_v2": "MobileNetV2 (small)",
            "resnet18": "ResNet-18",
            "resnet34": "ResNet-34",
            "resnet50": "ResNet-50",
            "efficientnet_b3": "EfficientNet-B3",
            "convnext_tiny": "ConvNeXt-Tiny",
            "mit_b0": "Mix Transformer B0 (small)",
            "mit_b2": "Mix Transformer B2",
        },
    )
    encoder_weights: str = param(
        Kind.TEXT,
        "Encoder weights",
        "What the encoder starts from: auto (ImageNet weights if they can be downloaded, else none), imagenet (downloaded), "
        "none, or a local file of weights (.safetensors, .pth, .pt).",
        default="auto",
        may_be_file=True,
    )
    start_from: str | None = param(
        Kind.FILE,
        "Start from model",
        "A model made here that the training goes on from, with its weights and its normalisation, instead of Encoder weights: for "
        "new tiles, or corrections. It must have the same architecture, encoder, bands and classes; the decoder then learns as "
        "slowly as the encoder.",
        optional=True,
        suffixes=(".onnx",),
    )
    loss: str = param(
        Kind.CHOICE,
        "Loss function",
        "What counts as an error and is made small; class-weighted cross entropy and focal loss are another "
        "way to favour rare classes.",
        default="cross_entropy",
        choices={
            "cross_entropy": "Cross entropy",
            "weighted_cross_entropy": "Class-weighted cross entropy",
            "focal": "Focal",
            "dice": "Dice",
            "cross_entropy_dice": "Cross entropy + Dice",
            "focal_dice": "Focal + Dice",
        },
    )
    sampling: str = param(
        Kind.CHOICE,
        "Sampling",
        "How the crops that the training sees are chosen; with dynamic sampling neither repeats nor a "
        "class-weighted loss are needed.",
        default="dynamic",
        choices={
            "dynamic": "Dynamic: more of the classes seen too seldom so far (recommended)",
            "plain": "Plain: at random",
        },
    )
    candidates: int = param(
        Kind.INTEGER,
        "Crops to choose from",
        "Out of how many random crops dynamic sampling takes one each time; the more, the more it favours "
        "rare classes.",
        default=4, minimum=1, maximum=16, advanced=True,
    )  # fmt: skip
    anneal: float = param(
        Kind.NUMBER,
        "Last part at random",
        "Share of the training, at its end, with crops at random, so that the model sees the real class "
        "shares last; dynamic sampling fades towards it, 0 keeps it to the end.",
        default=0.3, minimum=0.0, maximum=1.0, advanced=True,
    )  # fmt: skip
    target: str = common.target("The class shares that dynamic sampling works towards.", advanced=True)
    temper: float = common.temper()
    epochs: int = param(
        Kind.INTEGER, "Epochs", "How often the training goes through the tiles.", default=15, minimum=1, maximum=10000
    )
    steps_per_epoch: int = param(
        Kind.INTEGER,
        "Steps per epoch",
        "Batches per epoch; 0 means enough to cover the area of all training tiles once, repeated ones as "
        "often as they are repeated.",
        default=0, minimum=0, maximum=1000000, advanced=True,
    )  # fmt: skip
    batch_size: int = param(
        Kind.INTEGER, "Batch size", "Crops per step; lower it when memory runs out.", default=8, minimum=1, maximum=1024
    )
    crop_size: int = param(
        Kind.INTEGER,
        "Crop size",
        f"Side of the pieces of a tile that the training is shown; a multiple of {IMAGE_DIVISOR}.",
        default=128, minimum=IMAGE_DIVISOR, maximum=4096, unit="px",
    )  # fmt: skip
    learning_rate: float = param(
        Kind.NUMBER,
        "Learning rate",
        "How large the steps of the training are at most, for the encoder (AdamW, one cycle); the decoder, which starts from nothing, "
        f"learns {DECODER_RATE:g} times as fast.",
        default=0.001, minimum=0.0000001, maximum=1.0, advanced=True,
    )  # fmt: skip
    patience: int = param(
        Kind.INTEGER,
        "Epochs without progress",
        "Stop when the validation IoU has not risen for this many epochs; 0 means never.",
        default=0, minimum=0, maximum=10000, advanced=True,
    )  # fmt: skip
    ema: float = param(
        Kind.NUMBER,
        "Weight averaging",
        "Keeps the model steady by averaging its weights over the last steps; this share of the average "
        "stays at each step, 0 switches it off.",
        default=0.99, minimum=0.0, maximum=0.9999, advanced=True,
    )  # fmt: skip
    resume: bool = param(
        Kind.FLAG, "Go on with an interrupted training", "If a training with the same settings into the same file was interrupted, "
        "go on where it stopped; else begin anew.",
        default=True, advanced=True,
    )  # fmt: skip
    device: str = common.device()
    devices: int = param(
        Kind.INTEGER,
        "Number of GPUs",
        "How many GPUs of this computer share each batch; 0 means all, as far as a batch has crops for them. It pays with large "
        "batches, so raise Batch size with it. With CPU as the device, so many processes share it.",
        default=1, minimum=0, maximum=64, advanced=True,
    )  # fmt: skip
    seed: int = common.seed()
    allow_outside: bool = common.allow_outside()
    model: str = param(Kind.OUT_FILE, "Model", "The ONNX file with the model and its card.", suffixes=(".onnx",))
    report: str | None = common.report("learning curves, the per-class table and the confusion matrix")

    def needs(self) -> str:
        """Training needs torch."""
        return "full"

    def conflicts(self) -> list[Problem]:
        """What the networks do not support: sizes they cannot halve, encoders they cannot read, batches too small to normalise."""
        return [
            problem
            for problem in (
                self._crop_size(),
                self._encoder_support(),
                self._batch_size(),
                self._devices(),
                self._weights(),
                self._device_support(),
            )
            if problem
        ]

    def _crop_size(self) -> Problem | None:
        divisor = image_divisor(self.architecture)
        if self.crop_size % divisor == 0:
            return None
        below = self.crop_size // divisor * divisor
        sizes = (str(below), str(below + divisor)) if below else (str(divisor),)
        values = {"divisor": divisor, "architecture": self.architecture, "value": self.crop_size, "sizes": sizes}
        return Problem("crop_size", "crop_size", values)

    def _encoder_support(self) -> Problem | None:
        if self.architecture in _CONVOLUTIONS_ONLY and self.encoder.startswith("mit_"):
            values = {"architecture": self.architecture, "other": "encoder", "encoder": self.encoder}
            return Problem("encoder_unsupported", "architecture", values)
        return None

    def _batch_size(self) -> Problem | None:
        if self.batch_size > 1 or (self.architecture not in _POOLS_IMAGE and self.crop_size >= 64):
            return None
        values = {"architecture": self.architecture, "other": "crop_size", "crop_size": self.crop_size}
        return Problem("batch_of_one", "batch_size", values)

    def _devices(self) -> Problem | None:
        if self.devices <= self.batch_size:
            return None
        return Problem(
            "devices_above_batch",
            "devices",
            {"value": self.devices, "other": "batch_size", "batch_size": self.batch_size},
        )

    def _weights(self) -> Problem | None:
        if self.encoder_weights in _NAMED_WEIGHTS:
            return None
        if not os.path.isfile(self.encoder_weights):
            values = {"value": self.encoder_weights, "names": _NAMED_WEIGHTS}
            return Problem("weights_missing", "encoder_weights", values)
        if not self.encoder_weights.lower().endswith(WEIGHTS_SUFFIXES):
            values = {"suffixes": WEIGHTS_SUFFIXES, "value": self.encoder_weights}
            return Problem("wrong_suffix", "encoder_weights", values)
        return None

    def _device_support(self) -> Problem | None:
        if self.device == "directml":
            return Problem("training_device", "device", {"value": self.device})
        return None


def image_divisor(architecture: str) -> int:
    """What height and width, in pixels, of an image must be multiples of for an architecture."""
    return _IMAGE_DIVISORS.get(architecture, IMAGE_DIVISOR)


def second_doses(values: Mapping[str, Any], *, tiles: int, draws: int) -> tuple[Sentence, ...]:
    """What favours rare classes a second time, beside dynamic sampling; a sentence each, which names a way out.

    Parameters
    ----------
    values
        Those of the job by the names of its fields; `sampling`, `candidates`, `anneal` and `loss` play a part.
    tiles
        Training tiles with repeats above 0.
    draws
        Their repeats in all.

    Returns
    -------
    tuple of Sentence
        None where sampling is plain or has no dose, and where neither the loss nor the repeats favour anything.
    """
    if values["sampling"] != "dynamic" or values["candidates"] < 2 or values["anneal"] >= 1.0:
        return ()
    doses = []
    if draws - tiles >= _COPIES_OF_A_DOSE * tiles > 0:
        doses.append(Sentence.of("repeats_are_a_second_dose", "sampling", draws=draws, tiles=tiles))
    if values["loss"] in WEIGHTED_LOSSES:
        doses.append(Sentence.of("loss_is_a_second_dose", "loss", other="sampling"))
    return tuple(doses)


def resume_file(model: str, fingerprint: str, number: int = 1) -> str:
    """What an interrupted training into `model` goes on from: beside the model, another for other settings or tiles.

    Numbers above 1 are for when a file that is none of its own has the name.
    """
    path = Path(os.path.abspath(model))
    tail = f"-{number}" if number > 1 else ""
    return str(path.with_name(f"{_resume_stem(path)}{fingerprint[:_FINGERPRINT_LETTERS]}{tail}{_RESUME_SUFFIX}"))


def resume_pattern(model: str) -> str:
    """A pattern for `glob` that all files of interrupted trainings into `model` match, whatever their settings."""
    path = Path(os.path.abspath(model))
    return glob.escape(str(path.with_name(_resume_stem(path)))) + "*" + _RESUME_SUFFIX


def _resume_stem(model: Path) -> str:
    return f".{model.stem}.diao-resume-"
