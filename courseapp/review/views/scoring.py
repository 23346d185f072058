"""The organisers' table of scores, and the same as a file."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.audit import record
from courseapp.core.paging import page_of
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.review.progress import names_of
from courseapp.review.rules import Round
from courseapp.review.scores import (
    Marks,
    agreement_by_criterion,
    agreement_of,
    latest_round,
    marks_of,
)
from courseapp.review.table import USUAL_ORDER, in_order, score_rows, scores_csv
from courseapp.review.views.overview import HOME, home_of
from courseapp.review.words import WORDS, agreement_told

PAGE_SIZE = 50

blueprint = Blueprint("review_scores", __name__)
blueprint.after_request(keep_private)


@blueprint.get(f"{HOME}/scores")
@allow(organiser_of_event)
def scores(slug: str) -> str:
    event = organised_event(session(), slug)
    marks = marks_of(session(), event)
    which, order = _round(marks), request.args.get("sort", USUAL_ORDER)
    rows = score_rows(session(), event, marks, which, current_person())
    effects = marks.calibration(which).effects
    return render_template(
        "review/scores.html",
        event=event,
        here=home_of(event),
        round=which,
        rounds=marks.rounds,
        criteria=[each for each in marks.criteria if each.round is which],
        page=page_of(in_order(rows, order), request.args.get("page", 1, int), PAGE_SIZE),
        order=order,
        reviewed=sum(row.score.reviews > 0 for row in rows),
        missing=sum(row.score.missing for row in rows),
        alpha=agreement_of(marks, which),
        agreement=agreement_by_criterion(marks, which),
        agreement_told=agreement_told,
        effects=sorted(effects.items(), key=lambda each: -each[1]),
        names=names_of(session(), effects),
        **WORDS,
    )


@blueprint.post(f"{HOME}/scores.csv")
@allow(organiser_of_event)
def scores_file(slug: str) -> Response:
    event = organised_event(session(), slug)
    marks = marks_of(session(), event)
    which = _round(marks)
    rows = score_rows(session(), event, marks, which, current_person())
    criteria = [each for each in marks.criteria if each.round is which]
    text = "".join(scores_csv(in_order(rows, USUAL_ORDER), criteria))
    _note_export(event, len(rows))
    disposition = f'attachment; filename="{event.slug}-scores.csv"'
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": disposition})


def _round(marks: Marks) -> Round:
    """Return the round whose criteria are shown: the one asked for, else the latest reviewed."""
    asked = request.values.get("round", "")
    return Round(asked) if asked in set(Round) else latest_round(marks)


def _note_export(event: Event, number: int) -> None:
    """Note who has how many scores as a file."""
    told = "1 application" if number == 1 else f"{number} applications"
    record(
        session(),
        at=now(),
        actor=current_person().display_name,
        verb="export",
        subject=f"event/{event.id}",
        summary=f"Exported the scores of {told} as a table",
    )
