# SPDX-License-Identifier: GPL-2.0-or-later
"""A form made from an algorithm's parameter definitions, with QGIS's own widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakMethod

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProject,
)
from qgis.gui import (
    QgsAbstractProcessingParameterWidgetWrapper,
    QgsCollapsibleGroupBox,
    QgsGui,
    QgsProcessingContextGenerator,
    QgsProcessingGui,
    QgsProcessingParametersGenerator,
    QgsProcessingParameterWidgetContext,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, QTimer, pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ....processing_provider import compat
from ....processing_provider.parameters import MEANINGS
from ....processing_provider.text import tr
from ...choice_widget import show_meanings
from .beside import Beside
from .message_label import plain
from .scrolling import bring_into_sight

_MS_OF_QUIET = 200


class JobForm(QWidget):
    """Fields for the parameters of an algorithm; `hidden` ones have none, `first` ones stand on top, `seldom` ones are folded away
    with the advanced ones.

    Why a value is wrong stands under its field, once the user has touched the field or `point_out` was called.
    """

    changed = pyqtSignal()

    def __init__(
        self,
        algorithm: str,
        *,
        hidden: tuple[str, ...] = (),
        first: tuple[str, ...] = (),
        seldom: tuple[str, ...] = (),
        iface: Any = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.algorithm: QgsProcessingAlgorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
        self._contexts = _Contexts()
        self._parameters = _Parameters(WeakMethod(self.values))
        self._fields: dict[str, _Field] = {}
        self._hidden: dict[str, Any] = {}
        self._pointed_out = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_MS_OF_QUIET)
        self._quiet.timeout.connect(self._check)
        _keep(self._quiet, self.algorithm, self._contexts, self._parameters)
        self._build(_ordered(self.algorithm, hidden, (*first, *seldom)), seldom, iface)
        QgsProject.instance().cleared.connect(self._project_cleared)

    def values(self) -> dict[str, Any]:
        """The values by parameter name, as Processing takes them."""
        return {**self._hidden, **{name: field.wrapper.parameterValue() for name, field in self._fields.items()}}

    def set_values(self, values: dict[str, Any]) -> None:
        """Set several; names that the algorithm does not have are ignored."""
        for name, value in values.items():
            self.set_value(name, value)

    def set_value(self, name: str, value: Any) -> None:
        """Set one; a hidden one is kept and given back among the values."""
        if name in self._fields:
            self._fields[name].wrapper.setParameterValue(value, fresh_context())
        elif self.algorithm.parameterDefinition(name) is not None:
            self._hidden[name] = value
            self._changed()

    def problems(self) -> list[str]:
        """All that is wrong with the values, a sentence each."""
        ok, message = self.algorithm.checkParameterValues(self.values(), fresh_context())
        return [] if ok else message.splitlines()

    def point_out(self) -> bool:
        """Show every reason, go to the first field that has one; whether there is none."""
        self._pointed_out = True
        self._check()
        wrong = [field for field in self._fields.values() if field.reason.text()]
        if wrong:
            self._unfold(wrong[0])
            wrong[0].widget.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_sight(wrong[0])
        return not wrong and not self.reason.text()

    def _build(self, definitions: list[QgsProcessingParameterDefinition], seldom: tuple[str, ...], iface: Any) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        context = _widget_context(iface)
        advanced = QVBoxLayout()
        for definition in definitions:
            wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
                definition, QgsProcessingGui.WidgetType.Standard
            )
            wrapper.setParent(self)  # it goes with the form, in the main thread, not when Python happens to collect it
            wrapper.setWidgetContext(context)
            wrapper.registerProcessingContextGenerator(self._contexts)
            wrapper.registerProcessingParametersGenerator(self._parameters)
            field = _Field(wrapper)
            self._fields[definition.name()] = field
            is_folded = definition.name() in seldom or definition.flags() & compat.ADVANCED
            (advanced if is_folded else layout).addWidget(field)
        wrappers = [field.wrapper for field in self._fields.values()]
        for field in self._fields.values():
            field.wrapper.postInitialize(wrappers)
            field.wrapper.widgetValueHasChanged.connect(field.touch)
            field.wrapper.widgetValueHasChanged.connect(self._changed)
        self.reason = Reason("diao_form_reason")
        if advanced.count():
            box = QgsCollapsibleGroupBox(tr("Advanced"))
            box.setObjectName("diao_advanced")
            box.setLayout(advanced)
            box.setCollapsed(True)
            layout.addWidget(box)
        layout.addWidget(self.reason)

    @pyqtSlot()
    def _project_cleared(self) -> None:
        """Nobody is to blame for layers that have gone with their project."""
        self._pointed_out = False
        for field in self._fields.values():
            field.touched = False
        self._quiet.start()

    def _changed(self, *_: object) -> None:
        self._quiet.start()
        self.changed.emit()

    def _check(self) -> None:
        """Tell under each field what is wrong with it, and below all what has no field."""
        reasons = self.algorithm.reasons(self.values(), fresh_context())
        for name, field in self._fields.items():
            reason = reasons.pop(name, "")
            field.reason.show_message(reason if field.touched or self._pointed_out else "")
        self.reason.show_message("\n".join(reasons.values()) if self._pointed_out else "")

    def _unfold(self, field: _Field) -> None:
        box = self.findChild(QgsCollapsibleGroupBox, "diao_advanced")
        if box is not None and box.isAncestorOf(field):
            box.setCollapsed(False)


class _Field(QWidget):
    """A label, the widget of a wrapper, and room for the reason why the value is wrong."""

    def __init__(self, wrapper: QgsAbstractProcessingParameterWidgetWrapper) -> None:
        super().__init__()
        self.wrapper = wrapper
        self.touched = False
        definition = wrapper.parameterDefinition()
        self.setObjectName(f"diao_{definition.name().lower()}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.widget = wrapper.createWrappedWidget(fresh_context())
        label = wrapper.createWrappedLabel()
        if label is not None:
            label.setBuddy(self.widget)
            if isinstance(label, QLabel):
                label.setWordWrap(True)
        if label is not None and isinstance(self.widget, (QAbstractSpinBox, QComboBox)):
            layout.addWidget(Beside(label, self.widget))
        else:
            for widget in (label, self.widget):
                if widget is not None:
                    layout.addWidget(widget)
        self.widget.setAccessibleName(definition.description())
        self.widget.setAccessibleDescription(definition.help())
        if MEANINGS in definition.metadata():
            show_meanings(self.widget, definition)
        self.reason = Reason("diao_reason")
        layout.addWidget(self.reason)

    def touch(self, *_: object) -> None:
        """Its value has been changed: from now on its field says why it is wrong."""
        self.touched = True


class Reason(QWidget):
    """Why something is wrong: a sentence with a sign, gone while there is nothing to say."""

    def __init__(self, name: str) -> None:
        super().__init__()
        sign = plain()
        size = self.fontMetrics().height()
        sign.setPixmap(QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(size, size))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label = plain(name=name, wrapped=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(sign)
        layout.addWidget(self.label, 1)
        self.hide()

    def text(self) -> str:
        """What it says now."""
        return str(self.label.text())

    def show_message(self, text: str) -> None:
        """Say it, or go."""
        self.label.setText(text)
        self.setVisible(bool(text))


def fresh_context() -> QgsProcessingContext:
    """A context of the project; layers that are named by their files stay open as long as it lives, so keep none."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return context


