# SPDX-License-Identifier: GPL-2.0-or-later
"""The page: what it shows, and that no text becomes markup, whatever method brings it."""

import ast
import re
from pathlib import Path

import pytest

from diao_engine.run.page import Page
from tests.engine.markup import COLORS, MARKUP, is_plain, read_page

RUN = Path(__file__).resolve().parents[3] / "diao_engine" / "run"
PNG = b"\x89PNG"


def full(word, color):
    """A page of every part, with this word wherever a text goes."""
    page = Page(word).heading(word).text(word).warning(word).picture(PNG, word)
    page.table((word, "number"), [(word, 0.5), (None, 3)], colors=(color, color))
    page.bars((word, "b"), [(word, (0.5, float("nan")))], colors=(color, color))
    page.bars((word, "b"), [(word, (0.5, 0.1)), ("after", (0.2, 0.3))], colors=(color, color))
    page.lines((1, 2), [(word, (0.5, float("nan")))], y_label=word, colors=(color,))
    page.lines((1,), [(word, (0.5,))], y_label=word)
    return page.matrix((word, "b"), (word, "b"), ((1, 2), (0, 0))).html()


def test_every_text_is_shown_as_it_is():
    html = full(MARKUP, "#12ab34")
    page = read_page(html)
    assert is_plain(html)
    assert page.tags == read_page(full("word", "#12ab34")).tags
    assert page.texts.count(MARKUP) >= 12
    assert "49" not in "".join(page.texts)
    assert ("img", "alt", MARKUP) in page.attributes


@pytest.mark.parametrize("color", COLORS)
def test_what_is_no_colour_is_grey(color):
    assert full("word", color) == full("word", "#808080")
    assert is_plain(full("word", color))


def test_colours_are_kept():
    page = read_page(full("word", "#12aB34"))
    used = {(tag, value) for tag, _, value in page.attributes if "#12aB34" in value}
    assert {tag for tag, _ in used} == {"span", "rect", "polyline"}


def test_the_browser_may_load_nothing():
    (policy,) = (value for tag, name, value in read_page(full("a", "#000000")).attributes if "default-src" in value)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_names_of_files_that_are_no_text_can_be_written():
    assert "a?b" in Page("t").text("a\udcffb").html().encode("utf-8").decode("utf-8")


def test_numbers_are_written_for_people():
    page = Page("t").table(("a",), [(float("nan"),), (12345.6,), (0.00001,), (0.25,), (7,), (None,)])
    shown = [text for text in read_page(page.html()).texts if text not in ("t", "a")]
    assert shown[-6:] == ["–", "12,345.6", "1.0e-05", "0.2500", "7", "–"]


def test_html_is_written_by_the_template_only():
    """Neither a text that claims to be safe nor HTML put together in Python."""
    for path in sorted(RUN.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        words = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not [word for word in words if re.search(r"</?[a-z]", word)], path.name
        names = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree)}
        assert not {"Markup", "markupsafe"} & names, path.name
    templates = sorted(RUN.rglob("*.jinja"))
    assert templates
    for path in templates:
        blocks = re.findall(r"\{\{.*?\}\}|\{%.*?%\}", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not [block for block in blocks if re.search(r"\|\s*safe|autoescape|Markup", block)]
        assert not [block for block in blocks if block.startswith("{{") and "|" in block]
