# SPDX-License-Identifier: GPL-2.0-or-later
"""What a card says, in words; damaged ones; what is asked for where it says too little."""

import dataclasses
import json

import pytest
from diao.plugin.dock.kit import number_format
from diao.plugin.dock.map import card
from diao.plugin.dock.map.card_form import CardCompletion
from diao.plugin.dock.map.card_view import ModelCardView, facts
from qgis.PyQt.QtCore import Qt

PLAIN = card.Card(
    classes=(
        card.MeasuredClass(3, "forest", "#228833", False, iou=0.9),
        card.MeasuredClass(7, "peat", "#aa3377", True, iou=0.5),
        card.MeasuredClass(9, "water", "", True),
    ),
    bands=("red", "nir"),
    dtype="uint16",
    pixel_m=10.0,
    tile_size=256,
    overlap=64,
    has_priors=True,
    metrics={"miou": 0.7, "macro_f1": 0.8, "measured_on": "validation"},
    training={"architecture": "unet", "encoder": "efficientnet_lite0", "loss": "cross_entropy", "epochs": 15},
    created="2026-11-22T22:55:55+00:00",
)
FOREIGN = dataclasses.replace(PLAIN, missing=("classes", "bands", "normalisation", "pixel_size"), pixel_m=None)


@pytest.fixture
def view(qgis_app):
    made = ModelCardView()
    made.show_card(PLAIN)
    return made


@pytest.fixture
def form(qgis_app):
    made = CardCompletion()
    made.ask(FOREIGN)
    return made


def written(tmp_path, text):
    path = tmp_path / "card.json"
    path.write_text(text)
    return str(path)


def test_facts_in_words(qgis_app, english_numbers):
    told = dict(facts(PLAIN))
    assert told["Bands"] == "2 (red, nir), uint16"
    assert told["Pixel size"] == "10 m"
    assert told["Windows"] == "256 px, 64 px overlap"
    assert told["Trained"] == "U-Net, EfficientNet-Lite0 (small), Cross entropy, 15 epochs, 11/22/26"
    assert told["Scores"] == "mean IoU 0.70, macro F1 0.80 (validation)"


@pytest.mark.parametrize(
    ("metrics", "told"),
    [
        ({"best_epoch": 5.0, "epochs": 7.0}, "epoch 5, the best of 7; stopped before the 15 that were planned"),
        ({"best_epoch": 14.0, "epochs": 15.0}, "epoch 14, the best of 15"),
        ({"best_epoch": None, "epochs": None}, "15 epochs"),
    ],
)
def test_a_stopped_training_is_no_whole_one(qgis_app, english_numbers, metrics, told):
    stopped = dataclasses.replace(PLAIN, metrics={**PLAIN.metrics, **metrics})
    assert dict(facts(stopped))["Trained"] == f"U-Net, EfficientNet-Lite0 (small), Cross entropy, {told}, 11/22/26"


def test_words_of_models_made_elsewhere_are_shown_as_they_are(qgis_app):
    foreign = dataclasses.replace(
        PLAIN, bands=("band 1", "band 2"), training={"architecture": "a net", "loss": "my loss"}, created="last year"
    )
    told = dict(facts(foreign))
    assert told["Bands"] == "2, uint16"
    assert told["Trained"] == "a net, my loss, last year"


@pytest.mark.parametrize(
    ("bands", "told"), [(("band 1", "band 2"), "2 bands and"), (("red", "nir"), "2 bands (red, nir)")]
)
def test_bands_without_names_are_not_listed(qgis_app, bands, told):
    assert f"takes {told}" in dataclasses.replace(PLAIN, bands=bands).band_problem(5)


def test_what_the_scores_rest_on_is_told(qgis_app, tmp_path):
    document = {
        "classes": [{"value": 3, "name": "forest", "color": "", "minority": False}], "bands": ["red"], "dtype": "uint8",
        "tile_size": 256, "overlap": 64, "prior_natural": [1], "prior_train": [1], "prior_correction": 0.3,
        "metrics": {
            "miou": 0.7, "macro_f1": 0.8, "measured_on": "validation", "prior_correction": 0.3, "iou": [0.7], "few": [True],
            "test": {"miou": 0.5, "macro_f1": 0.6}, "best_epoch": 5, "epochs": 7,
        },
    }  # fmt: skip
    read = card.read(written(tmp_path, json.dumps(document)))
    told = dict(facts(read))
    assert told["Scores"] == "mean IoU 0.70, macro F1 0.80 (validation, at its best sensitivity)"
    assert told["Test"] == "mean IoU 0.50, macro F1 0.60 on the test tiles"
    assert read.prior_correction == 0.3
    assert (read.metrics["best_epoch"], read.metrics["epochs"]) == (5, 7)
    view = ModelCardView()
    view.show_card(read)
    row = view.classes.topLevelItem(0)
    assert row.text(1) == "0.70 *"
    assert "few" in row.toolTip(1)


def test_what_is_not_known_is_not_told(qgis_app):
    bare = dataclasses.replace(PLAIN, pixel_m=None, metrics={}, training={}, created="")
    assert [name for name, _ in facts(bare)] == ["Bands", "Windows"]


