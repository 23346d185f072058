"""Who of an event has which letter, and issuing several: first who gets one, then the press."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.models import Application
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.clock.local_time import local_date
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.visa_letters.ordering import Done, dismiss_orders, issue_many
from courseapp.visa_letters.queries import (
    Show,
    chosen,
    everybody_without,
    holders,
    log_of,
    orders_of,
    without_visa_letter,
)
from courseapp.visa_letters.rules import AT_ONCE, LetterKind, days_until, is_late
from courseapp.visa_letters.views.parts import WORDS, missing
from courseapp.visa_letters.words import SHOWN, counted

NOBODY = "Nobody is chosen who needs such a letter."
HERE = "/manage/events/<slug>/letters"

blueprint = Blueprint("visa_letters", __name__)


@blueprint.get(HERE)
@allow(organiser_of_event)
def everybody(slug: str) -> str:
    event = organised_event(session(), slug)
    search, wanted = request.args.get("search", ""), request.args.get("show", "")
    show = Show(wanted) if wanted in set(Show) else None
    return render_template(
        "visa_letters/list.html",
        event=event,
        page=holders(session(), event, search, show, request.args.get("page", 1, int)),
        search=search,
        show=show,
        **_notices(event),
        **WORDS,
    )


def _notices(event: Event) -> Mapping[str, object]:
    """What stands above the list: what is missing, who is late, what the worker does."""
    days = days_until(event.starts_on, local_date(now(), event.zone or "UTC"))
    orders = orders_of(session(), event)
    return {
        "SHOWN": SHOWN,
        "missing": missing(event),
        "days": days,
        "late": without_visa_letter(session(), event) if is_late(days) else 0,
        "waiting": [each for each in orders if not each.problem],
        "refused": [each for each in orders if each.problem],
    }


@blueprint.post(f"{HERE}/issue")
@allow(organiser_of_event)
def issue(slug: str) -> str | Response:
    """Show who would get a letter; with `sure`, give it to them."""
    event, kind = organised_event(session(), slug), _kind()
    people = _people(event, kind)
    if people and "sure" not in request.form:
        return render_template(
            "visa_letters/issue.html", event=event, kind=kind, people=people, most=AT_ONCE, **WORDS
        )
    done = Done()
    with answering() as answer:
        done = issue_many(session(), current_person(), now(), event, people, kind)
    _tell(done, answer.problem or ("" if people else NOBODY))
    return redirect(url_for("visa_letters.everybody", slug=slug), 303)


@blueprint.post(f"{HERE}/dismiss")
@allow(organiser_of_event)
def dismiss(slug: str) -> Response:
    dismiss_orders(session(), organised_event(session(), slug))
    return redirect(url_for("visa_letters.everybody", slug=slug), 303)


@blueprint.get(f"{HERE}/log")
@allow(organiser_of_event)
def log(slug: str) -> str:
    event, search = organised_event(session(), slug), request.args.get("search", "")
    return render_template(
        "visa_letters/log.html",
        event=event,
        page=log_of(session(), event, search, request.args.get("page", 1, int)),
        search=search,
        zone=event.zone or "UTC",
        **WORDS,
    )


def _kind() -> LetterKind:
    kind = request.form.get("kind", "")
    if kind not in set(LetterKind):
        raise BadRequest
    return LetterKind(kind)


def _people(event: Event, kind: LetterKind) -> Sequence[Application]:
    """Who is ticked; with the box for all, everybody in the list without such a letter."""
    references: Sequence[str] = request.form.getlist("application")
    if "everybody" in request.form:
        search = request.form.get("search", "")
        references = everybody_without(session(), event, kind, search)
    return chosen(session(), event, references)


def _tell(done: Done, problem: str) -> None:
    if problem:
        flash(problem, "bad")
    if done.issued:
        flash(f"{counted(done.issued, 'letter is', 'letters are')} issued and mailed.", "good")
    if done.ordered:
        flash(f"{done.ordered} letters are being made. This page shows how far they are.", "good")
    if done.had_one:
        had = counted(done.had_one, "person has", "people have")
        flash(f"{had} such a letter already, and it is right.", "info")
    for name, reason in done.refused:
        flash(f"{name}: {reason}", "bad")
