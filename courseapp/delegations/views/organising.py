"""One delegation, for organisers: who it is, the letters to it, whom it sends."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.asking.forms import LetterForm
from courseapp.asking.letters import preview
from courseapp.asking.rules import Party
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.delegations import inviting, letters
from courseapp.delegations.deciding import decide_substitute
from courseapp.delegations.forms import DelegationForm, delegation_values
from courseapp.delegations.listing import change_delegation, remove_delegation
from courseapp.delegations.models import Delegation
from courseapp.delegations.naming import person_of
from courseapp.delegations.queries import delegation_of
from courseapp.delegations.rules import (
    STEPS,
    DelegateAction,
    DelegateState,
    DelegationAction,
    letter_to_write,
)
from courseapp.delegations.views.listing import LIST, home_of, page_of
from courseapp.delegations.words import BY_HAND, STATE_LABELS, STATUS_LABELS
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event

Answer = str | Response | tuple[str, int]
ONE = f"{LIST}/<int(max=2147483647):delegation_id>"
DECIDE = f"{ONE}/people/<int(max=2147483647):delegate_id>/<any(approve, refuse):decision>"
DECIDED = {
    DelegateAction.APPROVE: "{} comes now.",
    DelegateAction.REFUSE: "{} is not approved.",
}

blueprint = Blueprint("delegation", __name__)


@blueprint.get(ONE)
@allow(organiser_of_event)
def show(slug: str, delegation_id: int) -> Answer:
    found = _found(slug, delegation_id)
    return _page(found, DelegationForm(parked_values(request.path), data=delegation_values(found)))


@blueprint.post(ONE)
@allow(organiser_of_event)
def change(slug: str, delegation_id: int) -> Answer:
    found, form = _found(slug, delegation_id), DelegationForm()
    if form.validate():
        with answering(form):
            about = (found, form.plan(), form.changed_at.data)
            change_delegation(session(), current_person(), now(), *about)
    if form.errors:
        return _page(found, form), 422
    forget_parked()
    flash("Your changes are saved.", "good")
    return redirect(page_of(found), 303)


@blueprint.get(f"{ONE}/letter")
@allow(organiser_of_event)
def letter(slug: str, delegation_id: int) -> Answer:
    return _letter_page(_found(slug, delegation_id), LetterForm(parked_values(request.path)))


@blueprint.post(f"{ONE}/letter")
@allow(organiser_of_event)
def send(slug: str, delegation_id: int) -> Answer:
    found, form = _found(slug, delegation_id), LetterForm()
    if "preview" in request.form or not form.validate():
        return _letter_page(found, form), 422 if form.errors else 200
    with answering(form):
        about = (found, form.note.data or "", form.changed_at.data)
        inviting.invite(session(), current_person(), now(), *about)
    if form.errors:
        return _letter_page(found, form), 422
    forget_parked()
    flash(f"A letter to {found.name} is on its way to {found.contact_email}.", "good")
    return redirect(page_of(found), 303)


@blueprint.post(f"{ONE}/mark")
@allow(organiser_of_event)
def mark(slug: str, delegation_id: int) -> Answer:
    found, said = _found(slug, delegation_id), request.form.get("action", "")
    action = next((each for each in BY_HAND if each.value == said), None)
    if action is None:
        raise NotFound
    with answering() as answer:
        inviting.mark(session(), current_person(), now(), found, action)
    told = answer.problem or f"{found.name} {BY_HAND[action][1]}"
    flash(told, "bad" if answer.problem else "good")
    return redirect(page_of(found), 303)


@blueprint.post(DECIDE)
@allow(organiser_of_event)
def decide(slug: str, delegation_id: int, delegate_id: int, decision: str) -> Answer:
    found, action = _found(slug, delegation_id), DelegateAction(decision)
    person = person_of(found, delegate_id)
    with answering() as answer:
        decide_substitute(session(), current_person(), now(), person, action)
    told = DECIDED[action].format(person.full_name)
    if found.contact_email:
        told = f"{told} A letter tells {found.contact_email}."
    flash(answer.problem or told, "bad" if answer.problem else "good")
    return redirect(page_of(found), 303)


@blueprint.get(f"{ONE}/remove")
@allow(organiser_of_event)
def confirm_removing(slug: str, delegation_id: int) -> Answer:
    return render_template("manage/delegations/remove.html", **_about(_found(slug, delegation_id)))


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove(slug: str, delegation_id: int) -> Answer:
    found = _found(slug, delegation_id)
    event, name = found.event, found.name
    remove_delegation(session(), current_person(), now(), found)
    flash(f"{name} is no longer on the list.", "good")
    return redirect(home_of(event), 303)


def _found(slug: str, delegation_id: int) -> Delegation:
    return delegation_of(session(), organised_event(session(), slug), delegation_id)


def _about(found: Delegation) -> dict[str, object]:
    return {
        "event": found.event,
        "delegation": found,
        "here": page_of(found),
        "stands": STATUS_LABELS[found.status],
        "coming": [each for each in found.people if each.comes],
        "asked": [each for each in found.people if each.state is DelegateState.ASKED],
    }


def _page(found: Delegation, form: DelegationForm) -> str:
    """Show the form; after somebody else's change, with what is saved now beside it."""
    meanwhile = bool(form.changed_at.errors)
    if meanwhile:
        form.changed_at.data = found.changed_at
    offered = STEPS.open_to(found.status, Party.ORGANISER)
    gone = (DelegateState.REFUSED, DelegateState.WITHDRAWN)
    return render_template(
        "manage/delegations/delegation.html",
        **_about(found),
        form=form,
        meanwhile=meanwhile,
        gone=[each for each in found.people if each.state in gone],
        STATE_LABELS=STATE_LABELS,
        by_hand=[(each.value, BY_HAND[each][0]) for each in offered if each in BY_HAND],
        reminds=letter_to_write(found.status) is DelegationAction.REMIND,
    )


def _letter_page(found: Delegation, form: LetterForm) -> str:
    contact = letters.contact_of(current_person())
    action = letter_to_write(found.status)
    facts = letters.facts_for(found, now(), contact, note=form.note.data or "")
    form.changed_at.data = found.changed_at
    return render_template(
        "manage/delegations/letter.html",
        **_about(found),
        form=form,
        reminds=action is DelegationAction.REMIND,
        letter=preview(letters.KINDS[action], facts),
    )
