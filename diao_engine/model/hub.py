# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings ImageNet weights from the hub into its cache, in a process of its own.

A hub may answer and then send nothing, or a byte now and then, while its client waits and holds a lock of the cache. A process
can be ended at any time, and its locks go with it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from ..protocol import launch, web
from ..protocol.progress import ProgressReporter
from ..protocol.watchdog import Watchdog

_SECONDS_TO_ANSWER = 5.0
_SECONDS_TO_START = 60.0
# So long a download may stand still, or creep: fewer bytes than these are no progress.
_SECONDS_WITHOUT_PROGRESS = 45.0
_BYTES_OF_PROGRESS = 65536
_SECONDS_BETWEEN_LOOKS = 0.2
_SECONDS_TO_END = 1.0
_UNFINISHED = "*/blobs/*.incomplete"  # in the hub's cache, while a file is written


def fetch(architecture: str, encoder: str, *, report: ProgressReporter) -> bool:
    """Whether the encoder's weights have been brought into the cache; False too when the download stands still."""
    from huggingface_hub import constants

    settings = {
        "HF_ENDPOINT": str(constants.ENDPOINT),
        "HF_HUB_CACHE": str(constants.HF_HUB_CACHE),
        "HF_HUB_DISABLE_XET": "1",  # it writes files in one go at the end, which looks like standing still
    }
    process = subprocess.Popen(  # nosec B603 - this module, names from a fixed list, without a shell
        [sys.executable, "-s", "-m", __name__, architecture, encoder],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        cwd=launch.engine_root(),
        env={**os.environ, **settings},
    )
    try:
        cache = Path(constants.HF_HUB_CACHE)
        return _has_succeeded(process, cache, lambda: report.progress(0.0, "downloading_weights", encoder=encoder))
    finally:
        _end(process)


def _has_succeeded(process: subprocess.Popen[bytes], cache: Path, report_progress: Callable[[], None]) -> bool:
    begun = threading.Event()
    threading.Thread(target=_await_byte, args=(process, begun), name="diao-download-begins", daemon=True).start()
    sizes: dict[str, int] = {}
    known, deadline = 0, time.monotonic() + _SECONDS_TO_START
    is_downloading = False
    while process.poll() is None:
        report_progress()
        for path in cache.glob(_UNFINISHED):
            sizes[path.name] = max(sizes.get(path.name, 0), _size(path))
        has_more = sum(sizes.values()) >= known + _BYTES_OF_PROGRESS
        if has_more or begun.is_set() != is_downloading:
            known, is_downloading = sum(sizes.values()), begun.is_set()
            deadline = time.monotonic() + (_SECONDS_WITHOUT_PROGRESS if is_downloading else _SECONDS_TO_START)
        if time.monotonic() > deadline:
            return False
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    return process.returncode == 0


def _await_byte(process: subprocess.Popen[bytes], begun: threading.Event) -> None:
    if process.stdout is not None and process.stdout.read(1):
        begun.set()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it has just been finished
        return 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let it remove what it has half downloaded, but not for long."""
    process.terminate()
    try:
        process.wait(timeout=_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def main(architecture: str, encoder: str) -> int:
    """The other process: one byte on stdout when the download begins; 0 when the weights are in the cache."""
    descriptor = os.dup(1)
    os.dup2(2, 1)  # what libraries print is for the log
    Watchdog(descriptor, threading.Lock(), caller=os.getppid(), exit_code=1).start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if not _hub_answers(os.environ["HF_ENDPOINT"]):
        return 1
    import huggingface_hub

    from . import networks

    huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE = _BYTES_OF_PROGRESS // 2  # so often the file grows
    os.write(descriptor, b".")
    try:
        networks.build(architecture, encoder, bands=3, classes=2, downloaded=True)
    except (OSError, huggingface_hub.errors.HfHubHTTPError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    return 0


def _hub_answers(endpoint: str) -> bool:
    try:
        request = urllib.request.Request(endpoint, method="HEAD")
        answer = web.opener().open(request, timeout=_SECONDS_TO_ANSWER)
        if answer is not None:  # None: an address of another kind, which no handler takes
            answer.close()
        return answer is not None
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
