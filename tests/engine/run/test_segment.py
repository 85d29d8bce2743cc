# SPDX-License-Identifier: GPL-2.0-or-later
import dataclasses

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
import torch
from onnx import helper
from rasterio.enums import ColorInterp

from diao_engine.errors import BadInput, JobCancelled
from diao_engine.jobs import Extent, Segment
from diao_engine.jobs.classinfo import ClassInfo
from diao_engine.model.card import ModelCard, Normalisation
from diao_engine.protocol.progress import ProgressReporter
from diao_engine.raster.legend import read_legend
from diao_engine.run import segment
from tests.engine.networks import DEEPNESS, pixelwise, save
from tests.refused import refused

LEFT, TOP = 500_000.0, 5_000_000.0
NAMES = ("forest", "peat", "water")


def plain(bands):
    return Normalisation((0.0,) * bands, (1e6,) * bands, (0.0,) * bands, (1.0,) * bands)


CARD = ModelCard(
    classes=(
        ClassInfo(5, "forest", "#00aa00"),
        ClassInfo(2, "peat", "#aa5500", True),
        ClassInfo(9, "water", "#0000ff"),
    ),
    bands=("a", "b", "c"),
    dtype="uint8",
    normalisation=plain(3),
    pixel_size=1.0,
    pixel_unit="metre",
    tile_size=32,
    overlap=8,
    prior_natural=(0.90, 0.08, 0.02),
    prior_train=(0.4, 0.3, 0.3),
)
VALUES = np.array(CARD.values)


@pytest.fixture
def model(tmp_path):
    """The greatest band is the class."""

    def make(card=CARD, weight=None, **changes):
        card = dataclasses.replace(card, **changes)
        weight = np.eye(len(card.classes), len(card.bands)) if weight is None else weight
        return save(pixelwise(weight), tmp_path / "model.onnx", card=card)

    return make


@pytest.fixture
def segmented(tmp_path):
    """Run the job with all rasters into a folder; what it wrote, returned and said."""

    def call(**values):
        values = {name: str(tmp_path / f"{name}.tif") for name in ("output", "confidence", "probabilities")} | values
        events = []
        outputs = segment.run(Segment(trust_model=True, **values), ProgressReporter(events.append))
        said = [str(event.text) for event in events if type(event).__name__ == "Message"]
        return outputs, said

    return call


@pytest.fixture
def two_bogs(scene):
    """A raster of forest with peat of 20 pixels and of one."""
    pixels = np.zeros((3, 60, 60), dtype="uint8")
    pixels[0] = 3
    pixels[1, 10:14, 20:25] = 9
    pixels[1, 40, 41] = 9
    return scene.raster("a.tif", pixels)


def read(path):
    with rasterio.open(path) as source:
        return source.read(), source


def three_bands(shape=(50, 70), seed=0):
    return np.random.default_rng(seed).integers(1, 250, (3, *shape)).astype("uint8")


def softmax(scores):
    shares = np.exp(scores - scores.max(axis=0))
    return shares / shares.sum(axis=0)


def test_classes_confidence_and_probabilities_fit_together(scene, model, segmented):
    pixels = three_bands()
    weight = np.eye(3) / 50
    outputs, _ = segmented(input=scene.raster("a.tif", pixels), model=model(weight=weight))
    expected = softmax(pixels / 50.0)
    classes, source = read(outputs["output"])
    assert (classes[0] == VALUES[pixels.argmax(axis=0)]).all()
    assert source.crs.to_epsg() == 32633
    assert source.transform[:6] == (1, 0, LEFT, 0, -1, TOP)
    confidence, _ = read(outputs["confidence"])
    np.testing.assert_allclose(confidence[0], expected.max(axis=0), atol=3e-4)
    shares, _ = read(outputs["probabilities"])
    with rasterio.open(outputs["probabilities"]) as bands:
        assert bands.descriptions == ("peat",)
    np.testing.assert_allclose(shares[0], expected[1], atol=3e-4)


def test_all_probabilities_are_of_every_class_by_value(scene, model, segmented):
    """The window works out the map of another correction from them."""
    pixels = three_bands()
    outputs, _ = segmented(
        input=scene.raster("a.tif", pixels),
        model=model(weight=np.eye(3) / 50),
        all_probabilities=True,
        prior_correction=0.0,
    )
    shares, _ = read(outputs["probabilities"])
    expected = softmax(pixels / 50.0)
    with rasterio.open(outputs["probabilities"]) as bands:
        assert bands.descriptions == ("peat", "forest", "water")
    np.testing.assert_allclose(shares, expected[[1, 0, 2]], atol=3e-4)


