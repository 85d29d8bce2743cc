# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines over the epochs of a training, drawn in the colours of the theme and of the classes."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Iterator

from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from qgis.PyQt.QtWidgets import QToolTip, QWidget

from ....processing_provider.text import tr
from .bar_chart import Chart
from .number_format import count_text
from .series import ACCENT, Series, ticks

_GAP = 6
_LINES_HIGH = 7  # of text, the plot without its axis
_SAMPLE = 18  # px of a line in the legend
_THIN, _THICK, _CASING = 1.3, 2.0, 2.2
_FAINT, _GRID = 120, 45  # alpha
_LEAST_CONTRAST = 1.9  # of a line on its background, as WCAG counts it; below, the line gets an outline
_OUTLIERS = 0.02  # of the values of a faint line may lie above the scale
_FEW_EPOCHS = 30  # up to here the axis shows all that are planned
_AHEAD = 1.25  # else it is so much longer than what there is


class LineChart(Chart):
    """Lines with a legend that shows their values: of the epoch that is pointed at, else the latest.

    The mouse or the arrow keys point at an epoch; `pointed` says which, 0 is none.
    """

    pointed = pyqtSignal(int)
    usual_width, least_width = 300, 180

    def __init__(self, text: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._text = text
        self._series: list[Series] = []
        self._planned = 0
        self._over = False
        self._cursor = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def begin(self, title: str, series: list[Series], planned: int) -> None:
        """Show other lines, of a training of so many epochs."""
        self._title, self._series, self._planned, self._over, self._cursor = title, series, planned, False, 0
        self.setAccessibleName(title)
        self.describe()
        self.updateGeometry()

    def finish(self) -> None:
        """No more values come: the axis ends where they do."""
        self._over = True
        self.update()

    def describe(self) -> None:
        """Describe the latest values to those who do not see them."""
        values = [f"{series.name} {self._text(value)}" for series, value in self._shown(0) if value is not None]
        epoch = self.reached()
        self.setAccessibleDescription(
            tr("Epoch {n}: {values}").format(n=count_text(epoch), values=", ".join(values))
            if values
            else tr("No values yet")
        )
        self.update()

    def reached(self) -> int:
        """The epoch that the last value belongs to."""
        return math.ceil(max((series.epochs[-1] for series in self._series if series.epochs), default=0.0))

    def point(self, epoch: int) -> None:
        """Show the values of an epoch; 0 shows the latest."""
        if epoch != self._cursor:
            self._cursor = epoch
            self.update()

    def values_at(self, epoch: int) -> list[tuple[str, str]]:
        """Names and values at an epoch, 0 is the latest; those without a value are left out."""
        return [(series.name, self._text(value)) for series, value in self._shown(epoch) if value is not None]

    def heightForWidth(self, width: int) -> int:
        """Title, legend, plot and axis."""
        return round(self._plot_top(width) + (_LINES_HIGH + 1.6) * self._line())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point_at(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is pointed at any more."""
        super().focusOutEvent(event)
        self._point_at(0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the nearest epoch and show its values."""
        plot, end = self._plot(), self._end()
        position = event.pos()
        inside = plot.adjusted(-_GAP, -_GAP, _GAP, _GAP).contains(QPointF(position))
        epoch = round((position.x() - plot.left()) / max(plot.width(), 1) * end) if inside else 0
        self._point_at(min(max(epoch, 1), self.reached()) if inside else 0)
        self._show_tip(self.mapToGlobal(position))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Point at another epoch."""
        reached, now = self.reached(), self._cursor or self.reached()
        requested = {
            Qt.Key.Key_Left: now - 1,
            Qt.Key.Key_Right: now + 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: reached,
            Qt.Key.Key_Escape: 0,
        }.get(event.key())
        if requested is None or not reached or (not requested and not self._cursor):
            super().keyPressEvent(event)
            return
        epoch = min(max(requested, 1), reached) if event.key() != Qt.Key.Key_Escape else 0
        self._point_at(epoch)
        plot = self._plot()
        self._show_tip(self.mapToGlobal(QPoint(round(self._x(epoch, plot)), round(plot.top()))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw title, legend, axes and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        self._paint_title(painter)
        self._paint_legend(painter)
        painter.fillRect(plot, self.palette().color(QPalette.ColorRole.Base))
        low, high = self._paint_axes(painter, plot)
        if not self.reached():
            painter.setPen(self._ink())
            painter.drawText(plot, int(Qt.AlignmentFlag.AlignCenter), tr("No values yet"))
        painter.setClipRect(plot.adjusted(-_THICK, -_THICK, _THICK, _THICK))
        if self._cursor:
            painter.setPen(QPen(self._ink(_FAINT), 1, Qt.PenStyle.DashLine))
            x = self._x(self._cursor, plot)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        for series in self._series:
            self._paint_series(painter, series, plot, low, high)
        painter.setClipping(False)
        self._paint_focus(painter)

    def _paint_title(self, painter: QPainter) -> None:
        line = QRectF(0, 0, self.width(), self._line())
        epoch = self._cursor or self.reached()
        text = tr("epoch {n}").format(n=count_text(epoch)) if epoch else ""
        painter.setPen(self._ink())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        room = int(line.width()) - self.fontMetrics().horizontalAdvance(text) - _GAP
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
        painter.setFont(self.font())

    def _paint_legend(self, painter: QPainter) -> None:
        values = dict(self.values_at(self._cursor))
        for series, rect, name in self._legend(self.width()):
            middle = rect.center().y()
            sample = QPolygonF([QPointF(rect.left(), middle), QPointF(rect.left() + _SAMPLE, middle)])
            self._stroke(painter, series, sample)
            painter.setPen(self._ink())
            rest = rect.adjusted(_SAMPLE + _GAP / 2, 0, 0, 0)
            text = f"{name} {values.get(series.name, '')}"
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_axes(self, painter: QPainter, plot: QRectF) -> tuple[float, float]:
        """Grid and numbers; the ends of the vertical scale."""
        levels = self._levels()
        low, high = levels[0], levels[-1]
        digits = max(0, -math.floor(math.log10(levels[1] - levels[0]) + 1e-9))
        digits += not math.isclose(round(levels[1], digits), levels[1])
        line = self._line()
        for level in levels:
            y = self._y(level, plot, low, high)
            painter.setPen(QPen(self._ink(_GRID), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self._ink())
            rect = QRectF(0, y - line / 2, plot.left() - _GAP, line)
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(rect, right, self.locale().toString(float(level), "f", digits))
        self._paint_epochs(painter, plot)
        return low, high

    def _paint_epochs(self, painter: QPainter, plot: QRectF) -> None:
        line, end = self._line(), self._end()
        widest = self.fontMetrics().horizontalAdvance(count_text(math.ceil(end))) + 3 * _GAP
        steps = ticks(0, end, max(1, min(int(plot.width() / widest), math.ceil(end))))
        for epoch in steps:
            if epoch > end or epoch != round(epoch):
                continue
            x = self._x(epoch, plot)
            painter.setPen(QPen(self._ink(_FAINT), 1))
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + _GAP / 2))
            painter.setPen(self._ink())
            rect = QRectF(x - widest, plot.bottom() + _GAP / 2, 2 * widest, line)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), count_text(round(epoch)))

    def _paint_series(self, painter: QPainter, series: Series, plot: QRectF, low: float, high: float) -> None:
        apart = plot.width() / self._end()
        for part in series.parts(int(plot.width())):
            shape = QPolygonF([QPointF(self._x(epoch, plot), self._y(v, plot, low, high)) for epoch, v in part])
            self._stroke(painter, series, shape)
            if len(part) == 1 or (apart > 2 * _GAP and not series.faint):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._color(series))
                for spot in shape:
                    painter.drawEllipse(spot, _THICK, _THICK)
                painter.setBrush(Qt.BrushStyle.NoBrush)

    def _stroke(self, painter: QPainter, series: Series, shape: QPolygonF) -> None:
        color = self._color(series)
        width = _THIN if series.faint else _THICK
        pen = QPen(color, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if series.dashed:
            pen.setDashPattern([2.5, 1.8])
        if not series.faint and contrast(color, self.palette().color(QPalette.ColorRole.Base)) < _LEAST_CONTRAST:
            casing = QPen(pen)
            casing.setColor(self._ink(_FAINT))
            casing.setWidthF(width + _CASING)
            casing.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(casing)
            painter.drawPolyline(shape)
        painter.setPen(pen)
        painter.drawPolyline(shape)

    def _shown(self, epoch: int) -> Iterator[tuple[Series, float | None]]:
        """Each line with its value at an epoch, or its latest."""
        for series in self._series:
            within = 1.0 if series.faint else 0.0
            yield series, series.at(epoch, within) if epoch else series.last()

    def _point_at(self, epoch: int) -> None:
        if epoch != self._cursor:
            self.point(epoch)
            self.pointed.emit(epoch)

    def _show_tip(self, position: QPoint) -> None:
        rows = self.values_at(self._cursor) if self._cursor else []
        if not rows:
            QToolTip.hideText()
            return
        head = html.escape(tr("Epoch {n}").format(n=count_text(self._cursor)))
        cells = "".join(f"<tr><td>{html.escape(name)}&nbsp;</td><td>{html.escape(v)}</td></tr>" for name, v in rows)
        QToolTip.showText(position, f"<b>{head}</b><table>{cells}</table>", self)

    def _legend(self, width: int) -> Iterator[tuple[Series, QRectF, str]]:
        """Each line with its position in the legend, and its name as far as there is room."""
        metrics, line = self.fontMetrics(), self._line()
        room = metrics.horizontalAdvance(" " + self._text(0.0)) + _SAMPLE + _GAP / 2
        x, y = 0.0, line
        for series in self._series:
            name = metrics.elidedText(series.name, Qt.TextElideMode.ElideRight, max(int(width - room), 0))
            wide = room + metrics.horizontalAdvance(name)
            if x and x + wide > width:
                x, y = 0.0, y + line
            yield series, QRectF(x, y, wide + _GAP, line), name
            x += wide + 2 * _GAP

    def _plot_top(self, width: int) -> float:
        """Below title and legend."""
        last = [rect.bottom() for _, rect, _ in self._legend(width)]
        return (last[-1] if last else self._line()) + self._line() / 2

    def _plot(self) -> QRectF:
        left = self.fontMetrics().horizontalAdvance(self._text(0.0)) + _GAP
        top = self._plot_top(self.width())
        return QRectF(left, top, max(self.width() - left - 2 * _GAP, 1.0), _LINES_HIGH * self._line())

    def _levels(self) -> list[float]:
        """The ticks of the vertical axis, from 0 to what the values reach; a few strays of a faint line do not count."""
        highest = 0.0
        for series in self._series:
            values = sorted(series.finite())
            if values:
                highest = max(highest, values[-1 - int(len(values) * _OUTLIERS)] if series.faint else values[-1])
        return ticks(0.0, highest or 1.0, 4)

    def _end(self) -> float:
        """The last epoch of the horizontal axis."""
        reached = self.reached()
        if self._over:
            return max(reached, 1)
        if self._planned <= _FEW_EPOCHS:
            return max(self._planned, reached, 1)
        return min(self._planned, max(_FEW_EPOCHS, math.ceil(reached * _AHEAD)))

    def _x(self, epoch: float, plot: QRectF) -> float:
        return float(plot.left() + epoch / self._end() * plot.width())

    def _y(self, value: float, plot: QRectF, low: float, high: float) -> float:
        return float(plot.bottom() - (value - low) / (high - low) * plot.height())

    def _line(self) -> float:
        return float(self.fontMetrics().height() * 1.15)

    def _color(self, series: Series) -> QColor:
        if series.color == ACCENT:
            color = QColor(self.palette().color(QPalette.ColorRole.Highlight))
        else:
            color = QColor(series.color) if series.color else self._ink()
        if series.faint:
            color.setAlpha(_FAINT)
        return color


def contrast(one: QColor, other: QColor) -> float:
    """How far two colours stand apart in brightness, 1 to 21 (WCAG 2)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
