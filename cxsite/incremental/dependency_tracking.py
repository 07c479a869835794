"""Records which facts of the content a page reads, so that the page is rendered again only if one has changed.

A fact is named by its path from the content: `("personas", "lan")` is one persona, `("personas",)` all of them. A
fingerprint stands for its value; the fingerprint of a record is that of the source text of its files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from inspect import isfunction
from types import MethodType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

from cxsite.model.content import Content
from cxsite.model.facts.in_journey import PlacedAction, PlacedOpportunity, PlacedPainPoint, PlacedTouchpoint
from cxsite.model.records.journey import Journey
from cxsite.model.records.record import FileMetadata, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Fact: TypeAlias = tuple[str, ...]
Dependencies: TypeAlias = tuple[tuple[Fact, str], ...]
"""Facts with their fingerprints."""

V = TypeVar("V")
_ByText: TypeAlias = Record | PlacedTouchpoint | PlacedPainPoint | PlacedOpportunity | PlacedAction
_NESTED: Final = frozenset({"names"})
_ABSENT: Final = None
_JOURNEYS: Final = "journeys"
_IDS: Final = "*"
"""The last step of a fact that is the ids of a collection; `_COUNT` of one that is their number. Neither is an id."""
_COUNT: Final = "#"


class DependencyTracker:
    """Gives access to content and records which facts of it are read."""

    def __init__(self, content: Content) -> None:
        self.plain = content
        self.content = cast("Content", _TrackedContent(self))
        self._noted: set[Fact] | None = None
        self._shared: dict[str, tuple[str, object, frozenset[Fact]]] = {}
        self._prints: dict[Fact, tuple[Fact, str]] = {}
        self._files: dict[int | str, str] = {}

    @contextmanager
    def recording(self) -> Iterator[set[Fact]]:
        """Collect every fact that is read in this block."""
        before, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            self._noted = before

    def dependencies(self, facts: Iterable[Fact]) -> Dependencies:
        """Return the facts with their fingerprints."""
        return tuple(self._with_fingerprint(fact) for fact in sorted(facts))

    def is_up_to_date(self, dependencies: Dependencies) -> bool:
        """Return whether every fact still has the same fingerprint."""
        return all(self._with_fingerprint(fact)[1] == fingerprint for fact, fingerprint in dependencies)

    def note(self, fact: Fact) -> None:
        """Record that the tracked call read this fact."""
        if self._noted is not None:
            self._noted.add(fact)

    def has_noted(self, fact: Fact) -> bool:
        """Return whether the tracked call has read this fact already."""
        return self._noted is not None and fact in self._noted

    def get_shared(self, name: str, make: Callable[[Content], object], key: str = "") -> object:
        """Return the result of `make`, computed once; each caller then depends on all facts that it was made from.

        If there are several keys for one name, only the result for the last key is kept.
        """
        if name not in self._shared or self._shared[name][0] != key:
            with self.recording() as read:
                shared = make(self.content)
            self._shared[name] = key, shared, frozenset(read)
        _, made, facts = self._shared[name]
        if self._noted is not None:
            self._noted |= facts
        return made

    def _with_fingerprint(self, fact: Fact) -> tuple[Fact, str]:
        """Return a fact with its fingerprint, one shared tuple for all pages; a missing fact has a fingerprint, too."""
        found = self._prints.get(fact)
        if found is None:
            found = self._prints[fact] = fact, self._fingerprint(fact)
        return found

    def _fingerprint(self, fact: Fact) -> str:
        name, *way = fact
        value = getattr(self.plain, name, _ABSENT)
        for step in way:
            value = _take_step(value, step)
        return self.fingerprint(value)

    def fingerprint(self, value: object) -> str:
        """Return a short hash of a value; a record is hashed by the text of its file."""
        return hashlib.blake2b(self._describe(value).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

    def _describe(self, value: object) -> str:
        if isinstance(value, str):
            return f"str:{value!r}"
        if isinstance(value, _ByText):
            return self._describe_record(value)
        if isinstance(value, Collection):
            return self._describe_collection(value)
        if is_dataclass(value) and not isinstance(value, type):
            inner = (self._describe(getattr(value, field.name)) for field in fields(value))
            return f"{type(value).__name__}({','.join(inner)})"
        return f"{type(value).__name__}:{value!r}"

    def _describe_collection(self, value: Collection[object]) -> str:
        if isinstance(value, Mapping):
            return (
                "{" + ",".join([f"{self._describe(key)}={self._describe(inner)}" for key, inner in value.items()]) + "}"
            )
        if isinstance(value, (set, frozenset)):
            return "(" + ",".join(sorted(map(self._describe, value))) + ")"
        return "[" + ",".join(map(self._describe, value)) + "]"

    def _describe_record(self, value: _ByText) -> str:
        if isinstance(value, FileMetadata):
            return self._hash_file(value)
        if isinstance(value, PlacedTouchpoint):
            return f"{value.key}:{value.number}:{self._hash_file(value.journey)}"
        if isinstance(value, (PlacedPainPoint, PlacedOpportunity)):
            return f"{value.key}:{self._describe_record(value.at)}"
        if isinstance(value, PlacedAction):
            return f"{value.key}:{self._hash_file(value.journey) if value.journey else self._describe(value.action)}"
        return f"{value.key_place()}{self._hash_text(value.source.path)}" if value.source is not None else repr(value)

    def _hash_text(self, path: str) -> str:
        found = self._files.get(path)
        if found is None:
            data = self.plain.texts.get(path, "").encode()
            found = self._files[path] = hashlib.blake2b(data, digest_size=12).hexdigest()
        return found

    def _hash_file(self, record: FileMetadata) -> str:
        """Hash a record by its file's text, and a journey also by the texts of all library touchpoints that it uses."""
        found = self._files.get(id(record))
        if found is None:
            text = self.plain.texts.get(record.path)
            texts = [repr(record) if text is None else text]
            if isinstance(record, Journey):
                library = self.plain.touchpoints
                used = sorted({t.use for t in record.touchpoints if t.use})
                texts += [self.plain.texts.get(library[key].path, "") for key in used if key in library]
            data = "\0".join((record.id, *texts)).encode()
            found = self._files[id(record)] = hashlib.blake2b(data, digest_size=12).hexdigest()
        return found


