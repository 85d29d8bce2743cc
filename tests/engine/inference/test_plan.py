# SPDX-License-Identifier: GPL-2.0-or-later
import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from diao_engine.inference import plan as plans
from diao_engine.inference.plan import WindowPlan, WindowPosition
from diao_engine.raster.grid import Window


@given(
    shape=st.tuples(st.integers(1, 200), st.integers(1, 1500)),
    size=st.sampled_from([32, 64, 100]),
    overlap=st.integers(0, 8),
    scale=st.sampled_from([1.0, 0.6, 1.7]),
    share=st.floats(0.1, 1.0),
)
@settings(max_examples=40, deadline=None)
def test_windows_are_laid_as_the_list_of_all_that_reach_into_the_strip(shape, size, overlap, scale, share):
    height, width = max(1, int(share * shape[0])), max(1, int(share * shape[1]))
    target = Window(shape[1] - width, shape[0] - height, width, height)
    plan = WindowPlan.over(target, shape, size=size, overlap=overlap, scale=(scale, scale))
    for strip in plan.strips(2):
        rows, columns = plan.grid.rows, plan.grid.columns
        every = [
            WindowPosition(row, column, Window(columns[column][0], rows[row][0], columns[column][1], rows[row][1]))
            for row in range(len(rows))
            for column in range(len(columns))
        ]
        assert list(strip.positions()) == [each for each in every if each.window.intersection(strip.source)]
        assert len(strip) == len(list(strip.positions()))


def test_windows_of_a_huge_raster_are_not_held_in_memory(monkeypatch):
    monkeypatch.setattr(plans, "_STRIP_BYTES", 2**29)  # several strips
    side = 1_000_000
    tracemalloc.start()
    plan = WindowPlan.over(Window(0, 0, side, side), (side, side), size=512, overlap=64)
    strips = list(plan.strips(6))
    count = sum(map(len, strips))
    first = [next(strip.positions()) for strip in strips]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 4_900_000
    assert len({position.window for position in first}) == len(strips) > 1
    assert peak < 64 * 2**20