class _Contexts(QgsProcessingContextGenerator):
    """Contexts for wrappers, which own none: each is kept until what is done now is done."""

    def __init__(self) -> None:
        super().__init__()
        self._lent: list[QgsProcessingContext] = []
        self._over = QTimer()
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._lent.clear)

    def processingContext(self) -> QgsProcessingContext:
        self._lent.append(fresh_context())
        self._over.start(0)
        return self._lent[-1]


class _Parameters(QgsProcessingParametersGenerator):
    def __init__(self, values: WeakMethod[Callable[[], dict[str, Any]]]) -> None:
        super().__init__()
        self._values = values

    def createProcessingParameters(self, *_: object) -> dict[str, Any]:  # takes flags since 3.24
        values = self._values()
        return {} if values is None else values()


# The fields of a form know its algorithm and what makes contexts and values by their addresses, until Qt has deleted them. Where
# Python collects a form in another thread, that is later, in the main thread, and a layer that is added meanwhile would crash QGIS.
_kept: list[tuple[QObject, tuple[object, ...]]] = []


def _keep(child: QObject, *known: object) -> None:
    """Keep what is known by its address as long as Qt has the form, of which `child` is a part; let go what is of no use any more."""
    _kept[:] = [(one, things) for one, things in _kept if not sip.isdeleted(one)]
    _kept.append((child, known))


def _ordered(
    algorithm: QgsProcessingAlgorithm, hidden: tuple[str, ...], first: tuple[str, ...]
) -> list[QgsProcessingParameterDefinition]:
    shown = [definition for definition in algorithm.parameterDefinitions() if definition.name() not in hidden]
    positions = {name: position for position, name in enumerate(first)}
    return sorted(shown, key=lambda definition: positions.get(definition.name(), len(first)))


def _widget_context(iface: Any) -> QgsProcessingParameterWidgetContext:
    context = QgsProcessingParameterWidgetContext()
    context.setProject(QgsProject.instance())
    if iface is not None:
        context.setMapCanvas(iface.mapCanvas())
        context.setActiveLayer(iface.activeLayer())
        context.setMessageBar(iface.messageBar())
    return context
