# SPDX-License-Identifier: GPL-2.0-or-later
"""What models and scripts outside this repository rely on, and that Processing shows each job in full.

resources/docs/architecture.md, "Names that do not change".
"""

import pytest
from diao.diao_engine.jobs import ALGORITHMS, Kind, specs
from diao.processing_provider import compat
from qgis.core import QgsProcessingParameterDefinition

CONTRACT = {
    "fetchimagery": ("INPUT EXTENT PIXEL_SIZE CRS MAX_PIXELS", "OUTPUT EMPTY_SHARE"),
    "openstac": ("INPUT ASSETS EXTENT MAXIMUM FOLDER", "LAYERS LAYER_COUNT"),
    "createdataset": (
        "IMAGES LABELS CLASS_FIELD AREA EXTENT TILE_SIZE OVERLAP IGNORE_VALUE MIN_LABELLED VAL_FRACTION TEST_FRACTION SPLIT_BY "
        "APPEND_TO SCHEDULER",
        "OUTPUT TILE_COUNT IMBALANCE IMBALANCE_UNIFORM",
    ),
    "importdataset": ("FOLDER LAYOUT TILE_SIZE APPEND_TO SCHEDULER", "OUTPUT TILE_COUNT IMBALANCE IMBALANCE_UNIFORM"),
    "learn": (
        "DATASET IMAGES CORRECTIONS CLASS_FIELD MAP WRONG_AS REST CONFIDENCE LEAST_CONFIDENCE",
        "OUTPUT TILES_ADDED TILES_REPLACED TILES_CORRECTED POLYGONS_USED POLYGONS_LEFT_OUT",
    ),
    "classreport": ("DATASET", "REPORT TABLE IMBALANCE IMBALANCE_UNIFORM"),
    "score": (
        "DATASET METHOD TARGET TEMPER MAX_REPEATS BUDGET EVENNESS TARGET_IMBALANCE",
        "OUTPUT IMBALANCE_BEFORE IMBALANCE_AFTER IMBALANCE_FLOOR IMBALANCE_UNIFORM_BEFORE IMBALANCE_UNIFORM_AFTER "
        "EFFECTIVE_TILES REPORT",
    ),
    "synthesize": (
        "DATASET CLASSES CONTEXT_LAYERS BUDGET TARGET TEMPER MAX_OBJECTS MIN_AREA MAX_AREA RING PLAUSIBILITY ROTATE SCALE BLEND SEED "
        "AUDIT",
        "OUTPUT TILES_MADE OBJECTS_PASTED COLLISIONS IMBALANCE_BEFORE IMBALANCE_AFTER IMBALANCE_UNIFORM_BEFORE "
        "IMBALANCE_UNIFORM_AFTER REPORT",
    ),
    "compare": (
        "DATASET METHODS STEPS SEEDS FOLDS ARCHITECTURE ENCODER ENCODER_WEIGHTS BATCH_SIZE CROP_SIZE LEARNING_RATE DEVICE SEED",
        "TABLE REPORT BEST GAIN GAIN_LOW GAIN_HIGH",
    ),
    "train": (
        "DATASET ARCHITECTURE ENCODER ENCODER_WEIGHTS START_FROM LOSS SAMPLING CANDIDATES ANNEAL TARGET TEMPER EPOCHS STEPS_PER_EPOCH "
        "BATCH_SIZE CROP_SIZE LEARNING_RATE PATIENCE EMA DEVICE SEED",
        "MODEL MIOU MACRO_F1 PRIOR_CORRECTION REPORT",
    ),
    "segment": (
        "INPUT MODEL AREA EXTENT TILE_SIZE OVERLAP BATCH_SIZE PRIOR_CORRECTION CLASSES ALL_PROBABILITIES MIN_AREA DEVICE "
        "SCHEDULER",
        "OUTPUT CONFIDENCE PROBABILITIES MINORITY POLYGON_COUNT LEFT_OUT",
    ),
    "modelcard": ("MODEL CLASS_NAMES CLASS_COLORS MINORITY BANDS DIVISOR MEAN STD PIXEL_SIZE", "CARD REPORT"),
    "minoritypolygons": ("INPUT CONFIDENCE CLASSES MIN_AREA SIMPLIFY", "OUTPUT POLYGON_COUNT LEFT_OUT"),
    "samplepoints": (
        "INPUT ALLOCATION COUNT STANDARD_ERROR MIN_PER_CLASS MIN_DISTANCE EXPECTED_ACCURACY AREA SEED",
        "OUTPUT POINT_COUNT EXPECTED_ERROR",
    ),
    "evaluate": ("INPUT REFERENCE CLASS_FIELD AREA", "MIOU MACRO_F1 OVERALL_ACCURACY TABLE REPORT"),
    "update": (
        "MAP IMAGES MODEL DATE MAP_DATE LEAST_CONFIDENCE OTHER_LIGHT MIN_AREA CLASSES AREA CLOUDS NODATA TILE_SIZE OVERLAP BATCH_SIZE "
        "PRIOR_CORRECTION DEVICE TRUST_MODEL SCHEDULER",
        "OUTPUT CHANGES TRANSITIONS MINORITY CHANGED_SHARE CHANGED_AREA CHANGE_COUNT POLYGON_COUNT LEFT_OUT",
    ),
    "comparemaps": ("INPUT OTHER AREA", "OUTPUT TABLE REPORT CHANGED_SHARE CHANGED_AREA"),
}
TYPES = {
    Kind.INTEGER: "number",
    Kind.NUMBER: "number",
    Kind.TEXT: "string",
    Kind.CHOICE: "enum",
    Kind.CHOICES: "enum",
    Kind.FLAG: "boolean",
    Kind.FIELD: "field",
    Kind.RASTER: "raster",
    Kind.RASTERS: "multilayer",
    Kind.VECTOR: "source",
    Kind.MAP_LAYER: "layer",
    Kind.MAP_LAYERS: "multilayer",
    Kind.DATASET: "source",
    Kind.EXTENT: "extent",
    Kind.FOLDER: "file",
    Kind.FILE: "file",
    Kind.OUT_RASTER: "rasterDestination",
    Kind.OUT_VECTOR: "vectorDestination",
    Kind.OUT_POINTS: "vectorDestination",
    Kind.OUT_TABLE: "vectorDestination",
    Kind.OUT_FILE: "fileDestination",
}
PARAMETERS = [(job, spec) for job in ALGORITHMS for spec in specs(ALGORITHMS[job])]
each_job = pytest.mark.parametrize("job", ALGORITHMS)
each_parameter = pytest.mark.parametrize(("job", "spec"), PARAMETERS, ids=[f"{j}-{s.contract}" for j, s in PARAMETERS])


