# SPDX-License-Identifier: GPL-2.0-or-later
"""Collects every text that the analyst reads on the QGIS side into diao.ts, the template of all translations.

`python3 resources/i18n/update.py` writes the template and brings translations that are there (diao_<language>.ts) up to
date: new texts come in unfinished, texts that are gone go out. Then it makes the .qm files that the plugin loads; with
`--compile` it does only that.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_HERE = Path(__file__).resolve().parent
_REPOSITORY = _HERE.parents[1]
_CONTEXT = "DIAO"  # as in processing_provider/text.py


def texts() -> list[str]:
    """All texts, each once, in an order that does not change by itself."""
    return sorted({*_job_texts(), *_code_texts(), *_counted_texts(), *_model_texts()})


def _job_texts() -> Iterator[str]:
    sys.path.insert(0, str(_REPOSITORY))
    from diao_engine.jobs import ALGORITHMS, common, presets, specs
    from diao_engine.jobs.texts import texts

    yield from common.DEVICES.values()
    for preset in presets.PRESETS.values():
        yield from (preset.label, preset.help)
    for job in ALGORITHMS.values():
        yield from (text if isinstance(text, str) else text.other for text in texts(job))
        yield from (job.label, job.help, job.group, job.memory_advice, *job.tags)
        yield from (output.label for output in (*job.numbers, *job.texts))
        for spec in specs(job):
            yield from filter(None, (spec.help, spec.unit_of))


def plurals() -> set[str]:
    """Those of the texts that a language has several forms of, by a count in them."""
    sys.path.insert(0, str(_REPOSITORY))
    from diao_engine.messages import SENTENCES, Plural

    return {*_counted_texts(), *(text.other for text in SENTENCES.values() if isinstance(text, Plural))}


def _code_texts() -> Iterator[str]:
    for call in _calls("tr"):
        yield from (value.value for value in call.args if isinstance(value, ast.Constant))


def _counted_texts() -> Iterator[str]:
    """What `tr_count` is given for counts other than 1."""
    for call in _calls("tr_count"):
        text = call.args[2]
        if isinstance(text, ast.Constant):
            yield text.value


def _calls(name: str) -> Iterator[ast.Call]:
    """Calls of a function on the side of QGIS."""
    for package in ("plugin", "processing_provider"):
        for path in sorted((_REPOSITORY / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                    yield node


def _model_texts() -> Iterator[str]:
    for path in sorted((_REPOSITORY / "resources" / "models").glob("*.model3")):
        for option in ElementTree.parse(path).iter("Option"):
            if option.get("name") in ("ALG_DESC", "model_name"):
                yield option.get("value", "")


def _translations(path: Path) -> dict[str, ElementTree.Element]:
    """What a translator has already written."""
    if not path.is_file():
        return {}
    found = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished":
            found[message.findtext("source", "")] = translation
    return found


def write(path: Path, language: str = "") -> None:
    """Write a template, or a translation that keeps what has been translated."""
    kept, counted = _translations(path), plurals()
    root = ElementTree.Element("TS", {"version": "2.1", **({"language": language} if language else {})})
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = _CONTEXT
    for text in texts():
        message = ElementTree.SubElement(context, "message", {"numerus": "yes"} if text in counted else {})
        ElementTree.SubElement(message, "source").text = text
        is_kept = text in kept and (kept[text].find("numerusform") is not None) == (text in counted)
        message.append(kept[text] if is_kept else _unfinished(is_counted=text in counted))
    ElementTree.indent(root, " " * 4)
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def _unfinished(*, is_counted: bool) -> ElementTree.Element:
    """A translation to be written; Qt's tools bring one of a count to the number of forms that the language has."""
    translation = ElementTree.Element("translation", {"type": "unfinished"})
    if is_counted:
        ElementTree.SubElement(translation, "numerusform")
        ElementTree.SubElement(translation, "numerusform")
    return translation


def translations(folder: Path = _HERE) -> list[Path]:
    """The translations that are there, a file per language."""
    return sorted(folder.glob("diao_*.ts"))


# The .qm files are not in git: `make setup` makes them of the .ts files, and the package makes its own. So no binary can lag
# behind its text or stand in the way of a merge.
def main(only_compile: bool) -> None:
    """Bring template and translations up to date, and compile them."""
    sys.path.insert(0, str(_HERE))
    from qm import compile_translation

    if not only_compile:
        write(_HERE / "diao.ts")
        for path in translations():
            write(path, path.stem.removeprefix("diao_"))
    for path in translations():
        compile_translation(path, path.with_suffix(".qm"))


if __name__ == "__main__":
    main(only_compile="--compile" in sys.argv[1:])
