"""Converts a model's JSON Schema for editors: no references, with hovers, explained choices and existing ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cxsite.authoring.schema_snippets import snippets
from cxsite.i18n.catalogue import Translator
from cxsite.i18n.sector_words import fill_in
from cxsite.model.records.dates import DURATION_PATTERN
from cxsite.model.records.values import ID_PATTERN, RESERVED_IDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxsite.model.records.record import Record

Schema: TypeAlias = dict[str, Any]

CHOICE_TABLES: Final = (
    ("interface", "evidence"), ("interface", "research"), ("interface", "state"), ("interface", "status"),
    ("interface", "kind"), ("interface", "metric-kind"), ("interface", "family"), ("interface", "variant"),
    ("editor", "choice.status"), ("editor", "choice.direction"), ("editor", "choice.language"),
    ("editor", "choice.level"), ("editor", "choice.channel"), ("editor", "choice.keep"),
)  # fmt: skip
"""Catalogues and tables that explain choices; the first that has all choices of a field is used."""
_PATTERNS: Final = {
    ID_PATTERN: "id", r"^\d{4}-\d{2}-\d{2}$": "day", DURATION_PATTERN: "duration", r"\S": "text",
}  # fmt: skip
_CHARACTERS: Final = (("^https?", "address"), ("@", "email"), ("^#", "colour"), ("yyyy", "date_style"))
_NOT_RESERVED: Final = f"^(?!({'|'.join(sorted(RESERVED_IDS))})$)"
_NOTHING: Final = {"type": "null"}
_EMPTY: Final = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}
"""An empty value, in a form for which editors do not suggest `null`."""


@cache
def _raw_schema(model: type[Record]) -> Schema:
    """Return the schema that pydantic makes, which depends on nothing but the model; it must not be changed."""
    return model.model_json_schema(mode="validation")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorSchema:
    """Makes schemas in one language; `names` has the existing ids by kind, each with its name."""

    language: str
    names: Mapping[str, Mapping[str, str]]

    def of(self, model: type[Record]) -> Schema:
        """Return the self-contained schema of one kind of file, with keys in the model's order."""
        raw = _raw_schema(model)
        made = self._shape({**raw, "title": model.__name__}, raw.get("$defs", {}))
        return {"$schema": "http://json-schema.org/draft-07/schema#", **made}

    def _shape(self, node: Schema, defs: Mapping[str, Schema]) -> Schema:
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            return self._shape({**defs[name], **{k: v for k, v in node.items() if k != "$ref"}, "title": name}, defs)
        made = {key: value for key, value in node.items() if key in _PLAIN and "anyOf" not in node}
        if "properties" in node:
            made |= self._fields(node, defs)
        elif value := _any_key(node):
            made |= self._table(node, value, defs)
        if "items" in node:
            made["items"] = self._shape(node["items"], defs)
        if "anyOf" in node:
            made |= _join([self._shape(one, defs) for one in node["anyOf"] if one != _NOTHING])
        return made | self._describe(node, made)

    def _fields(self, node: Schema, defs: Mapping[str, Schema]) -> Schema:
        required = set(node.get("required", ()))
        properties = {
            key: self._shape(one, defs) if key in required else _or_empty(self._shape(one, defs))
            for key, one in node["properties"].items()
        }
        made = {"properties": properties, "additionalProperties": False}
        title = node.get("title", "")
        described = Translator(self.language, "editor")
        if described.has(f"snippet.{title}"):
            made["defaultSnippets"] = snippets(title, described(f"snippet.{title}"), properties, sorted(required))
        return made

    def _table(self, node: Schema, each: Schema, defs: Mapping[str, Schema]) -> Schema:
        """Return the schema of a mapping with free keys; existing ids are suggested as keys."""
        value = self._shape(each, defs)
        known = self._known_ids(node.get("propertyNames", {}))
        offered = {key: _or_empty({**value, "markdownDescription": name}) for key, name in known.items()}
        return {**({"properties": offered} if offered else {}), "additionalProperties": _or_empty(value)}

    def _describe(self, node: Schema, made: Schema) -> Schema:
        """Add the hover of a value and the suggestions for it."""
        reported: Schema = {}
        if doc := node.get("x-doc"):
            reported["title"], reported["markdownDescription"] = (
                fill_in(self.language, text) for text in doc[self.language]
            )
        if choices := made.get("enum"):
            reported |= self._explain(choices)
        if pattern := made.get("pattern"):
            reported |= self._pattern(pattern)
        if known := self._known_ids(node):
            offer = {"enum": list(known), "enumDescriptions": list(known.values())}
            reported["anyOf"] = [offer, {"type": "string"}]
        return reported

    def _known_ids(self, node: Schema) -> dict[str, str]:
        kinds = (*node.get("x-refers", ()), *([node["x-offers"]] if "x-offers" in node else ()))
        return {key: name for kind in kinds for key, name in self.names.get(kind, {}).items()}

    def _explain(self, choices: list[str]) -> Schema:
        for catalogue, table in CHOICE_TABLES:
            words = Translator(self.language, catalogue)
            keys = [f"{table}.{choice}" for choice in choices]
            if all(map(words.has, keys)):
                return {"enumDescriptions": [words(key) for key in keys]}
        return {}

    def _pattern(self, pattern: str) -> Schema:
        words = Translator(self.language, "editor")
        name = _PATTERNS.get(pattern) or next((name for character, name in _CHARACTERS if character in pattern), "text")
        reported: Schema = {"pattern": _in_javascript(pattern), "patternErrorMessage": words(f"pattern.{name}")}
        if name == "id":
            reported["allOf"] = [{"pattern": _NOT_RESERVED, "patternErrorMessage": words("pattern.reserved")}]
        return reported


_PLAIN: Final = frozenset({
    "type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
    "minProperties", "maxProperties", "required", "additionalProperties",
})  # fmt: skip


def _any_key(node: Schema) -> Schema | None:
    """Return the schema of the values if the author chooses the keys, else None."""
    found = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))
    return found if isinstance(found, dict) else None


def _or_empty(schema: Schema) -> Schema:
    """Allow an empty value, too, because it counts as not written."""
    reported: Schema = {key: schema[key] for key in ("title", "markdownDescription") if key in schema}
    choices = schema["anyOf"] if schema.keys() - reported == {"anyOf"} else [schema]
    return {**reported, "anyOf": [*({**reported, **one} for one in choices), _EMPTY]}


def _join(choices: list[Schema]) -> Schema:
    """Join choices in one schema, and flatten nested choices, in which language servers miss mistakes."""
    plain = [inner for one in choices for inner in (one["anyOf"] if one.keys() == {"anyOf"} else [one])]
    return plain[0] if len(plain) == 1 else {"anyOf": plain}


def _in_javascript(pattern: str) -> str:
    """Remove needless escapes, which JavaScript's regular expressions refuse in Unicode mode."""
    return re.sub(r"\\([\"'`])", r"\1", pattern)
