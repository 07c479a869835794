"""What a page's context depends on: single records by the text of their file, collections where they are iterated."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from small_playbook import playbook

from cxsite.incremental.dependency_tracking import DependencyTracker, get_shared, list_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cxsite.incremental.dependency_tracking import Dependencies
    from cxsite.model.content import Content

MAI = "name: Mai\nreviewed: 2026-11-01\n"


T = TypeVar("T")


def tracked(tracker: DependencyTracker, make: Callable[[], T]) -> tuple[T, Dependencies]:
    """What `make` returns, and what it has read."""
    with tracker.recording() as facts:
        made = make()
    return made, tracker.dependencies(facts)


def content_with(folder: Path, **personas: str) -> Content:
    content, problems = playbook(folder, {f"content/personas/{key}.yml": text for key, text in personas.items()})
    assert problems == []
    return content


def test_a_record_that_is_looked_up_is_one_dependency(tmp_path: Path) -> None:
    tracker = DependencyTracker(content_with(tmp_path / "a", mai=MAI))
    name, dependencies = tracked(tracker, lambda: tracker.content.personas["lan"].name)
    assert name == "Lan"
    assert [fact for fact, _ in dependencies] == [("personas", "lan")]


@pytest.mark.parametrize(
    ("personas", "is_same"),
    [({"mai": MAI}, True), ({"mai": "name: Mai Anh\n"}, True), ({"lan": "tagline: Mua cho một dịp\n"}, False)],
)
def test_only_another_text_of_that_file_outdates_it(tmp_path: Path, personas: dict[str, str], *, is_same: bool) -> None:
    tracker = DependencyTracker(content_with(tmp_path / "a", mai=MAI))
    _, dependencies = tracked(tracker, lambda: tracker.content.personas["lan"])
    later = DependencyTracker(content_with(tmp_path / "b", **personas))
    assert later.is_up_to_date(dependencies) is is_same


def test_iterating_depends_on_every_record_and_on_new_ones(tmp_path: Path) -> None:
    tracker = DependencyTracker(content_with(tmp_path / "a"))
    _, dependencies = tracked(tracker, lambda: list(tracker.content.personas))
    assert [fact for fact, _ in dependencies] == [("personas",)]
    assert not DependencyTracker(content_with(tmp_path / "b", mai=MAI)).is_up_to_date(dependencies)


@pytest.mark.parametrize(("read", "fact"), [(list_ids, ("personas", "*")), (len, ("personas", "#"))])
def test_ids_and_counts_depend_on_new_records_only(
    tmp_path: Path, read: Callable[[Mapping[str, object]], object], fact: tuple[str, ...]
) -> None:
    tracker = DependencyTracker(content_with(tmp_path / "a"))
    found, dependencies = tracked(tracker, lambda: read(tracker.content.personas))
    assert found == read(tracker.plain.personas)
    assert [fact for fact, _ in dependencies] == [fact]
    assert DependencyTracker(content_with(tmp_path / "b", lan="name: Khác\n")).is_up_to_date(dependencies)
    assert not DependencyTracker(content_with(tmp_path / "c", mai=MAI)).is_up_to_date(dependencies)


def test_asking_for_what_is_missing_depends_on_its_absence(tmp_path: Path) -> None:
    tracker = DependencyTracker(content_with(tmp_path / "a"))
    found, dependencies = tracked(tracker, lambda: "mai" in tracker.content.personas)
    assert not found
    assert tracker.is_up_to_date(dependencies)
    assert not DependencyTracker(content_with(tmp_path / "b", mai=MAI)).is_up_to_date(dependencies)


def test_what_pages_share_is_made_once_and_each_depends_on_its_sources(tmp_path: Path) -> None:
    tracker = DependencyTracker(content_with(tmp_path))
    made: list[str] = []

    def name_of_lan(content: Content) -> str:
        made.append("name")
        return content.personas["lan"].name

    first = tracked(tracker, lambda: get_shared(tracker.content, "name", name_of_lan))
    second = tracked(tracker, lambda: get_shared(tracker.content, "name", name_of_lan))
    assert first == second
    assert (first[0], [fact for fact, _ in first[1]], made) == ("Lan", [("personas", "lan")], ["name"])


def test_of_several_keys_the_result_for_the_last_is_kept(tmp_path: Path) -> None:
    tracker = DependencyTracker(content_with(tmp_path, mai=MAI))
    made: list[str] = []

    def name_of(key: str) -> tuple[object, list[tuple[str, ...]]]:
        def make(content: Content) -> str:
            made.append(key)
            return content.personas[key].name

        name, read = tracked(tracker, lambda: get_shared(tracker.content, "name", make, key))
        return name, [fact for fact, _ in read]

    assert [name_of(key) for key in ("lan", "lan", "mai")] == [
        ("Lan", [("personas", "lan")]),
        ("Lan", [("personas", "lan")]),
        ("Mai", [("personas", "mai")]),
    ]
    assert made == ["lan", "mai"]
    assert name_of("lan")[0] == "Lan"
    assert made == ["lan", "mai", "lan"]
