# SPDX-License-Identifier: GPL-2.0-or-later
import itertools

import pytest
import torch

from diao_engine.jobs import LayerRef, Train, specs
from diao_engine.jobs.train import image_divisor
from diao_engine.model import networks


def conflicts(**values):
    job = Train(dataset=LayerRef("a.gpkg"), model="a.onnx", **values)
    return [problem.text(specs(job)) for problem in job.conflicts()]


# Every architecture with one encoder of each family, and every encoder with the default architecture.
PAIRS = [
    *itertools.product(networks.ARCHITECTURES, ["efficientnet_lite0", "resnet18", "mit_b0"]),
    *(("unet", encoder) for encoder in networks.ENCODERS),
]


@pytest.mark.slow
@pytest.mark.parametrize(("architecture", "encoder"), sorted(set(PAIRS)))
def test_a_pair_works_or_is_refused_with_a_sentence(architecture, encoder):
    refused = conflicts(architecture=architecture, encoder=encoder)
    if refused:
        assert encoder.startswith("mit_")
        assert "choose" in refused[0]
        with pytest.raises(ValueError, match="support"):
            networks.build(architecture, encoder, bands=4, classes=3)
        return
    side = image_divisor(architecture)
    network = networks.build(architecture, encoder, bands=4, classes=3).train()
    logits = network(torch.zeros(2, 4, side, side * 2))
    assert logits.shape == (2, 3, side, side * 2)


def test_the_default_network_is_small():
    network = networks.build("unet", "efficientnet_lite0", bands=4, classes=6)
    assert 4e6 < sum(parameter.numel() for parameter in network.parameters()) < 6e6


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"crop_size": 100}, "use 96 or 128"),
        ({"crop_size": 64, "architecture": "pan"}, "multiple of 128 px for pan, got 64; use 128"),
        ({"batch_size": 1, "architecture": "deeplabv3plus"}, "use Batch size 2 or more"),
        ({"batch_size": 1, "crop_size": 32}, "use Batch size 2 or more"),
        ({"encoder_weights": "nowhere.pth"}, "there is no file nowhere.pth"),
        ({"encoder_weights": __file__}, "must end in .safetensors, .pth or .pt"),
        ({"device": "directml"}, "choose auto, cpu or cuda"),
    ],
)
def test_what_cannot_work_is_said_before_any_work(values, sentence):
    (found,) = conflicts(**values)
    assert sentence in found


@pytest.mark.parametrize("values", [{}, {"batch_size": 1}, {"encoder_weights": "none"}, {"crop_size": 32}])
def test_what_works_is_not_refused(values):
    assert conflicts(**values) == []


@pytest.mark.parametrize("cells", [1, 2, 3, 6])
@pytest.mark.parametrize("shape", [(1, 1), (2, 5), (7, 12)])
def test_the_exportable_pool_is_torchs(cells, shape):
    x = torch.randn((2, 3, *shape), generator=torch.Generator().manual_seed(1))
    expected = torch.nn.functional.adaptive_avg_pool2d(x, cells)
    torch.testing.assert_close(networks.AdaptivePool((cells, cells))(x), expected)
