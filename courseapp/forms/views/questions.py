"""The questions of a form: added, worded, moved to another section, removed."""

from functools import partial

from flask import flash, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.countries.languages import language_name
from courseapp.forms.building import editing
from courseapp.forms.building.composing import change_form
from courseapp.forms.building.marks import mark_of
from courseapp.forms.building.new_questions import blank_question, ready_groups, ready_question
from courseapp.forms.building.question_forms import QuestionForm, form_for
from courseapp.forms.building.steps import question_step
from courseapp.forms.building.trying import look_of
from courseapp.forms.document.conditions import questions_of
from courseapp.forms.document.question_changes import differences
from courseapp.forms.document.record import FormDocument, Kind, Need, Question
from courseapp.forms.document.soundness import LONGEST_LABEL
from courseapp.forms.document.wording import KINDS, label_of
from courseapp.forms.views.blueprint import ONE, Answer, Hand, blueprint, form_in_hand
from courseapp.initiatives.permissions import organiser_of_initiative

NEW = f"{ONE}/sections/<section>/questions"
QUESTION = f"{ONE}/questions/<question>"


@blueprint.get(NEW)
@allow(organiser_of_initiative)
def new_question(initiative: str, form_id: int, section: str) -> Answer:
    return _new_page(form_in_hand(initiative, form_id), section)


@blueprint.post(NEW)
@allow(organiser_of_initiative)
def add_question(initiative: str, form_id: int, section: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    editing.section_in(hand.document, section)
    question, problem = _chosen(hand)
    if question is None:
        return _new_page(hand, section, problem), 422
    told = f"added “{label_of(hand.document, question)}”"
    edit = partial(editing.add_question, section=section, question=question)
    with answering() as answer:
        change_form(session(), current_person(), now(), hand.form, told, edit)
    if answer.problem:
        return _new_page(hand, section, answer.problem), 422
    return redirect(_after_adding(hand, question), 303)


@blueprint.get(QUESTION)
@allow(organiser_of_initiative)
def edit_question(initiative: str, form_id: int, question: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    found = editing.question_in(hand.document, question)
    return _page(hand, found, _form(hand, found, parked_values(request.path)))


@blueprint.post(QUESTION)
@allow(organiser_of_initiative)
def change_question(initiative: str, form_id: int, question: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    found = editing.question_in(hand.document, question)
    form = _form(hand, found, request.form)
    if "do" in request.form:
        form.act(request.form["do"])
        return _page(hand, found, form)
    if form.validate():
        with answering(form):
            _save(hand, found, form)
    if form.errors:
        return _page(hand, found, form), 422
    forget_parked()
    return redirect(_after_saving(hand, found), 303)


@blueprint.post(f"{QUESTION}/remove")
@allow(organiser_of_initiative)
def remove_question(initiative: str, form_id: int, question: str) -> Answer:
    hand = form_in_hand(initiative, form_id)
    label = label_of(hand.document, editing.question_in(hand.document, question))
    section = editing.section_asking(hand.document, question)
    told, edit = f"removed “{label}”", partial(editing.remove_question, key=question)
    change_form(session(), current_person(), now(), hand.form, told, edit)
    flash(f"“{label}” is removed. You can undo this.", "good")
    return redirect(f"{hand.home}#s-{section.key}", 303)


def _chosen(hand: Hand) -> tuple[Question | None, str]:
    """Return the question that was chosen to add, or what is missing."""
    if key := request.form.get("ready"):
        found = ready_question(hand.document, hand.form.stage, key)
        if found is None or key in hand.document.by_key:
            return None, "Choose a question that the form does not ask yet."
        return found, ""
    label = one_line(request.form.get("label", ""))[:LONGEST_LABEL]
    kind = next((each for each in Kind if each.value == request.form.get("kind")), None)
    if kind is None or not label:
        return None, "Write your question, and choose how it is answered."
    return blank_question(hand.document, kind, label, hand.keys_shown), ""


def _after_adding(hand: Hand, question: Question) -> str:
    """One of ours is whole; an own one is set up on its page."""
    label = label_of(hand.document, question)
    if request.form.get("ready"):
        flash(f"“{label}” is added.", "good")
        return f"{hand.home}#q-{question.key}"
    flash(f"“{label}” is added. Set it up here.", "good")
    return f"{hand.home}/questions/{question.key}"


def _form(hand: Hand, question: Question, typed: MultiDict[str, str] | None) -> QuestionForm:
    return form_for(question, hand.options_shown(question), typed, hand.language)


def _save(hand: Hand, question: Question, form: QuestionForm) -> None:
    used = hand.options_shown(question)
    made = partial(form.made_of, language=hand.language, used=used)
    edit = question_step(question.key, form.seen.data or "", made)
    told = f"changed “{label_of(hand.document, question)}”"
    change_form(session(), current_person(), now(), hand.form, told, edit)


def _after_saving(hand: Hand, before: Question) -> str:
    """Return where she goes on: to say when an answer is needed, or back to the list."""
    saved = hand.form.composed.by_key[before.key]
    flash(f"“{label_of(hand.document, saved)}” is saved.", "good")
    if behind := _left_behind(hand, before, saved):
        flash(f"The words in {behind} still say what they said before. Look at them.", "info")
    if saved.need is Need.SOMETIMES and not saved.needed_if:
        return f"{hand.home}/questions/{before.key}/needed"
    return f"{hand.home}#q-{before.key}"


def _left_behind(hand: Hand, before: Question, saved: Question) -> str:
    """Return the languages whose words did not follow the change."""
    own = hand.language
    pairs = [
        (getattr(before, name), getattr(saved, name))
        for name in ("label", "help", "missing", "statement", "low", "high")
    ]
    changed = [new for old, new in pairs if old.get(own) and old.get(own) != new.get(own)]
    behind = {tag for texts in changed for tag, text in texts.items() if text and tag != own}
    return " and ".join(language_name(each) for each in hand.document.languages if each in behind)


def _page(hand: Hand, question: Question, form: QuestionForm) -> str:
    """Show the page; after somebody else's change with what differs from what is saved now."""
    meanwhile = []
    if form.seen.errors:
        typed = form.made_of(question, hand.language, hand.options_shown(question))
        meanwhile = list(differences(hand.document, typed, hand.document, question))
        form.seen.data = mark_of(question)
    return render_template(
        "manage/forms/question.html",
        hand=hand,
        question=question,
        section=editing.section_asking(hand.document, question.key),
        form=form,
        meanwhile=meanwhile,
        clashes=bool(form.seen.errors),
        dependants=_dependants(hand.document, question),
        look=look_of(hand.document, hand.form.event, question),
        done="do" in request.form,
    )


def _dependants(document: FormDocument, question: Question) -> list[str]:
    """Return what is asked, or needed, depending on the answer."""
    others = [each for each in document.questions if each.key != question.key]
    found = [
        label_of(document, each)
        for each in others
        if question.key in questions_of((*each.shown_if, *each.needed_if))
    ]
    sections = (s for s in document.sections if question.key in questions_of(s.shown_if))
    return found + [document.said(each.title, document.languages[0]) for each in sections]


def _new_page(hand: Hand, section: str, problem: str = "") -> str:
    return render_template(
        "manage/forms/new_question.html",
        hand=hand,
        section=editing.section_in(hand.document, section),
        groups=list(ready_groups(hand.document, hand.form.stage)),
        kinds=KINDS,
        label=request.form.get("label", ""),
        kind=request.form.get("kind", ""),
        problem=problem,
    )
