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
    "device_memory_ran_out": (
        "The memory of {device} ran out at Batch size {batch_size} and Crop size {crop_size} px; {advice}."
    ),
}
