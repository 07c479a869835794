"""Write the skeleton of a rule, a page or a command: its files, its line in the registry, its texts, its test.

The result is complete and passes all checks. `tools/new` runs it.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
from bisect import bisect
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT: Final = Path(__file__).resolve().parents[1]
SKELETONS: Final = ROOT / "tools/skeletons"
RULES: Final = ROOT / "cxsite/rules/__init__.py"
PAGES: Final = ROOT / "cxsite/pages/__init__.py"
COMMANDS: Final = ROOT / "cxsite/cli/group.py"
CATALOGUES: Final = ROOT / "cxsite/i18n"
LANGUAGES: Final = ("vi", "en")
NAME: Final = re.compile(r"[a-z]+(-[a-z]+)*")
CHANGED: Final[list[Path]] = []
"""The files written so far."""
TABLE: Final = re.compile(r"^\[(CX\d{3})(?:\.|\])", re.MULTILINE)


def main() -> None:
    """Write what the command line requests, and list the files."""
    options = parse_options()
    WRITERS[options.kind](options)
    for path in sorted({path.relative_to(ROOT).as_posix() for path in CHANGED}):
        print(f"  {path}")  # noqa: T201 -- what the tool is for


def parse_options() -> argparse.Namespace:
    """Parse the kind, the name and, for a rule, its module and level."""
    parser = argparse.ArgumentParser(prog="tools/new", description=__doc__)
    parser.add_argument("kind", choices=WRITERS, help="what to begin")
    parser.add_argument("name", help="its name, in lower case with hyphens: empty-quote")
    parser.add_argument(
        "--module", default="completeness", help="for a rule: the module of cxsite/rules/ it belongs to"
    )
    parser.add_argument("--level", default="warning", choices=("error", "warning", "note"), help="for a rule")
    options = parser.parse_args()
    if not NAME.fullmatch(options.name):
        parser.error(f"{options.name!r} is not a name in lower case with hyphens, such as empty-quote")
    if options.kind == "rule" and not (RULES.parent / f"{options.module}.py").is_file():
        parser.error(f"there is no module cxsite/rules/{options.module}.py")
    if any(path.exists() for path in new_files(options)):
        parser.error(f"{options.kind} {options.name} exists already")
    options.function = options.name.replace("-", "_")
    options.title = options.name.replace("-", " ").capitalize()
    return options


def new_files(options: argparse.Namespace) -> tuple[Path, ...]:
    """Return the files that must not exist yet."""
    function = options.name.replace("-", "_")
    return {
        "rule": (ROOT / f"tests/rules/test_{function}.py", ROOT / f"tests/mistakes/cases/{options.name}"),
        "page": (ROOT / f"cxsite/pages/{function}.py", ROOT / f"templates/{options.name}.html"),
        "command": (ROOT / f"cxsite/cli/{function}.py",),
    }[options.kind]


def write_rule(options: argparse.Namespace) -> None:
    """Write a function with its manual page, an entry in `RULES`, texts in both languages, a test and a golden pair."""
    options.code = choose_code(options.module)
    options.LEVEL = options.level.upper()
    append(RULES.parent / f"{options.module}.py", fill("rule.py", options))
    insert_rule(RULES, fill("rule_entry.py", options))
    for language in LANGUAGES:
        insert_table(CATALOGUES / language / "rules.toml", options.code, fill(f"rule_texts.{language}.toml", options))
    options.mark = mark_of(manual_text(fill("rule.py", options)))
    insert_table(CATALOGUES / "vi/manual.toml", options.code, fill("rule_manual.vi.toml", options))
    write(ROOT / f"tests/rules/test_{options.function}.py", fill("rule_test.py", options))
    write(ROOT / f"tests/mistakes/cases/{options.name}/content/personas/lan.yml", fill("rule_mistake.yml", options))
    append(ROOT / "tests/mistakes/places.csv", fill("rule_place.csv", options))
    golden = (f"mistakes/{options.name}.{language}.txt" for language in LANGUAGES)
    update_golden(golden, "tests/mistakes/test_mistakes.py", "-k", f"[{options.name}")
    write_reference("docs/rules", "-m", "cxsite", "--language", "{language}", "rules", "--format", "markdown")


def choose_code(module: str) -> str:
    """Return the first free code after those of the module, or after those of the module's first rules."""
    of_module = re.findall(rf'Rule\("(CX\d+)".* {module}\.', read(RULES))
    if not of_module:
        sys.exit(f"cxsite/rules/__init__.py has no rule of {module} yet; add its first one by hand.")
    texts = (read(CATALOGUES / "en" / name) for name in ("rules.toml", "problems.toml"))
    used = {code for text in texts for code in TABLE.findall(text)}
    return next(code for n in range(int(of_module[-1][2:]) + 1, 1000) if (code := f"CX{n}") not in used)


