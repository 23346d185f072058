"""Possible duplicates: the list, two side by side, and what an organiser decides."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.applications.models import Application
from courseapp.core.paging import page_of
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.desk import list_address
from courseapp.intake.duplicates.comparing import side_by_side
from courseapp.intake.duplicates.deciding import (
    Two,
    decision_about,
    merge,
    tell_apart,
    two_of,
    undo_merge,
    usual_to_keep,
)
from courseapp.intake.duplicates.finding import possible_duplicates
from courseapp.intake.duplicates.words import REASONS
from courseapp.intake.questionnaire import questionnaire_of
from courseapp.intake.rules import PAGE_SIZE
from courseapp.intake.scope import zone_of
from courseapp.intake.views.blueprint import HOME, Answer, blueprint
from courseapp.intake.words import STATUS_LABELS

LIST = f"{HOME}/duplicates"
PAIR = f"{LIST}/<reference>/<other>"
TAKEN = "from."  # in front of the keys of questions


@blueprint.get(LIST)
@allow(organiser_of_event)
def duplicates(slug: str) -> Answer:
    event = organised_event(session(), slug)
    pairs = possible_duplicates(session(), event)
    return render_template(
        "intake/duplicates.html",
        event=event,
        page=page_of(pairs, request.args.get("page", 1, int), PAGE_SIZE),
        REASONS=REASONS,
        labels=STATUS_LABELS,
        here=f"{list_address(slug)}/duplicates",
    )


@blueprint.get(PAIR)
@allow(organiser_of_event)
def pair(slug: str, reference: str, other: str) -> Answer:
    event = organised_event(session(), slug)
    return _page(event, two_of(session(), event, reference, other))


@blueprint.post(PAIR)
@allow(organiser_of_event)
def merge_pair(slug: str, reference: str, other: str) -> Answer:
    event = organised_event(session(), slug)
    two = two_of(session(), event, reference, other)
    kept = _kept(two)
    with answering() as answer:
        chosen = (request.form.get("seen", ""), kept, _from_aside(two.other(kept)))
        merge(session(), current_person(), now(), two, *chosen)
    if answer.problem:
        return _page(event, two, answer.problem), 422
    flash(f"Merged. {kept.reference} stays; the other one is set aside and can be read.", "good")
    return redirect(f"{list_address(slug)}/{kept.reference}", 303)


@blueprint.post(f"{PAIR}/apart")
@allow(organiser_of_event)
def keep_apart(slug: str, reference: str, other: str) -> Answer:
    two = two_of(session(), organised_event(session(), slug), reference, other)
    with answering() as answer:
        tell_apart(session(), current_person(), now(), two)
    said = answer.problem or "Noted: two persons. They are not suggested again."
    flash(said, "wait" if answer.problem else "good")
    return redirect(f"{list_address(slug)}/duplicates", 303)


@blueprint.post(f"{PAIR}/undo")
@allow(organiser_of_event)
def part(slug: str, reference: str, other: str) -> Answer:
    two = two_of(session(), organised_event(session(), slug), reference, other)
    with answering() as answer:
        undo_merge(session(), current_person(), now(), two)
    said = answer.problem or "Brought back: it stands as sent, and waits for a decision."
    flash(said, "wait" if answer.problem else "good")
    return redirect(f"{list_address(slug)}/duplicates/{reference}/{other}", 303)


def _kept(two: Two) -> Application:
    wanted = request.form.get("keep", "")
    found = (each for each in (two.first, two.second) if each.reference == wanted)
    return next(found, usual_to_keep(two))


def _from_aside(aside: Application) -> list[str]:
    """Return the questions for which the answer of the one that is set aside was chosen."""
    return [
        name.removeprefix(TAKEN)
        for name, whose in request.form.items()
        if name.startswith(TAKEN) and whose == aside.reference
    ]


def _page(event: Event, two: Two, problem: str = "") -> str:
    hidden = questionnaire_of(session(), event).hidden
    usual = usual_to_keep(two)
    return render_template(
        "intake/pair.html",
        event=event,
        two=two,
        sides=(two.first, two.second),
        compared=side_by_side(two.first, two.second, hidden),
        decision=decision_about(session(), two),
        keep=_kept(two).reference if request.method == "POST" else usual.reference,
        typed=request.form,
        problem=problem,
        labels=STATUS_LABELS,
        zone=zone_of(event),
        here=f"{list_address(event.slug)}/duplicates",
        list=list_address(event.slug),
        may_merge=not (two.first.holds_a_seat and two.second.holds_a_seat)
        and not {"withdrawn", "draft"} & {two.first.status, two.second.status},
    )
