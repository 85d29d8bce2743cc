# SPDX-License-Identifier: GPL-2.0-or-later
"""What balancing gives: the same small model, the same number of steps, every method, on two data sets, scored on ground held back.

make bench-balance [CACHE=folder] [ARGUMENTS="--settings naip_ohio:given:30:250 --seeds 0,1,2,3,4 --device cuda --processes 16"]

One JSON file per finished cell lies in the cache folder, so that a run that was stopped goes on; the tables are printed from what is
there. `--keep` also writes the finished cells to balance.json beside this module, from where later runs go on on any machine, and
the tables to resources/docs/balance.md. Empty balance.json and the cache when training or synthesis give something else than before:
cells of two versions are not to be compared.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from diao_engine.jobs import Score, Synthesize

from .balance import ground, tables
from .balance.cells import BATCH, CROP, Cell, Setting, finished, keep, local_weights
from .balance.ground import GIVEN, HALVES, SWAPPED
from .balance.queue import Queue
from .balance.rows import DEFAULT, PARTS, ROWS

KEPT = Path(__file__).with_name("balance.json")
PAGE = Path(__file__).resolve().parents[2] / "resources" / "docs" / "balance.md"
_SECONDS_BETWEEN_COLLECTIONS = 10.0
# What is asked for where nothing is said: few and many tiles, short and long trainings, sides swapped.
SETTINGS = (
    Setting("naip_ohio", GIVEN, 250, 30),
    Setting("oem_tokyo", GIVEN, 250, 400),
    Setting("naip_ohio", GIVEN, 900, 134),
    Setting("oem_tokyo", GIVEN, 900, 400),
    Setting("naip_ohio", SWAPPED, 250, 30),
    Setting("oem_tokyo", SWAPPED, 250, 176),
    Setting("naip_ohio", GIVEN, 250, 134),
    Setting("oem_tokyo", GIVEN, 250, 100),
)
SHORT_SEEDS, LONG_SEEDS = 5, 3
_LONG_STEPS = 900


def main() -> int:
    """Run the cells that are missing, print the tables."""
    asked = arguments()
    cache = Path(asked.cache)
    cache.mkdir(parents=True, exist_ok=True)
    kept = Path("/nonexistent") if asked.afresh else KEPT
    failures: list[str] = []
    if not asked.table:
        ground.make(cache, Path(asked.data))
        found = finished(cache, kept)
        wanted = (
            list(cells(asked.settings, asked.methods, asked.seeds)) if not asked.plan else list(planned(asked.plan))
        )
        missing = [cell for cell in wanted if cell not in found]
        queue = Queue(
            cache, weights=asked.weights, device=asked.device, processes=asked.processes,
            until=time.monotonic() + 60 * asked.minutes, collect=_Collector(cache, asked.collect),
        )  # fmt: skip
        queue.run(missing)
        failures = queue.failures
    results = finished(cache, kept)
    if asked.collect:
        keep(results.values(), Path(asked.collect))
    if asked.keep:
        keep(results.values(), KEPT)
        PAGE.write_text(page(results))
    if results:
        sys.stdout.write(tables.report(results, asked.ground) + "\n")
    return 1 if failures else 0


def cells(settings: list[Setting], methods: list[str], seeds: list[int] | None) -> Iterator[Cell]:
    """Ways of their own before parts, one seed of all before the next; within a seed the longest first, so that none ends alone."""
    requested = [
        Cell(setting, method, seed)
        for setting in settings
        for method in methods
        for seed in (seeds if seeds is not None else range(LONG_SEEDS if setting.steps >= _LONG_STEPS else SHORT_SEEDS))
    ]
    order = {setting: position for position, setting in enumerate(settings)}
    yield from sorted(
        requested, key=lambda cell: (cell.method in PARTS, cell.seed, -cell.setting.steps, order[cell.setting])
    )


def planned(path: str) -> Iterator[Cell]:
    """The cells of a plan in its order: a line has settings, methods and seeds as on the command line, separated by |."""
    for line in Path(path).read_text().splitlines():
        if line.strip():
            settings, methods, seeds = (part.strip() for part in line.split("|"))
            yield from cells(
                [_setting(text) for text in settings.split(",")],
                _names(methods, known=list(ROWS)),
                [int(seed) for seed in seeds.split(",")],
            )


class _Collector:
    """Writes all finished cells into one file now and then."""

    def __init__(self, cache: Path, path: str | None) -> None:
        self._cache, self._path, self._at = cache, path, time.monotonic()

    def __call__(self) -> None:
        if self._path and time.monotonic() - self._at > _SECONDS_BETWEEN_COLLECTIONS:
            keep(finished(self._cache, Path("/nonexistent")).values(), Path(self._path))
            self._at = time.monotonic()


def _setting(text: str) -> Setting:
    data, sides, tiles, steps = text.split(":")
    if ground.Side(data, sides) not in ground.SIDES:
        raise ValueError(text)
    return Setting(data, sides, int(steps), int(tiles))


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", help="folder of datasets and finished cells")
    parser.add_argument("--data", default=str(ground.DATA), help="folder that holds naip_ohio and oem_tokyo")
    parser.add_argument(
        "--settings",
        type=lambda text: [_setting(part) for part in text.split(",")],
        default=list(SETTINGS),
        help="data:sides:tiles:steps, separated by commas; sides are given or swapped",
    )
    parser.add_argument("--methods", type=partial(_names, known=list(ROWS)), default=list(ROWS), help="separated by ;")
    parser.add_argument("--no-parts", action="store_true", help="without the rows that leave out one part")
    parser.add_argument("--seeds", type=lambda text: [int(part) for part in text.split(",")], help="0,1,2")
    parser.add_argument("--plan", help="a file of lines settings|methods|seeds, which are run in that order")
    parser.add_argument("--weights", default=local_weights(), help="weights of the encoder (see train)")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--processes", type=int, default=1, help="cells at a time, which share the cores")
    parser.add_argument("--minutes", type=float, default=1e9, help="start no cell after so many minutes")
    parser.add_argument("--collect", help="a file that holds all finished cells, written every few seconds")
    parser.add_argument("--afresh", action="store_true", help="do not look at the cells that are kept with the project")
    parser.add_argument("--keep", action="store_true", help="keep what is finished with the project")
    parser.add_argument("--table", action="store_true", help="only print what is there")
    parser.add_argument("--ground", choices=list(HALVES), default="check", help="which half the tables show")
    asked = parser.parse_args()
    if asked.no_parts:
        asked.methods = [name for name in asked.methods if name not in PARTS]
    return asked


def _names(text: str, *, known: list[str]) -> list[str]:
    names = text.split(";")
    if unknown := [name for name in names if name not in known]:
        raise argparse.ArgumentTypeError(f"no row is called {unknown[0]!r}; there are {'; '.join(known)}")
    return names


def page(results: tables.Results) -> str:
    """The tables with what has to be known to read them."""
    devices = " and ".join(f"{device} ({count} cells)" for device, count in tables.devices_of(results))
    return f"""# What balancing gives

