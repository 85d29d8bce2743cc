# SPDX-License-Identifier: GPL-2.0-or-later
"""What the command line has for places that imagery arrives in: `watch FOLDER|CATALOG`, with the options of `update`."""

from __future__ import annotations

import argparse
from typing import Any

from .jobs import Update
from .jobs.shards import SCHEDULER
from .jobs.watching import Watch

IMAGES = "images"  # the parameter of `update` that the folder or the catalogue stands for
LEFT_OUT = (IMAGES, SCHEDULER)  # options of `update` that watching does not have: it maps here, as images come


def add_parser(commands: Any) -> argparse.ArgumentParser:
    """Declare the subcommand; the caller adds the options of `update` but those left out."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "watch",
        help="keep a map up to date with the images that arrive in a folder or a STAC catalogue",
        argument_default=argparse.SUPPRESS,
    )
    parser.description = (
        f"{Update.help} Each image that has arrived whole in the folder, or is new in the catalogue, is taken once, "
        "also after a crash or a restart; one that "
        "cannot be used is set aside with its reason. Ends with Ctrl+C, or with --once when nothing more is there."
    )
    parser.add_argument(
        IMAGES,
        metavar="FOLDER|CATALOG",
        help="the folder that images arrive in (folders in it are not looked at), or the file catalog.json or the address of a STAC "
        "catalogue or of a collection of an API, which needs the environment of the size cluster",
    )
    parser.add_argument(
        "--asset", action="append", dest="assets", default=[], metavar="KEY",
        help="the asset of each item that is the image, or several with + between them (B04+B03+B02) whose bands make the image, in "
        "this order; may be repeated (default: all rasters but previews, each for itself)",
    )  # fmt: skip
    parser.add_argument(
        "--every", type=float, default=None, metavar="SECONDS",
        help="how often is looked (default 10 for a folder, 300 for a catalogue); a file in a folder is whole when it stayed the same "
        "from one look to the next",
    )  # fmt: skip
    parser.add_argument("--once", action="store_true", default=False, help="end when all that is there has been taken")
    return parser


def watch(options: dict[str, Any]) -> Watch:
    """Take what concerns the watching out of parsed options; the folder or the catalogue stays as the images."""
    return Watch.of(options[IMAGES], every=options.pop("every"), once=options.pop("once"), assets=options.pop("assets"))
