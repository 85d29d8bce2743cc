# SPDX-License-Identifier: GPL-2.0-or-later
"""What the jobs report, and what is wrong across rooms."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    "training_shares": "Training tiles: {shares}.",
    "imbalance_to_both": (
        "Imbalance of the training tiles: {target:imbalance} from the target of the last step (0 = as wanted), "
        "{even:imbalance} from equal shares."
    ),
    "imbalance_to_even": ("Imbalance of the training tiles: {even:imbalance} from equal shares (0 = equal)."),
    "writing": "Writing",
    "writing_dataset": "Writing the dataset",
    "done": "Done",
    "layout_taken": Plural(
        "count",
        "Layout {layout}: {count} image with a mask.",
        "Layout {layout}: {count} images with masks.",
    ),
    "layout_found_out": "The layout {layout} was found out from the folder; choose another Layout if it is wrong.",
    "files_unpaired": Plural(
        "count",
        "{count} file has no partner and is left out: {first}.",
        "{count} files have no partner and are left out, the first is {first}.",
    ),
    "images_unlisted": Plural(
        "count",
        "{count} image stands in no split list and is left out.",
        "{count} images stand in no split list and are left out.",
    ),
    "no_class": "no class",
    "polygons_made": Plural(
        "count",
        "{count} polygon of {names:and}.",
        "{count} polygons of {names:and}.",
    ),
    "objects_too_small": Plural(
        "count",
        "{count:,} object smaller than {smallest} is left out; set {label} to 0 to keep it.",
        "{count:,} objects smaller than {smallest} are left out; set {label} to 0 to keep them.",
    ),
    "speck": "{pixels} pixels",
    "square_metres": "{area:g} m²",
    "reading_card": "Reading the card",
    "card_of_its_own": "{path} has a card of its own; leave everything but Class colours and the outputs empty.",
    "card_lacks": "The model does not say: {parts}.",
    "windows_planned": Plural(
        "count",
        "{count} window of {size} px with {overlap} px overlap.",
        "{count} windows of {size} px with {overlap} px overlap.",
    ),
    "pixels_resampled": (
        "The model was trained on pixels of {model_metres:.3g} m and the raster has {x:.3g} × {y:.3g} m: it is read "
        "at {model_metres:.3g} m (bilinear), and the result is brought back to the raster's own grid."
    ),
    "no_common_ground": "Area and Extent have no ground of the raster in common; change one of them.",
    "too_many_pixels": (
        "{path} has {width:,} x {height:,} pixels here, more than one file can hold; limit the ground by Area or "
        "Extent."
    ),
    "windows_not_square": (
        "The model takes windows of {width} × {height} px only; use one that takes squares or any size."
    ),
    "window_size_changed": "The model cannot take windows of {asked} px; {size} px are used.",
    "pixels_too_different": (
        "The model was trained on pixels of {model_metres:.3g} m and the raster has {x:.3g} × {y:.3g} m, more than "
        "{limit:g} times larger or smaller; correct the pixel size by Describe model, or choose another raster."
    ),
    "extent_outside": "The extent lies outside the raster {path}; choose one that overlaps it.",
    "overlap_too_large": (
        "Overlap ({overlap} px) must be at most half of the window size ({size} px); lower it or use larger windows."
    ),
    "copies_so_far": Plural(
        "copies",
        "{copies} repeat, imbalance {imbalance:imbalance}",
        "{copies} repeats, imbalance {imbalance:imbalance}",
    ),
    "copies_made": Plural(
        "copies",
        ("{copies} repeat of {repeated} of {tiles} training tiles; {imbalance}; best possible {floor:imbalance}."),
        ("{copies} repeats of {repeated} of {tiles} training tiles; {imbalance}; best possible {floor:imbalance}."),
    ),
    "effective_tiles": (
        "Variety: as if {effective:.1f} of the {drawn} tiles were shown equally often; at most {gap:.2g} "
        "away from the best possible repeats."
    ),
    "imbalance_change": (
        "imbalance {before:imbalance} before and {after:imbalance} after (0 = as wanted), distance from equal shares "
        "{even_before:imbalance} and {even_after:imbalance}"
    ),
    "computing_floor": "Computing the best possible",
}
