"""Editor snippets that start a record with its usual keys."""

from __future__ import annotations

from typing import Any, Final

_BEGIN_WITH: Final = {
    "Playbook": ("title", "languages", "stages", "channels", "teams"),
    "Persona": ("name", "tagline", "goals", "needs"),
    "Journey": ("title", "personas", "owner", "stages"),
    "LibraryTouchpoint": ("name", "channels"),
    "Action": ("title", "owner", "addresses"),
    "Goal": ("title", "metric", "target", "by"),
    "Metric": ("name", "kind", "family", "direction"),
    "Play": ("title", "trigger", "steps"),
    "Stage": ("stage", "touchpoints"),
    "Touchpoint": ("id", "name", "channels", "does", "emotion"),
    "PainPoint": ("id", "text", "severity"),
    "Opportunity": ("id", "text", "addresses"),
    "JourneyAction": ("id", "title", "addresses", "owner"),
    "Backstage": ("who", "does"),
    "ReadingListEntry": ("title", "authors"),
    "ResearchStudy": ("title", "kind", "date", "sample", "findings"),
    "ResearchFinding": ("id", "text", "supports"),
    "Research": ("kind", "title", "date"),
}
"""The keys of a record in the order of typing. Other records start with their required keys."""


def snippets(record: str, label: str, properties: dict[str, Any], required: list[str]) -> list[dict[str, Any]]:
    """Return one snippet of a record, with a placeholder for each value."""
    wanted = dict.fromkeys((*_BEGIN_WITH.get(record, ()), *required))
    body, _ = _fields([key for key in wanted if key in properties], properties, 1)
    return [{"label": label, "description": ", ".join(body), "body": body}]


def _fields(keys: list[str], properties: dict[str, Any], number: int) -> tuple[dict[str, Any], int]:
    body: dict[str, Any] = {}
    for key in keys:
        body[key], number = _value(key, properties[key], number)
    return body, number


def _value(key: str, schema: dict[str, Any], number: int) -> tuple[Any, int]:
    """Return the text for a key, and the number of the next placeholder."""
    schema = schema["anyOf"][0] if "anyOf" in schema and "type" not in schema and "enum" not in schema else schema
    kind = schema.get("type")
    if kind == "array":
        inner, number = _value(key, schema["items"], number)
        return [inner], number
    if kind == "object" and schema.get("defaultSnippets"):
        inside = schema["properties"]
        return _fields(list(schema["defaultSnippets"][0]["body"]), inside, number)
    choice = next(iter(schema.get("enum", ())), None)
    shown = choice if isinstance(choice, str) else "3" if kind in ("integer", "number") else key
    return f"${{{number}:{shown}}}", number + 1
