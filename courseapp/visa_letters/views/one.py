"""The letters of one person: what they say, a look before they are issued, and their history."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.models import Application
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.logistics.queries import logistics_of
from courseapp.visa_letters.costs import COSTS, PAYERS, Payer, read_costs
from courseapp.visa_letters.emails import file_name
from courseapp.visa_letters.forms import DetailsForm, WithdrawForm
from courseapp.visa_letters.gathering import (
    CONSULATE,
    NOTE,
    NUMBER,
    details_of,
    settings_of,
    told_by,
)
from courseapp.visa_letters.issuing import (
    issue_letter,
    open_letter,
    preview_letter,
    withdraw_letter,
)
from courseapp.visa_letters.models import Letter
from courseapp.visa_letters.queries import letter_of_event, letters_of, seat_or_letter
from courseapp.visa_letters.rules import LetterKind, LetterState, Standing
from courseapp.visa_letters.settling import settle_for_one
from courseapp.visa_letters.views.issuing import HERE
from courseapp.visa_letters.views.parts import WORDS, missing, pdf

ONE = f"{HERE}/people/<reference>"
LETTER = f"{HERE}/<int(max=2147483647):letter_id>"

blueprint = Blueprint("letters_of_one", __name__)
blueprint.after_request(keep_private)


@blueprint.get(ONE)
@allow(organiser_of_event)
def person(slug: str, reference: str) -> str:
    event = organised_event(session(), slug)
    application = seat_or_letter(session(), event, reference)
    return _page(event, application, DetailsForm.of(details_of(session(), application)))


@blueprint.post(ONE)
@allow(organiser_of_event)
def save(slug: str, reference: str) -> str | Response | tuple[str, int]:
    event = organised_event(session(), slug)
    application = seat_or_letter(session(), event, reference)
    form = DetailsForm()
    if not form.validate():
        return _page(event, application, form), 422
    settle_for_one(session(), current_person(), now(), application, form.plan())
    flash("It is saved. The next letter says it; those that are out stay as they are.", "good")
    return redirect(url_for("letters_of_one.person", slug=slug, reference=reference), 303)


@blueprint.post(f"{ONE}/preview")
@allow(organiser_of_event)
def preview(slug: str, reference: str) -> Response:
    """Give the letter as it would be; one for a visa shows a passport, and that is noted."""
    event = organised_event(session(), slug)
    application, octets = seat_or_letter(session(), event, reference), b""
    with answering() as answer:
        octets = preview_letter(session(), current_person(), now(), application, _kind())
    if answer.problem:
        flash(answer.problem, "bad")
        return redirect(url_for("letters_of_one.person", slug=slug, reference=reference), 303)
    return pdf(octets, f"preview-{reference}.pdf")


@blueprint.post(f"{ONE}/issue")
@allow(organiser_of_event)
def issue(slug: str, reference: str) -> Response:
    event = organised_event(session(), slug)
    application, number = seat_or_letter(session(), event, reference), ""
    with answering() as answer:
        seen = request.form.get("seen", type=int)
        letter = issue_letter(session(), current_person(), now(), application, _kind(), seen)
        number = letter.number
    told = f"Letter {number} is issued. A mail takes it to the person."
    flash(answer.problem or told, "bad" if answer.problem else "good")
    return redirect(url_for("letters_of_one.person", slug=slug, reference=reference), 303)


@blueprint.post(f"{LETTER}/open")
@allow(organiser_of_event)
def open_issued(slug: str, letter_id: int) -> Response:
    """Give a letter that was issued, and write down who took it."""
    letter = letter_of_event(session(), organised_event(session(), slug), letter_id)
    return pdf(open_letter(session(), current_person(), now(), letter), file_name(letter))


@blueprint.get(f"{LETTER}/withdraw")
@allow(organiser_of_event)
def ask_why(slug: str, letter_id: int) -> str:
    event = organised_event(session(), slug)
    return _withdrawing(event, letter_of_event(session(), event, letter_id), WithdrawForm())


@blueprint.post(f"{LETTER}/withdraw")
@allow(organiser_of_event)
def withdraw(slug: str, letter_id: int) -> Response | tuple[str, int]:
    event, form = organised_event(session(), slug), WithdrawForm()
    letter = letter_of_event(session(), event, letter_id)
    with answering(form):
        if form.validate():
            withdraw_letter(session(), current_person(), now(), letter, form.reason.data or "")
    if form.errors:
        return _withdrawing(event, letter, form), 422
    flash(f"Letter {letter.number} is withdrawn. A mail tells the person why.", "good")
    reference = letter.application.reference
    return redirect(url_for("letters_of_one.person", slug=slug, reference=reference), 303)


def _withdrawing(event: Event, letter: Letter, form: WithdrawForm) -> str:
    return render_template(
        "visa_letters/withdraw.html", event=event, letter=letter, form=form, **WORDS
    )


def _kind() -> LetterKind:
    kind = request.form.get("kind", "")
    if kind not in set(LetterKind):
        raise BadRequest
    return LetterKind(kind)


def _page(event: Event, application: Application, form: DetailsForm) -> str:
    letters = letters_of(session(), application)
    told = told_by(logistics_of(session(), application))
    settings = settings_of(session(), event)
    usual = read_costs(settings.costs if settings else {})
    valid = {each.kind: each for each in letters if each.state is LetterState.VALID}
    return render_template(
        "visa_letters/person.html",
        event=event,
        application=application,
        form=form,
        letters=letters,
        valid=valid,
        right=Standing.VALID,
        has_details=bool(told.texts),
        has_number=bool(told.of(NUMBER)),
        consulate=told.of(CONSULATE),
        note=told.of(NOTE),
        usual={COSTS[cost]: PAYERS[usual.get(cost, Payer.LEFT_OUT)] for cost in COSTS},
        COSTS=COSTS,
        missing=missing(event),
        zone=event.zone or "UTC",
        **WORDS,
    )
