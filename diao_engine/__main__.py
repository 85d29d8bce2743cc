# SPDX-License-Identifier: GPL-2.0-or-later
"""`python -m diao_engine`: the worker (`run JOB.json`), the environment (`setup`), and a subcommand per job."""

from __future__ import annotations

import sys

from . import cli

if __name__ == "__main__":
    sys.exit(cli.main(sys.argv[1:]))
