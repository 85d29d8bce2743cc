# SPDX-License-Identifier: GPL-2.0-or-later
"""What holds for every job and every parameter: the front ends are all made from these declarations."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diao_engine import cli
from diao_engine.errors import InvalidJob
from diao_engine.jobs import (
    JOBS,
    Extent,
    Kind,
    LayerRef,
    Problem,
    checks,
    decode,
    encode,
    job_problems,
    problems,
    specs,
)
from tests.refused import refused

ROOT = Path(__file__).resolve().parents[2]
EACH = pytest.mark.parametrize("job", JOBS.values(), ids=JOBS.keys())
ALL = [(job, spec) for job in JOBS.values() for spec in specs(job)]
NAMES = [f"{job.id}.{spec.name}" for job, spec in ALL]
PARAMETERS = pytest.mark.parametrize(("job", "spec"), ALL, ids=NAMES)
BOUNDED = [(job, spec) for job, spec in ALL if spec.kind in (Kind.INTEGER, Kind.NUMBER)]


@pytest.fixture
def inputs(tmp_path) -> Path:
    """A folder with a file that stands for every input."""
    for suffix in (".tif", ".gpkg", ".csv", ".onnx"):
        (tmp_path / f"input{suffix}").touch()
    return tmp_path


def value_problem(spec, value):
    """What is wrong with one value, as a sentence, or None."""
    problem = checks._value(spec, value)
    return problem and problem.text((spec,))


def fitting(spec, folder):
    """A value that a parameter without default takes."""
    suffix = spec.suffixes[0] if spec.suffixes else ".gpkg"
    return {
        Kind.TEXT: "text",
        Kind.FOLDER: str(folder),
        Kind.FILE: str(folder / f"input{suffix}"),
        Kind.RASTER: str(folder / "input.tif"),
        Kind.RASTERS: (str(folder / "input.tif"),),
        Kind.VECTOR: LayerRef(str(folder / "input.gpkg")),
        Kind.MAP_LAYER: LayerRef(str(folder / "input.gpkg"), "labels"),
        Kind.MAP_LAYERS: (LayerRef(str(folder / "input.gpkg"), ids=(1, 2)),),
        Kind.DATASET: LayerRef(str(folder / "input.gpkg"), "tiles"),
        Kind.EXTENT: Extent(0.0, 1.0, 2.0, 3.0, "EPSG:4326"),
        Kind.FIELD: "class",
    }.get(spec.kind, str(folder / f"{spec.name}{suffix}"))


def filled(job, folder, *, everything=False):
    """A job with its required values, or with a value for everything that has no default."""
    return job(
        **{spec.name: fitting(spec, folder) for spec in specs(job) if spec.required or (everything and empty(spec))}
    )


@EACH
def test_a_job_takes_keywords_only_and_is_frozen(job, inputs):
    made = filled(job, inputs)
    assert made == filled(job, inputs)
    assert hash(made) == hash(filled(job, inputs))
    assert all(getattr(made, spec.name) == spec.default for spec in specs(job) if not spec.required)
    first = specs(job)[0].name
    assert getattr(dataclasses.replace(made, **{first: "other"}), first) == "other"
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, first, "other")
    with pytest.raises(TypeError):
        job("positional")
    with pytest.raises(TypeError, match="lacks " + ", ".join(spec.name for spec in specs(job) if spec.required)):
        job()
    with pytest.raises(TypeError, match="has no parameter nonsense"):
        dataclasses.replace(made, nonsense=1)


def empty(spec):
    return spec.default is None and spec.kind not in (Kind.INTEGER, Kind.NUMBER)


@EACH
def test_a_job_introduces_itself(job):
    assert re.fullmatch(r"[a-z]+", job.id)
    assert job.label[0].isupper()
    assert not job.label.endswith(".")
    assert job.help.endswith(".")
    assert re.match(r"\d\. ", job.group)
    assert job.tags
    assert dataclasses.is_dataclass(job)
    assert job.__dataclass_params__.frozen


@EACH
def test_a_job_names_its_own_ways_out_of_a_lack_of_memory(job):
    advice = job.memory_advice
    assert advice == vars(job)["memory_advice"]
    assert advice[0].islower()
    assert not advice.endswith(".")
    assert any(re.search(rf"\b{re.escape(spec.label)}\b", advice) for spec in specs(job) if not spec.kind.is_output)


@EACH
def test_a_job_can_be_run(job):
    assert importlib.util.find_spec(f"diao_engine.run.{job.id}") is not None


@EACH
def test_names_are_used_once(job):
    names = [spec.contract for spec in specs(job)] + [output.contract for output in (*job.numbers, *job.texts)]
    assert len(names) == len(set(names))
    labels = [spec.label for spec in specs(job)]
    assert len(labels) == len(set(labels))


@PARAMETERS
def test_a_parameter_explains_itself(job, spec):
    assert spec.label
    assert not spec.label.endswith(".")
    assert spec.help.endswith(".")
    assert "  " not in spec.help
    assert re.fullmatch(r"[a-z][a-z_]*", spec.name)


@PARAMETERS
def test_a_default_is_a_right_value(job, spec):
    if spec.default is not None:
        assert value_problem(spec, spec.default) is None
    if spec.kind is Kind.CHOICE:
        assert spec.choices
        assert spec.default in spec.choices
    if spec.kind is Kind.CHOICES:
        assert spec.choices
        assert set(spec.default) <= set(spec.choices)
    if spec.kind is Kind.FLAG:
        assert isinstance(spec.default, bool)


@PARAMETERS
def test_a_parent_is_a_parameter_of_the_same_job(job, spec):
    if spec.kind is Kind.FIELD:
        assert spec.parent in {other.name for other in specs(job)}
    else:
        assert not spec.parent


@pytest.mark.parametrize("everything", [False, True])
@EACH
def test_a_job_survives_the_wire(job, inputs, everything):
    example = filled(job, inputs, everything=everything)
    assert decode(job, json.loads(json.dumps(encode(example)))) == example


@EACH
def test_a_job_with_right_values_has_no_problem(job, inputs):
    example = filled(job, inputs)
    if job.id == "segment":
        example = dataclasses.replace(example, model=str(inputs / "input.onnx"))
    assert problems(example) == ()


@EACH
def test_the_command_line_says_the_same_as_the_wire(job, inputs):
    example = filled(job, inputs)
    arguments = [job.id]
    for spec in specs(job):
        value = getattr(example, spec.name)
        flag = "--" + spec.name.replace("_", "-")
        if spec.kind is Kind.FLAG:
            arguments.append(flag if value else flag.replace("--", "--no-", 1))
        elif value is not None:
            values = value if isinstance(value, tuple) else (value,)
            texts = [item.path + (f"|layername={item.layer}" if item.layer else "") if isinstance(item, LayerRef) else item
                     for item in values]  # fmt: skip
            arguments += [flag, *map(str, texts)]
    given_values = vars(cli.parser().parse_args(arguments))
    assert given_values.pop("command") == job.id
    without_ids = {
        spec.name: (dataclasses.replace(getattr(example, spec.name)[0], ids=None),)
        for spec in specs(job)
        if spec.kind is Kind.MAP_LAYERS and getattr(example, spec.name)
    }
    assert decode(job, given_values) == dataclasses.replace(example, **without_ids)


@EACH
def test_missing_values_are_all_named(job):
    with pytest.raises(InvalidJob) as refused:
        decode(job, {})
    required = [spec.label for spec in specs(job) if spec.required]
    assert len(refused.value.lines()) == len(required)
    for label, sentence in zip(required, refused.value.lines(), strict=True):
        assert sentence.startswith(f"{label} is missing")


@EACH
def test_unknown_values_are_named(job, inputs):
    values = {**encode(filled(job, inputs)), "zzz": "blue"}
    with refused("unknown_parameter", job=job.id, kind=InvalidJob):
        decode(job, values)


def test_a_slip_of_the_pen_is_told_from_an_unknown_parameter():
    with refused("unknown_parameter_near", name="Modell", job="train", near="model", kind=InvalidJob):
        decode(JOBS["train"], {"dataset": "a.gpkg", "model": "b.onnx", "Modell": "c.onnx"})


def assert_all_refused(spec, values):
    """Each value is refused by a sentence that begins with the parameter's label."""
    for value in values:
        sentence = value_problem(spec, value)
        assert sentence is not None, value
        assert sentence.startswith(spec.label)
        assert sentence.endswith(".")