@pytest.mark.parametrize("job", CONTRACT)
def test_names_of_the_contract(provider, job):
    algorithm = provider.algorithm(job)
    parameters, outputs = (names.split() for names in CONTRACT[job])
    assert set(parameters) <= {one.name() for one in algorithm.parameterDefinitions()}
    assert set(outputs) <= {one.name() for one in algorithm.outputDefinitions()}
    assert algorithm.id() == f"diao:{job}"


@each_job
def test_shows_who_it_is(provider, job):
    algorithm = provider.algorithm(job)
    declared = ALGORITHMS[job]
    assert algorithm.displayName() == declared.label
    assert algorithm.group() == declared.group
    assert algorithm.groupId().isascii()
    assert algorithm.groupId().isalpha()
    assert algorithm.shortHelpString() == declared.help
    assert set(declared.tags) <= set(algorithm.tags())
    assert not algorithm.icon().pixmap(24, 24).isNull()
    assert algorithm.svgIconPath().endswith(f"/{job}.svg")


@each_job
def test_fresh_object_each_time(provider, job):
    first, second = provider.algorithm(job).create(), provider.algorithm(job).create()
    assert first is not second
    assert [one.name() for one in first.parameterDefinitions()] == [spec.contract for spec in specs(ALGORITHMS[job])]


@each_parameter
def test_parameter_says_what_the_job_declares(provider, job, spec):
    shown = provider.algorithm(job).parameterDefinition(spec.contract)
    parent = next((one.kind for one in specs(ALGORITHMS[job]) if one.name == spec.parent), None)
    is_field_of_any_layer = (
        parent is Kind.MAP_LAYER
    )  # the widget of a field crashes QGIS 3.22 when the layer is a raster
    assert shown.type() == ("string" if is_field_of_any_layer else TYPES[spec.kind])
    assert spec.label in shown.description()
    assert spec.unit in shown.description()
    assert spec.help in shown.help()
    assert bool(shown.flags() & compat.ADVANCED) is spec.advanced
    assert bool(shown.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional) is spec.optional
    if not spec.kind.is_output:
        assert shown.defaultValue() == (list(spec.default) if spec.kind is Kind.CHOICES else spec.default)
    if spec.parent and not is_field_of_any_layer:
        assert shown.parentLayerParameterName() == spec.parent.upper()


@pytest.mark.parametrize(
    ("job", "spec"), [(job, spec) for job, spec in PARAMETERS if spec.kind in (Kind.INTEGER, Kind.NUMBER)]
)
def test_bounds(provider, job, spec):
    shown = provider.algorithm(job).parameterDefinition(spec.contract)
    assert shown.dataType() == (compat.INTEGER if spec.kind is Kind.INTEGER else compat.DOUBLE)
    if spec.minimum is not None:
        assert shown.minimum() == spec.minimum
    if spec.maximum is not None:
        assert shown.maximum() == spec.maximum
        assert spec.kind is Kind.NUMBER or spec.maximum < 2**31  # else the widget of QGIS takes no value at all


@pytest.mark.parametrize(("job", "spec"), [(job, spec) for job, spec in PARAMETERS if spec.choices])
def test_choices_are_static_strings(provider, job, spec):
    shown = provider.algorithm(job).parameterDefinition(spec.contract)
    assert shown.usesStaticStrings()
    assert shown.allowMultiple() is (spec.kind is Kind.CHOICES)
    assert shown.options() == list(spec.choices)
    assert all(meaning in shown.help() for meaning in spec.choices.values())


@pytest.mark.parametrize(("job", "spec"), [(job, spec) for job, spec in PARAMETERS if spec.kind.is_output])
def test_outputs_that_nobody_asked_for_are_not_made(provider, job, spec):
    shown = provider.algorithm(job).parameterDefinition(spec.contract)
    assert shown.createByDefault() is (spec.proposed or not spec.optional)
    if spec.suffixes:
        assert f".{shown.defaultFileExtension()}" in spec.suffixes


@each_job
def test_texts_are_outputs(provider, job):
    for text in ALGORITHMS[job].texts:
        shown = provider.algorithm(job).outputDefinition(text.contract)
        assert shown.type() == "outputString"
        assert shown.description() == text.label


@each_job
def test_numbers_are_outputs(provider, job):
    for number in ALGORITHMS[job].numbers:
        shown = provider.algorithm(job).outputDefinition(number.contract)
        assert shown.type() == "outputNumber"
        assert shown.description() == number.label


@each_job
def test_lists_without_an_engine(provider, job):
    assert provider.algorithm(job).canExecute()[0]
    assert not provider.warningMessage()
