# SPDX-License-Identifier: GPL-2.0-or-later
"""Updated maps and their changes carry time, so that the temporal controller plays them."""

import numpy as np
import pytest
from diao.processing_provider import styles
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsDateTimeRange,
    QgsProject,
    QgsRasterLayer,
    QgsTemporalUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QLocale, Qt


def moment(text):
    found = QDateTime.fromString(text, "yyyy-MM-dd")
    found.setTimeSpec(Qt.TimeSpec.UTC)
    return found


@pytest.fixture
def updated_map(tmp_path):
    """A class raster with a date, and the record beside it where it is one of ours."""

    def draw(*, is_ours):
        path = tmp_path / f"map{int(is_ours)}.tif"
        file = gdal.GetDriverByName("GTiff").Create(str(path), 4, 4, 1, gdal.GDT_Byte)
        table = gdal.ColorTable()
        table.SetColorEntry(1, (1, 2, 3, 255))
        file.GetRasterBand(1).SetColorTable(table)
        file.SetMetadataItem("TIFFTAG_DATETIME", "2024:05:31 00:00:00")
        file.GetRasterBand(1).WriteArray(np.ones((4, 4), dtype=np.uint8))
        del file
        if is_ours:
            (tmp_path / f"{path.name}.diao-record").touch()
        styles.store_for_raster(str(path))
        return QgsRasterLayer(str(path), "map")

    return draw


def test_an_updated_map_holds_from_the_date_of_its_newest_image_on(updated_map):
    layer = updated_map(is_ours=True)
    layer.loadDefaultStyle()
    properties = layer.temporalProperties()
    assert properties.isActive()
    assert not properties.isVisibleInTemporalRange(QgsDateTimeRange(moment("2024-05-01"), moment("2024-05-30")))
    assert properties.isVisibleInTemporalRange(QgsDateTimeRange(moment("2024-06-01"), moment("2024-06-30")))


def test_a_raster_that_no_update_has_made_holds_always(updated_map):
    layer = updated_map(is_ours=False)
    layer.loadDefaultStyle()
    assert not layer.temporalProperties().isActive()


@pytest.fixture
def changes(saved, add_square):
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:26917&field=from_value:integer&field=from_name:string&field=to_value:integer&field=to_name:string"
        "&field=to_color:string&field=area_m2:double&field=date:datetime",
        "changes",
        "memory",
    )
    for x, date in enumerate(("2023-06-01", "2024-06-01")):
        add_square(
            layer, x, [1, "forest", 2 + x, f"class {x}", "#aa5500", 5.0, QDateTime.fromString(date, "yyyy-MM-dd")]
        )
    return saved(layer, "changes.gpkg", "changes")


def test_changes_appear_at_their_date_and_stay(changes):
    path = changes.source().split("|")[0]
    assert styles.store_for_vector(path) == path
    layer = QgsVectorLayer(path, "again", "ogr")
    layer.loadDefaultStyle()  # as Processing's post-processor does
    properties = layer.temporalProperties()
    assert properties.isActive()
    assert properties.startField() == "date"
    assert properties.accumulateFeatures()
    project = QgsProject()
    project.addMapLayer(layer)
    proposed = QgsTemporalUtils.calculateTemporalRangeForProject(project)
    assert proposed.begin() == moment("2023-06-01")
    assert proposed.end() > moment("2024-06-01")  # a frame begins with the newest change
    assert properties.mode() == Qgis.VectorTemporalMode.FeatureDateTimeInstantFromField
    assert [category.label() for category in layer.renderer().categories()] == [
        "now class 0",
        "now class 1",
    ]
    assert layer.labelsEnabled()


def test_changes_read_by_titles(changes):
    path = changes.source().split("|")[0]
    styles.store_for_vector(path)
    layer = QgsVectorLayer(path, "again", "ogr")
    layer.loadDefaultStyle()
    shown = [column for column in layer.attributeTableConfig().columns() if column.name and not column.hidden]
    titles = [layer.attributeDisplayName(layer.fields().lookupField(column.name)) for column in shown]
    assert titles == ["fid", "Class before", "Class now", "Area (m²)", "Seen since"]
    assert all(column.width >= 8 * len(title) for column, title in zip(shown[1:], titles[1:], strict=True))
    area = layer.fields().lookupField("area_m2")
    setup = layer.editorWidgetSetup(area)
    formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter(setup.type())
    assert formatter.representValue(layer, area, setup.config(), None, 328.3200000001) == QLocale().toString(
        328.32, "f", 2
    )
    assert layer.editFormConfig().readOnly(area)
