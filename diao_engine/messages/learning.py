# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said when judged polygons become training tiles."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    "looking_around": "Looking around wrong objects",
    "laying_tiles": "Laying tiles over judged ground",
    "writing_reviewed_tiles": "Writing reviewed tiles",
    "correcting_labels": "Correcting labels",
    "labels_corrected": Plural(
        "count",
        "The labels of {count} earlier training tile are corrected where judged ground says otherwise.",
        "The labels of {count} earlier training tiles are corrected where judged ground says otherwise.",
    ),
    "tiles_learned": Plural(
        "count",
        "{count} tile with {pixels:,} labelled pixels is added, from {polygons} judged polygons.",
        "{count} tiles with {pixels:,} labelled pixels are added, from {polygons} judged polygons.",
    ),
    "correction_field_missing": (
        "{path} has none of the fields {names:and}, so nothing says which class a polygon is of; choose a Class field."
    ),
    "correction_class_unknown": (
        "{path} holds judged polygons of {names:and}, and the dataset has no such class, only {known}; give them one of these "
        "classes, or filter them out."
    ),
    "dataset_classes_unnamed": (
        "{path} holds judged polygons of {names:and}, and the classes of the dataset are called by their values, {known}; name them "
        "in the class table of the page Data by a double-click, or in the table classes of its file."
    ),
    "nothing_judged": (
        "No polygon of {path} is judged; write right, wrong or class into its field {name}, or judge objects on the page Map."
    ),
    "nothing_learned": Plural(
        "count",
        "Nothing could be learned from the {count} judged polygon of {path}; the warnings say why.",
        "Nothing could be learned from the {count} judged polygons of {path}; the warnings say why.",
    ),
    "rest_left_open": (
        "Other ground of the new tiles is left open, since Class map and Confidence are not both given; from wrong objects alone a "
        "model unlearns rare classes, so give both, or judge as many objects that are right."
    ),
    "confidence_without_crs": (
        "{path} lies on another grid than the imagery, and one of both has no CRS; choose the confidence raster of a map of it."
    ),
    "polygons_unjudged": Plural(
        "count",
        "{count} polygon is not judged yet and plays no part.",
        "{count} polygons are not judged yet and play no part.",
    ),
    "polygons_unsure": Plural(
        "count",
        "{count} polygon is judged as unsure; its ground is left open.",
        "{count} polygons are judged as unsure; their ground is left open.",
    ),
    "verdict_unknown": Plural(
        "count",
        "{count} polygon has a verdict that is not right, wrong, class or unsure, so it is left out; correct it.",
        "{count} polygons have a verdict that is not right, wrong, class or unsure, so they are left out; correct them.",
    ),
    "judged_without_class": Plural(
        "count",
        "{count} judged polygon has no class and is left out; fill its Class field.",
        "{count} judged polygons have no class and are left out; fill their Class field.",
    ),
    "map_off_polygons": (
        "{path} does not cover the polygons of {layer}, so it cannot say what lies around them; give the map that they were judged on "
        "as {label}, or leave that empty."
    ),
    "judged_off_images": Plural(
        "count",
        "{count} judged polygon lies on none of the images and is left out; name the imagery under Images, or check its CRS.",
        "{count} judged polygons lie on none of the images and are left out; name the imagery under Images, or check their CRS.",
    ),
    "judged_held_out": Plural(
        "count",
        "{count} judged polygon lies on ground that is kept for validation or test and is left out, so that figures stay honest.",
        "{count} judged polygons lie on ground that is kept for validation or test and are left out, so that figures stay honest.",
    ),
    "judged_without_pixels": Plural(
        "count",
        "{count} judged polygon covers no valid pixel of the imagery and is left out; draw it larger.",
        "{count} judged polygons cover no valid pixel of the imagery and are left out; draw them larger.",
    ),
    "judged_surroundings": Plural(
        "count",
        "{count} wrong object has no class around it that fills half of its surroundings, so its ground is left open; draw "
        "what is there.",
        "{count} wrong objects have no class around them that fills half of their surroundings, so their ground is left open; draw "
        "what is there.",
    ),
    "wrong_off_map": Plural(
        "count",
        "{count} wrong object lies off {path}, which cannot say what is there instead, so its ground is left open; give the map that "
        "it was judged on.",
        "{count} wrong objects lie off {path}, which cannot say what is there instead, so their ground is left open; give the map "
        "that they were judged on.",
    ),
    "wrong_without_map": Plural(
        "count",
        "{count} object is wrong and nothing says what is there instead; give the Class map that it comes from.",
        "{count} objects are wrong and nothing says what is there instead; give the Class map that they come from.",
    ),
    "wrong_left_open": Plural(
        "count",
        "{count} object is wrong; its ground is left open, as chosen.",
        "{count} objects are wrong; their ground is left open, as chosen.",
    ),
}
