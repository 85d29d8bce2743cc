# SPDX-License-Identifier: GPL-2.0-or-later
"""Events as lines of JSON."""

from __future__ import annotations

import json

import pytest

from diao_engine.errors import EngineError
from diao_engine.messages import Sentence
from diao_engine.protocol import events

ALL = [
    events.Started({"python": "3.11"}),
    events.Progress(0.5, Sentence("cutting"), 3.0),
    events.Message("info", Sentence.of("disk_full_at", location="/Straßen")),
    events.Metric("miou", 3, 0.7),
    events.Finished({"output": "/a.tif", "miou": 0.5}),
    events.Failed(
        "bad_input",
        Sentence("No."),
        (Sentence("one"), Sentence("two", "count", {"paths": ("/a", "/b"), "n": 2})),
        "trace",
    ),
    events.Cancelled(),
]


@pytest.mark.parametrize("event", ALL, ids=lambda event: type(event).__name__)
def test_an_event_survives_the_wire(event):
    line = events.encode_event(event)
    assert "\n" not in line
    assert events.decode_event(line) == event


@pytest.mark.parametrize("line", ["", "hello", "[1]", "3", '{"event": "unheard_of"}', '{"no": "event"}'])
def test_other_lines_are_no_events(line):
    assert events.decode_event(line) is None


def test_keys_of_later_versions_are_passed_over():
    line = json.dumps({"v": 1, "event": "metric", "name": "loss", "step": 1, "value": 2.0, "later": True})
    assert events.decode_event(line) == events.Metric("loss", 1, 2.0)


def test_a_mere_text_is_a_sentence_too():
    line = json.dumps({"v": 1, "event": "message", "level": "info", "text": "Three classes."})
    assert str(events.decode_event(line).text) == "Three classes."


def test_a_sentence_carries_its_code_and_its_english_words():
    sent = json.loads(events.encode_event(events.Message("info", Sentence.of("disk_full_at", location="/a"))))["text"]
    assert (sent["code"], sent["arguments"]) == ("disk_full_at", {"location": "/a"})
    assert sent["english"].startswith("The disk of /a is full;")


def test_a_newer_protocol_is_a_failure_with_a_way_out():
    with pytest.raises(EngineError, match=r"version 3 .* update the plugin"):
        events.decode_event(json.dumps({"v": events.VERSION + 1, "event": "cancelled"}))
