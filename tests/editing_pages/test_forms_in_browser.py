"""The forms of the sample in a browser: nobody is shut out by them, nothing is cut, and the script's helpers work.

By default those with boxes of every kind; `make test-reach` looks at each form.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from browsing import watched
from form_of_every_kind import every_page
from site_walk import AXE, COLOURS, EVERYTHING, HERE, RUN, WHOLE

from cxsite.editing.located import EditableFiles
from cxsite.editing.open_form import open_form, open_new_form
from cxsite.editing_pages.pages import EditorPages
from cxsite.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browsing import ServeFolder, Visit
    from playwright.sync_api import Browser

PROJECT: Final = Path(__file__).parents[2]
JOURNEY: Final = "journeys/mua-tai-cua-hang"
RECORDS: Final = (
    "playbook", "playbook/channels/cua-hang", "playbook/teams/cx", "playbook/stages/0", "personas/lan", JOURNEY,
    f"{JOURNEY}/stages/0", f"{JOURNEY}/stages/0/touchpoints/0", "goals/*", "metrics/nps", "plays/*", "actions/*",
    "touchpoints/*", "sources/*",
)  # fmt: skip
"""An address for each kind of record of the sample; `*` is the first file of a folder."""
LOOKED_AT: Final = (
    "playbook",
    "personas/lan",
    JOURNEY,
    f"{JOURNEY}/stages/0/touchpoints/0",
    "metrics/nps",
    "sources/*",
)
"""The forms with most boxes."""
NEW: Final = ("persona", "journey", "action", "goal", "metric", "play")
OPEN: Final = "document.querySelectorAll('details').forEach((one) => (one.open = true))"


@pytest.fixture(scope="module")
def files() -> EditableFiles:
    paths = sorted((PROJECT / "content").rglob("*.yml"))
    texts = {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in paths}
    return EditableFiles(texts, read(PROJECT)[0], "vi")


def address_of(pattern: str) -> str:
    if not pattern.endswith("/*"):
        return pattern
    first = min((PROJECT / "content" / pattern.removesuffix("/*")).glob("*.yml"))
    return f"{pattern.removesuffix('/*')}/{first.stem}"


@pytest.fixture(scope="module")
def visit(
    files: EditableFiles, tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder, browser: Browser
) -> Iterator[tuple[Visit, str]]:
    """A browser, and the address of a folder with every page of the editor."""
    folder = tmp_path_factory.mktemp("editor")
    (folder / ".edit").mkdir()
    pages = EditorPages("vi", "token")
    for name in ("editor.js", "page-editor.js", "editor.css"):
        (folder / ".edit" / name).write_bytes((pages.asset(name) or ("", b""))[1])
    written = every_page(pages, "Thử đồ trong cửa hàng")
    for number, pattern in enumerate(RECORDS):
        form = open_form(files, address_of(pattern))
        assert form is not None, pattern
        written[f"record-{number}"] = pages.form(form)
    for kind in NEW:
        new = open_new_form(files, kind, {})
        assert new is not None, kind
        written[f"new-{kind}"] = pages.form(new)
    for name, html in written.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    address = serve_folder(folder)
    with watched(browser, address, reduced_motion="reduce") as opened:
        opened.page.context.add_init_script(path=AXE)
        opened.page.context.add_init_script(path=HERE / "look.js")
        yield opened, address
        assert not [trouble for trouble in opened.troubles if "favicon" not in trouble]


PAGES: Final = (
    "form", "conflict", "removal", "rename", "changes", "send", "sent", "message", "new", "import",
    *(f"record-{number}" for number, pattern in enumerate(RECORDS) if WHOLE or pattern in LOOKED_AT),
    *(f"new-{kind}" for kind in (NEW if WHOLE else ["journey"])),
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_the_editor_shuts_anybody_out(visit: tuple[Visit, str], name: str) -> None:
    page, address = visit[0].page, visit[1]
    page.set_viewport_size({"width": 375, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/{name}.html")
    page.evaluate(OPEN)
    found = {"light, 375": page.evaluate(RUN, dict(EVERYTHING)), "wide": page.evaluate("look.sideways()")}
    page.set_viewport_size({"width": 1440, "height": 800})
    page.emulate_media(color_scheme="dark")
    found |= {"dark, 1440": page.evaluate(RUN, dict(COLOURS)), "wide, 1440": page.evaluate("look.sideways()")}
    assert {where: what for where, what in found.items() if what} == {}
