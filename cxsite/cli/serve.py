"""`cxsite serve`."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import click

from cxsite.cli.assemble_site import SiteOptions, assemble_site, list_configs, render_page
from cxsite.cli.load_content import add_rule_problems, read_content, select_errors
from cxsite.cli.terminal import ProgressDisplay
from cxsite.i18n.catalogue import LANGUAGES
from cxsite.i18n.error_messages import translate_error
from cxsite.incremental.state_path import state_path
from cxsite.preview.background_build import PreviewResult
from cxsite.preview.run_preview import run_preview
from cxsite.problems import CxsiteError
from cxsite.reading import ParseCache
from cxsite.reports.as_text import problems_as_text
from cxsite.site.build import OpenedSite, build_into, open_site
from cxsite.site.builders.build_state import load_state, make_state
from cxsite.site.builders.page_frame import render_early
from cxsite.site.pipeline import MakeOptions, OutdatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cxsite.cli.call import Call
    from cxsite.site.builders.page_frame import PageFrames


@click.command(short_help="Show the playbook and rebuild it after every change.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 chooses a free one."
)
@click.pass_obj
def command(call: Call, port: int) -> None:
    """Show the playbook, including drafts, on 127.0.0.1 and rebuild it after every change.

    The published site/ is not changed. If a change cannot be built, the last good page stays, with the problems on top
    of it.
    """
    project = call.project
    further = (project / f"mkdocs.{language}.yml" for language in LANGUAGES)
    watched = [project / "content", project / "templates", *{*list_configs(project), project / "mkdocs.yml", *further}]
    ready = lambda address: click.echo(call.words("serve.ready", address=address))  # noqa: E731
    run_preview(_PreviewedPlaybook(call), watched, port=port, ready=ready)


class _PreviewedPlaybook:
    """The previewed playbook; unchanged files are not read again."""

    def __init__(self, call: Call) -> None:
        self._call, self._project = call, call.project
        self._before = load_state(state_path(self._project / "build" / ".state", site := self._project / "site"), site)
        self._opened: OpenedSite | None = None
        # The page and the build may be read in two threads at the same time.
        self._shown, self._known = (
            ParseCache(),
            ParseCache(),
        )

    def open(self, folder: Path) -> PreviewResult | None:
        """Write the site without its pages, if all content can be read."""
        content, problems = read_content(self._call, known=self._shown)
        if select_errors(problems):
            return None
        site = assemble_site(self._project, content, SiteOptions(drafts=True))
        self._opened = open_site(site, folder, self._before)
        return PreviewResult(self._opened.folder, looks=self._opened.frames) if self._opened else None

    def render(self, file: str) -> str | None:
        """Render a page of the opened site."""
        return self._opened.render(file) if self._opened else None

    def page(self, file: str, looks: Sequence[PageFrames], scratch: Path) -> str | None:
        """Render the page of a file of the site, if all shown content could be read."""
        content, problems = read_content(self._call, known=self._shown)
        if select_errors(problems):
            return None
        return render_early(looks, file, partial(render_page, self._project, content, _build_options(scratch)))

    def can_show_alone(self, changed: Path) -> bool:
        """Return whether it is a content file, and not one on which style sheets, the menu or all pages depend."""
        inside = changed.is_relative_to(self._project / "content") and changed.suffix in {".yml", ".yaml", ".csv"}
        return inside and changed.stem != "playbook"

    def build(self, folder: Path, is_outdated: Callable[[], bool]) -> PreviewResult:
        """Build the site, or return the problems that prevent it."""
        try:
            return self._build(folder, is_outdated)
        except CxsiteError as error:
            return PreviewResult(None, [*filter(None, translate_error(error, self._call.language))])

    def _build(self, folder: Path, is_outdated: Callable[[], bool]) -> PreviewResult:
        around = _build_options(folder.parent)
        content, problems = read_content(self._call, known=self._known)
        _stop_if_outdated(is_outdated)
        problems = add_rule_problems(self._call, content, problems)
        _stop_if_outdated(is_outdated)
        if wrong := select_errors(problems):
            language = content.sector_language(self._call.language)
            return PreviewResult(None, problems_as_text(wrong, content.texts, language).strip().split("\n\n"))
        with ProgressDisplay(self._call.words) as progress:
            site = assemble_site(self._project, content, around, step=progress.step)
            _stop_if_outdated(is_outdated)
            progress.step("build")
            try:
                built = build_into(site, folder, self._before, MakeOptions(is_outdated))
            except OSError:  # `cxsite build` has replaced the site that it takes over
                shutil.rmtree(folder / "site", ignore_errors=True)
                built = build_into(site, folder, options=MakeOptions(is_outdated))
        self._before = make_state(built.folder, built.state.key, built.state.pages, built.known.entries.values())
        return PreviewResult(built.folder, looks=built.frames)


def _build_options(scratch: Path) -> SiteOptions:
    return SiteOptions(drafts=True, state=scratch / "state")


def _stop_if_outdated(is_outdated: Callable[[], bool]) -> None:
    """Raise OutdatedError if another change makes the next steps useless."""
    if is_outdated():
        raise OutdatedError
