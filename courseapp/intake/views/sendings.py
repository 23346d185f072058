"""An application as it was sent, time after time, for organisers."""

from flask import render_template

from courseapp.core.permissions import allow
from courseapp.core.request import session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.desk import list_address
from courseapp.intake.queries import sent_application
from courseapp.intake.sendings import sendings_of
from courseapp.intake.views.blueprint import HOME, blueprint


@blueprint.get(f"{HOME}/<reference>/sendings")
@allow(organiser_of_event)
def sendings(slug: str, reference: str) -> str:
    event = organised_event(session(), slug)
    application = sent_application(session(), event.id, reference)
    return render_template(
        "intake/sendings.html",
        event=event,
        application=application,
        sendings=sendings_of(session(), application),
        back=f"{list_address(slug)}/{reference}",
        zone=event.zone or "UTC",
    )
