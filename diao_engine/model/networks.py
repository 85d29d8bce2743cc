# SPDX-License-Identifier: GPL-2.0-or-later
"""Segmentation networks by the names of the job Train, for any number of bands."""

from __future__ import annotations

import segmentation_models_pytorch as smp
import torch
from torch import nn

from ..jobs import Train
from ..jobs.registry import registry

ARCHITECTURES: dict[str, type[nn.Module]] = registry(Train, "architecture", {
    "unet": smp.Unet,
    "unetplusplus": smp.UnetPlusPlus,
    "fpn": smp.FPN,
    "linknet": smp.Linknet,
    "manet": smp.MAnet,
    "pan": smp.PAN,
    "deeplabv3plus": smp.DeepLabV3Plus,
    "upernet": smp.UPerNet,
    "segformer": smp.Segformer,
})  # fmt: skip
# The names that segmentation_models_pytorch gives them; tu- are timm's.
ENCODERS: dict[str, str] = registry(Train, "encoder", {
    "efficientnet_lite0": "tu-tf_efficientnet_lite0",
    "mobilenet_v2": "mobilenet_v2",
    "resnet18": "resnet18",
    "resnet34": "resnet34",
    "resnet50": "resnet50",
    "efficientnet_b3": "tu-efficientnet_b3",
    "convnext_tiny": "tu-convnext_tiny",
    "mit_b0": "mit_b0",
    "mit_b2": "mit_b2",
})  # fmt: skip


def build(architecture: str, encoder: str, *, bands: int, classes: int, downloaded: bool = False) -> nn.Module:
    """A segmentation network.

    Parameters
    ----------
    architecture, encoder
        Keys of `ARCHITECTURES` and `ENCODERS`.
    bands, classes
        Channels of the input and of the output.
    downloaded
        Whether the encoder starts from ImageNet weights out of the hub or its cache, else from random ones.

    Returns
    -------
    Module
        From (batch, bands, rows, columns) to logits (batch, classes, rows, columns); rows and columns are multiples of
        `jobs.train.image_divisor`.

    Raises
    ------
    OSError
        The weights cannot be downloaded.
    ValueError
        The architecture cannot read the features of the encoder.
    """
    name = ENCODERS[encoder]
    weights = (True if name.startswith("tu-") else "imagenet") if downloaded else None
    network = ARCHITECTURES[architecture](name, encoder_weights=weights, in_channels=bands, classes=classes)
    _make_pools_exportable(network)
    return network


class AdaptivePool(nn.Module):  # type: ignore[misc]
    """`nn.AdaptiveAvgPool2d` as two matrix products, which ONNX can hold for any image size.

    Cell i of n averages positions floor(i·L/n) to ceil((i+1)·L/n) of a side of L, as torch's documentation has it.
    """

    def __init__(self, cells: tuple[int, int]) -> None:
        super().__init__()
        self.cells = cells

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Average (…, rows, columns) to (…, *cells)."""
        rows, columns = (_averages(x.shape[axis], n, x) for axis, n in zip((-2, -1), self.cells, strict=True))
        return rows @ x @ columns.transpose(0, 1)


def _averages(length: int, cells: int, like: torch.Tensor) -> torch.Tensor:
    """The matrix (cells, length) that averages a side."""
    cell = torch.arange(cells, device=like.device)[:, None]
    position = torch.arange(length, device=like.device)[None, :]
    inside = (position >= cell * length // cells) & (position < ((cell + 1) * length + cells - 1) // cells)
    weights = inside.to(like.dtype)
    return weights / weights.sum(dim=1, keepdim=True)


def _make_pools_exportable(network: nn.Module) -> None:
    for parent in list(network.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.AdaptiveAvgPool2d) and child.output_size not in (1, (1, 1)):
                size = child.output_size
                setattr(parent, name, AdaptivePool(size if isinstance(size, tuple) else (size, size)))
