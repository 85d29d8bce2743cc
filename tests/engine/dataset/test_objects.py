# SPDX-License-Identifier: GPL-2.0-or-later
"""The layer `objects` of the dataset's GeoPackage."""

import dataclasses

import numpy as np
import pyogrio
import pytest
import shapely
from rasterio.crs import CRS

from diao_engine.dataset.classes import scheme_from_values
from diao_engine.dataset.info import DatasetInfo
from diao_engine.dataset.objects import Objects
from diao_engine.dataset.store import TileDataset, load, save
from diao_engine.dataset.tiles import Tiles
from diao_engine.jobs import LayerRef
from tests.refused import refused


def a_bank():
    return Objects(
        object_id=np.array([1, 2, 5]),
        value=np.array([3, 3, 7]),
        tile_id=np.array([1, 1, 1]),
        windows=np.array([[0, 0, 4, 5], [6, 0, 3, 3], [2, 8, 2, 2]]),
        area_px=np.array([20, 8, 4]),
        form=np.array(["thing", "thing", "line"], dtype=object),
        cut=np.array([False, True, False]),
        used=np.array([3, 0, 1]),
        use=np.array([True, False, True]),
        outline=shapely.box([0, 6, 2], [5, 7, 0], [4, 9, 4], [10, 10, 2]),
    )


@pytest.fixture
def dataset(tmp_path):
    tiles = Tiles.fresh(
        image=np.array([str(tmp_path / "i.tif")], dtype=object),
        label=np.array([str(tmp_path / "l.tif")], dtype=object),
        windows=np.array([[0, 0, 10, 10]]),
        counts=np.array([[96, 4]]),
        footprint=np.array([shapely.box(0, 0, 10, 10)]),
        split=np.array(["train"], dtype=object),
    )
    info = DatasetInfo(("red",), "uint8", 1.0, 10, 255)
    return TileDataset(scheme_from_values([3, 7], ignore=255), tiles, info, CRS.from_epsg(25832))


def stored(dataset, tmp_path):
    path = str(tmp_path / "set.gpkg")
    save(dataset, path, final_path=path)
    return path


def test_the_bank_comes_back_as_it_was(dataset, tmp_path):
    bank = a_bank()
    read = load(LayerRef(stored(dataclasses.replace(dataset, objects=bank), tmp_path))).objects
    for field in dataclasses.fields(Objects):
        assert np.array_equal(getattr(read, field.name), getattr(bank, field.name)), field.name
    assert read.keys() == bank.keys()


def test_a_dataset_without_a_bank_has_none(dataset, tmp_path):
    path = stored(dataset, tmp_path)
    assert load(LayerRef(path)).objects is None
    assert "objects" not in pyogrio.list_layers(path)[:, 0]


def test_objects_of_a_class_that_is_gone_are_left_out(dataset, tmp_path):
    bank = dataclasses.replace(a_bank(), value=np.array([3, 9, 7]))
    assert load(LayerRef(stored(dataclasses.replace(dataset, objects=bank), tmp_path))).objects.value.tolist() == [3, 7]


def test_a_foreign_layer_of_that_name_is_refused(dataset, tmp_path):
    path = stored(dataset, tmp_path)
    pyogrio.raw.write(
        path, geometry=shapely.to_wkb(np.array([shapely.box(0, 0, 1, 1)])), geometry_type="Polygon",
        field_data=[np.array([1])], fields=["tree"], layer="objects", driver="GPKG", crs="EPSG:25832",
    )  # fmt: skip
    with refused("columns_missing"):
        load(LayerRef(path))


def test_a_wrong_cell_is_named_by_its_object(dataset, tmp_path):
    bank = dataclasses.replace(a_bank(), windows=np.array([[0, 0, 4, 5], [6, 0, 3, 3], [-2, 8, 2, 2]]))
    path = stored(dataclasses.replace(dataset, objects=bank), tmp_path)
    with refused("cell_rule", column="x_off", row="object_number", table="objects"):
        load(LayerRef(path))
