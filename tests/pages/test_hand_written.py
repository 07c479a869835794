"""Hand-written pages name things by their ids; their links lead to the things' pages."""

from __future__ import annotations

from datetime import date

import pytest

from cxsite.model.content import Content
from cxsite.model.records.persona import Persona
from cxsite.model.records.playbook import Playbook
from cxsite.pages.address import Addresses
from cxsite.pages.hand_written import resolve_links

ADDRESSES = Addresses(
    Content(
        today=date(2026, 11, 21),
        playbook=Playbook(title="Sổ tay"),
        personas={"lan": Persona(name="Lan")},
    )
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Gặp [Lan](persona:lan).", "Gặp [Lan](../personas/lan.md)."),
        ("[Lan](persona:lan) và [Lan](persona:lan)", "[Lan](../personas/lan.md) và [Lan](../personas/lan.md)"),
        ("Viết `[Lan](persona:lan)` để dẫn.", "Viết `[Lan](persona:lan)` để dẫn."),
        ("```\n[Lan](persona:lan)\n```", "```\n[Lan](persona:lan)\n```"),
        ("[Ai](persona:minh)", "[Ai](persona:minh)"),
        ("[Thư](mailto:cx@vaymay.example)", "[Thư](mailto:cx@vaymay.example)"),
    ],
)
def test_links_lead_to_pages(written: str, shown: str) -> None:
    assert resolve_links(written, "pages/cach-lam", ADDRESSES) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[Lan](<persona:lan>)", "[Lan](<../personas/lan.md>)"),
        ('[Lan](persona:lan "bạn")', '[Lan](../personas/lan.md "bạn")'),
        ("[Lan][l]\n\n[l]: persona:lan\n", "[Lan][l]\n\n[l]: ../personas/lan.md\n"),
    ],
)
def test_links_in_every_form_of_markdown_lead_to_pages(written: str, shown: str) -> None:
    assert resolve_links(written, "pages/cach-lam", ADDRESSES) == shown
