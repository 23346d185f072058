"""Many sessions at once: first what would change, then the change."""

from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.planner.bulk import Many, Proposal, propose, rows_of
from courseapp.planner.days import zone_of
from courseapp.planner.forms import FORMS, ManyForm
from courseapp.planner.looking import Look
from courseapp.planner.placing import replan
from courseapp.planner.views.blueprint import PLANNER, Answer, blueprint, planner_of

MANY = f"{PLANNER}/many/<any({', '.join(repr(each.value) for each in Many)}):many>"


@dataclass(frozen=True)
class Words:
    """What a page says of its action."""

    title: str
    text: str


WORDS = {
    Many.SHIFT_DAY: Words(
        "Shift a day",
        "All sessions that begin on a day move by some minutes, to another date, or both.",
    ),
    Many.MOVE_TRACK: Words(
        "Move a track",
        "All sessions of a track move by days or minutes, to another room, or both.",
    ),
    Many.DUPLICATE_DAY: Words(
        "Copy a day",
        "All sessions of a day are planned again on another date, with their speakers, agenda "
        "and reading. The copies are new sessions.",
    ),
    Many.INSERT_BREAK: Words(
        "Insert a break",
        "What begins from a time on moves later. A session that is under way then stays.",
    ),
}


@blueprint.get(MANY)
@allow(organiser_of_event)
def ask_what(slug: str, many: str) -> Answer:
    event = organised_event(session(), slug)
    kind = Many(many)
    form = FORMS[kind](parked_values(request.path), data={"day": request.args.get("day")})
    return _page(event, kind, form.offer(event))


@blueprint.post(MANY)
@allow(organiser_of_event)
def change_many(slug: str, many: str) -> Answer:
    event = organised_event(session(), slug)
    kind = Many(many)
    form = FORMS[kind]().offer(event)
    proposal = None
    if form.validate():
        with answering(form):
            proposal = propose(event, kind, form.wish())
            if "do" in request.form and proposal.mark == form.mark.data:
                return _done(event, proposal)
    return _page(event, kind, form, proposal), 422 if form.errors else 200


def _done(event: Event, proposal: Proposal) -> Answer:
    """Do what the preview showed, and show the day. Raises Problem."""
    placements = {move.sitting.id: move.to for move in proposal.moves}
    seen = {move.sitting.id: move.sitting.changed_at for move in proposal.moves}
    actor, summary = current_person(), proposal.summary
    day = _first_day(event, proposal)
    replan(session(), actor, now(), event, placements, seen, summary, proposal.additions)
    forget_parked()
    flash(f"{summary}.", "good")
    return redirect(planner_of(event, Look(day=day)), 303)


def _first_day(event: Event, proposal: Proposal) -> date:
    targets = [move.to for move in proposal.moves] + [each.placement for each in proposal.additions]
    zone = zone_of(event)
    return min(each.read_in(zone).starts_local for each in targets).date()


def _page(event: Event, kind: Many, form: ManyForm, proposal: Proposal | None = None) -> str:
    """Show the form and, once it is understood, what would change."""
    changed = proposal is not None and "do" in request.form
    form.mark.data = proposal.mark if proposal else ""
    return render_template(
        "planner/many.html",
        event=event,
        many=kind,
        words_of=WORDS,
        form=form,
        proposal=proposal,
        rows=rows_of(event, proposal) if proposal else (),
        changed=changed,
    )
