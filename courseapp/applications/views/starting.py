"""What an application needs, and the button that begins it."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person, optional_person, reader_zone
from courseapp.applications.admission import refusal_to_apply
from courseapp.applications.asked import with_modules
from courseapp.applications.deadlines import deadline_before, deadline_of
from courseapp.applications.drafting import start_application
from courseapp.applications.earlier import earlier_applications, named_earlier
from courseapp.applications.queries import application_for
from courseapp.applications.views.blueprint import address_of, blueprint
from courseapp.core.languages import LONGEST_TAG, language_of_answer, speak_to_reader
from courseapp.core.permissions import allow, everyone, signed_in
from courseapp.core.request import answering, now, session
from courseapp.events.clock.deadlines import (
    Window,
    explain,
    told_in_zones,
    window,
    zone_of_deadline,
)
from courseapp.events.clock.registration import registers
from courseapp.events.clock.server_clock import server_clock
from courseapp.events.models import Event
from courseapp.events.queries import public_event
from courseapp.extra_time.rules import Deadline
from courseapp.extra_time.telling import more_time_for
from courseapp.extra_time.windows import why_in_words
from courseapp.forms.choosing import shown_form
from courseapp.forms.filling.pages import pages_of


@blueprint.get("/events/<slug>/apply")
@allow(everyone)
def start(slug: str) -> str | Response:
    speak_to_reader()
    event = public_event(session(), slug)
    return redirect(f"/events/{slug}/register", 303) if registers(event) else _start_page(event)


@blueprint.post("/events/<slug>/apply")
@allow(signed_in)
def begin(slug: str) -> Response | tuple[str, int]:
    speak_to_reader()
    event = public_event(session(), slug)
    if registers(event):
        return redirect(f"/events/{slug}/register", 303)
    person = current_person()
    earlier = named_earlier(session(), person, request.form.get("answers_of", ""))
    with answering() as answer:
        said = (_language(), request.form.get("work_country", ""), earlier)
        application = start_application(session(), person, now(), event, *said)
    if answer.problem is not None:
        return _start_page(event), 422
    return redirect(address_of(application), 303)


def _start_page(event: Event) -> str:
    person = optional_person()
    mine = application_for(session(), person, event) if person else None
    own = deadline_of(mine) if mine else deadline_before(session(), person, event)
    begin = own.begin if own else None
    form = with_modules(shown_form(session(), event), event)
    return render_template(
        "applications/start.html",
        event=event,
        mine=mine,
        state=window(event, now(), begin),
        Window=Window,
        refused=refusal_to_apply(session(), event, person),
        explained=explain(event, now(), begin),
        form=form,
        form_language=_language(),
        pages=pages_of(form, {}, _language()),
        earlier=earlier_applications(session(), person, event, form) if person else (),
        **_told(event, own),
    )


def _language() -> str:
    """The language in which she asked to read the form, be it ours or not; else the page's."""
    return request.values.get("language", "")[:LONGEST_TAG] or language_of_answer()


def _told(event: Event, own: Deadline | None) -> dict[str, object]:
    """What the page says about the deadline: hers, and which countries' people have longer."""
    zone = zone_of_deadline(event)
    closes = own.closing if own else None
    begins = own.begin if own and own.begin.at < own.closing.at else None
    return {
        "deadline": told_in_zones(closes.at, closes.zone, reader_zone()) if closes else (),
        "closes_at": closes.at if closes else None,
        "begin_by": told_in_zones(begins.at, begins.zone, reader_zone()) if begins else (),
        "extended": why_in_words(own) if own else "",
        "more_time": more_time_for(session(), event, now()),
        "zone": zone,
        "server_clock": server_clock(now(), closes.at if closes else None, reader_zone() or zone),
    }