def test_a_raster_that_is_mostly_nodata_has_a_map_that_holds_only_the_rest(scene, model, segmented):
    pixels = np.zeros((3, 1024, 1300), dtype="uint8")
    pixels[:, 300:400, 700:900] = three_bands((100, 200))
    tiled = {"nodata": 0, "tiled": True, "blockxsize": 256, "blockysize": 256}
    results = []
    for name, is_sparse in (("sparse", True), ("full", False)):
        path = scene.raster(f"{name}.tif", pixels, sparse_ok=is_sparse, **tiled)
        outputs, _ = segmented(input=path, model=model(), prior_correction=0.5)
        results.append([read(outputs[kind])[0] for kind in ("output", "confidence", "probabilities")])
        with rasterio.open(outputs["output"]) as written:
            held = {
                (row, column)
                for row in range(4)
                for column in range(6)
                if written.get_tag_item(f"BLOCK_OFFSET_{column}_{row}", "TIFF", bidx=1)
            }
        assert held == {(1, 2), (1, 3)}
    for sparse, full in zip(*results, strict=True):
        assert (sparse == full).all()
    classes, confidence, _ = results[0]
    assert ((classes[0] != 255) == pixels.any(axis=0)).all()
    assert ((confidence[0] >= 0) == pixels.any(axis=0)).all()


def test_the_class_raster_names_and_colours_its_classes(scene, model, segmented):
    outputs, _ = segmented(input=scene.raster("a.tif", three_bands((300, 300))), model=model())
    with rasterio.open(outputs["output"]) as source:
        legend = read_legend(source)
        assert source.dtypes == ("uint8",)
        assert source.profile["tiled"]
        assert source.nodata == 255
    assert legend.names == {5: "forest", 2: "peat", 9: "water"}
    assert legend.colors == {5: "#00aa00", 2: "#aa5500", 9: "#0000ff"}
    assert legend.minority == (2,)


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (31, 33), (32, 32), (33, 31), (3, 100)])
def test_rasters_of_all_sizes(scene, model, segmented, shape):
    pixels = three_bands(shape)
    outputs, _ = segmented(input=scene.raster("a.tif", pixels), model=model())
    assert (read(outputs["output"])[0][0] == VALUES[pixels.argmax(axis=0)]).all()


@pytest.mark.parametrize(
    ("bands", "dtype", "nodata"), [(1, "uint16", 65535), (3, "float32", np.nan), (4, "int16", -1), (12, "uint16", 0)]
)
def test_bands_dtypes_and_nodata(scene, model, segmented, bands, dtype, nodata):
    pixels = np.random.default_rng(0).integers(1, 3000, (bands, 40, 50)).astype(dtype)
    pixels[:, 5:9, 7:20] = nodata
    classes = tuple(ClassInfo(value, f"c{value}", "#123456") for value in range(2))
    weight = np.zeros((2, bands))
    weight[0, 0], weight[1, -1] = 1, 1.5
    card = ModelCard(classes, tuple(f"band {n}" for n in range(bands)), dtype, plain(bands), tile_size=32, overlap=8)
    outputs, _ = segmented(input=scene.raster("a.tif", pixels, nodata=nodata), model=model(card, weight), classes="c0")
    mapped = read(outputs["output"])[0][0]
    hole = np.zeros((40, 50), dtype=bool)
    hole[5:9, 7:20] = True
    expected = (weight @ pixels.reshape(bands, -1)).argmax(axis=0).reshape(40, 50)
    assert (mapped[hole] == 255).all()
    assert (mapped[~hole] == expected[~hole]).all()
    for name in ("confidence", "probabilities"):
        values = read(outputs[name])[0][0]
        assert (values[hole] == -1).all()
        assert ((values[~hole] >= 0) & (values[~hole] <= 1)).all()


def test_infrared_called_alpha_is_a_band(scene, model, segmented):
    pixels = np.random.default_rng(0).integers(1, 250, (4, 40, 40)).astype("uint8")
    tags = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)
    card = dataclasses.replace(CARD, bands=("r", "g", "b", "n"), normalisation=plain(4))
    weight = np.zeros((3, 4))
    weight[0, 0], weight[2, 3] = 1, 1
    outputs, _ = segmented(input=scene.raster("a.tif", pixels, interpretation=tags), model=model(card, weight))
    expected = np.where(pixels[3] > pixels[0], 9, 5)
    assert (read(outputs["output"])[0][0] == expected).all()


