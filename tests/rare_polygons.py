# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons of rare classes as a run leaves them: with fields for verdicts, the classes of the map, style and form."""

from diao.diao_engine.jobs.classinfo import ClassInfo
from diao.diao_engine.jobs.verdicts import CLASSES_ITEM, classes_text
from diao.processing_provider import styles
from osgeo import ogr
from qgis.core import QgsProject, QgsVectorLayer

FIELDS = (
    "field=class_value:integer&field=class_name:string&field=class_color:string&field=area_m2:double&field=pixels:integer"
    "&field=mean_confidence:double&field=map_value:integer&field=review:string"
)
CLASSES = [
    ClassInfo(0, "forest", "#1b7837"),
    ClassInfo(1, "peat", "#aa3377", is_rare=True),
    ClassInfo(2, "farmer's pond", "#2166ac", is_rare=True),
]
ROWS = [(1, 900.0, 0.5), (1, 900.0, 0.6)]


def opened(saved, add_square, *, rows=ROWS, crs="EPSG:26917", name="rare.gpkg"):
    """Objects by class value, area and confidence, each a square of one unit beside the next, opened anew in the project."""
    layer = QgsVectorLayer(f"Polygon?crs={crs}&{FIELDS}", "p", "memory")
    for x, (value, area, confidence) in enumerate(rows):
        entry = CLASSES[value]
        add_square(layer, x, [value, entry.name, entry.color, area, 9, confidence, value, None])
    path = saved(layer, name, "minority_polygons").source().partition("|")[0]
    file = ogr.Open(path, 1)
    file.GetLayer(0).SetMetadataItem(CLASSES_ITEM, classes_text(CLASSES))
    file = None  # which closes it
    assert file is None
    styles.store_for_vector(path)
    layer = QgsVectorLayer(path, "rare", "ogr")
    QgsProject.instance().addMapLayer(layer)
    return layer
