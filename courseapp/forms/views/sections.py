"""The sections of a form, and the words above all of them."""

from dataclasses import replace
from functools import partial

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.forms.building import editing
from courseapp.forms.building.composing import change_form
from courseapp.forms.building.marks import mark_of
from courseapp.forms.building.page_forms import SectionWords, TitleForm
from courseapp.forms.building.steps import form_step, section_step
from courseapp.forms.document.keys import free_key
from courseapp.forms.document.record import FormDocument, Section
from courseapp.forms.views.blueprint import ONE, Answer, Hand, blueprint, form_in_hand
from courseapp.initiatives.permissions import organiser_of_initiative

NEW = f"{ONE}/sections/new"
SECTION = f"{ONE}/sections/<section>"


@blueprint.get(NEW)
@allow(organiser_of_initiative)
def new_section(initiative: str, form_id: int) -> Answer:
    hand = form_in_hand(initiative, form_id)
    return _page(hand, SectionWords(parked_values(request.path)), None)


@blueprint.post(NEW)
@allow(organiser_of_initiative)
def add_section(initiative: str, form_id: int) -> Answer:
    hand, form = form_in_hand(initiative, form_id), SectionWords()
    if not form.validate():
        return _page(hand, form, None), 422
    title = form.title.data or ""
    key = free_key(title, [each.key for each in hand.document.sections], "section")
    section = form.made_of(Section(key, {}), hand.language)
    told, edit = f"added the section “{title}”", partial(editing.add_section, section=section)
    change_form(session(), current_person(), now(), hand.form, told, edit)
    forget_parked()
    flash(f"The section “{title}” is added. Now add its questions.", "good")
    return redirect(f"{hand.home}#s-{key}", 303)


@blueprint.get(SECTION)
@allow(organiser_of_initiative)
def edit_section(initiative: str, form_id: int, section: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    found = editing.section_in(hand.document, section)
    return _page(hand, SectionWords.of(found, hand.language, parked_values(request.path)), found)


@blueprint.post(SECTION)
@allow(organiser_of_initiative)
def change_section(initiative: str, form_id: int, section: str) -> Answer:
    hand, form = form_in_hand(initiative, form_id), SectionWords()
    found = editing.section_in(hand.document, section)
    if form.validate():
        made = partial(form.made_of, language=hand.language)
        told = f"changed the section “{form.title.data}”"
        edit = section_step(section, form.seen.data or "", made)
        with answering(form):
            change_form(session(), current_person(), now(), hand.form, told, edit)
    if form.errors:
        return _page(hand, form, found), 422
    forget_parked()
    flash("The section is saved.", "good")
    return redirect(f"{hand.home}#s-{section}", 303)


@blueprint.post(f"{SECTION}/remove")
@allow(organiser_of_initiative)
def remove_section(initiative: str, form_id: int, section: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    found = editing.section_in(hand.document, section)
    title = hand.document.said(found.title, hand.language)
    told, edit = f"removed the section “{title}”", partial(editing.remove_section, key=section)
    change_form(session(), current_person(), now(), hand.form, told, edit)
    flash(f"The section “{title}” and its questions are removed. You can undo this.", "good")
    return redirect(hand.home, 303)


@blueprint.get(f"{ONE}/title")
@allow(organiser_of_initiative)
def edit_title(initiative: str, form_id: int) -> Answer:
    hand = form_in_hand(initiative, form_id)
    values = {"title": hand.document.title.get(hand.language, ""), "seen": mark_of(hand.document)}
    return _title_page(hand, TitleForm(parked_values(request.path), data=values))


@blueprint.post(f"{ONE}/title")
@allow(organiser_of_initiative)
def change_title(initiative: str, form_id: int) -> Answer:
    hand, form = form_in_hand(initiative, form_id), TitleForm()
    if form.validate():
        with answering(form):
            edit = form_step(form.seen.data or "", partial(_titled, title=form.title.data or ""))
            told = "changed the title"
            change_form(session(), current_person(), now(), hand.form, told, edit)
    if form.errors:
        return _title_page(hand, form), 422
    forget_parked()
    flash("The title is saved.", "good")
    return redirect(hand.home, 303)


def _titled(document: FormDocument, title: str) -> FormDocument:
    return replace(document, title={**document.title, document.languages[0]: title})


def _page(hand: Hand, form: SectionWords, section: Section | None) -> str:
    """Show the page; after somebody else's change with what is saved now beside it."""
    meanwhile = section if form.seen.errors else None
    if section is not None:
        form.seen.data = mark_of(section) if meanwhile else form.seen.data
    return render_template(
        "manage/forms/section.html", hand=hand, form=form, section=section, meanwhile=meanwhile
    )


def _title_page(hand: Hand, form: TitleForm) -> str:
    meanwhile = bool(form.seen.errors)
    form.seen.data = mark_of(hand.document) if meanwhile else form.seen.data
    return render_template("manage/forms/title.html", hand=hand, form=form, meanwhile=meanwhile)
