"""What ids are called, for pages that meet ids of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.model.content import Content


@dataclass(frozen=True)
class Names:
    """Looks names up by kind and id; an id that nothing is called by stands for itself."""

    content: Content

    def of(self, kind: str, key: str) -> str:
        """The name of a thing of that kind, kinds as addresses name them (`persona`, `touchpoint`, `team` …)."""
        if kind == "touchpoint" and key in self.content.touchpoint_by_key:
            return self.content.touchpoint_by_key[key].touchpoint.title
        names = self.content.names.get("library touchpoint" if kind == "touchpoint" else kind, {})
        return names.get(key, key)
