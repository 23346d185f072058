"""Notes on an application: written on its page, changed and deleted on a page of their own."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.desk import list_address
from courseapp.intake.forms import NoteForm
from courseapp.intake.models import ApplicationNote
from courseapp.intake.notes import change_note, delete_note, note_of, write_note
from courseapp.intake.queries import sent_application
from courseapp.intake.views.blueprint import HOME, Answer, blueprint

NOTES = f"{HOME}/<reference>/notes"
NOTE = f"{NOTES}/<int(max=2147483647):note_id>"


@blueprint.get(NOTES)
@allow(organiser_of_event)
def new_note(slug: str, reference: str) -> Answer:
    event = organised_event(session(), slug)
    sent_application(session(), event.id, reference)
    return _page(event, reference, NoteForm(parked_values(request.path)), None)


@blueprint.post(NOTES)
@allow(organiser_of_event)
def add_note(slug: str, reference: str) -> Answer:
    event, form = organised_event(session(), slug), NoteForm()
    application = sent_application(session(), event.id, reference)
    with answering(form):
        write_note(session(), current_person(), now(), application, form.text.data or "")
    if form.errors:
        return _page(event, reference, form, None), 422
    forget_parked()
    flash("Your note is kept. Only organisers read it.", "good")
    return redirect(_back(slug, reference), 303)


@blueprint.get(NOTE)
@allow(organiser_of_event)
def note(slug: str, reference: str, note_id: int) -> Answer:
    event = organised_event(session(), slug)
    found = _own_note(event, reference, note_id)
    values = {"text": found.text, "seen": str(found.revision)}
    return _page(event, reference, NoteForm(parked_values(request.path), data=values), found)


@blueprint.post(NOTE)
@allow(organiser_of_event)
def keep_note(slug: str, reference: str, note_id: int) -> Answer:
    event, form = organised_event(session(), slug), NoteForm()
    found, text = _own_note(event, reference, note_id), form.text.data or ""
    with answering(form):
        change_note(session(), current_person(), now(), found, text, form.seen_revision)
    if form.errors:
        form.seen.data = str(found.revision)  # she has read what the other window says
        return _page(event, reference, form, found), 422
    forget_parked()
    flash("Your note is changed.", "good")
    return redirect(_back(slug, reference), 303)


@blueprint.post(f"{NOTE}/delete")
@allow(organiser_of_event)
def drop_note(slug: str, reference: str, note_id: int) -> Answer:
    event = organised_event(session(), slug)
    delete_note(session(), current_person(), now(), _own_note(event, reference, note_id))
    flash("Your note is deleted.", "good")
    return redirect(_back(slug, reference), 303)


def _own_note(event: Event, reference: str, note_id: int) -> ApplicationNote:
    application = sent_application(session(), event.id, reference)
    return note_of(session(), application, note_id, current_person())


def _back(slug: str, reference: str) -> str:
    return f"{list_address(slug)}/{reference}#notes"


def _page(event: Event, reference: str, form: NoteForm, found: ApplicationNote | None) -> str:
    application = sent_application(session(), event.id, reference)
    return render_template(
        "intake/note.html",
        event=event,
        application=application,
        form=form,
        note=found,
        back=_back(event.slug, reference),
    )
