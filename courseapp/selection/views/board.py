"""The board of private decisions: who is to be admitted, on the reserve, declined."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.clock.registration import registers
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.listing import references as listed_references
from courseapp.intake.scope import scope_of
from courseapp.intake.words import STATUS_LABELS
from courseapp.selection import board, private, substitutes
from courseapp.selection.forms import CLEAR, MarkForm, RulesForm
from courseapp.selection.more_time import open_requests
from courseapp.selection.overbooking import can_overbook, overbook
from courseapp.selection.people import Verdict
from courseapp.selection.queries import MOST_AT_ONCE
from courseapp.selection.releasing import release_under_way
from courseapp.selection.rules import Choice
from courseapp.selection.standing import standing
from courseapp.selection.terms import starts_at, zone_of
from courseapp.selection.texts import PRIVATE_LABELS, PRIVATELY, SHOWN, counted

HOME = "/manage/events/<slug>/decisions"

blueprint = Blueprint("decisions", __name__)


@blueprint.get(HOME)
@allow(organiser_of_event)
def show(slug: str) -> str:
    return _page(organised_event(session(), slug), _rules_form(organised_event(session(), slug)))


@blueprint.post(f"{HOME}/set")
@allow(organiser_of_event)
def decide(slug: str) -> str | Response:
    event, form = organised_event(session(), slug), MarkForm()
    chosen = _chosen(event, form)
    if not chosen or not form.is_known or not form.validate():
        flash(_what_is_missing(form), "wait")
        return redirect(_back(event, form), 303)
    mark = form.wanted(with_note="note" in request.form)
    with answering() as answer:
        about = (event, chosen, mark)
        verdict = private.decide_privately(session(), current_person(), now(), *about)
    if answer.problem is not None:
        flash(answer.problem, "bad")
        return redirect(_back(event, form), 303)
    return _tell(event, form, mark.choice, verdict)


@blueprint.post(f"{HOME}/rules")
@allow(organiser_of_event)
def set_rules(slug: str) -> str | Response | tuple[str, int]:
    event, form = organised_event(session(), slug), RulesForm()
    if form.validate():
        with answering(form):
            about = (session(), current_person(), now(), event)
            substitutes.allow_until(*about, form.substitutes_until.data)
            if can_overbook(event) or event.overbooked_percent:
                overbook(*about, form.overbooked_percent.data or 0)
    if form.errors:
        return _page(event, form), 422
    flash("Your choice is saved.", "good")
    return redirect(url_for("decisions.show", slug=slug), 303)


def _page(event: Event, form: RulesForm) -> str:
    wanted = board.Filter.read(request.args.get("show", ""), request.args.get("search", ""))
    begins = starts_at(event)
    return render_template(
        "selection/board.html",
        event=event,
        form=form,
        wanted=wanted,
        page=board.rows(session(), event, wanted, request.args.get("page", 1, int)),
        numbers=board.numbers(session(), event.id),
        standing=standing(session(), event, now()),
        seen=private.number_of(session(), event.id),
        release=release_under_way(session(), event.id),
        wishes=open_requests(session(), event.id),
        proposals=substitutes.open_proposals(session(), event.id),
        can_overbook=can_overbook(event),
        by_order=registers(event),
        has_begun=begins is not None and now() >= begins,
        zone=zone_of(event),
        Show=board.Show,
        SHOWN=SHOWN,
        LABELS=PRIVATE_LABELS,
        STATUS_LABELS=STATUS_LABELS,
        CLEAR=CLEAR,
    )


def _rules_form(event: Event) -> RulesForm:
    until = substitutes.until_when(session(), event.id)
    kept = {"substitutes_until": until, "overbooked_percent": event.overbooked_percent}
    return RulesForm(None, data=kept)


def _chosen(event: Event, form: MarkForm) -> Sequence[str]:
    """Return the references that were ticked, or all that the list or the board shows."""
    if not request.form.get("everybody"):
        return tuple(request.form.getlist("application"))
    if "show" in request.form:
        wanted = board.Filter.read(request.form["show"], request.form.get("search", ""))
        return board.references(session(), event, wanted, MOST_AT_ONCE)
    scope = scope_of(session(), event)
    return listed_references(session(), scope, form.filters, MOST_AT_ONCE)


def _what_is_missing(form: MarkForm) -> str:
    told = next((texts[0] for texts in form.errors.values() if texts), "")
    return told or "Choose at least one application, then what to do."


def _tell(event: Event, form: MarkForm, choice: Choice | None, verdict: Verdict) -> str | Response:
    done = counted(PRIVATELY[choice], len(verdict.moved))
    if not verdict.refused:
        flash(f"{done}. Nobody is told before the release.", "good")
        return redirect(_back(event, form), 303)
    back = _back(event, form)
    return render_template(
        "selection/decided.html", event=event, verdict=verdict, done=done, back=back, private=True
    )


def _back(event: Event, form: MarkForm) -> str:
    """Return the page that the organiser came from: the list, one application, or the board."""
    page, given = "selection.applications", {"slug": event.slug}
    if request.form.get("opened"):
        page, given["reference"] = "selection.application", request.form["opened"]
    if "show" in request.form:
        shown = board.Filter.read(request.form["show"], request.form.get("search", ""))
        return url_for("decisions.show", **given, **shown.arguments)  # type: ignore[arg-type]
    return url_for(page, **given, **form.arguments)  # type: ignore[arg-type]
