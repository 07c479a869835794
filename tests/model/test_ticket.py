"""Tickets of actions: keys and addresses, and where their links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from project_files import read_files

from cxsite.model.records.ticket import address_of, short_name

if TYPE_CHECKING:
    from pathlib import Path

JIRA = "https://jira.example/browse/{key}"


@pytest.mark.parametrize(
    "ticket",
    [
        "trong Jira", "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "#", "..", "-",
        "https://an:pass@jira.example/CX-1", "//jira.example/CX-1", "https://", "ftp://jira.example/1", "CX-1<b>",
        "https://jira.example/CX 1", "Việc-1",
    ],
)  # fmt: skip
def test_what_is_neither_a_key_nor_a_safe_address_is_reported_where_it_stands(ticket: str, tmp_path: Path) -> None:
    _, problems = read_files(tmp_path, {"actions/mot.yml": f'title: Một\nticket: "{ticket}"\n'})
    assert [(one.code, one.place.line, one.place.column, one.values["found"]) for one in problems] == [
        ("CX134", 2, 9, ticket)
    ]


@pytest.mark.parametrize(
    ("ticket", "shown", "address"),
    [
        ("CX-12", "CX-12", "https://jira.example/browse/CX-12"),
        ("12", "12", "https://jira.example/browse/12"),
        ("#12", "#12", "https://jira.example/browse/12"),
        ("!7", "!7", "https://jira.example/browse/7"),
        ("nhom/du-an#5", "nhom/du-an#5", "https://jira.example/browse/nhom%2Fdu-an%235"),
        ("https://github.com/a/b/issues/12", "#12", "https://github.com/a/b/issues/12"),
        ("https://dev.azure.com/a/b/_workitems/edit/7/", "#7", "https://dev.azure.com/a/b/_workitems/edit/7/"),
        ("https://bugs.example/show?id=9", "#9", "https://bugs.example/show?id=9"),
        ("HTTPS://jira.example/browse/CX-3", "CX-3", "HTTPS://jira.example/browse/CX-3"),
        ("https://jira.example", "jira.example", "https://jira.example"),
    ],
)
def test_a_link_shows_the_key_and_leads_to_the_ticket(ticket: str, shown: str, address: str) -> None:
    assert (short_name(ticket), address_of(ticket, JIRA)) == (shown, address)


def test_a_key_without_a_tracker_has_no_address() -> None:
    assert address_of("CX-12", None) is None
    assert address_of("https://jira.example/CX-12", None) == "https://jira.example/CX-12"
