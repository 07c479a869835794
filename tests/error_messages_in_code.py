"""Finds every English message for `cxsite.i18n.error_messages` in the source code."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cxsite

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = Path(cxsite.__file__).parent
MAKERS: Final = {
    "CxsiteError": (0, 1),
    "NoRepositoryError": (0, 1),
    "UnexpectedThemeError": (0,),
    "make_message": (0,),
    "wrong_usage": (0,),
    "bad_value": (2,),
}
"""The arguments of calls that are such messages."""


def sentences(path: Path) -> Iterator[tuple[int, str | None]]:
    """Yield line and text of each message in a file; None if it cannot be determined from the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {one.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names}
    known |= {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in known & MAKERS.keys():
            for number in MAKERS[call.func.id]:
                for argument in call.args[number : number + 1]:
                    yield from ((call.lineno, text) for text in _texts(argument, tree))


def _texts(reported: ast.expr, tree: ast.Module) -> Iterator[str | None]:
    """Yield the possible texts of an argument: a constant, both branches of a condition, or those of a name."""
    if isinstance(reported, ast.Constant) and isinstance(reported.value, str):
        yield reported.value
    elif isinstance(reported, ast.IfExp):
        yield from _texts(reported.body, tree)
        yield from _texts(reported.orelse, tree)
    elif isinstance(reported, ast.Name):
        yield from tuple(_of_name(reported.id, tree)) or (None,)
    else:
        yield None


def _of_name(name: str, tree: ast.Module) -> Iterator[str | None]:
    """Yield the constant of a name at the top of the file, or the keys of `refusals` for `what`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield from _texts(node.value, tree) if node.value is not None else (None,)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and name == "what":
            yield from (text for key in node.value.keys if key is not None for text in _texts(key, tree))