def write_page(options: argparse.Namespace) -> None:
    """Write a plan with its context, a template, an entry in `KINDS`, texts, menu entries and a test."""
    write(ROOT / f"cxsite/pages/{options.function}.py", fill("page.py", options))
    write(ROOT / f"templates/{options.name}.html", fill("page.html", options))
    insert_import(PAGES, f"from cxsite.pages.{options.function} import {options.function}_page\n")
    insert_before(PAGES, "    hand_pages,\n", f"    {options.function}_page,\n")
    for language in LANGUAGES:
        append(CATALOGUES / language / "interface.toml", "\n" + fill(f"page_texts.{language}.toml", options))
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        insert_after(ROOT / config, r"  - .*: reading\.md\n", f"  - {options.title}: {options.name}.md\n")
    write(ROOT / f"tests/pages/test_{options.function}.py", fill("page_test.py", options))
    update_golden([f"pages/{options.name}.md"], f"tests/pages/test_{options.function}.py")


def write_command(options: argparse.Namespace) -> None:
    """Write a command, an entry in `COMMANDS`, its help and texts in both languages, and a test."""
    write(ROOT / f"cxsite/cli/{options.function}.py", fill("command.py", options))
    insert_before(COMMANDS, '    "doctor":', f'    "{options.name}": "cxsite.cli.{options.function}",\n')
    options.mark = mark_of(help_text(fill("command.py", options)))
    append(CATALOGUES / "vi/help.toml", "\n" + fill("command_help.vi.toml", options))
    for language in LANGUAGES:
        append(CATALOGUES / language / "commands.toml", "\n" + fill(f"command_texts.{language}.toml", options))
    write(ROOT / f"tests/cli/test_{options.function}.py", fill("command_test.py", options))
    write_reference("docs/commands", "tools/command_reference.py", "{language}")


WRITERS: Final[dict[str, Callable[[argparse.Namespace], None]]] = {
    "rule": write_rule,
    "page": write_page,
    "command": write_command,
}


def mark_of(english: str) -> str:
    """Return the mark with which a translation names its English text."""
    return hashlib.sha256(" ".join(english.split()).encode()).hexdigest()[:8]


def fill(skeleton: str, options: argparse.Namespace) -> str:
    """Fill in `$name` and similar placeholders of a skeleton."""
    return Template(read(SKELETONS / f"{skeleton}.txt")).substitute(vars(options))


def manual_text(function: str) -> str:
    """Return summary and reason of a rule's docstring, before its examples."""
    docstring = function.split('"""')[1]
    return docstring.partition("Bad (")[0]


def help_text(command: str) -> str:
    """Return help and short help of a command's source, as one text."""
    short = command.split('short_help="')[1].partition('"')[0]
    return command.split('"""')[3] + " " + short


def read(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text(encoding="utf-8")


def write(file: Path, text: str) -> None:
    """Write a file of the repository, and create missing folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    CHANGED.append(file)


def append(file: Path, text: str) -> None:
    """Append the text to a file."""
    write(file, read(file).rstrip("\n") + "\n" + text)


def insert_before(file: Path, line: str, text: str) -> None:
    """Insert the text before the first line with this beginning."""
    before, found, after = read(file).partition(line)
    assert found, f"{file}: {line!r}"  # noqa: S101 -- the tool follows the code, a test runs it
    write(file, before + text + found + after)


def insert_after(file: Path, pattern: str, text: str) -> None:
    """Insert the text after the first match."""
    write(file, re.sub(f"({pattern})", lambda found: found[0] + text, read(file), count=1))


def insert_import(file: Path, line: str) -> None:
    """Insert an import among those of the package, in alphabetical order."""
    lines = read(file).splitlines(keepends=True)
    package = line.split()[1].rpartition(".")[0]
    of_package = [number for number, one in enumerate(lines) if one.startswith(f"from {package}.")]
    place = next((number for number in of_package if lines[number] > line), of_package[-1] + 1)
    lines.insert(place, line)
    write(file, "".join(lines))


def insert_rule(file: Path, line: str) -> None:
    """Insert a rule into the tuple `RULES`, in the order of codes."""
    lines = read(file).splitlines(keepends=True)
    first = next(number for number, one in enumerate(lines) if one.startswith("RULES: Final")) + 1
    last = next(number for number in range(first, len(lines)) if lines[number].startswith(")"))
    lines.insert(first + bisect(lines[first:last], line), line)
    write(file, "".join(lines))


def insert_table(file: Path, code: str, text: str) -> None:
    """Insert a table of a catalogue before the first one with a higher code."""
    whole = read(file)
    later = next((found.start() for found in TABLE.finditer(whole) if found[1] > code), None)
    if later is None:
        append(file, "\n" + text)
    else:
        write(file, whole[:later] + text + "\n" + whole[later:])


def update_golden(files: Iterable[str], *arguments: str) -> None:
    """Update these golden files by running their tests."""
    CHANGED.extend(ROOT / "tests/golden" / file for file in files)
    run("-m", "pytest", "-q", "-p", "no:cacheprovider", "--update-golden", *arguments)


def write_reference(page: str, *command: str) -> None:
    """Write a reference page in each language, as `make docs` does."""
    for language in LANGUAGES:
        suffix = ".vi" if language == "vi" else ""
        write(ROOT / f"{page}{suffix}.md", run(*(part.format(language=language) for part in command)))


def run(*arguments: str) -> str:
    """Run a Python program of the repository and return its output; exit with its error if it fails."""
    done = subprocess.run(  # noqa: S603 -- our own programs
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
