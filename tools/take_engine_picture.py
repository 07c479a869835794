"""Take the picture of docs/engines.md: one page of the sample by MkDocs and by Zensical, side by side.

Run it as `PYTHONPATH=$PWD/.venv-engines/zensical python tools/take_engine_picture.py`, after `make test-engines`, which
installs Zensical.
"""

from __future__ import annotations

import sys
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browsing import CHROMIUM_ARGS, chromium_path, served
from engine_projects import use_zensical
from sample_project import AS_OF, ROOT, copied, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE: Final = "journeys/mua-tai-cua-hang.html"
TARGET: Final = ROOT / "docs/pictures/engines.png"
ENGINES: Final = ("MkDocs + Material", "Zensical")
WIDTHS: Final = {1440: 0.5, 375: 1}
"""The widths in CSS pixels, and by how much each is made smaller."""
PHONE: Final = 375
SIDE_BY_SIDE: Final = """<!doctype html>
<style>
  body { display: flex; gap: 12px; width: max-content; margin: 0; padding: 12px }
  body { font: 20px sans-serif; background: #ddd }
  figure { margin: 0 }
  figcaption { padding: 0 0 6px }
  img { vertical-align: top; margin-right: 6px }
</style>
"""


def main() -> None:
    """Build the sample with both engines, and take the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=list(CHROMIUM_ARGS),
            ignore_default_args=["--hide-scrollbars"],  # as readers see pages: Zensical keeps their place free
        )
        figures = "".join(take_engine(browser, name) for name in ENGINES)
        page = browser.new_page(viewport={"width": 2400, "height": 200})
        page.set_content(SIDE_BY_SIDE + figures)
        page.locator("img").last.evaluate("one => one.decode()")
        page.locator("body").screenshot(path=TARGET)
    with Image.open(TARGET) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(TARGET, optimize=True)


def take_engine(browser: Browser, name: str) -> str:
    """Return the first screen of the page by one engine, at each width, as HTML."""
    with tempfile.TemporaryDirectory() as temporary:
        project = copied(Path(temporary) / "playbook")
        if name == "Zensical":
            use_zensical(project)
        run(project, "build", "--as-of", AS_OF).check_returncode()
        with served(project / "site") as address:
            pictures = [take_width(browser, f"{address}/{PAGE}", width, scale) for width, scale in WIDTHS.items()]
    return f"<figure><figcaption>{name}</figcaption>{''.join(pictures)}</figure>"


def take_width(browser: Browser, url: str, width: int, scale: float) -> str:
    """Return the first screen of a page as an image in HTML."""
    is_phone = width == PHONE  # where scroll bars lie over the page
    viewport = {"width": width, "height": round(450 / scale)}
    context = browser.new_context(viewport=viewport, is_mobile=is_phone, has_touch=is_phone)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(800)
    data = b64encode(page.screenshot()).decode()
    context.close()
    return f'<img width="{round(width * scale)}" src="data:image/png;base64,{data}">'


if __name__ == "__main__":
    main()
