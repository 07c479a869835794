"""The names that hand-written pages may not take are those that the browser's own document and window have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxsite.handwritten.document_names import DOCUMENT_NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import PageAt, ServeFolder

ALL = """() => {
  const names = new Set();
  for (const start of [document, window])
    for (let holder = start; holder; holder = Object.getPrototypeOf(holder))
      for (const name of Object.getOwnPropertyNames(holder))
        if (/^[a-z_$][\\w$]*$/.test(name) || (start === document && /^[A-Z]\\w*$/.test(name))) names.add(name);
  return [...names];
}"""


@pytest.mark.browser
def test_chromium_knows_no_other_names(tmp_path: Path, serve_folder: ServeFolder, page_at: PageAt) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>a</title>", encoding="utf-8")
    with page_at(f"{serve_folder(tmp_path)}/index.html") as visit:
        assert set(visit.page.evaluate(ALL)) - DOCUMENT_NAMES == set()
    assert {"body", "querySelector", "forms", "getElementById", "location"} <= DOCUMENT_NAMES
