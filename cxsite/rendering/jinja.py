"""Jinja2 as our templates use it: one escape for all that is written, and calls and attributes without detours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, optimizeconst
from jinja2.runtime import Context, Macro
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.compiler import Frame, MacroRef
    from jinja2.nodes import Call, Expr, Getattr


class _Direct(CodeGenerator):
    """Writes what templates compile to.

    What `finalize` gives stands as it is: it gives HTML or raises, and Jinja would escape that to no effect. What
    templates call is called as it is, for nothing of ours wants to be told the context.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"({finalize.src}")

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
        """An attribute first, as Jinja looks for it, without a call of Python's; only then what else it may be."""
        found, owner = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr(({owner} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({owner}, {node.attr!r}))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")  # its own class of macros
        super().macro_def(macro_ref, frame)


class _QuickMacro(Macro):
    """A macro that is quick where it is given just what it asks for."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- Jinja's own
        if kwargs or len(args) != self._argument_count or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args))  # noqa: S704 -- each expression in it was written as HTML


class _Plain(Context):
    """Calls what templates call as it is."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- Jinja's own
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class PageEnvironment(Environment):
    """The environment of pages. Its `finalize` must give HTML, or raise."""

    code_generator_class = _Direct
    context_class = _Plain
    Macro = _QuickMacro
