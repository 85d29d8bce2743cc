# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import onnxruntime
import pytest
import torch

from diao_engine.errors import BadInput
from diao_engine.inference import load
from diao_engine.inference.confine import Needs
from diao_engine.inference.predictor import InputShape
from diao_engine.protocol import gpus
from diao_engine.protocol.machine import described
from diao_engine.protocol.progress import ProgressReporter, silent
from tests.engine.networks import pixelwise, save
from tests.refused import refused


def load_predictor(path, **options):
    """The tests trust their own models."""
    return load.load_predictor(path, trusted=True, needs=Needs(), **options)


BATCH = np.random.default_rng(0).normal(size=(2, 3, 32, 32)).astype("float32")


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.conv = torch.nn.Conv2d(3, 5, 3, padding=1)

    def forward(self, image):
        return self.conv(image)


class Wrapped(Net):
    def forward(self, image):
        return {"aux": self.conv(image) * 0, "out": self.conv(image)}


@pytest.fixture
def net():
    return Net().eval()


def expected(net):
    with torch.inference_mode():
        return net(torch.from_numpy(BATCH)).numpy()


def exported(net, path):
    n, h, w = (torch.export.Dim(name, min=1, max=4096) for name in ("n", "h", "w"))
    program = torch.export.export(net, (torch.from_numpy(BATCH),), dynamic_shapes=({0: n, 2: h, 3: w},))
    torch.export.save(program, path)


def test_onnx_runs_and_says_on_what(tmp_path):
    events = []
    path = save(pixelwise(np.eye(3)), tmp_path / "a.onnx")
    model = load_predictor(path, device="auto", report=ProgressReporter(events.append))
    np.testing.assert_allclose(model.predict(BATCH), BATCH, atol=1e-6)
    assert model.input == InputShape(None, 3, None, None)
    assert events[0].text.code == "runs_with_onnx"
    assert events[0].text.arguments["version"] == onnxruntime.__version__


def test_fixed_sides_are_told(tmp_path):
    path = save(pixelwise(np.eye(3), sides=(1, 64, 48)), tmp_path / "a.onnx")
    assert load_predictor(path, device="cpu", report=silent()).input == InputShape(1, 3, 64, 48)


@pytest.mark.parametrize("suffix", [".pt", ".pth", ".ts"])
def test_torchscript_runs(tmp_path, net, suffix):
    path = tmp_path / f"a{suffix}"
    torch.jit.script(net).save(path)
    model = load_predictor(str(path), device="auto", report=silent())
    np.testing.assert_allclose(model.predict(BATCH), expected(net), atol=1e-5)
    assert model.input.bands == 3


def test_exported_programs_run(tmp_path, net):
    exported(net, tmp_path / "a.pt2")
    model = load_predictor(str(tmp_path / "a.pt2"), device="cpu", report=silent())
    np.testing.assert_allclose(model.predict(BATCH), expected(net), atol=1e-5)
    np.testing.assert_allclose(model.predict(BATCH[:1, :, :16]).shape, (1, 5, 16, 32))
    assert model.input == InputShape(None, 3, None, None)


def test_the_map_among_several_outputs_is_found(tmp_path, net):
    wrapped = Wrapped().eval()
    torch.jit.trace(wrapped, torch.from_numpy(BATCH), strict=False).save(tmp_path / "a.pt")
    model = load_predictor(str(tmp_path / "a.pt"), device="cpu", report=silent())
    np.testing.assert_allclose(model.predict(BATCH), expected(net), atol=1e-5)


def test_weights_are_never_unpickled(tmp_path):
    import os

    class Bomb:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "exploded"),)

    torch.save({"weights": Bomb()}, tmp_path / "a.pth")
    torch.save({"weights": Bomb()}, tmp_path / "b.pth", _use_new_zipfile_serialization=False)
    for name in ("a.pth", "b.pth"):
        with refused("no_torch_program"):
            load_predictor(str(tmp_path / name), device="cpu", report=silent())
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("name", ["a.onnx", "a.pt", "a.pt2"])
def test_text_is_no_model(tmp_path, name):
    (tmp_path / name).write_text("not a model")
    with pytest.raises(BadInput, match=name):
        load_predictor(str(tmp_path / name), device="cpu", report=silent())


