"""What a browser posts for a form, with or without changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.editing.form import Posted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cxsite.editing.form import Form, FormField


def post_form(form: Form, changed: Mapping[str, str | Iterable[str]] | None = None) -> Posted:
    """Return what is posted if a form is sent as it is, except for some boxes."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs_of(form.fields):
        values[name] = (*values.get(name, ()), value)
    for name, new in (changed or {}).items():
        values[name] = (new,) if isinstance(new, str) else tuple(new)
    return Posted({name: tuple(one.replace("\n", "\r\n") for one in listed) for name, listed in values.items()})


def pairs_of(fields: Iterable[FormField]) -> Iterator[tuple[str, str]]:
    """Yield the names and values of all boxes, hidden ones included."""
    for one in fields:
        if one.widget == "children":
            continue
        if one.languages:
            yield from ((f"{one.name}@{language.value}", one.texts[language.value]) for language in one.languages)
        elif one.widget == "record":
            for item in one.items:
                yield from pairs_of(item.fields)
        elif one.widget in {"records", "texts", "mapping"}:
            yield f"{one.name}.count", str(len(one.items))
            for number, item in enumerate(one.items):
                yield f"{one.name}.{number}.was", item.was
                yield from pairs_of(item.fields)
        elif one.widget in {"references", "choices"}:
            yield one.name, ""
            yield from ((one.name, value) for value in one.values)
        elif one.widget == "rating":
            yield one.name, one.value
            yield from ((f"{one.name}@{persona.value}", value) for persona, value in one.by_persona)
        else:
            yield one.name, one.value


def all_fields(fields: Iterable[FormField]) -> Iterator[FormField]:
    """Yield every field of a form, also those inside others."""
    for one in fields:
        yield one
        for item in one.items:
            yield from all_fields(item.fields)
