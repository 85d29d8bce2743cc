# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of objects and synthetic tiles."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    "objects_found": "Objects: {counts}.",
    "count_of_class": "{count} of {name}",
    "making_tiles": "Making tiles",
    "tiles_made": Plural(
        "count",
        "{count} synthetic tile with {objects} objects; {imbalance}.",
        "{count} synthetic tiles with {objects} objects; {imbalance}.",
    ),
    "objects_left_out": Plural(
        "count",
        "{count} object did not fit into memory; a random sample of each class is used.",
        "{count} objects did not fit into memory; a random sample of each class is used.",
    ),
    "synthesis_broke_rules": "Synthesis broke its own rules: {rules} Please report it with the log.",
    "helper_lost": (
        "One of the {count} processes of this run has ended before its time, most likely for lack of memory; close other programs and "
        "start again."
    ),
    "collecting_objects": "Collecting objects",
    "all_tiles_out": "All training tiles have 0 repeats; set repeats to 1 or more for some of them.",
    "nothing_to_paste": ("No class has less than an equal share, so there is nothing to copy; name Classes."),
    "no_object": (
        "There is no object of {names:or} between {least} and {most} px, {narrowest} px wide where it is an area "
        "and long where it is a line, with other labelled ground beside it, that may be used; change Smallest or "
        "Largest object used, label what lies around, set another form in the table classes, tick objects in the "
        "layer objects, or start from a dataset without that layer."
    ),
    "only_cut_objects": (
        "All objects of {names:and} are cut by the edge of their image; switch {label} ({contract}) on to use them, or label more "
        "of them."
    ),
    "balanced_already": (
        "No tile was made, for the training tiles, counted by their repeats, are as balanced as asked "
        "already; choose another Target, lower Stop when imbalance is below, or set repeats back to 1."
    ),
    "class_absent": "No training tile has {names:or}; choose other classes.",
    "short_of_budget": (
        "{name} has {share:share} of the ground and its target is {target:share}: there were not enough tiles; "
        "raise New tiles or Maximum objects per tile."
    ),
    "short_of_hosts": (
        "{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries found no "
        "place, for it stands on {hosts:and}; use a dataset with more of that ground, or raise New tiles."
    ),
    "short_of_room": (
        "{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries "
        "found no place that is free and large enough on {hosts:and}; lower Smallest object used, or use larger "
        "tiles, or tiles with more of it."
    ),
    "short_of_context": (
        "{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries "
        "found no place with surroundings like those of real objects; lower Minimum plausibility."
    ),
    "short_of_ends": (
        "{name} has {share:share} of the ground and its target is {target:share}: {missed} of {tries} tries "
        "found no place where a line could join its kind or leave the tile; raise New tiles."
    ),
    "short_of_objects": (
        "{name} has {share:share} of the ground and its target is {target:share}: it has no object between "
        "{least} and {most} px, {narrowest} px wide where it is an area and long where it is a line, with other "
        "labelled ground beside it, that may be used; change Smallest or Largest object used, label what lies "
        "around, set another form in the table classes, tick objects in the layer objects, or switch Use cut "
        "objects on."
    ),
    "short_of_ground": (
        "{name} has {share:share} of the ground and its target is {target:share}: its objects stand on rare "
        "classes or unlabelled ground, which is never covered; label what lies around them, or leave it out "
        "of Classes."
    ),
    "short_of_open_ground": (
        "{name} has {share:share} of the ground and its target is {target:share}: on no training tile is {hosts:or} free over "
        "{narrowest} px in both directions, as every place must be; use a dataset with more open ground, or leave it out of Classes."
    ),
    "shares_reached": (
        "No tile was made: the target of {names:and} is reached already, counted by the tiles' repeats; "
        "choose other Classes or another Target, or set repeats back to 1."
    ),
    "form_changed": (
        "{name} is taken as {form}, and the layer objects has it as {earlier}: its objects were collected anew, all of them in use;"
        " untick there what you do not want."
    ),
    "context_elsewhere": "{path} lies elsewhere than all tiles; choose a context layer that covers them, or check its CRS.",
    "context_without_values": (
        "{path} has no value where objects lie, so the context layer has no effect; choose one that covers "
        "them, or check its nodata value."
    ),
    "context_without_crs": (
        "{path} has no CRS, so the context layer cannot be laid on the tiles; assign the CRS first."
    ),
}

# Why a class has less than its share of the target; each is said of a whole run.
SHORT_OF_TARGET = tuple(code for code in SENTENCES if code.startswith("short_of_"))
