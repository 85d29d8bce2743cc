# SPDX-License-Identifier: GPL-2.0-or-later
"""Windows: local and roaming profiles, long paths, files in use, DirectX 12. Written after its documentation, tried by fakes only."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import shutil
import stat
import subprocess
import time
import uuid
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath
from typing import Any

from ...messages import Sentence
from .system import System, architecture, home, triple_architecture

# 260 with the closing NUL: https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation
_LONGEST_PATH = 259
_FILE_SYSTEM = r"SYSTEM\CurrentControlSet\Control\FileSystem"
_ADAPTERS = (
    r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"  # class of display adapters
)
_NO_GPU = ("basic display", "basic render", "remote display", "virtual", "mirror", "hyper-v", "displaylink")
# D3D12CreateDevice without a place for the device only tells, by S_FALSE, that one could be made.
_FEATURE_LEVEL_11_0, _S_FALSE = 0xB000, 1
_ID3D12DEVICE = uuid.UUID("189819f1-1db6-4b57-be54-1821339b85f7").bytes_le
_TRIES, _SECONDS_BETWEEN_TRIES = 8, 0.5


class Windows(System):
    """10 and newer, 64 bits."""

    name = "windows"
    title = "Windows"
    python_names = ("python3.exe", "python.exe")
    uv_name = "uv.exe"

    def data_folder(self, environ: Mapping[str, str]) -> Path:
        """In the local part of the profile: the roaming one is copied over the network at each login."""
        local = environ.get("LOCALAPPDATA")
        return Path(local or home(environ, "USERPROFILE") / "AppData" / "Local") / "diao"

    def interpreter(self, environment: Path) -> Path:
        """See `System`."""
        return environment / "Scripts" / "python.exe"

    def beside_prefix(self, prefix: Path) -> list[Path]:
        """OSGeo4W and the standalone installer put `python.exe` into `apps/Python3xx` itself."""
        return [prefix, prefix / "bin"]

    def nvidia_smi_places(self, environ: Mapping[str, str]) -> list[Path]:
        """Drivers of today put it into System32, earlier ones below Program Files or beside the driver's package."""
        root = Path(environ.get("SYSTEMROOT") or r"C:\Windows")
        programs = Path(environ.get("PROGRAMW6432") or environ.get("PROGRAMFILES") or r"C:\Program Files")
        store = root / "System32" / "DriverStore" / "FileRepository"
        packages = sorted(store.glob("nv*/nvidia-smi.exe")) if store.is_dir() else []
        return [
            root / "System32" / "nvidia-smi.exe",
            programs / "NVIDIA Corporation" / "NVSMI" / "nvidia-smi.exe",
            *packages,
        ]

    def directx12_gpu(self) -> str:
        """The adapter that Windows names first, when Direct3D says that it could make a device."""
        names = [name for name in self._adapters() if not any(word in name.lower() for word in _NO_GPU)]
        return names[0] if names and self._makes_directx12_device() else ""

    def pip_configurations(self, environ: Mapping[str, str]) -> list[Path]:
        """See `System`."""
        user = home(environ, "USERPROFILE")
        roaming = Path(environ.get("APPDATA") or user / "AppData" / "Roaming")
        everyone = Path(environ.get("PROGRAMDATA") or r"C:\ProgramData")
        return [everyone / "pip" / "pip.ini", user / "pip" / "pip.ini", roaming / "pip" / "pip.ini"]

    def wheel_platforms(self, machine: str) -> list[str]:
        """See `System`."""
        return ["win_amd64" if architecture(machine) == "x86_64" else "win_arm64"]

    def uv_platform(self, machine: str) -> str:
        """See `System`."""
        return f"{triple_architecture(machine)}-pc-windows-msvc"

    def place_problem(self, folder: Path, longest: int) -> Sentence | None:
        """Paths of more than 260 characters fail unless an administrator has allowed them."""
        needed = len(str(folder)) + 1 + longest
        if needed <= _LONGEST_PATH or self._registry_number(_FILE_SYSTEM, "LongPathsEnabled") == 1:
            return None
        return Sentence.of("place_too_long", folder=folder, needed=needed, allowed=_LONGEST_PATH)

    def place_warning(self, folder: Path, environ: Mapping[str, str]) -> Sentence | None:
        """Network drives and the roaming part of a profile are slow, and fill up the server."""
        place = PureWindowsPath(str(folder))
        roaming = environ.get("APPDATA")
        is_roaming = bool(roaming) and PureWindowsPath(str(roaming)) in place.parents
        return Sentence.of("place_is_roaming", folder=folder) if is_roaming or place.drive.startswith("\\\\") else None

    def spawn_options(self) -> dict[str, Any]:
        """No window of a console comes up. The flag's name exists on Windows only, its value does not change."""
        return {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0x08000000)}

    def kill(self, process: subprocess.Popen[str]) -> None:
        """`taskkill /T` ends the children too: a virtual environment's python.exe starts the one that does the work."""
        if process.poll() is not None:
            return
        command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        with contextlib.suppress(OSError):
            subprocess.run(  # nosec B603 - taskkill with a number
                command, check=False, capture_output=True, **self.spawn_options()
            )
        process.kill()
        process.wait()

    def remove_tree(self, path: Path) -> None:
        """Scanners hold new files open for moments, and a file that is read-only cannot be removed."""
        for remaining in range(_TRIES - 1, -1, -1):
            try:
                _make_writable(path)
                shutil.rmtree(path)
            except FileNotFoundError:
                return
            except OSError:
                if not remaining:
                    raise
                time.sleep(_SECONDS_BETWEEN_TRIES)
            else:
                return

    def _adapters(self) -> list[str]:
        """Names of the display adapters as the registry has them."""
        winreg: Any = importlib.import_module("winreg")
        names = []
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _ADAPTERS) as adapters:
            for number in range(winreg.QueryInfoKey(adapters)[0]):
                key = f"{_ADAPTERS}\\{winreg.EnumKey(adapters, number)}"
                with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as adapter:
                    names.append(str(winreg.QueryValueEx(adapter, "DriverDesc")[0]))
        return names

    def _registry_number(self, key: str, name: str) -> int | None:
        winreg: Any = importlib.import_module("winreg")
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            return int(winreg.QueryValueEx(opened, name)[0])
        return None

    def _makes_directx12_device(self) -> bool:
        try:
            create = ctypes.CDLL("d3d12.dll").D3D12CreateDevice  # 64 bits: one calling convention only
        except (OSError, AttributeError):
            return False
        create.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p]
        create.restype = ctypes.c_long
        return bool(create(None, _FEATURE_LEVEL_11_0, _ID3D12DEVICE, None) == _S_FALSE)


def _make_writable(path: Path) -> None:
    for folder, _, files in os.walk(path):
        for name in files:
            file = os.path.join(folder, name)
            if not os.access(file, os.W_OK):
                os.chmod(file, stat.S_IWRITE | stat.S_IREAD)
