"""Deciding in two steps: a page that shows what would happen, and the press that does it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.listing import references
from courseapp.intake.scope import scope_of
from courseapp.selection import deciding
from courseapp.selection.deciding import Intent
from courseapp.selection.forms import DecisionForm
from courseapp.selection.people import Verdict
from courseapp.selection.queries import MOST_AT_ONCE
from courseapp.selection.rules import Choice, usual_reply_by
from courseapp.selection.terms import starts_at, zone_of
from courseapp.selection.texts import CHOICE_TEXTS, counted

SEND = "send"

blueprint = Blueprint("deciding", __name__)


@blueprint.post("/manage/events/<slug>/decide")
@allow(organiser_of_event)
def decide(slug: str) -> str | Response:
    event = organised_event(session(), slug)
    form = _form(event)
    chosen = _chosen(event, form)
    choice = form.wanted
    if not chosen or choice is None:
        flash("Choose at least one application, then what to do.", "wait")
        return redirect(_back(event, form), 303)
    if form.step.data == SEND and form.validate():
        with answering(form) as answer:
            intent = _intent(event, form, choice, chosen)
            verdict = deciding.decide(session(), current_person(), now(), event, intent)
        if answer.problem is None:
            return _tell(event, form, choice, verdict)
    return _preview(event, form, choice, chosen)


def _form(event: Event) -> DecisionForm:
    zone = zone_of(event)
    usual = usual_reply_by(now(), event.reply_days, zone, starts_at(event))
    return DecisionForm.prefilled(usual.astimezone(ZoneInfo(zone)))


def _chosen(event: Event, form: DecisionForm) -> tuple[str, ...]:
    """Return the references that were ticked, or all that the list's filters show."""
    if request.form.get("everybody"):
        scope = scope_of(session(), event)
        return tuple(references(session(), scope, form.filters, MOST_AT_ONCE))
    return tuple(request.form.getlist("application"))


def _intent(event: Event, form: DecisionForm, choice: Choice, chosen: Sequence[str]) -> Intent:
    return Intent(
        choice=choice,
        references=tuple(chosen),
        note=form.note.data or "",
        reply_by=form.reply_by(zone_of(event)),
    )


def _preview(event: Event, form: DecisionForm, choice: Choice, chosen: Sequence[str]) -> str:
    intent = Intent(choice, tuple(chosen))
    with answering(form):
        intent = _intent(event, form, choice, chosen)
    preview = deciding.preview_decision(session(), current_person(), event, intent)
    return render_template(
        "selection/decide.html",
        event=event,
        form=form,
        choice=choice,
        words=CHOICE_TEXTS[choice],
        preview=preview,
        send_label=counted(CHOICE_TEXTS[choice].send, len(preview.moved)),
        zone=zone_of(event),
        back=_back(event, form),
    )


def _tell(event: Event, form: DecisionForm, choice: Choice, verdict: Verdict) -> str | Response:
    """Say who got what: in one line where all went well, else on a page with each reason."""
    done = counted(CHOICE_TEXTS[choice].done, len(verdict.moved))
    if not verdict.refused:
        flash(f"{done}.", "good")
        return redirect(_back(event, form), 303)
    return render_template(
        "selection/decided.html",
        event=event,
        verdict=verdict,
        done=done,
        back=_back(event, form),
    )


def _back(event: Event, form: DecisionForm) -> str:
    """Return the page that the organiser came from: the list, or one application."""
    arguments = dict(form.filters.arguments, slug=event.slug)
    page = "selection.applications"
    if form.opened.data:
        page, arguments["reference"] = "selection.application", form.opened.data
    return url_for(page, **arguments)  # type: ignore[arg-type]
