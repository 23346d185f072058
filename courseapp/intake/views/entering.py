"""Typing in somebody's application: who it is, then all questions on one page."""

from dataclasses import replace

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.errors import Problem
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.forms.document.record import Section
from courseapp.forms.fields import SectionForm
from courseapp.forms.filling.merging import marks
from courseapp.forms.filling.pages import Writing, asks_more
from courseapp.intake.coming_in import EnteredForm
from courseapp.intake.desk import list_address
from courseapp.intake.entering.beginning import (
    application_of,
    begin_entry,
    begun_entries,
    drop_entry,
    entry_of,
    keep_entry,
    needs_reason,
    pages_typed,
    refuse_event,
)
from courseapp.intake.entering.forms import BeginEntryForm
from courseapp.intake.entering.sending import enter, wrong_in
from courseapp.intake.forgetting import FORM_KEPT
from courseapp.intake.scope import zone_of
from courseapp.intake.views.blueprint import HOME, Answer, blueprint

NEW = f"{HOME}/new"
ENTRY = f"{NEW}/<int(max=2147483647):entry_id>"
MORE = "Because of these answers the form asks something more. Please go on here."


@blueprint.get(NEW)
@allow(organiser_of_event)
def new_entry(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _begin_page(event, BeginEntryForm(parked_values(request.path)))


@blueprint.post(NEW)
@allow(organiser_of_event)
def start_entry(slug: str) -> Answer:
    event, form = organised_event(session(), slug), BeginEntryForm()
    entry_id = 0
    if form.validate():
        with answering(form):
            entry_id = begin_entry(session(), current_person(), now(), event, form.plan()).id
    if form.errors:
        return _begin_page(event, form), 422
    forget_parked()
    return redirect(f"{list_address(slug)}/new/{entry_id}", 303)


@blueprint.get(ENTRY)
@allow(organiser_of_event)
def entry(slug: str, entry_id: int) -> Answer:
    found = entry_of(session(), organised_event(session(), slug), entry_id)
    if found.application_id is not None:
        return _entered(found)
    pages = pages_typed(found)
    form, parked = _filled(pages), parked_values(request.path)
    if parked is not None:
        form.read(parked)
    return _page(found, pages, form)


@blueprint.post(ENTRY)
@allow(organiser_of_event)
def keep(slug: str, entry_id: int) -> Answer:
    found = entry_of(session(), organised_event(session(), slug), entry_id)
    if found.application_id is not None:
        return _entered(found)
    before = _on_one_page(pages_typed(found))
    form = SectionForm(pages_typed(found).document, before, "")
    form.read(request.form)
    with answering(form):
        keep_entry(session(), now(), found, form.texts, form["seen"].data or "")
    if form.form_errors:
        return _page(found, pages_typed(found), form), 422
    forget_parked()
    return _after_saving(found, before)


@blueprint.post(f"{ENTRY}/drop")
@allow(organiser_of_event)
def drop(slug: str, entry_id: int) -> Answer:
    found = entry_of(session(), organised_event(session(), slug), entry_id)
    with answering() as answer:
        drop_entry(session(), found)
    said = answer.problem or "What was typed is deleted. Nobody was written to."
    flash(said, "wait" if answer.problem else "good")
    return redirect(f"{list_address(slug)}/new", 303)


def _after_saving(found: EnteredForm, before: Section) -> Answer:
    """Enter it where she wants, unless her answers brought new questions or it is not right."""
    pages, address = pages_typed(found), f"{list_address(found.event.slug)}/new/{found.id}"
    if asks_more(before, _on_one_page(pages)):
        flash(MORE, "info")
        return redirect(address, 303)
    if request.form.get("then") != "enter":
        flash("Saved. You can go on at any time.", "good")
        return redirect(address, 303)
    with_gaps, form = "with_gaps" in request.form, _filled(pages)
    with answering(form):
        enter(session(), current_person(), now(), found, with_gaps=with_gaps)
    if form.form_errors:
        form.complain(wrong_in(found, with_gaps=with_gaps))
        return _page(found, pages, form), 422
    flash("The application is entered, and a letter about it is on its way.", "good")
    return _entered(found)


def _entered(found: EnteredForm) -> Answer:
    application = session().get_one(Application, found.application_id)
    return redirect(f"{list_address(found.event.slug)}/{application.reference}", 303)


def _on_one_page(pages: Writing) -> Section:
    return Section("all", {}, questions=pages.document.questions)


def _filled(pages: Writing) -> SectionForm:
    section = _on_one_page(pages)
    form = pages.form(section)
    form.show(pages.texts, marks(pages.texts, [each.key for each in section.questions]))
    alone = replace(pages, document=replace(pages.document, sections=(section,)))
    form.complain(alone.wrong(section, sending=False))
    return form


def _begin_page(event: Event, form: BeginEntryForm) -> str:
    there = application_of(session(), event, form.email.data) if form.email.data else None
    refusal = ""
    try:
        refuse_event(event)
    except Problem as problem:
        refusal = problem.message
    return render_template(
        "intake/new.html",
        event=event,
        form=form,
        there=there if there and there.status is not Status.DRAFT else None,
        is_late=needs_reason(event, now()),
        begun=begun_entries(session(), event),
        FORM_KEPT=FORM_KEPT,
        zone=zone_of(event),
        refusal=refusal,
        back=list_address(event.slug),
    )


def _page(found: EnteredForm, pages: Writing, form: SectionForm) -> str:
    there = application_of(session(), found.event, found.email)
    return render_template(
        "intake/entry.html",
        event=found.event,
        entry=found,
        pages=pages,
        form=form,
        there=there if there and there.status is not Status.DRAFT else None,
        with_gaps="with_gaps" in request.form,
        back=f"{list_address(found.event.slug)}/new",
        documents={},
    )
