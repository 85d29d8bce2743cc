# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin speaks the language of QGIS from start to unload, and English where it has no translation."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from diao.diao_engine.messages import Sentence
from diao.plugin.main import DiaoPlugin
from diao.processing_provider.parameters import MEANINGS
from diao.processing_provider.text import language, tr, tr_count
from qgis.core import QgsApplication, QgsProcessingContext, QgsSettings
from qgis.PyQt.QtCore import QLocale

I18N = Path(__file__).resolve().parents[2] / "resources" / "i18n"


@pytest.fixture
def speak(qgis_app, qgis_processing):
    """Sets the language of QGIS by its options and starts the plugin; takes both back."""
    plugins = []

    def start(locale, *, override=True):
        QgsSettings().setValue("locale/overrideFlag", override)
        QgsSettings().setValue("locale/userLocale", locale)
        plugins.append(DiaoPlugin(None))
        plugins[-1].initProcessing()
        return plugins[-1]

    yield start
    for plugin in plugins:
        plugin.unload()
    QgsSettings().remove("locale")


def algorithm(name="score"):
    return QgsApplication.processingRegistry().algorithmById(f"diao:{name}")


@pytest.mark.parametrize("locale", ["de", "de_DE", "de_CH"])
def test_algorithms_are_german_until_the_plugin_goes(speak, locale):
    plugin = speak(locale)
    score = algorithm()
    assert score.displayName() == "Durch Wiederholungen ausgleichen (DIAO)"
    assert score.group() == "2. Ausgleichen"
    assert score.shortHelpString().startswith("Lässt ein Training Kacheln")
    assert score.parameterDefinition("METHOD").description() == "Methode"
    assert "Zufällige Kacheln" in score.parameterDefinition("METHOD").metadata()[MEANINGS]
    assert {"rare classes", "seltene Klassen"} <= set(score.tags())
    assert algorithm("maprareclasses").displayName() == "Seltene Klassen kartieren"
    plugin.unload()
    assert algorithm() is None
    assert tr("Map raster") == "Map raster"
    speak("en")
    assert algorithm().displayName() == "Balance by repeats (DIAO)"
    assert algorithm("maprareclasses").displayName() == "Map rare classes"


def test_what_is_wrong_with_a_job_is_said_in_german(speak):
    speak("de")
    values = {"DATASET": "/nowhere.gpkg", "MAX_REPEATS": 0, "OUTPUT": "a.shp"}
    well, message = algorithm().create().checkParameterValues(values, QgsProcessingContext())
    assert not well
    sentences = message.split("\n")
    assert any(
        line.endswith("Die Datei /nowhere.gpkg gibt es nicht; wählen Sie eine vorhandene.") for line in sentences
    )
    assert any("muss mindestens 1 sein, nicht 0." in line for line in sentences)
    assert any("muss eine .gpkg-Datei sein" in line for line in sentences)


def test_what_a_run_says_is_german_too(speak, monkeypatch):
    """The sentences in sentences, the signs in numbers and the names of parameters as well."""
    speak("de")
    monkeypatch.setattr("diao.processing_provider.text.QLocale", lambda: QLocale("de_DE"))
    advice = Sentence("lower Window size or Batch size, or choose another Device")
    starved = Sentence.of("starved", advice=advice)
    assert starved.text(language=language()).endswith(
        "verringern Sie „Fenstergröße“ oder „Stapelgröße“, oder wählen Sie ein anderes Gerät."
    )
    space = Sentence.of("no_space_for_environment", size="full", needed=8.0, folder="/a.b", free=2.53)
    assert "braucht etwa 8,0 GB in /a.b, und 2,5 GB sind frei" in space.text(language=language())


def test_a_count_of_one_has_its_own_words_in_every_language(speak):
    texts = "{n} epoch", "{n} epochs"
    assert [tr_count(count, *texts) for count in (1, 2)] == list(texts)
    speak("de")
    assert [tr_count(count, *texts) for count in (1, 2)] == ["{n} Epoche", "{n} Epochen"]


@pytest.mark.parametrize("output", ["a.shp", "/vsimem/a.gpkg"])
def test_what_is_wrong_with_a_ready_made_model_too(speak, output):
    speak("de")
    values = {"INPUT": "/nowhere.tif", "MODEL": "/nowhere.onnx", "minoritypolygons:MINORITY": output}
    model = algorithm("maprareclasses").create()
    assert "muss eine" in (
        model._output_problem("minoritypolygons:MINORITY", values["minoritypolygons:MINORITY"]) or ""
    )


@pytest.mark.parametrize("locale", ["en_US", "xx", ""])
def test_a_language_without_translation_is_english(speak, locale, monkeypatch):
    monkeypatch.setattr("diao.plugin.main.QLocale.system", type("Locale", (), {"name": lambda self: "en_GB"}))
    speak(locale)
    assert algorithm().displayName() == "Balance by repeats (DIAO)"


def test_without_the_override_the_language_of_the_system_counts(speak, monkeypatch):
    monkeypatch.setattr("diao.plugin.main.QLocale.system", type("Locale", (), {"name": lambda self: "de_AT"}))
    speak("en", override=False)
    assert algorithm().displayName() == "Durch Wiederholungen ausgleichen (DIAO)"


@pytest.mark.parametrize("source", sorted(I18N.glob("diao_*.ts")), ids=lambda path: path.stem)
def test_every_text_is_in_the_compiled_file(speak, source):
    speak(source.stem.removeprefix("diao_"))
    for message in ElementTree.parse(source).iter("message"):
        text, translation = message.findtext("source"), message.find("translation")
        forms = [form.text for form in translation.iter("numerusform")]
        assert [tr(text, count) for count in (1, 2)] == forms if forms else tr(text) == translation.text, text


def test_readers_are_told_of_rare_classes_only():
    """Minority is a word of ids and columns; the one text that has it names the columns of a table."""
    sources = [message.findtext("source") for message in ElementTree.parse(I18N / "diao.ts").iter("message")]
    named = [text for text in sources if "minorit" in text.lower()]
    assert all(text.startswith("One row per class: value, name, color") for text in named), named
