# SPDX-License-Identifier: GPL-2.0-or-later
"""An image of some synthetic tiles: small in the panel, in its full size by a click."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QImage, QImageReader, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from qgis.PyQt.QtWidgets import QDialog, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ....diao_engine.jobs.outputs import contact_sheet
from ....processing_provider.text import tr
from ..kit.message_label import plain
from ..runs.background import BackgroundReader

_USUAL_WIDTH = 320


class ContactSheet(QWidget):
    """As wide as the panel lets it be; hidden while there is none."""

    shown = pyqtSignal(bool)  # whether there was an image to show

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diao_contact_sheet")
        self.pixmap = QPixmap()
        self._background = BackgroundReader(self)
        self._background.ended.connect(lambda image, _: self._show(image))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Synthetic tiles: before, after, labels before, labels after"))
        self.setToolTip(tr("Click to see it in full size."))
        self.hide()

    def show_dataset(self, path: str) -> None:
        """Look for the image of a dataset outside the main thread and show it, or nothing; the last one requested wins."""
        self._background.submit((lambda: QImageReader(contact_sheet(path)).read()) if path else None)
        if not path:
            self._show(QImage())

    def _show(self, image: QImage) -> None:
        self.pixmap = QPixmap.fromImage(image)
        self.setVisible(not image.isNull())
        self.updateGeometry()
        self.update()
        self.shown.emit(not image.isNull())

    def sizeHint(self) -> QSize:
        """The panel's width, and the height that belongs to it."""
        return QSize(_USUAL_WIDTH, self.heightForWidth(self.width() or _USUAL_WIDTH))

    def hasHeightForWidth(self) -> bool:
        """The image keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """In the image's proportions, never enlarged."""
        if self.pixmap.isNull():
            return 0
        scale: float = min(1.0, width / self.pixmap.width())
        height: int = self.pixmap.height()
        return round(height * scale)

    def minimumSizeHint(self) -> QSize:
        """As high as the width asks for."""
        return QSize(1, self.heightForWidth(self.width() or _USUAL_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width means another height, also where the layout around does not ask."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it scaled down."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = min(self.width(), self.pixmap.width())
        painter.drawPixmap(0, 0, width, self.heightForWidth(self.width()), self.pixmap)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Show it in full size."""
        self._enlarge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same from the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self._enlarge()
        else:
            super().keyPressEvent(event)

    def _enlarge(self) -> None:
        window = QDialog(self.window())
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.setWindowTitle(self.accessibleName())
        label = plain()
        label.setPixmap(self.pixmap)
        around = QScrollArea()
        around.setWidget(label)
        layout = QVBoxLayout(window)
        layout.addWidget(around)
        space = self.screen().availableSize() if hasattr(self, "screen") else QSize(1200, 700)
        window.resize(QSize(self.pixmap.width() + 60, self.pixmap.height() + 60).boundedTo(space * 0.9))
        window.show()
