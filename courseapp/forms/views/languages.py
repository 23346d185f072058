"""The languages of a form, and its texts side by side in two of them."""

from functools import partial

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.countries.languages import language_name
from courseapp.forms.building.composing import change_form
from courseapp.forms.building.marks import mark_of_texts, require_texts_unchanged
from courseapp.forms.building.page_forms import LanguageForm, TranslationForm
from courseapp.forms.document.record import FormDocument
from courseapp.forms.document.texts import (
    Place,
    missing_by_language,
    missing_by_section,
    with_language,
    with_texts,
    without_language,
)
from courseapp.forms.views.blueprint import ONE, Answer, Hand, blueprint, form_in_hand
from courseapp.initiatives.permissions import organiser_of_initiative

LANGUAGES = f"{ONE}/languages"
LANGUAGE = f"{LANGUAGES}/<tag>"
# The page of the form's own title, beside those of its sections; no section has such a key.
TITLE = "-"


@blueprint.get(LANGUAGES)
@allow(organiser_of_initiative)
def languages(initiative: str, form_id: int) -> Answer:
    hand = form_in_hand(initiative, form_id)
    return _list_page(hand, LanguageForm(parked_values(request.path)))


@blueprint.post(LANGUAGES)
@allow(organiser_of_initiative)
def add_language(initiative: str, form_id: int) -> Answer:
    hand = form_in_hand(initiative, form_id)
    form = LanguageForm().offer(hand.document)
    if not form.validate():
        return _list_page(hand, form), 422
    tag = form.language.data
    told, edit = f"added {language_name(tag)}", partial(with_language, language=tag)
    change_form(session(), current_person(), now(), hand.form, told, edit)
    flash(f"The form can speak {language_name(tag)} now. Write its texts.", "good")
    return redirect(f"{hand.home}/languages/{tag}", 303)


@blueprint.post(f"{LANGUAGE}/remove")
@allow(organiser_of_initiative)
def remove_language(initiative: str, form_id: int, tag: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    _require_spoken(hand, tag)
    told, edit = f"removed {language_name(tag)}", partial(without_language, language=tag)
    change_form(session(), current_person(), now(), hand.form, told, edit)
    flash(f"{language_name(tag)} and its texts are removed. You can undo this.", "good")
    return redirect(hand.home, 303)


@blueprint.get(LANGUAGE)
@allow(organiser_of_initiative)
def language(initiative: str, form_id: int, tag: str) -> Answer:
    """Begin where something is missing."""
    hand = form_in_hand(initiative, form_id)
    _require_spoken(hand, tag)
    counted = missing_by_section(hand.document, tag)
    key = next((each for each, number in counted.items() if number), next(iter(counted)))
    return redirect(f"{hand.home}/languages/{tag}/{key or TITLE}", 303)


@blueprint.get(f"{LANGUAGE}/<section>")
@allow(organiser_of_initiative)
def edit_texts(initiative: str, form_id: int, tag: str, section: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    key = _page_of(hand, tag, section)
    form = TranslationForm(hand.document, key, tag)
    form.read(parked_values(request.path), mark_of_texts(hand.document, key, tag))
    return _page(hand, tag, key, form)


@blueprint.post(f"{LANGUAGE}/<section>")
@allow(organiser_of_initiative)
def change_texts(initiative: str, form_id: int, tag: str, section: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    key = _page_of(hand, tag, section)
    form = TranslationForm(hand.document, key, tag).read(request.form, "")
    if form.validate():
        with answering(form):
            edit = partial(_written, key=key, tag=tag, seen=form["seen"].data, texts=form.texts)
            told = f"changed texts in {language_name(tag)}"
            change_form(session(), current_person(), now(), hand.form, told, edit)
    if form.errors:
        return _page(hand, tag, key, form), 422
    forget_parked()
    flash("The texts are saved.", "good")
    return redirect(_next_page(hand, tag, key), 303)


def _written(
    document: FormDocument, key: str, tag: str, seen: str, texts: dict[Place, str]
) -> FormDocument:
    require_texts_unchanged(document, key, tag, seen)
    return with_texts(document, tag, texts)


def _require_spoken(hand: Hand, tag: str) -> None:
    if tag not in hand.document.languages[1:]:
        raise NotFound


def _page_of(hand: Hand, tag: str, section: str) -> str:
    _require_spoken(hand, tag)
    key = "" if section == TITLE else section
    if key not in missing_by_section(hand.document, tag):
        raise NotFound
    return key


def _next_page(hand: Hand, tag: str, key: str) -> str:
    """Return where something is missing next; the same page where nothing is."""
    counted = missing_by_section(hand.form.composed, tag)
    if not any(counted.values()):
        return hand.home
    keys = list(counted)
    after = [*keys[keys.index(key) + 1 :], *keys[: keys.index(key) + 1]]
    following = next(each for each in after if counted[each])
    return f"{hand.home}/languages/{tag}/{following or TITLE}"


def _list_page(hand: Hand, form: LanguageForm) -> str:
    return render_template(
        "manage/forms/languages.html",
        hand=hand,
        form=form.offer(hand.document),
        missing=missing_by_language(hand.document),
    )


def _page(hand: Hand, tag: str, key: str, form: TranslationForm) -> str:
    clashes = bool(form["seen"].errors)
    if clashes:
        form["seen"].data = mark_of_texts(hand.document, key, tag)
    return render_template(
        "manage/forms/texts.html",
        hand=hand,
        tag=tag,
        key=key,
        form=form,
        clashes=clashes,
        counted=missing_by_section(hand.document, tag),
        original=hand.language,
    )
