# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said when a model runs."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    "change_your_files": "change your files",
    "use_the_network": "use the network",
    "use_the_network_of_inputs": "use the network, since an input lies there",
    "model_confined_to": (
        "The model is a program: it can change files in and below {folders}, nothing else, and has no network."
    ),
    "model_confined": "The model is a program: it can change no files and has no network.",
    "model_free": (
        "The model is a program, and on this run nothing keeps it from what you may do: it can {powers:and}."
    ),
    "precious_folder": (
        "A torch model can change every file in and below the folder of its outputs, and {folder} holds your "
        "settings; choose a folder for the outputs alone."
    ),
    "program_refused": (
        "{path} is not opened because {reason}; export the model anew with torch {version}, as TorchScript or as ONNX."
    ),
    "unsafe_part": "its part {part} is code or would have to be unpickled, which can run anything",
    "unsafe_some_part": "a part of it would have to be unpickled, which can run anything",
    "unsafe_old_torch": "it was saved by an older torch, whose files hold pickles, and these can run anything",
    "unsafe_twice": "it holds {part} twice",
    "unsafe_tensor": "a tensor of it would have to be unpickled, which can run anything",
    "unsafe_graph": "its graph says {text!r}, which is none of the operations and sizes of a network",
    "bands_matched": "The bands of {path} are matched to those of the model by name: {places}.",
    "band_place": "{name} is its band {number}",
    "other_band_names": (
        "The model was trained on the bands {bands} and those of {path} are called {names}; they are taken in their order, so "
        "check "
        "that they mean the same."
    ),
    "scale_brought": "The values of {path} are brought to the scale and offset of the model's training imagery.",
    "scale_not_known": (
        "Only one of {path} and the model's training imagery declares a scale or an offset, so the values are taken as they are; "
        "check that they mean the same."
    ),
    "looks_like_nodata": (
        "{path} has pixels with the value {value:g} that look like no data, and no nodata value says so; if they are none, "
        "set Nodata "
        "value to it."
    ),
    "no_band_count": "{path} takes no image with {least} to {most} bands; say which bands it takes.",
    "pixels_as_they_are": (
        "The model does not say how its input is normalised; {dtype} pixels are passed on as they are."
    ),
    "band_counts_differ": Plural(
        "count",
        (
            "The model takes {count} band ({names}) and the raster has {raster_count} ({raster_names}); choose a "
            "raster with the bands of the model, for instance by Rearrange bands."
        ),
        (
            "The model takes {count} bands ({names}) and the raster has {raster_count} ({raster_names}); choose a "
            "raster with the bands of the model, for instance by Rearrange bands."
        ),
    ),
    "model_of_8_bit": (
        "The model was made for 8-bit pixels (0 to 255) and the raster has {dtype}; convert the raster to 8 bit in "
        "the way its training images were."
    ),
    "no_priors": (
        "The model does not say which class shares it was trained on, so there is nothing to correct it by; "
        "set it to 0."
    ),
    "output_without_batch": (
        "The model returns an array of shape ({shape}) for {count} window, without a batch in front; export it so that "
        "it takes and gives several images at a time, (batch, class, row, column)."
    ),
    "other_dtype": (
        "The model was trained on {trained} pixels and the raster has {dtype}; its values are taken as they are, so "
        "they should mean the same."
    ),
    "divided_by_255": "The model does not say how its input is normalised; pixels are divided by 255.",
    "runs_with_onnx": "The model runs on {device} with ONNX Runtime {version}.",
    "runs_with_onnx_not_started": (
        "The model runs on {device} with ONNX Runtime {version}; {others} could not be started."
    ),
    "runs_in_half": "It runs in 16 bits, whose results differ by at most {difference:.1%} of the largest.",
    "leaves_half": "16 bits are too few for some of the pixels; going on in 32 bits.",
    "install_or_auto": "install {package} into the engine's environment or choose auto",
    "choose_auto": "choose auto",
    "model_memory": "The model ran out of memory ({reason}).",
    "model_inputs": "{path} has {count} inputs ({names}); use a model with one input, the image.",
    "model_input_shape": (
        "{path} takes {dtype} of shape [{shape}]; use a model that takes images as (batch, band, row, column)."
    ),
    "onnx_unreadable": "{path} is not an ONNX model that can be read: {reason}. Export it again.",
    "nan_at": (
        "The model returns values that are not numbers (NaN) for the pixels at column {column}, row {row} "
        "and around; check that the raster's values are of the kind that it was trained on, and its card."
    ),
    "device_missing": "The device {device} is not available here (available: {available}); {advice}.",
    "windows_memory": Plural(
        "count",
        "Memory ran out with {count} window of {size} px at a time; choose a smaller Window size or another Device.",
        "Memory ran out with {count} windows of {size} px at a time; choose a smaller Window size or another Device.",
    ),
    "model_fails": (
        "The model fails on windows of {shape} (bands, rows, columns): {reason}. Use a raster with the bands that it "
        "was trained on, or another Window size."
    ),
    "fewer_windows": "Memory ran out with {count} windows at a time; going on with {fewer}.",
    "output_shape": (
        "The model returns an array of shape ({shape}) for windows of {height} × {width} px; use a segmentation model "
        "whose output has the size of its input."
    ),
    "output_nan": (
        "The model returns values that are not numbers (NaN or infinite) for an ordinary window; train or "
        "export it again, and check its card."
    ),
    "output_channels": Plural(
        "channels",
        "The model returns {channels} channel and its card names {classes} classes; use a model whose card fits.",
        "The model returns {channels} channels and its card names {classes} classes; use a model whose card fits.",
    ),
    "output_without_classes": (
        "The model returns class numbers and does not say which classes there are; name them by Describe model."
    ),
    "mapping": "Mapping",
    "no_torch_program": (
        "{path} is neither TorchScript nor an exported program; files of weights are not opened because they can run "
        "any code, so export the model as TorchScript (torch.jit.script), with torch.export, or as ONNX."
    ),
    "runs_with_torch": "The model runs on {device} with torch {version}.",
    "torch_inputs": Plural(
        "count",
        "{path} takes {count} input; use a model with one input, images (batch, band, row, column).",
        "{path} takes {count} inputs; use a model with one input, images (batch, band, row, column).",
    ),
    "directml_is_onnx": "The device directml runs ONNX models only; choose another Device or an ONNX model.",
    "torch_unreadable": (
        "{path} cannot be loaded by torch {version}: {reason}. Export the model again with this version."
    ),
    "model_misbehaves": (
        "The model tries to do what it is not allowed to ({reason}), such as to write outside the folder of its "
        "outputs; a network for segmentation does nothing of the kind, so do not use it."
    ),
}
