# SPDX-License-Identifier: GPL-2.0-or-later
"""How a job is asked for and answered.

The caller starts `python -m diao_engine run JOB.json` in the folder that holds `diao_engine`, with stdin closed. JOB.json is

    {"v": 2, "job": "score", "values": {"dataset": ..., ...}, "cancel_file": "/tmp/x/cancel", "finish_file": "/tmp/x/finish",
     "caller": 1234, "language": {"point": ",", "group": ".", "words": {"Class": "Klasse", ...}, "forms": [1, 0, 1, ...]}}

`language` is optional: what reports are written in, English without it (`Language.encode`). `caller` is optional too: the
process id of a caller that waits for the worker in the thread that starts it; the worker ends with that thread. `shard`, such as
"3/8", asks for one part of the job alone.

The worker answers on stdout with one JSON object per line, each with `v` and `event`:

    started    versions: {name: version}
    progress   fraction: 0 to 1, stage: sentence, seconds_left: number or null
    message    level: "info" | "warning" | "detail", text: sentence
    metric     name, step, value; training tells loss, validation loss, miou, macro_f1, `iou <class>` and the seconds it took
               per epoch, and now and then the loss of a batch, whose step counts thousandths of an epoch

and then exactly one of

    finished   outputs: {name: path or number}
    failed     kind: "invalid_job" | "bad_input" | "no_memory" | "missing_dependency" | "internal", message: sentence,
               problems: [sentence], detail: traceback or ""
    cancelled

A sentence is

    {"code": "no_crs", "field": "", "arguments": {"path": "/a.tif"}, "english": "/a.tif has no CRS; assign it one."}

where `field` names the parameter that it is about, an argument is a text, a number, a sentence or a list of these, and who does not
know the code shows `english`. A mere text may stand for a sentence.

Empty lines mean nothing; a worker may write them to see whether anybody reads. Everything else that libraries print goes to
stderr. A worker whose reader is gone ends within ten seconds. The worker stops soon after the cancel file appears. A job that gets
better step by step (train) ends well, with the best that it has, soon after the finish file appears; others pass it over.
Exit codes: 0 finished, 1 failed, 2 invalid job, 3 cancelled. A process that ends without a terminal event has crashed; only
the caller can say so. A worker never reads stdin (importing numpy hangs on Windows while another thread waits on a pipe).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Union

from ..errors import EngineError
from ..messages import Sentence

VERSION = 2

IOU_OF_CLASS = "iou "  # what the name of a metric of one class begins with
EPOCH_SECONDS = "seconds"
BATCH_LOSS = "batch loss"
BATCH_LOSS_STEPS = 1000  # per epoch


@dataclass(frozen=True)
class Started:
    """The worker runs; `versions` says with what."""

    versions: dict[str, str]


@dataclass(frozen=True)
class Progress:
    """How far the job is: `fraction` 0 to 1, and the time left where it can be told."""

    fraction: float
    stage: Sentence
    seconds_left: float | None = None


@dataclass(frozen=True)
class Message:
    """A sentence for the log; `level` is info, warning or detail."""

    level: str
    text: Sentence


@dataclass(frozen=True)
class Metric:
    """A number that changes over the run, for curves."""

    name: str
    step: int
    value: float


@dataclass(frozen=True)
class Finished:
    """The job is done; outputs by field name."""

    outputs: dict[str, Any]


@dataclass(frozen=True)
class Failed:
    """The job cannot be done; `message` is for the analyst, `detail` for the log."""

    kind: str
    message: Sentence
    problems: tuple[Sentence, ...] = field(default=())
    detail: str = ""


@dataclass(frozen=True)
class Cancelled:
    """The job stopped because it was asked to."""


Event = Union[Started, Progress, Message, Metric, Finished, Failed, Cancelled]
TERMINAL = (Finished, Failed, Cancelled)
_BY_NAME: dict[str, type] = {
    cls.__name__.lower(): cls for cls in (Started, Progress, Message, Metric, Finished, Failed, Cancelled)
}


class NewerProtocol(EngineError):
    """The other side speaks a newer protocol than this one."""

    def __init__(self, version: object) -> None:
        super().__init__("newer_protocol", version=version, known=VERSION)


def encode_event(event: Event) -> str:
    """One line of JSON without the newline."""
    values = {entry.name: getattr(event, entry.name) for entry in dataclasses.fields(event)}
    plain = {
        key: value.encode()
        if isinstance(value, Sentence)
        else [one.encode() for one in value]
        if key == "problems"
        else value
        for key, value in values.items()
    }
    return json.dumps({"v": VERSION, "event": type(event).__name__.lower(), **plain})


def decode_event(line: str) -> Event | None:
    """Read a line; None if it is no event. Keys that this version does not know are passed over."""
    try:
        read = json.loads(line)
    except ValueError:
        return None
    if not isinstance(read, dict) or read.get("event") not in _BY_NAME:
        return None
    if read.get("v", 0) > VERSION:
        raise NewerProtocol(read["v"])
    event_class = _BY_NAME[read["event"]]
    known = {entry.name for entry in dataclasses.fields(event_class)}
    values = {key: _READERS.get(key, _same)(value) for key, value in read.items() if key in known}
    return event_class(**values)  # type: ignore[no-any-return]


def _same(value: Any) -> Any:
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "stage": Sentence.decode,
    "text": Sentence.decode,
    "message": Sentence.decode,
    "problems": lambda values: tuple(Sentence.decode(value) for value in values),
}
