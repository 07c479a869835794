"""What is known of a page's references, packed: of most pages nobody asks for it again."""

from __future__ import annotations

import json

from cxsite.site.verify import ExaminedFile


def pack_references(examined: ExaminedFile) -> bytes:
    """What a page without faults offers and needs, as JSON in one line."""
    values = [sorted(examined.anchors), examined.wanted]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_references(data: bytes) -> ExaminedFile:
    """The same again."""
    anchors, wanted = json.loads(data.decode("utf-8", "surrogatepass"))
    return ExaminedFile(frozenset(anchors), wanted)
