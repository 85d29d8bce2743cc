# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports are written in the language of whoever reads them: no text of theirs passes the catalogue by."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from diao_engine.jobs import JOBS, ClassReport, Evaluate, LayerRef, specs
from diao_engine.jobs.texts import texts
from diao_engine.messages import ENGLISH, SENTENCES, Language, Plural
from diao_engine.messages.reports import SENTENCES as OF_REPORTS
from diao_engine.protocol import client, events
from diao_engine.protocol.progress import silent
from diao_engine.protocol.worker import versions
from tests.contract import scenario
from tests.contract.scenario import CRS, LEFT, NAMES, TOP, Inputs, perform
from tests.engine.markup import read_page
from tests.languages import CLOSE, OPEN, german, marking

REPORTING = [name for name, job in JOBS.items() if any(spec.name == "report" for spec in specs(job))]
# What stands in reports as it stands in the data.
DATA = {*NAMES, *versions(), "train", "val", "test", "uint", "band", "class", "none", "CPU", "cu", "cpu"}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    made = Inputs.write(tmp_path_factory.mktemp("reports") / "inputs")
    with scenario.temporary_folder(made.temporary):
        yield made


def sampled(inputs, folder):
    """A map against sample points, with a class that none of them is in and one with a single one."""
    path, names = folder / "points.gpkg", np.array(["1", "1", "1", "3"], dtype=object)
    shapes = shapely.points([(LEFT + 2.5 + 30 * at, TOP - 100.5) for at in range(4)])
    pyogrio.raw.write(
        path, shapely.to_wkb(shapes), [names], ["class"], geometry_type="Point", crs=CRS, layer="points", driver="GPKG"
    )
    reference = LayerRef(str(path), "points")
    return Evaluate(
        input=str(inputs.classes), reference=reference, class_field="class", report=str(folder / "points.html")
    )


def reported(inputs, folder, name, language):
    """The report of a job in a language, as a worker of QGIS writes it."""
    folder.mkdir()
    (folder / "bare.onnx").write_bytes(inputs.model.read_bytes())
    job = sampled(inputs, folder) if name == "sample" else scenario.each_job(inputs, folder, 0)[name]
    report = silent()
    report.language = Language.decode(language.encode(texts(job)))
    done = perform(job, report)
    assert isinstance(done, events.Finished), done
    return Path(job.report).read_text(encoding="utf-8")


def unworded(text):
    """What of a text did not come out of the catalogue."""
    return re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*REPORTING, "sample"])
def test_all_that_a_report_says_is_worded(inputs, tmp_path, name):
    page = read_page(reported(inputs, tmp_path / "out", name, marking()))
    said = [*page.texts, *(value for tag, key, value in page.attributes if key in ("alt", "lang"))]
    left = {word for text in said for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"\S*/\S*", "", unworded(text)))}
    assert left - DATA == set()


def test_german(inputs, tmp_path):
    html = reported(inputs, tmp_path / "german", "score", german())
    page = read_page(html)
    shown = "\n".join(page.texts)
    assert ("html", "lang", "de") in page.attributes
    assert "Ausgleich der Trainingskacheln" in shown
    assert re.search(r"Zusätzliche Wiederholungen: 50 % der Trainingskacheln \(\d+\)", shown)
    assert re.search(r"^\d+,\d %$", shown, re.M)
    english = {text for text in OF_REPORTS.values() if isinstance(text, str) and "{" not in text and " " in text}
    assert {text for text in page.texts if text in english} == set()


@pytest.mark.slow
def test_a_worker_writes_in_the_language_of_its_caller(inputs, tmp_path):
    job = ClassReport(dataset=LayerRef(str(inputs.dataset), "tiles"), report=str(tmp_path / "page.html"))
    client.run_job(sys.executable, job, on_event=lambda event: None, language=german())
    assert "Klassenverteilung" in Path(job.report).read_text(encoding="utf-8")


@pytest.mark.parametrize("count", [0, 1, 2, 5, 21, 111, 112, 1001, 1021])
def test_the_forms_of_a_count_travel(count):
    """By the rule of Polish or Russian, which have three."""

    def form(n: int) -> int:
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2

    plural = Plural("n", "{n} tile", "{n} tiles")
    slavic = Language(lambda text, n: f"{'abc'[form(n)]} {text}" if "{n}" in text else text)
    read = Language.decode(slavic.encode([plural, "no", *SENTENCES.values()]))
    assert read.translate(plural.other, count) == slavic.translate(plural.other, count)


def test_english_has_no_words_to_travel():
    assert ENGLISH.encode(SENTENCES.values())["words"] == {}
    assert Language.decode(None).translate("a", -1) == "a"
