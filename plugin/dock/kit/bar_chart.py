# SPDX-License-Identifier: GPL-2.0-or-later
"""What charts have in common; bars, the only chart that a class distribution needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from ....processing_provider.text import tr
from .message_label import plain_tip

_GAP = 6
_LABELS_SHARE = 0.36  # of the width, at most
_LINE, _THICK = 1.1, 0.66  # height of a bar's line, in heights of the font, and how much of it the bar takes
_PALE, _FAINT = 60, 110  # alpha of the ground of hatched bars, and of outlines


class Chart(QLabel):  # QGIS's dark themes colour the text of labels, and that of plain widgets not
    """As wide as the dock lets it be and as high as that asks for, in the colours of the theme; children set both widths."""

    usual_width: int
    least_width: int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Room for all that is shown."""
        return QSize(self.usual_width, self.heightForWidth(max(self.width(), self.least_width)))

    def minimumSizeHint(self) -> QSize:
        """As high as needed, as narrow as can be read."""
        return QSize(self.least_width, self.heightForWidth(max(self.width(), self.least_width)))

    def hasHeightForWidth(self) -> bool:
        """The legend may need several lines."""
        return True

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _ink(self, alpha: int = 255) -> QColor:
        color = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        color.setAlpha(alpha)
        return color


@dataclass(frozen=True)
class Bar:
    """A row: one bar per series, all in one colour (#rrggbb)."""

    label: str
    values: tuple[float, ...]
    color: str


class Bars(Chart):
    """Horizontal bars in groups; of several series the earlier ones are hatched and the last one is solid."""

    usual_width, least_width = 280, 160

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[Bar] = []
        self._series: tuple[str, ...] = ()
        self._text: Callable[[float], str] = str
        self._maximum = 1.0
        self._marks: tuple[float, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that a screen reader comes here

    def show_bars(
        self,
        bars: list[Bar],
        series: tuple[str, ...],
        text: Callable[[float], str],
        maximum: float | None = None,
        marks: tuple[float, ...] | None = None,
    ) -> None:
        """Show other bars. `text` writes a value, `maximum` is the end of the scale, `marks` are targets, one per bar."""
        self._bars, self._series, self._text, self._marks = list(bars), series, text, marks or ()
        largest = max((value for group in (*(bar.values for bar in bars), self._marks) for value in group), default=0.0)
        self._maximum = maximum or largest or 1.0
        self.setAccessibleDescription("; ".join(self._spoken(row) for row in range(len(bars))))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Legend and rows."""
        return round(self._top(width) + len(self._bars) * self._pitch()) + 1

    def event(self, event: QEvent) -> bool:
        """Tell the numbers of the row that the mouse rests on."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        row = int((event.pos().y() - self._top(self.width())) // self._pitch())
        tip = plain_tip(self._spoken(row)) if 0 <= row < len(self._bars) else ""
        QToolTip.showText(event.globalPos(), tip, self)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw legend, labels, bars, marks and values."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._ink())
        self._paint_legend(painter)
        labels, values = self._columns()
        for row, bar in enumerate(self._bars):
            area = QRectF(0, self._top(self.width()) + row * self._pitch(), self.width(), self._row())
            self._paint_label(painter, bar.label, QRectF(0, area.top(), labels, area.height()))
            scale = area.adjusted(labels + _GAP, 0, -values - _GAP, 0)
            for number, value in enumerate(bar.values):
                line = QRectF(scale.left(), area.top() + number * self._line(), scale.width(), self._line())
                self._paint_bar(painter, value, line, QColor(bar.color), solid=number == len(bar.values) - 1)
                place = QRectF(scale.right() + _GAP, line.top(), values, line.height())
                painter.drawText(place, _right(), self._text(value))
            if row < len(self._marks):
                self._paint_mark(painter, self._x(self._marks[row], scale), scale)
        self._paint_focus(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        for name, place in self._legend(self.width()):
            box = QRectF(place.left(), place.top(), self._line(), place.height())
            if name == self._series[-1] or name in self._series:
                self._paint_bar(painter, self._maximum, box, self._ink(), solid=name == self._series[-1])
            else:
                self._paint_mark(painter, box.center().x(), box)
            painter.drawText(place.adjusted(self._line() + _GAP, 0, 0, 0), _left(), name)

    def _paint_label(self, painter: QPainter, label: str, place: QRectF) -> None:
        short = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, _left(), short)

    def _paint_bar(self, painter: QPainter, value: float, line: QRectF, color: QColor, *, solid: bool) -> None:
        if not value > 0:
            return
        inset = line.height() * (1 - _THICK) / 2
        shape = QRectF(line.left(), line.top() + inset, self._x(value, line) - line.left(), line.height() - 2 * inset)
        ground = QColor(color)
        ground.setAlpha(255 if solid else _PALE)
        painter.fillRect(shape, ground)
        if not solid:
            painter.fillRect(shape, QBrush(color, Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(self._ink(_FAINT), 1))  # a class may have the colour of the ground
        painter.drawRect(shape)
        painter.setPen(self._ink())

    def _paint_mark(self, painter: QPainter, x: float, area: QRectF) -> None:
        """A line with a rim in the ground's colour, so that it shows on every bar."""
        for color, width in ((self.palette().color(QPalette.ColorRole.Window), 4.0), (self._ink(), 2.0)):
            painter.setPen(QPen(color, width))
            painter.drawLine(QPointF(x, area.top() + 1), QPointF(x, area.bottom() - 1))
        painter.setPen(self._ink())

    def _spoken(self, row: int) -> str:
        bar = self._bars[row]
        numbers = [self._text(value) for value in bar.values]
        if len(self._series) > 1:
            numbers = [f"{name} {number}" for name, number in zip(self._series, numbers)]
        if row < len(self._marks):
            numbers.append(tr("target {value}").format(value=self._text(self._marks[row])))
        return f"{bar.label}: {', '.join(numbers)}"

    def _legend(self, width: int) -> list[tuple[str, QRectF]]:
        """What the legend explains, and where; nothing where there is nothing to tell apart."""
        names = list(self._series) if len(self._series) > 1 else []
        names += [tr("target")] if self._marks else []
        found, x, y = [], 1.0, 0.0
        for name in names:
            wide = self._line() + 2 * _GAP + self.fontMetrics().horizontalAdvance(name)
            if x > 1.0 and x + wide > width:
                x, y = 1.0, y + self._line()
            found.append((name, QRectF(x, y, wide, self._line())))
            x += wide + _GAP
        return found

    def _top(self, width: int) -> float:
        legend = self._legend(width)
        return legend[-1][1].bottom() + _GAP if legend else 0.0

    def _columns(self) -> tuple[float, float]:
        """Widths of the labels and of the values."""
        advance = self.fontMetrics().horizontalAdvance
        labels = max((advance(bar.label) for bar in self._bars), default=0) + 1
        values = max((advance(self._text(value)) for bar in self._bars for value in bar.values), default=0) + 1
        return min(labels, self.width() * _LABELS_SHARE), values

    def _x(self, value: float, scale: QRectF) -> float:
        """Where a value lies on the scale; what is not nothing is at least a pixel long."""
        share = min(max(value / self._maximum, 0.0), 1.0)
        return scale.left() + max(share * scale.width(), 1.0 if value > 0 else 0.0)

    def _line(self) -> float:
        return self.fontMetrics().height() * _LINE

    def _row(self) -> float:
        return self._line() * max(len(self._series), 1)

    def _pitch(self) -> float:
        return self._row() + (_GAP if len(self._series) > 1 else 1)


def _left() -> int:
    return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _right() -> int:
    return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
