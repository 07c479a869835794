"""What an author may have meant: measured over every key, every choice, and every id of the sample."""

from __future__ import annotations

import random
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

import pytest

from cxsite.model.facts.suggestions import suggest
from cxsite.model.records.playbook import Playbook
from cxsite.model.records.record import Record
from cxsite.reading import read
from cxsite.reading.file_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT: Final = Path(__file__).parents[2]
UNRELATED: Final = (Path(__file__).parent / "unrelated_words.txt").read_text("utf-8").split()


@cache
def records() -> frozenset[type[Record]]:
    found: set[type[Record]] = set()

    def walk(kind: Any) -> None:
        if isinstance(kind, type) and not get_origin(kind) and issubclass(kind, Record) and kind not in found:
            found.add(kind)
            for info in kind.model_fields.values():
                walk(info.annotation)
        for part in get_args(kind):
            walk(part)

    for top in (Playbook, *(kind.model for kind in KINDS)):
        walk(top)
    return frozenset(found)


def keys() -> list[tuple[str, ...]]:
    return [tuple(record.model_fields) for record in records()]


def choices() -> list[tuple[str, ...]]:
    def walk(kind: Any) -> Iterator[tuple[str, ...]]:
        words = tuple(word for word in get_args(kind) if isinstance(word, str))
        if get_origin(kind) is Literal and words:
            yield words
        for part in get_args(kind):
            yield from walk(part)

    return sorted(
        {one for record in records() for info in record.model_fields.values() for one in walk(info.annotation)}
    )


def ids() -> list[tuple[str, ...]]:
    content, _ = read(PROJECT)
    return [tuple(names) for names in content.names.values() if names]


SETS: Final[dict[str, Callable[[], list[tuple[str, ...]]]]] = {"keys": keys, "choices": choices, "ids": ids}
EACH_SET = pytest.mark.parametrize("name", SETS)


def mistyped(word: str, chance: random.Random) -> set[str]:
    """Every way to leave out a letter or swap two, and at every letter one wrong and one too many."""
    letters = string.ascii_lowercase + "-_"
    found = set()
    for at in range(len(word)):
        found.add(word[:at] + word[at + 1 :])
        found.add(word[:at] + chance.choice(letters) + word[at + 1 :])
        found.add(word[:at] + chance.choice(letters) + word[at:])
        found.add(word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :])
    return found


@EACH_SET
def test_nine_of_ten_words_with_one_slip_are_understood(name: str) -> None:
    chance = random.Random(20261121)  # noqa: S311 -- only the same each time
    mistakes = [
        (mistake, word, known)
        for known in SETS[name]()
        for word in known
        for mistake in sorted(mistyped(word, chance))
        if mistake and mistake not in known
    ]
    right = sum(suggest(mistake, known) == word for mistake, word, known in mistakes)
    assert len(mistakes) > 1_000
    assert right / len(mistakes) >= 0.9, f"{right} of {len(mistakes)}"


@EACH_SET
def test_of_a_hundred_unrelated_words_two_at_most_are_taken_for_one(name: str) -> None:
    asked = [(word, known) for known in SETS[name]() for word in UNRELATED if word not in known]
    taken = [word for word, known in asked if suggest(word, known)]
    assert len(asked) > 1_000
    assert len(taken) / len(asked) <= 0.02, taken


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("lam", ("lan", "hanh", "minh"), "lan"),
        ("la", ("lan", "hanh"), "lan"),
        ("nsp", ("nps", "csat"), "nps"),
        ("Lan", ("lan",), "lan"),
        ("cửa hàng", ("cua-hang", "zalo"), "cua-hang"),
        ("stats", ("tags", "state"), "state"),
        ("tam", ("tan", "lan", "ta"), "tan"),
        ("hoa", ("lan", "minh"), ""),
        ("x", ("y", "id"), ""),
        ("", ("id", "lan"), ""),
        ("anything", (), ""),
    ],
)
def test_examples(word: str, known: tuple[str, ...], meant: str) -> None:
    assert suggest(word, known) == meant
