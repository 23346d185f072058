"""What an application needs, and the button that begins it."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person, optional_person, reader_zone
from courseapp.applications.admission import refusal_to_apply
from courseapp.applications.asked import with_modules
from courseapp.applications.drafting import start_application
from courseapp.applications.queries import application_for
from courseapp.applications.views.blueprint import address_of, blueprint
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
from courseapp.events.models import Event
from courseapp.events.queries import public_event
from courseapp.forms.choosing import shown_form


@blueprint.get("/events/<slug>/apply")
@allow(everyone)
def start(slug: str) -> str | Response:
    event = public_event(session(), slug)
    return redirect(f"/events/{slug}/register", 303) if registers(event) else _start_page(event)


@blueprint.post("/events/<slug>/apply")
@allow(signed_in)
def begin(slug: str) -> Response | tuple[str, int]:
    event = public_event(session(), slug)
    if registers(event):
        return redirect(f"/events/{slug}/register", 303)
    with answering() as answer:
        language = request.form.get("language", "")
        application = start_application(session(), current_person(), now(), event, language)
    if answer.problem is not None:
        return _start_page(event), 422
    return redirect(address_of(application), 303)


def _start_page(event: Event) -> str:
    person = optional_person()
    deadline = event.applications_close_at
    return render_template(
        "applications/start.html",
        event=event,
        mine=application_for(session(), person, event) if person else None,
        state=window(event, now()),
        Window=Window,
        refused=refusal_to_apply(session(), event, person),
        explained=explain(event, now()),
        deadline=told_in_zones(deadline, zone_of_deadline(event), reader_zone())
        if deadline
        else (),
        form=with_modules(shown_form(session(), event), event),
        language=request.args.get("language", ""),
        zone=zone_of_deadline(event),
    )
