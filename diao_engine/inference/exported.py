# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens exported programs without unpickling anything and without running what their texts say.

`torch.export.load` unpickles a member in full when the restricted reader fails on it, loads compiled libraries, evaluates the
expressions of sizes as Python, and writes names into Python source. So torch is given a copy that is written anew here: members of
known kinds only, no sample inputs, and a graph whose every text has been checked.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import sys
import threading
import zipfile
from collections.abc import Iterator
from typing import Any

import torch

from ..errors import BadInput
from ..messages import Sentence

_MODEL = "models/model.json"
_SAMPLES = "data/sample_inputs/model.pt"
_CONFIGS = {
    "data/weights/model_weights_config.json": "weight_",
    "data/constants/model_constants_config.json": "tensor_",
}
_COPIED = re.compile(
    r"(\.data/)?version|archive_format|archive_version|byteorder|data/weights/weight_\d+|data/constants/tensor_\d+",
    re.ASCII,
)
_LEFT_OUT = re.compile(r"\.data/serialization_id|extra/.*|" + re.escape(_SAMPLES), re.ASCII)
_OLD = (
    "serialized_exported_program.json",
    "serialized_state_dict.pt",
    "data/weights/model.pt",
    "data/constants/model.pt",
)

# Texts of a graph end up in Python source: names, dotted names, devices. None of these signs can leave such a word.
_WORD = re.compile(r"[\w.:+\-]*", re.ASCII)
_TARGET = re.compile(
    r"torch\.ops\.(aten|prims)\.\w+\.\w+|torch\.ops\.higher_order\.(cond|wrap_with_set_grad_enabled|wrap_with_autocast)"
    r"|_operator\.(add|sub|mul|truediv|floordiv|mod|pow|neg|pos|eq|ne|lt|le|gt|ge|and_|or_|not_|getitem)"
    r"|math\.(ceil|floor|trunc|sqrt)|torch\.sym_\w+|torch\._sym_\w+",
    re.ASCII,
)
# What the expression of a size may call: the constructors of sympy that torch writes, and torch's own functions.
_FUNCTIONS = frozenset({
    "Symbol", "Integer", "Rational", "Float", "Add", "Mul", "Pow", "Mod", "Max", "Min", "Abs", "Eq", "Ne", "Lt", "Le", "Gt", "Ge",
    "Equality", "Unequality", "StrictLessThan", "LessThan", "StrictGreaterThan", "GreaterThan", "And", "Or", "Not", "Piecewise",
    "ExprCondPair", "Tuple", "floor", "ceiling", "FloorDiv", "ModularIndexing", "Where", "PythonMod", "CleanDiv", "CeilToInt",
    "FloorToInt", "CeilDiv", "LShift", "RShift", "PowByNatural", "FloatPow", "FloatTrueDiv", "IntTrueDiv", "TruncToFloat",
    "TruncToInt", "RoundToInt", "RoundDecimal", "ToFloat", "Identity", "IsNonOverlappingAndDenseIndicator",
})  # fmt: skip
_EXPRESSION = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.operator, ast.unaryop, ast.boolop, ast.cmpop,
    ast.expr_context, ast.Call, ast.Name, ast.keyword, ast.Constant, ast.Tuple, ast.Subscript,
)  # fmt: skip
_MEASURES = frozenset({"size", "stride", "storage_offset", "dim"})  # what the guards on an input's shape ask of it
_CONTAINERS = {None, "builtins.tuple", "builtins.list", "builtins.dict"}
_UNPICKLING = "pickle.find_class"  # what every full unpickler reports before it reaches for code

_watch = threading.local()
_hooked: list[bool] = []


class Unsafe(ValueError):
    """A member of the archive would have to be unpickled, or a text of it would be run; `reason` says which."""

    def __init__(self, code: str, /, **arguments: Any) -> None:
        super().__init__(code, arguments)
        self.reason = Sentence(code, "", arguments)

    def __str__(self) -> str:
        return str(self.reason)


def load(path: str) -> torch.export.ExportedProgram:
    """Load an exported program. Raises BadInput when that cannot be done without running what the file says."""
    try:
        copy = io.BytesIO(rewritten(path))
        with no_unpickling():
            return torch.export.load(copy)
    except Unsafe as problem:
        raise BadInput("program_refused", path=path, reason=problem.reason, version=str(torch.__version__)) from problem


