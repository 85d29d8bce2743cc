# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import onnxruntime
import pytest
import torch
from torch import nn

from diao_engine.errors import EngineError
from diao_engine.model import export, networks
from tests.refused import refused


# The three ways in which decoders use an image's size: not at all, by pooling, by pooling to a grid.
@pytest.mark.slow
@pytest.mark.parametrize("architecture", ["unet", "deeplabv3plus", "upernet"])
def test_onnx_gives_the_classes_of_torch_on_any_size(architecture):
    torch.manual_seed(3)
    network = networks.build(architecture, "mobilenet_v2", bands=5, classes=4)
    model = export.to_onnx(network, bands=5, divisor=32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    (given,), (told,) = session.get_inputs(), session.get_outputs()
    assert (given.name, told.name) == ("input", "logits")
    assert [isinstance(size, str) for size in given.shape] == [True, False, True, True]
    image = torch.randn(2, 5, 160, 32)
    with torch.no_grad():
        logits = network.eval()(image)
    found = session.run(None, {"input": image.numpy()})[0]
    assert found.min() == 0
    np.testing.assert_allclose(found, (logits - logits.amin(1, keepdim=True)).numpy(), atol=1e-3)


# With layers that a folding exporter would change: normalisation by batch and by layer, matrices, attention.
@pytest.mark.slow
@pytest.mark.parametrize(("architecture", "encoder"), [("unet", "efficientnet_lite0"), ("segformer", "mit_b0")])
def test_every_weight_is_in_the_file_under_its_name(architecture, encoder):
    """Also those that are equal to others, as all biases of a fresh network are."""
    torch.manual_seed(3)
    network = networks.build(architecture, encoder, bands=3, classes=4)
    stored = export.weights_of(export.to_onnx(network, bands=3, divisor=32))
    expected = {key: value for key, value in network.state_dict().items() if not key.endswith("num_batches_tracked")}
    assert expected.keys() - stored.keys() <= {"encoder.model.conv_head.weight"}
    for key in expected.keys() & stored.keys():
        torch.testing.assert_close(stored[key], expected[key], rtol=0, atol=0)
    assert not network.training


class FixedToItsExample(nn.Module):
    """Differs from image size to image size in a way that tracing cannot see."""

    def forward(self, image):
        return image * float(image.shape[-1])


def test_a_model_that_differs_is_not_written():
    with refused("export_differs", kind=EngineError):
        export.to_onnx(FixedToItsExample(), bands=2, divisor=32)