def test_a_truncated_model_is_said(tmp_path, net):
    torch.jit.script(net).save(tmp_path / "a.pt")
    whole = (tmp_path / "a.pt").read_bytes()
    (tmp_path / "a.pt").write_bytes(whole[: len(whole) // 2])
    with refused("no_torch_program", path="a.pt"):
        load_predictor(str(tmp_path / "a.pt"), device="cpu", report=silent())


@pytest.mark.parametrize("device", ["cuda", "mps", "directml"])
def test_a_device_that_is_not_there_is_said(tmp_path, monkeypatch, net, device):
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    torch.jit.script(net).save(tmp_path / "a.pt")
    for path in (save(pixelwise(np.eye(3)), tmp_path / "a.onnx"), str(tmp_path / "a.pt")):
        with pytest.raises(BadInput, match=f"device {device}.*(auto|another Device)"):
            load_predictor(path, device=device, report=silent())


def test_a_provider_that_does_not_start_is_no_silent_fallback(tmp_path, monkeypatch):
    """CUDA is offered by the package and its libraries are missing: ONNX Runtime goes on with the CPU by itself."""
    offered = ["CUDAExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: offered)
    session = onnxruntime.InferenceSession
    monkeypatch.setattr(
        onnxruntime,
        "InferenceSession",
        lambda path, options, providers: session(path, options, providers=providers[-1:]),
    )
    path = save(pixelwise(np.eye(3)), tmp_path / "a.onnx")
    with refused("device_missing", device="cuda"):
        load_predictor(path, device="cuda", report=silent())
    events = []
    load_predictor(path, device="auto", report=ProgressReporter(events.append))
    assert events[0].text.code == "runs_with_onnx_not_started"
    assert (events[0].text.arguments["device"], events[0].text.arguments["others"]) == ("cpu", ["cuda"])


@pytest.mark.parametrize(("device", "warned"), [("auto", True), ("cpu", False)])
def test_a_gpu_that_is_there_and_not_used_is_a_warning(tmp_path, monkeypatch, net, device, warned):
    monkeypatch.setattr(gpus, "detect", lambda: described("linux", driver="580.82.07"))
    torch.jit.script(net).save(tmp_path / "a.pt")
    for path in (save(pixelwise(np.eye(3)), tmp_path / "a.onnx"), str(tmp_path / "a.pt")):
        events = []
        load_predictor(path, device=device, report=ProgressReporter(events.append))
        assert [event.text.code for event in events if event.level == "warning"] == ["gpu_own_python"] * warned


def test_a_gpu_that_torch_cannot_use_is_no_warning_for_its_models(tmp_path, monkeypatch, net):
    monkeypatch.setattr(gpus, "detect", lambda: described("windows", gpu="directx12"))
    torch.jit.script(net).save(tmp_path / "a.pt")
    for path, warned in ((save(pixelwise(np.eye(3)), tmp_path / "a.onnx"), True), (str(tmp_path / "a.pt"), False)):
        events = []
        load_predictor(path, device="auto", report=ProgressReporter(events.append))
        assert [event.text.code for event in events if event.level == "warning"] == ["gpu_own_python"] * warned


def test_what_a_model_cannot_take_is_said(tmp_path, net):
    torch.jit.script(net).save(tmp_path / "a.pt")
    for path in (save(pixelwise(np.eye(3)), tmp_path / "a.onnx"), str(tmp_path / "a.pt")):
        model = load_predictor(path, device="cpu", report=silent())
        with refused("model_fails", shape="4 × 32 × 32"):
            model.predict(np.zeros((1, 4, 32, 32), dtype="float32"))