Printed by `make bench-balance` on real imagery: `naip_ohio` (NAIP, 0.6 m, four bands, six classes, labels of 2025) and `oem_tokyo` (36
OpenEarthMap tiles of Tokyo, 0.5 m, three bands, eight classes), each as it is divided and with its sides swapped, so that a model
learns on the validation side and is scored on the training side. U-Net with an EfficientNet-Lite0 encoder that starts from ImageNet's
weights, batches of {BATCH} crops of {CROP} px, one training of the given number of steps, scored once at its end. A seed also draws
the training tiles where not all are taken, the same for all rows, so that differences are taken seed by seed. Rare IoU is the mean of
the classes below an even share.

The cells were run by `--plan tests/benchmarks/balance/plan.txt` on {devices}. It has five
seeds for the main rows of short trainings, three for long ones and for parts that are left out; the number stands in the full tables,
and differences are taken over the seeds that both rows have. What has one or two seeds is a hint and no finding.

The ground that is scored on lies apart from the training tiles and is divided in two halves of whole blocks with about the same
classes. The prior correction of each model is found on the one (`choose`), these tables show the other (`check`). All parameters
were fixed before these cells ran. Of the defaults, the target, the budget, the number of objects and the rate of the decoder had been
chosen in an earlier version on the whole validation side of naip_ohio, so that its columns with the sides as given flatter DIAO's
rows; no choice was made on oem_tokyo's scored ground or with the sides swapped. All rows but *none, no EMA* have averaged weights
(EMA), and all have the prior correction that was best on `choose`, so that only the balance differs; what they have without it
stands beside.

*DIAO* is `diao:score` and *DIAO-CP* `diao:synthesize` with their defaults ({Score.budget:.0f} % copies, {Synthesize.budget:.0f} % new
tiles). *Dynamic* is `SAMPLING` of `diao:train`; all other rows draw plainly. *{DEFAULT}* is the default way: what the dock
proposes. Random copy-paste makes as many tiles with at most as many objects as DIAO-CP: any object of any rare class
at any place that covers no rare class, pixels as they are. The other methods were not tuned.

{tables.report(results)}
"""


if __name__ == "__main__":
    sys.exit(main())
