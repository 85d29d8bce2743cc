# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training says."""

from __future__ import annotations

from .plural import Text

TRAINING_DEVICE = "training_runs_on"  # the window shows this one by itself

SENTENCES: dict[str, Text] = {
    # where it runs
    TRAINING_DEVICE: "Training runs on the {device}.",
    "cpu_as_asked": "CPU, as asked for",
    "cpu_because": "CPU: {reason}",
    "cuda_gpu": "GPU {name} (CUDA)",
    "mps_gpu": "Apple GPU (MPS)",
    "torch_without_cuda": "torch {version} was built without support for an NVIDIA GPU",
    "no_cuda_driver": "torch finds no NVIDIA GPU with a working driver",
    "device_unusable": (
        "Device {device} cannot be used: {reason}; choose auto or cpu, or set up an engine with GPU support."
    ),
    # several processes
    "processes_begin": "{count} processes train together.",
    "too_few_gpus": "{label} is {value}, and this computer has {gpus} that torch can use; set it to that at most, or to 0 for all.",
    "no_gpus": "{label} is {value}, and this computer has none that torch can use; set it to 1 to train on the processor.",
    "more_processes_than_gpus": (
        "{count} processes were started on this computer, which has {gpus} GPUs; start as many as it has GPUs."
    ),
    "more_processes_than_crops": (
        "{count} processes share batches of {batch_size} crops; set {label} to {count} or more, or start fewer."
    ),
    "one_apple_gpu": "An Apple GPU cannot be shared by several processes; train in one process, or set {label} to cpu.",
    "process_lost": (
        "One of the {count} processes of the training has ended before its time; start the training again, which goes on after "
        "the last complete epoch."
    ),
    # the tiles
    "no_tile_drawn": "Every training tile has 0 repeats; set repeats to 1 or more for the tiles to train on.",
    "no_training_labels": (
        "The training tiles have no labelled pixel; label them, or set split to train for tiles that are."
    ),
    "one_class_to_train": (
        "All labelled pixels of the training tiles are of {name}, and a model needs two classes to tell apart; label another class, "
        "or set split to train for tiles that have one."
    ),
    "no_validation_tile": (
        "The dataset has no labelled validation tile, so the training tiles are measured and the figures are too good; set split "
        "to val for some tiles."
    ),
    "other_bands_in_tile": (
        "{image} and the dataset differ in the number of their bands ({bands} and {expected}); make the dataset of images with the "
        "same bands."
    ),
    # two doses
    "repeats_are_a_second_dose": (
        "Repeats show {draws:,} tiles per epoch instead of {tiles:,}, and dynamic sampling favours rare "
        "classes too, which is once too often; train on the dataset without repeats, or set {label} to Plain."
    ),
    "loss_is_a_second_dose": (
        "A class-weighted loss and dynamic sampling both favour rare classes, which is once too often; set "
        "{label} to Cross entropy, or {other} to Plain."
    ),
    # what it starts from
    "network_starts": "{architecture} with {encoder}: {weights:,} weights, started from {origin}.",
    "start_not_trained_here": (
        "{path} was not trained here, so no training can go on from it; leave {label} empty or choose another."
    ),
    "start_other_network": (
        "{path} is {architecture} with {encoder}, and the training is set to {other_architecture} with {other_encoder}; set "
        "Architecture and Encoder to those of the model."
    ),
    "start_other_bands": (
        "{path} takes other bands ({names}) than the dataset has ({own}); choose a model of as many bands for {label}."
    ),
    "start_other_classes": (
        "{path} knows the class values {values} and the dataset has {own}; choose a model of the same classes for {label}."
    ),
    "start_lacks_weights": (
        "{path} does not hold all weights of its network, as models of earlier versions; train it anew, or leave {label} empty."
    ),
    "start_bands_differ": "The bands of {file} are {theirs}, those of the dataset {own}; they are taken for the same.",
    "start_classes_differ": "The classes of {file} are {theirs}, those of the dataset {own}; they are taken for the same.",
    "start_pixels_differ": "The pixels of {file} are {theirs}, those of the dataset {own}; they are taken for the same.",
    # the way
    "reading_tiles": "Reading tiles",
    "epoch_of": "Epoch {epoch} of {epochs}",
    "measuring": "Measuring",
    "writing_model": "Writing the model",
    "training_plan": "Training tiles: {tiles}; steps per epoch: {steps}; validation tiles: {measured}.",
    "training_plan_without": "Training tiles, which are measured too: {tiles}; steps per epoch: {steps}.",
    "going_on_after": "Going on after epoch {epoch} of an interrupted training.",
    "other_resume_file": (
        "An interrupted training of this model was made with other settings or tiles, or cannot be read; it is kept, and this one "
        "starts anew."
    ),
    "loss_no_number": "The loss is not a number any more in epoch {epoch}; lower {label} (now {rate:g}).",
    "stopped_on_request": "Stopped on request in epoch {epoch} of {epochs}; epoch {best} is the best and is kept.",
    "patience_used_up": "Stopped after epoch {epoch}: the validation IoU has not risen since epoch {best}.",
    "own_correction": (
        "Prior correction {correction:g} is best on the validation tiles: mean IoU {miou:.3f}, at 0 {uncorrected:.3f}."
    ),
    "no_correction_sought": (
        "Without validation tiles the best prior correction cannot be found, so the model keeps 0, which finds most."
    ),
    "device_memory_ran_out": (
        "The memory of {device} ran out at Batch size {batch_size} and Crop size {crop_size} px; {advice}."
    ),
}
