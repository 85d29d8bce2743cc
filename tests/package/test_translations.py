# SPDX-License-Identifier: GPL-2.0-or-later
"""The translations: whole, with the placeholders of their sources, and compiled anew whenever a text has changed."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "i18n"
# Placeholders, markup, and links are no part of a language.
HELD = re.compile(r"\{[^}]*\}|</?\w[^>]*>|https?://[^\s<\"]+")
# Names, units and words that German has in common with English.
SAME_IN_GERMAN = {
    "CPU", "ConvNeXt-Tiny", "DeepLabV3+", "Dice", "EfficientNet-B3", "Encoder", "IoU", "JSON", "LinkNet",
    "MA-Net", "Training (PyTorch)",
    "Mix Transformer B2", "Name", "OpenEarthMap", "Raster", "ResNet-18", "ResNet-34", "ResNet-50", "SegFormer", "U-Net",
    "U-Net++", "UPerNet", "chesapeake", "deepness", "diao", "iou", "olofsson", "onnx", "openearthmap", "torchscript", "u-net",
    "FLAIR", "ISPRS Potsdam", "ISPRS Vaihingen", "LandCover.ai", "LoveDA", "Pascal VOC",
    "{number} MB", "{number:.1f} GB",
    "CPU: {reason}", "GPU {name} (CUDA)",
    "{name} {share:share}", "{color} {pixels:,}", "{value} ({pixels:,} px)", "{lost}; {way_out}.",
    "m", "px", "°", "±", "F1", "Band", "Form", "Training", "{entries}", "{size:g} {unit}", "{figure:.4f} {mark}",
    "× {factor:.2f}", "{value} %", "GeoPackage (*.gpkg)", "{name} {share}", "{n} ({names}), {dtype}", "{n} h", "{n} min", "{n} s",
    "{area:g} m²", "Layer", "Assets", "wms", "wmts", "xyz", "stac", "cog", "json", "{name} {count}", "Prod.",
    "{before} → {after} {share:share}",
}  # fmt: skip


@pytest.fixture(scope="module")
def update():
    return loaded("update")


@pytest.fixture(scope="module")
def qm():
    return loaded("qm")


def loaded(name):
    """A module beside the translations."""
    spec = importlib.util.spec_from_file_location(f"{name}_translations", FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(path):
    """Source and translation element of every text of a file."""
    root = ElementTree.parse(path)
    return {message.findtext("source"): message.find("translation") for message in root.iter("message")}


def forms(done):
    """The texts of a translation: one, or those for the counts that the language tells apart."""
    return [form.text or "" for form in done.iter("numerusform")] or [done.text or ""]


@pytest.fixture(params=sorted(FOLDER.glob("diao_*.ts")), ids=lambda path: path.stem)
def translated(request):
    return request.param


def test_german_is_there():
    assert (FOLDER / "diao_de.ts").is_file()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ts")), ids=lambda path: path.stem)
def test_holds_every_text_and_no_other(update, path):
    """Where this fails: make reference, and translate what it has added."""
    there, wanted = list(messages(path)), update.texts()
    assert sorted(set(wanted) - set(there)) == []
    assert there == wanted


def test_is_finished(translated):
    unfinished = [
        source
        for source, done in messages(translated).items()
        if done.get("type") is not None or not all(form.strip() for form in forms(done))
    ]
    assert unfinished == []


def test_a_count_has_all_its_forms(update, translated):
    """German and English have two."""
    counted = {source for source, done in messages(translated).items() if len(forms(done)) == 2}
    assert counted == update.plurals()


def test_keeps_placeholders_and_markup(translated):
    for source, done in messages(translated).items():
        for form in forms(done):
            assert set(HELD.findall(form)) == set(HELD.findall(source)), source


def test_ends_as_its_source_does(translated):
    """A colon or an ellipsis tells what comes next; blanks at the ends join texts."""
    for source, done in messages(translated).items():
        for form in forms(done):
            assert all(form.endswith(mark) == source.endswith(mark) for mark in (".", ":", "…", "?")), source
            assert form == form.strip() or source != source.strip(), source


def test_no_english_is_left_in_german():
    same = {source for source, done in messages(FOLDER / "diao_de.ts").items() if source in forms(done)}
    assert same <= SAME_IN_GERMAN


def test_what_differs_in_english_differs_in_german_where_it_is_chosen_from(update):
    """Two choices or algorithms with one name could not be told apart."""
    from diao_engine.jobs import ALGORITHMS, specs

    german = {source: done.text for source, done in messages(FOLDER / "diao_de.ts").items()}
    names = [job.label for job in ALGORITHMS.values()]
    lists = [names, *([*spec.choices.values()] for job in ALGORITHMS.values() for spec in specs(job))]
    lists += [[spec.label for spec in specs(job)] for job in ALGORITHMS.values()]
    for texts in lists:
        assert len({german[text] for text in texts}) == len(set(texts)), texts


def test_the_compiled_file_is_made_of_this_text(qm, translated, tmp_path):
    """Where this fails: make setup."""
    compiled = translated.with_suffix(".qm")
    qm.compile_translation(translated, tmp_path / "fresh.qm")
    assert compiled.is_file()
    assert compiled.read_bytes() == (tmp_path / "fresh.qm").read_bytes()


def test_compiles_without_touching_the_texts(tmp_path):
    """What `make setup` does in a checkout that has no .qm yet."""
    for path in (*FOLDER.glob("*.py"), *FOLDER.glob("*.ts")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    subprocess.run([sys.executable, str(tmp_path / "update.py"), "--compile"], check=True)
    assert {
        path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file() and path.suffix != ".qm"
    } == before
    assert (tmp_path / "diao_de.qm").stat().st_size > 1000


def test_new_texts_come_in_unfinished_and_old_ones_go(update, tmp_path, monkeypatch):
    path = tmp_path / "diao_xx.ts"
    monkeypatch.setattr(update, "texts", lambda: ["gone", "kept"])
    update.write(path, "xx")
    text = path.read_text(encoding="utf-8")
    text = text.replace('<source>kept</source>\n            <translation type="unfinished" />',
                        "<source>kept</source>\n            <translation>behalten</translation>")  # fmt: skip
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(update, "texts", lambda: ["kept", "new"])
    update.write(path, "xx")
    found = messages(path)
    assert list(found) == ["kept", "new"]
    assert found["kept"].text == "behalten"
    assert found["new"].get("type") == "unfinished"


TWO_TEXTS = """<TS language="de"><context><name>C</name>
<message><source>ab</source><translation>ä</translation></message>
<message><source>new</source><translation type="unfinished" /></message>
<message numerus="yes"><source>b</source><translation><numerusform>x</numerusform><numerusform>y</numerusform></translation></message>
</context></TS>"""


def test_the_bytes_are_those_that_qt_s_own_tool_writes(qm, tmp_path):
    (tmp_path / "two.ts").write_text(TWO_TEXTS, encoding="utf-8")
    qm.compile_translation(tmp_path / "two.ts", tmp_path / "two.qm")
    one = b"\3\0\0\0\2\0\xe4\x08\0\0\0\0\6\0\0\0\2ab\7\0\0\0\1C\1"
    counted = b"\3\0\0\0\2\0x\3\0\0\0\2\0y\x08\0\0\0\0\6\0\0\0\1b\7\0\0\0\1C\1"
    index = b"\0\0\0\x62" + len(one).to_bytes(4, "big") + b"\0\0\6\x72" + bytes(4)  # by hash: 'b' before 'ab'
    messages = one + counted
    assert (tmp_path / "two.qm").read_bytes() == (
        bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
        + b"\xa7\0\0\0\2de"
        + b"\x42\0\0\0\x10" + index
        + b"\x69" + len(messages).to_bytes(4, "big") + messages
        + b"\x88\0\0\0\2\1\1"
    )  # fmt: skip


def test_a_language_whose_counts_are_unknown_is_refused(qm, tmp_path):
    (tmp_path / "a.ts").write_text(TWO_TEXTS.replace('"de"', '"xx"'), encoding="utf-8")
    with pytest.raises(SystemExit, match="xx has no plural rule"):
        qm.compile_translation(tmp_path / "a.ts", tmp_path / "a.qm")
