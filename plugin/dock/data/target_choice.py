# SPDX-License-Identifier: GPL-2.0-or-later
"""Which class shares are wanted, chosen once for all steps."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..datasets.target import PARAMETERS, Target
from ..kit.job_form import JobForm
from ..session import Session

_ALGORITHM = "diao:synthesize"  # any that has the parameters


class TargetChoice(QWidget):
    """The two fields of the target, as the session has them."""

    def __init__(self, session: Session, iface: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        others = QgsApplication.processingRegistry().algorithmById(_ALGORITHM).parameterDefinitions()
        hidden = tuple(one.name() for one in others if one.name() not in PARAMETERS)
        self.form = JobForm(_ALGORITHM, hidden=hidden, iface=iface)
        self.form.setObjectName("diao_target_choice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self._show()
        self.form.changed.connect(lambda: session.set_target(Target.of(self.form.values())))
        session.target_changed.connect(self._show)

    def _show(self) -> None:
        wanted = self._session.target
        if Target.of(self.form.values()) != wanted:
            self.form.set_values(wanted.values())