def rewritten(path: str) -> bytes:
    """The same program as an archive of known members only. Raises Unsafe."""
    with zipfile.ZipFile(path) as archive:
        members = _members(archive)
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as output:
            for name, entry in members.items():
                if _LEFT_OUT.fullmatch(name):
                    continue
                content = archive.read(entry)
                if name == _MODEL:
                    content = _checked_graph(content)
                elif name in _CONFIGS:
                    content = _checked_config(content, _CONFIGS[name])
                elif not _COPIED.fullmatch(name):
                    raise Unsafe("unsafe_part", part=name)
                output.writestr(f"model/{name}", content)
            output.writestr(f"model/{_SAMPLES}", b"")  # torch asks for it and takes an empty one for none
    return copy.getvalue()


@contextlib.contextmanager
def no_unpickling() -> Iterator[None]:
    """While it lasts, a full unpickler in this thread raises Unsafe before it can run anything; restricted reading goes on."""
    if not _hooked:
        sys.addaudithook(_refuse_unpickling)
        _hooked.append(True)
    _watch.on = True
    try:
        yield
    finally:
        _watch.on = False


def _refuse_unpickling(event: str, _: tuple[Any, ...]) -> None:
    if event == _UNPICKLING and getattr(_watch, "on", False):
        raise Unsafe("unsafe_some_part")


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members by their names without the archive's own folder."""
    members: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        root, _, name = entry.filename.partition("/")
        name = name or root  # the old layout has no folder
        if name in _OLD:
            raise Unsafe("unsafe_old_torch")
        if name in members:
            raise Unsafe("unsafe_twice", part=name)
        members[name] = entry
    return members


def _checked_config(content: bytes, prefix: str) -> bytes:
    """Where the tensors lie; each is a member of plain bytes."""
    config = json.loads(content)
    for payload in config["config"].values():
        if payload.get("use_pickle") or not re.fullmatch(prefix + r"\d+", str(payload["path_name"]), re.ASCII):
            raise Unsafe("unsafe_tensor")
    _check(config)
    return json.dumps(config).encode()


def _checked_graph(content: bytes) -> bytes:
    """The graph without remarks on where it comes from, its texts checked."""
    program = json.loads(content)
    _drop_remarks(program)
    # They are Python source; one that is no plain comparison of sizes is left out, since it only checks.
    program["guards_code"] = [text for text in program.get("guards_code") or () if _is_expression(text)]
    _check(program)
    return json.dumps(program).encode()


def _drop_remarks(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "metadata":
                value[key] = {}
            _drop_remarks(value[key] if key == "metadata" else inner)
    elif isinstance(value, list):
        for inner in value:
            _drop_remarks(inner)


def _check(value: Any, key: str = "") -> None:
    """Check every text in the JSON by what torch does with it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_text(name, "expr_str" if key == "range_constraints" else "")
            _check(inner, name)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, key)
    elif isinstance(value, str):
        _check_text(value, key)


def _check_text(text: str, key: str) -> None:
    if key in ("expr_str", "guards_code"):
        safe = _is_expression(text)
    elif key in ("target", "as_operator") and text.startswith(("torch", "_operator", "math", "#")):
        safe = _TARGET.fullmatch(text) is not None
    elif key in ("in_spec", "out_spec"):
        safe = not text or _is_structure(json.loads(text)[1])
    elif key == "as_custom_obj":
        safe = False
    else:
        safe = _WORD.fullmatch(text) is not None
    if not safe:
        raise Unsafe("unsafe_graph", text=text[:60])


def _is_expression(text: str) -> bool:
    """Whether it is arithmetic of known functions, numbers, symbols and sizes of inputs: it is evaluated as Python."""
    try:
        nodes = list(ast.walk(ast.parse(text, mode="eval")))
    except (SyntaxError, ValueError, RecursionError):
        return False
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return all(_is_harmless(node, called) for node in nodes)


def _is_harmless(node: ast.AST, called: set[int]) -> bool:
    """Whether a part of an expression can do no more than count; `called` are the parts that are called."""
    if isinstance(node, ast.Attribute):
        return id(node) in called and node.attr in _MEASURES
    if isinstance(node, ast.Name):
        return node.id in _FUNCTIONS if id(node) in called else not node.id.startswith("_")
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.fullmatch(r"\w+", node.value, re.ASCII) is not None
    return isinstance(node, _EXPRESSION) and (
        not isinstance(node, ast.Call) or isinstance(node.func, (ast.Name, ast.Attribute))
    )


def _is_structure(spec: Any) -> bool:
    """Whether inputs or outputs are tensors in plain containers; others name modules that torch would import."""
    context = json.loads(spec["context"]) if isinstance(spec["context"], str) else spec["context"]
    plain = context is None or (isinstance(context, list) and all(isinstance(name, (str, int)) for name in context))
    return spec["type"] in _CONTAINERS and plain and all(_is_structure(child) for child in spec["children_spec"])
