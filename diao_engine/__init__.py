# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine of DIAO: datasets, scoring, training, mapping. It never imports QGIS.

Rooms, bottom to top (a lower one never imports a higher one, siblings never each other):
`jobs | protocol | errors | messages`, `raster`, `dataset | model`, `preparation | metrics`,
`scoring | synthesis | training | inference | evaluation | vectors`, `run`.
"""

__version__ = "0.1.0"
