# SPDX-License-Identifier: GPL-2.0-or-later
"""What each system does otherwise, as far as that can be seen on Linux."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from diao_engine.protocol import launch, systems, userdata
from diao_engine.protocol.systems.linux import Linux
from diao_engine.protocol.systems.macos import MacOS
from diao_engine.protocol.systems.windows import Windows

HOME = "/home/Jörg Müller"


@pytest.mark.parametrize(
    ("system", "environ", "folder"),
    [
        (Linux(), {"HOME": HOME}, f"{HOME}/.local/share/diao"),
        (Linux(), {"HOME": HOME, "XDG_DATA_HOME": "/data"}, "/data/diao"),
        (MacOS(), {"HOME": HOME}, f"{HOME}/Library/Application Support/diao"),
        (Windows(), {"LOCALAPPDATA": "/Local", "APPDATA": "/Roaming"}, "/Local/diao"),
        (Windows(), {"USERPROFILE": "/Users/Jörg", "APPDATA": "/Roaming"}, "/Users/Jörg/AppData/Local/diao"),
    ],
)
def test_the_data_folder_is_the_system_s_own(system, environ, folder):
    assert system.data_folder(environ) == Path(folder)


def test_a_folder_that_the_user_names_is_taken_on_every_system(monkeypatch):
    monkeypatch.setenv("DIAO_HOME", "/somewhere/else")
    assert userdata.folder() == Path("/somewhere/else")


def test_interpreters_lie_where_venv_puts_them():
    assert Linux().interpreter(Path("/e")) == MacOS().interpreter(Path("/e")) == Path("/e/bin/python")
    assert Windows().interpreter(Path("/e")) == Path("/e/Scripts/python.exe")


def test_the_python_beside_qgis_is_looked_for_where_the_installers_put_it():
    assert Path("/Applications/QGIS.app/Contents/MacOS/bin") in MacOS().beside_prefix(
        Path("/Applications/QGIS.app/Contents/Frameworks")
    )
    assert Path("C:/OSGeo4W/apps/Python312") in Windows().beside_prefix(Path("C:/OSGeo4W/apps/Python312"))
    assert Windows().python_names == ("python3.exe", "python.exe")


def test_no_console_comes_up_on_windows_and_other_systems_make_a_group():
    assert Windows().spawn_options() == {"creationflags": 0x08000000}  # CREATE_NO_WINDOW
    assert Linux().spawn_options() == MacOS().spawn_options() == {"start_new_session": True}


def test_what_qgis_exports_for_its_own_python_is_not_handed_on():
    exported = {"PYTHONHOME": "C:/OSGeo4W/apps/Python312", "PYTHONPATH": "x", "GDAL_DATA": "y", "PATH": "z"}
    cleaned = launch.clean_environment(exported)
    assert cleaned.keys() & exported.keys() == {"PATH"}
    assert cleaned["PYTHONUTF8"] == "1"  # whatever the codepage


def _runs(process):
    """Whether a process is there and no mere entry that nobody has collected yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class TestKilling:
    def test_the_children_go_too(self):
        code = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True); sys.stdin.read()"
        with subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True,
            **Linux().spawn_options(),
        ) as process:  # fmt: skip
            child = int(process.stdout.readline())
            Linux().kill(process)
        while _runs(child):
            pass

    def test_windows_asks_its_own_tool_to_end_the_tree(self, monkeypatch):
        asked = []
        monkeypatch.setattr(subprocess, "run", lambda command, **options: asked.append(command))
        process = subprocess.Popen(["sleep", "60"], text=True)
        Windows().kill(process)
        assert asked == [["taskkill", "/T", "/F", "/PID", str(process.pid)]]
        assert process.poll() is not None
        Windows().kill(process)  # one that has ended is left alone
        assert len(asked) == 1


class TestPlaces:
    LONG = PureWindowsPath("C:/Users/somebody/AppData/Local/diao/environments/full-6124e25614-cuda13-py312")

    def test_long_paths_are_refused_before_the_work_where_windows_does_not_allow_them(self, monkeypatch):
        windows = Windows()
        monkeypatch.setattr(windows, "_registry_number", lambda key, name: 0)
        assert windows.place_problem(self.LONG, 259 - len(str(self.LONG)) - 1) is None
        problem = windows.place_problem(self.LONG, 259 - len(str(self.LONG)))
        assert (problem.code, problem.arguments["needed"]) == ("place_too_long", 260)
        monkeypatch.setattr(windows, "_registry_number", lambda key, name: 1)
        assert windows.place_problem(self.LONG, 300) is None

    @pytest.mark.parametrize(
        ("folder", "is_told"),
        [
            (r"C:\Users\somebody\AppData\Local\diao", False),
            (r"C:\Users\somebody\AppData\Roaming\diao", True),
            (r"\\server\profiles\somebody\diao", True),
        ],
    )
    def test_a_folder_on_a_server_is_told(self, folder, is_told):
        warning = Windows().place_warning(PureWindowsPath(folder), {"APPDATA": r"C:\Users\somebody\AppData\Roaming"})
        assert (warning is not None) == is_told
        assert warning is None or warning.code == "place_is_roaming"

    def test_unix_has_neither(self):
        assert Linux().place_problem(Path("/" + "x" * 400), 190) is None
        assert MacOS().place_warning(Path("/Volumes/server"), {}) is None


