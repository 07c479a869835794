"""Components return HTML in which no unescaped text can be: their code is checked, then what they write."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from long_journey import write_playbook
from planned_pages import RICH
from small_playbook import playbook
from small_site import AS_OF, ROOT, TEMPLATES

import cxsite.rendering.components
from cxsite.i18n.catalogue import Translator
from cxsite.pages import plan_pages
from cxsite.pages.page_plan import PagePlan
from cxsite.reading import read
from cxsite.rendering import render_pages
from cxsite.rendering.components import COMPONENTS
from cxsite.rendering.sections import separate_boxes, strip_blank_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from cxsite.model.content import Content

PACKAGE = Path(cxsite.rendering.components.__file__).parent
DEFINITIONS = "html.py"
"""The module that turns texts into HTML. All others are checked to use nothing else."""
SAFE_TYPES = frozenset({"Html"})
TOOLS = "PageTools"
LABELS = "labels"
_Function: TypeAlias = ast.FunctionDef


class Checker:
    """Finds every value in the HTML of one module that is not HTML by its type."""

    def __init__(self, source: str, module: ModuleType) -> None:
        self.tree, self.module = ast.parse(source), module
        self.constants = {
            target.id
            for node in self.tree.body
            if isinstance(node, (ast.Assign, ast.AnnAssign))
            and node.value is not None
            and self._is_html(node.value, {})
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }

    def faults(self) -> Iterator[str]:
        """Yield the line and the code of each unsafe value."""
        for function in ast.walk(self.tree):
            if isinstance(function, _Function):
                names = self._names(function)
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and _called(call) == "Html":
                        yield from self._faults_in(call.args[0], names)

    def _faults_in(self, html: ast.expr, names: dict[str, list[ast.expr]]) -> Iterator[str]:
        if not self._is_literal(html, names):
            yield f"{html.lineno}: {ast.unparse(html)}"

    def _is_literal(self, html: ast.expr, names: dict[str, list[ast.expr]]) -> bool:
        """Whether this is a text of the code, in which every value is HTML."""
        if isinstance(html, ast.Constant):
            return isinstance(html.value, str)
        return isinstance(html, ast.JoinedStr) and all(
            isinstance(part, ast.Constant)
            or (isinstance(part, ast.FormattedValue) and not part.format_spec and self._is_html(part.value, names))
            for part in html.values
        )

    def _is_html(self, value: ast.expr, names: dict[str, list[ast.expr]]) -> bool:
        if isinstance(value, ast.IfExp):
            return self._is_html(value.body, names) and self._is_html(value.orelse, names)
        if isinstance(value, ast.Subscript):
            return self._is_labels(value.value, names)
        if isinstance(value, ast.Name):
            if value.id in names:
                return all(self._is_html(one, {**names, value.id: []}) for one in names[value.id])
            return value.id in getattr(self, "constants", ()) or getattr(self.module, value.id, None) == ""
        return isinstance(value, ast.Call) and self._returns_html(value, names)

    def _is_labels(self, value: ast.expr, names: dict[str, list[ast.expr]]) -> bool:
        if isinstance(value, ast.Attribute):
            return value.attr == LABELS
        return isinstance(value, ast.Name) and all(self._is_labels(one, names) for one in names.get(value.id, [value]))

    def _returns_html(self, call: ast.Call, names: dict[str, list[ast.expr]]) -> bool:
        called = call.func
        if _called(call) == "Html":
            return self._is_literal(call.args[0], names)
        if isinstance(called, ast.Name):
            found = getattr(self.module, called.id, None)
        elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            owner = called.value.id
            home = importlib.import_module("cxsite.rendering.components.page_tools")
            found = getattr(
                getattr(home, TOOLS) if owner in {"page", "self"} else getattr(self.module, owner, None),
                called.attr,
                None,
            )
        else:
            return False
        return getattr(found, "__annotations__", {}).get("return") in SAFE_TYPES

    def _names(self, function: _Function) -> dict[str, list[ast.expr]]:
        """What each name of a function is bound to; a parameter or loop variable is safe only if annotated as HTML."""
        unsafe, found = ast.Constant(None), dict[str, list[ast.expr]]()
        for argument in ast.walk(function.args):
            if isinstance(argument, ast.arg):
                kind = ast.unparse(argument.annotation) if argument.annotation else ""
                found[argument.arg] = [] if kind in SAFE_TYPES else [unsafe]
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    _bind(target, node.value, found, unsafe)
            elif isinstance(node, (ast.NamedExpr, ast.AnnAssign)) and isinstance(node.target, ast.Name):
                found.setdefault(node.target.id, []).append(node.value or unsafe)
            elif isinstance(node, (ast.For, ast.comprehension)):
                _bind(node.target, unsafe, found, unsafe)
        return found


def _bind(target: ast.expr, value: ast.expr, found: dict[str, list[ast.expr]], unsafe: ast.expr) -> None:
    if isinstance(target, ast.Name):
        found.setdefault(target.id, []).append(value)
    elif isinstance(target, ast.Tuple):
        values = value.elts if isinstance(value, ast.Tuple) else [unsafe] * len(target.elts)
        for one, bound in zip(target.elts, values, strict=True):
            _bind(one, bound, found, unsafe)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def faults_in(path: Path) -> list[str]:
    module = importlib.import_module(f"cxsite.rendering.components.{path.stem}")
    return list(Checker(path.read_text("utf-8"), module).faults())


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_every_value_in_the_html_of_components_is_html(path: Path) -> None:
    if path.name != DEFINITIONS:
        assert faults_in(path) == []


@pytest.mark.parametrize(
    "code",
    [
        'def one(page: PageTools, name: str) -> Html:\n    return Html(f"<b>{name}</b>")',
        "def one(page: PageTools, name: str) -> Html:\n    return Html(name)",
        'def one(page: PageTools, name: str) -> Html:\n    return Html("<b>" + name)',
        'def one(page: PageTools, a: str) -> Html:\n    words = text(a)\n    words = a\n    return Html(f"{words}")',
        'def one(page: PageTools, all: list[str]) -> Html:\n    return join([Html(f"<li>{x}</li>") for x in all])',
        'def one(page: PageTools, name: str) -> Html:\n    return Html(f"{page.words(name)}")',
        'def one(page: PageTools, names: dict[str, str]) -> Html:\n    return Html(f"{names[0]}{text(name)}")',
        'def one(page: PageTools, name: str) -> Html:\n    return Html(f"{text(name) if name else name}")',
        'def one(page: PageTools, name: str) -> Html:\n    return Html(f"{text(name)!s:>{name}}")',
    ],
)
def test_a_text_that_is_not_escaped_is_found(code: str) -> None:
    badges = importlib.import_module("cxsite.rendering.components.links")
    assert len(list(Checker(code, badges).faults())) == 1


def test_an_escaped_text_is_accepted() -> None:
    code = (
        'def one(page: PageTools, x: str) -> Html:\n    y = text(x) if x else NOTHING\n    return Html(f"<b>{y}</b>")'
    )
    assert list(Checker(code, importlib.import_module("cxsite.rendering.components.links")).faults()) == []


def test_components_have_names_of_their_own() -> None:
    home = {path.stem for path in PACKAGE.glob("*.py")}
    assert all(function.__module__.rpartition(".")[2] in home for function in COMPONENTS.values())
    assert all(function.__doc__ and function.__annotations__["return"] == "Html" for function in COMPONENTS.values())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["long", "rich"])
def test_components_return_html_that_needs_no_further_pass(tmp_path: Path, kind: str) -> None:
    """A section that is one component is not searched for boxes that touch: nothing must be left to do."""
    if kind == "long":
        write_playbook(tmp_path, (3, 9, 2, 6))
        content = read(tmp_path, today=AS_OF)[0]
    else:
        content = playbook(tmp_path, RICH)[0]
    words = Translator("vi")
    sections = [one for page in render_pages(plan_pages(content, words), content, words) for one in page.sections]
    assert len(sections) > 40
    assert [one.id for one in sections if one.html != separate_boxes(strip_blank_lines(one.html))] == []


def document_row(name: str) -> str:
    """The row of a component in docs/components.md: its name, what a template passes to it, and what it shows."""
    component = COMPONENTS[name]
    passed = []
    for one in list(inspect.signature(component).parameters.values())[1:]:
        is_named, has_default = one.kind is one.KEYWORD_ONLY, one.default is not one.empty
        default = f"={one.default!r}" if has_default else "=…" if is_named else ""
        passed.append(f"{one.name}{default}")
    shown = (inspect.getdoc(component) or "").splitlines()[0].removeprefix("Return ").rstrip(".")
    return f"| `{name}({', '.join(passed)})` | {shown} |"


def rows_of(page: str) -> list[str]:
    """The rows of the table of components in a page of the documentation."""
    return [line for line in (ROOT / "docs" / page).read_text("utf-8").splitlines() if line.startswith("| `")]


def test_every_component_is_documented_for_teams() -> None:
    rows = rows_of("components.md")
    assert rows == [document_row(name) for name in sorted(COMPONENTS)]
    in_vietnamese = [row.partition("` |")[0] for row in rows_of("components.vi.md")]
    assert in_vietnamese == [row.partition("` |")[0] for row in rows]


def test_templates_look_nothing_up_in_the_content() -> None:
    former = {"pieces.html", "badges.html"}
    looked_up = {
        f"{path.name}: {found}"
        for path in TEMPLATES.rglob("*.html")
        if path.name not in former
        for found in re.findall(r"\bat\(|\bcontent\.|\bnames\.of\(|\blinks\.", path.read_text("utf-8"))
    }
    assert looked_up == set()


def own_page(tmp_path: Path, content: Content, body: str, **context: object) -> str:
    """Render a template that a team wrote for itself."""
    (tmp_path / "templates").mkdir(exist_ok=True)
    template = f'{{% call section(1, "x", "top") %}}{body}{{% endcall %}}'
    (tmp_path / "templates" / "own.html").write_text(template, encoding="utf-8")
    plan = PagePlan(path="own", kind="own", title="x", context=context)
    return render_pages((plan,), content, Translator("vi"), project=tmp_path)[0].sections[0].html


def test_a_team_calls_components_by_name(tmp_path: Path) -> None:
    content = playbook(tmp_path, RICH)[0]
    shown = own_page(
        tmp_path, content, '{{ link(links.to("persona", "lan")) }} {{ chip(links.to("persona", name)) }}', name="<i>"
    )
    assert '<a href="personas/lan.html">Lan</a> <span class="cx-chip">&#60;i&#62;</span>' in shown


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ('p.chip("persona", "lan")', 'chip(links.to("persona", "lan"))'),
        ('p.owner("ban-hang")', 'owner_chip(links.to_owner("ban-hang"))'),
        ("p.owner(none)", "owner_chip(none)"),
        ("p.journey_link(journey)", "journey_link(journey)"),
        ("p.feeling(3, faces)", "emotion_badge(3)"),
        ('p.bar(40, "40%", 50)', 'bar(40, "40%", 50)'),
        ('p.empty("play")', 'empty_note("play")'),
        ("p.latest(figures.nps)", "latest_figure(figures.nps)"),
        ('badge.link("journey", journey.id, journey.title)', 'link(links.to("journey", journey.id))'),
        ("badge.people(journey.personas)", 'links_as_phrase(links.to_each("persona", journey.personas))'),
        ("badge.state(journey.state)", "state_badge(journey.state)"),
    ],
)
def test_templates_that_teams_wrote_for_the_former_macros_still_work(tmp_path: Path, former: str, now: str) -> None:
    content = playbook(tmp_path, RICH)[0]
    imports = (
        '{% import "partials/pieces.html" as p with context %}{% import "partials/badges.html" as badge with context %}'
    )
    journey = content.journeys["mua"]
    before = own_page(tmp_path, content, f"{imports}{{{{ {former} }}}}", journey=journey)
    assert before == own_page(tmp_path, content, f"{{{{ {now} }}}}", journey=journey)
    assert "<" in before


def test_the_body_of_a_section_is_escaped_unless_it_is_html(tmp_path: Path) -> None:
    content = playbook(tmp_path, RICH)[0]
    (tmp_path / "templates").mkdir()
    template = '{{ section(1, "x", "top", body=plain) }}'
    (tmp_path / "templates" / "own.html").write_text(template, encoding="utf-8")
    plan = PagePlan(path="own", kind="own", title="x", context={"plain": "<b>"})
    assert render_pages((plan,), content, Translator("vi"), project=tmp_path)[0].sections[0].html == (
        '<div class="cx">\n&#60;b&#62;\n</div>'
    )
