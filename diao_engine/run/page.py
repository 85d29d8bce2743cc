# SPDX-License-Identifier: GPL-2.0-or-later
"""HTML reports: one self-contained page of sentences, tables and drawn charts; no script, light and dark."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Union

Cell = Union[str, int, float, None]

_STYLE = """
:root { color-scheme: light dark; --ink: #222; --paper: #fff; --soft: #6667; --grid: #8883; --cell: 70, 120, 180; }
@media (prefers-color-scheme: dark) { :root { --ink: #ddd; --paper: #1d1f21; --soft: #aaa7; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
body { max-width: 60em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
table { border-collapse: collapse; margin: 1em 0; } caption { text-align: left; color: var(--soft); }
th, td { padding: .25em .8em; border-bottom: 1px solid var(--grid); text-align: right; } th { font-weight: 600; }
th:first-child, td:first-child { text-align: left; }
.swatch { display: inline-block; width: .8em; height: .8em; margin-right: .5em; border-radius: 2px; border: 1px solid var(--soft); }
svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .grid { stroke: var(--grid); } .warning { border-left: 4px solid #d97706; padding-left: .8em; }
"""
# Colours of series that stand for no class; told apart by people who do not see red or green (Okabe and Ito 2008).
_SERIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999933", "#882255")
_WIDTH = 720
_LABEL_WIDTH = 150
_BAR_HEIGHT = 14


class Page:
    """Add parts from top to bottom, then take `html()`."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts: list[str] = []

    def heading(self, text: str) -> Page:
        """A heading of a section."""
        return self._add(f"<h2>{escape(text)}</h2>")

    def text(self, text: str) -> Page:
        """A paragraph."""
        return self._add(f"<p>{escape(text)}</p>")

    def warning(self, text: str) -> Page:
        """A paragraph that must be read."""
        return self._add(f'<p class="warning">{escape(text)}</p>')

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, colors: Sequence[str] = ()) -> Page:
        """A table; `colors` put a swatch before the first cell of each row."""
        head = "".join(f"<th>{escape(name)}</th>" for name in headers)
        body = []
        for index, row in enumerate(rows):
            swatch = f'<span class="swatch" style="background:{colors[index]}"></span>' if colors else ""
            cells = "".join(f"<td>{swatch if place == 0 else ''}{_shown(cell)}</td>" for place, cell in enumerate(row))
            body.append(f"<tr>{cells}</tr>")
        return self._add(f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>")

    def bars(self, labels: Sequence[str], series: Mapping[str, Sequence[float]], *, colors: Sequence[str] = ()) -> Page:
        """Horizontal bars of shares (0 to 1), a group per label; `colors` are those of the labels, for a single series."""
        longest = (
            max((value for values in series.values() for value in values if math.isfinite(value)), default=0.0) or 1.0
        )
        row_height = _BAR_HEIGHT * len(series) + 10
        scale = (_WIDTH - _LABEL_WIDTH - 70) / longest
        parts = []
        for row, label in enumerate(labels):
            top = row * row_height
            middle = top + row_height / 2
            parts.append(f'<text x="{_LABEL_WIDTH - 8}" y="{middle + 1:.1f}" text-anchor="end">{escape(label)}</text>')
            for place, values in enumerate(series.values()):
                value = values[row] if math.isfinite(values[row]) else 0.0
                color = colors[row] if colors and len(series) == 1 else _SERIES[place % len(_SERIES)]
                y, width = top + 3 + place * _BAR_HEIGHT, max(value * scale, 0.5)
                parts.append(
                    f'<rect x="{_LABEL_WIDTH}" y="{y}" width="{width:.1f}" height="{_BAR_HEIGHT - 3}" fill="{color}"/>'
                )
                parts.append(f'<text x="{_LABEL_WIDTH + width + 5:.1f}" y="{y + 10}">{_percent(values[row])}</text>')
        self._add(_legend(list(series)) if len(series) > 1 else "")
        return self._add(_svg(row_height * len(labels), parts, "bars of " + ", ".join(labels)))

    def lines(
        self, x: Sequence[float], series: Mapping[str, Sequence[float]], *, y_label: str, colors: Sequence[str] = ()
    ) -> Page:
        """Curves over `x`; values that are not finite leave a gap."""
        height, left, top, bottom = 275, 60, 30, 30
        finite = [value for values in series.values() for value in values if math.isfinite(value)]
        low, high = min([0.0, *finite]), max(finite, default=1.0) or 1.0
        x_span = (max(x) - min(x)) or 1.0

        def place(at: float, value: float) -> str:
            across = left + (at - min(x)) / x_span * (_WIDTH - left - 15)
            up = height - bottom - (value - low) / ((high - low) or 1.0) * (height - bottom - top)
            return f"{across:.1f},{up:.1f}"

        parts = [f'<text x="4" y="12">{escape(y_label)}</text>']
        for step in range(5):
            value = low + (high - low) * step / 4
            y = float(place(x[0], value).split(",")[1])
            parts.append(f'<line class="grid" x1="{left}" x2="{_WIDTH - 15}" y1="{y}" y2="{y}"/>')
            parts.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{value:.3g}</text>')
        parts += [
            f'<text x="{left}" y="{height - 8}">{x[0]:g}</text>',
            f'<text x="{_WIDTH - 15}" y="{height - 8}" text-anchor="end">{x[-1]:g}</text>',
        ]
        shown = colors or _SERIES
        for index, values in enumerate(series.values()):
            points = " ".join(place(at, value) for at, value in zip(x, values, strict=True) if math.isfinite(value))
            color = shown[index % len(shown)]
            parts.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>')
            if len(values) == 1:
                parts.append(f'<circle cx="{left}" cy="{points.split(",")[-1]}" r="3" fill="{color}"/>')
        self._add(_legend(list(series), shown))
        return self._add(_svg(height, parts, y_label))

    def matrix(
        self, row_labels: Sequence[str], column_labels: Sequence[str], values: Sequence[Sequence[float]]
    ) -> Page:
        """A table of counts, each cell shaded by its share of the row."""
        head = "".join(f"<th>{escape(name)}</th>" for name in ("", *column_labels))
        body = []
        for label, row in zip(row_labels, values, strict=True):
            total = sum(row) or 1.0
            cells = "".join(
                f'<td style="background:rgba(var(--cell), {value / total:.2f})">{_shown(value)}</td>' for value in row
            )
            body.append(f"<tr><td>{escape(label)}</td>{cells}</tr>")
        return self._add(f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>")

    def picture(self, png: bytes, text: str) -> Page:
        """A PNG, kept in the page; `text` says what it shows."""
        data = base64.b64encode(png).decode("ascii")
        return self._add(f'<img src="data:image/png;base64,{data}" alt="{escape(text)}" style="max-width: 100%">')

    def html(self) -> str:
        """The whole page."""
        title = escape(self._title)
        return (
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>'
            f"<body><h1>{title}</h1>\n" + "\n".join(self._parts) + "\n</body></html>\n"
        )

    def _add(self, part: str) -> Page:
        self._parts.append(part)
        return self


def _svg(height: float, parts: Sequence[str], title: str) -> str:
    inside = "".join(parts)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" role="img"><title>{escape(title)}</title>{inside}</svg>'
    )


def _legend(names: Sequence[str], colors: Sequence[str] = _SERIES) -> str:
    entries = (
        f'<span class="swatch" style="background:{colors[index % len(colors)]}"></span>{escape(name)}'
        for index, name in enumerate(names)
    )
    return f"<p>{' &ensp; '.join(entries)}</p>"


def _shown(cell: Cell) -> str:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return "–"
    if isinstance(cell, float) and not cell.is_integer():
        if abs(cell) < 1e-3:
            return f"{cell:.1e}"
        return f"{cell:,.4f}" if abs(cell) < 10 else f"{cell:,.1f}"
    return f"{int(cell):,}" if isinstance(cell, (int, float)) else escape(cell)


def _percent(share: float) -> str:
    if not math.isfinite(share):
        return "–"
    return f"{share:.1%}" if share >= 0.01 or share == 0 else f"{share:.2%}"
