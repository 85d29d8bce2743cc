# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with a model, its card and its weights."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    "card_newer": "The model's card has format {version}, newer than {known}; update the plugin.",
    "card_damaged": "The model's card is damaged: {reason}; train the model again.",
    "class_count_unknown": "{path} does not say how many classes it has; give the names of all of them too.",
    "overrides_damaged": ("{path} cannot be read: {reason}; correct it, or delete it and describe the model again."),
    "overrides_unreadable": "{path} cannot be read ({reason}); delete it and describe the model again.",
    "overrides_of_bands": Plural(
        "known",
        "{path} has {known} band and {count} were given ({given}); give that one.",
        (
            "{path} has {known} bands and {count} were given ({given}); give all {known} in the order of the "
            "model's channels."
        ),
    ),
    "overrides_of_classes": Plural(
        "known",
        "{path} has {known} class and {count} were given ({given}); give that one.",
        (
            "{path} has {known} classes and {count} were given ({given}); give all {known} in the order of the "
            "model's channels."
        ),
    ),
    "export_differs": (
        "The ONNX model differs from the trained network by {difference:.2g}; choose another "
        "Architecture or Encoder and report it."
    ),
    "downloading_weights": "Downloading the weights of {encoder}",
    "package_inputs": "{path} has {count} inputs; choose a segmentation model with one input, an image.",
    "deepness_type": "The model is a Deepness {model_type}; choose a segmentation model (Segmentor).",
    "package_shapes": (
        "The model takes [{input_shape}] and gives [{output_shape}]; choose a segmentation model with images of shape "
        "(batch, bands, rows, columns) on both sides."
    ),
    "bands_last": (
        "The model takes images of shape [{shape}], which is (batch, rows, columns, bands); export it with the bands "
        "before the rows (channels first)."
    ),
    "model_missing": "The model {path} does not exist; choose one that does.",
    "onnx_damaged": "{path} is not an ONNX model, or only a part of one; choose a whole ONNX file.",
    "metadata_count": Plural(
        "count",
        "The model's {key} is [{numbers}], but it has {count} band; correct its metadata.",
        "The model's {key} is [{numbers}], but it has {count} bands; correct its metadata.",
    ),
    "metadata_damaged": "The model's metadata are damaged: {reason}; correct them in the file.",
    "weights_not_downloaded": (
        "The ImageNet weights of {encoder} cannot be downloaded from {endpoint}, so the encoder starts from none: the"
        " map will be worse. Connect, or name a local file of weights (.safetensors, .pth)."
    ),
    "weights_unfit": (
        "{path} holds no weights of {encoder}: neither names nor shapes of its {stored} tensors agree with the "
        "encoder's {expected}; choose a file made for {encoder}, or another Encoder."
    ),
    "imagenet_unavailable": (
        "The ImageNet weights of {encoder} cannot be downloaded: {endpoint} does not answer, sends nothing or lacks "
        "them; connect, name a local file (.safetensors, .pth), or set Encoder weights to none."
    ),
    "weights_unreadable": (
        "{path} is not a file of plain weights that can be read safely; choose a .safetensors file or a "
        "state dict (.pth)."
    ),
    "from_imagenet": "ImageNet (downloaded)",
    "from_none": "none",
    "from_none_offline": "none (the download failed)",
    "from_file": "file {name}",
    "from_model": "model {name}",
}
