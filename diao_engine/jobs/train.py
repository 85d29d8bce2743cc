# SPDX-License-Identifier: GPL-2.0-or-later
"""Train a segmentation model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from . import common
from .fields import Job, Kind, LayerRef, param


@dataclass(frozen=True, kw_only=True)
class Train(Job):
    """Train a segmentation model on a tile dataset."""

    id: ClassVar[str] = "train"
    label: ClassVar[str] = "Train model"
    help: ClassVar[str] = (
        "Trains a segmentation model on the training tiles, each drawn as often as its repeats say, and keeps the epoch with "
        "the best mean IoU on the validation tiles. The result is one ONNX file that carries its classes, colours, "
        "bands, normalisation and metrics, and opens in Deepness too. A training that was interrupted goes on where "
        "it stopped when it is started again with the same settings."
    )
    icon: ClassVar[str] = "train"
    group: ClassVar[str] = common.GROUP_TRAIN
    tags: ClassVar = ("deep learning", "segmentation", "u-net", "onnx", "neural network")
    numbers: ClassVar = (common.MIOU, common.MACRO_F1)

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
    )
    loss: str = param(
        Kind.CHOICE,
        "Loss",
        "What the training minimises; class-weighted cross entropy and focal loss are the other way to favour rare classes.",
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
    epochs: int = param(
        Kind.INTEGER, "Epochs", "How often the training goes through the tiles.", default=15, minimum=1, maximum=10000
    )
    steps_per_epoch: int = param(
        Kind.INTEGER,
        "Steps per epoch",
        "Batches per epoch; 0 means as many as cover every training tile once per repeat.",
        default=0, minimum=0, maximum=1000000, advanced=True,
    )  # fmt: skip
    batch_size: int = param(
        Kind.INTEGER, "Batch size", "Crops per step; lower it when memory runs out.", default=8, minimum=1, maximum=1024
    )
    crop_size: int = param(
        Kind.INTEGER,
        "Crop size",
        "Side of the random crops that are drawn from the tiles; a multiple of 32.",
        default=128, minimum=32, maximum=4096, unit="px",
    )  # fmt: skip
    learning_rate: float = param(
        Kind.NUMBER, "Learning rate", "The highest step width of the optimiser (AdamW, one cycle).",
        default=0.001, minimum=0.0000001, maximum=1.0, advanced=True,
    )  # fmt: skip
    patience: int = param(
        Kind.INTEGER,
        "Patience",
        "Stop when the validation IoU has not risen for this many epochs; 0 means never.",
        default=0, minimum=0, maximum=10000, advanced=True,
    )  # fmt: skip
    resume: bool = param(
        Kind.FLAG, "Resume", "Go on with an interrupted training of the same settings into the same file.",
        default=True, advanced=True,
    )  # fmt: skip
    device: str = common.device()
    seed: int = common.seed()
    model: str = param(Kind.OUT_FILE, "Model", "The ONNX file with the model and its card.", suffixes=(".onnx",))
    report: str | None = common.report("learning curves, the per-class table and the confusion matrix")

    def needs(self) -> str:
        """Training needs torch."""
        return "full"

    def conflicts(self) -> list[str]:
        """Crop size against what the networks can halve."""
        if self.crop_size % 32:
            below = self.crop_size // 32 * 32
            return [f"Crop size must be a multiple of 32 px, got {self.crop_size}; use {below} or {below + 32}."]
        return []
