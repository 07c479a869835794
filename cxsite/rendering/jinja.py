"""The Jinja2 environment of our templates: one escape for all output, and faster calls and attribute access."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, optimizeconst
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import Call, Concat, Const, ExprStmt, Filter, Impossible, Name
from jinja2.runtime import Context, Macro, markup_join
from jinja2.utils import missing
from markupsafe import Markup

from cxsite.rendering.attributes import IN_ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.compiler import Frame, MacroRef
    from jinja2.nodes import Expr, Getattr, Template

_TEXTS: Final = {str}
_HTML: Final = partial(str.__new__, Markup)  # what Markup(…) does for a text, without the cost of its constructor


class _DirectCodeGenerator(CodeGenerator):
    """Generates the Python code of templates.

    The result of `finalize` is written unchanged: it is HTML already, and escaping it again has no effect. What
    templates call is called directly, because nothing of ours takes Jinja's context; what always gives the same result,
    such as `t("map.title")`, is called once, at compile time.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Jinja's own
        super().__init__(*args, **kwargs)
        self._given: list[str] = []  # variable names for the values of the expressions being written

    def _output_child_to_const(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        call = node.node if isinstance(node, Filter) and node.name == IN_ATTRIBUTE else node
        match call:
            case Call(node=Name(name=name), args=[Const(value=key)], kwargs=[], dyn_args=None, dyn_kwargs=None):
                if finalize.const is not None and self._is_from_context(name, frame):
                    return finalize.const(self._always(name, key))
        return super()._output_child_to_const(node, frame, finalize)

    def _is_from_context(self, name: str, frame: Frame) -> bool:
        """Return whether a name refers to the page's context, and not to a variable or macro of the template."""
        found = frame.symbols.find_ref(name)
        return found is not None and frame.symbols.find_load(found) == (VAR_LOAD_RESOLVE, name)

    def _always(self, name: str, key: object) -> object:
        try:
            return cast("PageEnvironment", self.environment).always[name](key)
        except KeyError:
            raise Impossible from None

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_pre(node, frame, finalize)
            return
        self._given.append(given := self.temporary_identifier())
        self.write(f"({given} if type({given} := (")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_post(node, frame, finalize)
            return
        given = self._given.pop()
        self.write(f")) is Markup else {finalize.src}{given}))")

    @optimizeconst
    def visit_Call(  # noqa: N802 -- Jinja's own
        self,
        node: Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 -- the same
    ) -> None:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    @optimizeconst
    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 -- Jinja's own
        """Read the attribute directly, and fall back to Jinja's slower lookup only if there is no such attribute."""
        found, owner = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr(({owner} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({owner}, {node.attr!r}))")

    @optimizeconst
    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 -- Jinja's own
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")  # Jinja has no option for the class of macros
        super().macro_def(macro_ref, frame)


class _FastMacro(Macro):
    """A macro with a fast path for calls with exactly its positional arguments."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- Jinja's own
        lacking = self._argument_count - len(args)
        if kwargs or lacking < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        if lacking:
            args += (missing,) * lacking
        return _HTML(self._func(*args))  # safe: each expression in it was escaped when it was written


class _PlainContext(Context):
    """Calls what templates call directly, without passing a context."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- Jinja's own
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


def _join(parts: tuple[Any, ...]) -> str:
    """Return the result of `~`, with a fast path if all parts are texts."""
    return "".join(parts) if set(map(type, parts)) == _TEXTS else markup_join(parts)


class PageEnvironment(Environment):
    """The Jinja environment of pages. Its `finalize` must return HTML or raise.

    `always` maps names to values that are the same on every page, and to functions that depend on their key alone.
    """

    always: Mapping[str, Callable[[Any], object]] = MappingProxyType({})
    code_generator_class = _DirectCodeGenerator
    context_class = _PlainContext
    Macro = _FastMacro
    joined = staticmethod(_join)

    def _generate(self, source: Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:  # noqa: FBT001, FBT002 -- Jinja's own
        """Look up a template's context once at its start, not in each macro and each iteration of a loop."""
        reported = sorted(find_undeclared_variables(source))
        source.body[:0] = (ExprStmt(Name(one, "load", lineno=1), lineno=1) for one in reported)
        return super()._generate(source, name, filename, defer_init)
