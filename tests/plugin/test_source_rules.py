# SPDX-License-Identifier: GPL-2.0-or-later
"""Rules of the QGIS side that a reader of one file cannot see broken."""

import ast
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = sorted([*REPOSITORY.glob("plugin/**/*.py"), *REPOSITORY.glob("processing_provider/**/*.py")])
ENGINE_ROOMS = {"jobs", "protocol", "errors", "messages"}
# Enumerations whose values PyQt6 knows by their full name only, by the class that used to give them away.
SCOPED = re.compile(
    r"\b(Qt|QMessageBox|QFrame|QSizePolicy|QAbstractItemView|QLineEdit|QEvent|QFont|QPalette|QDialogButtonBox|QHeaderView|QImage"
    r"|QVariant|Qgis|QgsTask|QgsWkbTypes|QgsProcessing|QgsProcessingAlgorithm|QgsProcessingParameterNumber|QgsVectorFileWriter"
    r"|QgsMapLayer|QgsMapLayerType|QgsFeatureRequest|QgsColorRampShader|QgsPalLayerSettings|QgsProcessingParameterDefinition"
    r"|QgsProcessingParameterField|QgsProcessingParameterFile|QgsFileWidget)\.([A-Z]\w*)(?!\w)(\.\w+)?"
)
CLASSES = {  # types and flags that have no members here
    "Orientation", "SortOrder", "SaveVectorOptions", "ColorRampItem", "LayerHint", "TEMPORARY_OUTPUT", "ProcessingSourceType",
    "MessageLevel", "QGIS_VERSION",
}  # fmt: skip
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))


def imports(tree):
    """Each imported module with its dots."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from ((node.level, ".".join(filter(None, (module, alias.name)))) for alias in node.names)


def engine_rooms(path):
    """The rooms of the engine that a file imports."""
    for _, name in imports(ast.parse(path.read_text())):
        parts = name.split(".")
        if "diao_engine" in parts:
            yield parts[parts.index("diao_engine") + 1]


@each_file
def test_only_three_rooms_of_the_engine(path):
    assert set(engine_rooms(path)) <= ENGINE_ROOMS | {"__version__"}


@each_file
def test_the_provider_knows_nothing_of_the_window(path):
    if "processing_provider" in path.parts:
        names = [name for _, name in imports(ast.parse(path.read_text()))]
        assert not [
            name for name in names if name.startswith(("plugin", "qgis.gui", "qgis.PyQt.QtWidgets", "qgis.utils"))
        ]


@each_file
def test_relative_imports_and_qt_by_way_of_qgis(path):
    for level, name in imports(ast.parse(path.read_text())):
        top = name.split(".")[0]
        assert not top.startswith(("PyQt", "PySide", "sip"))
        assert level or top not in ("diao", "diao_engine", "plugin", "processing_provider")


@each_file
def test_enumerations_have_their_full_name(path):
    found = [
        match.group(0)
        for match in SCOPED.finditer(path.read_text())
        if not match.group(3) and match.group(2) not in CLASSES
    ]
    assert not found


@each_file
def test_nothing_is_translated_at_import(path):
    """QGIS installs translators later, and the language may change."""

    def calls(node):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.Lambda)):
                continue
            if isinstance(child, ast.Call) and getattr(child.func, "id", getattr(child.func, "attr", "")) in (
                "tr",
                "translate",
            ):
                yield child.lineno
            yield from calls(child)

    assert not list(calls(ast.parse(path.read_text())))


@each_file
def test_old_ways_that_qgis_4_lacks(path):
    text = path.read_text()
    assert not re.findall(r"\bexec_\(|QRegExp|resources_rc|QDesktopWidget|\bqApp\b|QVariant\(\)|QVariant\.Type", text)


def test_broad_except_stands_in_one_place():
    broad = [
        path.name for path in FILES if re.search(r"except( Exception| BaseException)?( as \w+)?:\n", path.read_text())
    ]
    assert broad == ["runner.py"]


def calls(path, *names):
    """The calls of functions or methods of these names."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
            yield node


@each_file
def test_labels_come_from_where_they_are_made_plain(path):
    """Qt takes a text with markup in it for rich text; names come from anybody."""
    assert path.name == "message_label.py" or not [node.lineno for node in calls(path, "QLabel")]


@each_file
def test_rich_text_is_asked_for_in_one_place(path):
    rich = re.findall(r"RichText|AutoText|MarkdownText|setHtml|insertHtml|appendHtml", path.read_text())
    assert rich == (["RichText"] if path.parts[-2:] == ("environment", "panel.py") else [])


def shows_as_it_is(text):
    """Whether an argument is a fixed text of ours, or one that was escaped."""
    if isinstance(text, ast.Call):
        name = getattr(text.func, "id", getattr(text.func, "attr", ""))
        fixed = len(text.args) == 1 and isinstance(text.args[0], ast.Constant)
        return name in ("plain_tip", "help", "purpose") or (name == "tr" and fixed)
    return ast.unparse(text) in ("tip", "help_text")  # made plain or taken from the parameter just before


@each_file
def test_tooltips_are_texts_of_ours_or_escaped(path):
    """They have no format to set."""
    if path.name == "line_chart.py":
        return  # makes a table for its tooltip, and escapes what it puts into it
    tooltips = [node.args[-1] for node in calls(path, "setToolTip", "setStatusTip", "setWhatsThis")]
    tooltips += [node.args[1] for node in calls(path, "showText")]
    tooltips += [node.args[1] for node in calls(path, "setItemData") if "ToolTipRole" in ast.unparse(node)]
    assert [ast.unparse(text) for text in tooltips if not shows_as_it_is(text)] == []


@each_file
def test_messages_go_through_their_door(path):
    """Which escapes them."""
    assert path.name == "messages.py" or not list(calls(path, "pushMessage", "logMessage"))
