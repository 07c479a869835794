"""Every field of every file is shown on a page, or excused here by name with the reason.

Fields come from the models: a new field that no page shows fails. A text is found by a mark in it; when anything
else is taken away, a page must change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from attack_playbook import write_attack

from cxsite.i18n.catalogue import Translator
from cxsite.measurement.disclosure import withhold_small_groups
from cxsite.pages import plan_pages
from cxsite.problems import Level
from cxsite.reading import ParseCache, read
from cxsite.reading.file_kinds import KINDS
from cxsite.rendering.render import Renderer
from cxsite.site.docs_tree import render_page_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

TODAY = date(2026, 11, 20)
WORDS = ["van ban", "van ban"]
EXCUSED_TEXTS = {
    "waivers.rule": "rules are for authors",
    "waivers.reason": "why a rule does not apply is for those who review the files",
    "playbook.answers": "which folders may be read is for those who set up sources",
    "source.question": "`validate` compares it with the metric's question, which pages show",
    "source.name": "shown with the figures computed from its answers, of which this playbook has none",
    "source.note": "shown with the figures computed from its answers, of which this playbook has none",
    "source.sheet": "where answers are stored is for those who set up a source",
    "source.tags": "a source has no page",
    "source.evidence": "a source has no page",
}
"""By a part of a field's path: why no page shows this text."""
EXCUSED = {
    "waivers": "rules are for authors",
    "rules": "rules are for authors",
    "version": "how the file is read",
    "languages": "each language is a site of its own",
    "timezone": "which day today is",
    "status": "only what is published has a page; the status of an action is a mark of its own",
    "review_every": "its effect, due or not, depends on the dates",
    "journey.actions.done": "the day stands beside an action that is done, as that of the actions' files does",
    "playbook.fiscal_year_starts": "its effect depends on metrics that are counted by fiscal years",
    "playbook.opportunity_score.method": "this playbook states the formula that holds where none is stated",
    "playbook.brand": "the style sheet and mkdocs.yml use it",
    "playbook.feedback.url": "pages lead to it where no mailto is given, and this playbook has both",
    "playbook.channels.kind": "the picture of the channel, which the style sheet draws",
    "source": "how answers are counted is for those who set up a source",
}
"""By a part of a field's path: why no page changes with it."""
STATED = {
    "metrics": {"direction": "lower"},
    "actions": {"status": "done"},
}
"""What the files of a folder have instead of a field's default, so that its absence can be seen."""


def rendered(project: Path, known: ParseCache, first: Sequence[str] = ()) -> Iterator[tuple[str, str]] | None:
    """The path and the text of each page of the playbook, as they are asked for; None where its content has errors.

    `known` keeps what was read of files that do not change. Pages whose paths are in `first` come first.
    """
    content, problems = read(project, today=TODAY, known=known)
    if any(problem.level is Level.ERROR for problem in problems):
        return None
    content = withhold_small_groups(content)
    words = Translator(content.sector_language("vi"))
    plans, renderer = plan_pages(content, words), Renderer(content.published, words)
    ordered = sorted(plans, key=lambda plan: first.index(plan.path) if plan.path in first else len(first))
    return ((plan.path, render_page_markdown(renderer.page(plan))) for plan in ordered)


def find_changed(pages: Iterator[tuple[str, str]], before: dict[str, str]) -> str | None:
    """Return the path of a page that is new, gone or different; the pages after it are not rendered."""
    left = dict.fromkeys(before)
    for path, text in pages:
        if before.get(path) != text:
            return path
        left.pop(path)
    return next(iter(left), None)


@dataclass(frozen=True)
class Filled:
    """A playbook with every field filled: by its mark the field of each text, what was read, and each page's text."""

    project: Path
    marks: dict[str, str]
    known: ParseCache
    pages: dict[str, str]


