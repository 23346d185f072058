"""Taking somebody off the list of an event where nobody selects."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.queries import sent_application
from courseapp.registrations.forms import RemoveForm
from courseapp.registrations.removing import letter_to_show, may_remove, remove

Answer = str | Response | tuple[str, int]

PAGE = "/manage/events/<slug>/registrations/<reference>/remove"

blueprint = Blueprint("organised_registrations", __name__)


@blueprint.get(PAGE)
@allow(organiser_of_event)
def ask(slug: str, reference: str) -> Answer:
    found = _found(slug, reference)
    if not may_remove(found, now()):
        raise NotFound
    return _page(found, RemoveForm(parked_values(request.path)))


@blueprint.post(PAGE)
@allow(organiser_of_event)
def act(slug: str, reference: str) -> Answer:
    found, form = _found(slug, reference), RemoveForm()
    if "preview" in request.form or not form.validate():
        return _page(found, form), 422 if form.errors else 200
    with answering(form):
        remove(session(), current_person(), now(), found, form.note.data or "")
    if form.errors:
        return _page(found, form), 422
    forget_parked()
    flash(f"{found.full_name} is taken off the list, and a letter is on its way.", "good")
    return redirect(_list_of(found), 303)


def _found(slug: str, reference: str) -> Application:
    event = organised_event(session(), slug)
    return sent_application(session(), event.id, reference)


def _list_of(application: Application) -> str:
    return f"/manage/events/{application.event.slug}/applications"


def _page(application: Application, form: RemoveForm) -> str:
    return render_template(
        "registrations/remove.html",
        application=application,
        event=application.event,
        back=f"{_list_of(application)}/{application.reference}",
        form=form,
        letter=letter_to_show(session(), current_person(), application, form.note.data or ""),
    )
