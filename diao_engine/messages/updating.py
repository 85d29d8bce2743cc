# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said when a map is brought up to date."""

from __future__ import annotations

from .plural import Plural, Text

# The window shows these by itself: what has become of the images of a folder.
WATCHING, IMAGES_TAKEN, IMAGE_SET_ASIDE = "watching", "images_taken", "image_set_aside"

SENTENCES: dict[str, Text] = {
    # stages
    "remembering": "Bringing images and map together",
    "drawing_map": "Drawing the map",
    "dating_changes": "Dating the changes",
    # what is wrong with images and map
    "image_without_date": (
        "Nothing says when {path} was taken: put the date into its name, such as 20240531, or set {label}."
    ),
    "image_from_future": (
        "{path} is said to be of {date}, which is still to come, and would outrank every image until then; correct its name, or set "
        "{label}."
    ),
    "image_of_update": "Image {number} of {count}: {name}, of {date}.",
    "image_beside_map": "{path} has no ground in common with the map; check its CRS and place.",
    "image_without_crs": "{path} has no CRS and the map has one; assign the image the CRS that it is in.",
    "map_without_crs": "{path} has a CRS and the map has none; assign the map the CRS that it is in.",
    "map_of_other_classes": (
        "The model knows {missing:and}, which {path} does not have among its classes {known}; choose the model that the map was "
        "made with, or one with the same classes."
    ),
    "map_of_other_values": (
        "{path} does not name its classes and holds the values {values:and}, which the model does not have; choose the model that the "
        "map was made with, or a map that names its classes."
    ),
    "map_values_beyond": (
        "{path} holds values from {least} to {most}; a class raster has values from 0 to 65535, choose another raster."
    ),
    "area_of_changes_unknown": "The map has no CRS, so areas in m² are unknown; set {label} to 0 or leave it empty.",
    "record_damaged": (
        "{path}, which keeps what earlier updates have seen, is damaged; remove it, and the map counts as one without a date."
    ),
    "record_newer": "{path} was written by a later version of this plugin; update the plugin.",
    # watching a folder or a catalogue
    "watch_on_cluster": "What arrives is mapped by this computer alone; leave {label} empty.",
    "watch_no_folder": (
        "{path} is no folder that can be read; name the folder that images arrive in, or the file or the address of a STAC catalogue."
    ),
    "assets_of_folder": "{path} is a folder, and assets belong to a STAC catalogue; leave out --asset, or name a catalogue.",
    "no_catalog": "{path} is neither a catalogue nor a collection of STAC; name its file catalog.json or its address.",
    "catalog_unreachable": "{path} cannot be read ({reason}); check the address, your access to it and the connection.",
    "item_unreadable": "{path} is no item of a STAC catalogue that can be read; correct it.",
    "item_without_raster": "{path} names no raster that can be opened, its assets are {known:and}; name one of them by --asset.",
    "item_without_asset": "{path} has no asset {name}, its assets are {known:and}; name one of them by --asset.",
    "item_names_local": "{path} names {href}, which is no address of the network; it is not opened.",
    "bands_of_other_crs": (
        "The assets {first} and {other} lie in different coordinate reference systems ({crs} and {other_crs}), so their bands make no "
        "image; choose assets that share one."
    ),
    "bands_of_other_place": (
        "The assets {first} and {other} do not cover the same ground, so their bands make no image; choose assets that do."
    ),
    "no_asset": "nothing at all",
    "image_comes_later": "{path} is left for the next look: {reason}",
    "image_never_comes": (
        "its server has failed to give it in {tries} looks in a row, so it is tried again when server or catalogue has another "
        "version of it. {reason}"
    ),
    "journal_damaged": (
        "{path}, which lists the images that are in the map, is damaged; remove it together with the map to begin anew."
    ),
    "watched_with_other_settings": (
        "{path} was made with other values of {names:and}; give the same values, or another name for the map."
    ),
    WATCHING: "Watching {path}: images in the map {count}, set aside {refused}.",
    IMAGES_TAKEN: "{names} in the map now; images in the map {count}, set aside {refused}.",
    IMAGE_SET_ASIDE: "{path} is set aside until it changes: {reason}",
    "watched_once": "All images have been looked at: {count} are in the map, {refused} were set aside.",
    # what was found
    "map_begun": Plural(
        "count",
        "The map is made of {count} image; the newest is of {date}.",
        "The map is made of {count} images; the newest is of {date}.",
    ),
    "most_has_changed": (
        "{share:share} of the compared ground has changed, which is rarely true: look at the changes, and at the bands and values of "
        "the new images."
    ),
    "map_unchanged": "Nothing has changed up to {date}.",
    "map_changed": "{share:share} of the compared ground has changed, {hectares:.2f} ha; the newest image is of {date}.",
    "map_changed_in_share": "{share:share} of the compared ground has changed; the newest image is of {date}.",
}
