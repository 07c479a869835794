"""Generates playbooks of any size for benchmarks: the same seed and size give the same files.

    python bench/generate.py FOLDER --journeys 1000

makes FOLDER/content with that many journeys (about 24 touchpoints and 5 kB each), a persona for every five of
them, and library touchpoints, actions, goals, metrics, plays and observations in proportion.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import phrases
from generated_records import RecordMaker, Sizes, make_ids
from yaml_lines import document

MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10")


class Writer:
    """Writes the files of one playbook."""

    def __init__(self, folder: Path, sizes: Sizes, seed: int) -> None:
        self.content = folder / "content"
        self.make = RecordMaker(sizes, seed)

    def all(self) -> None:
        """Write every file."""
        self.write("playbook", self.make.playbook())
        for number, name in enumerate(self.make.personas):
            self.write(f"personas/{name}", self.make.persona(number))
        for number, name in enumerate(self.make.journeys):
            self.write(f"journeys/{name}", self.make.journey(number))
        for name in self.make.library:
            self.write(f"touchpoints/{name}", self.make.library_touchpoint())
        for number, name in enumerate(make_ids("viec", self.make.sizes.actions)):
            eased = [f"{self.make.journeys[(number * 10 + step) % len(self.make.journeys)]}/dau-1" for step in (0, 3)]
            self.write(f"actions/{name}", {**self.make.action(list(dict.fromkeys(eased))), "owner": self.make.team()})
        for name in self.make.goals:
            self.write(f"goals/{name}", self.make.goal())
        for number, name in enumerate(self.make.metrics):
            self.write(f"metrics/{name}", self.make.metric(number))
        for number, name in enumerate(make_ids("kich-ban", self.make.sizes.plays)):
            self.write(f"plays/{name}", self.make.play(number))
        self.observations()

    def write(self, name: str, fields: dict[str, Any]) -> None:
        """Write one YAML file below content/."""
        file = self.content / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document(fields), encoding="utf-8", newline="\n")

    def observations(self) -> None:
        """Write six months of figures for every metric, in total and for each store."""
        rows = ["metric,period,value,n,store,note"]
        for metric in self.make.metrics:
            for month in MONTHS:
                for store in ("", *(store[0] for store in phrases.STORES)):
                    value, n = self.make.chance.randint(20, 99), self.make.chance.randint(30, 900)
                    rows.append(f"{metric},{month},{value},{n},{store},Dữ liệu ví dụ")
        file = self.content / "observations" / "so-lieu.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


def generate(folder: Path, journeys: int, *, seed: int = 1) -> None:
    """Write a playbook of that many journeys to `folder`/content; the folder need not exist."""
    Writer(folder, Sizes(journeys), seed).all()


def main() -> None:
    """Read the command line and write the playbook."""
    parser = argparse.ArgumentParser(description="Write a playbook of generated content.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--journeys", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generate(options.folder, options.journeys, seed=options.seed)


if __name__ == "__main__":
    main()
