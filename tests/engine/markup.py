# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts that do harm where they are taken for markup, and a reader that finds out whether a page took them so."""

import re
from html.parser import HTMLParser

MARKUP = """<img src=x onerror=alert(1)>"><script>alert(2)</script></style></title>'&amp;{{ 7*7 }}{% raw %}<!--"""
FILE_NAME = MARKUP.replace("/", "").replace(
    "!", ""
)  # as far as Linux allows; pyogrio cuts a path at an exclamation mark
COLORS = (
    MARKUP, "red", "", "#fff", "#12345", "#1234567", "#12345６", "#123456\n", "#000000;background:url(https://example.org)",
    '#000000" onload="alert(1)', "rgb(0,0,0)", "url(#a)",
)  # fmt: skip
# All that the template writes: tags, their attributes, and the values of those attributes that hold styles and colours.
ATTRIBUTES = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content"}, "title": set(), "style": set(), "body": set(),
    "h1": set(), "h2": set(), "p": {"class"}, "table": set(), "thead": set(), "tbody": set(), "tr": set(), "th": set(),
    "td": {"style"}, "span": {"class", "style"}, "img": {"src", "alt"}, "svg": {"viewbox", "width", "role"},
    "text": {"x", "y", "text-anchor"}, "rect": {"x", "y", "width", "height", "fill"}, "line": {"class", "x1", "x2", "y1", "y2"},
    "polyline": {"points", "fill", "stroke", "stroke-width"}, "circle": {"cx", "cy", "r", "fill"},
}  # fmt: skip
VALUES = {
    "style": r"background:#[0-9a-fA-F]{6}|background:rgba\(var\(--cell\), [01]\.\d\d\)",
    "fill": r"#[0-9a-fA-F]{6}|none",
    "stroke": r"#[0-9a-fA-F]{6}",
    "src": r"data:image/png;base64,[A-Za-z0-9+/=]*",
    "class": "swatch|grid|warning",
}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.texts, self.styles, self.others = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        if self.tags[-1:] == ["style"] and not self.styles:
            self.styles.append(data)
        elif data.strip():
            self.texts.append(data.strip())

    def handle_comment(self, data):
        self.others.append(data)

    def handle_pi(self, data):
        self.others.append(data)

    def unknown_decl(self, data):
        self.others.append(data)


def read_page(html):
    """The tags, attributes (tag, name, value), texts and style sheets of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def is_plain(html):
    """Whether a page has nothing but the tags, attributes and styles of the template; asserts why not."""
    page = read_page(html)
    assert page.others == []
    assert set(page.tags) <= set(ATTRIBUTES)
    assert [page.tags.count(tag) for tag in ("html", "head", "body", "style", "h1")] == [1] * 5
    for tag, name, value in page.attributes:
        assert name in ATTRIBUTES[tag], (tag, name)
        assert name not in VALUES or re.fullmatch(VALUES[name], value), (tag, name, value)
    assert MARKUP not in page.styles[0]
    assert len(html) < 1_000_000
    return True
