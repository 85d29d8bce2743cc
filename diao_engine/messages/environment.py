# SPDX-License-Identifier: GPL-2.0-or-later
"""Setting up the engine's environment: what is chosen and why, what is done, what goes wrong."""

from __future__ import annotations

from .plural import Plural, Text

SENTENCES: dict[str, Text] = {
    # what is chosen
    "build_for_cuda": "{gpu} (driver {driver}) trains and maps, with the packages for CUDA {cuda}.",
    "build_trains_only": (
        "{gpu} (driver {driver}) trains, with the packages for CUDA {cuda}; maps are made on the CPU, since ONNX Runtime for this "
        "processor needs a driver of version {needed} or newer."
    ),
    "build_driver_too_old": (
        "Everything runs on the CPU, since {gpu} needs a driver of version {needed} or newer and has {driver}; update the driver, "
        "then set up again."
    ),
    "build_for_directx12": "{gpu} maps through DirectX 12; training runs on the CPU.",
    "build_for_apple": "The Apple GPU trains and maps.",
    "build_without_gpu": "Everything runs on the CPU, since no GPU that can be used was found.",
    "build_of_bundle": "Everything comes from the folder {folder}.",
    "set_up_choice": "{reason} That is {weight}.",
    "weight": "{download} to download, {disk} on the disk",
    "weight_estimated": "about {download} to download, about {disk} on the disk",
    "amount_estimated": "about {amount}",
    "megabytes": "{number} MB",
    "gigabytes": "{number:.1f} GB",
    "no_torch_for_intel_mac": (
        "PyTorch is no longer made for Macs with Intel processors; set up the base environment, which does all but training."
    ),
    "environment_of_other_kind": (
        "The {size} environment was made without this GPU: {reason} Set it up again to use it, under Settings > Options > DIAO or by "
        "setup --again."
    ),
    "driver_unknown": (
        "The version of the NVIDIA driver is needed to choose the packages; give it as nvidia-smi writes it there, such as "
        "--driver 581.29."
    ),
    "capability_unknown": (
        "{capability} is not the compute capability of an NVIDIA card; give it as nvidia-smi writes it there, such as "
        "--capability 8.6."
    ),
    # a GPU that is there and not used
    "gpu_other_environment": (
        "{gpu} is not used, since the engine's environment was made without it; set it up again under Settings > Options > DIAO."
    ),
    "gpu_own_python": (
        "{gpu} is not used, since the Python in {folder} has no packages for it; install those, or leave Python of your own empty "
        "under Settings > Options > DIAO and set the engine up."
    ),
    "gpu_library_missing": (
        "{gpu} is not used, since its library {library} is missing; set the engine up again under Settings > Options > DIAO."
    ),
    "gpu_driver_refused": "{gpu} is not used, since its driver is too old for the installed packages; update the driver.",
    "gpu_not_started": (
        "{gpu} is not used, since it could not be started; update its driver, restart the computer, then test it under Settings > "
        "Options > DIAO."
    ),
    # the test of the devices
    "task_train": "Training (PyTorch)",
    "task_map": "Mapping (ONNX Runtime)",
    "testing_devices": "{task}: testing the devices.",
    "device_works": "{task} on {name}: {speed:.2f} megapixels a second.",
    "device_works_faster": "{task} on {name}: {speed:.2f} megapixels a second, {times:.1f} × the CPU.",
    "device_fails": "{task} on {name} does not work: {reason}",
    "device_computes_wrong": (
        "its results differ from the CPU's ({difference:.2g} of the largest value, allowed {allowed:.2g}); update its driver, "
        "or choose the CPU."
    ),
    "device_gave_up": "{reason}; update its driver, or choose the CPU.",
    "device_hangs": "it did not answer within {seconds} seconds; update its driver, or choose the CPU.",
    "devices_not_tested": "the test could not be run ({reason}); set the engine up again.",
    "python_comes_along": "A standalone Python {version} comes along (35 MB), since this machine has none that serves.",
    # what is done
    "fetching_python": "No Python 3.10 or newer was found; a standalone Python {version} is fetched.",
    "python_makes_no_environment": (
        "Environments of {path} do not run; a standalone Python {version} is fetched instead."
    ),
    "no_standalone_python": (
        "No Python {oldest} or newer that serves was found, and a standalone one could not be fetched; install Python from "
        "python.org, or name a mirror in UV_PYTHON_INSTALL_MIRROR, then set up again. The reason: {reason}"
    ),
    "making_environment_with": "Making {path} with {python} and {tool}.",
    "uv_failed": "uv failed, so pip goes on: {reason}",
    "torch_from_usual_index": (
        "PyTorch comes from the usual package index, since its own one, {index}, did not serve: {reason} What follows: {consequence}."
    ),
    "torch_without_gpu": "training runs on the CPU",
    "bundle_ready": Plural("number", "{number} package in {folder}.", "{number} packages in {folder}."),
    # what goes wrong
    "place_too_long": (
        "Paths in {folder} would have {needed} characters, more than the {allowed} that Windows allows; set DIAO_HOME to a shorter "
        "folder, such as C:\\diao, or allow long paths."
    ),
    "place_is_roaming": (
        "{folder} lies on a network drive or in a roaming profile, where gigabytes are slow; set DIAO_HOME to a local folder to "
        "avoid that."
    ),
    "environment_in_use": "The environment {path} is in use; close what runs in it, such as other QGIS windows, then set up again.",
    "no_uv": "uv cannot be had here; install it (pip install uv), or check the network connection, then try again.",
    "no_wheels": "The folder {folder} holds no packages (.whl); choose one that `setup --bundle` has made.",
    "bundle_of_other_system": (
        "The packages in {folder} are for {system} ({architecture}), and this is {here} ({own}); make them with --system and "
        "--architecture of this machine."
    ),
    "bundle_of_other_python": (
        "The packages in {folder} are for Python {python}, and this machine has {own}; make them with --python {own}."
    ),
    "bundle_too_small": "The packages in {folder} make the {has} environment only; make them with --size {size}.",
    "environment_missing": "The {size} environment is not set up.",
    "environment_unfinished": "The {size} environment in {path} is not finished; set it up again.",
    "environment_lost_python": "The Python that the environment in {path} was made from is gone; set it up again.",
    "environment_not_removed": "{path} cannot be removed ({reason}); close what uses it, then remove the folder.",
    "environment_not_made": "The environment could not be made ({reason}); the log tells more.",
    "no_reason_given": "no reason was given",
    "checking_environment": "Checking that it runs.",
    "environment_ready": "Ready: {versions}.",
    "interpreter_missing": "The Python interpreter {path} does not exist; choose one that does.",
    "interpreter_unfit": (
        "{path} cannot run the engine ({reason}); set the engine up again, or choose another interpreter."
    ),
    "python_too_old": (
        "The engine needs Python {oldest} or newer, and {path} is Python {version}; set the engine up again, or choose "
        "another interpreter."
    ),
    "python_not_started": "{path} cannot be started; choose another Python.",
    "no_python_to_build_from": "The engine needs Python {oldest} or newer ({reason}); install one, then set up again.",
    "no_python_found": "no Python that can be started was found",
    "found_python_too_old": "{path} is Python {version}, too old",
    "set_up_running": "Another set-up of the engine is running; wait for it to end.",
    "home_not_writable": "The folder {folder} cannot be written ({reason}); set DIAO_HOME to one that can.",
    "no_space_for_environment": (
        "The {size} environment needs about {needed:.1f} GB in {folder}, and {free:.1f} GB are free; free some space, or set "
        "DIAO_HOME to a folder on a larger disk."
    ),
    # what pip and venv complain of
    "no_space_to_install": "The disk is full; free some space, then set up again.",
    "no_venv": "This Python cannot make environments; run `sudo apt install python3-venv`, then set up again.",
    "blocked_by_scanner": (
        "A virus scanner or a policy of this machine blocks the packages; have the folder of DIAO's data allowed (its address stands "
        "in the log), then set up again."
    ),
    "file_in_use": (
        "A file of the environment is held by another program, often a virus scanner; wait a minute, or close other QGIS windows, "
        "then set up again."
    ),
    "certificate_refused": (
        "The secure connection to the package index was refused (certificate); if your network inspects connections, name "
        "its certificate in PIP_CERT, then set up again."
    ),
    "proxy_refused": (
        "The proxy refused the connection to the package index; set HTTPS_PROXY to the proxy that you use, then set up again."
    ),
    "index_unreachable": (
        "The package index cannot be reached; check the network connection (or set HTTPS_PROXY), then set up again."
    ),
    "install_folder_not_writable": (
        "The folder of the environment cannot be written; set DIAO_HOME to one that can, then set up again."
    ),
    "no_build_of_package": (
        "A package has no build for this Python and this machine; use a 64-bit Python 3.10 to 3.14, then set up again."
    ),
}
