"""The plan of a language: the kinds of frames that pages need are known before they are rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_playbook import FILES, TODAY
from small_site import CONFIG

from cxsite.cli.assemble_site import assemble_site
from cxsite.reading import read
from cxsite.site import pipeline
from cxsite.site.builders.frame_kinds import find_kind

if TYPE_CHECKING:
    from pathlib import Path


def test_the_frames_of_journeys_and_their_maps_are_known_before_they_are_rendered(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(CONFIG.read_bytes())
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (planned,) = pipeline.plan(assemble_site(tmp_path, read(tmp_path, today=TODAY)[0])).languages
    pages = [factory.make().page for path, factory in planned.factories.items() if path.startswith("journeys/")]
    assert {page.path for page in pages if page.path.endswith("_map")}
    needed = {page.path: find_kind(page, planned.menu, listed=len(page.sections) > 1) for page in pages}
    assert needed == {path: planned.kinds[path] for path in needed}
