"""Reads mkdocs.yml as YAML nodes, which keep tags and places: values of unknown tags can be written again unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAPPING = "tag:yaml.org,2002:map"
_TEXT = "tag:yaml.org,2002:str"


def merge_settings(config: Path) -> yaml.MappingNode:
    """Return the settings of a readable mkdocs.yml with those that it inherits, merged as MkDocs does.

    Mappings are merged key by key; all other values, such as the menu, replace the inherited ones.
    """
    node = _read(config)
    inherited = get_node(node, "INHERIT")
    if inherited is None:
        return node
    remove_node(node, "INHERIT")
    return _merge(merge_settings(config.parent / str(inherited.value)), node)


def find_node(config: Path, *keys: str) -> tuple[Path, yaml.Node] | None:
    """Return the value at these keys, and the file that sets it: mkdocs.yml, or one that it inherits from."""
    node = _read(config)
    if (found := get_node(node, *keys)) is not None:
        return config, found
    inherited = get_node(node, "INHERIT")
    return find_node(config.parent / str(inherited.value), *keys) if inherited is not None else None


def get_node(node: yaml.Node, *keys: str) -> yaml.Node | None:
    """Return the value at these keys; None if there is none."""
    for key in keys:
        found = next((value for name, value in _pairs(node) if name.value == key), None)
        if found is None:
            return None
        node = found
    return node


def set_text(node: yaml.MappingNode, text: str, *keys: str) -> None:
    """Set the value at these keys to a text."""
    for key in keys[:-1]:
        inner = get_node(node, key)
        if not isinstance(inner, yaml.MappingNode):
            inner = yaml.MappingNode(_MAPPING, [])
            _replace(node, key, inner)
        node = inner
    _replace(node, keys[-1], yaml.ScalarNode(_TEXT, text))


def remove_node(node: yaml.MappingNode, key: str) -> None:
    """Remove the value of a key, if there is one."""
    node.value = [(name, value) for name, value in node.value if name.value != key]


def _replace(node: yaml.MappingNode, key: str, value: yaml.Node) -> None:
    remove_node(node, key)
    node.value.append((yaml.ScalarNode(_TEXT, key), value))


def _read(config: Path) -> yaml.MappingNode:
    node = yaml.compose(config.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    return node if isinstance(node, yaml.MappingNode) else yaml.MappingNode(_MAPPING, [])


def _pairs(node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value


def _merge(base: yaml.MappingNode, over: yaml.MappingNode) -> yaml.MappingNode:
    merged = yaml.MappingNode(_MAPPING, list(base.value))
    for name, value in over.value:
        below = get_node(base, name.value)
        both = isinstance(below, yaml.MappingNode) and isinstance(value, yaml.MappingNode)
        _replace(merged, name.value, _merge(below, value) if both else value)  # type: ignore[arg-type]
    return merged