def test_wrong_band_counts_are_told_with_both_numbers(scene, model, segmented, tmp_path):
    path = scene.raster("a.tif", np.zeros((2, 40, 40), dtype="uint8"))
    with refused("band_counts_differ", count=3, names="a, b, c", raster_count=2):
        segmented(input=path, model=model())
    torch.jit.script(torch.nn.Conv2d(3, 2, 1)).save(tmp_path / "a.pt")
    with refused("band_counts_differ", count=3, raster_count=2):
        segmented(input=path, model=str(tmp_path / "a.pt"))
    assert not (tmp_path / "output.tif").exists()


@pytest.mark.parametrize(
    ("own", "asked", "strength"), [(0.0, 1.0, 1.0), (0.3, None, 0.3), (0.3, 0.0, 0.0), (0.0, None, 0.0)]
)
def test_prior_correction_lowers_what_was_oversampled(scene, model, segmented, own, asked, strength):
    """That of the model's card, unless told otherwise."""
    pixels = three_bands((64, 64))
    weight = np.eye(3) / 100
    path, net = scene.raster("a.tif", pixels), model(weight=weight, prior_correction=own)
    outputs, _ = segmented(input=path, model=net, prior_correction=asked, classes="forest,peat,water")
    ratio = strength * np.log(np.array(CARD.prior_natural) / np.array(CARD.prior_train))
    expected = softmax(pixels / 100.0 + ratio[:, None, None])
    np.testing.assert_allclose(read(outputs["probabilities"])[0], expected, atol=3e-4)
    assert (read(outputs["output"])[0][0] == VALUES[expected.argmax(axis=0)]).all()


def test_prior_correction_needs_the_priors(scene, model, segmented):
    with refused("no_priors"):
        segmented(input=scene.image(), model=model(prior_train=()), prior_correction=0.5)
    segmented(input=scene.image(), model=model(prior_train=()))


def test_area_and_extent_limit_the_map(scene, model, segmented):
    pixels = three_bands((80, 90))
    area = scene.polygons("area.gpkg", [(20, 10, 50, 40)], values=["x"])
    extent = Extent(LEFT + 30, LEFT + 70, TOP - 60, TOP - 20, "EPSG:32633")
    outputs, _ = segmented(input=scene.raster("a.tif", pixels), model=model(), area=area, extent=extent)
    classes, source = read(outputs["output"])
    assert source.transform[:6] == (1, 0, LEFT + 30, 0, -1, TOP - 20)
    assert (classes[0] == VALUES[pixels.argmax(axis=0)][20:40, 30:50]).all()


def test_ground_outside_polygons_is_nodata(scene, model, segmented):
    triangle = shapely.Polygon([(LEFT, TOP), (LEFT + 40, TOP), (LEFT, TOP - 40)])
    area = scene.shapes("area.gpkg", [triangle], ["x"])
    outputs, _ = segmented(input=scene.raster("a.tif", three_bands((60, 60))), model=model(), area=area)
    classes, source = read(outputs["output"])
    assert (source.height, source.width) == (40, 40)
    inside = np.add.outer(np.arange(40), np.arange(40)) < 39
    assert (classes[0][inside] != 255).all()
    assert (classes[0][np.add.outer(np.arange(40), np.arange(40)) > 40] == 255).all()


@pytest.mark.parametrize("extent", [Extent(0, 1, 0, 1, "EPSG:32633"), Extent(0, 1, 0, 1, "EPSG:4326")])
def test_an_extent_elsewhere_is_said(scene, model, segmented, extent):
    with refused("extent_outside"):
        segmented(input=scene.image(), model=model(), extent=extent)


def test_another_pixel_size_is_resampled_and_said(scene, model, segmented):
    pixels = np.repeat(np.repeat(three_bands((20, 20)), 4, axis=1), 4, axis=2)
    path = scene.raster("a.tif", pixels)
    outputs, said = segmented(input=path, model=model(pixel_size=2.0))
    classes, source = read(outputs["output"])
    assert (source.height, source.width) == (80, 80)
    assert any("pixels of 2 m and the raster has 1 × 1 m" in text for text in said)
    assert (classes[0] == VALUES[pixels.argmax(axis=0)]).mean() > 0.75
    _, said = segmented(input=path, model=model(pixel_size=1.05))
    assert not any("pixels of" in text for text in said)


