"""The assignments of a round, one more or less by hand, and the letter to reviewers."""

from urllib.parse import parse_qsl, urlencode

from flask import flash, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.review.assigning import by_hand
from courseapp.review.assigning.listing import SHORT, Narrowed, assigned_list
from courseapp.review.assigning.situation import situation_of
from courseapp.review.assigning.telling import tell_reviewers, untold
from courseapp.review.assigning.views.blueprint import ASSIGNMENTS, blueprint, list_of
from courseapp.review.conflicts.listing import number_in_conflict
from courseapp.review.conflicts.words import counted
from courseapp.review.rounds import phase_of, rounds_of
from courseapp.review.rules import Phase, Round
from courseapp.review.words import ROUNDS, STATUSES

LONGEST_SEARCH = 100


@blueprint.get(ASSIGNMENTS)
@allow(organiser_of_event)
def assignments(slug: str, round: str) -> str:  # noqa: A002 - the word of the address
    event, which = organised_event(session(), slug), Round(round)
    rounds, situation = rounds_of(session(), event.id), situation_of(session(), event, which)
    wanted = rounds[which].wanted if which in rounds else 0
    narrowed, number = narrowed_by(request.args), request.args.get("page", 1, int)
    about = (situation, narrowed, wanted, number)
    return render_template(
        "review/assignments.html",
        event=event,
        here=list_of(event, which),
        round=which,
        rounds=rounds,
        is_closed=phase_of(rounds.get(which), now()) is Phase.CLOSED,
        wanted=wanted,
        situation=situation,
        page=assigned_list(session(), event, which, *about),
        narrowed=narrowed,
        back=urlencode({**narrowed.arguments, "page": number}),
        untold=untold(session(), event, which),
        own=number_in_conflict(session(), event, current_person()),
        ROUNDS=ROUNDS,
        STATUSES=STATUSES,
        SHORT=SHORT,
    )


@blueprint.post(f"{ASSIGNMENTS}/add")
@allow(organiser_of_event)
def add(slug: str, round: str) -> Response:  # noqa: A002 - likewise
    event, which = organised_event(session(), slug), Round(round)
    with answering() as answer:
        about = (event, which, *_chosen())
        name = by_hand.assign_one(session(), current_person(), now(), *about)
    flash(answer.problem or f"{name} reviews {_chosen()[0]}.", "bad" if answer.problem else "good")
    return _back(event, which)


@blueprint.post(f"{ASSIGNMENTS}/remove")
@allow(organiser_of_event)
def remove(slug: str, round: str) -> Response:  # noqa: A002 - likewise
    event, which = organised_event(session(), slug), Round(round)
    with answering() as answer:
        about = (event, which, *_chosen())
        name = by_hand.unassign_one(session(), current_person(), now(), *about)
    told = answer.problem or f"{name} does not review {_chosen()[0]} any more."
    flash(told, "bad" if answer.problem else "good")
    return _back(event, which)


@blueprint.post(f"{ASSIGNMENTS}/tell")
@allow(organiser_of_event)
def tell(slug: str, round: str) -> Response:  # noqa: A002 - likewise
    event, which = organised_event(session(), slug), Round(round)
    number = tell_reviewers(session(), now(), event, which)
    told = f"{counted(number, 'letter')} will be sent." if number else "Everybody knows already."
    flash(told, "good")
    return _back(event, which)


def narrowed_by(told: "MultiDict[str, str]") -> Narrowed:
    """Return what the list is narrowed by, as an address says it."""
    return Narrowed(
        search=one_line(told.get("search", ""))[:LONGEST_SEARCH],
        show=told.get("show", "") if told.get("show") == SHORT else "",
        person_id=told.get("person", 0, int),
    )


def _chosen() -> tuple[str, int]:
    return request.form.get("reference", "")[:20], request.form.get("person", 0, int)


def _back(event: Event, which: Round) -> Response:
    """Lead back to the page of the list from which somebody came."""
    told = MultiDict(parse_qsl(request.form.get("back", "")[:400]))
    query = urlencode({**narrowed_by(told).arguments, "page": told.get("page", 1, int)})
    return redirect(f"{list_of(event, which)}?{query}", 303)