def load_yaml(path: Path) -> Any:
    """The values in a file; the parser in C reads them in a tenth of the time."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def write_yaml(path: Path, values: Any) -> None:
    path.write_text(yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    project = tmp_path_factory.mktemp("filled")
    attack = write_attack(project, WORDS, 1, 1)
    for folder, stated in STATED.items():
        last = max((project / "content" / folder).glob("*.yml"))
        write_yaml(last, {**load_yaml(last), **stated})
    figures = project / "content" / "observations" / "stores.csv"
    stores = "".join(f"m1,2026-09,{3 + n}.5,200,stores-{n}\n" for n in (0, 1))
    figures.write_text(f"metric,period,value,n,store\n{stores}", encoding="utf-8")
    known = ParseCache()
    pages = rendered(project, known)
    assert pages is not None
    return Filled(project, {mark: where for mark, (where, _) in attack.shown.items()}, known, dict(pages))


def excuse(where: str, excuses: dict[str, str]) -> str:
    """Why a field need not be shown; empty if there is no excuse for it."""
    return next((why for end, why in excuses.items() if f".{end}." in f".{where}."), "")


@pytest.mark.slow
def test_every_text_stands_on_a_page(playbook: Filled) -> None:
    marks, shown = playbook.marks, "\n".join(playbook.pages.values())
    missing = {where for mark, where in marks.items() if mark not in shown and not excuse(where, EXCUSED_TEXTS)}
    assert len(marks) > 150
    assert sorted(missing) == []


def paths_of(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of everything that is no text, lists passed through."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths_of(one, (*path, str(key)))
    elif isinstance(value, list):
        for one in value:
            yield from paths_of(one, path)
    elif not (isinstance(value, str) and "zq" in value):
        yield path


def without(value: Any, path: tuple[str, ...]) -> Any:
    """A copy without what stands at a path, in every item of lists."""
    if isinstance(value, list):
        return [without(one, path) for one in value]
    if not isinstance(value, dict):
        return value
    if len(path) == 1:
        return {key: one for key, one in value.items() if key != path[0]}
    return {key: without(one, path[1:]) if key == path[0] else one for key, one in value.items()}


FOLDERS = {kind.name: kind.folder for kind in KINDS}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["playbook", *FOLDERS])
def test_everything_else_changes_a_page(playbook: Filled, kind: str) -> None:
    content = playbook.project / "content"
    files = [content / "playbook.yml"] if kind == "playbook" else sorted((content / FOLDERS[kind]).glob("*.yml"))
    originals = {file: file.read_text(encoding="utf-8") for file in files}
    values = {file: load_yaml(file) for file in files}
    likely, unshown = list[str](), set()
    for path in dict.fromkeys(path for value in values.values() for path in paths_of(value)):
        where = ".".join((kind, *path))
        if path[-1] == "id" or excuse(where, EXCUSED):
            continue
        for file, value in values.items():
            write_yaml(file, without(value, path))
        pages = rendered(playbook.project, playbook.known, likely)
        if pages is None:
            continue
        changed = find_changed(pages, playbook.pages)
        if changed is None:
            unshown.add(where)
        else:  # the next field is likely to stand on the same page
            likely = [changed, *(path for path in likely if path != changed)]
    for file, text in originals.items():
        file.write_text(text, encoding="utf-8")
    assert sorted(unshown) == []


def test_every_excuse_is_for_a_field(playbook: Filled) -> None:
    content, marks = playbook.project / "content", playbook.marks
    values = {kind.name: load_yaml(next((content / kind.folder).glob("*.yml"))) for kind in KINDS}
    values["playbook"] = load_yaml(content / "playbook.yml")
    fields = {".".join((kind, *path)) for kind, value in values.items() for path in paths_of(value)} | set(
        marks.values()
    )
    named = {f"{kind}.{name}" for kind, value in values.items() for name in value} | fields
    left_out = {"version", "languages", "rules"}
    unused = [end for end in (*EXCUSED_TEXTS, *EXCUSED) if not any(excuse(one, {end: "x"}) for one in named)]
    assert set(unused) <= left_out
