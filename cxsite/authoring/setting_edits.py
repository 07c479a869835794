"""Edits that set one value of a YAML text: replace it, or add its key at its place in the model's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.authoring.key_order import key_order
from cxsite.authoring.new_yaml_values import (
    INDENT,
    block_lines,
    entry_lines,
    values_behind_colon,
    values_in_brackets,
    written_key,
)
from cxsite.authoring.scalar_styles import ScalarPlace, renderings
from cxsite.authoring.text_edits import TextEdit, span_offsets
from cxsite.authoring.yaml_positions import (
    colon_end,
    entry_end,
    indent_of,
    is_in_brackets,
    line_end,
    line_start,
    stands_in_brackets,
    value_at,
    value_range,
)
from cxsite.model.records.field_info import record_in
from cxsite.model.records.source_location import Fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.authoring.yaml_positions import Path
    from cxsite.model.records.record import Record


def edits_to_set(text: str, top: Fields, model: type[Record], path: Path, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    """Yield edits, the preferred first, that set the value at `path`; missing parents are created."""
    holder: Any = top
    for number, step in enumerate(path):
        last = number == len(path) - 1
        missing = isinstance(holder, Fields) and isinstance(step, str) and step not in holder
        if missing:
            new = _nested(path[number + 1 :], value)
            yield from _add_key(text, top, model, path[: number + 1], new)
            return
        if last:
            yield from edits_to_replace(text, top, path, value)
            return
        holder = holder[step]


def _nested(path: Path, value: Any) -> Any:  # noqa: ANN401
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def edits_to_replace(text: str, top: Fields, path: Path, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    """Yield edits, the preferred first, that replace the value at `path`."""
    start, end = value_range(text, top, path)
    indent, in_flow = indent_of(text, top, path), stands_in_brackets(text, top, path)
    if isinstance(value, (dict, list, tuple)):
        if in_flow or text[start] in "[{":
            for flow in values_in_brackets(value):
                yield [TextEdit(start, end, flow)]
        lines = "\n".join(block_lines(value, indent + INDENT))
        if isinstance(path[-1], int) and isinstance(value, dict):  # behind its dash
            yield [TextEdit(start, end, lines.lstrip())]
            return
        yield [TextEdit(len(text[:start].rstrip(" \n")), end, "\n" + lines)]
        return
    written = text[start:end]
    if isinstance(value_at(top, path), (dict, list)):
        written = ""
    column = start - line_start(text, start)
    for rendered in renderings(value, ScalarPlace(written, indent, in_flow, column)):
        yield [TextEdit(start, end, rendered)]


def _add_key(text: str, top: Fields, model: type[Record], path: Path, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    """Yield the edits that add a key at its place in the model's order, or a value to a key without one."""
    parent, key = path[:-1], str(path[-1])
    holder = value_at(top, parent)
    if key in holder.places:
        start = colon_end(text, span_offsets(text, holder.key_span(key))[1])
        colon = "" if text[start - 1] == ":" else ":"  # `{a}` is a mapping, too
        column = start - line_start(text, start)
        place = ScalarPlace("", holder.key_span(key)[1] - 1, is_in_brackets(text, holder), column + 1)
        for rendered in values_behind_colon(value, place):
            first, *others = rendered.split("\n")
            end = entry_end(text, holder, key)
            stop = line_end(text, end) if others else end  # a comment stays on the line of the key
            yield [TextEdit(start, stop, "\n".join([colon + first + text[end:stop], *others]))]
        return
    before = _key_before(holder, _model_at(model, parent), key)
    if is_in_brackets(text, holder):
        yield from _add_to_flow(text, holder, before, key, value)
        return
    indent = holder.span[1] - 1
    lines = [" " * indent + line if line else "" for line in entry_lines(key, value, indent)]
    if before is None:
        start = span_offsets(text, holder.first_span())[0]
        body = "\n".join([lines[0].lstrip(), *lines[1:]])
        yield [TextEdit(start, start, f"{body}\n{' ' * indent}")]
        return
    stop = line_end(text, entry_end(text, holder, before))
    yield [TextEdit(stop, stop, "\n" + "\n".join(lines))]


def _add_to_flow(text: str, holder: Fields, before: str | None, key: str, value: Any) -> Iterator[Sequence[TextEdit]]:  # noqa: ANN401
    for flow in values_in_brackets(value):
        entry = f"{written_key(key)}: {flow}"
        if before is not None:
            end = entry_end(text, holder, before)
            yield [TextEdit(end, end, f", {entry}")]
        else:
            start = span_offsets(text, holder.span)[0] + 1
            yield [TextEdit(start, start, f"{entry}, " if holder.places else entry)]


def _key_before(holder: Fields, model: type[Record] | None, key: str) -> str | None:
    """Return the key after which a new one is inserted: the last existing one before it in the model."""
    order = list(key_order(model)) if model is not None else []
    keys = list(holder.places)
    if key not in order:
        return keys[-1] if keys else None
    rank = order.index(key)
    earlier = [one for one in keys if one not in order or order.index(one) < rank]
    return earlier[-1] if earlier else None


def _model_at(model: type[Record], path: Path) -> type[Record] | None:
    found: type[Record] | None = model
    for step in path:
        if isinstance(step, str):
            field = found.model_fields.get(step) if found is not None else None
            found = record_in(field.annotation) if field is not None else None
    return found
