"""Jinja2 as our templates use it: one escape for all that is written, and calls without a context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.compiler import Frame
    from jinja2.nodes import Expr


class _Once(CodeGenerator):
    """Writes what `finalize` gives as it is: it gives HTML or raises, and Jinja would escape that to no effect."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"({finalize.src}")


class _Plain(Context):
    """Calls what templates call as it is; nothing of ours wants to be told the context."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- Jinja's own
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class PageEnvironment(Environment):
    """The environment of pages. Its `finalize` must give HTML, or raise."""

    code_generator_class = _Once
    context_class = _Plain
