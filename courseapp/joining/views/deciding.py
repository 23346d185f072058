"""Deciding in two steps: a page that shows the letter, and the press that sends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.initiatives.document.record import Membership
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named, record_of
from courseapp.initiatives.words import MEMBERSHIPS
from courseapp.joining import emails
from courseapp.joining.deciding import accept_request, ask_question, decline_request
from courseapp.joining.forms import AcceptForm, DecisionForm, DeclineForm, QuestionForm
from courseapp.joining.lifecycle import refusal
from courseapp.joining.models import JoinRequest
from courseapp.joining.partners import Terms, line_of, present_lines
from courseapp.joining.queries import seen_request
from courseapp.joining.rules import STEPS, TEXT_WORDS, Action, JoinsAs, Who, next_step
from courseapp.joining.views.blueprint import Answer, blueprint
from courseapp.joining.words import ACTIONS, JOINS_AS
from courseapp.mail.outbox import Letter

ADDRESS = "/manage/<initiative>/joining/<reference>/<any(accept, ask, decline):action>"
SEND = "send"


@blueprint.get(ADDRESS)
@allow(organiser_of_initiative)
def prepare(initiative: str, reference: str, action: str) -> Answer:
    found, wanted = _found(initiative, reference), Action(action)
    kept = parked_values(request.path)
    if kept is None and next_step(found.state, wanted) is None:
        flash(refusal(found, wanted, Who.ORGANISER), "info")
        return redirect(_page_of(found), 303)
    form = DECISIONS[wanted].form(kept, since=now().date().isoformat())
    return _page(found, wanted, form, is_complete=wanted is Action.ACCEPT and form.validate())


@blueprint.post(ADDRESS)
@allow(organiser_of_initiative)
def act(initiative: str, reference: str, action: str) -> Answer:
    found, wanted = _found(initiative, reference), Action(action)
    form = DECISIONS[wanted].form()
    is_complete = form.validate()
    if is_complete and form.step.data == SEND and _decide(found, wanted, form):
        return redirect(_page_of(found), 303)
    return _page(found, wanted, form, is_complete), 422 if form.errors else 200


@dataclass(frozen=True)
class Outlook:
    """What accepting does to the record: `line` is there already, or None and it is added."""

    line: Membership | None
    others: tuple[Membership, ...]


def _accept(found: JoinRequest, form: DecisionForm) -> str:
    acceptance = cast(AcceptForm, form).acceptance
    accepted = accept_request(session(), current_person(), now(), found, acceptance)
    words = f"{found.on_behalf_of} is in the record as a {JOINS_AS[acceptance.joins_as]}"
    return f"The request is accepted. {words}{'.' if accepted.is_new else ' already.'}"


def _ask(found: JoinRequest, form: DecisionForm) -> str:
    ask_question(session(), current_person(), now(), found, form.text.data or "")
    return "The question is on its way."


def _decline(found: JoinRequest, form: DecisionForm) -> str:
    decline_request(session(), current_person(), now(), found, form.text.data or "")
    return "The request is declined. The letter is on its way."


@dataclass(frozen=True)
class Decision:
    """One thing to decide: its form, and what does it and returns the sentence that says so."""

    form: type[DecisionForm]
    do: Callable[[JoinRequest, DecisionForm], str]


DECISIONS: Mapping[Action, Decision] = MappingProxyType(
    {
        Action.ACCEPT: Decision(AcceptForm, _accept),
        Action.ASK: Decision(QuestionForm, _ask),
        Action.DECLINE: Decision(DeclineForm, _decline),
    }
)


def _decide(found: JoinRequest, wanted: Action, form: DecisionForm) -> bool:
    """Do it, and return whether the request stands as was wanted: by this press or another's."""
    with answering(form) as outcome:
        done = DECISIONS[wanted].do(found, form)
    if outcome.problem is None:
        forget_parked()
        flash(done, "good")
    elif _is_so_already(found, wanted):
        flash(outcome.problem, "info")
    else:
        return False
    return True


def _found(initiative: str, reference: str) -> JoinRequest:
    return seen_request(session(), initiative_named(session(), initiative).id, reference)


def _page_of(found: JoinRequest) -> str:
    return f"/manage/{found.initiative.slug}/joining/{found.reference}"


def _is_so_already(found: JoinRequest, wanted: Action) -> bool:
    """Pressed twice, or by two at once: what was wanted is so."""
    ways = {step.leads_to for (_, action), step in STEPS.items() if action is wanted}
    return found.state in ways and next_step(found.state, wanted) is None


def _page(found: JoinRequest, wanted: Action, form: DecisionForm, is_complete: bool) -> str:
    return render_template(
        "joining/decide.html",
        initiative=found.initiative,
        asked=found,
        back=_page_of(found),
        action=wanted,
        words=ACTIONS[wanted],
        form=form,
        letter=_letter(found, wanted, form) if is_complete else None,
        possible=next_step(found.state, wanted) is not None,
        limit=TEXT_WORDS,
        **_outlook(found, form),
    )


def _letter(found: JoinRequest, wanted: Action, form: DecisionForm) -> Letter:
    facts = emails.facts_for(session(), found, current_person(), form.text.data or "")
    if isinstance(form, AcceptForm):
        there = _outlook_of(found, form).line
        since = there.since if there else form.acceptance.since
        facts = emails.joined(facts, form.acceptance.joins_as, since)
    return emails.preview(wanted, facts)


def _outlook(found: JoinRequest, form: DecisionForm) -> dict[str, Any]:
    if not isinstance(form, AcceptForm):
        return {}
    return {
        "outlook": _outlook_of(found, form),
        "memberships": MEMBERSHIPS,
        "joins_as": JOINS_AS.get(form.joins_as.data, ""),
    }


def _outlook_of(found: JoinRequest, form: AcceptForm) -> Outlook:
    record, today = record_of(session(), found.initiative).record, now().date()
    lines = present_lines(record, found, today)
    if form.joins_as.data not in JOINS_AS:
        return Outlook(None, lines)
    there = line_of(record, found, Terms(JoinsAs(form.joins_as.data), "", today))
    return Outlook(there, tuple(line for line in lines if line is not there))
