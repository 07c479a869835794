"""The display names of ids of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsite.model.content import Content


@dataclass(frozen=True)
class Names:
    """Looks up display names by kind and id; an id without a name is returned unchanged."""

    content: Content

    def of(self, kind: str, key: str) -> str:
        """Return the name of a thing; kinds are those of `Addresses` (`persona`, `touchpoint`, `team` …)."""
        if kind == "touchpoint" and key in self.content.touchpoint_by_key:
            return self.content.touchpoint_by_key[key].touchpoint.title
        names = self.content.names.get("library touchpoint" if kind == "touchpoint" else kind, {})
        return names.get(key, key)
