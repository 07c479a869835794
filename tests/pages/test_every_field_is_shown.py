"""Every field of every file is shown on a page, or excused here by name with the reason.

Fields come from the models: a new field that no page shows fails. A text is found by a mark in it; when anything
else is taken away, a page must change.
"""

from __future__ import annotations

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


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A playbook with every field filled, and by its mark the field of each text."""
    project = tmp_path_factory.mktemp("filled")
    attack = write_attack(project, WORDS, 1, 1)
    for folder, stated in STATED.items():
        last = max((project / "content" / folder).glob("*.yml"))
        values = yaml.safe_load(last.read_text(encoding="utf-8"))
        last.write_text(yaml.safe_dump({**values, **stated}, allow_unicode=True, sort_keys=False), encoding="utf-8")
    figures = project / "content" / "observations" / "stores.csv"
    stores = "".join(f"m1,2026-09,{3 + n}.5,200,stores-{n}\n" for n in (0, 1))
    figures.write_text(f"metric,period,value,n,store\n{stores}", encoding="utf-8")
    return project, {mark: where for mark, (where, _) in attack.shown.items()}


def excuse(where: str, excuses: dict[str, str]) -> str:
    """Why a field need not be shown; empty if there is no excuse for it."""
    return next((why for end, why in excuses.items() if f".{end}." in f".{where}."), "")


@pytest.mark.slow
def test_every_text_stands_on_a_page(playbook: tuple[Path, dict[str, str]]) -> None:
    project, marks = playbook
    pages = rendered(project, ParseCache())
    assert pages is not None
    shown = "\n".join(text for _, text in pages)
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
def test_everything_else_changes_a_page(playbook: tuple[Path, dict[str, str]], kind: str) -> None:
    project, _ = playbook
    content = project / "content"
    files = [content / "playbook.yml"] if kind == "playbook" else sorted((content / FOLDERS[kind]).glob("*.yml"))
    originals = {file: file.read_text(encoding="utf-8") for file in files}
    values = {file: yaml.safe_load(text) for file, text in originals.items()}
    known = ParseCache()
    pages = rendered(project, known)
    assert pages is not None
    before, likely, unshown = dict(pages), list[str](), set()
    for path in dict.fromkeys(path for value in values.values() for path in paths_of(value)):
        where = ".".join((kind, *path))
        if path[-1] == "id" or excuse(where, EXCUSED):
            continue
        for file, value in values.items():
            file.write_text(yaml.safe_dump(without(value, path), allow_unicode=True), encoding="utf-8")
        pages = rendered(project, known, likely)
        if pages is None:
            continue
        changed = find_changed(pages, before)
        if changed is None:
            unshown.add(where)
        else:  # the next field is likely to stand on the same page
            likely = [changed, *(path for path in likely if path != changed)]
    for file, text in originals.items():
        file.write_text(text, encoding="utf-8")
    assert sorted(unshown) == []


def test_every_excuse_is_for_a_field(playbook: tuple[Path, dict[str, str]]) -> None:
    project, marks = playbook
    values = {
        **{
            kind.name: yaml.safe_load(
                next((project / "content" / kind.folder).glob("*.yml")).read_text(encoding="utf-8")
            )
            for kind in KINDS
        },
        "playbook": yaml.safe_load((project / "content" / "playbook.yml").read_text(encoding="utf-8")),
    }
    fields = {".".join((kind, *path)) for kind, value in values.items() for path in paths_of(value)} | set(
        marks.values()
    )
    named = {f"{kind}.{name}" for kind, value in values.items() for name in value} | fields
    left_out = {"version", "languages", "rules"}
    unused = [end for end in (*EXCUSED_TEXTS, *EXCUSED) if not any(excuse(one, {end: "x"}) for one in named)]
    assert set(unused) <= left_out
