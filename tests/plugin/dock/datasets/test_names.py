# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of datasets, models and maps: after the ground, free, and the same however often a dataset was balanced."""

import pytest
from diao.plugin.dock.datasets import names


@pytest.mark.parametrize(
    ("layer", "ground"),
    [("ohio", "ohio"), ("Moor & Heide/2024", "Moor_Heide_2024"), ("Müritz é", "Müritz_é"), ("?!", "ground"), ("a" * 60, "a" * 40)],
)  # fmt: skip
def test_layers_give_names_that_file_systems_take(layer, ground):
    assert names.ground(layer) == ground
    assert names.dataset(layer) == f"{ground}_tiles.gpkg"


@pytest.mark.parametrize(
    "stem", ["ohio_tiles", "ohio_tiles_2", "ohio_tiles_synthetic", "ohio_tiles_2_balanced_3", "ohio"]
)
def test_a_model_is_named_after_the_ground(stem):
    assert names.model(f"/work/{stem}.gpkg") == "ohio_model.onnx"


def test_names_of_balanced_datasets_do_not_pile_up():
    once = names.balanced("/work/ohio_tiles.gpkg", "diao:synthesize")
    assert once == "ohio_tiles_synthetic.gpkg"
    assert names.balanced(f"/work/{once}", "diao:score") == "ohio_tiles_balanced.gpkg"


def test_what_exists_is_never_named_again(tmp_path):
    for taken in ("a.gpkg", "a_2.gpkg"):
        (tmp_path / taken).mkdir()
    assert names.free(str(tmp_path / "a.gpkg")) == str(tmp_path / "a_3.gpkg")
    (tmp_path / "gone.tif").symlink_to(tmp_path / "nowhere")
    assert names.free(str(tmp_path / "gone.tif")) == str(tmp_path / "gone_2.tif")


def test_the_files_of_a_map_have_one_number(tmp_path):
    (tmp_path / "ohio_confidence.tif").touch()
    files = names.map_set(str(tmp_path), "ohio")
    assert files["OUTPUT"] == str(tmp_path / "ohio_map_2.tif")
    assert files["MINORITY"] == str(tmp_path / "ohio_polygons_2.gpkg")
