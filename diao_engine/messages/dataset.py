# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with a tile dataset."""

from __future__ import annotations

from .plural import Text

SENTENCES: dict[str, Text] = {
    "class_values_twice": "The class values {values} are not all different; give every class its own value.",
    "ignore_value_is_class": (
        "The value {value} stands for unlabelled ground and for the class {name!r}; choose another Unlabelled value."
    ),
    "target_column": (
        "The targets of the classes are {shares}; give shares of 0 or more, one above 0, in the class table of the page Data, "
        "or in the column target of the table classes."
    ),
    "class_unknown": "There is no class {name!r}; choose among {known:and}.",
    "file_changed": (
        "{path} is not as it was when the dataset {dataset} was made: {reason}; bring the file back, or make the "
        "dataset again from what is there now."
    ),
    "dataset_reads_outside": (
        "The dataset reads {path}, which is neither a file in its folder nor one that it was made from; switch Allow "
        "files from outside (ALLOW_OUTSIDE) on if you trust where the dataset comes from."
    ),
    "tile_outside_image": "Tile {tile} lies outside its image; make the dataset anew.",
    "no_tile_dataset": "{path} is not a tile dataset: it lacks {layers:and}; make one with Create tile dataset.",
    "no_tile_left": "{path} has no tile left to work on; clear its filter or selection, or make it anew.",
    "dataset_missing": "The tile dataset {path} does not exist; choose one that does.",
    "dataset_newer": "The dataset has format {version}, newer than {known}; update the plugin.",
    "no_classes": "The table classes of {path} is empty; add the classes again or make the dataset anew.",
    "no_training_tile": (
        "The dataset has no training tile; set split to train for some tiles or lower the held-out shares."
    ),
    "no_geopackage": "{path} is not a GeoPackage; choose the layer tiles of a tile dataset.",
    "file_gone": "it is gone",
    "file_no_ordinary": "it is not an ordinary file",
    "file_other_size": "it has {now} bytes instead of {before}",
    "file_other_content": "its content is another",
    "geometry_rule": (
        "{path}: {column} in {row} of {table} must be {rule}; correct it in QGIS, or make the dataset anew."
    ),
    "cell_rule": (
        "{path}: {column} in {row} of {table} must be {rule}, got {value}; correct it in QGIS, or make the dataset "
        "anew."
    ),
    "row_number": "row {number}",
    "tile_number": "tile {number}",
    "object_number": "object {number}",
    "columns_missing": "{path}: {table} lacks the columns {columns:and}; make the dataset anew.",
    "broken_geometry": "{path}: {table} holds a broken geometry; make the dataset anew.",
    "tile_id_twice": (
        "{path}: the tile_id {tile} stands twice in {table}; give every tile its own, or make the dataset anew."
    ),
    "color_cell": "{path}: {reason} in row {row} of {table}; correct it in QGIS.",
    "dataset_rows": "The table dataset of {path} has {count} rows instead of one; make the dataset anew.",
    "table_damaged": "{table} of {path} cannot be read: the file is damaged ({reason}); make the dataset anew.",
    "tiles_crs_unreadable": (
        "The CRS of {path} cannot be read; assign the layer tiles its CRS, or make the dataset anew."
    ),
    "dataset_damaged": "The table dataset of {path} is damaged: {reason}; make the dataset anew.",
    "tile_over_edge": (
        "Tile {tile} reaches over the edge of {path}, which has {width} x {height} px; bring the file back that the "
        "dataset was made from, or make the dataset anew."
    ),
}
