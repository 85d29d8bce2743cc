# SPDX-License-Identifier: GPL-2.0-or-later
"""What the engine says is data: every code has a sentence, every sentence is used, and gets the arguments that it names."""

from __future__ import annotations

import ast
import collections
import math
import string
from dataclasses import dataclass
from pathlib import Path

import pytest

from diao_engine.jobs import Segment, specs
from diao_engine.messages import (
    ENGLISH,
    IMAGE_SET_ASIDE,
    IMAGES_TAKEN,
    SENTENCES,
    TRAINING_DEVICE,
    WATCHING,
    Language,
    Plural,
    Sentence,
)
from diao_engine.messages.catalogue import _merged
from diao_engine.protocol.progress import ProgressReporter

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "diao_engine"
# Where the code stands among the arguments of what says something.
SAYS = {
    "BadInput": 0, "EngineError": 0, "NoMemory": 0, "MissingDependency": 0, "Busy": 0, "Sentence": 0, "Sentence.of": 0,
    "Problem": 0, "_problem": 1, "report.info": 0, "report.warning": 0, "report.detail": 0, "report.progress": 1,
    "report.track": 1, "Page": 0, "page.heading": 0, "page.text": 0, "page.warning": 0, "columns": 0,
}  # fmt: skip
# Arguments that are no part of the sentence, the second one those of `track`.
BESIDE, OF_TRACK = {"field"}, {"total"}
OF_THE_PARAMETER = {"label", "contract"}


@dataclass(frozen=True)
class Said:
    """A code as it stands in the engine; `names` are the arguments that it is given, None where they are not written there."""

    where: str
    code: str
    names: frozenset[str] | None


def parsed():
    for path in sorted(ENGINE.rglob("*.py")):
        if path.parent.name != "messages" or path.name == "sentence.py":
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def spoken(call):
    """The name by which `SAYS` knows a call."""
    name = ast.unparse(call.func).replace("_report.", "report.").replace("self.", "")
    return name if name in SAYS else ""


def codes_of(node):
    """Codes that an expression may give, None for what is no literal: a variable may hold a sentence."""
    if isinstance(node, ast.IfExp):
        return codes_of(node.body) + codes_of(node.orelse)
    if isinstance(node, ast.Constant):
        return [node.value]
    return ["an f-string"] if isinstance(node, ast.JoinedStr) else []


def names_of(call):
    if spoken(call) in ("Problem", "Sentence"):
        given = [*call.args[2:], *(keyword.value for keyword in call.keywords if keyword.arg == "arguments")]
        if not given:
            return frozenset()
        return frozenset(key.value for key in given[0].keys) if isinstance(given[0], ast.Dict) else None
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    given = frozenset(keyword.arg for keyword in call.keywords) - BESIDE
    return given - OF_TRACK if spoken(call) == "report.track" else given


def all_said():
    return [
        Said(f"{path.relative_to(ENGINE)}:{node.lineno}", code, names_of(node))
        for path, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and spoken(node) and len(node.args) > SAYS[spoken(node)]
        for said in node.args[SAYS[spoken(node)] : None if spoken(node) == "columns" else SAYS[spoken(node)] + 1]
        for code in codes_of(said)
        if code
    ]


SAID = all_said()


def placeholders(text):
    words = [text.one, text.other] if isinstance(text, Plural) else [text]
    return {name for word in words for _, name, _, _ in string.Formatter().parse(word) if name is not None}


def test_every_code_that_is_used_has_a_sentence():
    assert [said for said in SAID if said.code not in SENTENCES] == []
    assert len(SAID) > 400


