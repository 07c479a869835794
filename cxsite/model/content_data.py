"""What was read from the content folder, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

from cxsite.i18n.sector_words import SectorLanguage
from cxsite.model.facts.names import names_by_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cxsite.model.records.action import Action
    from cxsite.model.records.hand_page import HandPage
    from cxsite.model.records.journey import Journey
    from cxsite.model.records.observation import Observation, Withheld
    from cxsite.model.records.persona import Persona
    from cxsite.model.records.playbook import Playbook
    from cxsite.model.records.record import FileMetadata, Freshness
    from cxsite.model.records.research import ResearchStudy
    from cxsite.model.records.source import Source
    from cxsite.model.records.source_location import Fields
    from cxsite.model.records.strategy import Goal, Metric, Play
    from cxsite.model.records.touchpoint import LibraryTouchpoint

F = TypeVar("F", bound="FileMetadata")


@dataclass(frozen=True, kw_only=True)
class ContentData:
    """What was read from the content folder. Mappings are by id, sorted by id.

    `today` is the day for freshness and overdue work. `unreadable` has (kind, id) of files that exist but could not be
    read, so that no rule reports them as missing. `texts` has each file's text by its path. `withheld` are figures of
    so few answers that they stay hidden. The touchpoints of journeys already include what the library adds to them.
    `translations` are the same content in the playbook's further languages.
    """

    today: date
    playbook: Playbook
    personas: Mapping[str, Persona] = field(default_factory=dict)
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    touchpoints: Mapping[str, LibraryTouchpoint] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    goals: Mapping[str, Goal] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    plays: Mapping[str, Play] = field(default_factory=dict)
    research: Mapping[str, ResearchStudy] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    pages: Mapping[str, HandPage] = field(default_factory=dict)
    pictures: frozenset[str] = frozenset()
    unreadable: frozenset[tuple[str, str]] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Self] = field(default_factory=dict)

    @cached_property
    def published(self) -> Self:
        """The same without drafts and retired files: the input of the site and of the coverage."""

        def kept(records: Mapping[str, F]) -> dict[str, F]:
            return {key: record for key, record in records.items() if record.is_published}

        if all(record.is_published for record in self.files):
            return self
        return replace(
            self,
            personas=kept(self.personas),
            journeys=kept(self.journeys),
            touchpoints=kept(self.touchpoints),
            goals=kept(self.goals),
            metrics=kept(self.metrics),
            plays=kept(self.plays),
            research=kept(self.research),
            sources=kept(self.sources),
        )

    @cached_property
    def files(self) -> tuple[FileMetadata, ...]:
        """Every record that is a file of its own, the playbook first."""
        kinds = (
            self.personas,
            self.journeys,
            self.touchpoints,
            self.actions,
            self.goals,
            self.metrics,
            self.plays,
            self.research,
            self.sources,
        )
        return (self.playbook, *(record for kind in kinds for record in kind.values()))

    @property
    def sources_by_path(self) -> Mapping[str, Fields]:
        """By path: the content of each file, with source locations. Files without a valid record are missing."""
        return {record.path: record.source for record in self.files if record.source is not None}

    def freshness(self, record: FileMetadata) -> Freshness:
        """Return the state of a file's review today."""
        return record.freshness(self.today, self.playbook.review_rhythm)

    def sector_language(self, language: str) -> str:
        """Return a language with the words of the playbook's sector, from which sentences of the interface are built.

        In a language that the playbook is not written in, they are the words of the preset.
        """
        if language in self.translations:
            return self.translations[language].playbook.sector_language(language)
        words = self.playbook.words
        if words is None or language == self.playbook.language:
            return self.playbook.sector_language(language)
        return SectorLanguage(language, words.preset, ())

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """By kind, as references name it: the ids that may be referred to, each with its name."""
        playbook = self.playbook
        return {
            "persona": names_by_id(self.personas.values()),
            "journey": names_by_id(self.journeys.values()),
            "stage": names_by_id(playbook.stages),
            "channel": names_by_id(playbook.channels),
            "team": names_by_id(playbook.teams),
            "store": names_by_id(playbook.stores),
            "metric": names_by_id(self.metrics.values()),
            "goal": names_by_id(self.goals.values()),
            "play": names_by_id(self.plays.values()),
            "research": names_by_id(self.research.values()),
            "library touchpoint": names_by_id(self.touchpoints.values()),
        }