class TestRemoving:
    def test_a_file_that_a_scanner_holds_is_tried_again(self, tmp_path, monkeypatch):
        import shutil

        (tmp_path / "environment").mkdir()
        calls, real = [], shutil.rmtree

        def held(path):
            calls.append(path)
            if len(calls) < 3:
                raise PermissionError(13, "The process cannot access the file", str(path))
            real(path)

        monkeypatch.setattr("diao_engine.protocol.systems.windows.shutil.rmtree", held)
        monkeypatch.setattr("diao_engine.protocol.systems.windows.time.sleep", lambda seconds: None)
        Windows().remove_tree(tmp_path / "environment")
        assert len(calls) == 3
        assert not (tmp_path / "environment").exists()

    def test_one_that_stays_held_is_told(self, tmp_path, monkeypatch):
        (tmp_path / "environment").mkdir()
        monkeypatch.setattr(
            "diao_engine.protocol.systems.windows.shutil.rmtree",
            lambda path: (_ for _ in ()).throw(PermissionError(13, "held")),
        )
        monkeypatch.setattr("diao_engine.protocol.systems.windows.time.sleep", lambda seconds: None)
        with pytest.raises(PermissionError):
            Windows().remove_tree(tmp_path / "environment")

    def test_files_that_are_read_only_go_too(self, tmp_path, monkeypatch):
        file = tmp_path / "environment" / "a"
        file.parent.mkdir()
        file.touch()
        made = []
        monkeypatch.setattr(os, "access", lambda path, mode: False)
        monkeypatch.setattr(os, "chmod", lambda path, mode: made.append(path))
        Windows().remove_tree(tmp_path / "environment")
        assert made == [str(file)]

    @pytest.mark.parametrize("system", list(systems.SYSTEMS.values()), ids=lambda system: system.name)
    def test_what_is_not_there_is_no_error(self, system, tmp_path):
        system.remove_tree(tmp_path / "absent")


def test_nvidia_s_tools_are_looked_for_where_windows_drivers_put_them(tmp_path):
    store = tmp_path / "Windows/System32/DriverStore/FileRepository/nv_dispi.inf_amd64_1/nvidia-smi.exe"
    store.parent.mkdir(parents=True)
    store.touch()
    places = Windows().nvidia_smi_places({"SYSTEMROOT": str(tmp_path / "Windows"), "PROGRAMFILES": "/Programs"})
    assert places == [
        tmp_path / "Windows/System32/nvidia-smi.exe",
        Path("/Programs/NVIDIA Corporation/NVSMI/nvidia-smi.exe"),
        store,
    ]
    assert Path("/usr/lib/wsl/lib/nvidia-smi") in Linux().nvidia_smi_places({})
    assert MacOS().nvidia_smi_places({}) == []


def test_pip_s_files_are_those_of_its_documentation():
    assert Path("/etc/pip.conf") in Linux().pip_configurations({"HOME": HOME})
    assert Linux().pip_configurations({"HOME": HOME})[-1] == Path(HOME, ".config/pip/pip.conf")
    assert MacOS().pip_configurations({"HOME": HOME})[0] == Path("/Library/Application Support/pip/pip.conf")
    assert Windows().pip_configurations({"APPDATA": "/Roaming", "USERPROFILE": "/U"})[1:] == [
        Path("/U/pip/pip.ini"),
        Path("/Roaming/pip/pip.ini"),
    ]


@pytest.mark.parametrize(
    ("name", "machine", "tag", "uv_platform"),
    [
        ("linux", "x86_64", "manylinux_2_28_x86_64", "x86_64-manylinux_2_35"),
        ("linux", "aarch64", "manylinux2014_aarch64", "aarch64-manylinux_2_35"),
        ("windows", "AMD64", "win_amd64", "x86_64-pc-windows-msvc"),
        ("macos", "arm64", "macosx_14_0_arm64", "aarch64-apple-darwin"),
    ],
)
def test_wheels_of_another_system_are_known_by_its_tags(name, machine, tag, uv_platform):
    system = systems.SYSTEMS[name]
    assert tag in system.wheel_platforms(machine)
    assert system.uv_platform(machine) == uv_platform
