"""A reviewer's own pages: what she has to review, one application with its form, the discussion."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.formats import instant
from courseapp.core.permissions import allow, signed_in
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment
from courseapp.intake.scope import zone_of
from courseapp.review import discussing, reading, writing
from courseapp.review.forms import RemarkForm
from courseapp.review.in_hand import Hand, in_hand, look_at
from courseapp.review.permissions import reviewer_of_event
from courseapp.review.phases import ALLOWED, Doing, next_change
from courseapp.review.review_form import FilledReview, differing, form_of, written_in
from courseapp.review.rounds import dates_of, phase_of, round_of
from courseapp.review.rules import Round
from courseapp.review.sides import side_of
from courseapp.review.words import WORDS

Answer = str | Response | tuple[str, int]
ROUND = "/reviews/<slug>/<any(reading, interview):round>"
ONE = f"{ROUND}/<reference>"

blueprint = Blueprint("reviews", __name__)
blueprint.after_request(keep_private)


@blueprint.get("/reviews")
@allow(signed_in)
def mine() -> str:
    return render_template(
        "review/mine.html",
        tasks=reading.tasks_of(session(), current_person(), now()),
        next_change=next_change,
        now=now(),
        may_write=lambda phase: Doing.WRITE in ALLOWED[phase],
        may_read=lambda phase: Doing.READ in ALLOWED[phase],
        **WORDS,
    )


@blueprint.get(ROUND)
@allow(reviewer_of_event)
def own(slug: str, round: str) -> str:  # noqa: A002 - the word of the address
    look = look_at(session(), current_person(), slug, Round(round), now())
    row = round_of(session(), look.event.id, look.round)
    number = request.args.get("page", 1, int)
    return render_template(
        "review/own.html",
        event=look.event,
        round=look.round,
        hidden=look.hidden,
        phase=phase_of(row, now()),
        change=next_change(dates_of(row), now()),
        page=reading.own_list(session(), current_person(), look, number, now()),
        **WORDS,
    )


@blueprint.get(ONE)
@allow(reviewer_of_event)
def review(slug: str, round: str, reference: str) -> str:  # noqa: A002 - likewise
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    kept = parked_values(request.path)
    return _page(hand, form_of(hand.criteria, hand.review, kept), is_kept=kept is not None)


@blueprint.post(ONE)
@allow(reviewer_of_event)
def save(slug: str, round: str, reference: str) -> Answer:  # noqa: A002 - likewise
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    form = form_of(hand.criteria, hand.review, request.form)
    if form.validate():
        _keep(hand, form)
    if form.errors:
        return _page(hand, form), 422
    forget_parked()
    return _go_on(hand)


@blueprint.post(f"{ONE}/keep")
@allow(reviewer_of_event)
def keep(slug: str, round: str, reference: str) -> Response | tuple[Response, int]:  # noqa: A002 - likewise
    """Save while she types; the page stays open and goes on with the revision of the answer."""
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    form = form_of(hand.criteria, hand.review, request.form)
    if form.validate():
        _save(hand, form)
    if form.errors:
        told = (text for texts in form.errors.values() for text in texts)
        return jsonify(problem=" ".join(told)), 422
    saved = instant(hand.written.changed_at, zone_of(hand.look.event))
    return jsonify(saved=f"Saved {saved}", seen=form.seen.data, meanwhile=[])


@blueprint.post(f"{ONE}/reopen")
@allow(reviewer_of_event)
def reopen(slug: str, round: str, reference: str) -> Response:  # noqa: A002 - likewise
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    with answering() as answer:
        writing.reopen_review(session(), current_person(), now(), hand.written)
    told = "You can change your review now. Submit it again, for until then it does not count."
    flash(answer.problem or told, "bad" if answer.problem else "info")
    return redirect(f"{hand.address}#review", 303)


@blueprint.get(f"{ONE}/discussion")
@allow(reviewer_of_event)
def discussion(slug: str, round: str, reference: str) -> str:  # noqa: A002 - likewise
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    return _page(hand, form_of(hand.criteria, hand.review), RemarkForm(parked_values(request.path)))


@blueprint.post(f"{ONE}/discussion")
@allow(reviewer_of_event)
def say(slug: str, round: str, reference: str) -> Answer:  # noqa: A002 - likewise
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    form = RemarkForm()
    with answering(form):
        about = (hand.assignment, hand.review, hand.phase, form.text.data or "")
        discussing.say(session(), current_person(), now(), *about)
    if form.errors:
        return _page(hand, form_of(hand.criteria, hand.review, None), form), 422
    forget_parked()
    return redirect(f"{hand.address}#discussion", 303)


@blueprint.get(f"{ONE}/documents/<int(max=2147483647):document_id>")
@allow(reviewer_of_event)
def document(slug: str, round: str, reference: str, document_id: int) -> Response:  # noqa: A002 - likewise
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    return attachment(hand.file(session(), document_id), current_folder(), is_confidential=True)


def _keep(hand: Hand, form: FilledReview) -> None:
    """Save what was typed; then submit it if asked. What cannot be submitted stays saved."""
    _save(hand, form)
    if form.errors or request.form.get("do") != "submit":
        return
    for field, message in writing.missing(hand.criteria, hand.written):
        form[field].errors = [*form[field].errors, message]
    if not form.errors:
        with answering(form):
            writing.submit_review(session(), current_person(), now(), hand.written)


def _save(hand: Hand, form: FilledReview) -> None:
    with answering(form) as answer:
        written = written_in(form, hand.criteria)
        saved = writing.save_review(session(), current_person(), now(), hand.assignment, written)
    if answer.problem is None:
        form.seen.data = str(saved.revision)
        hand.review = saved


def _go_on(hand: Hand) -> Response:
    """After submitting, the next application that waits; after saving, the same page."""
    if request.form.get("do") != "submit":
        flash("Your draft is saved.", "good")
        return redirect(f"{hand.address}#review", 303)
    look, reference = hand.look, hand.application.reference
    following = reading.next_to_do(
        session(), current_person(), look.event, look.round, after=reference
    )
    if following is None:
        flash("Your review is submitted. You have reviewed everything that is yours.", "good")
        return redirect(hand.list_address, 303)
    flash("Your review is submitted. Here is the next application.", "good")
    return redirect(f"{hand.list_address}/{following}", 303)


def _page(
    hand: Hand, form: FilledReview, remark: RemarkForm | None = None, *, is_kept: bool = False
) -> str:
    discussed = discussing.discussion_for(session(), hand.assignment, hand.review, hand.phase)
    is_clash = bool(form.seen.errors)
    elsewhere = differing(form, hand.written) if is_clash and hand.review else {}
    if is_clash and hand.review:
        form.seen.data = str(hand.review.revision)
    return render_template(
        "review/review.html",
        hand=hand,
        event=hand.look.event,
        round=hand.look.round,
        form=form,
        remark=remark or RemarkForm(None),
        elsewhere=elsewhere,
        is_kept=is_kept,
        discussed=discussed,
        others=[side_of(each, hand.criteria) for each in discussed.reviews],
        own=side_of(hand.review, hand.criteria) if hand.review else None,
        **WORDS,
    )
