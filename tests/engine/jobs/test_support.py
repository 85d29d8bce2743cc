# SPDX-License-Identifier: GPL-2.0-or-later
from diao_engine.jobs.support import FEW_PX, FEW_TILES, few


def test_few_pixels_or_few_tiles_are_little():
    pixels = [FEW_PX, FEW_PX - 1, 10 * FEW_PX, 0]
    tiles = [FEW_TILES, 10, FEW_TILES - 1, 0]
    assert few(pixels, tiles) == (False, True, True, False)
