# SPDX-License-Identifier: GPL-2.0-or-later
"""HTML reports: one self-contained page of sentences, tables and drawn charts; no script, light and dark.

Names, colours and settings come from datasets, cards and layers of anybody. No HTML is written here: the template writes it
and escapes every text, colours are let through only as `#rrggbb`, and numbers are formatted here.

The page speaks the language of whoever has asked for it: what it says is sentences of `messages`, and a mere text is a name or a
value out of somebody's data, which is shown as it is.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Union

import jinja2

from ..jobs.colors import color_or_neutral
from ..messages import ENGLISH, Language, Sentence, formatted


@dataclass(frozen=True)
class Number:
    """A number that is written by a format of its own, such as `.2f`, or by `share`."""

    value: float
    form: str


Words = Union[str, Sentence]
Cell = Union[Words, int, float, Number, None]
Series = Sequence[tuple[Words, Sequence[float]]]  # names with their values

# Colours of series that stand for no class; told apart by people who do not see red or green (Okabe and Ito 2008).
_SERIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999933", "#882255")
_WIDTH = 720
_LABEL_WIDTH = 150
_BAR_HEIGHT = 14
_CURVES_HEIGHT = 275
_CURVES_LEFT, _CURVES_TOP, _CURVES_RIGHT, _CURVES_BOTTOM = 60, 30, 15, 30

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


@dataclass(frozen=True)
class _Sentence:
    """A heading, a text or a warning."""

    kind: str
    text: str


@dataclass(frozen=True)
class _TableCell:
    """A text with a swatch before it and a shade behind it (opacity), where it has one."""

    text: str
    color: str = ""
    shade: str = ""


@dataclass(frozen=True)
class _Table:
    kind: ClassVar[str] = "table"
    headers: list[str]
    rows: list[list[_TableCell]]


@dataclass(frozen=True)
class _Legend:
    kind: ClassVar[str] = "legend"
    entries: list[tuple[str, str]]  # name, colour


@dataclass(frozen=True)
class _Picture:
    kind: ClassVar[str] = "picture"
    data: str
    text: str


@dataclass(frozen=True)
class _Label:
    kind: ClassVar[str] = "label"
    x: str
    y: str
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class _Bar:
    kind: ClassVar[str] = "bar"
    x: str
    y: str
    width: str
    height: str
    color: str


@dataclass(frozen=True)
class _Gridline:
    kind: ClassVar[str] = "gridline"
    x1: str
    x2: str
    y: str


@dataclass(frozen=True)
class _Curve:
    kind: ClassVar[str] = "curve"
    points: str
    color: str


@dataclass(frozen=True)
class _Dot:
    kind: ClassVar[str] = "dot"
    x: str
    y: str
    color: str


_Shape = Union[_Label, _Bar, _Gridline, _Curve, _Dot]


@dataclass(frozen=True)
class _Drawing:
    kind: ClassVar[str] = "drawing"
    height: str
    title: str
    shapes: list[_Shape]
    width: str = field(default=str(_WIDTH))


_Part = Union[_Sentence, _Table, _Legend, _Picture, _Drawing]


def columns(*codes: str) -> tuple[Sentence, ...]:
    """Headers of a table by their codes in `messages`."""
    return tuple(Sentence(code) for code in codes)


def percent(share: float) -> Number:
    """A share of 0 to 1 as a cell."""
    return Number(share, "share")


class Page:
    """Add parts from top to bottom, then take `html()`."""

    def __init__(self, title: str, language: Language = ENGLISH) -> None:
        self._language = language
        self._title = self._worded(Sentence(title))
        self._parts: list[_Part] = []

    def heading(self, code: str | Sentence, /, **arguments: Any) -> Page:
        """A heading of a section: the code of a sentence in `messages` with its arguments."""
        return self._say("heading", code, arguments)

    def text(self, code: str | Sentence, /, **arguments: Any) -> Page:
        """A paragraph."""
        return self._say("text", code, arguments)

    def warning(self, code: str | Sentence, /, **arguments: Any) -> Page:
        """A paragraph that must be read."""
        return self._say("warning", code, arguments)

    def table(self, headers: Sequence[Words], rows: Iterable[Sequence[Cell]], *, colors: Sequence[str] = ()) -> Page:
        """A table; `colors` put a swatch before the first cell of each row."""
        body = [[_TableCell(self._cell(cell)) for cell in row] for row in rows]
        if colors:
            for row, color in zip(body, colors, strict=True):
                row[0] = _TableCell(row[0].text, color_or_neutral(color))
        return self._add(_Table([self._worded(header) for header in headers], body))

    def bars(self, labels: Sequence[Words], series: Series, *, colors: Sequence[str] = ()) -> Page:
        """Horizontal bars of shares (0 to 1), a group per label; `colors` are those of the labels, for a single series."""
        if len(series) > 1:
            self._add(self._legend(series, _SERIES))
        own = [color_or_neutral(color) for color in colors] if len(series) == 1 else []
        names = [self._worded(label) for label in labels]
        row_height = _BAR_HEIGHT * len(series) + 10
        shapes = list(_bars(names, [values for _, values in series], own, row_height, self._language))
        title = self._worded(Sentence.of("bars_of", names=names))
        return self._add(_Drawing(_number(row_height * len(labels)), title, shapes))

    def lines(self, x: Sequence[float], series: Series, *, y_label: Words, colors: Sequence[str] = ()) -> Page:
        """Curves over `x`; values that are not finite leave a gap."""
        shown = [color_or_neutral(color) for color in colors] or list(_SERIES)
        self._add(self._legend(series, shown))
        lines, title = [values for _, values in series], self._worded(y_label)
        scale = _Scale.of(x, lines)
        shapes = [_Label("4", "12", title), *_axes(x, scale, self._language), *_curves(x, lines, scale, shown)]
        return self._add(_Drawing(str(_CURVES_HEIGHT), title, shapes))

    def matrix(
        self, row_labels: Sequence[Words], column_labels: Sequence[Words], values: Sequence[Sequence[float]]
    ) -> Page:
        """A table of counts, each cell shaded by its share of the row."""
        rows = []
        for label, row in zip(row_labels, values, strict=True):
            total = sum(row) or 1.0
            cells = [_TableCell(self._cell(value), shade=f"{value / total:.2f}") for value in row]
            rows.append([_TableCell(self._worded(label)), *cells])
        return self._add(_Table(["", *map(self._worded, column_labels)], rows))

    def picture(self, png: bytes, text: Words) -> Page:
        """A PNG, kept in the page; `text` says what it shows."""
        return self._add(_Picture(base64.b64encode(png).decode("ascii"), self._worded(text)))

    def html(self) -> str:
        """The page as text that can be written in UTF-8; bytes of file names that are none become question marks."""
        text = _TEMPLATES.get_template("page.html.jinja").render(
            title=self._title, parts=self._parts, language=self._worded(Sentence("language_code"))
        )
        return text.encode("utf-8", "replace").decode("utf-8") + "\n"

    def _add(self, part: _Part) -> Page:
        self._parts.append(part)
        return self

    def _say(self, kind: str, code: str | Sentence, arguments: Mapping[str, Any]) -> Page:
        sentence = code if isinstance(code, Sentence) else Sentence.of(code, **arguments)
        return self._add(_Sentence(kind, self._worded(sentence)))

    def _worded(self, words: Words) -> str:
        return words if isinstance(words, str) else words.text(language=self._language)

    def _legend(self, series: Series, colors: Sequence[str]) -> _Legend:
        return _Legend([(self._worded(name), colors[index % len(colors)]) for index, (name, _) in enumerate(series)])

    def _cell(self, cell: Cell) -> str:
        """What a cell shows: sentences in the language, numbers with its signs, texts as they are."""
        if isinstance(cell, (str, Sentence)):
            return self._worded(cell)
        value, form = (cell.value, cell.form) if isinstance(cell, Number) else (cell, "")
        if value is None or not math.isfinite(value):
            return "–"
        return formatted(value, form, self._language) if form else self._language.number(_plain_number(value))


@dataclass(frozen=True)
class _Scale:
    """Where values lie in the drawing of curves."""

    left: float
    right: float
    low: float
    high: float

    @classmethod
    def of(cls, x: Sequence[float], series: Iterable[Sequence[float]]) -> _Scale:
        finite = [value for values in series for value in values if math.isfinite(value)]
        return cls(min(x), max(x), min([0.0, *finite]), max(finite, default=1.0) or 1.0)

    def x(self, at: float) -> str:
        share = (at - self.left) / ((self.right - self.left) or 1.0)
        return _number(_CURVES_LEFT + share * (_WIDTH - _CURVES_LEFT - _CURVES_RIGHT))

    def y(self, value: float, *, down: int = 0) -> str:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return _number(_CURVES_HEIGHT - _CURVES_BOTTOM - share * (_CURVES_HEIGHT - _CURVES_BOTTOM - _CURVES_TOP) + down)


def _axes(x: Sequence[float], scale: _Scale, language: Language) -> Iterator[_Shape]:
    left, right, below = str(_CURVES_LEFT), str(_WIDTH - _CURVES_RIGHT), str(_CURVES_HEIGHT - 8)
    for step in range(5):
        value = scale.low + (scale.high - scale.low) * step / 4
        yield _Gridline(left, right, scale.y(value))
        yield _Label(str(_CURVES_LEFT - 6), scale.y(value, down=4), language.number(f"{value:.3g}"), "end")
    yield _Label(left, below, language.number(f"{x[0]:g}"))
    yield _Label(right, below, language.number(f"{x[-1]:g}"), "end")


def _curves(
    x: Sequence[float], series: Sequence[Sequence[float]], scale: _Scale, colors: Sequence[str]
) -> Iterator[_Shape]:
    for index, values in enumerate(series):
        color = colors[index % len(colors)]
        points = [(scale.x(at), scale.y(value)) for at, value in zip(x, values, strict=True) if math.isfinite(value)]
        yield _Curve(" ".join(f"{across},{up}" for across, up in points), color)
        if len(values) == 1:  # a line of one point cannot be seen
            yield from (_Dot(across, up, color) for across, up in points)


def _bars(
    labels: Sequence[str], series: Sequence[Sequence[float]], own: Sequence[str], row_height: float, language: Language
) -> Iterator[_Shape]:
    """The bars of each label; in the label's own colours where there are some, else in those of the series."""
    longest = max((value for values in series for value in values if math.isfinite(value)), default=0.0) or 1.0
    scale = (_WIDTH - _LABEL_WIDTH - 70) / longest
    for row, label in enumerate(labels):
        top = row * row_height
        yield _Label(str(_LABEL_WIDTH - 8), _number(top + row_height / 2 + 1), label, "end")
        for number, values in enumerate(series):
            value = values[row] if math.isfinite(values[row]) else 0.0
            y, width = top + 3 + number * _BAR_HEIGHT, max(value * scale, 0.5)
            color = own[row] if own else _SERIES[number % len(_SERIES)]
            yield _Bar(str(_LABEL_WIDTH), _number(y), _number(width), str(_BAR_HEIGHT - 3), color)
            yield _Label(_number(_LABEL_WIDTH + width + 5), _number(y + 10), formatted(values[row], "share", language))


def _number(value: float) -> str:
    return f"{value:.1f}"


def _plain_number(value: float) -> str:
    if float(value).is_integer():
        return f"{int(value):,}"
    if abs(value) < 1e-3:
        return f"{value:.1e}"
    return f"{value:,.4f}" if abs(value) < 10 else f"{value:,.1f}"
