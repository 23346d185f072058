"""The proposal who reviews what, beside what is today; one press takes it."""

from urllib.parse import urlencode

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.tagging.reading import tags_of
from courseapp.review.assigning.forms import WishForm
from courseapp.review.assigning.planning import dry_run, take_plan, usual_wish
from courseapp.review.assigning.situation import situation_of
from courseapp.review.assigning.telling import tell_reviewers
from courseapp.review.assigning.views.blueprint import ASSIGNMENTS, Answer, blueprint, list_of
from courseapp.review.conflicts.words import counted
from courseapp.review.rounds import phase_of, round_of
from courseapp.review.rules import Phase, Round
from courseapp.review.words import ROUNDS

PLAN = f"{ASSIGNMENTS}/plan"
# From so many pairs of an application and a reviewer on, a proposal takes more than a second.
MANY = 25_000
SHOWN = 40  # changes one by one; the rest is in the numbers
EVERYBODY = {
    Round.READING: "all that can be reviewed",
    Round.INTERVIEW: "those with an interviewer already",
}


@blueprint.get(PLAN)
@allow(organiser_of_event)
def proposal(slug: str, round: str) -> Answer:  # noqa: A002 - the word of the address
    event, which = organised_event(session(), slug), Round(round)
    return _page(event, which, is_asked="each" in request.args)


@blueprint.post(PLAN)
@allow(organiser_of_event)
def take(slug: str, round: str) -> Answer:  # noqa: A002 - likewise
    event, which = organised_event(session(), slug), Round(round)
    form = _form(event, which)
    if not form.validate():
        return _page(event, which, is_asked=True), 422
    with answering() as answer:
        about = (event, which, form.wish(), request.form.get("digest", ""))
        change = take_plan(session(), current_person(), now(), *about)
    if answer.problem:
        flash(answer.problem, "wait")
        return _page(event, which, is_asked=True), 409
    letters = tell_reviewers(session(), now(), event, which) if "tell" in request.form else 0
    told = f"{counted(len(change.added), 'assignment')} made, {len(change.removed):,} taken away."
    flash(f"{told} {counted(letters, 'letter')} will be sent." if letters else told, "good")
    return redirect(list_of(event, which), 303)


def _form(event: Event, which: Round) -> WishForm:
    situation = situation_of(session(), event, which)
    usual = usual_wish(session(), event, which, situation)
    return WishForm.of(usual, tags_of(session(), event.id), EVERYBODY[which], request.values)


def _page(event: Event, which: Round, *, is_asked: bool) -> str:
    form, row = _form(event, which), round_of(session(), event.id, which)
    is_open = row is not None and phase_of(row, now()) is not Phase.CLOSED
    is_right = is_open and is_asked and form.validate()
    if is_right and _takes_long(event, which):
        return _waiting_page(event, which, form)
    run = dry_run(session(), event, which, form.wish()) if is_right else None
    return render_template(
        "review/assign_plan.html",
        event=event,
        here=list_of(event, which),
        round=which,
        form=form,
        row=row,
        is_open=is_open,
        run=run,
        shown=SHOWN,
        ROUNDS=ROUNDS,
    )


def _takes_long(event: Event, which: Round) -> bool:
    """Whether it is worth saying so first; the page that says it asks for the proposal itself."""
    situation = situation_of(session(), event, which)
    pairs = len(situation.references) * len(situation.colleagues)
    return request.method == "GET" and "waits" not in request.args and pairs > MANY


def _waiting_page(event: Event, which: Round, form: WishForm) -> str:
    situation = situation_of(session(), event, which)
    wish = {"each": form.each.data, "most": form.most.data, "tag": form.tag.data, "waits": 1}
    return render_template(
        "review/assign_waiting.html",
        event=event,
        round=which,
        onward=f"{list_of(event, which)}/plan?{urlencode(wish)}",
        applications=len(situation.references),
        people=len(situation.colleagues),
        ROUNDS=ROUNDS,
    )
