# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong around a job, whatever it does: process, disk, memory, packages, locks, the engine's environment."""

from __future__ import annotations

from .plural import Text

SENTENCES: dict[str, Text] = {
    # disk, memory, files
    "disk_full": "The disk is full; free some space or choose another place for the outputs, then run it again.",
    "disk_full_at": (
        "The disk of {location} is full; free some space or choose another place for the outputs, then run it again."
    ),
    "too_many_files": (
        "The system lets the engine open no more files; raise the limit of open files (ulimit -n), then run it again."
    ),
    "no_permission": "{path} may not be written or read; choose another place or change its permissions.",
    "system_refuses": "The system cannot work with {path} ({reason}); check the disk and the path, then run it again.",
    "memory_ran_out": "Memory ran out; {advice}.",
    "starved": "Memory ran out, so the engine was ended and nothing was written; {advice}.",
    # packages and process
    "package_missing": (
        "The engine's environment lacks the package {package}; set it up again under Settings > Options > DIAO."
    ),
    "package_broken": (
        "The package {package} of the engine's environment cannot be loaded ({reason}); set it up again under Settings > "
        "Options > DIAO."
    ),
    "engine_failed": "The engine failed: {error}: {reason}. Please report it with the log.",
    "engine_not_started": (
        "The engine's Python {path} cannot be started ({reason}); set the engine up again, or choose another interpreter."
    ),
    "crashed": "The engine stopped unexpectedly ({ending}); nothing was written. Run it again, or see the log.",
    "crashed_when_complete": (
        "The engine stopped unexpectedly ({ending}); its results were complete and are in their places, but what it had to "
        "say of them is lost."
    ),
    "signal": "signal {number}",
    "exit_code": "exit code {number}",
    "newer_protocol": (
        "The other side speaks version {version} of the protocol, this one only version {known}; update the plugin and "
        "restart QGIS."
    ),
    "job_file_unreadable": "The job file {path} cannot be read: {reason}.",
    # outputs and their locks
    "output_is_read": "{output} is read by this run or by a step before it; choose another output.",
    "input_goes_with_output": "{path} is read, but would go with the earlier {output}; choose another output.",
    "output_folder_gone": (
        "The folder {folder} is gone since the run began; bring it back or choose another place for the outputs, then run it "
        "again."
    ),
    "output_not_written": (
        "{output} was not written where it should be; nothing was kept. Please report it with the log."
    ),
    "output_busy": (
        "Another run is writing {output} ({holder}); wait for it, choose another file, or remove {lock} if no such run is "
        "going on."
    ),
    "holder": "process {process} on {host}, since {since}",
    "holder_unknown": "its lock file does not say which",
    "lock_taken_over": "The lock file {path} was left behind by {holder}; it is taken over.",
    "lock_is_link": "The lock file {path} is a link; remove it, or choose another output.",
    "lock_not_writable": "The lock file {path} cannot be written ({reason}); remove it, or choose another output.",
    "folder_not_writable": "The folder {folder} cannot be written ({reason}); choose another one.",
    # the engine's environment
    "environment_missing": "The {size} environment is not set up.",
    "environment_unfinished": "The {size} environment in {path} is not finished; set it up again.",
    "environment_lost_python": "The Python that the environment in {path} was made from is gone; set it up again.",
    "environment_not_removed": "{path} cannot be removed ({reason}); close what uses it, then remove the folder.",
    "environment_not_made": "The environment could not be made ({reason}); the log tells more.",
    "no_reason_given": "no reason was given",
    "making_environment": "Making the {size} environment in {path} with {python}.",
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
        "The {size} environment needs about {needed:g} GB in {folder}, and {free:.1f} GB are free; free some space, or set "
        "DIAO_HOME to a folder on a larger disk."
    ),
    # what pip and venv complain of
    "no_space_to_install": "The disk is full; free some space, then set up again.",
    "no_venv": "This Python cannot make environments; run `sudo apt install python3-venv`, then set up again.",
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
        "A package has no build for this Python and this machine; use a 64-bit Python 3.10 to 3.13, then set up again."
    ),
}
