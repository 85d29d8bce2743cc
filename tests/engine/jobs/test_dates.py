# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates of images, as people, metadata and file names write them."""

import pytest

from diao_engine.jobs.dates import date_in_name, date_of, date_text, read_date


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-05-31", "2024-05-31"),
        ("20240531", "2024-05-31"),
        (" 2024/05/31 ", "2024-05-31"),
        ("2024:05:31 10:51:07", "2024-05-31 10:51"),
        ("20240531T105107Z", "2024-05-31 10:51"),
        ("2024-05-31T10:51:07.031+02:00", "2024-05-31 08:51"),
        ("2024-05-31 00:30 -0100", "2024-05-31 01:30"),
        ("1969-12-31", "1969-12-31"),
    ],
)
def test_a_date(text, shown):
    assert date_text(read_date(text)) == shown


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-05", "31.05.2024", "2024-02-30", "2024-0531", "x2024-05-31", "2024-05-31 25:00"]
)
def test_no_date(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/2020-01-01/m_4108115_ne_17_060_20230707.tif", "2023-07-07"),
        ("S2A_MSIL2A_20230707T105031_N0509_R051_T31UFT_20230708T011223.SAFE", "2023-07-07 10:50"),
        ("LC08_L2SP_193024_20200911_20200918_02_T1.tif", "2020-09-11"),
        ("ortho_2024-05-31_b.tif", "2024-05-31"),
        ("20230707_1051.tif", "2023-07-07"),
        ("20239907_20230707.tif", "2023-07-07"),
    ],
)
def test_the_date_in_a_name(name, shown):
    assert date_text(date_in_name(name)) == shown


@pytest.mark.parametrize("name", ["ortho.tif", "120230707.tif", "2023070712.tif", "20230230.tif"])
def test_a_name_without_a_date(name):
    assert date_in_name(name) is None


def test_what_the_sensor_says_comes_before_the_name_and_that_before_the_time_of_writing():
    written, acquired = {"TIFFTAG_DATETIME": "2024:01:02 03:04:05"}, {"acquisitiondatetime": "2022-06-07 08:09:10"}
    assert date_text(date_of("a.tif", written)) == "2024-01-02 03:04"
    assert date_text(date_of("a_20230101.tif", written)) == "2023-01-01"
    assert date_text(date_of("a_20230101.tif", {**written, **acquired})) == "2022-06-07 08:09"
    assert date_of("a.tif", {"TIFFTAG_DATETIME": "yesterday"}) is None
