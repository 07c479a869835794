"""Posters as PNG and PDF, drawn by a Chromium that is installed on the machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cxsite.drawing.poster import Poster

_NAMES: Final = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
)  # fmt: skip
_PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_PIXELS_PER_MM: Final = 96 / 25.4
_MOST_PIXELS: Final = 12_000
"""The longest side of a PNG; browsers draw no larger pictures."""
_SECONDS: Final = 120
_DATES: Final = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


def find_chromium() -> str | None:
    """Return the path of a Chromium, Chrome or Edge; None if there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def poster_as_pdf(poster: Poster, day: date) -> bytes:
    """Return a PDF of one page that is as large as the poster; `day` is written as the day on which it was made.

    Raises CxsiteError if there is no Chromium, or it fails.
    """
    data = _run(poster, "poster.pdf", ("--no-pdf-header-footer", "--print-to-pdf={output}"))
    stamp = f"{day:%Y%m%d}000000".encode()
    return _DATES.sub(lambda found: b"/" + found[1] + b" (D:" + stamp, data)


def poster_as_png(poster: Poster) -> bytes:
    """Return a picture with two pixels for each of the screen, fewer if the poster is very long.

    Raises CxsiteError as above.
    """
    across, down = (round(side * _PIXELS_PER_MM) for side in poster.size)
    factor = min(2.0, _MOST_PIXELS / max(across, down))
    options = (
        "--screenshot={output}",
        f"--window-size={across},{down}",
        f"--force-device-scale-factor={factor:.3f}",
        "--hide-scrollbars",
    )
    return _run(poster, "poster.png", options)


def _run(poster: Poster, name: str, options: Sequence[str]) -> bytes:
    program = find_chromium()
    if program is None:
        raise CxsiteError(
            "PNG and PDF are drawn by Chromium, Chrome or Edge, and none of them was found on this machine.",
            "Install one of them, or run `cxsite export svg`: every browser shows and prints that file.",
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        page, output = Path(scratch) / "poster.html", Path(scratch) / name
        page.write_text(_page(poster), encoding="utf-8")
        own = [option.format(output=output) for option in options]
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # it refuses to run as root
        general = ["--headless=new", "--disable-gpu", "--no-first-run", f"--user-data-dir={scratch}/profile", *sandbox]
        try:
            subprocess.run(  # noqa: S603 -- the program that was found, with a page of our own
                [program, *general, *own, page.as_uri()],
                check=True,
                timeout=_SECONDS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            return output.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise CxsiteError(
                "{program} could not draw the poster: {error}.",
                "Run `cxsite export svg` instead: every browser shows and prints that file.",
                program=program,
                error=type(error).__name__,
            ) from error


def _page(poster: Poster) -> str:
    """Return an HTML page that consists of the poster."""
    across, down = poster.size
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title></title><style>'
        f"@page{{size:{across:g}mm {down:g}mm;margin:0}}html,body{{margin:0;overflow:hidden}}"
        f"svg{{display:block}}body>svg{{width:{across:g}mm;height:{down - 0.3:g}mm}}</style></head>"
        f"<body>{poster.svg}</body></html>"
    )
