"""How long validating takes against only loading the same files with PyYAML's CSafeLoader, side by side in one run.

    python bench/validate.py --journeys 1000 --rounds 5

Both keep what they have read, as a validator must. Printed are medians of processor seconds and their ratios.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import yaml
from generate import generate

from cxsite.reading import read
from cxsite.reading.garbage_collection import collect_everything, collector_paused
from cxsite.rules import check_content

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 20)


def loading(folder: Path) -> object:
    return {file: yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in folder.glob("content/**/*.yml")}


def reading(folder: Path) -> object:
    return read(folder, today=TODAY)


def validating(folder: Path) -> object:
    with collector_paused():  # as the command does
        content, problems = read(folder, today=TODAY)
        return content, [*problems, *check_content(content)]


def seconds(work: Callable[[Path], object], folder: Path) -> float:
    """Give the processor time of one piece of work, what it made being cleared away after the clock has stopped."""
    collect_everything()
    start = time.process_time()
    made = work(folder)
    took = time.process_time() - start
    del made
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description="Time validating against loading.")
    parser.add_argument("--journeys", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="a playbook that is there already")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        if not options.folder:
            generate(folder, options.journeys)
        works = (loading, reading, validating)
        rounds = [[seconds(work, folder) for work in works] for _ in range(options.rounds)]
    base = median(one[0] for one in rounds)
    for number, work in enumerate(works):
        took = median(one[number] for one in rounds)
        print(f"{work.__name__:<12}{took:8.2f} s{took / base:8.2f}")


if __name__ == "__main__":
    main()
