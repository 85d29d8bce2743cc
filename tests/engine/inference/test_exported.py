# SPDX-License-Identifier: GPL-2.0-or-later
"""Crafted exported programs run nothing, whatever they are called; real ones open."""

import io
import json
import os
import pickle
import zipfile

import numpy as np
import pytest
import torch

from diao_engine.errors import EngineError
from diao_engine.inference import exported
from diao_engine.jobs import DescribeModel, Segment
from diao_engine.jobs.trust import TORCH_SUFFIXES
from diao_engine.protocol.progress import silent
from diao_engine.protocol.worker import run
from tests.refused import refused


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(3, 4, 3, padding=1)
        self.register_buffer("scale", torch.ones(4, 1, 1))

    def forward(self, image):
        return {"out": self.conv(image) * self.scale + torch.tensor(2.0)}


@pytest.fixture(scope="module")
def genuine(tmp_path_factory):
    """The members of a real exported program, by name."""
    path = tmp_path_factory.mktemp("genuine") / "a.pt2"
    n, h, w = (torch.export.Dim(name, min=1, max=4096) for name in ("n", "h", "w"))
    program = torch.export.export(
        Net().eval(), (torch.zeros(2, 3, 32, 32),), dynamic_shapes=({0: n, 2: 8 * h, 3: 8 * w},)
    )
    torch.export.save(program, path)
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


class Bomb:
    """Makes a folder when it is unpickled."""

    def __init__(self, place):
        self.place = place

    def __reduce__(self):
        return os.mkdir, (self.place,)


def saved(content):
    """As torch saves it, which the restricted reader refuses and the full one runs."""
    buffer = io.BytesIO()
    torch.save(content, buffer)
    return buffer.getvalue()


def packed(members, path):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"a/{name}", content)
    return str(path)


def changed(members, name, change):
    value = json.loads(members[name])
    change(value)
    return {**members, name: json.dumps(value).encode()}


def node_of(value):
    return value["graph_module"]["graph"]["nodes"][0]


SAMPLES, WEIGHTS, CONSTANTS, MODEL = (
    "data/sample_inputs/model.pt",
    "data/weights/model_weights_config.json",
    "data/constants/model_constants_config.json",
    "models/model.json",
)


def pickled_weight(members, bomb):
    def change(config):
        config["config"]["conv.weight"].update(use_pickle=True, tensor_meta=None)

    (name,) = {json.loads(members[WEIGHTS])["config"]["conv.weight"]["path_name"]}
    return {**changed(members, WEIGHTS, change), f"data/weights/{name}": saved(bomb)}


def opaque_constant(members, bomb):
    def change(config):
        config["config"]["scale"] = {
            "path_name": "opaque_obj_0",
            "is_param": False,
            "use_pickle": True,
            "tensor_meta": None,
        }

    return {**changed(members, CONSTANTS, change), "data/constants/opaque_obj_0": pickle.dumps(bomb)}


def old_layout(members, bomb):
    return {**members, "data/weights/model.pt": saved(bomb)}


def compiled(members, bomb):
    return {**members, "data/aotinductor/model/model.so": b"\x7fELF"}


def python(bomb):
    return f"__import__('os').mkdir({bomb.place!r})"


def size_that_runs(members, bomb):
    def change(value):
        sizes = value["graph_module"]["graph"]["tensor_values"]["image"]["sizes"]
        sizes[0]["as_expr"]["expr_str"] = python(bomb)

    return changed(members, MODEL, change)


def name_that_runs(members, bomb):
    def change(value):
        node_of(value)["outputs"][0]["as_tensor"]["name"] = f"x = {python(bomb)}"

    return changed(members, MODEL, change)


def operation_that_runs(members, bomb):
    return changed(members, MODEL, lambda value: node_of(value).update(target="torch.os.mkdir"))


def structure_that_imports(members, bomb):
    def change(value):
        context = json.dumps({"__enum__": True, "fqn": "antigravity:X", "name": "Y"})
        spec = json.dumps([1, {"type": "builtins.dict", "context": context, "children_spec": []}])
        value["graph_module"]["module_call_graph"][0]["signature"]["out_spec"] = spec

    return changed(members, MODEL, change)


CRAFTED = {
    craft.__name__: craft
    for craft in (
        pickled_weight, opaque_constant, old_layout, compiled, size_that_runs, name_that_runs, operation_that_runs,
        structure_that_imports,
    )
}  # fmt: skip


