"""Playbooks with more touchpoints on a channel than one page shows."""

from __future__ import annotations


def many_journeys(count: int, touchpoints: int = 1, stage: str = "mua-hang") -> dict[str, str]:
    """Return journeys `j-001` and so on, each with that many touchpoints at the shop, for the small playbook."""
    return {
        f"content/journeys/j-{number:03}.yml": journey(number, touchpoints, stage) for number in range(1, count + 1)
    }


def journey(number: int, touchpoints: int = 1, stage: str = "mua-hang", emotion: int = 4) -> str:
    """Return the text of one such journey."""
    places = "".join(
        f"      - {{id: d-{at}, name: Điểm {number}.{at}, channels: [cua-hang], emotion: {emotion}}}\n"
        for at in range(1, touchpoints + 1)
    )
    return f"title: Hành trình {number}\npersonas: [lan]\nstages:\n  - stage: {stage}\n    touchpoints:\n{places}"
