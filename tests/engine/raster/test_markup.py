# SPDX-License-Identifier: GPL-2.0-or-later
import pytest

from diao_engine.raster import markup


def test_elements_attributes_and_text_are_read(tmp_path):
    file = tmp_path / "a.xml"
    file.write_text('<?xml version="1.0"?><a><b n="1">one &amp; two</b><c/><b n="2"/></a>', encoding="utf-8")
    root = markup.read(str(file))
    assert root.name == "a"
    assert [element.attributes["n"] for element in root.all("b")] == ["1", "2"]
    assert root.first("b").text == "one & two"
    assert root.first("d") is None


@pytest.mark.parametrize(
    "text", ["", "a,b", "<a>", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '<!DOCTYPE a SYSTEM "b"><a/>']
)
def test_what_is_no_plain_markup_is_refused(tmp_path, text):
    file = tmp_path / "a.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(markup.Unreadable):
        markup.read(str(file))