def test_a_real_program_opens_and_gives_the_same(genuine, tmp_path):
    module = exported.load(packed(genuine, tmp_path / "a.pt2")).module()
    image = torch.randn(1, 3, 16, 24)
    state = module.state_dict()
    expected = torch.nn.functional.conv2d(image, state["conv.weight"], state["conv.bias"], padding=1) + 2
    torch.testing.assert_close(module(image)["out"], expected)


@pytest.mark.parametrize("craft", CRAFTED)
def test_crafted_programs_are_refused_in_a_sentence(genuine, tmp_path, craft):
    bomb = Bomb(str(tmp_path / "exploded"))
    path = packed(CRAFTED[craft](genuine, bomb), tmp_path / "a.pt2")
    with refused("program_refused"):
        exported.load(path)
    assert not os.path.exists(bomb.place)


def test_sample_inputs_are_never_read(genuine, tmp_path):
    bomb = Bomb(str(tmp_path / "exploded"))
    exported.load(packed({**genuine, SAMPLES: saved((bomb,))}, tmp_path / "a.pt2"))
    assert not os.path.exists(bomb.place)


def test_a_guard_that_is_more_than_a_comparison_is_left_out(genuine, tmp_path):
    bomb = Bomb(str(tmp_path / "exploded"))
    members = changed(genuine, MODEL, lambda value: value.update(guards_code=[python(bomb)]))
    exported.load(packed(members, tmp_path / "a.pt2")).module()(torch.zeros(1, 3, 16, 16))
    assert not os.path.exists(bomb.place)


def test_a_member_that_stands_twice_is_refused(genuine, tmp_path):
    path = packed(genuine, tmp_path / "a.pt2")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(f"a/{MODEL}", genuine[MODEL])
    with refused("program_refused", reason="unsafe_twice"):
        exported.load(path)


@pytest.mark.parametrize("reader", [torch.load, lambda file, **_: pickle.load(file)], ids=["torch", "pickle"])
def test_no_full_unpickling_while_a_program_is_loaded(tmp_path, reader):
    bomb = Bomb(str(tmp_path / "exploded"))
    content = saved(bomb) if reader is torch.load else pickle.dumps(bomb)
    with exported.no_unpickling():
        with pytest.raises(exported.Unsafe):
            reader(io.BytesIO(content), weights_only=False)
        assert torch.load(io.BytesIO(saved({"a": torch.ones(2)})), weights_only=True)["a"].sum() == 2
    assert not os.path.exists(bomb.place)
    reader(io.BytesIO(content), weights_only=False)  # what has been tried does run without the guard
    assert os.path.exists(bomb.place)


@pytest.fixture
def ground(scene):
    return scene.raster("a.tif", np.full((3, 40, 40), 9, dtype="uint8"))


def tried(model, ground, tmp_path):
    """Both jobs that open a model, trusted; what they do, apart from the results, is none of our business."""
    jobs = (
        DescribeModel(model=model, card=str(tmp_path / "card.json"), trust_model=True),
        Segment(input=ground, model=model, output=str(tmp_path / "out.tif"), trust_model=True),
    )
    for job in jobs:
        try:
            run(job, silent())
        except EngineError as error:
            yield error.message
        else:
            yield ""


@pytest.mark.parametrize("suffix", [*TORCH_SUFFIXES, ".onnx"])
@pytest.mark.parametrize("craft", [*CRAFTED, "samples", "plain pickle", "weights"])
def test_no_job_runs_what_a_file_hides(genuine, ground, tmp_path, suffix, craft):
    bomb = Bomb(str(tmp_path / "exploded"))
    path = tmp_path / f"model{suffix}"
    if craft == "plain pickle":
        path.write_bytes(pickle.dumps(bomb))
    elif craft == "weights":
        path.write_bytes(saved({"weights": bomb}))
    else:
        packed(CRAFTED[craft](genuine, bomb) if craft in CRAFTED else {**genuine, SAMPLES: saved((bomb,))}, path)
    said = list(tried(str(path), ground, tmp_path))
    assert not os.path.exists(bomb.place)
    assert all(said) or craft == "samples"


@pytest.mark.parametrize("member", ["extra/data.pkl", "data.pkl", "constants.pkl", "model/extra.pkl"])
def test_a_pickle_beside_torchscript_runs_nothing(ground, tmp_path, member):
    bomb = Bomb(str(tmp_path / "exploded"))
    torch.jit.script(torch.nn.Conv2d(3, 2, 1).eval()).save(tmp_path / "plain.pt")
    with zipfile.ZipFile(tmp_path / "plain.pt") as archive:
        members = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    path = packed({**members, member: pickle.dumps(bomb, protocol=2)}, tmp_path / "a.pt")
    said = list(tried(path, ground, tmp_path))
    assert not os.path.exists(bomb.place)
    assert not any(said) or member in members
