"""Pages that the team wrote by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.pages.plan import PagePlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxsite.pages.basis import Basis


def hand_pages(basis: Basis) -> Iterator[PagePlan]:
    """`pages/<id>` for each of them, with its own Markdown."""
    for key, page in basis.content.pages.items():
        yield PagePlan(path=f"pages/{key}", kind="hand", title=page.title, markdown=page.markdown)
