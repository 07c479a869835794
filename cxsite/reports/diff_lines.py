"""The headings and lines of a diff, which each report format escapes and lays out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsite.i18n.catalogue import Translator
from cxsite.reports.coverage_as_text import figure_name
from cxsite.reports.sentences import describe_problem
from cxsite.review.change_sentences import ChangeSentences, ReportGroup, ReportLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxsite.coverage import Share
    from cxsite.problems import Problem
    from cxsite.reports.diff import PlaybookDiff, PlaybookState


@dataclass(frozen=True, slots=True)
class DiffLines:
    """The texts of a diff in one language."""

    diff: PlaybookDiff
    language: str

    @property
    def head(self) -> str:
        """The sentence with the two compared states."""
        words = self._words
        between = words(
            "diff.between", old=self._describe_state(self.diff.before), new=self._describe_state(self.diff.after)
        )
        return f"{words('diff.title')}: {between}"

    @property
    def notes(self) -> tuple[str, ...]:
        """The day that both states are checked as of, and other notes for readers."""
        words, before, after = self._words, self.diff.before, self.diff.after
        notes = [words("diff.as-of", day=words.day(after.content.today))]
        if before.is_empty:
            notes.append(words("diff.began", old=self._describe_state(before)))
        if self.diff.review.is_empty:
            notes.append(words("diff.nothing"))
        return tuple(notes)

    @property
    def changes(self) -> tuple[ReportGroup, ...]:
        """The changes for customers."""
        return tuple(ChangeSentences(self.diff.review, self.language).groups())

    @property
    def coverage(self) -> ReportGroup:
        """The total before and after, then every figure that differs."""
        words = self._words
        after = self.diff.after.coverage
        if after is None:
            lines = [words("diff.not-counted")]
        else:
            changed = [(name, old, new) for name, old, new in self.diff.coverage if name != "total"]
            before = self.diff.before.coverage
            rows = [("total", before.total if before else None, after.total), *changed]
            lines = [self._share(*row) for row in rows]
        return ReportGroup(words("diff.coverage"), tuple(ReportLine("", line) for line in lines))

    @property
    def findings(self) -> tuple[ReportGroup, ...]:
        """New findings, or a sentence that there are none; then the fixed ones."""
        words = self._words
        new = self._problems("+", self.diff.new) or [ReportLine("", words("diff.no-new"))]
        groups = [ReportGroup(f"{words('diff.new')}: {len(self.diff.new)}", tuple(new))]
        if self.diff.fixed:
            fixed = self._problems("−", self.diff.fixed)
            groups.append(ReportGroup(f"{words('diff.fixed')}: {len(self.diff.fixed)}", tuple(fixed)))
        return tuple(groups)

    @property
    def _words(self) -> Translator:
        return Translator(self.language, "review")

    def _describe_state(self, state: PlaybookState) -> str:
        name = state.name or self._words("diff.working-tree")
        return f"{name} ({state.commit[:10]})" if state.commit and not state.commit.startswith(name) else name[:40]

    def _share(self, name: str, old: Share | None, new: Share | None) -> str:
        called = figure_name(name, Translator(self.language))
        key = "diff.coverage-same" if old == new else "diff.coverage-change"
        return self._words(key, name=called, old=self._percent(old), new=self._percent(new))

    def _percent(self, share: Share | None) -> str:
        """Return whole percent with the counts behind it."""
        if share is None or share.whole_percent is None:
            return self._words("diff.no-share")
        percent = self._words.percent(share.whole_percent)
        return self._words("diff.share", percent=percent, have=share.have, total=share.total)

    def _problems(self, sign: str, problems: Sequence[Problem]) -> list[ReportLine]:
        return [ReportLine(sign, text) for text in self._problem_sentences(problems)]

    def _problem_sentences(self, problems: Sequence[Problem]) -> Iterator[str]:
        commands = Translator(self.language, "commands")
        for problem in problems:
            level = commands(f"level.{problem.level}")
            what = describe_problem(problem, self.language).what
            yield f"{problem.place}: {level} {problem.code}: {what}"
