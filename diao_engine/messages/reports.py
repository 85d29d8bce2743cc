# SPDX-License-Identifier: GPL-2.0-or-later
"""What the HTML reports of the jobs say beside the messages that they repeat."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    "language_code": "en",  # the code of the language itself (ISO 639-1), for the page
    # parts of several reports
    "column_class": "Class",
    "column_value": "Value",
    "column_pixels": "Pixels",
    "column_share": "Share",
    "column_target": "Target share",
    "column_rare": "Rare",
    "column_before": "Before",
    "column_after": "After",
    "column_iou": "IoU",
    "column_f1": "F1",
    "column_precision": "Precision",
    "column_recall": "Recall",
    "column_mean_iou": "Mean IoU",
    "column_macro_f1": "Macro F1",
    "column_accuracy": "Overall accuracy",
    "column_setting": "Setting",
    "column_band": "Band",
    "column_low": "Low",
    "column_high": "High",
    "column_mean": "Mean",
    "column_deviation": "Standard deviation",
    "column_effective_tiles": "Effective tiles",
    "column_imbalance": "Imbalance (KL divergence in nats; 0 = as wanted)",
    "column_plus_minus": "±",
    "yes": "yes",
    "no": "no",
    "nothing": "nothing",
    "not_known": "not known",
    "to_target": "from the target",
    "to_even": "from equal shares",
    "rests_on_little": "* measured on little: fewer than {pixels:,} pixels or fewer than {tiles} tiles of the class.",
    "bars_of": "Bars of {names}",
    "heading_shares": "Class shares",
    "heading_classes": "Classes",
    "heading_confusion": "Confusion matrix",
    "heading_settings": "Settings",
    "validation_tiles": "validation tiles",
    "training_tiles": "training tiles",
    "test_tiles": "test tiles",
    "listed": "{entries}",
    # of a class distribution
    "title_distribution": "Class distribution",
    "dataset_form": "Tiles: {count} ({splits}) of {size} px; bands: {bands}; pixels: {dtype}.",
    "heading_training_shares": "Shares in the training tiles, with their repeats",
    "heading_splits": "Tiles and pixels of each split, every tile once",
    "column_tiles_in": "{split}, tiles",
    "column_pixels_in": "{split}, pixels",
    "without_validation_pixel": "No validation pixel of {names}: its IoU cannot be measured.",
    # of a balancing by repeats
    "title_balance": "Balance of the training tiles",
    "balance_settings": (
        "Method: {method}. Target: {target}. Maximum repeats of a tile: {most}. Extra repeats: {budget:g} % "
        "of the training tiles ({count})."
    ),
    "balance_floor": "The best possible imbalance is {floor:imbalance}: no repeats within these limits could go below.",
    "balance_variety": (
        "An epoch is as varied as if {effective:.1f} of the {drawn} tiles were shown equally often (effective tiles)."
    ),
    "column_objective": "What DIAO makes small, in nats",
    "row_objective": "in all: imbalance + {evenness:g} × concentration on few tiles",
    "row_objective_floor": "best possible: no repeats within these limits can go below",
    "row_objective_gap": "distance from the best possible",
    "column_times": "Shown more often by",
    "times": "× {factor:.2f}",
    "expect_more_found": (
        "Rarer than wanted and now seen more often: {names}. Expect more of them to be found, and more false alarms."
    ),
    "strong_shift_of_lifted": (
        "The share of {names} falls below half; where training data are plenty this has cost common classes "
        "more than it gave rare ones. Lower Extra repeats, or raise Weight of the real shares, and compare."
    ),
    "strong_shift": (
        "The share of {names} falls below half; where training data are plenty this has cost common classes "
        "more than it gave rare ones. Lower Extra repeats, or use the recommended target, and compare."
    ),
    "heading_most_repeated": "Tiles repeated most",
    "column_tile": "Tile",
    "column_repeats": "Repeats",
    "column_score": "Score",
    # of a synthesis
    "title_synthesis": "Synthetic tiles",
    "synthesis_settings": (
        "Synthetic tiles: {tiles}; objects on them: {objects}, out of {bank} collected ones. Blending: "
        "{blend}. Minimum plausibility: {plausibility:g}. Width of the surroundings: {ring} px. Random seed: "
        "{seed}."
    ),
    "heading_objects": "Objects",
    "column_form": "Form",
    "column_in_bank": "In the bank",
    "column_pasted": "Pasted",
    "column_share_before": "Share before",
    "column_share_after": "Share after",
    "column_may_cover": "May cover",
    "form_thing": "thing",
    "form_area": "area",
    "form_line": "line",
    "heading_places": "Places",
    "column_no_place": "Objects without a place because of",
    "column_objects": "Objects of the class",
    "missed_no_host": "ground where such objects do not stand",
    "missed_no_room": "no free room",
    "missed_context": "implausible surroundings",
    "missed_floating": "loose end",
    "plausibility_taken": "Plausibility of the places that were taken: median {median:.2f}, 5 % below {low:.2f}.",
    "audit_holds": "All rules were checked on every tile and hold.",
    "audit_off": "The rules were not checked ({option} is off).",
    "synthesis_rules": (
        "{audit} Pasted pixels on ground where such objects do not stand: {collisions}; things and lines cut: {cut}."
    ),
    "expect_from_synthesis": (
        "Now seen more often: {names}. Expect more of them to be found. Many synthetic tiles for few "
        "different objects teach the objects instead of the class; compare trainings with and without before "
        "going far beyond the proposed number of new tiles."
    ),
    "heading_sheet": "Some of the tiles",
    "sheet_order": "Before, after, labels before, labels after with the pasted objects outlined.",
    "sheet_shows": "tiles before and after",
    # of a training
    "title_training": "Training of a segmentation model",
    "training_result": Plural(
        "count",
        (
            "{count} epoch in {minutes:.1f} minutes on {device}; the model is that of epoch {best}: mean IoU {miou:.3f}, macro F1 "
            "{f1:.3f}, overall accuracy {accuracy:.3f} on the {tiles}."
        ),
        (
            "{count} epochs in {minutes:.1f} minutes on {device}; the model is that of epoch {best}: mean IoU {miou:.3f}, macro F1 "
            "{f1:.3f}, overall accuracy {accuracy:.3f} on the {tiles}."
        ),
    ),
    "figures_with_correction": (
        "These figures are with the prior correction {correction:g}, the best on these tiles, which mapping uses unless "
        "told otherwise; at 0 mean IoU is {miou:.3f}."
    ),
    "figures_of_training_tiles": (
        "These are the tiles that the model was trained on; on other ground it will do worse. Without "
        "validation tiles the best prior correction cannot be found: it is 0."
    ),
    "heading_curves": "Learning curves",
    "curves_uncorrected": "Without prior correction.",
    "curve_training": "training",
    "curve_validation": "validation",
    "axis_loss": "loss",
    "axis_mean": "mean over the classes",
    "axis_iou": "IoU per class",
    "heading_classes_on": "Classes on the {tiles}",
    "figures_on": "Mean IoU {miou:.3f}, macro F1 {f1:.3f}, overall accuracy {accuracy:.3f}.",
    "column_reference_px": "Reference px",
    "column_mapped_px": "Mapped px",
    "column_tiles": "Tiles",
    "heading_confusion_on": "Confusion matrix on the {tiles}",
    "matrix_of_model": "Rows are the reference, columns the model.",
    "heading_shown": "What was shown",
    "shown_variety": (
        "The crops were as varied as those of {effective:.1f} tiles that are shown equally often. What the "
        "loss has seen is what was shown times the class weights of the loss; the prior correction is set against "
        "these shares."
    ),
    "column_training_tiles": "Training tiles",
    "column_shown": "Shown",
    "column_seen": "Seen by the loss",
    "heading_bands": "Bands",
    "row_started_from": "Started from",
    "row_weights": "Weights in the network",
    "row_version": "Version of {name}",
    # of a comparison
    "title_comparison": "What balancing gives on this dataset",
    "folds_of_training": Plural("count", "{count} fold of the training tiles", "{count} folds of the training tiles"),
    "comparison_settings": (
        "Methods: {methods}; trainings of each: {rounds}, of {steps} steps, measured on the {tiles}. Rare "
        "classes, below their target share: {rare}. Figures are means in per cent; gains are points over no "
        "balancing, with 95 % t intervals of the differences between trainings of the same random seed and "
        "part, and more than chance where the interval excludes 0. All models have the prior correction that is "
        "best for them."
    ),
    "one_training_each": "One training per method has no interval: what differs may be chance. Use more seeds.",
    "heading_methods": "Methods",
    "column_method": "Method",
    "column_gain": "Gain",
    "column_rare_iou": "Rare IoU",
    "column_imbalance_shown": "Imbalance shown",
    "column_seconds": "Seconds",
    "heading_class_ious": "IoU of each class",
    "heading_gains": "Gains in mean IoU, training by training",
    "column_seed": "Seed",
    "column_fold": "Fold",
    "gain_interval": "{mean:+.1f} [{low:+.1f}, {high:+.1f}]",
    "gain_interval_real": "{mean:+.1f} [{low:+.1f}, {high:+.1f}] real",
    "short_trainings": (
        "Short trainings favour balancing more than long ones, for they see the rare classes too seldom to learn them; where a gain "
        "is near the noise, compare with more steps. Of twenty intervals of methods that give nothing, one excludes 0 by chance."
    ),
    # of a map against a reference
    "title_evaluation": "Evaluation of a map",
    "compared_pixels": Plural(
        "count",
        "Map: {map}. Reference: {reference}. {count:,} pixel compared.",
        "Map: {map}. Reference: {reference}. {count:,} pixels compared.",
    ),
    "compared_points": Plural(
        "count",
        "Map: {map}. Reference: {reference}. {count:,} sample point compared.",
        "Map: {map}. Reference: {reference}. {count:,} sample points compared.",
    ),
    "weighted_by_area": "All measures are weighted by the mapped area of each class; the counts are those of the sample.",
    "column_measure": "Measure",
    "row_kappa": "Cohen's kappa",
    "column_map_pixels": "In map (pixels)",
    "column_map_points": "In map (sample points)",
    "column_reference_pixels": "In reference (pixels)",
    "column_reference_points": "In reference (sample points)",
    "little_reference": (
        "* measured on little: fewer than {pixels:,} pixels of the class stand in the reference, or they "
        "stand on fewer than {pieces} pieces of ground of {side} px square."
    ),
    "matrix_of_map": "Rows are the reference, columns the map.",
    "heading_estimates": "Estimates for the ground",
    "estimates_from": (
        "From the sample, weighted by the mapped area of each class, with 95 % confidence intervals (Olofsson et al. 2014). Valid for "
        "a random sample, or one that is random within the classes of this map."
    ),
    "estimated_accuracy": "Overall accuracy {value:.3f} ± {half_width:.3f}.",
    "column_area_ha": "Area (ha)",
    "column_area_px": "Area (pixels)",
    "column_error": "Standard error",
    "column_users": "User's accuracy",
    "column_producers": "Producer's accuracy",
    "single_points": (
        "With one sample point, which tells nothing about its spread: {names}. The intervals take the largest that there can be; add "
        "points there."
    ),
    "unsampled_classes": "Without a sample point, and so left out: {names}.",
    # of a model
    "title_model": "Model",
    "model_file": "File: {path}",
    "tell_what_lacks": "{lacks} Tell it by Describe model.",
    "row_bands": "bands",
    "row_pixels": "pixels",
    "any_pixels": "any",
    "row_pixel_size": "pixel size",
    "size_in_unit": "{size:g} {unit}",
    "unit_metre": "m",
    "unit_degree": "°",
    "unit_pixel": "px",
    "row_window": "window",
    "window_and_overlap": "{size} px, {overlap} px overlap",
    "row_correction": "prior correction",
    "row_made": "made",
    "row_epoch": "epoch of the model",
    "epoch_of_model": "{best}, the best of {done}",
    "figure_marked": "{figure:.4f} {mark}",
    "column_natural": "Share in the training tiles",
    "column_balanced": "Share after balancing",
    "column_validation_iou": "IoU in validation",
    "heading_normalisation": "Normalisation: (clip(pixel, low, high) - mean) / deviation",
    "heading_training": "Training",
    "lacking_classes": "classes",
    "lacking_bands": "bands of the model",
    "lacking_normalisation": "normalisation",
    "lacking_pixel_size": "size of the pixels",
    # of two maps
    "title_two_maps": "Comparison of two maps",
    "two_maps": "From {first} to {second}. {count:,} pixels compared.",
    "share_that_differs": (
        "{share:share} of the ground differs. There at least one map is wrong, or the ground has changed; which, only a reference can "
        "say (Evaluate map)."
    ),
    "class_unchanged": "unchanged",
    "column_first_ha": "First map (ha)",
    "column_second_ha": "Second map (ha)",
    "column_first_px": "First map (pixels)",
    "column_second_px": "Second map (pixels)",
    "column_difference": "Difference",
    "column_gained": "Gained",
    "column_lost": "Lost",
    "heading_transitions": "Largest transitions",
    "column_from": "From",
    "column_to": "To",
    "column_layer_value": "Value in the layer",
    "heading_all_transitions": "All transitions",
    "matrix_of_two_maps_ha": "Rows are the first map, columns the second, in ha.",
    "matrix_of_two_maps_px": "Rows are the first map, columns the second, in pixels.",
}
