# SPDX-License-Identifier: GPL-2.0-or-later
"""What the help buttons open: a page that exists, in the language of QGIS or in English."""

from pathlib import Path

import pytest
from diao.processing_provider import help_pages
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """Pages of their own: those of the checkout are made by make setup."""
    for language in ("en", "de"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "train.html").write_text(language)
    (tmp_path / "en" / "only.html").write_text("en")
    monkeypatch.setattr(help_pages, "FOLDER", tmp_path)
    return tmp_path


def language(monkeypatch, locale):
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: locale))


@pytest.mark.parametrize(
    ("locale", "expected"), [("de_AT", "de"), ("de", "de"), ("en_US", "en"), ("fr", "en"), ("C", "en")]
)
def test_a_page_is_in_the_language_of_qgis(folder, monkeypatch, locale, expected):
    language(monkeypatch, locale)
    assert Path(QUrl(help_pages.url("train")).toLocalFile()).read_text() == expected
    assert help_pages.url("train").startswith("file:///")


def test_a_page_that_is_not_translated_is_english_and_one_that_is_not_there_none(folder, monkeypatch):
    language(monkeypatch, "de_DE")
    assert Path(QUrl(help_pages.url("only")).toLocalFile()).read_text() == "en"
    assert help_pages.url("nothing") == ""


def test_every_algorithm_has_its_page(provider):
    algorithms = provider.algorithms()
    assert len(algorithms) > 10
    for algorithm in algorithms:
        page = Path(QUrl(algorithm.helpUrl()).toLocalFile())
        assert page.is_file(), algorithm.name()
        assert page.stem == algorithm.name()
        shown = page.read_text(encoding="utf-8")
        for definition in algorithm.parameterDefinitions():
            assert f"<code>{definition.name()}</code>" in shown, f"{algorithm.name()}: {definition.name()}"
