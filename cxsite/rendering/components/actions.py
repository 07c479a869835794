"""Improvement actions: links, status, due date, tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cxsite.rendering.components.badges import status_badge
from cxsite.rendering.components.html import NOTHING, Html, attribute, join, text
from cxsite.rendering.components.links import owner_chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxsite.measurement.effect import ActionEffect
    from cxsite.pages.action_views import ActionView
    from cxsite.pages.figure_comparisons import ActionOutcome
    from cxsite.rendering.components.page_tools import PageTools


def action_link(page: PageTools, action: ActionView) -> Html:
    """Return the link to an action."""
    return page.link(action.link)


def action_status(page: PageTools, action: ActionView) -> Html:
    """Return how late an action is, or its status if it is on time."""
    if not action.days_late:
        return status_badge(page, action.action.status)
    late = page.say("actions.late", n=action.days_late)
    return Html(f'<span class="cx-tag cx-tag-late"><span aria-hidden="true">!</span> {late}</span>')


def action_due(page: PageTools, action: ActionView) -> Html:
    """Return when an action was done, or when it is due."""
    work = action.action
    if work.status == "done" and work.done:
        return page.say("actions.done-on", day=page.words.day(work.done))
    if work.due:
        return page.say("actions.due-on", day=page.words.day(work.due))
    return Html(f'<span class="cx-missing">{page.labels["actions.no-due"]}</span>')


def action_addresses(page: PageTools, action: ActionView) -> Html:
    """Return the list of pain points and opportunities that an action addresses."""
    if not action.addresses:
        return Html(f'<span class="cx-missing">{page.labels["actions.addresses-nothing"]}</span>')
    rows = [
        Html(f'<li><span class="cx-what">{page.labels["what." + one.kind]}</span> {page.link(one.link)}</li>\n')
        for one in action.addresses
    ]
    return Html(f'<ul class="cx-plain">{join(rows)}</ul>')


def action_effect(page: PageTools, action: ActionView) -> Html:
    """Return the metric that an action should change, and by how much."""
    if action.metric is None:
        return Html(f'<span class="cx-missing">{page.labels["actions.no-metric"]}</span>')
    expected = Html(f' <strong class="cx-expected">{text(action.expected)}</strong>') if action.expected else NOTHING
    return Html(f"{page.link(action.metric)}{expected}")


def action_ticket(action: ActionView) -> Html:
    """Return the link to an action's ticket in the team's tracker; its key alone if its address is not known."""
    if action.ticket is None:
        return NOTHING
    name, address = action.ticket
    if address is None:
        return Html(f'<span class="cx-ticket-key">{text(name)}</span>')
    return Html(f'<a class="cx-ticket-key" href="{attribute(address)}" rel="noopener">{text(name)}</a>')


def action_card(page: PageTools, action: ActionView) -> Html:
    """Return everything about an action of a journey."""
    label, work = page.labels, action.action
    kind = Html(f'<span class="cx-aside">{label["kind." + work.kind]}</span>') if work.kind else NOTHING
    description = Html(f"{page.markdown(work.text)}\n") if work.text else NOTHING
    result = NOTHING
    if work.result:
        shown = text(work.result)
        result = Html(f'<div class="cx-fact-wide"><dt>{label["journey.result"]}</dt>\n<dd>{shown}</dd>\n</div>\n')
    facts = (
        ("journey.owner", owner_chip(page, action.owner)),
        ("journey.due", action_due(page, action)),
        ("journey.effect", action_effect(page, action)),
        ("actions.addresses", action_addresses(page, action)),
        ("actions.ticket", action_ticket(action)),
    )
    rows = [_fact(label[key], fact) for key, fact in facts if fact]
    return Html(
        f'<p>{action_status(page, action)} {kind}</p>\n{description}<dl class="cx-facts">\n{join(rows)}{result}</dl>'
    )


def folded_action(page: PageTools, action: ActionView) -> Html:
    """Return an action of a journey folded under its title and its status."""
    title = Html(f"<strong>{text(action.action.title)}</strong> {action_status(page, action)}")
    return Html(f"<details>\n<summary>{title}</summary>\n{action_card(page, action)}\n</details>")


def _fact(name: Html, fact: Html) -> Html:
    return Html(f"<div><dt>{name}</dt>\n<dd>{fact}</dd>\n</div>\n")


def action_list(page: PageTools, actions: Sequence[ActionView]) -> Html:
    """Return actions with their status, one below the other."""
    return join([Html(f"<li>{action_link(page, one)} {action_status(page, one)}</li>\n") for one in actions])


def action_table(page: PageTools, actions: Sequence[ActionView], caption: str, *, with_owner: bool = True) -> Html:
    """Return a table of actions with everything that matters about each; the caption is for screen readers."""
    label = page.labels
    owner_head = Html(f'<th scope="col">{label["actions.owner"]}</th>\n') if with_owner else NOTHING
    rows = [_action_row(page, one, with_owner=with_owner) for one in actions]
    return Html(
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{attribute(caption)}">'
        f'<table class="cx-table cx-works"><caption class="cx-hidden">{text(caption)}</caption>\n'
        f'<thead><tr><th scope="col">{label["actions.action"]}</th>\n<th scope="col">{label["actions.status"]}</th>\n'
        f'{owner_head}<th scope="col">{label["actions.due"]}</th>\n<th scope="col">{label["actions.addresses"]}</th>\n'
        f'<th scope="col">{label["actions.moves"]}</th>\n</tr></thead>\n<tbody>\n{join(rows)}</tbody></table></div>'
    )


def _action_row(page: PageTools, action: ActionView, *, with_owner: bool) -> Html:
    owner = Html(f"<td>{owner_chip(page, action.owner)}</td>\n") if with_owner else NOTHING
    ticket = _aside(action_ticket(action))
    return Html(
        f'<tr><th scope="row">{action_link(page, action)}{ticket}</th>\n<td>{action_status(page, action)}</td>\n{owner}'
        f"<td>{action_due(page, action)}</td>\n<td>{action_addresses(page, action)}</td>\n"
        f"<td>{action_effect(page, action)}</td>\n</tr>\n"
    )


def _aside(html: Html) -> Html:
    return Html(f" {html}") if html else NOTHING


def outcome_table(page: PageTools, outcomes: Sequence[ActionOutcome]) -> Html:
    """Return a table of finished actions with their metric before and after."""
    label = page.labels
    heads = ("actions.action", "terms.metric.word", "effect.before", "effect.after", "effect.change", "effect.meaning")
    columns = page.column_heads(heads)
    title, rows = label["effect.title"], join([_outcome_row(page, one) for one in outcomes])
    return Html(
        f"<p>{label['effect.caution']}</p>\n"
        f'<div class="cx-scroll" tabindex="0" role="region" aria-label="{title}"><table class="cx-table">'
        f'<caption class="cx-hidden">{title}</caption>\n<thead><tr>{columns}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table></div>"
    )


def _outcome_row(page: PageTools, outcome: ActionOutcome) -> Html:
    action, effect, figures = outcome.action, outcome.effect, page.figures
    value, span = partial(figures.value, effect.metric), figures.span
    expected = page.say("effect.expected", expected=action.expected)
    aside = Html(f' <span class="cx-aside">{expected}</span>') if action.expected else NOTHING
    return Html(
        f'<tr><th scope="row">{action_link(page, action)} '
        f'<span class="cx-aside">{action_due(page, action)}</span></th>\n<td>{page.link(outcome.metric)}</td>\n'
        f'<td>{text(value(effect.before.value))} <span class="cx-aside">{text(span(effect.before))}</span></td>\n'
        f'<td>{text(value(effect.after.value))} <span class="cx-aside">{text(span(effect.after))}</span></td>\n'
        f"<td>{text(figures.difference(effect.metric, effect.change))}{aside}</td>\n"
        f"<td>{_meaning(page, effect)}</td>\n</tr>\n"
    )


def _meaning(page: PageTools, effect: ActionEffect) -> Html:
    """Return what the difference means, where it was measured, and what else was done for the metric then."""
    where, others = page.figures.where(effect.where), NOTHING
    place = page.say("effect.wider", where=where) if effect.is_wider else text(where)
    if effect.others:
        shown = page.say("effect.others", actions="; ".join(effect.others))
        others = Html(f' <span class="cx-aside">{shown}</span>')
    word = page.labels[f"effect.{effect.change.direction}"]
    return Html(f'{word} <span class="cx-aside">{place}</span>{others}')
