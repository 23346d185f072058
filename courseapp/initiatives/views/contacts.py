"""Contacts and internal notes of an initiative: for its editors only."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.initiatives.contact_forms import ContactForm, NoteForm, new_contact
from courseapp.initiatives.contacts import (
    add_contact,
    change_contact,
    contact_of,
    contacts_of,
    delete_contact,
    seen_of,
)
from courseapp.initiatives.internal_notes import add_note, delete_note, notes_of
from courseapp.initiatives.models import Contact, Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.views.editing_saves import Answer, home_of

CONTACTS_PAGE = "/manage/<initiative>/record/contacts"
CONTACT_PAGE = f"{CONTACTS_PAGE}/<int:contact_id>"
NOTES_PAGE = "/manage/<initiative>/record/notes"


@blueprint.get(CONTACTS_PAGE)
@allow(organiser_of_initiative)
def contacts(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    return render_template(
        "initiatives/edit/contacts.html",
        initiative=named,
        contacts=contacts_of(session(), named.id),
        here=_contacts_of(named),
    )


@blueprint.get(f"{CONTACTS_PAGE}/add")
@allow(organiser_of_initiative)
def new_contact_page(initiative: str) -> Answer:
    form = ContactForm(parked_values(request.path), data=new_contact(now()))
    return _contact_page(initiative_named(session(), initiative), form, None)


@blueprint.post(f"{CONTACTS_PAGE}/add")
@allow(organiser_of_initiative)
def save_new_contact(initiative: str) -> Answer:
    named, form = initiative_named(session(), initiative), ContactForm()
    if form.validate():
        with answering(form):
            add_contact(session(), current_person(), now(), named, form.plan())
    if form.errors:
        return _contact_page(named, form, None), 422
    return _done(named, _saved(form))


@blueprint.get(CONTACT_PAGE)
@allow(organiser_of_initiative)
def edit_contact(initiative: str, contact_id: int) -> Answer:
    named = initiative_named(session(), initiative)
    contact = contact_of(session(), named, contact_id)
    form = ContactForm(parked_values(request.path), obj=contact)
    return _contact_page(named, form, contact)


@blueprint.post(CONTACT_PAGE)
@allow(organiser_of_initiative)
def save_contact(initiative: str, contact_id: int) -> Answer:
    named, form = initiative_named(session(), initiative), ContactForm()
    contact = contact_of(session(), named, contact_id)
    if form.validate():
        with answering(form):
            change_contact(
                session(), current_person(), now(), contact, form.plan(), form.seen.data or ""
            )
    if form.errors:
        return _contact_page(named, form, contact), 409 if form.seen.errors else 422
    return _done(named, _saved(form))


@blueprint.get(f"{CONTACT_PAGE}/delete")
@allow(organiser_of_initiative)
def confirm_deleting_contact(initiative: str, contact_id: int) -> Answer:
    named = initiative_named(session(), initiative)
    return render_template(
        "initiatives/edit/delete_contact.html",
        initiative=named,
        contact=contact_of(session(), named, contact_id),
        here=_contacts_of(named),
    )


@blueprint.post(f"{CONTACT_PAGE}/delete")
@allow(organiser_of_initiative)
def remove_contact(initiative: str, contact_id: int) -> Answer:
    named = initiative_named(session(), initiative)
    contact = contact_of(session(), named, contact_id)
    delete_contact(session(), current_person(), now(), contact)
    return _done(named, "The contact is deleted for good.")


@blueprint.get(NOTES_PAGE)
@allow(organiser_of_initiative)
def internal_notes(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    return _notes_page(named, NoteForm(parked_values(request.path)))


@blueprint.post(NOTES_PAGE)
@allow(organiser_of_initiative)
def write_note(initiative: str) -> Answer:
    named, form = initiative_named(session(), initiative), NoteForm()
    if not form.validate():
        return _notes_page(named, form), 422
    add_note(session(), current_person(), now(), named, form.text.data or "")
    forget_parked()
    flash("The note is saved. Only organisers and administrators see it.", "good")
    return redirect(request.path, 303)


@blueprint.post(f"{NOTES_PAGE}/<int:note_id>/delete")
@allow(organiser_of_initiative)
def remove_note(initiative: str, note_id: int) -> Answer:
    named = initiative_named(session(), initiative)
    delete_note(session(), current_person(), named, note_id)
    flash("Your note is deleted.", "good")
    return redirect(f"{home_of(named)}/notes", 303)


def _done(initiative: Initiative, words: str) -> Response:
    forget_parked()
    flash(words, "good")
    return redirect(_contacts_of(initiative), 303)


def _saved(form: ContactForm) -> str:
    seen = "Everybody can see it." if form.is_public.data else "Only editors see it."
    return f"The contact is saved. {seen}"


def _contacts_of(initiative: Initiative) -> str:
    return f"{home_of(initiative)}/contacts"


def _contact_page(initiative: Initiative, form: ContactForm, contact: Contact | None) -> str:
    """Show the form; after somebody else's change also what is saved now."""
    is_late = bool(form.seen.errors)
    if contact is not None and (is_late or not form.seen.data):
        form.seen.data = seen_of(contact)
    return render_template(
        "initiatives/edit/contact.html",
        initiative=initiative,
        form=form,
        contact=contact,
        is_late=is_late,
        here=_contacts_of(initiative),
    )


def _notes_page(initiative: Initiative, form: NoteForm) -> str:
    number = request.args.get("page", 1, type=int)
    return render_template(
        "initiatives/edit/notes.html",
        initiative=initiative,
        form=form,
        page=notes_of(session(), initiative.id, current_person(), number),
        here=f"{home_of(initiative)}/notes",
    )