def test_every_sentence_is_used():
    constants = {node.value for _, tree in parsed() for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    named = {TRAINING_DEVICE, WATCHING, IMAGES_TAKEN, IMAGE_SET_ASIDE}
    assert set(SENTENCES) - constants - named == set()


def test_no_sentence_stands_twice():
    texts = [text.other if isinstance(text, Plural) else text for text in SENTENCES.values()]
    assert [text for text, count in collections.Counter(texts).items() if count > 1] == []


@pytest.mark.parametrize("said", [said for said in SAID if said.code in SENTENCES], ids=lambda said: said.where)
def test_a_sentence_gets_what_it_names(said):
    if said.names is not None:
        assert said.names == placeholders(SENTENCES[said.code]) - OF_THE_PARAMETER, said.code


@pytest.mark.parametrize("code", [code for code, text in SENTENCES.items() if isinstance(text, Plural)])
def test_both_forms_of_a_count_name_what_is_given(code):
    plural = SENTENCES[code]
    assert plural.one != plural.other
    assert {name for _, name, _, _ in string.Formatter().parse(plural.other) if name} >= {plural.count}


def test_a_code_of_two_rooms_fails():
    room = type("room", (), {"SENTENCES": {"no_crs": "One."}, "__name__": "room"})
    with pytest.raises(ValueError, match="no_crs"):
        _merged(room, room)


@pytest.fixture
def catalogue(monkeypatch):
    texts = {
        "sum": "{number:,.1f} of {total:,}",
        "list": "{names}; {names:or}; {names:and}",
        "outer": "because {reason}",
        "tiles": Plural("n", "{n} tile of {path}.", "{n} tiles of {path}."),
        "labelled": "{label} ({contract}) and {other}.",
    }
    for code, text in texts.items():
        monkeypatch.setitem(SENTENCES, code, text)


def shown(code, language=ENGLISH, **arguments):
    return Sentence.of(code, **arguments).text((), language)


def test_lists_and_sentences_in_sentences_are_worded(catalogue):
    assert shown("list", names=("a", "b", "c")) == "a, b, c; a, b or c; a, b and c"
    assert shown("outer", reason=Sentence.of("list", names=["x"])) == "because x; x; x"


def test_numbers_have_the_signs_of_the_language_and_texts_keep_theirs(catalogue):
    german = Language(lambda text, count: text, ",", ".")
    assert shown("sum", number=1234.56, total=7000) == "1,234.6 of 7,000"
    assert shown("sum", german, number=1234.56, total=7000) == "1.234,6 of 7.000"
    assert shown("tiles", german, n=2, path="/a.b/1,5.tif") == "2 tiles of /a.b/1,5.tif."


def test_shares_and_imbalances_have_the_digits_that_they_need(catalogue, monkeypatch):
    monkeypatch.setitem(SENTENCES, "share", "{value:share}")
    monkeypatch.setitem(SENTENCES, "imbalance", "{value:imbalance}")
    shares = {0.0456: "4.6 %", 0.0012: "0.12 %", 0.00012: "0.012 %", 0.0: "0.0 %", 1e-7: "< 0.001 %"}
    imbalances = {0.5874: "0.59", 0.0123: "0.012", 0.0046: "0.0046", 0.0: "0.00", 1e-6: "< 0.0001", math.inf: "∞"}
    assert {value: shown("share", value=value) for value in shares} == shares
    assert {value: shown("imbalance", value=value) for value in imbalances} == imbalances
    tight = Language(lambda text, count: text, ",", ".", "%")
    assert shown("share", tight, value=0.0456) == "4,6%"
    assert shown("share", Language.decode(tight.encode([])), value=0.0456) == "4,6%"


@pytest.mark.parametrize(("n", "english", "german"), [(1, "1 tile of x.", "eine"), (0, "0 tiles of x.", "viele")])
def test_a_count_chooses_the_form(catalogue, n, english, german):
    assert shown("tiles", n=n, path="x") == english
    language = Language(lambda text, count: "eine" if count == 1 else "viele")
    assert shown("tiles", language, n=n, path="x") == german


def test_parameters_are_shown_by_their_labels(catalogue):
    parameters = [
        type("P", (), {"name": name, "label": name.title(), "contract": name.upper()})() for name in ("first", "second")
    ]
    sentence = Sentence("labelled", "first", {"other": "second"})
    assert sentence.text(parameters) == "First (FIRST) and Second."
    assert sentence.text() == "first (FIRST) and second."  # where the job is not known


def test_what_a_job_reports_names_its_parameters_in_english(catalogue):
    heard = []
    report = ProgressReporter(heard.append)
    report.parameters = specs(Segment)
    report.part(0.0, 1.0).warning("labelled", field="tile_size", other="overlap")
    (event,) = heard
    assert event.text.in_english() == "Window size (TILE_SIZE) and Overlap."
    assert event.text.encode()["english"] == event.text.in_english()


def test_an_unknown_code_is_shown_as_its_sender_says_it():
    sent = {"code": "of_tomorrow", "field": "", "arguments": {"n": 1}, "english": "New."}
    assert Sentence.decode(sent).text() == "New."
    assert Sentence("lower Tile size").text() == "lower Tile size"


def test_what_numpy_gives_travels_as_plain_numbers():
    import numpy as np

    sentence = Sentence.of("signal", number=np.int64(9), shape=np.array([1, 2]), share=np.float32(0.5))
    assert sentence.encode()["arguments"] == {"number": 9, "shape": [1, 2], "share": 0.5}
