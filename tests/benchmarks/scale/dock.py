# SPDX-License-Identifier: GPL-2.0-or-later
"""What the dock reads of a tile dataset or a layer of polygons as soon as it is chosen; a process of QGIS's Python."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.scale.steps import ROOT, measure


def main(what: str, path: str) -> None:
    """Measure one of the two: `tiles` or `objects`."""
    plugins = tempfile.TemporaryDirectory()
    Path(plugins.name, "diao").symlink_to(ROOT, target_is_directory=True)
    sys.path.insert(0, plugins.name)
    from qgis.core import QgsApplication, QgsVectorLayer

    application = QgsApplication([], True)
    application.initQgis()
    from diao.plugin.dock.datasets import dataset_summary
    from diao.plugin.dock.map.object_rows import classes_of, read_objects

    def tiles() -> dict[str, int]:
        return {"count": sum(dataset_summary.read(path).tiles.values())}

    def objects() -> dict[str, int]:
        layer = QgsVectorLayer(path, "objects", "ogr")
        return {"count": sum(each.objects for each in classes_of(read_objects(layer).rows))}

    measure({"tiles": tiles, "objects": objects}[what])
    plugins.cleanup()


if __name__ == "__main__":
    main(*sys.argv[1:])
