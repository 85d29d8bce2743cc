# SPDX-License-Identifier: GPL-2.0-or-later
"""What the documents name exists, what the code cites in them exists, and figures that stand twice are the same."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "resources" / "docs"
GUIDES = [ROOT / "CONTRIBUTING.md", DOCS / "architecture.md", DOCS / "method.md"]
PAGES = sorted({ROOT / "README.md", *GUIDES, *DOCS.glob("*.md")})
PACKAGES = ("plugin", "processing_provider", "diao_engine", "resources", "tests", ".tools", ".ci")
NOT_BUILT = "## Designed, not built"
CITATION = re.compile(r'resources/docs/(\w+\.md), "([^"]+)"')

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)


@cache
def sources() -> dict[str, str]:
    """Texts of all modules, by path."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@cache
def words() -> set[str]:
    """Every word of the code but for this module's."""
    texts = (text for path, text in sources().items() if not path.endswith("/test_docs.py"))
    return {word for text in texts for word in re.findall(r"\w+", text)}


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


def anchor(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def code_spans(guide: Path) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", guide.read_text(encoding="utf-8").partition(NOT_BUILT)[0]))


@each_page
def test_links_lead_somewhere(page):
    for path, fragment in re.findall(r"\]\(([^)#\s]*)(#[^)\s]*)?\)", page.read_text(encoding="utf-8")):
        if path.startswith(("http:", "https:")):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        assert not fragment or fragment[1:] in map(anchor, headings(target)), fragment


@each_guide
def test_paths_that_are_named_exist(guide):
    for span in code_spans(guide):
        if re.fullmatch(r"[\w.][\w./-]*\.(py|md|model3|sh|ts|txt)|[\w.]+(/[\w.-]+)+/?", span):
            parts = span.split("/")
            is_whole = parts[0] in PACKAGES and len(parts) > 1
            assert (ROOT / span).exists() or (not is_whole and lies_somewhere(span)), span


def lies_somewhere(name: str) -> bool:
    return any(path.as_posix().endswith(f"/{name.rstrip('/')}") for top in PACKAGES for path in (ROOT / top).rglob("*"))


@each_guide
def test_names_of_the_code_are_those_of_the_code(guide):
    for span in code_spans(guide):
        name = re.fullmatch(r"([A-Za-z_]\w*)(\(\))?", span)
        if name and re.search(r"[A-Z_]", name[1]):
            assert name[1] in words() or name[1].lower() in words(), span


def test_what_the_code_cites_exists():
    cited = {match.groups() for text in sources().values() for match in CITATION.finditer(text)}
    assert len(cited) >= 4
    assert [(page, heading) for page, heading in cited if heading not in headings(DOCS / page)] == []


def test_no_module_cites_a_document_that_is_not_here():
    named = re.compile(r"\b([A-Z]{4,})\.md\b")
    for path, text in sources().items():
        assert [name for name in named.findall(text) if not (ROOT / f"{name}.md").exists()] == [], path


def test_the_figures_of_the_method_are_those_of_the_benchmark():
    """Where this fails: copy the figures from balance.md, and read what is said about them again."""
    heads, method = table(DOCS / "method.md", "| method | naip_ohio")
    _, overview = table(DOCS / "balance.md", "| method | naip_ohio")
    _, to_none = table(DOCS / "balance.md", "| to none |")
    assert len(method) == 6
    for name, copied in method.items():
        for head in heads[1:-1]:
            assert copied[head] == overview[name][head]
        assert copied["to none, all pairs"] == to_none.get(name, {"all pairs": ""})["all pairs"]


def table(page, begins):
    """Heads of the first table that begins so, and its rows by their first cell, each by head."""
    text = page.read_text(encoding="utf-8")
    lines = [line.strip("|").split("|") for line in text[text.index(begins) :].partition("\n\n")[0].splitlines()]
    heads, _, *body = ([cell.strip() for cell in line] for line in lines)
    return heads, {row[0]: dict(zip(heads, row, strict=True)) for row in body}