def test_deepness_models_run(scene, segmented, tmp_path):
    pixels = three_bands()
    path = save(pixelwise(np.eye(3), sides=("n", 32, 32)), tmp_path / "deepness.onnx", DEEPNESS)
    outputs, said = segmented(input=scene.raster("a.tif", pixels), model=path)
    assert (read(outputs["output"])[0][0] == pixels.argmax(axis=0)).all()
    with rasterio.open(outputs["output"]) as source:
        assert read_legend(source).names == {0: "other", 1: "peat", 2: "water"}
    assert any("windows of 32 px with 8 px overlap" in text for text in said)
    expected = softmax((pixels / 255 - 0.5) / 0.25)
    np.testing.assert_allclose(read(outputs["probabilities"])[0], expected, atol=3e-4)
    with refused("model_of_8_bit", dtype="uint16"):
        segmented(input=scene.raster("b.tif", pixels.astype("uint16")), model=path)


@pytest.mark.parametrize("end", ["Softmax", "Sigmoid", None])
def test_models_that_say_nothing_about_themselves(scene, segmented, tmp_path, end):
    pixels = three_bands()
    weight = [[4.0, -4.0, 0.0]] if end == "Sigmoid" else np.eye(3)
    path = save(pixelwise(weight, end=end), tmp_path / "plain.onnx")
    outputs, said = segmented(input=scene.raster("a.tif", pixels), model=path)
    shares = pixels / 255.0
    if end == "Sigmoid":
        rate = 1 / (1 + np.exp(-4 * (shares[0] - shares[1])))
        expected = np.stack([1 - rate, rate])
    else:
        expected = softmax(shares)
    np.testing.assert_allclose(read(outputs["probabilities"])[0], expected, atol=3e-4)
    assert (read(outputs["output"])[0][0] == expected.argmax(axis=0)).mean() > 0.99
    assert any("divided by 255" in text for text in said)


def test_models_that_give_class_numbers(scene, segmented, tmp_path):
    pixels = three_bands()
    path = save(pixelwise(np.eye(3), end="ArgMax"), tmp_path / "numbers.onnx", DEEPNESS)
    outputs, _ = segmented(input=scene.raster("a.tif", pixels), model=path)
    assert (read(outputs["output"])[0][0] == pixels.argmax(axis=0)).all()
    assert (read(outputs["confidence"])[0] == 1).all()


@pytest.mark.parametrize("kind", ["script", "program"])
def test_torch_models_run(scene, segmented, tmp_path, kind):
    pixels = three_bands()
    net = torch.nn.Conv2d(3, 4, 1, bias=False).eval()
    path = str(tmp_path / ("a.pt" if kind == "script" else "a.pt2"))
    if kind == "script":
        torch.jit.script(net).save(path)
    else:
        sides = {0: torch.export.Dim("n", max=99), 2: torch.export.Dim("h", max=999), 3: torch.export.Dim("w", max=999)}
        torch.export.save(torch.export.export(net, (torch.zeros(2, 3, 64, 64),), dynamic_shapes=(sides,)), path)
    outputs, said = segmented(input=scene.raster("a.tif", pixels), model=path)
    with torch.inference_mode():
        expected = net(torch.from_numpy(pixels / np.float32(255))[None])[0].numpy()
    assert (read(outputs["output"])[0][0] == expected.argmax(axis=0)).mean() > 0.999
    assert any("with torch" in text for text in said)


def test_a_fixed_window_goes_before_the_wish(scene, segmented, tmp_path):
    pixels = three_bands()
    path = save(pixelwise(np.eye(3), sides=(1, 48, 48)), tmp_path / "fixed.onnx")
    outputs, said = segmented(input=scene.raster("a.tif", pixels), model=path, tile_size=64, overlap=10, batch_size=5)
    assert (read(outputs["output"])[0][0] == pixels.argmax(axis=0)).all()
    assert any("48 px are used" in text for text in said)


def test_minority_polygons_come_with_area_and_confidence(two_bogs, model, segmented, tmp_path):
    target = str(tmp_path / "m.gpkg")
    outputs, _ = segmented(input=two_bogs, model=model(), minority=target, confidence=None, min_area=0.0)
    meta, _, wkb, columns = pyogrio.raw.read(outputs["minority"])
    table = dict(zip(meta["fields"], columns, strict=True))
    assert sorted(table["pixels"]) == [1, 20]
    assert sorted(table["area_m2"]) == [1, 20]
    assert set(table["class_name"]) == {"peat"}
    assert set(table["class_color"]) == {"#aa5500"}
    np.testing.assert_allclose(table["mean_confidence"], softmax(np.array([3.0, 9.0, 0.0]))[1], atol=3e-4)
    assert shapely.area(shapely.from_wkb(wkb)).sum() == 21
    assert not (tmp_path / "m_confidence.tif").exists()
    assert set(outputs) == {"output", "probabilities", "minority", "polygon_count", "left_out"}


