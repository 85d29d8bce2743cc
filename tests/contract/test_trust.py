# SPDX-License-Identifier: GPL-2.0-or-later
"""Which models are programs, what approves one, and that no job goes past it."""

from __future__ import annotations

import json
import os
import zipfile

import pytest

from diao_engine.jobs import DescribeModel, Segment, problems, trust


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DIAO_HOME", str(tmp_path / "home"))


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "model.pt"
    path.write_bytes(b"a program")
    return str(path)


def test_torch_models_are_known_by_suffix_and_by_content(tmp_path, model):
    archive = tmp_path / "archive.onnx"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a/constants.pkl", b"")
    plain = tmp_path / "plain.onnx"
    plain.write_bytes(b"\x08\x09\x12")
    pipe = tmp_path / "pipe.onnx"
    os.mkfifo(pipe)
    assert trust.is_torch_model(model)
    assert trust.is_torch_model("nowhere/MODEL.PT2")
    assert trust.is_torch_model(str(archive))
    assert not trust.is_torch_model(str(plain))
    assert not trust.is_torch_model(str(pipe))
    assert not trust.is_torch_model("nowhere/model.onnx")


def test_an_approval_is_of_the_content(model, tmp_path):
    assert not trust.is_approved(model)
    trust.approve(trust.content_hash(model))
    assert trust.is_approved(model)
    copy = tmp_path / "copy.ts"
    copy.write_bytes(b"a program")
    assert trust.is_approved(str(copy))
    copy.write_bytes(b"a progrAm")
    os.utime(copy, ns=(1, 1))
    assert not trust.is_approved(str(copy))


def test_approvals_add_up_and_leave_nothing_else(model, tmp_path):
    trust.approve(trust.content_hash(model))
    other = tmp_path / "other.pt"
    other.write_bytes(b"another")
    trust.approve(trust.content_hash(str(other)))
    assert trust.is_approved(model)
    assert trust.is_approved(str(other))
    assert os.listdir(tmp_path / "home") == ["approved-models.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"sha256": 3}', '{"sha256": [1, null]}', '{"v": 1}'])
def test_damaged_approvals_approve_nothing_and_are_mended(model, content):
    path = trust.approvals_file()
    path.parent.mkdir()
    path.write_text(content)
    assert not trust.is_approved(model)
    trust.approve(trust.content_hash(model))
    assert trust.is_approved(model)
    assert json.loads(path.read_text())["sha256"] == [trust.content_hash(model)]


def jobs(model, tmp_path, **values):
    (tmp_path / "raster.tif").touch()
    raster, output = str(tmp_path / "raster.tif"), str(tmp_path / "out.tif")
    return Segment(input=raster, model=model, output=output, **values), DescribeModel(model=model, **values)


def test_a_torch_model_that_nobody_vouches_for_is_refused(model, tmp_path):
    for job in jobs(model, tmp_path):
        (sentence,) = problems(job)
        for part in (model, "program", "whatever you can", "TRUST_MODEL", "ONNX"):
            assert part in sentence
    for job in jobs(model, tmp_path, trust_model=True):
        assert problems(job) == ()
    trust.approve(trust.content_hash(model))
    for job in jobs(model, tmp_path):
        assert problems(job) == ()


def test_an_onnx_model_needs_nobody(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"\x08\x09")
    for job in jobs(str(tmp_path / "model.onnx"), tmp_path):
        assert problems(job) == ()
        assert job.needs() == "base"
