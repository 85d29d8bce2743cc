# SPDX-License-Identifier: GPL-2.0-or-later
"""When an image was taken, read from a text: what a user writes, what metadata say, what a file is called. Standard library only.

Dates are whole minutes since 1970-01-01 00:00 UTC; a text without a time means midnight, one without a zone UTC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import PurePath

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_DAY = r"(?P<year>(?:19|20)\d\d)(?P<sep>[-_.:/]?)(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])"
_TIME = r"(?P<hour>[01]\d|2[0-3])(?P<colon>[:-]?)(?P<minute>[0-5]\d)(?:(?P=colon)[0-5]\d(?:\.\d+)?)?"
_ZONE = r"(?P<zone>Z|(?P<sign>[+-])(?P<zone_hour>\d\d):?(?P<zone_minute>\d\d))?"
_WRITTEN = re.compile(rf"\s*{_DAY}(?:[T ]+{_TIME}\s*{_ZONE})?\s*", re.IGNORECASE)
# In a name a time counts only behind a T: 20230707_0102 may be the number of a sheet.
_NAMED = re.compile(rf"(?<!\d){_DAY}(?:T{_TIME}{_ZONE})?(?!\d)")
# Keys of metadata that say when the sensor looked, the surest first; TIFFTAG_DATETIME often says when the file was made.
ACQUIRED = ("ACQUISITIONDATETIME", "ACQUISITIONDATE", "ACQUISITION_DATE", "DATE_ACQUIRED", "SENSING_TIME")
WRITTEN = ("TIFFTAG_DATETIME",)


def read_date(text: str) -> int | None:
    """Minutes of a date as people and metadata write it (2023-07-07, 20230707T1051Z, 2023:07:07 10:51:00); None for no date."""
    found = _WRITTEN.fullmatch(text)
    return None if found is None else _minutes(found)


def date_in_name(path: str) -> int | None:
    """Minutes of the first date in the name of a file; None where it holds none."""
    for found in _NAMED.finditer(PurePath(path).name):
        minutes = _minutes(found)
        if minutes is not None:
            return minutes
    return None


def date_of(path: str, metadata: Mapping[str, str]) -> int | None:
    """When an image was taken: by its metadata, else by its name, else by when the file says that it was written."""
    told = {key.upper(): text for key, text in metadata.items()}
    tried = [read_date(told.get(key, "")) for key in ACQUIRED]
    tried += [date_in_name(path), *(read_date(told.get(key, "")) for key in WRITTEN)]
    return next((date for date in tried if date is not None), None)


def now() -> int:
    """The present."""
    return (datetime.now(timezone.utc) - _EPOCH) // timedelta(minutes=1)


def as_datetime(minutes: int) -> datetime:
    """A date of ours, in UTC."""
    return _EPOCH + timedelta(minutes=minutes)


def date_text(minutes: int) -> str:
    """A date as sentences show it: the day, and the time where it is not midnight."""
    moment = as_datetime(minutes)
    return moment.strftime("%Y-%m-%d" if (moment.hour, moment.minute) == (0, 0) else "%Y-%m-%d %H:%M")


def _minutes(found: re.Match[str]) -> int | None:
    part = found.groupdict()
    try:
        moment = datetime(
            int(part["year"]), int(part["month"]), int(part["day"]), int(part["hour"] or 0), int(part["minute"] or 0),
            tzinfo=timezone.utc,
        )  # fmt: skip
    except ValueError:  # the 31st of a short month
        return None
    shift = timedelta(hours=int(part["zone_hour"] or 0), minutes=int(part["zone_minute"] or 0))
    moment += shift if part["sign"] == "-" else -shift
    return (moment - _EPOCH) // timedelta(minutes=1)
