# SPDX-License-Identifier: GPL-2.0-or-later
"""The bundled help: every page is well-formed, names what is declared, and its links and pictures exist."""

import importlib.util
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from diao_engine.jobs import ALGORITHMS, specs

ROOT = Path(__file__).resolve().parents[2]
HELP = ROOT / "resources" / "help"
MODELS = [path.stem for path in (ROOT / "resources" / "models").glob("*.model3")]
DOCK = {"index", "page-data", "page-balance", "page-train", "page-map"}
XHTML = "{http://www.w3.org/1999/xhtml}"
MOST_BYTES_OF_A_PICTURE = 60_000


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("help_tool", HELP / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(tool, tmp_path_factory):
    """The pages as elements, by language and name, beside the pictures as in the package."""
    folder = tmp_path_factory.mktemp("help")
    shutil.copytree(HELP / "pictures", folder / "pictures")
    return {(path.parent.name, path.stem): (path, ElementTree.parse(path).getroot()) for path in tool.build(folder)}


def text_of(element):
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("language", ["en", "de"])
def test_there_is_a_page_for_each_algorithm_model_and_step(pages, language):
    assert {name for one, name in pages if one == language} == {*DOCK, *ALGORITHMS, *MODELS}
    for (one, _), (_, root) in pages.items():
        assert root.get("lang") == one
        assert text_of(root.find(f"{XHTML}head/{XHTML}title"))


@pytest.mark.parametrize("job", ALGORITHMS)
def test_a_page_names_every_parameter_choice_and_result(pages, job):
    _, root = pages["en", job]
    codes = [text_of(code) for code in root.iter(f"{XHTML}code")]
    shown = text_of(root)
    for spec in specs(ALGORITHMS[job]):
        assert spec.contract in codes
        assert " ".join(spec.help.split()) in shown
        assert set(spec.choices) <= set(codes)
    for output in (*ALGORITHMS[job].numbers, *ALGORITHMS[job].texts):
        assert output.contract in codes


def test_links_and_pictures_exist(pages):
    for path, root in pages.values():
        targets = [link.get("href") for link in root.iter(f"{XHTML}a")] + [
            one.get("src") for one in root.iter(f"{XHTML}img")
        ]
        assert targets
        for target in targets:
            assert (path.parent / target).is_file(), f"{path.name}: {target}"


def test_every_step_has_a_picture_with_a_description(pages):
    for language in ("en", "de"):
        for name in DOCK:
            pictures = list(pages[language, name][1].iter(f"{XHTML}img"))
            assert pictures
            assert all(len(one.get("alt")) > 20 for one in pictures)


def test_pictures_are_small_and_shown():
    sources = "".join(path.read_text(encoding="utf-8") for path in (HELP / "source").rglob("*.md"))
    pictures = list((HELP / "pictures").rglob("*.png"))
    assert {path.parent.name for path in pictures} == {"en", "de"}
    for path in pictures:
        assert path.stat().st_size < MOST_BYTES_OF_A_PICTURE, path.name
        assert path.name in sources


def test_texts_of_the_window_are_those_of_the_window():
    known = {
        message.findtext("source") for message in ElementTree.parse(ROOT / "resources/i18n/diao.ts").iter("message")
    }
    for path in (HELP / "source").rglob("*.md"):
        for text in re.findall(r"{([^}]+)}", path.read_text(encoding="utf-8")):
            assert text in known, f"{path.name}: {text}"


def test_both_languages_have_the_same_parts():
    for name in DOCK:
        marks = [
            re.findall(
                r"^(#+|!|-|\d+\.)",
                (HELP / "source" / language / f"{name}.md").read_text(encoding="utf-8"),
                re.MULTILINE,
            )
            for language in ("en", "de")
        ]
        assert marks[0] == marks[1], name


def test_german_pages_are_german(pages):
    for job in ALGORITHMS:
        assert text_of(pages["de", job][1].find(f".//{XHTML}h1")) != text_of(pages["en", job][1].find(f".//{XHTML}h1"))
        assert "Vorgabe" in text_of(pages["de", job][1]) or all(spec.default is None for spec in specs(ALGORITHMS[job]))


def test_markup_in_a_text_stays_text(tool):
    assert tool._markdown("a < b & *c* **d** `e` [f](g.html)") == (
        '<p>a &lt; b &amp; <i>c</i> <b>d</b> <code>e</code> <a href="g.html">f</a></p>'
    )
    lists = "<ol><li>a</li><li>b</li></ol>\n<ul><li>c</li><li>d</li></ul>"
    assert tool._markdown("# t\n\n1. a\n2. b\n\n- c\n- d") == f"<h1>t</h1>\n{lists}"