@pytest.mark.parametrize(("job", "spec"), BOUNDED, ids=[f"{job.id}.{spec.name}" for job, spec in BOUNDED])
@given(distance=st.integers(1, 10**6), more=st.floats(allow_nan=True, allow_infinity=True))
def test_numbers_out_of_bounds_are_refused_by_label(job, spec, distance, more):
    wrong = [True, "many", float("nan"), float("inf")]
    wrong += [] if spec.minimum is None else [type(spec.minimum)(spec.minimum) - distance]
    wrong += [] if spec.maximum is None else [spec.maximum + distance]
    if spec.kind is Kind.INTEGER:
        wrong.append(more)
    assert_all_refused(spec, wrong)


@PARAMETERS
def test_wrong_values_are_refused_by_label(job, spec, tmp_path):
    wrong = {
        Kind.CHOICE: ["no such choice", 3],
        Kind.CHOICES: ["one text", ("no such choice",), (3,)],
        Kind.FLAG: ["yes", 1],
        Kind.TEXT: [3],
        Kind.FIELD: [3],
        Kind.EXTENT: ["0,1,2,3", Extent(1.0, 0.0, 0.0, 1.0)],
        Kind.RASTERS: ["one.tif", (str(tmp_path / "absent.tif"),)],
        Kind.MAP_LAYERS: ["one.gpkg", (LayerRef(str(tmp_path / "absent.gpkg")),)],
    }.get(spec.kind, [])
    if spec.kind.is_output:
        (tmp_path / "file").touch()
        wrong = [3, str(tmp_path / "out.docx"), str(tmp_path / "file" / f"out{spec.suffixes[0]}")]
    elif spec.kind in (Kind.RASTER, Kind.VECTOR, Kind.MAP_LAYER, Kind.DATASET, Kind.FILE, Kind.FOLDER):
        wrong = [3, str(tmp_path / "absent.gpkg")]
    assert_all_refused(spec, wrong)


