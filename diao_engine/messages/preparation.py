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
    "images_scaled_otherwise": Plural(
        "count",
        (
            "{count} image, {path}, declares a scale or an offset where {reference} does not, or the other way round, so the values "
            "are taken as they are; check that they mean the same."
        ),
        (
            "{count} images, the first is {path}, declare a scale or an offset where {reference} does not, or the other way round, "
            "so the values are taken as they are; check that they mean the same."
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
    # tiles that are added to a dataset
    "tiles_appended": Plural(
        "count",
        "{count} tile is added to the {before} of {path}.",
        "{count} tiles are added to the {before} of {path}.",
    ),
    "images_there_already": Plural(
        "count",
        "{count} image is in {path} already and is not added again: {first}; use Learn from corrections for more labels on it.",
        "{count} images are in {path} already and are not added again, the first is {first}; use Learn from corrections for more "
        "labels on them.",
    ),
    "nothing_to_append": Plural(
        "count",
        "{first} is in {path} already; choose images that are new, or use Learn from corrections for more labels on it.",
        "All {count} images are in {path} already, the first is {first}; choose images that are new, or use Learn from corrections "
        "for more labels on them.",
    ),
    "no_tile_appended": (
        "All new tiles overlap tiles of {path} that belong to other splits; choose images of other ground, or set Split by to "
        "blocks of tiles."
    ),
    "appended_tile_size": (
        "Tile size is {value} px, but the tiles of {path} have {known} px; set Tile size to {known}, or leave Add to dataset empty."
    ),
    "appended_ignore_value": (
        "Unlabelled value is {value}, but in {path} it is {known}; set it to {known}, or leave Add to dataset empty."
    ),
    "appended_background": (
        "The background class {name} is none of the classes of {path}, which are {known:and}; choose one of them, or leave Add to "
        "dataset empty."
    ),
    "appended_class_unknown": (
        "The labels have the class {name} with the value {value}, which is none of the classes of {path}: {known:and}; name or number "
        "it as one of them, or leave Add to dataset empty."
    ),
    "appended_class_differs": (
        "The value {value} is {name} in the labels and {known} in {path}; give the labels the values of the dataset, or leave "
        "Add to dataset empty."
    ),
    "appended_without_crs": (
        "{image} has no CRS, but {path} has one; assign the image its CRS first, or leave Add to dataset empty."
    ),
    # split
    "one_block_only": (
        "There is one block only, so all tiles are for training and nothing is left to validate on; use more ground or "
        "smaller tiles."
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
    "split_lacks_class": "{split} has no pixel of {names:or}: {reason}.",
    "class_lost_to_overlap": "all tiles with it there overlap tiles of another split and were left out; lower Overlap",
    "class_in_one_block": "one block only holds it, and train needs that; label more of it elsewhere",
    "class_in_one_image": "one image only holds it, and train needs that; label more of it elsewhere",
    "class_in_few_blocks": "{count} blocks only hold it, and the other splits need these; label more of it elsewhere",
    "class_in_few_images": "{count} images only hold it, and the other splits need these; label more of it elsewhere",
    "class_needed_by_train": ("every choice that was found takes a class away from train; label more of it elsewhere"),
    "field_of": "The field {name} of {path}",
    "field_empty": "{where} is empty for all features; choose another field or fill it.",
    "imagery_without_crs": (
        "The imagery has no CRS, but the labels {path} have one; assign the imagery its CRS first."
    ),
    "field_without_classes": "{where} holds neither texts nor whole numbers; choose a field that does.",
    "another_field": "a field",
    "another_raster": "a raster",
    "other_masks": "masks",
    "imagery_labelled_by": "The imagery labelled by {path}",
    "places_not_comparable": (
        "{subject} has no CRS, or a local one, so both places cannot be compared; assign the CRS first, or use Import"
        " image and mask folder, which pairs files by name."
    ),
    "no_whole_class_value": (
        "{where} holds {value:g}, which is not a whole number; choose {what} with a whole number per class."
    ),
    "class_value_outside": ("{where} holds the class value {value:g}; class values must lie between 0 and {highest}."),
    "looks_like_imagery": (
        "{where} holds {count} different values, more than {most}: that looks like imagery or measurements, not like "
        "classes; choose a class raster or a field with classes as labels."
    ),
    "labels_of_bands": (
        "{path} has {count} bands, so it is not a class raster; choose labels with one band, or import "
        "coloured masks with Import image and mask folder."
    ),
    "labels_other_grid": "{path} has no CRS and another grid than the imagery; assign both their CRS first.",
    "naming_classes": "Naming the classes",
    "no_field_there": "no field",
    "labels_local_crs": "{path} has no CRS, or a local one; it is taken to be in the CRS of the imagery.",
    "one_polygon_layer": (
        "Labels may be one polygon layer or several class rasters, not {count} layers with {path} among them; merge "
        "the polygon layers first."
    ),
    "label_field_missing": (
        "Class field is missing: {path} holds polygons; choose the field with the class ({known})."
    ),
    "polygons_without_class": Plural(
        "count",
        "{count} label polygon has no class in {name}; its ground counts as unlabelled.",
        "{count} label polygons have no class in {name}; their ground counts as unlabelled.",
    ),
    "no_polygons_left_out": Plural(
        "count",
        "{count} feature of {path} is a point or a line and is left out.",
        "{count} features of {path} are points or lines and are left out.",
    ),
    "names_of_one_class": "{names:and} in {field_name} are taken as one class.",
    "polygons_ignored": Plural(
        "count",
        (
            "{count} label polygon has the value {value} in {name}, which is the Unlabelled value, so its ground "
            "counts as unlabelled; if it is a class, choose another Unlabelled value."
        ),
        (
            "{count} label polygons have the value {value} in {name}, which is the Unlabelled value, so their "
            "ground counts as unlabelled; if it is a class, choose another Unlabelled value."
        ),
    ),
    "labels_without_crs": "{path} has no CRS; it is taken to be in the CRS of the imagery.",
    "images_without_place": (
        "{count} images, the first is {first}, have no place, so no label can be matched; use Import image and mask "
        "folder, which pairs files by name."
    ),
    "ground_outside_images": (
        "Area or Extent lies outside all images; choose ground that overlaps them, or check its CRS."
    ),
    "label_off_picture": (
        "{path} has no place, so QGIS draws its upper left corner at 0, 0, and the labels do not lie there; "
        "georeference it, or draw the labels on it."
    ),
    "labels_off_images": (
        "The labels do not overlap the images within the ground that is used; check that both have the right CRS."
    ),
    "picture_without_place": (
        "{path} has no place; the labels are taken as they lie on it in QGIS, whatever CRS they have, and sizes in "
        "metres are unknown."
    ),
    "images_without_labels": Plural(
        "left_out",
        "{left_out} of {count} images has no labels and is left out.",
        "{left_out} of {count} images have no labels and are left out.",
    ),
    "preparing_labels": "Preparing labels of {name}",
    "no_value_free": "No class value is free for the background class {name!r}; lower the greatest class value.",
    "several_crs": "The images are in {count} different CRSs, so the tiles are drawn in EPSG:4326.",
    "several_dtypes": "The images have different data types ({dtypes}); check that their values mean the same.",
    "some_without_crs": "Some images have a CRS and some have none; assign one to all of them, or leave some out.",
    "several_pixel_sizes": (
        "The pixel sizes of the images differ ({least:g} to {most:g}); tiles differ in size on the ground."
    ),
    "inspecting_images": "Looking at the images",
    "images_of_other_bands": Plural(
        "count",
        "{path} has {count} band and {first} has {first_count}; all images of a dataset must have the same bands.",
        "{path} has {count} bands and {first} has {first_count}; all images of a dataset must have the same bands.",
    ),
    "one_class_only": (
        "All labelled ground is of one class, {name}; if {ignore} is a class of the labels, choose another "
        "Unlabelled value."
    ),
    "no_labelled_pixel": (
        "No pixel is both labelled and covered by valid imagery; check the labels, their CRS and the Unlabelled value."
    ),
    "no_tile_full_enough": Plural(
        "pixels",
        (
            "No tile is left: the fullest has {pixels} labelled pixel, {share:share} of a tile of {size} px, and "
            "Minimum labelled share is {least:share}; lower it or choose smaller tiles."
        ),
        (
            "No tile is left: the fullest has {pixels} labelled pixels, {share:share} of a tile of {size} px, and "
            "Minimum labelled share is {least:share}; lower it or choose smaller tiles."
        ),
    ),
    "colors_lost": (
        "{unknown:,} of {total:,} pixels of {masks} have none of the colours of the class table ({colors})"
    ),
    "colors_way_out": (
        "add these colours to the table (with the value {ignore} if they mean no class), or raise Colour tolerance "
        "({tolerance:g})"
    ),
    "color_pixels": "{color} {pixels:,}",
    "more_colors": Plural(
        "count",
        "{count:,} more colour",
        "{count:,} more colours",
    ),
    "colors_most_lost": "{lost}; {way_out}.",
    "colors_and_classes_lost": "{lost}, and no pixel has {names:or} of the table; correct the table: {way_out}.",
    "colors_some_lost": "{lost}; they count as unlabelled. To change that, {way_out}.",
    "classes_without_color": "No pixel of {masks} has {names:or} of the class table, so these classes are left out.",
    "colors_near": (
        "{near:,} of {total:,} pixels of {masks} have a colour near one of the class table (Colour tolerance "
        "{tolerance:g}) and count as that class."
    ),
    "outlines_without_crs": (
        "{image} has no CRS, so the outlines in {outlines} cannot be drawn on it; assign it its CRS."
    ),
    "run_length_unfit": "{path} has a run length that does not fit its image; export it again, or as polygons.",
    "no_geojson": "{path} is not GeoJSON; get a fresh copy of it.",
    "boxes_without_outlines": (
        "{path} has boxes without outlines for {image}, and a box does not say which pixels are of the class; export "
        "polygons."
    ),
    "no_outline": (
        "{path}, line {number}, is {what}; give a class and three or more points per line, since a box does not say "
        "which pixels are of the class."
    ),
    "no_pair_in_layout": (
        "{folder} has no image with its mask in the layout {layout}; choose the folder that holds both, or another "
        "Layout."
    ),
    "no_pair": (
        "{folder} has no image with a mask of the same name; put them into folders images and masks, or end their "
        "names in _image and _mask."
    ),
    "lists_name_none": (
        "The split table or lists in {folder} name none of its images; correct the names or remove them."
    ),
    "reading_masks": "Reading the masks",
    "no_colored_mask": (
        "{path} has three bands with values from {least:g} to {most:g}, so it is not a coloured mask; choose "
        "masks with one band, or with colours from 0 to 255."
    ),
    "colors_without_table": (
        "{path} is a coloured mask, but no table says which colour is which class; give a Class table with the "
        "columns value, name and color."
    ),
    "mask_with_noise": Plural(
        "count",
        (
            "{path} is a JPEG, whose compression changes values, and holds {count} value that is not a class; "
            "save masks without loss, as PNG, or give a {label} whose colours are the greys of the masks."
        ),
        (
            "{path} is a JPEG, whose compression changes values, and holds {count} different ones; save masks without loss, as "
            "PNG, or give a {label} whose colours are the greys of the masks."
        ),
    ),
    "palettes_without_colors": Plural(
        "count",
        (
            "The palette of {count} mask, {first}, does not show the colours of the class table, so its values count "
            "as the classes."
        ),
        (
            "The palettes of {count} masks, the first is {first}, do not show the colours of the class table, so "
            "their values count as the classes."
        ),
    ),
    "mask_of_other_size": (
        "{mask} is {mask_size} px and its image {image} is {image_size} px; image and mask must have the same size."
    ),
    "palettes_differ": (
        "{first} shows the value {value} as {first_color} and {second} as {second_color}, so the colours of these "
        "palettes are the classes and the values are not; give a Class table with value, name and color, or one "
        "without colours if the values are right."
    ),
    "no_class_in_table": "{path} lists no class; give it the columns value, name and color.",
    "no_value_in_line": (
        "{path}, line {number}: there is no whole number from 0 to {highest} in the column value (or id); fill it."
    ),
    "value_twice": "{path}, line {number}: the value {value} has a line before; give each class one line.",
    "color_twice": "{path}, line {number}: the colour {color} has a line before; give each class a colour of its own.",
    "no_split_in_line": (
        "{path}, line {number}: expected the columns tile and split, with train, val or test in the latter."
    ),
    "table_not_utf8": "{path} is not a text in UTF-8; save it as CSV in UTF-8.",
    "no_color_in_line": "{path}, line {number}: {color!r} is not a colour; write it as #rrggbb.",
    "a_box": "a box",
    "not_an_outline": "no outline",
    "masks_in": "the masks in {folder}",
    "value_pixels": "{value} ({pixels:,} px)",
    "more_values": Plural(
        "count",
        "{count} more value",
        "{count} more values",
    ),
    "values_without_name": (
        "The masks in {folder} hold values that the class table does not name: {values}; each becomes a "
        "class without a name. Add them to the table, or choose one as Unlabelled value if it means no class."
    ),
}
