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
}
