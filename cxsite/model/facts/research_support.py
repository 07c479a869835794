"""What rests on each piece of research, and what claims to rest on research but names none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxsite.model.facts.in_journey import PlacedPainPoint, PlacedTouchpoint
    from cxsite.model.records.action import Action
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.persona import Persona
    from cxsite.model.records.record import Evidence, FileMetadata, Record, Research
    from cxsite.model.records.research import ResearchStudy
    from cxsite.model.records.strategy import Goal, Metric, Play
    from cxsite.model.records.touchpoint import LibraryTouchpoint
    from cxsite.problems import Place


_LIBRARY: Final = "touchpoints/"


class ResearchContent(Protocol):
    """What is read of a content here; `Content` itself imports this module."""

    @property
    def personas(self) -> Mapping[str, Persona]:
        """Personas by id."""

    @property
    def journeys(self) -> Mapping[str, Journey]:
        """Journeys by id."""

    @property
    def touchpoints(self) -> Mapping[str, LibraryTouchpoint]:
        """Touchpoints of the library by id."""

    @property
    def goals(self) -> Mapping[str, Goal]:
        """Goals by id."""

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Metrics by id."""

    @property
    def plays(self) -> Mapping[str, Play]:
        """Plays by id."""

    @property
    def actions(self) -> Mapping[str, Action]:
        """Actions that are files, by id."""

    @property
    def research(self) -> Mapping[str, ResearchStudy]:
        """Research by id."""

    @property
    def placed_touchpoints(self) -> tuple[PlacedTouchpoint, ...]:
        """Every touchpoint of every journey."""

    @property
    def touchpoint_by_key(self) -> Mapping[str, PlacedTouchpoint]:
        """Touchpoints by their keys."""

    @property
    def pain_points(self) -> Mapping[str, PlacedPainPoint]:
        """Pain points by their keys."""

    @property
    def supported_by(self) -> Mapping[str, tuple[Support, ...]]:
        """By the id of a piece of research: what rests on it."""


class Statement(NamedTuple):
    """Something with evidence: a file, a touchpoint or pain point of a journey, or a pain point of the library.

    `kind` and `key` are those of addresses (`pain-point`, `mua/cho-lau`); the key of a pain point of the library begins
    with its folder (`touchpoints/quay/cho-lau`). `record` states the evidence; `file` is the record of its file.
    """

    kind: str
    key: str
    record: Record
    file: FileMetadata
    evidence: Evidence | None

    @property
    def place(self) -> Place:
        """The place of its evidence, or of the record itself."""
        return self.record.place("evidence") if self.evidence else self.record.key_place()


class Support(NamedTuple):
    """Something that rests on a piece of research; `findings` are ids of those that name it."""

    statement: Statement
    findings: tuple[str, ...]


def list_statements(content: ResearchContent) -> Iterator[Statement]:
    """Yield everything that can have evidence, in the order of files."""
    kinds: Mapping[str, Mapping[str, FileMetadata]] = {
        "persona": content.personas, "journey": content.journeys, "touchpoint": content.touchpoints,
        "goal": content.goals, "metric": content.metrics, "play": content.plays, "action": content.actions,
    }  # fmt: skip
    for kind, records in kinds.items():
        for key, record in records.items():
            yield Statement(kind, key, record, record, record.evidence)
    for placed in content.placed_touchpoints:
        written = placed.touchpoint.as_written
        yield Statement("touchpoint", placed.key, written, placed.journey, written.evidence)
    for key, pain in content.pain_points.items():
        yield Statement("pain-point", key, pain.pain_point, pain.at.journey, pain.pain_point.evidence)
    for library in content.touchpoints.values():
        for shared in library.pain_points:
            yield Statement("pain-point", f"{_LIBRARY}{library.id}/{shared.id}", shared, library, shared.evidence)


def find_supported(content: ResearchContent) -> dict[str, tuple[Support, ...]]:
    """By the id of a piece of research: what rests on it, because it names the research or a finding names it."""
    if not content.research:
        return {}
    named = _named_by_findings(content)
    found: dict[str, list[Support]] = {key: [] for key in content.research}
    for statement in list_statements(content):
        by = named.get((statement.kind, statement.key), {})
        stated = [one.study for one in statement.evidence.research if one.study] if statement.evidence else []
        for study in dict.fromkeys((*stated, *by)):
            if study in found:
                found[study].append(Support(statement, tuple(by.get(study, ()))))
    return {key: tuple(supports) for key, supports in found.items()}


def _named_by_findings(content: ResearchContent) -> dict[tuple[str, str], dict[str, list[str]]]:
    """By kind and key of what findings support: by the id of the research, the ids of its findings."""
    named: dict[tuple[str, str], dict[str, list[str]]] = {}
    for key, study in content.research.items():
        for finding in study.findings:
            for wanted in finding.supports:
                for thing in find_supported_things(content, wanted):
                    named.setdefault(thing, {}).setdefault(key, []).append(finding.id)
    return named


def find_supported_things(content: ResearchContent, wanted: str) -> tuple[tuple[str, str], ...]:
    """Return kind and key of what `supports` names: a persona, a journey, a touchpoint or a pain point."""
    known: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("persona", content.personas),
        ("journey", content.journeys),
        ("touchpoint", content.touchpoint_by_key),
        ("pain-point", content.pain_points),
    )
    return tuple((kind, wanted) for kind, things in known if wanted in things)


def claims_without_research(content: ResearchContent) -> tuple[Statement, ...]:
    """Return what claims to be researched, wholly or partly, but rests on no research.

    Findings that support it count as research. What is in a journey, or in a touchpoint of the library, may rest on the
    research of its file.
    """
    supported = {
        (one.statement.kind, one.statement.key) for supports in content.supported_by.values() for one in supports
    }

    def rests_on_research(evidence: Evidence | None, kind: str, key: str) -> bool:
        return (kind, key) in supported or bool(evidence and evidence.research)

    def file_rests_on_research(statement: Statement) -> bool:
        kind = "touchpoint" if is_in_library(statement) else "journey"
        return rests_on_research(statement.file.evidence, kind, statement.file.id)

    return tuple(
        one
        for one in list_statements(content)
        if is_claim(one)
        and not rests_on_research(one.evidence, one.kind, one.key)
        and not (one.record is not one.file and file_rests_on_research(one))
    )


def is_in_library(statement: Statement) -> bool:
    """Return whether something is a pain point of a touchpoint of the library."""
    return statement.key.startswith(_LIBRARY)


def statement_title(statement: Statement) -> str:
    """Return the name, title or text of something with evidence, or its key if it has none."""
    names = (getattr(statement.record, field, None) for field in ("name", "title", "text"))
    return next((str(name) for name in names if name), statement.key)


def is_claim(statement: Statement) -> bool:
    """Return whether something claims to be researched, wholly or partly."""
    return statement.evidence is not None and statement.evidence.level != "assumption"


def find_study(research: Research, studies: Mapping[str, ResearchStudy]) -> ResearchStudy | None:
    """Return the file that a piece of research names, None if it is described in place."""
    return studies.get(research.study) if research.study else None
