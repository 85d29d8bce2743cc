# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with a job. `label` and `contract` are those of the parameter, `other` names another one."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    # one value
    "missing": "{label} is missing: give a value for {contract}.",
    "not_utf8": "{label}: the name {name} is not written in UTF-8; rename the file or folder.",
    "no_whole_number": "{label} must be a whole number, got {value!r}.",
    "no_number": "{label} must be a number, got {value!r}.",
    "too_small": "{label} must be at least {limit}, got {value}.",
    "too_large": "{label} must be at most {limit}, got {value}.",
    "no_text": "{label} must be text, got {value!r}.",
    "no_date": "{label} must be a date such as 2024-05-31 or 2024-05-31 10:30, got {value!r}.",
    "no_choice": "{label} must be {choices:or}, got {value!r}.",
    "no_flag": "{label} must be true or false, got {value!r}.",
    "no_file": "{label} must be a file, got {value!r}.",
    "file_missing": "{label}: the file {value} does not exist; choose another.",
    "file_not_ordinary": "{label}: the file {value} is not an ordinary file; choose another.",
    "wrong_suffix": "{label} must end in {suffixes:or}, got {value}.",
    "folder_missing": "{label}: the folder {value} does not exist; choose one that does.",
    "no_layer": "{label} must be a layer or a file, got {value!r}.",
    "layer_missing": "{label}: the file {value} does not exist; choose one that does.",
    "not_ordinary": "{label}: {value} is not an ordinary file; choose another.",
    "no_list": "{label} must be a list, got {value!r}.",
    "no_extent": "{label} must be written as xmin,xmax,ymin,ymax [CRS], got {value!r}.",
    "empty_extent": "{label} is empty: the minimum must lie below the maximum in x and in y.",
    # outputs
    "control_characters": "{label} must not hold line breaks or other control characters, got {value!r}; choose another name.",
    "not_on_disk": "{label} must be a file on a disk, got {value}; choose one that later steps can read.",
    "wrong_format": "{label} must be a {suffixes:or} file, got {value}.",
    "percent_escape": "{label}: QGIS reads {escape} in the path of a GeoPackage as a letter; choose another name or folder.",
    "no_file_name": "{label} needs a file name, got {value}; give one.",
    "name_too_long": "{label}: the name {start}… has {bytes} bytes, too long for its working files; shorten it.",
    "folder_name_too_long": "{label}: a folder in its path has a name that is too long for a disk; choose another folder.",
    "path_too_long": "{label}: the path has {bytes} bytes, more than GDAL takes; choose a folder nearer to the top.",
    "folder_is_file": "{label}: {folder} is a file, not a folder; choose another place.",
    "folder_read_only": "{label}: the folder {folder} is read-only; choose one that you may write to.",
    "output_is_folder": "{label}: {value} is a folder; choose a file.",
    "foreign_companion": "{label}: {value} belongs to another file of that name; move it, or choose another name.",
    "unreadable_output": "{label}: {value} cannot be looked into ({reason}); close what else uses it, or choose another file.",
    "other_layers": "{label}: {value} also holds other layers ({layers}), which would be lost; choose another file.",
    "overwrites": "{label} would overwrite {other} ({path}); choose another file.",
    "side_file_overwrites": "What is kept beside it, {name}, would overwrite {other} ({path}); choose another file.",
    # values that are wrong together
    "overlap_of_tiles": "{label} ({overlap} px) must be at most half of {other} ({size} px); lower it or use larger tiles.",
    "overlap_of_windows": "{label} ({overlap} px) must be at most half of {other} ({size} px); lower it or use larger windows.",
    "no_training_share": "Validation and Test share add up to {share:g}; keep them below 1 so that tiles remain to train on.",
    "nothing_to_compare": (
        "{label} holds nothing to compare with no balancing, got {methods}; choose at least one method that balances."
    ),
    "one_fold": "{label} must be 0, or 2 and more, since what is measured on is not trained on; got 1.",
    "areas_reversed": "{label} ({smallest} px) must not be above {other} ({largest} px); lower it.",
    "untrusted_model": (
        "{path} is a torch model, and a torch model is a program that can do whatever you can; use it as ONNX, or set TRUST_MODEL "
        "if you trust whoever made it."
    ),
    "no_accuracy": "{label} must be a number from 0 to 1, or name=number, got {value!r}; correct it.",
    "no_color": "{label} must be written as #rrggbb, got {value!r}; correct it.",
    "no_numbers": "{label} must be numbers separated by commas, got {value!r}; correct it.",
    "zero_deviation": "{label} must not be 0; give 1 for a band that is not scaled.",
    "card_name_too_long": (
        "The name of {path} is too long for a file beside it that keeps what you say about the model; shorten it."
    ),
    "card_folder_read_only": (
        "What you say about the model is kept beside it, and the folder {folder} is read-only; copy the "
        "model to one that you may write to."
    ),
    "crop_size": "{label} must be a multiple of {divisor} px for {architecture}, got {value}; use {sizes:or}.",
    "encoder_unsupported": (
        "{label} {architecture} cannot read the features of {other} {encoder}; choose unet, fpn or segformer with it, or "
        "another encoder."
    ),
    "devices_above_batch": (
        "{label} is {value} and {other} {batch_size}, so some would have no crop of a batch; set {label} to {batch_size} at most, or "
        "raise {other}."
    ),
    "batch_of_one": (
        "{label} 1 is too small for {architecture} at {other} {crop_size} px, which averages over the batch; use {label} 2 or "
        "more."
    ),
    "weights_missing": "{label}: there is no file {value}; choose one that exists, or one of {names:or}.",
    "training_device": "{label} {value} runs ONNX models only, training needs torch; choose auto, cpu or cuda.",
    # values from JSON
    "unknown_parameter": "{name} is not a parameter of {job}; remove it.",
    "unknown_parameter_near": "{name} is not a parameter of {job}; if you mean {near}, write that, else remove it.",
    "unreadable": "{label} cannot be read from {value!r}; write it as the help of {contract} says.",
    # what a field of a card or of another file may hold
    "field_rule": "{place} must be {rule}, got {value}",
    "field_missing": "{place} is missing",
    "it": "it",
    "rule_text": "a text",
    "rule_whole": "a whole number from {minimum} to {maximum}",
    "rule_number": "a finite number",
    "rule_number_from": "a finite number of {minimum:g} or more",
    "rule_number_above": "a finite number above {bound:g}",
    "rule_divisor": "a finite number other than 0",
    "rule_share": "a number from 0 to 1",
    "rule_color": "a colour written as #rrggbb",
    "rule_one_of": "one of {values:or}",
    "rule_list": "a list",
    "rule_list_from": "a list with {least} or more entries",
    "rule_mapping": "names with values",
    "rule_there": "there",
    "rule_json": "JSON",
    "rule_per_band": Plural(
        "count",
        "a list with {count} entry, one per band",
        "a list with {count} entries, one per band",
    ),
    "rule_per_class": "empty or one share per class ({count})",
    "rule_different": "different values",
    "rule_polygon": "a polygon",
    "rule_any_number": "a number",
}