@PARAMETERS
def test_a_file_with_the_wrong_suffix_is_refused(job, spec, tmp_path):
    if spec.kind is Kind.FILE and spec.suffixes:
        (tmp_path / "text.txt").touch()
        assert all(suffix in value_problem(spec, str(tmp_path / "text.txt")) for suffix in spec.suffixes)


@EACH
def test_problems_are_data_before_they_are_sentences(job, inputs):
    empty_job = job(**{spec.name: None for spec in specs(job)})
    missing = job_problems(empty_job)
    assert missing == tuple(Problem("missing", spec.name) for spec in specs(job) if spec.required)
    assert [problem.text(specs(job)) for problem in missing] == list(problems(empty_job))


def test_a_problem_names_the_parameter_to_correct(inputs):
    made = filled(JOBS["segment"], inputs)
    (problem,) = job_problems(dataclasses.replace(made, tile_size=64, overlap=40))
    assert problem == Problem("overlap_of_windows", "overlap", {"overlap": 40, "other": "tile_size", "size": 64})
    assert "Overlap (40 px) must be at most half of Window size (64 px)" in problem.text(specs(made))
    (problem,) = job_problems(dataclasses.replace(made, output=made.input))
    assert problem == Problem("overwrites", "output", {"other": "input", "path": made.input})
    assert problem.text(specs(made)).startswith("Class map would overwrite Raster (")
    (problem,) = job_problems(dataclasses.replace(filled(JOBS["train"], inputs), crop_size=100))
    assert (problem.code, problem.field, problem.arguments["sizes"]) == ("crop_size", "crop_size", ("96", "128"))
    assert problem.text(specs(JOBS["train"])).endswith("got 100; use 96 or 128.")
