"""`cxsite serve`."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from cxsite.cli.assemble_site import SiteOptions, assemble_site, list_configs, render_page
from cxsite.cli.load_content import add_rule_problems, load_parsed_files, read_content, select_errors
from cxsite.cli.terminal import ProgressDisplay
from cxsite.i18n.catalogue import LANGUAGES
from cxsite.i18n.error_messages import translate_error
from cxsite.incremental.state_files import site_state_path
from cxsite.preview.background_build import PreviewResult
from cxsite.preview.run_preview import run_preview
from cxsite.problems import CxsiteError
from cxsite.reading import ParseCache
from cxsite.reports.as_text import problems_as_text
from cxsite.site.build import OpenedSite, build_into, open_site
from cxsite.site.builders.build_state import load_state, make_state
from cxsite.site.builders.page_frame import render_early
from cxsite.site.pipeline import OutdatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cxsite.cli.call import Call
    from cxsite.preview.state_board import GuardedEditor
    from cxsite.site.builders.page_frame import PageFrames

_OPTIONS: Final = SiteOptions(drafts=True)


@click.command(short_help="Show the playbook and rebuild it after every change.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 chooses a free one."
)
@click.option("--edit", "is_editing", is_flag=True, help="Let this browser edit the content by forms on the pages.")
@click.pass_obj
def command(call: Call, port: int, is_editing: bool) -> None:  # noqa: FBT001 -- click gives flags so
    """Show the playbook, including drafts, on 127.0.0.1 and rebuild it after every change.

    The published site/ is not changed. If a change cannot be built, the last good page stays, with the problems on top
    of it. With `--edit`, the pages have forms that change the files; only the browser that opens the shown address may
    use them.
    """
    serve_playbook(call, port, is_editing=is_editing)


def serve_playbook(call: Call, port: int, *, is_editing: bool, opened: Callable[[str], object] = str) -> None:
    """Run the preview until it is stopped; `opened` is called with the address once a page can be shown."""
    project = call.project
    further = (project / f"mkdocs.{language}.yml" for language in LANGUAGES)
    watched = [project / "content", project / "templates", *{*list_configs(project), project / "mkdocs.yml", *further}]

    def ready(address: str) -> None:
        click.echo(call.words("serve.editing" if is_editing else "serve.ready", address=address))
        opened(address)

    edit = partial(_make_editor, call) if is_editing else None
    run_preview(_PreviewedPlaybook(call), watched, port=port, ready=ready, edit=edit)


def _make_editor(call: Call, port: int) -> GuardedEditor:
    """Return the editor of the project behind a server's port, with new secrets."""
    from cxsite.editing.session import EditingSession  # noqa: PLC0415 -- a preview without editing does without it
    from cxsite.editing_pages.pages import EditorPages  # noqa: PLC0415
    from cxsite.preview.edit_access import EditAccess  # noqa: PLC0415
    from cxsite.preview.edit_requests import Editor  # noqa: PLC0415
    from cxsite.preview.state_board import GuardedEditor  # noqa: PLC0415

    access = EditAccess(port)
    session = EditingSession(call.project, call.language)
    pages = EditorPages(session.sector_language, access.form_token)
    return GuardedEditor(Editor(session, pages), access, pages.tags())


class _PreviewedPlaybook:
    """The previewed playbook; unchanged files are not read again."""

    def __init__(self, call: Call) -> None:
        self._call, self._project = call, call.project
        self._before = load_state(site_state_path(self._project, site := self._project / "site"), site)
        self._opened: OpenedSite | None = None
        # The page and the build may be read in two threads at the same time.
        saved = load_parsed_files(self._project)
        self._shown, self._known = ParseCache(saved), ParseCache(saved)

    def open(self, folder: Path) -> PreviewResult | None:
        """Write the site without its pages, if all content can be read."""
        content, problems = read_content(self._call, known=self._shown)
        if select_errors(problems):
            return None
        site = assemble_site(self._project, content, _OPTIONS)
        self._opened = open_site(site, folder, self._before)
        return PreviewResult(self._opened.folder, looks=self._opened.frames) if self._opened else None

    def render(self, file: str) -> str | None:
        """Render a page of the opened site."""
        return self._opened.render(file) if self._opened else None

    def page(self, file: str, looks: Sequence[PageFrames]) -> str | None:
        """Render the page of a file of the site, if all shown content could be read."""
        content, problems = read_content(self._call, known=self._shown)
        if select_errors(problems):
            return None
        return render_early(looks, file, partial(render_page, self._project, content, _OPTIONS))

    def can_show_alone(self, changed: Path) -> bool:
        """Return whether it is a content file, and not one on which style sheets, the menu or all pages depend."""
        inside = changed.is_relative_to(self._project / "content") and changed.suffix in {".yml", ".yaml", ".csv"}
        return inside and changed.stem != "playbook"

    def build(self, folder: Path, is_outdated: Callable[[], bool]) -> PreviewResult:
        """Build the site, or return the problems that prevent it."""
        try:
            return self._build(folder, partial(_stop_if_outdated, is_outdated))
        except CxsiteError as error:
            return PreviewResult(None, [*filter(None, translate_error(error, self._call.language))])

    def _build(self, folder: Path, go_on: Callable[[], object]) -> PreviewResult:
        content, problems = read_content(self._call, known=self._known)
        go_on()
        problems = add_rule_problems(self._call, content, problems)
        go_on()
        if wrong := select_errors(problems):
            language = content.sector_language(self._call.language)
            return PreviewResult(None, problems_as_text(wrong, content.texts, language).strip().split("\n\n"))
        with ProgressDisplay(self._call.words) as progress:
            site = assemble_site(self._project, content, _OPTIONS, step=progress.step)
            go_on()
            progress.step("build")
            try:
                built = build_into(site, folder, self._before, go_on=go_on)
            except OSError:  # `cxsite build` has replaced the site that it takes over
                shutil.rmtree(folder / "site", ignore_errors=True)
                built = build_into(site, folder, go_on=go_on)
        self._before = make_state(built.folder, built.state.key, built.state.pages, built.known.entries.values())
        return PreviewResult(built.folder, looks=built.frames)


def _stop_if_outdated(is_outdated: Callable[[], bool]) -> None:
    """Raise OutdatedError if another change makes the next steps useless."""
    if is_outdated():
        raise OutdatedError
