# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes Qt's binary translations (.qm) by Python alone, so that a checkout speaks German without Qt's tools.

The format has no document; it is that of `QTranslator` in Qt's sources (qtbase, src/corelib/kernel/qtranslator.cpp), the same since
Qt 4: a magic, then sections of a tag, a length and content. A text is found by the ELF hash of its source.
"""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES, _PLURALS, _LANGUAGE = 0x42, 0x69, 0x88, 0xA7
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8
# When a count takes the first form, as Qt writes it down; other counts take the second. 1 means "is equal to".
_PLURAL_RULES = {"de": bytes([1, 1])}


def compile_translation(source: Path, target: Path) -> None:
    """Make the .qm file of a .ts file; what is unfinished stays in English."""
    root = ElementTree.parse(source).getroot()
    language = root.get("language", "")
    if language not in _PLURAL_RULES:
        raise SystemExit(
            f"{source.name}: {language or 'no language'} has no plural rule; add it to {Path(__file__).name}."
        )
    hashes, messages = [], bytearray()
    for context in root.iter("context"):
        name = context.findtext("name", "").encode()
        for message in context.iter("message"):
            forms = _forms(message)
            if forms:
                text = message.findtext("source", "").encode()
                hashes.append((_elf_hash(text), len(messages)))
                messages += _message(name, text, forms)
    table = b"".join(struct.pack(">II", *entry) for entry in sorted(hashes))
    sections = (
        (_LANGUAGE, language.encode()),
        (_HASHES, table),
        (_MESSAGES, bytes(messages)),
        (_PLURALS, _PLURAL_RULES[language]),
    )
    # Then moved: a QGIS that is running has the file mapped into its memory, and would read a mixture.
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(_MAGIC + b"".join(struct.pack(">BI", tag, len(content)) + content for tag, content in sections))
    part.replace(target)


def _forms(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return []
    counted = translation.findall("numerusform")
    return [form.text or "" for form in counted] if counted else [translation.text or ""]


def _message(context: bytes, source: bytes, forms: list[str]) -> bytes:
    content = b""
    for form in forms:
        encoded = form.encode("utf-16-be")
        content += struct.pack(">BI", _TRANSLATION, len(encoded)) + encoded
    for tag, text in ((_COMMENT, b""), (_SOURCE, source), (_CONTEXT, context)):
        content += struct.pack(">BI", tag, len(text)) + text
    return content + bytes([_END])


def _elf_hash(text: bytes) -> int:
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value ^= high >> 24
        value &= ~high
    return value or 1