def test_specks_are_left_out_unless_asked_for_and_counted(two_bogs, model, segmented, tmp_path):
    outputs, _ = segmented(input=two_bogs, model=model(), minority=str(tmp_path / "m.gpkg"))
    assert (outputs["polygon_count"], outputs["left_out"]) == (1, 1)


def test_small_objects_are_left_out_of_the_polygons(two_bogs, model, segmented, tmp_path):
    outputs, _ = segmented(input=two_bogs, model=model(), minority=str(tmp_path / "m.gpkg"), min_area=2.0)
    meta, _, _, columns = pyogrio.raw.read(outputs["minority"])
    assert list(dict(zip(meta["fields"], columns, strict=True))["area_m2"]) == [20]
    assert (read(outputs["output"])[0] == 2).sum() == 21  # the map keeps them


def test_nothing_is_written_when_it_is_cancelled(scene, model, tmp_path):
    cancel = tmp_path / "cancel"
    values = {name: str(tmp_path / "out" / f"{name}.tif") for name in ("output", "confidence")}

    def emit(event):
        if type(event).__name__ == "Progress":
            cancel.touch()

    with pytest.raises(JobCancelled):
        segment.run(
            Segment(input=scene.image(shape=(3, 400, 400)), model=model(), batch_size=1, **values),
            ProgressReporter(emit, str(cancel)),
        )
    assert not (tmp_path / "out").exists()


def test_an_unknown_class_is_said(scene, model, segmented):
    with refused("class_unknown", name="moor", known=["peat", "forest", "water"]):
        segmented(input=scene.image(), model=model(), classes="peat,moor")


# Models and cards that give no map


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pixel_size": 1e-6}, "more than 100 times larger or smaller"),
        ({"pixel_size": 5000.0}, "more than 100 times larger or smaller"),
        (
            {"normalisation": Normalisation((0.0,) * 3, (1e6,) * 3, (0.0,) * 3, (0.0,) * 3)},
            r"normalisation\.std\[0\] must be",
        ),
    ],
)
def test_cards_that_would_map_everything_to_one_class(scene, model, segmented, changes, words):
    with pytest.raises(BadInput, match=words):
        segmented(input=scene.raster("a.tif", three_bands()), model=model(**changes))


@pytest.mark.parametrize("bias", [np.nan, np.inf])
def test_a_model_that_gives_no_numbers_is_found_by_the_trial(scene, tmp_path, segmented, bias):
    path = save(pixelwise(np.eye(3), [0.0, bias, 0.0]), tmp_path / "model.onnx", card=CARD)
    with refused("output_nan"):
        segmented(input=scene.raster("a.tif", three_bands()), model=path)
    assert not list(tmp_path.glob("output*"))


def test_a_model_that_gives_no_numbers_for_some_pixels_is_found_there(scene, tmp_path, segmented):
    """0 / 0 where the first band is 0; noise has no such pixel."""
    net = pixelwise(np.eye(3))
    net.graph.node.append(helper.make_node("Div", ["image", "image"], ["shares"]))
    net.graph.output[0].name = "shares"
    path = save(net, tmp_path / "model.onnx", card=CARD)
    pixels = three_bands((64, 64))
    pixels[:, 40:44, 50:] = 0
    with refused("nan_at", column=0):
        segmented(input=scene.raster("a.tif", pixels), model=path)


def test_a_torch_model_in_half_precision_runs(scene, tmp_path, segmented):
    net = torch.nn.Conv2d(3, 3, 1, bias=False)
    with torch.no_grad():
        net.weight.copy_(torch.eye(3)[:, :, None, None])
    torch.jit.script(net.half().eval()).save(tmp_path / "half.pt")
    pixels = three_bands()
    outputs, _ = segmented(input=scene.raster("a.tif", pixels), model=str(tmp_path / "half.pt"))
    assert (read(outputs["output"])[0][0] == pixels.argmax(axis=0)).mean() > 0.98


def test_a_torch_model_without_a_batch_axis_is_named(scene, tmp_path, segmented):
    class Bare(torch.nn.Module):
        def forward(self, image):
            return image[0]

    torch.jit.script(Bare().eval()).save(tmp_path / "bare.pt")
    with refused("output_without_batch"):
        segmented(input=scene.raster("a.tif", three_bands()), model=str(tmp_path / "bare.pt"))


