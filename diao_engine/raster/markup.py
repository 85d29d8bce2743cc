# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads small XML files that anybody may have written: elements, attributes, text; document types, and so entities, are refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat


class Unreadable(ValueError):
    """No XML, or XML that declares a document type."""


@dataclass
class Element:
    """An element with what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """Its children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """The first of them."""
        return next(self.all(name), None)


def read(path: str) -> Element:
    """The root element of a file. Raises Unreadable, or OSError."""
    top = Element("")
    above = [top]

    def begin(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes)
        above[-1].children.append(element)
        above.append(element)

    def end(_name: str) -> None:
        above.pop()

    def text(characters: str) -> None:
        above[-1].text += characters

    def refuse(*_declaration: object) -> None:
        raise Unreadable("a document type is declared")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.StartDoctypeDeclHandler = refuse
    try:
        with open(path, "rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise Unreadable(str(error)) from error
    return top.children[0]
