"""All reviews of one application, side by side, for organisers."""

from flask import Blueprint, flash, redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.rules import PAPERS
from courseapp.intake.scope import zone_of
from courseapp.review.discussing import add_remark, remarks_on
from courseapp.review.forms import RemarkForm
from courseapp.review.models import Assignment, Review
from courseapp.review.redacting import documents_of
from courseapp.review.rounds import hidden_traits
from courseapp.review.rules import Round
from courseapp.review.sides import reviewed_application, reviews_on
from courseapp.review.views.overview import HOME, home_of
from courseapp.review.words import WORDS
from courseapp.review.writing import reopen_review

Answer = str | Response | tuple[str, int]
ONE = f"{HOME}/<any(reading, interview):round>/<reference>"

blueprint = Blueprint("reviews_of_one", __name__)
blueprint.after_request(keep_private)


@blueprint.get(ONE)
@allow(organiser_of_event)
def reviews(slug: str, round: str, reference: str) -> Answer:  # noqa: A002 - the word of the address
    event = organised_event(session(), slug)
    return _page(event, Round(round), reference, RemarkForm(parked_values(request.path)))


@blueprint.post(ONE)
@allow(organiser_of_event)
def say(slug: str, round: str, reference: str) -> Answer:  # noqa: A002 - likewise
    event, form = organised_event(session(), slug), RemarkForm()
    found = reviewed_application(session(), current_person(), event, reference)
    with answering(form):
        text = form.text.data or ""
        add_remark(session(), current_person(), now(), found.id, Round(round), text)
    if form.errors:
        return _page(event, Round(round), reference, form), 422
    forget_parked()
    return redirect(f"{home_of(event)}/{round}/{reference}#discussion", 303)


@blueprint.post(f"{ONE}/<int(max=2147483647):review_id>/reopen")
@allow(organiser_of_event)
def reopen(slug: str, round: str, reference: str, review_id: int) -> Response:  # noqa: A002 - likewise
    event = organised_event(session(), slug)
    found = reviewed_application(session(), current_person(), event, reference)
    review = (
        session()
        .scalars(
            select(Review)
            .join(Assignment)
            .where(Review.id == review_id, Assignment.application_id == found.id)
        )
        .one_or_none()
    )
    if review is None:
        raise NotFound
    with answering() as answer:
        reopen_review(session(), current_person(), now(), review)
    told = "The review is open again. It counts no more until it is submitted again."
    flash(answer.problem or told, "bad" if answer.problem else "good")
    return redirect(f"{home_of(event)}/{round}/{reference}", 303)


def _page(event: Event, which: Round, reference: str, form: RemarkForm) -> str:
    found = reviewed_application(session(), current_person(), event, reference)
    return render_template(
        "review/one.html",
        event=event,
        here=home_of(event),
        application=found,
        round=which,
        side=reviews_on(session(), event, found.id, which),
        remarks=remarks_on(session(), found.id, which),
        form=form,
        is_anonymous=bool(hidden_traits(session(), event.id)),
        documents=documents_of(session(), found),
        accepted=PAPERS,
        zone=zone_of(event),
        **WORDS,
    )
