# SPDX-License-Identifier: GPL-2.0-or-later
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from diao_engine.errors import BadInput
from diao_engine.jobs import LayerRef, Train
from diao_engine.training.ranks import ALONE, joined
from tests.engine.landscape import draw
from tests.engine.training import deep_in_ranks
from tests.engine.training.in_ranks import train

ROOT = Path(__file__).parents[3]


def job(**values):
    return Train(dataset=LayerRef("tiles.gpkg"), model="m.onnx", device="cpu", **values)


@pytest.mark.slow
@pytest.mark.parametrize("loss", ["weighted_cross_entropy", "focal_dice"])
def test_two_processes_train_what_one_does(tmp_path, loss):
    tiles, end = draw(tmp_path), tmp_path / "end.pt"
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    subprocess.run([*torchrun, "-m", "tests.engine.training.in_ranks", tiles, loss, str(end)], cwd=ROOT, check=True)
    two, one = torch.load(end), train(tiles, loss, ALONE)
    assert two["shown"] == one["shown"]
    assert two["confusions"] == one["confusions"]
    np.testing.assert_allclose(two["losses"], one["losses"], atol=1e-5)
    assert two["weights"].keys() == one["weights"].keys()
    for name, weights in one["weights"].items():
        torch.testing.assert_close(two["weights"][name], weights, atol=1e-5, rtol=0.0)


@pytest.mark.slow
def test_a_deep_network_is_trained_by_two_processes_as_by_one(tmp_path):
    end = tmp_path / "end.pt"
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    subprocess.run([*torchrun, "-m", "tests.engine.training.deep_in_ranks", str(end)], cwd=ROOT, check=True)
    two, one = torch.load(end), deep_in_ranks.train(ALONE)
    np.testing.assert_allclose(two["losses"], one["losses"], atol=1e-10)
    for name, weights in one["state"].items():
        torch.testing.assert_close(two["state"][name], weights, atol=1e-8, rtol=0.0)


def test_nobody_else_is_there_unless_torchrun_says_so(monkeypatch):
    for name in ("RANK", "WORLD_SIZE", "LOCAL_RANK", "MASTER_ADDR"):
        monkeypatch.delenv(name, raising=False)
    with joined(job()) as alone:
        assert alone == ALONE
        assert list(range(5))[alone.share] == [0, 1, 2, 3, 4]


def test_every_process_needs_a_crop(monkeypatch):
    for name, value in {"RANK": "2", "WORLD_SIZE": "3", "LOCAL_RANK": "0", "MASTER_ADDR": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadInput) as caught, joined(job(batch_size=2)):
        pass
    assert caught.value.sentences[0].code == "more_processes_than_crops"
