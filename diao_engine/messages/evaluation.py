# SPDX-License-Identifier: GPL-2.0-or-later
"""What the comparison of a map with a reference says."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    # stages
    "comparing": "Comparing",
    "measuring_map": "Measuring the map",
    "drawing_differences": "Drawing the differences",
    # what is wrong with the reference
    "class_field_missing": ("{label} is missing: choose the field of {path} that holds the class, among {known:and}."),
    "reference_elsewhere": ("{path} lies outside the map; choose a reference that overlaps it, and check its CRS."),
    "reference_local_crs": "{path} has no CRS, or a local one; it is taken to be in the CRS of the map.",
    "reference_not_comparable": (
        "The map has no CRS, or a local one, and another grid than {path}; assign the map the CRS that it is in."
    ),
    "reference_no_whole_number": (
        "The field {name} of {path} holds {value:g}, which is not a whole number; choose a field with a "
        "whole number or a name per class."
    ),
    "reference_has_names": (
        "The field {name} of {path} holds names ({listed}) and the map has only values; choose a field of values."
    ),
    "reference_has_other_classes": (
        "The field {name} of {path} holds none of the map's classes, but {listed}; the map's classes are {classes}, choose the field "
        "or the map that belongs to it."
    ),
    "reference_without_free_value": "{path} uses every value and has no nodata; set a nodata value for it.",
    "nothing_in_common": (
        "The reference and {path} have no ground in common; check their CRS and place, and the area."
    ),
    # what was found
    "class_not_mapped": "The map does not have {names:and}; all ground of it in the reference counts as missed.",
    "points_left_out": Plural(
        "left_out",
        "{left_out} of {count} sample points lies outside the mapped ground and is left out.",
        "{left_out} of {count} sample points lie outside the mapped ground and are left out.",
    ),
    "points_unjudged": Plural(
        "left_out",
        "{left_out} of {count} sample points has no class yet and is left out.",
        "{left_out} of {count} sample points have no class yet and are left out.",
    ),
    "points_added": Plural(
        "left_out",
        "{left_out} of {count} points was added to the sample by hand and is left out, since only points drawn at random tell of the "
        "map.",
        "{left_out} of {count} points were added to the sample by hand and are left out, since only points drawn at random tell of "
        "the map.",
    ),
    "no_point_judged": (
        "None of the {count} sample points of {path} has a class in the field {name}; say what is there at some of them first."
    ),
    "stratum_areas_differ": (
        "The points of one class of {path} have different areas in the field {name}; it holds more than one sample, evaluate each "
        "alone."
    ),
    "class_unsampled": ("{name} is mapped and has no sample point; the area estimates leave its ground out."),
    "class_single_point": (
        "{name} is mapped and has one sample point only, which tells nothing about its spread, so the intervals take the "
        "largest that there can be; add points on its ground."
    ),
    "pixels_compared": Plural(
        "count",
        (
            "{count:,} pixel compared: mIoU {miou:.3f}, macro F1 {macro_f1:.3f}, overall accuracy "
            "{overall_accuracy:.3f}, kappa {kappa:.3f}."
        ),
        (
            "{count:,} pixels compared: mIoU {miou:.3f}, macro F1 {macro_f1:.3f}, overall accuracy "
            "{overall_accuracy:.3f}, kappa {kappa:.3f}."
        ),
    ),
    "points_compared": (
        "{count:,} sample points compared, weighted by the mapped area of each class: mIoU {miou:.3f}, macro F1 {macro_f1:.3f}, "
        "overall accuracy {overall_accuracy:.3f}, kappa {kappa:.3f}."
    ),
    "few_pixels": (
        "The figures of {names:and} rest on little ground (fewer than {pixels:,} reference pixels, or fewer than {pieces} pieces of "
        "{side} px square); do not judge the map by them."
    ),
    "estimated_overall": (
        "Estimated for the ground: overall accuracy {value:.3f} ± {half_width:.3f} (95 % confidence)."
    ),
    # a sample
    "drawing_points": "Drawing points",
    "class_points": "{name} {count}",
    "points_drawn": Plural("count", "{count} sample point: {classes}.", "{count} sample points: {classes}."),
    "error_expected": (
        "With the expected accuracies the overall accuracy will have a standard error of {error:.4f}, that is ± {half_width:.3f} "
        "(95 % confidence)."
    ),
    "more_than_asked": "There are {count} points instead of {asked}, as {label} asks for them; lower it for fewer.",
    "two_points_each": "There are {count} points instead of {asked}, since each class needs two, or its spread would be unknown.",
    "few_pixels_for_points": "{name} has {pixels} pixels only, fewer than {least}; each of them is a point.",
    "no_room_for_points": (
        "{name} has {count} of {wanted} points, since no more lie {distance:g} m from all others; lower the least distance for more."
    ),
    "class_without_points": "{name} has no point, so its ground cannot be judged; lower the least distance.",
    "nothing_to_sample": "There is no mapped ground to draw points on in {path}; choose another map, or another area.",
    "distance_unknown": "{path} has no CRS, so metres are unknown; set {label} to 0.",
    "too_many_points": (
        "A standard error of {error:g} needs {count:,} points, more than {limit:,}; want a larger one, or raise the expected "
        "accuracies."
    ),
    # two maps
    "maps_apart": "{first} and {second} have no ground in common; choose two maps of the same ground, and check their CRS and Area.",
    "maps_on_other_grids": "{path} has pixels in other places than the first map; its class is taken at the middle of each of these.",
    "maps_without_agreement": (
        "The maps agree nowhere; check that {path} shows the same classes, for classes are matched by name where both maps name them, "
        "else by value."
    ),
    "maps_alike": "The maps do not differ on any of {pixels:,} pixels.",
    "maps_differ": "The maps differ on {share:share} of the ground, {hectares:,.1f} ha; most of it: {largest}.",
    "maps_differ_in_pixels": "The maps differ on {share:share} of the pixels; most of it: {largest}.",
    "transition": "{before} → {after} {share:share}",
}
