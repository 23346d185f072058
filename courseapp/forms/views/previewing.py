"""The form as an applicant sees it, page by page, in any of its languages; nothing is saved."""

from flask import render_template, request

from courseapp.core.permissions import allow
from courseapp.forms.building.publishing import version_of
from courseapp.forms.building.trying import Trial, trial_of
from courseapp.forms.document.record import Section
from courseapp.forms.views.blueprint import ONE, Answer, Hand, blueprint, form_in_hand
from courseapp.initiatives.permissions import organiser_of_initiative

PREVIEW = f"{ONE}/preview"
END = "end"


@blueprint.get(PREVIEW)
@allow(organiser_of_initiative)
def preview(initiative: str, form_id: int) -> Answer:
    hand = form_in_hand(initiative, form_id)
    trial = _trial(hand, request.args.get("language", ""), "")
    return _page(hand, trial, _wanted(trial, request.args.get("section", "")))


@blueprint.post(PREVIEW)
@allow(organiser_of_initiative)
def go_on(initiative: str, form_id: int) -> Answer:
    """Buttons: ``go`` is on, back, or the key of a page; ``language`` the next language."""
    hand = form_in_hand(initiative, form_id)
    trial = _trial(hand, request.form.get("language", ""), request.form.get("so_far", ""))
    here, go = trial.section(request.form.get("section", "")), request.form.get("go", "")
    if here is None:
        return _page(hand, trial, None if go == END else _wanted(trial, go))
    trial = trial.typed(here, request.form)
    section = trial.section(here.key) or here
    if go == "on" and not trial.wrong(section):
        return _page(hand, trial, trial.beside(section.key, 1))
    if go in {"on", ""}:
        return _page(hand, trial, section, complain=go == "on")
    before = trial.beside(section.key, -1) if go == "back" else None
    return _page(hand, trial, before or _wanted(trial, go))


def _trial(hand: Hand, language: str, so_far: str) -> Trial:
    number = request.values.get("version", type=int)
    document = version_of(hand.form, number).shown if number else hand.document
    return trial_of(document, hand.form.event, language, so_far)


def _wanted(trial: Trial, key: str) -> Section | None:
    """Return the page with the key, else the first; None for a form that asks nothing."""
    return trial.section(key) or next(iter(trial.sections), None)


def _page(hand: Hand, trial: Trial, section: Section | None, *, complain: bool = False) -> str:
    form = trial.page(section) if section else None
    if form is not None and section is not None and complain:
        form.complain(trial.wrong(section))
    missing = {
        each.key: trial.wrong(each, sending=True) for each in trial.sections if section is None
    }
    return render_template(
        "manage/forms/preview.html",
        hand=hand,
        trial=trial,
        section=section,
        form=form,
        missing=missing,
        version=request.values.get("version", type=int),
    )
