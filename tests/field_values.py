"""Two values for each kind of field, as a file has them, and records in which nothing but one field is of interest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxsite.authoring.schemas import MODELS
from cxsite.editing.field_shapes import shapes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.editing.edit import Steps
    from cxsite.editing.field_shapes import FieldShape
    from cxsite.model.records.record import Record

OTHER_TEXT = "chữ khác"
TEXT, CHANGED_TEXT = "một hai ba bốn năm", "một hai sáu bốn năm"
PLAIN: dict[str, tuple[Any, Any]] = {
    "text": (TEXT, CHANGED_TEXT),
    "long": (TEXT, CHANGED_TEXT),
    "markdown": (TEXT, CHANGED_TEXT),
    "number": (3, 4),
    "percent": (30, 45.5),
    "score": (2, 5),
    "rating": (2, 5),
    "flag": (True, None),
    "date": ("2026-05-04", "2026-06-14"),
    "duration": ("20min", "3h"),
    "yaml": ({"a": "b"}, {"a": "c"}),
}
NAMED: dict[str, tuple[Any, Any]] = {
    "edit_url": ("https://a.example/x", "https://a.example/y"),
    "link": ("https://a.example/x", "https://a.example/y"),
    "url": ("https://a.example/x", "https://a.example/y"),
    "mailto": ("a@b.example", "c@b.example"),
    "colour": ("#112233", "#112244"),
    "file": ("a.png", "b.png"),
    "logo": ("a.png", "b.png"),
    "timezone": ("Asia/Ho_Chi_Minh", "Asia/Bangkok"),
    "id": ("mot", "hai"),
    "formerly": ("truoc-1", "truoc-2"),
    "date_format": ("dd/mm/yyyy", "mm/dd/yyyy"),
    "fiscal_year_starts": (3, 4),
    "header_rows": (1, 2),
    "year": (2001, 2002),
    "tickets": ("https://a.example/{ticket}", "https://b.example/{ticket}"),
}
IDS: dict[str, tuple[str, str]] = {
    "persona": ("lan", "mai"),
    "journey": ("mua", "doi"),
    "stage": ("truoc", "trong"),
    "channel": ("web", "app"),
    "team": ("cskh", "ban-hang"),
    "store": ("hue", "hanoi"),
    "metric": ("nps", "csat"),
    "goal": ("g-1", "g-2"),
    "research": ("nc-1", "nc-2"),
    "library touchpoint": ("chung-1", "chung-2"),
    "touchpoint": ("mua/d-1", "mua/d-2"),
    "pain point": ("mua/p-1", "mua/p-2"),
    "opportunity": ("mua/c-1", "mua/c-2"),
}
PLAYBOOK = """\
title: Sổ tay
stages: [{id: truoc, name: Trước}, {id: trong, name: Trong}]
channels: [{id: web, name: Web}, {id: app, name: App}]
teams: [{id: cskh, name: CSKH}, {id: ban-hang, name: Bán hàng}]
stores: [{id: hue, name: Huế}, {id: hanoi, name: Hà Nội}]
"""
JOURNEY = """\
title: Mua
personas: [lan, mai]
stages:
  - stage: truoc
    touchpoints:
      - {id: d-1, name: Một, pain_points: [{id: p-1, text: Đau một}, {id: p-2, text: Đau hai}]}
      - {id: d-2, name: Hai, opportunities: [{id: c-1, text: Cơ hội}, {id: c-2, text: Cơ hội hai}]}
"""
FILES: dict[str, str] = {
    "content/playbook.yml": PLAYBOOK,
    "content/journeys/mua.yml": JOURNEY,
    "content/journeys/doi.yml": "title: Đổi\npersonas: [lan]\nstages: [{stage: truoc}]\n",
    **{f"content/personas/{name}.yml": f"name: {name.title()}\n" for name in IDS["persona"]},
    **{
        f"content/metrics/{name}.yml": f"name: {name}\nkind: nps\nfamily: feedback\ntarget: 40\n"
        for name in IDS["metric"]
    },
    **{f"content/goals/{name}.yml": f"title: {name}\n" for name in IDS["goal"]},
    **{f"content/research/{name}.yml": f"title: {name}\nkind: other\n" for name in IDS["research"]},
    **{f"content/touchpoints/{name}.yml": f"name: {name}\n" for name in IDS["library touchpoint"]},
    "content/pictures/a.png": "",
    "content/pictures/b.png": "",
}


def sample_pairs(shape: FieldShape) -> Iterator[tuple[Any, Any]]:
    """Yield pairs of an old and a new value of a field; rules may refuse some."""
    if shape.name in NAMED and shape.widget not in {"texts", "references"}:
        yield NAMED[shape.name]
    elif shape.kinds:
        for one, other in (IDS[kind] for kind in shape.kinds):
            yield ([one], [other]) if shape.widget == "references" else (one, other)
    elif shape.options:
        listed = [(one, other) for one in shape.options for other in shape.options if one != other]
        yield from (([one], [other]) if shape.widget == "choices" else (one, other) for one, other in listed)
    elif shape.words:
        yield ("CX301", "CX302") if shape.words == "rule" else ("touchpoints", "personas")
    elif shape.widget == "texts" and shape.inner is not None:
        one, other = NAMED.get(shape.name) or PLAIN[shape.inner.widget]
        yield [one], [other]
    elif shape.widget == "mapping" and shape.inner is not None:
        key = {"rule": "CX301", "figure": "touchpoints"}.get(shape.key.words if shape.key else "", "tuoi")
        yield from (({key: one}, {key: other}) for one, other in sample_pairs(shape.inner))
    elif shape.widget in PLAIN:
        yield PLAIN[shape.widget]


def minimal(model: type[Record], skipped: str = "") -> dict[str, Any]:
    """Return the values that a record must have, without those of one field."""
    values: dict[str, Any] = {}
    for shape in shapes_of(model):
        if (shape.required or shape.name == "id") and shape.name != skipped:
            if shape.record is not None:
                inner = minimal(shape.record)
                values[shape.name] = [inner] if shape.widget == "records" else inner
            else:
                value = next(sample_pairs(shape))[0]
                values[shape.name] = OTHER_TEXT if value == TEXT else value
    return values


def all_places() -> Iterator[tuple[str, type[Record], Steps, FieldShape]]:
    """Yield each field of each record class once: the kind of file, its class, the record's place there, the field."""
    seen: set[type[Record]] = set()
    for kind, model in MODELS.items():
        yield from _places(kind, model, model, (), seen)


def _places(
    kind: str, top: type[Record], model: type[Record], place: Steps, seen: set[type[Record]]
) -> Iterator[tuple[str, type[Record], Steps, FieldShape]]:
    if model in seen:
        return
    seen.add(model)
    for shape in shapes_of(model):
        if shape.record is None:
            yield kind, top, place, shape
    for shape in shapes_of(model):
        if shape.record is not None:
            step: Steps = (shape.name, 0) if shape.widget == "records" else (shape.name,)
            yield from _places(kind, top, shape.record, (*place, *step), seen)


def nest(model: type[Record], place: Steps, inner: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a file with a record at a place."""
    if not place:
        return inner
    name = str(place[0])
    shape = next(one for one in shapes_of(model) if one.name == name)
    assert shape.record is not None
    value: Any = nest(shape.record, place[1 + (shape.widget == "records") :], inner)
    value = {**minimal(shape.record), **value}
    return {**minimal(model, name), name: [value] if shape.widget == "records" else value}
