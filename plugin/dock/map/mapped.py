# SPDX-License-Identifier: GPL-2.0-or-later
"""What the map was made of: a map of another model or raster than are chosen is none of these, also after the project was reopened."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsProject

from ....diao_engine.jobs.layer_source import path_of
from ....diao_engine.jobs.paths import is_same_file
from ..session import MAPPED, Session

_NAMES = ("MODEL", "INPUT")  # in what the session remembers

Inputs = tuple[str, str]  # model and raster
_NOTHING = ("", "")


class MappedInputs:
    """Model and raster of the map; `chosen` tells those that are chosen now."""

    def __init__(self, session: Session, chosen: Callable[[], Inputs]) -> None:
        self._session, self._chosen = session, chosen
        self._of_map = self._of_run = _NOTHING

    def are_chosen(self) -> bool:
        """Whether the map was made of what is chosen now."""
        return all(map(is_same_file, map(_file, self._of_map), map(_file, self._chosen())))

    @property
    def raster(self) -> str:
        """What was mapped."""
        return self._of_map[1]

    def begin(self) -> None:
        """A run makes a map of what is chosen now."""
        self._of_run = self._chosen()

    def end(self) -> None:
        """The run has made the map."""
        self._of_map = self._of_run
        self.keep()

    def forget(self) -> None:
        """There is no map."""
        self._of_map = _NOTHING

    def keep(self) -> None:
        """Let the project remember."""
        self._session.remember_paths(MAPPED, dict(zip(_NAMES, self._of_map)))

    def recall(self) -> None:
        """As the project says; one that does not say it was saved with what its map was made of."""
        known = self._session.remembered_paths(MAPPED)
        model, raster = (known.get(name, "") for name in _NAMES)
        self._of_map = (model, raster) if known else self._chosen()


def _file(named: str) -> str:
    """The file of what is named: a layer of the project has its own."""
    layer = QgsProject.instance().mapLayer(named)
    return path_of(layer.source()) if layer is not None else named
