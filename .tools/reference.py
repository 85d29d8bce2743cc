# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the reference of the algorithms into README.md, from the jobs. `--check` only says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from diao_engine.jobs import ALGORITHMS, Job, Kind, Spec, specs  # noqa: E402  (the path comes first)
from diao_engine.jobs.checks import number_text  # noqa: E402

README = ROOT / "README.md"
START, END = "<!-- reference: start, made by `make reference` -->", "<!-- reference: end -->"


def reference() -> str:
    """The whole section."""
    return "\n".join(_job(job) for job in ALGORITHMS.values())


def renewed(text: str) -> str:
    """README's text with the section made anew."""
    before, rest = text.split(START)
    return f"{before}{START}\n\n{reference()}\n{END}{rest.split(END)[1]}"


def _job(job: type[Job]) -> str:
    rows = "\n".join(_row(spec) for spec in specs(job))
    lines = [
        f"### `diao:{job.id}`: {job.label}\n",
        f"{job.help}\n",
        "| parameter | what | default |",
        "|---|---|---|",
        rows,
    ]
    if job.texts:
        lines.append("\nTexts: " + "; ".join(f"`{text.contract}` {text.label}" for text in job.texts) + ".")
    if job.numbers:
        lines.append("\nNumbers: " + "; ".join(f"`{number.contract}` {number.label}" for number in job.numbers) + ".")
    return "\n".join(lines) + "\n"


def _row(spec: Spec) -> str:
    choices = "; ".join(f"`{value}` {label}" for value, label in spec.choices.items())
    kinds = {Kind.CHOICE: choices, Kind.CHOICES: choices}
    bounds = " to ".join(number_text(bound, spec.unit) for bound in (spec.minimum, spec.maximum) if bound is not None)
    notes = [note for note in (kinds.get(spec.kind, ""), bounds) if note]
    what = f"**{spec.label}.** {spec.help}" + (f" ({'; '.join(notes)})" if notes else "")
    return f"| `{spec.contract}` | {what.replace('|', chr(92) + '|')} | {_default(spec)} |"


def _default(spec: Spec) -> str:
    if spec.default is None:
        return "optional" if spec.optional else "required"
    if spec.kind is Kind.CHOICES:
        return " ".join(f"`{value}`" for value in spec.default)
    value = str(spec.default).lower() if isinstance(spec.default, bool) else spec.default
    return f"`{number_text(value, spec.unit)}`" if isinstance(value, (int, float)) else f"`{value}`"


def main() -> int:
    """Write, or check, README.md."""
    old = README.read_text(encoding="utf-8")
    new = renewed(old)
    if "--check" in sys.argv[1:]:
        sys.stdout.write("" if new == old else "README.md: the reference is out of date; run `make reference`.\n")
        return int(new != old)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
