"""The letters of an event's outcomes in each language, and a letter for one person alone."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.queries import sent_application
from courseapp.selection import letter_texts, private, samples
from courseapp.selection.forms import WordsForm
from courseapp.selection.making_known import words_of
from courseapp.selection.models import PrivateDecision
from courseapp.selection.rules import Choice, Language
from courseapp.selection.terms import zone_of
from courseapp.selection.texts import LANGUAGES, PRIVATE_LABELS
from courseapp.selection.wording.placeholders import MEANINGS, usable

Answer = str | Response | tuple[str, int]
HOME = "/manage/events/<slug>/decisions/letters"
ONE = f"{HOME}/<any(offer, wait, decline):choice>/<any(en, fr, es):language>"
OWN = "/manage/events/<slug>/decisions/<reference>/letter"
PREVIEW = "preview"

blueprint = Blueprint("outcome_letters", __name__)


@blueprint.get(HOME)
@allow(organiser_of_event)
def every(slug: str) -> str:
    event = organised_event(session(), slug)
    kept = letter_texts.all_letters(session(), event.id)
    return render_template(
        "selection/letters.html", event=event, kept=kept, zone=zone_of(event), **_words()
    )


@blueprint.get(ONE)
@allow(organiser_of_event)
def one(slug: str, choice: str, language: str) -> Answer:
    event, key = organised_event(session(), slug), (Choice(choice), Language(language))
    kept = letter_texts.letter_of(session(), event.id, *key)
    form = WordsForm(parked_values(request.path), obj=kept.words)
    return _one_page(event, key, form)


@blueprint.post(ONE)
@allow(organiser_of_event)
def save(slug: str, choice: str, language: str) -> Answer:
    event, form = organised_event(session(), slug), WordsForm()
    key = (Choice(choice), Language(language))
    if form.validate():
        with answering(form):
            if PREVIEW in request.form:
                letter_texts.require_right(key[0], form.words)
            else:
                who = (session(), current_person(), now())
                letter_texts.save_letter(*who, event, key, form.words)
    if form.errors or PREVIEW in request.form:
        return _one_page(event, key, form), 422 if form.errors else 200
    forget_parked()
    flash("The letter is saved. It goes out in these words from now on.", "good")
    return redirect(url_for("outcome_letters.every", slug=slug), 303)


@blueprint.post(f"{ONE}/shipped")
@allow(organiser_of_event)
def use_shipped(slug: str, choice: str, language: str) -> Response:
    event, key = organised_event(session(), slug), (Choice(choice), Language(language))
    letter_texts.use_shipped(session(), current_person(), now(), event, key)
    flash("The letter has our words again.", "good")
    return redirect(url_for("outcome_letters.every", slug=slug), 303)


@blueprint.get(OWN)
@allow(organiser_of_event)
def own(slug: str, reference: str) -> Answer:
    event = organised_event(session(), slug)
    decided = _decided(event, reference)
    form = WordsForm(parked_values(request.path), obj=_present(decided))
    return _own_page(event, decided, form)


@blueprint.post(OWN)
@allow(organiser_of_event)
def save_own(slug: str, reference: str) -> Answer:
    event, form = organised_event(session(), slug), WordsForm()
    decided = _decided(event, reference)
    is_plain, is_preview = "plain" in request.form, PREVIEW in request.form
    if is_plain or form.validate():
        with answering(form):
            if not is_plain:
                letter_texts.require_right(decided.choice or Choice.WAIT, form.words)
            if not is_preview:
                who = (session(), current_person(), now(), decided.application)
                private.write_own_letter(*who, None if is_plain else form.words)
    if form.errors or is_preview:
        return _own_page(event, decided, form), 422 if form.errors else 200
    forget_parked()
    flash("She gets the event’s letter." if is_plain else "The letter is kept for her.", "good")
    return redirect(url_for("selection.application", slug=slug, reference=reference), 303)


def _decided(event: Event, reference: str) -> PrivateDecision:
    """Return what is decided about her and not known yet. Raises NotFound where nothing is."""
    application = sent_application(session(), event.id, reference)
    found = private.decision_of(session(), application.id)
    if found is None or found.choice is None or found.known_at is not None:
        raise NotFound
    return found


def _present(decided: PrivateDecision) -> object:
    choice = decided.choice or Choice.WAIT
    own = private.own_words(session(), decided.application, choice)
    return own or words_of(session(), decided.application, choice)


def _one_page(event: Event, key: tuple[Choice, Language], form: WordsForm) -> str:
    choice, language = key
    shown = None
    if not form.errors:
        shown = samples.sample(session(), current_person(), now(), event, key, form.words)
    return render_template(
        "selection/letter.html",
        event=event,
        form=form,
        choice=choice,
        language=language,
        kept=letter_texts.letter_of(session(), event.id, choice, language),
        shown=shown,
        placeholders=[(str(each), MEANINGS[each]) for each in usable(choice)],
        **_words(),
    )


def _own_page(event: Event, decided: PrivateDecision, form: WordsForm) -> str:
    choice = decided.choice or Choice.WAIT
    who = (session(), current_person(), now(), decided.application)
    return render_template(
        "selection/own_letter.html",
        event=event,
        form=form,
        decided=decided,
        choice=choice,
        application=decided.application,
        shown=None if form.errors else samples.of_person(*who, choice, form.words),
        placeholders=[(str(each), MEANINGS[each]) for each in usable(choice)],
        **_words(),
    )


def _words() -> dict[str, object]:
    return {"LABELS": PRIVATE_LABELS, "LANGUAGES": LANGUAGES}
