# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether ONNX Runtime's IOBinding pays: outputs written into buffers of ours against outputs that it hands over; prints a table.

make bench-binding

On every device that starts here, with the default network and with one convolution, which is nothing but copies.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from diao_engine.inference import onnx_sessions
from tests.benchmarks.bench_segment import BANDS, BATCH, SIZE, write_network, write_small_network
from tests.benchmarks.timing import timed

ROUNDS, SECONDS = 9, 2.0
WAITING = 5  # buffers in turns: results that the writer has not taken yet must stay


def ways(session: object, windows: NDArray[np.float32]) -> tuple[Callable[[int], None], Callable[[int], None]]:
    """A run of a batch as the engine does it, and one with its output bound; both give the same values."""
    entry, end = session.get_inputs()[0].name, session.get_outputs()[0].name
    expected = session.run([end], {entry: windows})[0]
    buffers = [np.empty_like(expected) for _ in range(WAITING)]

    def plain(_number: int) -> None:
        session.run([end], {entry: windows})

    def bound(number: int) -> None:
        buffer, binding = buffers[number % WAITING], session.io_binding()
        binding.bind_cpu_input(entry, windows)
        binding.bind_output(end, "cpu", 0, buffer.dtype, buffer.shape, buffer.ctypes.data)
        session.run_with_iobinding(binding)

    bound(0)
    np.testing.assert_array_equal(buffers[0], expected)
    return plain, bound


def main() -> None:
    """Measure in turns and print the best of each."""
    windows = np.random.default_rng(0).normal(size=(BATCH, BANDS, SIZE, SIZE)).astype(np.float32)
    write = sys.stdout.write
    write(f"Batches of {BATCH} windows of {SIZE} px, best of {ROUNDS}; CPU is the time of all threads.\n\n")
    write(
        "| device | model | ms | bound, ms | ratio | CPU, ms | CPU bound, ms | ratio |\n|:--|:--|--:|--:|--:|--:|--:|--:|\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for label, save in (("U-Net, EfficientNet-lite0", write_network), ("one convolution", write_small_network)):
            path = Path(folder) / "model.onnx"
            save(path)
            for device in onnx_sessions.available():
                session = onnx_sessions.start(str(path), [device])
                if onnx_sessions.device_of(session) != device:
                    continue
                plain, bound = ways(session, windows)
                rounds = [(*timed(plain, seconds=SECONDS), *timed(bound, seconds=SECONDS)) for _ in range(ROUNDS)]
                best = (1e3 * min(column) for column in zip(*rounds, strict=True))
                wall, used, bound_wall, bound_used = best
                write(
                    f"| {device} | {label} | {wall:.2f} | {bound_wall:.2f} | {bound_wall / wall:.2f} "
                    f"| {used:.2f} | {bound_used:.2f} | {bound_used / used:.2f} |\n"
                )


if __name__ == "__main__":
    main()
