"""The records of a generated playbook: one seeded random generator, so that the same seed and size give the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

STAGES_IN_JOURNEY = 6
PLAYS_OF_A_STAGE = 3
EVIDENCE = ("assumption", "partial", "researched")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The number of things of each kind, computed from the number of journeys."""

    journeys: int

    @property
    def personas(self) -> int:
        return max(3, self.journeys // 5)

    @property
    def library(self) -> int:
        return min(200, max(4, self.journeys // 10))

    @property
    def actions(self) -> int:
        return max(2, self.journeys // 10)

    @property
    def goals(self) -> int:
        return min(60, max(2, self.journeys // 50))

    @property
    def metrics(self) -> int:
        return min(80, max(len(phrases.METRICS), self.journeys // 20))

    @property
    def plays(self) -> int:
        return min(200, max(3, self.journeys // 20))


class RecordMaker:
    """Makes the records of one playbook, one after the other, as they stand in YAML."""

    def __init__(self, sizes: Sizes, seed: int) -> None:
        self.sizes = sizes
        self.chance = random.Random(seed)
        self.personas = make_ids("khach", sizes.personas)
        self.journeys = make_ids("hanh-trinh", sizes.journeys)
        self.library = make_ids("diem-chung", sizes.library)
        self.goals = make_ids("muc-tieu", sizes.goals)
        self.metrics = [_metric_id(number) for number in range(sizes.metrics)]
        self.channels = [channel[0] for channel in phrases.CHANNELS]
        self.teams = [team[0] for team in phrases.TEAMS]

    def team(self) -> str:
        return self.chance.choice(self.teams)

    def day(self) -> str:
        return f"2026-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"

    def some(self, words: Sequence[Any], least: int, most: int) -> list[Any]:
        return self.chance.sample(list(words), self.chance.randint(least, most))

    def maybe(self, share: float, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 -- whatever a field holds
        return fields if self.chance.random() < share else {}

    def playbook(self) -> dict[str, Any]:
        """Return the playbook with its vocabularies."""
        return {
            "version": 1,
            "title": "Sổ tay trải nghiệm khách hàng",
            "languages": ["vi"],
            "timezone": "Asia/Ho_Chi_Minh",
            "summary": "Khách của ta là ai, họ đi qua đâu và ta làm gì cho lần gặp sau tốt hơn.\n",
            "stages": [{"id": i, "name": n, "description": d} for i, n, d in phrases.STAGES],
            "channels": [{"id": i, "name": n, "kind": k} for i, n, k in phrases.CHANNELS],
            "teams": [{"id": i, "name": n} for i, n in phrases.TEAMS],
            "stores": [{"id": i, "name": n, "region": r} for i, n, r in phrases.STORES],
            "review_every": "6mo",
        }

    def persona(self, number: int) -> dict[str, Any]:
        """Return one persona."""
        choice = self.chance.choice
        return {
            "name": f"{choice(phrases.NAMES)} {number + 1}",
            "tagline": f"{choice(phrases.SEGMENTS)}, hay hỏi kỹ trước khi mua",
            "quote": choice(phrases.QUOTES),
            "segment": choice(phrases.SEGMENTS),
            "owner": self.team(),
            "reviewed": self.day(),
            "evidence": choice(EVIDENCE),
            "about": f"{choice(phrases.DOES)}. *{choice(phrases.THINKS)}*\n",
            "demographics": {"age": self.chance.randint(19, 68), "location": choice(phrases.STORES)[2]},
            "goals": self.some(phrases.OUTCOMES, 1, 2),
            "needs": self.some(phrases.OPPORTUNITIES, 1, 3),
            "challenges": self.some(phrases.PAINS, 1, 3),
            "channels": self.some(self.channels, 2, 4),
        }

    def journey(self, number: int) -> dict[str, Any]:
        """Return one journey; every fifth is the ideal journey of the one before it."""
        choice = self.chance.choice
        personas = self.some(self.personas, 1, 2)
        stages = [self.stage(stage[0], 5 * at, personas) for at, stage in enumerate(phrases.STAGES[:STAGES_IN_JOURNEY])]
        ideal = number % 5 == 4  # noqa: PLR2004 -- every fifth
        hurts = [p["id"] for s in stages for t in s["touchpoints"] for p in t.get("pain_points", ())]
        return {
            "title": f"{choice(phrases.SUBJECTS)} – hành trình {number + 1}",
            "summary": f"{choice(phrases.DOES)}; chỗ đau nhất là lúc **chờ**. Ai cũng hỏi *bao giờ xong*.\n",
            "personas": personas,
            **({"state": "ideal", "baseline": self.journeys[number - 1]} if ideal else {"state": "current"}),
            "scenario": {"trigger": choice(phrases.TRIGGERS), "outcome": choice(phrases.OUTCOMES)},
            "period": f"{self.chance.randint(1, 30)}d",
            "serves": self.some(self.goals, 1, 2),
            "owner": self.team(),
            "reviewed": self.day(),
            "stages": stages,
            "actions": [{"id": f"viec-{n}", **self.action([hurt])} for n, hurt in enumerate(hurts[:2], start=1)],
        }

    def stage(self, stage: str, before: int, personas: list[str]) -> dict[str, Any]:
        """Return a stage with three to five touchpoints."""
        count = self.chance.choice((3, 4, 4, 4, 5))
        points = [self.touchpoint(f"{stage}-{n}", before + n, personas) for n in range(1, count + 1)]
        return {"stage": stage, "goal": self.chance.choice(phrases.OUTCOMES), "touchpoints": points}

    def touchpoint(self, name: str, number: int, personas: list[str]) -> dict[str, Any]:
        """Return a touchpoint; one in ten is from the library."""
        choice, roll = self.chance.choice, self.chance.randint
        own = {"id": name, "name": choice(phrases.POINTS), "channels": self.some(self.channels, 1, 2)}
        head = {"id": name, "use": choice(self.library)} if self.chance.random() < 1 / 10 else own
        emotion = {persona: roll(1, 5) for persona in personas} if len(personas) > 1 and roll(1, 4) == 1 else roll(1, 5)
        return {
            **head,
            **self.maybe(0.4, does=choice(phrases.DOES)),
            **self.maybe(0.15, thinks=choice(phrases.THINKS)),
            **self.maybe(0.2, feels=choice(phrases.FEELS)),
            **self.maybe(0.9, emotion=emotion),
            **self.maybe(0.2, importance=roll(1, 5)),
            **self.maybe(0.1, moment_of_truth=True),
            **self.maybe(0.1, standard=choice(phrases.STANDARDS)),
            **self.maybe(0.2, metrics=[choice(self.metrics)]),
            **self.maybe(0.2, evidence=choice(EVIDENCE)),
            **(self.pain(number) if roll(1, 6) == 1 or number == 1 else {}),
        }

    def pain(self, number: int) -> dict[str, Any]:
        """Return a pain point and usually an opportunity to reduce it."""
        choice, roll = self.chance.choice, self.chance.randint
        pain = {"id": f"dau-{number}", "text": choice(phrases.PAINS), "severity": roll(1, 5)}
        chance = {
            "id": f"co-hoi-{number}",
            "text": choice(phrases.OPPORTUNITIES),
            "addresses": [pain["id"]],
            "customer_value": roll(10, 99),
            "business_value": roll(10, 99),
        }
        return {"pain_points": [pain], **self.maybe(0.6, opportunities=[chance])}

    def action(self, addresses: list[str]) -> dict[str, Any]:
        """Return an improvement action."""
        status = self.chance.choice(("proposed", "planned", "doing", "done"))
        return {
            "title": self.chance.choice(phrases.ACTIONS),
            "kind": self.chance.choice(phrases.WORK),
            "addresses": addresses,
            "owner": self.team(),
            "status": status,
            "start": "2026-06-01",
            "due": self.day(),
            **({"done": "2026-10-20", "result": "Khách chờ ít hơn ba phút"} if status == "done" else {}),
            "impact": self.chance.randint(1, 5),
            "effort": self.chance.randint(1, 5),
            "metric": self.chance.choice(self.metrics),
            "expected_change": self.chance.randint(-6, 12),
        }

    def library_touchpoint(self) -> dict[str, Any]:
        """Return a library touchpoint that several journeys use."""
        return {
            "name": self.chance.choice(phrases.POINTS),
            "channels": self.some(self.channels, 1, 2),
            "does": self.chance.choice(phrases.DOES),
            "owner": self.team(),
            "reviewed": self.day(),
            "standard": "".join(f"- {line}\n" for line in self.some(phrases.STANDARDS, 2, 3)),
            "metrics": self.some(self.metrics, 1, 2),
        }

    def goal(self) -> dict[str, Any]:
        """Return a goal of the strategy."""
        title, metric = self.chance.choice(phrases.GOALS), self.chance.choice(self.metrics)
        return {"title": title, "metric": metric, "target": 90, "by": "2027-06-30", "owner": self.team()}

    def metric(self, number: int) -> dict[str, Any]:
        """Return a metric; after the first few, the same metrics repeat for other departments."""
        _, name, kind, family, direction, target, unit = phrases.METRICS[number % len(phrases.METRICS)]
        return {
            "name": name if number < len(phrases.METRICS) else f"{name}, bộ phận {number}",
            "kind": kind,
            **({"variant": phrases.VARIANTS[kind]} if kind in phrases.VARIANTS else {}),
            "family": family,
            "direction": direction,
            "unit": unit,
            "target": target,
            "cadence": "1mo",
            "owner": self.team(),
        }

    def play(self, number: int) -> dict[str, Any]:
        """Return a play; each stage has three that apply to all of its touchpoints."""
        stage = phrases.STAGES[number % len(phrases.STAGES)][0]
        return {
            "title": self.chance.choice(phrases.PLAYS),
            "trigger": self.chance.choice(phrases.PAINS),
            "applies_to": [
                {"touchpoints": self.some(self.library, 1, 2)},
                *([{"stages": [stage]}] if number < PLAYS_OF_A_STAGE * len(phrases.STAGES) else []),
            ],
            "owner": self.team(),
            "steps": self.some(phrases.STEPS, 2, 4),
            "do": self.some(phrases.OPPORTUNITIES, 1, 2),
            "dont": self.some(phrases.PAINS, 1, 2),
        }


def make_ids(word: str, count: int) -> list[str]:
    """Return that many ids that begin with a word."""
    return [f"{word}-{number}" for number in range(1, count + 1)]


def _metric_id(number: int) -> str:
    base = phrases.METRICS[number % len(phrases.METRICS)][0]
    return base if number < len(phrases.METRICS) else f"{base}-{number}"
