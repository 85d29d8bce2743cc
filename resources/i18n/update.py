# SPDX-License-Identifier: GPL-2.0-or-later
"""Collects every text that the analyst reads on the QGIS side into diao.ts, the template of all translations.

`python3 resources/i18n/update.py` writes the template and brings translations that are there (diao_<language>.ts) up to
date: new texts come in unfinished, texts that are gone go out. `lrelease` then makes the .qm files that the plugin loads.
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
    return sorted({*_job_texts(), *_code_texts(), *_model_texts()})


def _job_texts() -> Iterator[str]:
    sys.path.insert(0, str(_REPOSITORY))
    from diao_engine.jobs import JOBS, common, specs

    yield from common.DEVICES.values()
    for job in JOBS.values():
        yield from (job.label, job.help, job.group, *job.tags)
        yield from (number.label for number in job.numbers)
        for spec in specs(job):
            yield from (spec.label, spec.help, *spec.choices.values())


def _code_texts() -> Iterator[str]:
    for package in ("plugin", "processing_provider"):
        for path in sorted((_REPOSITORY / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                    yield from (value.value for value in node.args if isinstance(value, ast.Constant))


def _model_texts() -> Iterator[str]:
    for path in sorted((_REPOSITORY / "resources" / "models").glob("*.model3")):
        for option in ElementTree.parse(path).iter("Option"):
            if option.get("name") in ("ALG_DESC", "model_name"):
                yield option.get("value", "")


def _translations(path: Path) -> dict[str, str]:
    """What a translator has already written."""
    if not path.is_file():
        return {}
    found = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished":
            found[message.findtext("source", "")] = translation.text or ""
    return found


def write(path: Path, language: str = "") -> None:
    """Write a template, or a translation that keeps what has been translated."""
    kept = _translations(path)
    root = ElementTree.Element("TS", {"version": "2.1", **({"language": language} if language else {})})
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = _CONTEXT
    for text in texts():
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        if text in kept:
            translation.text = kept[text]
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " " * 4)
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


if __name__ == "__main__":
    write(_HERE / "diao.ts")
    for translated in sorted(_HERE.glob("diao_*.ts")):
        write(translated, translated.stem.removeprefix("diao_"))