def test_rows_carry_colour_score_and_mark(view):
    rows = [view.classes.topLevelItem(row) for row in range(3)]
    assert [[row.text(column) for column in range(3)] for row in rows] == [
        ["forest", "0.90", ""],
        ["peat", "0.50", "rare"],
        ["water", "", "rare"],
    ]
    side = rows[1].icon(0).availableSizes()[0]
    assert rows[1].icon(0).pixmap(side).toImage().pixelColor(1, 1).name() == "#aa3377"


def test_rare_classes_are_ticked_and_ticks_become_values(view):
    assert view.chosen() == ""
    view.classes.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert view.chosen() == "9"
    view.show_card(None)
    view.show_card(PLAIN)
    assert view.chosen() == ""
    view.show_card(None)
    assert view.chosen_classes() == []


def test_a_card_comes_from_json(tmp_path):
    told = {
        "classes": [{"value": 1, "name": "peat", "color": "#aa3377", "minority": True}],
        "bands": ["red"],
        "dtype": "uint8",
        "pixel_size": 0.00001,
        "pixel_unit": "degree",
        "tile_size": 512,
        "overlap": 64,
        "metrics": {"iou": [0.25]},
        "missing": ["priors"],
    }
    found = card.read(written(tmp_path, json.dumps(told)))
    assert found.classes == (card.MeasuredClass(1, "peat", "#aa3377", True, iou=0.25),)
    assert found.pixel_m == pytest.approx(1.1132)
    assert not found.has_priors
    assert found.missing == ("priors",)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"classes": 3}', '{"classes": [], "bands": null}'])
def test_a_damaged_card_is_refused(tmp_path, text):
    with pytest.raises(ValueError):  # noqa: PT011 - the reason is Python's own
        card.read(written(tmp_path, text))


def test_a_card_that_is_gone_is_refused(tmp_path):
    with pytest.raises(ValueError, match="gone"):
        card.read(str(tmp_path / "gone.json"))


@pytest.mark.parametrize(("metres", "told"), [(10.0, False), (10.5, False), (12.0, True), (5.0, True), (None, False)])
def test_pixels_of_another_size_are_told(metres, told):
    assert bool(PLAIN.pixel_note(metres)) is told


def test_only_what_is_missing_is_asked_for(form):
    assert not form.isHidden()
    assert form.parameters() == {
        "CLASS_NAMES": "forest,peat,water",
        "CLASS_COLORS": form.parameters()["CLASS_COLORS"],
        "MINORITY": "7,9",
        "BANDS": "red,nir",
        "DIVISOR": 255,
        "PIXEL_SIZE": 0.0,  # nobody knows it, and nobody is asked again
    }
    colors = form.parameters()["CLASS_COLORS"].split(",")
    assert colors[:2] == ["#228833", "#aa3377"]
    assert colors[2] not in colors[:2]
    form.ask(PLAIN)
    assert form.isHidden()
    assert form.parameters() == {}


def test_a_name_with_a_comma_stays_one_name(form):
    form.classes.item(0, 0).setText('wood, "wet"')
    assert form.parameters()["CLASS_NAMES"] == '"wood, ""wet""",peat,water'


def test_numbers_are_checked_before_they_are_kept(form):
    kept = []
    form.kept.connect(kept.append)
    form.normalisation.setCurrentIndex(form.normalisation.findData("standardised"))
    form.mean.setText("0.5, 0.4")
    form.std.setText("0.2, x")
    form.keep.click()
    assert not kept
    assert "2 bands" in form.reason.text()
    form.std.setText("0.2, 0.3")
    form.pixel_size.setValue(10)
    form.keep.click()
    assert kept[0]["MEAN"] == "0.5, 0.4"
    assert kept[0]["PIXEL_SIZE"] == 10


def test_classes_need_names_of_their_own(form):
    form.classes.item(0, 0).setText("peat")
    assert "name of its own" in form.problem()
    form.classes.item(0, 0).setText(" ")
    assert "name of its own" in form.problem()


@pytest.mark.parametrize(
    ("area", "told"),
    [(None, "–"), (0.36, "0.4 m²"), (9_999, "9,999 m²"), (10_000, "1.00 ha"), (1_500_000, "1.50 km²")],
)
def test_areas_in_sensible_units(qgis_app, area, told):
    assert number_format.area_text(area) == told


def test_a_new_colour_is_kept_with_those_of_the_other_classes(view):
    asked = []
    view.recolored.connect(lambda *what: asked.append(what))
    view.swatches.picked.emit(1, "#112233")
    assert asked == [("peat", 7, "#112233")]
    assert view.colors_with("peat", 7, "#112233").split(",")[:2] == ["#228833", "#112233"]
    assert view.colors_with("peat", 3, "#112233") == ""


def test_ticks_stay_when_the_card_is_read_again(view):
    view.classes.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    view.show_card(dataclasses.replace(PLAIN, overlap=32))
    assert [entry.value for entry in view.chosen_classes()] == [3, 7, 9]
    view.show_card(dataclasses.replace(PLAIN, classes=PLAIN.classes[:2]))
    assert [entry.value for entry in view.chosen_classes()] == [7]
