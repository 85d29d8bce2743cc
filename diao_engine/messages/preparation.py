# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said when a dataset is made of images and labels."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    # images that are brought together
    "images_name_other_bands": Plural(
        "count",
        (
            "The bands of {count} image have other names than those of {reference}: {path} has {names} instead of {expected}; "
            "they are "
            "taken in their order, so check that they mean the same."
        ),
        (
            "The bands of {count} images have other names than those of {reference}, the first is {path} with {names} instead of "
            "{expected}; they are taken in their order, so check that they mean the same."
        ),
    ),
    "images_brought_together": Plural(
        "count",
        "{count} image is brought to the bands, scale, offset and nodata of {reference}: {path}.",
        "{count} images are brought to the bands, scale, offset and nodata of {reference}, the first is {path}.",
    ),
    "images_look_like_nodata": Plural(
        "count",
        (
            "{count} image has pixels with the value {value:g} that look like no data, and no nodata value says so: {path}; "
            "if they are "
            "none, set Nodata value to it."
        ),
        (
            "{count} images have pixels with the value {value:g} that look like no data, and no nodata value says so, the "
            "first is {path}; "
            "if they are none, set Nodata value to it."
        ),
    ),
    # split
    "one_block_only": (
        "There is one block only, so all tiles are for training and nothing is left to validate on; use more ground or smaller tiles."
    ),
    "one_image_only": (
        "There is one image only, so all tiles are for training and nothing is left to validate on; use more images or split by "
        "blocks."
    ),
    "overlapping_tiles_left_out": Plural(
        "tiles",
        "{tiles} tile that overlaps tiles of another split is left out.",
        "{tiles} tiles that overlap tiles of another split are left out.",
    ),
    "nothing_held_out": "No tile could be held out as {split}; use more ground or smaller tiles.",
    "split_lacks_class": "{split} has no pixel of {names}: {reason}.",
    "class_lost_to_overlap": "all tiles with it there overlap tiles of another split and were left out; lower Overlap",
    "class_in_one_block": "one block only holds it, and train needs that; label more of it elsewhere",
    "class_in_one_image": "one image only holds it, and train needs that; label more of it elsewhere",
    "class_in_few_blocks": "{count} blocks only hold it, and the other splits need these; label more of it elsewhere",
    "class_in_few_images": "{count} images only hold it, and the other splits need these; label more of it elsewhere",
    "class_needed_by_train": ("every choice that was found takes a class away from train; label more of it elsewhere"),
}
