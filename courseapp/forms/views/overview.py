"""A form at one look: its sections and questions in their order, and what is still to do."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.forms.building.composing import change_form, last_step, undo
from courseapp.forms.building.ordering import move_wanted
from courseapp.forms.building.publishing import has_news, unpublished, used_versions
from courseapp.forms.document.faults import faults
from courseapp.forms.document.texts import missing_by_language
from courseapp.forms.use import form_use
from courseapp.forms.views.blueprint import ONE, Answer, blueprint, form_in_hand
from courseapp.initiatives.permissions import organiser_of_initiative


@blueprint.get(ONE)
@allow(organiser_of_initiative)
def overview(initiative: str, form_id: int) -> Answer:
    hand = form_in_hand(initiative, form_id)
    found = faults(hand.document, hand.form.stage)
    return render_template(
        "manage/forms/overview.html",
        hand=hand,
        blocking=[each for each in found if each.blocks],
        advice=[each for each in found if not each.blocks],
        step=last_step(session(), hand.form),
        used=used_versions(session(), hand.form, form_use()),
        has_news=has_news(hand.form),
        news=unpublished(hand.form),
        missing=missing_by_language(hand.document),
    )


@blueprint.post(f"{ONE}/order")
@allow(organiser_of_initiative)
def reorder(initiative: str, form_id: int) -> Answer:
    hand = form_in_hand(initiative, form_id)
    move = move_wanted(hand.document, request.form)
    with answering() as answer:
        change_form(session(), current_person(), now(), hand.form, move.summary, move.edit)
    if answer.problem:
        flash(answer.problem, "bad")
    return redirect(f"{hand.home}#{move.anchor}", 303)


@blueprint.post(f"{ONE}/undo")
@allow(organiser_of_initiative)
def take_back(initiative: str, form_id: int) -> Response:
    hand, told = form_in_hand(initiative, form_id), ""
    step = request.form.get("step", type=int) or 0
    with answering() as answer:
        told = undo(session(), now(), hand.form, step)
    if answer.problem:
        flash(answer.problem, "bad")
    else:
        flash(f"Undone: {told}.", "good")
    return redirect(hand.home, 303)
