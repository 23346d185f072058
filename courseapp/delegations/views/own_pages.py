"""What a delegation's own pages show, and what its link opens at all."""

from flask import render_template

from courseapp.accounts.current import reader_zone
from courseapp.asking.links import end_of_present_link, link_is_over
from courseapp.asking.pages import Refused, ended_page, unknown_page
from courseapp.asking.rules import Party
from courseapp.core.errors import NotFound
from courseapp.core.request import now, session
from courseapp.delegations import letters
from courseapp.delegations.forms import AnswerForm, PersonForm
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.naming import may_name
from courseapp.delegations.papers import papers_of
from courseapp.delegations.queries import delegation_with_token
from courseapp.delegations.rules import ON_LIST, STEPS, DelegateState, DelegationAction
from courseapp.delegations.words import STATE_LABELS, STATUS_LABELS
from courseapp.events.contacts import contact_for
from courseapp.events.lists.rows import place_of
from courseapp.events.published.reading import programme_for, zones_to_choose
from courseapp.events.rules import EventStatus
from courseapp.events.words import dates_of


def opened(token: str) -> Delegation | Refused:
    """Return what the link opens, or the page that says why it opens nothing."""
    found = delegation_with_token(session(), token)
    if found is None:
        return unknown_page()
    if link_is_over(found, found.event, now()):
        return ended_page(session(), found.event)
    return found


def opened_to_act(token: str) -> Delegation:
    """Return what the link opens. Raises NotFound where it opens nothing any more."""
    found = delegation_with_token(session(), token)
    if found is None or link_is_over(found, found.event, now()):
        raise NotFound
    return found


def home(found: Delegation, token: str, form: AnswerForm, person_form: PersonForm) -> str:
    """Return its first page: what is asked, who comes, the programme, the papers."""
    event, can = found.event, STEPS.open_to(found.status, Party.ASKED)
    alive = event.status is not EventStatus.CANCELLED
    home_path = letters.path_of(token)
    return render_template(
        "delegations/home.html",
        **_about(found, token),
        form=form,
        person_form=person_form,
        stands=STATUS_LABELS[found.status],
        on_list=_on_list(found),
        coming=sum(each.comes for each in found.people),
        decided=[each for each in found.people if each.state is DelegateState.REFUSED],
        may_accept=alive and DelegationAction.ACCEPT in can,
        may_decline=alive and DelegationAction.DECLINE in can,
        may_name=may_name(found, now()),
        alive=alive,
        place=place_of(event),
        dates=dates_of(event),
        programme=programme_for(event.published_sessions, reader_zone()),
        papers=papers_of(session(), found, now(), home_path),
        zones=zones_to_choose(now()),
        ends=end_of_present_link(found, event, now()),
    )


def person(found: Delegation, token: str, known: Delegate, form: PersonForm) -> str:
    """Return the page on which a person is changed. Raises NotFound for one who left the list."""
    if known.state not in ON_LIST:
        raise NotFound
    if form.changed_at.errors:
        form.changed_at.data = known.changed_at
    return render_template(
        "delegations/person.html", **_about(found, token), form=form, person=known
    )


def substitute(found: Delegation, token: str, known: Delegate, form: PersonForm) -> str:
    """Return the page on which another person is asked for. Raises NotFound if nobody is there."""
    if not known.comes:
        raise NotFound
    return render_template(
        "delegations/substitute.html", **_about(found, token), form=form, person=known
    )


def _on_list(found: Delegation) -> list[tuple[Delegate, list[Delegate]]]:
    """Return who comes, each with who is to come instead."""
    asked = [each for each in found.people if each.state is DelegateState.ASKED]
    return [
        (each, [other for other in asked if other.replaces_id == each.id])
        for each in found.people
        if each.comes
    ]


def _about(found: Delegation, token: str) -> dict[str, object]:
    return {
        "delegation": found,
        "event": found.event,
        "home": letters.path_of(token),
        "zone": reader_zone() or found.event.zone or "UTC",
        "contact": contact_for(session(), found.event),
        "STATE_LABELS": STATE_LABELS,
    }
