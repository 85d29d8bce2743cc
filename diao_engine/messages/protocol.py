# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong around a job, whatever it does: process, disk, memory, packages, locks."""

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
    "package_of_size": (
        "The engine's environment lacks the package {package}, which belongs to its size {size}; set that size up under Settings > "
        "Options > DIAO."
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
    "killed": (
        "The engine was ended from outside ({ending}), by a user, another program or the system, and nothing was written; run it "
        "again. Systems do so when memory is short: if it comes again, {advice}."
    ),
    "signal": "signal {number}",
    "exit_code": "exit code {number}",
    "newer_protocol": (
        "The other side speaks version {version} of the protocol, this one only version {known}; update the plugin and "
        "restart QGIS."
    ),
    "job_file_unreadable": "The job file {path} cannot be read: {reason}.",
    "no_job_file": "{path} holds no job; write an object with job, which is {names:or}, and values.",
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
}
