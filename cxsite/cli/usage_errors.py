"""Usage errors in the form of click, in the reader's language."""

from __future__ import annotations

import click

from cxsite.cli.call import Call
from cxsite.i18n.error_messages import translate_message
from cxsite.problems import make_message


def wrong_usage(text: str, /, **values: object) -> click.UsageError:
    """Return a usage error; `text` is English with `{names}`, as in `Message`."""
    return click.UsageError(_translate(click.get_current_context(), text, values))


def bad_value(context: click.Context, parameter: click.Parameter, text: str, /) -> click.BadParameter:
    """Return the error of an invalid value of a parameter."""
    return click.BadParameter(_translate(context, text, {}), context, parameter)


def _translate(context: click.Context, text: str, values: dict[str, object]) -> str:
    call = context.find_object(Call) or Call()
    return translate_message(make_message(text, **values), call.language)
