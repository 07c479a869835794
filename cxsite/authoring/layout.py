"""Formats authors' files: key order, indents, line ends, folded long texts; comments are kept."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from cxsite.authoring.key_order import key_order, order_keys, same_meaning
from cxsite.authoring.scalar_styles import WIDTH, break_lines
from cxsite.model.records.field_info import record_in

if TYPE_CHECKING:
    from cxsite.model.records.record import Record

_ENDLESS: Final = 1_000_000
_ROUNDS: Final = 4
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#.*?[ \t]*$", re.MULTILINE)


def lay_out(text: str, model: type[Record]) -> str | None:
    """Format a text; return None if that would change its meaning or lose a comment.

    `text` has LF line ends and is read without problems.
    """
    for folding in (True, False):
        made = _settle(text, model, folding=folding)
        if made is not None and same_meaning(text, made) and comments(made) == comments(text):
            return made if _words(made) == _words(text) else None
    return None


def _words(text: str) -> list[str]:
    """Return every written key and value, sorted. A key without a value must not become one with `null`."""
    import yaml  # noqa: PLC0415 -- as below

    return sorted(token.value for token in yaml.scan(text, yaml.SafeLoader) if isinstance(token, yaml.ScalarToken))


def comments(text: str) -> list[str]:
    """Return every comment of a text, sorted. What only looks like a comment inside a value is found in both texts."""
    found: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(_blank_values(text)):
        if match := _COMMENT.search(line):
            found.append(lines[number][match.start() :].strip())
    return sorted(found)


def _blank_values(text: str) -> list[str]:
    """Return the lines with every value blanked, so that only comments contain a `#`."""
    import yaml  # noqa: PLC0415 -- only where a file is laid out

    lines = [list(line) for line in text.split("\n")]
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if not isinstance(token, yaml.ScalarToken):
            continue
        start, end = token.start_mark, token.end_mark
        for number in range(start.line, min(end.line + 1, len(lines))):
            if token.style in ("|", ">") and number == start.line:
                continue
            left = start.column if number == start.line else 0
            right = end.column if number == end.line else len(lines[number])
            lines[number][left:right] = "x" * max(0, right - left)
    return ["".join(line) for line in lines]


def _settle(text: str, model: type[Record], *, folding: bool) -> str | None:
    """Return a form that formatting again does not change; None if there is none."""
    for _ in range(_ROUNDS):
        made = _round(order_keys(text, model), model, folding=folding)
        if made == text:
            return made
        text = made
    return None


def _round(text: str, model: type[Record], *, folding: bool) -> str:
    yaml = _ruamel()
    tree = yaml.load(text)
    _arrange(tree, model, 0, folding=folding)
    out = io.StringIO()
    yaml.dump(tree, out)
    lines = (line.rstrip() for line in out.getvalue().split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


def _ruamel() -> Any:  # noqa: ANN401 -- imported only here
    """Return a reader and writer that keeps comments, quotes and every plain scalar as it was typed."""
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.resolver import VersionedResolver  # noqa: PLC0415

    class AsTyped(VersionedResolver):  # type: ignore[misc, unused-ignore]
        """Resolves every plain scalar as text, because the package `reading` decides types."""

        @property
        def versioned_resolver(self) -> Any:  # noqa: ANN401
            return {"": [("tag:yaml.org,2002:null", re.compile("^$"))]}

    yaml = YAML()
    yaml.Resolver = AsTyped
    yaml.preserve_quotes = True
    yaml.width = _ENDLESS
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _arrange(tree: Any, model: type[Record] | None, column: int, *, folding: bool) -> None:  # noqa: ANN401
    """Sort flow mappings by the model; move values too wide for their line below, as block or folded."""
    if isinstance(tree, list):
        for number, one in enumerate(tree):
            _fit(tree, number, one, column + 2, model, folding=folding)
    if not isinstance(tree, dict):
        return
    fields = model.model_fields if model is not None else {}
    if tree.fa.flow_style() and model is not None and set(tree) <= set(fields):  # type: ignore[attr-defined]
        for key in sorted(tree, key=key_order(model).index):
            tree.move_to_end(key)  # type: ignore[attr-defined]
    for key, value in tree.items():
        inner = record_in(fields[key].annotation) if key in fields else None
        _fit(tree, key, value, column, inner, folding=folding)


def _fit(  # noqa: PLR0913 -- a value, where it stands and how
    holder: Any,  # noqa: ANN401
    key: Any,  # noqa: ANN401
    value: Any,  # noqa: ANN401
    column: int,
    model: type[Record] | None,
    *,
    folding: bool,
) -> None:
    start = column + (len(key) + 2 if isinstance(key, str) else 0)
    if isinstance(value, (dict, list)):
        if start + _width(value) > WIDTH and value and not holder.fa.flow_style():
            value.fa.set_block_style()  # type: ignore[union-attr]
        is_item = isinstance(holder, list)
        _arrange(value, model, column if is_item else column + 2, folding=folding)
    elif folding and not holder.fa.flow_style() and start + _width(value) > WIDTH and key not in holder.ca.items:
        _fold(holder, key, value, column if isinstance(holder, list) else column + 2)


def _width(value: Any) -> int:  # noqa: ANN401
    """Return how many columns a value takes on one line."""
    if isinstance(value, dict):
        return sum(len(str(key)) + 4 + _width(one) for key, one in value.items())
    if isinstance(value, list):
        return sum(2 + _width(one) for one in value)
    return len(str(value or "")) + 2 * (type(value) is not str)


def _fold(holder: Any, key: Any, value: Any, column: int) -> None:  # noqa: ANN401
    """Fold a long one-line text over several lines below its key."""
    from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString  # noqa: PLC0415

    if isinstance(value, (FoldedScalarString, LiteralScalarString)) or not isinstance(value, str):
        return
    if value == " ".join(value.split(" ")) and value == " ".join(value.split()):
        folded = FoldedScalarString(value)
        folded.fold_pos = list(break_lines(value, WIDTH - column))
        holder[key] = folded
