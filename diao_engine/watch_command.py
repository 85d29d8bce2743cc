# SPDX-License-Identifier: GPL-2.0-or-later
"""What the command line has for folders that imagery arrives in: `watch FOLDER`, with the options of `update`."""

from __future__ import annotations

import argparse
from typing import Any

from .jobs import Update
from .jobs.shards import SCHEDULER
from .jobs.watching import Watch

IMAGES = "images"  # the parameter of `update` that the folder stands for
LEFT_OUT = (IMAGES, SCHEDULER)  # options of `update` that watching does not have: it maps here, as images come


def add_parser(commands: Any) -> argparse.ArgumentParser:
    """Declare the subcommand; the caller adds the options of `update` but those left out."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "watch",
        help="keep a map up to date with the images that arrive in a folder",
        argument_default=argparse.SUPPRESS,
    )
    parser.description = (
        f"{Update.help} Each image that has arrived whole in the folder is taken once, also after a crash or a restart; one that "
        "cannot be used is set aside with its reason. Ends with Ctrl+C, or with --once when nothing more is there."
    )
    parser.add_argument(
        IMAGES, metavar="FOLDER", help="the folder that images arrive in; folders in it are not looked at"
    )
    parser.add_argument(
        "--every", type=float, default=10.0, metavar="SECONDS",
        help="how often the folder is looked at; an image is whole when it stayed the same from one look to the next (default 10)",
    )  # fmt: skip
    parser.add_argument("--once", action="store_true", default=False, help="end when all that is there has been taken")
    return parser


def watch(options: dict[str, Any]) -> Watch:
    """Take what concerns the watching out of parsed options; the folder stays as the images."""
    return Watch(max(options.pop("every"), 0.0), options.pop("once"))
