# SPDX-License-Identifier: GPL-2.0-or-later
from diao_engine.training.checkpoint import Checkpoint


def test_what_a_killed_process_was_writing_goes_and_what_was_whole_stays(tmp_path):
    model = str(tmp_path / "m.onnx")
    Checkpoint(model, "a" * 64).save({"epoch": 3})
    (whole,) = tmp_path.iterdir()
    for name in (f"{whole.name}.part", f"{whole.name}.part".replace("aaaa", "bbbb")):
        (tmp_path / name).write_bytes(b"half")
    assert Checkpoint(model, "a" * 64).load()["epoch"] == 3
    assert list(tmp_path.iterdir()) == [whole]
