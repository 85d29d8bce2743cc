# SPDX-License-Identifier: GPL-2.0-or-later
"""Files are compared, not the texts that name them."""

import os

from diao.plugin.files import is_same_file


def test_the_same_file_by_other_names_is_the_same(tmp_path):
    file, other = tmp_path / "map.tif", tmp_path / "other.tif"
    file.write_bytes(b"a")
    other.write_bytes(b"a")
    os.symlink(file, tmp_path / "link.tif")
    (tmp_path / "folder").mkdir()
    for name in (str(file), f"{tmp_path}/folder/../map.tif", f"{tmp_path}//map.tif", str(tmp_path / "link.tif")):
        assert is_same_file(str(file), name)
    assert not is_same_file(str(file), str(other))


def test_files_that_are_gone_are_told_by_their_paths(tmp_path):
    assert is_same_file(f"{tmp_path}/folder/../gone.tif", f"{tmp_path}/gone.tif")
    assert not is_same_file(f"{tmp_path}/gone.tif", f"{tmp_path}/lost.tif")
    assert is_same_file("", "")
    assert not is_same_file("", str(tmp_path))