def get_shared(content: Content, name: str, make: Callable[[Content], V], key: str = "") -> V:
    """Return the result of `make`, computed once for all pages that request it under that name; `key` as above."""
    if not isinstance(content, _TrackedContent):
        return make(content)
    return cast("V", content.tracker.get_shared(name, make, key))


def list_ids(records: Mapping[str, object]) -> tuple[str, ...]:
    """Return the ids of records. Pages that read no more of them depend on the ids, not on the files of the records."""
    return records.list_ids() if isinstance(records, _TrackedMapping) else tuple(records)


def _take_step(value: object, step: str) -> object:
    if not isinstance(value, Mapping):
        return _ABSENT
    if step == _IDS:
        return tuple(value)
    return len(value) if step == _COUNT else value.get(step, _ABSENT)


class _TrackedContent:
    """A proxy of `Content` that records each access."""

    def __init__(self, tracker: DependencyTracker) -> None:
        self.tracker = tracker

    def __getattr__(self, name: str) -> object:
        """Return an attribute and record it. Methods and mappings are not recorded, only what is read through them."""
        method = getattr(Content, name, None)
        if isfunction(method):
            kept: object = MethodType(method, self)
        else:
            value = getattr(self.tracker.plain, name)
            if not isinstance(value, Mapping):
                self.tracker.note((name,))
                return value
            kept = _TrackedMapping(self.tracker, (name,), value)
        setattr(self, name, kept)
        return kept


class _TrackedMapping(Mapping[str, Any]):
    """Records single keys if single keys are read, its length if only that is, the whole mapping if it is iterated."""

    def __init__(self, tracker: DependencyTracker, fact: Fact, found: Mapping[str, Any]) -> None:
        self._tracker, self._fact, self._found = tracker, fact, found
        self._facts: dict[object, Fact] = {}
        self._inner: dict[str, _TrackedMapping] = {}
        if fact[-1] in _NESTED:
            inner = ((key, one) for key, one in found.items() if isinstance(one, Mapping))
            self._inner = {key: _TrackedMapping(tracker, (*fact, key), one) for key, one in inner}

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 -- whatever the content holds
        if key in self._inner:
            return self._inner[key]
        self._note_key(key)
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        self._note_key(key)
        return key in self._found

    def _note_key(self, key: object) -> None:
        fact = self._facts.get(key)
        if fact is None:
            fact = self._facts[key] = self._fact_about(str(key), self._found.get(str(key)))
        self._tracker.note(fact)

    def _fact_about(self, key: str, found: object) -> Fact:
        """Return the fact for a key; everything in a journey depends on the whole journey."""
        if isinstance(found, PlacedTouchpoint):
            return (_JOURNEYS, found.journey.id)
        if isinstance(found, (PlacedPainPoint, PlacedOpportunity)):
            return (_JOURNEYS, found.at.journey.id)
        return (*self._fact, key)

    def __iter__(self) -> Iterator[str]:
        self._tracker.note(self._fact)
        return iter(self._found)

    def list_ids(self) -> tuple[str, ...]:
        self._tracker.note((*self._fact, _IDS))
        return tuple(self._found)

    def __len__(self) -> int:
        if not self._tracker.has_noted(self._fact):  # `list` and `tuple` ask for the length, too
            self._tracker.note((*self._fact, _COUNT))
        return len(self._found)
