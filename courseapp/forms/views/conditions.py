"""When a question or a section is asked, and when an answer is needed: and, or, without script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.forms.building import editing
from courseapp.forms.building.composing import Edit, change_form
from courseapp.forms.building.condition_rows import (
    Groups,
    Subject,
    acted,
    condition_of,
    read_rows,
    rows_of_condition,
    subjects_of,
    unfinished,
)
from courseapp.forms.building.marks import mark_of
from courseapp.forms.building.steps import question_step, section_step
from courseapp.forms.document.conditions import Condition
from courseapp.forms.document.record import Need, Question, Section
from courseapp.forms.document.wording import condition_in_words, label_of
from courseapp.forms.views.blueprint import ONE, Answer, Hand, blueprint, form_in_hand
from courseapp.initiatives.permissions import organiser_of_initiative

OF_QUESTION = f"{ONE}/questions/<question>/<any(shown,needed):when>"
OF_SECTION = f"{ONE}/sections/<section>/shown"


class ConditionForm(FlaskForm):
    """Rows that are read by `condition_rows`; here only what was seen when the page was opened."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    seen = HiddenField()


@dataclass(frozen=True)
class Target:
    """What the condition is of: its words, what it may depend on, and how it is written back."""

    label: str
    when: str  # shown or needed
    condition: Condition
    asked_before: Sequence[Question]
    mark: str
    back: str
    held: Question | Section

    @property
    def verb(self) -> str:
        return "needed" if self.when == "needed" else "asked"

    def written(self, seen: str, condition: Condition) -> Edit:
        """Return the edit that puts the condition in its place."""
        if isinstance(self.held, Section):
            return section_step(self.held.key, seen, lambda s: replace(s, shown_if=condition))
        if self.when == "needed":
            return question_step(self.held.key, seen, lambda q: _needed(q, condition))
        return question_step(self.held.key, seen, lambda q: replace(q, shown_if=condition))


@blueprint.get(OF_QUESTION)
@allow(organiser_of_initiative)
def condition_of_question(initiative: str, form_id: int, question: str, when: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    return _opened(hand, _of_question(hand, question, when))


@blueprint.post(OF_QUESTION)
@allow(organiser_of_initiative)
def change_condition(initiative: str, form_id: int, question: str, when: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    return _sent(hand, _of_question(hand, question, when))


@blueprint.get(OF_SECTION)
@allow(organiser_of_initiative)
def condition_of_section(initiative: str, form_id: int, section: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    return _opened(hand, _of_section(hand, section))


@blueprint.post(OF_SECTION)
@allow(organiser_of_initiative)
def change_section_condition(initiative: str, form_id: int, section: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    return _sent(hand, _of_section(hand, section))


def _of_question(hand: Hand, key: str, when: str) -> Target:
    held = editing.question_in(hand.document, key)
    return Target(
        label_of(hand.document, held),
        when,
        held.needed_if if when == "needed" else held.shown_if,
        editing.asked_before(hand.document, key),
        mark_of(held),
        f"{hand.home}/questions/{key}",
        held,
    )


def _of_section(hand: Hand, key: str) -> Target:
    held = editing.section_in(hand.document, key)
    return Target(
        hand.document.said(held.title, hand.language),
        "shown",
        held.shown_if,
        editing.asked_before_section(hand.document, key),
        mark_of(held),
        f"{hand.home}/sections/{key}",
        held,
    )


def _opened(hand: Hand, target: Target) -> Answer:
    subjects = subjects_of(hand.document, target.asked_before)
    parked = parked_values(request.path)
    rows = read_rows(parked, subjects) if parked else rows_of_condition(target.condition)
    seen = parked.get("seen", "") if parked else target.mark
    return _page(hand, target, subjects, rows, ConditionForm(None, seen=seen))


def _sent(hand: Hand, target: Target) -> Answer:
    subjects = subjects_of(hand.document, target.asked_before)
    rows, form = read_rows(request.form, subjects), ConditionForm()
    if "do" in request.form:
        return _page(hand, target, subjects, acted(rows, request.form["do"]), form)
    faults = unfinished(rows, subjects)
    if not faults:
        with answering(form):
            edit = target.written(form.seen.data or "", condition_of(rows))
            told = f"changed when “{target.label}” is {target.verb}"
            change_form(session(), current_person(), now(), hand.form, told, edit)
    if faults or form.errors:
        return _page(hand, target, subjects, rows, form, faults), 422
    forget_parked()
    flash("The condition is saved.", "good")
    return redirect(target.back, 303)


def _page(
    hand: Hand,
    target: Target,
    subjects: Mapping[str, Subject],
    rows: Groups,
    form: ConditionForm,
    faults: Mapping[tuple[int, int], str] | None = None,
) -> str:
    clashes = bool(form.seen.errors)
    if clashes:
        form.seen.data = target.mark
    form.form_errors = [*form.form_errors, *dict.fromkeys((faults or {}).values())]
    return render_template(
        "manage/forms/condition.html",
        hand=hand,
        target=target,
        subjects=subjects,
        sections=hand.document.sections,
        rows=rows,
        form=form,
        faults=faults or {},
        saved=condition_in_words(hand.document, target.condition) if clashes else "",
        clashes=clashes,
    )


def _needed(held: Question, condition: Condition) -> Question:
    """Without a condition an answer that was needed at times is not needed any more."""
    never = Need.OPTIONAL if held.need is Need.SOMETIMES else held.need
    return replace(held, needed_if=condition, need=Need.SOMETIMES if condition else never)
