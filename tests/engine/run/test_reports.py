# SPDX-License-Identifier: GPL-2.0-or-later
"""Markup in every text that a dataset, a map, a card or a file name brings into the report of a job."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from torch.nn import Identity

from diao_engine.dataset.store import load
from diao_engine.errors import BadInput
from diao_engine.jobs import (
    ClassReport,
    CreateDataset,
    DescribeModel,
    Evaluate,
    LayerRef,
    Score,
    Synthesize,
    Train,
)
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.jobs.fields import ClassHint
from diao_engine.messages import ENGLISH, Sentence
from diao_engine.metrics.confusion import Confusion
from diao_engine.model import card_overrides
from diao_engine.model.card import ModelCard as Card
from diao_engine.model.card import Normalisation
from diao_engine.protocol.progress import silent
from diao_engine.raster.write import write_class_sidecar
from diao_engine.run import classreport, createdataset, evaluate, modelcard, score, synthesize, training_page
from diao_engine.training.loop import Epoch, Trained
from diao_engine.training.outcome import Measured, Priors, TrainingOutcome
from tests.engine.landscape import draw
from tests.engine.markup import COLORS, FILE_NAME, MARKUP, is_plain, read_page
from tests.engine.networks import DEEPNESS, pixelwise, save
from tests.refused import refused

COLOR = '#ff0000"><b onclick="x'


def hostile(path):
    """Put markup into all texts of a dataset that its user can edit."""
    with closing(sqlite3.connect(path)) as file:
        for (value,) in file.execute("SELECT value FROM classes").fetchall():
            file.execute("UPDATE classes SET name = ? WHERE value = ?", (f"{value}{MARKUP}", value))
        info = json.loads(file.execute("SELECT json FROM dataset").fetchone()[0])
        info["bands"] = [MARKUP for _ in info["bands"]]
        info["history"] = [{"step": MARKUP, "parameters": {MARKUP: MARKUP}, "results": {MARKUP: MARKUP}}]
        file.execute("UPDATE dataset SET json = ?", (json.dumps(info),))
        file.commit()


def check(page, *texts):
    """That the page took no text for markup, and that it shows these."""
    html = Path(page).read_text(encoding="utf-8")
    assert is_plain(html)
    shown = "\n".join(read_page(html).texts)
    for text in texts:
        assert text in shown
    return shown


@pytest.fixture
def folder(tmp_path):
    """A folder whose own name is markup."""
    path = tmp_path / FILE_NAME
    path.mkdir()
    return path


@pytest.fixture
def dataset(folder):
    path = draw(folder)
    hostile(path)
    return path


def test_classreport(dataset, folder):
    page = str(folder / f"{FILE_NAME}.html")
    classreport.run(ClassReport(dataset=LayerRef(dataset), report=page), silent())
    assert check(page).count(MARKUP) >= 9


def test_classreport_of_a_class_that_no_validation_tile_has(dataset, folder):
    with closing(sqlite3.connect(dataset)) as file:
        file.execute("INSERT INTO classes (value, name, color) VALUES (200, ?, '#ff0000')", (MARKUP,))
        file.execute("ALTER TABLE tiles ADD COLUMN px_200 INTEGER DEFAULT 0")
        file.commit()
    page = str(folder / "page.html")
    classreport.run(ClassReport(dataset=LayerRef(dataset), report=page), silent())
    check(page, f"No validation pixel of {MARKUP}:")


@pytest.mark.parametrize("target", ["lifted", "uniform"])
def test_score(dataset, folder, target):
    page = str(folder / "page.html")
    job = Score(dataset=LayerRef(dataset), output=str(folder / "balanced.gpkg"), report=page, target=target, budget=500)
    score.run(job, silent())
    assert check(page).count(MARKUP) >= 6


@pytest.fixture
def countryside(scene, folder):
    """A dataset of fields with barns, whose classes are named by a layer."""
    labels = np.ones((256, 256), dtype="uint8")
    for row in range(10, 240, 32):
        for column in range(8, 240, 48):
            labels[row : row + 8, column : column + 8 + column % 3] = 3
    labels[:, 120:126] = 2
    pixels = np.where(labels == 3, 220, 100)[None] + np.random.default_rng(0).normal(0, 4, (3, 256, 256))
    image, mask = (
        scene.raster(f"{FILE_NAME}/image.tif", pixels.astype("uint8")),
        scene.raster(f"{FILE_NAME}/label.tif", labels),
    )
    hints = tuple(ClassHint(str(value), f"{value}{MARKUP}", COLOR) for value in (1, 2, 3))
    path = str(folder / "tiles.gpkg")
    job = CreateDataset(images=(image,), labels=(LayerRef(mask, classes=hints),), tile_size=64, output=path)
    createdataset.run(job, silent())
    return path


def test_synthesize(countryside, folder):
    """A colour that is none ends in the contact sheet and in the labels of the new tiles too."""
    hostile(countryside)
    page = str(folder / "page.html")
    job = Synthesize(
        dataset=LayerRef(countryside), output=str(folder / "more.gpkg"), report=page, budget=50, target="uniform"
    )
    results = synthesize.run(job, silent())
    assert results["tiles_made"]
    assert check(page).count(MARKUP) >= 4
    assert "img" in read_page(Path(page).read_text()).tags


def test_train(dataset):
    """The page alone, with results that are made up."""
    confusion = Confusion(np.array([[5, 1, 0], [2, 7, 0], [0, 0, 0]]))
    trained = Trained((Epoch(0.5, 0.4, confusion, 60.0), Epoch(0.3, float("nan"), confusion, 60.0)), best=1)
    normalisation = Normalisation((0.0,) * 3, (9.0,) * 3, (0.0,) * 3, (1.0,) * 3)
    measured = Measured("validation", confusion, confusion, np.array([1, 2, 0]))
    shares = np.array([0.5, 0.3, 0.2])
    made = TrainingOutcome(
        network=Identity(), trained=trained, normalisation=normalisation, validation=measured, test=measured,
        prior_correction=0.5, priors=Priors(shares, shares, shares), shown=np.array([5, 3, 2]), effective_tiles=2.5,
        started_from=Sentence(MARKUP), device=MARKUP, weights_count=1000,
    )  # fmt: skip
    job = Train(dataset=LayerRef(dataset), model=f"{MARKUP}.onnx", encoder=MARKUP, encoder_weights=f"{MARKUP}.pth")
    html = training_page.training_page(job, load(LayerRef(dataset)), made, ENGLISH)
    assert is_plain(html)
    shown = "\n".join(read_page(html).texts)
    assert shown.count(MARKUP) >= 12
    assert f"{MARKUP}.pth" in shown


def test_train_with_versions_of_anybody(dataset, monkeypatch):
    monkeypatch.setattr(training_page, "versions", lambda: {MARKUP: MARKUP})
    test_train(dataset)


def test_evaluate_with_names_from_tags_and_a_raster(scene, folder):
    pixels = np.ones((10, 10), dtype="uint8")
    pixels[:, 5:] = 2
    job = Evaluate(
        input=scene.raster(f"{FILE_NAME}/map.tif", pixels, tags={"CLASS_1": MARKUP, "CLASS_2": f"2{MARKUP}"}),
        reference=LayerRef(scene.raster(f"{FILE_NAME}/true.tif", pixels)),
        report=str(folder / "page.html"),
    )
    evaluate.run(job, silent())
    assert FILE_NAME in check(job.report, f"2{MARKUP}")


def test_evaluate_with_names_from_beside_the_map_and_a_sample(scene, folder):
    """Also a class without a sample point, which a warning names."""
    pixels = np.ones((10, 10), dtype="uint8")
    pixels[:, 5:] = 2
    pixels[0] = 3
    path = scene.raster("map.tif", pixels)
    names = {value: f"{value}{MARKUP}" for value in (1, 2, 3)}
    write_class_sidecar(path, names, dict.fromkeys(names, COLOR))
    points, field = folder / "points.gpkg", "f<img src=x>"
    shapes = shapely.points([(500_000.5 + 2 * i, 4_999_997.5) for i in range(5)])
    pyogrio.raw.write(
        str(points), shapely.to_wkb(shapes), [np.array([names[1]] * 3 + [names[2]] * 2, dtype=object)], [field],
        geometry_type="Point", crs="EPSG:32633", layer="sample", driver="GPKG",
    )  # fmt: skip
    job = Evaluate(
        input=path, reference=LayerRef(str(points), "sample"), class_field=field, report=str(folder / "page.html")
    )
    evaluate.run(job, silent())
    check(job.report, *names.values())


def hostile_card():
    """A card with markup in every text that the reader of cards lets in."""
    card = Card(
        classes=(ClassInfo(5, f"5{MARKUP}", ""), ClassInfo(2, f"2{MARKUP}", "", True)),
        bands=(MARKUP, f"2{MARKUP}"), dtype="uint8", normalisation=Normalisation((0.0,) * 2, (9.0,) * 2, (0.0,) * 2, (1.0,) * 2),
        pixel_size=0.5, pixel_unit="degree", output=MARKUP, prior_natural=(0.9, 0.1), prior_train=(0.5, 0.5),
        metrics={"iou": [f"iou{MARKUP}", {MARKUP: [MARKUP]}], "miou": MARKUP, MARKUP: MARKUP},
        training={f"key{MARKUP}": f"value{MARKUP}", "list": [MARKUP], "nothing": None, "yes": True},
        versions={MARKUP: MARKUP}, created=f"created{MARKUP}", missing=(f"missing{MARKUP}",),
    )  # fmt: skip
    read = json.loads(card.to_json())
    for entry in read["classes"]:
        entry["color"] = COLOR
    return read


def written(path, card):
    model = pixelwise(np.eye(2))
    entry = model.metadata_props.add()
    entry.key, entry.value = "diao_card", card if isinstance(card, str) else json.dumps(card)
    Path(path).write_bytes(model.SerializeToString())
    return str(path)


def described(model, folder):
    page = str(folder / "page.html")
    modelcard.run(DescribeModel(model=model, report=page, card=str(folder / "card.json")), silent())
    return page


def test_the_card_of_a_model(folder):
    page = described(written(folder / f"{FILE_NAME}.onnx", hostile_card()), folder)
    texts = (
        *(f"{word}{MARKUP}" for word in ("5", "2", "iou", "key", "value", "created", "missing")), f"{FILE_NAME}.onnx"
    )  # fmt: skip
    check(page, *texts, MARKUP)
    assert {entry["color"] for entry in json.loads((folder / "card.json").read_text())["classes"]} == {""}


@pytest.mark.parametrize("ious", [MARKUP, [MARKUP], {MARKUP: MARKUP}, 3, True, None, []])
def test_figures_that_are_none(folder, ious):
    card = hostile_card() | {"metrics": {"iou": ious}}
    assert check(described(written(folder / "model.onnx", card), folder), f"5{MARKUP}")


@pytest.mark.parametrize("color", COLORS)
def test_what_was_kept_beside_a_model(folder, color):
    model = save(pixelwise(np.eye(3)), folder / f"{FILE_NAME}.onnx", DEEPNESS)
    values = {"class_names": [f"{n}{MARKUP}" for n in range(3)], "class_colors": [color] * 3, "bands": [MARKUP] * 3}
    Path(card_overrides.overrides_file(model)).write_text(json.dumps(values))
    if color:
        with refused("overrides_damaged", reason="field_rule"):
            described(model, folder)
    else:
        check(described(model, folder), f"1{MARKUP}", f"{FILE_NAME}.onnx")


@pytest.mark.parametrize("color", [color for color in COLORS if color])
def test_a_dataset_with_a_colour_that_is_none_is_refused(dataset, color):
    with closing(sqlite3.connect(dataset)) as file:
        file.execute("UPDATE classes SET color = ? WHERE value = 1", (color,))
        file.commit()
    with pytest.raises(BadInput) as refused:
        load(LayerRef(dataset))
    assert refused.value.sentences[0].code == "color_cell"


def test_what_deepness_says(folder):
    metadata = DEEPNESS | {"class_names": {str(n): f"{n}{MARKUP}" for n in range(3)}}
    check(described(save(pixelwise(np.eye(3)), folder / "model.onnx", metadata), folder), f"2{MARKUP}")


def test_a_model_that_knows_nothing(folder):
    shutil.copy(save(pixelwise(np.eye(3)), folder / "model.onnx"), folder / f"{FILE_NAME}.onnx")
    check(described(str(folder / f"{FILE_NAME}.onnx"), folder), f"{FILE_NAME}.onnx", "class 0")
