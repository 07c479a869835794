"""Slides for the monthly meeting as a PowerPoint file whose tables and charts can be edited."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from cxsite.exporting.journey_poster import make_poster_map
from cxsite.exporting.map_slides import LABEL_WIDTH, TABLE_WIDTH, divide_map
from cxsite.exporting.office_package import with_fixed_dates
from cxsite.exporting.slide_tables import slide_tables
from cxsite.problems import CxsiteError

if TYPE_CHECKING:
    from collections.abc import Container

    from cxsite.drawing.poster import PosterMap
    from cxsite.exporting.slide_writer import SlideWriter
    from cxsite.i18n.catalogue import Translator
    from cxsite.model.content import Content

_CURVE: Final = 1.75
_STAGE: Final = 0.28
_ROOM: Final = 6.0
"""Inches below the title of a slide for the curve and the table."""


def content_as_slides(
    content: Content, words: Translator, own: Translator, journeys: Container[str] | None = None
) -> bytes:
    """Return the slides of the published playbook; `journeys` leaves out the maps of all others.

    `words` is the catalogue of pages, `own` that of exports. Raises CxsiteError if python-pptx is not installed.
    """
    try:
        from cxsite.exporting.slide_writer import SlideWriter  # noqa: PLC0415 -- the extra `office`
    except ImportError as error:
        if error.name != "pptx":
            raise
        raise CxsiteError(
            "The package that writes slides is not installed: {packages}.",
            'Install cxsite with it: pip install "cxsite[office]", or pipx install --force "cxsite[office]"',
            packages="python-pptx",
        ) from error
    writer = SlideWriter(content)
    playbook = content.playbook
    writer.title(playbook.title, " · ".join(filter(None, (playbook.organisation, words.day(content.today)))))
    for table in slide_tables(content, words, own):
        writer.table(table, own)
    for key, journey in content.published.journeys.items():
        if journeys is None or key in journeys:
            shown = make_poster_map(journey, content, words)
            if shown is not None:
                _write_map(writer, shown, own)
    out = io.BytesIO()
    writer.deck.save(out)
    return with_fixed_dates(out.getvalue(), content.today)


def _write_map(writer: SlideWriter, shown: PosterMap, own: Translator) -> None:
    for one in divide_map(shown, _ROOM, _CURVE, _STAGE):
        title = own("slides.part", title=shown.title, part=one.part, of=one.parts) if one.parts > 1 else shown.title
        slide = writer.slide(own("slides.more", title=title) if one.is_hidden else title, shown.facts[0])
        if one.is_hidden:
            writer.hide(slide)
        top = writer.top
        if one.has_curve:
            writer.curve(slide, shown, one, (LABEL_WIDTH, TABLE_WIDTH, top, _CURVE))
            top += _CURVE
        writer.map_table(slide, shown, one, top, _STAGE)