# What the card and the raster know of their bands


@pytest.fixture
def described(scene):
    def make(pixels, names=None, offsets=None):
        path = scene.raster("a.tif", pixels)
        with rasterio.open(path, "r+") as sink:
            sink.descriptions = names or (None,) * len(pixels)
            if offsets:
                sink.scales, sink.offsets = (1e-4,) * len(pixels), offsets
        return path

    return make


@pytest.mark.parametrize("more", [False, True])
def test_bands_are_matched_to_the_model_by_name(described, model, segmented, more):
    pixels = three_bands()
    names, shuffled = ("B02", "B03", "B04"), pixels[::-1]
    if more:
        names, shuffled = ("B08", *names), np.concatenate([np.full((1, 50, 70), 251, "uint8"), shuffled])
    outputs, said = segmented(input=described(shuffled, names), model=model(bands=("b04", "B03", "B02")))
    assert (read(outputs["output"])[0][0] == VALUES[pixels.argmax(axis=0)]).all()
    assert any("matched to those of the model by name" in text for text in said)


def test_other_names_are_said(described, model, segmented):
    pixels = three_bands()
    outputs, said = segmented(
        input=described(pixels, ("red", "green", "blue")), model=model(bands=("B04", "B03", "B02"))
    )
    assert any("trained on the bands B04, B03, B02 and those of" in text for text in said)
    assert (read(outputs["output"])[0][0] == VALUES[pixels.argmax(axis=0)]).all()


def test_numbered_bands_are_not_compared(described, model, segmented):
    _, said = segmented(
        input=described(three_bands(), ("red", "green", "blue")), model=model(bands=("band 1", "band 2", "band 3"))
    )
    assert not any("trained on the bands" in text for text in said)


def test_scale_and_offset_are_those_of_the_training_imagery(described, model, segmented):
    pixels = np.random.default_rng(1).integers(100, 900, (3, 50, 70)).astype("uint16")
    moved = pixels.copy()
    moved[0] += 300
    path = described(moved, offsets=(-0.03, 0.0, 0.0))
    outputs, said = segmented(input=path, model=model(dtype="uint16", scales=(1e-4,) * 3, offsets=(0.0,) * 3))
    assert (read(outputs["output"])[0][0] == VALUES[pixels.argmax(axis=0)]).all()
    assert any("brought to the scale and offset" in text for text in said)


@pytest.mark.parametrize(
    ("card_scales", "offsets"),
    [((1.0,) * 3, (-0.1, 0.0, 0.0)), ((1e-4,) * 3, None)],
    ids=["raster", "training imagery"],
)
def test_whole_numbers_of_an_unknown_unit_are_taken_as_they_are(described, model, segmented, card_scales, offsets):
    """A scale that one side alone declares says nothing of the other's digital numbers."""
    pixels = np.random.default_rng(1).integers(100, 900, (3, 50, 70)).astype("uint16")
    outputs, said = segmented(
        input=described(pixels, offsets=offsets), model=model(dtype="uint16", scales=card_scales, offsets=(0.0,) * 3)
    )
    assert (read(outputs["output"])[0][0] == VALUES[pixels.argmax(axis=0)]).all()
    assert any("declares a scale or an offset" in text for text in said)


def test_measurements_are_brought_to_the_numbers_of_the_training_imagery(scene, model, segmented):
    numbers = np.random.default_rng(1).integers(100, 900, (3, 50, 70)).astype("uint16")
    path = scene.raster("a.tif", numbers.astype("float32") * np.float32(1e-4))
    outputs, said = segmented(input=path, model=model(dtype="uint16", scales=(1e-4,) * 3, offsets=(0.0,) * 3))
    assert (read(outputs["output"])[0][0] == VALUES[numbers.argmax(axis=0)]).all()
    assert any("brought to the scale and offset" in text for text in said)


def test_a_value_that_looks_like_nodata_is_said_and_can_be_given(described, model, segmented):
    pixels = three_bands((64, 64))
    pixels[:, :20] = 0
    path = described(pixels)
    outputs, said = segmented(input=path, model=model())
    assert any("look like no data" in text for text in said)
    outputs, said = segmented(input=path, model=model(), nodata=0.0)
    classes = read(outputs["output"])[0][0]
    assert (classes[:20] == 255).all()
    assert (classes[20:] == VALUES[pixels.argmax(axis=0)][20:]).all()
