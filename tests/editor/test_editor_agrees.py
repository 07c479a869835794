"""Editor and `cxsite validate` agree on what a schema can express: on a hundred files with one seeded mistake each."""

from __future__ import annotations

import copy
import random
from typing import TYPE_CHECKING, Any

import yaml
from full_examples import EXAMPLES, PATHS, with_modeline

from cxsite.authoring.schemas import MODELS
from cxsite.reading.validation import validate_record
from cxsite.reading.yaml_events import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from language_server import LanguageServer

    from cxsite.problems import Problem

pytest_plugins = ("editor_fixtures",)
MISTAKES = 100
SEED = 20261121
WRONG: tuple[Any, ...] = (
    "", 0, 7, -1, 2.5, 101, True, "Chữ Hoa", "x y", "idea", "no", "12:30", "2026-1-5", "3 tuần", [], ["a"], [None],
    {"k": "v"}, {}, "http:/sai", "   ", "con", None, [{}], {"lan": 9}, "x" * 65, "x" * 4001,
)  # fmt: skip


def test_they_agree_on_every_seeded_slip(editor: LanguageServer) -> None:
    files = {path: (kind, text) for path, kind, text in _slips()}
    assert len(files) == MISTAKES
    reported = editor.open_all([(path, with_modeline(kind, text)) for path, (kind, text) in files.items()])
    apart = {}
    for path, (kind, text) in files.items():
        expressible = [problem for problem in _validated(kind, text) if _is_expressible(problem)]
        if bool(reported[path]) != bool(expressible):
            apart[path] = (text, [one["message"] for one in reported[path]], [p.code for p in expressible])
    assert apart == {}, apart


def test_the_slips_are_of_many_sorts_and_some_are_none() -> None:
    found = [_validated(kind, text) for _, kind, text in _slips()]
    codes = {problem.code for problems in found for problem in problems}
    assert len(codes) >= 8
    assert 10 <= sum(not problems for problems in found) <= 50
    assert {kind for _, kind, _ in _slips()} == set(EXAMPLES)


def _validated(kind: str, text: str) -> list[Problem]:
    fields, problems = read_yaml(PATHS[kind], text)
    return problems + (validate_record(fields, MODELS[kind], "vi")[1] if fields is not None else [])


def _is_expressible(problem: Problem) -> bool:
    """Not so: days that no calendar has, `null` for a text, what only a reader of Markdown or of time zones sees."""
    return problem.code not in {"CX113", "CX114", "CX123"} and not (
        problem.code == "CX108" and not problem.values["exists"]
    )


def _slips() -> Iterator[tuple[str, str, str]]:
    """Path, kind and text of files with one mistake each; the same on every run."""
    chance = random.Random(SEED)  # noqa: S311 -- not for secrets
    kinds = list(EXAMPLES)
    for number in range(MISTAKES):
        kind = kinds[number % len(kinds)]
        values = _plain(EXAMPLES[kind])
        _slip(chance, values)
        path = f"{PATHS[kind].rpartition('/')[0]}/mistake-{number}.yml"
        yield path, kind, yaml.safe_dump(values, allow_unicode=True, sort_keys=False)


def _plain(text: str) -> Any:
    fields, _ = read_yaml("", text)
    return _copied(fields)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def _slip(chance: random.Random, values: Any) -> None:
    holder, key = chance.choice(list(_steps(values)))
    match chance.randrange(6):
        case 0 if isinstance(holder, dict):
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[f"{key}s"] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        case _:
            holder[key] = copy.deepcopy(chance.choice(WRONG))


def _steps(values: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(values) if isinstance(values, dict) else range(len(values)):
        yield values, key
        if isinstance(values[key], (dict, list)):
            yield from _steps(values[key])
