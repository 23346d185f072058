"""The organiser's page of fair times: whom to think of, what to propose, and holding to it."""

from datetime import datetime

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event, EventSession
from courseapp.events.permissions import organiser_of_event
from courseapp.events.ports.attending import accepted_by_country
from courseapp.events.queries import organised_event, session_of
from courseapp.events.rules import EventStatus, SessionStatus
from courseapp.fair_times.asking import Asked, question_of, told, usual, zone_of
from courseapp.fair_times.expected import expect, written
from courseapp.fair_times.forms import AskForm, ExpectForm, HoldForm
from courseapp.fair_times.holding import hold_at, runs_of
from courseapp.fair_times.rules import as_planned, proposals
from courseapp.fair_times.strip import local_times, strip
from courseapp.fair_times.views.blueprint import blueprint

Answer = str | Response | tuple[str, int]

ADDRESS = "/manage/events/<slug>/fair-times"


@blueprint.get(ADDRESS)
@allow(organiser_of_event)
def show(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _page(event, _sitting(event, request.args.get("session", type=int)))


@blueprint.post(f"{ADDRESS}/expected")
@allow(organiser_of_event)
def expect_people(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ExpectForm()
    if form.validate():
        with answering(form):
            expect(session(), current_person(), now(), event, form.expected.data or "")
    if form.errors:
        return _page(event, None, expected=form), 422
    flash("The people you expect are saved.", "good")
    return redirect(_address(event), 303)


@blueprint.post(f"{ADDRESS}/<int:session_id>")
@allow(organiser_of_event)
def hold(slug: str, session_id: int) -> Answer:
    event, form = organised_event(session(), slug), HoldForm()
    sitting = session_of(event, session_id)
    with answering(form):
        starts = _instants(form)
        hold_at(session(), current_person(), now(), sitting, starts, form.changed_at.data)
    if form.errors or form.form_errors:
        return _page(event, sitting, problem=_first(form)), 422
    times = "this time" if len(starts) == 1 else f"these {len(starts)} times"
    flash(f"The session is planned for {times}.", "good")
    return redirect(f"{_address(event)}?session={session_id}", 303)


def _page(
    event: Event,
    sitting: EventSession | None,
    *,
    expected: ExpectForm | None = None,
    problem: str = "",
) -> str:
    accepted = accepted_by_country(session(), event.id)
    planned = {each.country: each.people for each in event.expected}
    countries, zone = accepted or planned, zone_of(event, sitting)
    runs = runs_of(event, sitting) if sitting else []
    form, asked = _asked(event, sitting, len(runs))
    question = question_of(asked, zone, countries)
    offers = [told(each, question, countries) for each in proposals(question)]
    present = as_planned(question, [each.starts_at for each in runs]) if runs else None
    times = [(each.starts_at, each.ends_at) for each in runs]
    shown = list(offers[0].runs) if offers else times
    return render_template(
        "fair_times/fair_times.html",
        event=event,
        sitting=sitting,
        sessions=[each for each in event.sessions if each.status is SessionStatus.SCHEDULED],
        form=form,
        expected=expected or ExpectForm(data={"expected": written(planned)}),
        accepted=sum(accepted.values()),
        countries=countries,
        offers=offers,
        present=told(present, question, countries) if present else None,
        strip=strip(countries, zone, asked.day, shown),
        table=local_times(countries, shown),
        zone=zone,
        problem=problem,
        may_hold=sitting is not None and event.status is not EventStatus.CANCELLED,
    )


def _asked(event: Event, sitting: EventSession | None, runs: int) -> tuple[AskForm, Asked]:
    """Return the form and what it asks; what it does not say is as usual."""
    proposed = usual(event, sitting, min(max(runs, 1), 3), now())
    values = {
        "day": proposed.day,
        "minutes": proposed.minutes,
        "runs": proposed.runs,
        "days": [str(day) for day in sorted(proposed.days)],
    }
    if "day" not in request.args:
        return AskForm(None, data=values), proposed
    form = AskForm(request.args)
    if not form.validate():
        return form, proposed
    return form, Asked(
        form.day.data or proposed.day,
        form.minutes.data or proposed.minutes,
        form.runs.data,
        frozenset(int(day) for day in form.days.data or ()) or proposed.days,
    )


def _sitting(event: Event, session_id: int | None) -> EventSession | None:
    if session_id is None:
        return None
    found = session_of(event, session_id)
    return found if found.status is SessionStatus.SCHEDULED else None


def _instants(form: HoldForm) -> list[datetime]:
    form.validate()
    return form.instants()


def _first(form: HoldForm) -> str:
    texts = [*form.form_errors, *(text for each in form.errors.values() for text in each)]
    return str(texts[0]) if texts else ""


def _address(event: Event) -> str:
    return f"/manage/events/{event.slug}/fair-times"
