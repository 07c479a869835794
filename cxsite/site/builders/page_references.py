"""Packs a page's references as bytes, because those of most pages are not needed again."""

from __future__ import annotations

import json

from cxsite.site.verify import ExaminedFile


def pack_references(examined: ExaminedFile) -> bytes:
    """Encode the anchors and references of a page without faults, as one line of JSON."""
    values = [sorted(examined.anchors), examined.wanted]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_references(data: bytes) -> ExaminedFile:
    """Decode what `pack_references` encoded."""
    anchors, wanted = json.loads(data.decode("utf-8", "surrogatepass"))
    return ExaminedFile(frozenset(anchors), wanted)
