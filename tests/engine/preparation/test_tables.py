# SPDX-License-Identifier: GPL-2.0-or-later
import pytest

from diao_engine.errors import BadInput
from diao_engine.preparation.tables import read_class_table, read_lists, read_splits
from tests.refused import refused


@pytest.fixture
def table(tmp_path):
    def write(text, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize(
    "text",
    [
        "value,name,color\n1,bog,#0A0B0C\n2,wood,#ffffff\n",
        "id;name;colour\r\n1;bog;0a0b0c\r\n2;wood;ffffff\r\n",
        "value\tname\tcolor\n1\tbog\t#0a0b0c\n2\twood\t#ffffff\n",
        "\ufeffName,ID,r,g,b\nbog,1,10,11,12\nwood,2,255,255,255\n",
    ],
)
def test_class_tables(table, text):
    legend = read_class_table(table(text))
    assert legend.names == {1: "bog", 2: "wood"}
    assert legend.colors == {1: "#0a0b0c", 2: "#ffffff"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("value,name,color\none,bog,#0a0b0c\n", "line 2: there is no whole number"),
        ("value,name,color\n70000,bog,#0a0b0c\n", "line 2: there is no whole number from 0"),
        ("value,name,color\n1,bog,brown\n", "line 2: 'brown' is not a colour"),
        ("value,name\n", "lists no class"),
        ("value,name\n1,bog\n1,fen\n", "line 3: the value 1 has a line before"),
        ("value,name,color\n1,bog,#0a0b0c\n2,fen,#0A0B0C\n", "line 3: the colour #0a0b0c has a line before"),
    ],
)
def test_broken_class_tables(table, text, words):
    with pytest.raises(BadInput, match=words):
        read_class_table(table(text))


def test_table_that_is_no_text(table):
    with refused("table_not_utf8"):
        read_class_table(table("value,name\n1,Wäld\n", encoding="latin-1"))


def test_splits(table):
    assert read_splits(table("image,set\na.tif,Train\nb.png,validation\nc,test\n")) == {
        "a": "train",
        "b": "val",
        "c": "test",
    }
    with refused("no_split_in_line", number=2):
        read_splits(table("image,split\na.tif,other\n"))
    with refused("no_split_in_line", number=2):
        read_splits(table("a,b\n1,2\n"))


def test_lists(table):
    lists = [table("a.tif\n\nb.tif\n", "train.txt"), table("c.tif\n", "val.txt")]
    assert read_lists(lists) == {"a": "train", "b": "train", "c": "val"}
