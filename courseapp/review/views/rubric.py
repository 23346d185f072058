"""The rubric of an event: its criteria, put in order without a script, copied from elsewhere."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.review import rubrics
from courseapp.review.forms import CopyForm, CriterionForm
from courseapp.review.models import Criterion
from courseapp.review.rules import Round
from courseapp.review.views.overview import HOME, home_of
from courseapp.review.words import WORDS

Answer = str | Response | tuple[str, int]
RUBRIC = f"{HOME}/rubric"
ONE = f"{RUBRIC}/<int(max=2147483647):criterion_id>"
BY = {"up": -1, "down": 1}

blueprint = Blueprint("rubric", __name__)


@blueprint.get(RUBRIC)
@allow(organiser_of_event)
def rubric(slug: str) -> str:
    event = organised_event(session(), slug)
    return render_template(
        "review/rubric.html",
        event=event,
        here=f"{home_of(event)}/rubric",
        criteria=rubrics.criteria_of(session(), event.id),
        retired=rubrics.criteria_of(session(), event.id, retired=True),
        scored=rubrics.scored_by(session(), event.id),
        copy=_copy_form(event),
        **WORDS,
    )


@blueprint.get(f"{RUBRIC}/new")
@allow(organiser_of_event)
def new(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _page(event, None, _form(event, None, parked_values(request.path)))


@blueprint.post(f"{RUBRIC}/new")
@allow(organiser_of_event)
def add(slug: str) -> Answer:
    event = organised_event(session(), slug)
    form = _form(event, None, request.form)
    if form.validate():
        with answering(form):
            rubrics.add_criterion(session(), current_person(), now(), event, form.plan())
    if form.errors:
        return _page(event, None, form), 422
    return _done(event, f"“{form.name.data}” is in the rubric.")


@blueprint.get(ONE)
@allow(organiser_of_event)
def edit(slug: str, criterion_id: int) -> Answer:
    event = organised_event(session(), slug)
    found = rubrics.criterion_of(session(), event, criterion_id)
    return _page(event, found, _form(event, found, parked_values(request.path)))


@blueprint.post(ONE)
@allow(organiser_of_event)
def change(slug: str, criterion_id: int) -> Answer:
    event = organised_event(session(), slug)
    found = rubrics.criterion_of(session(), event, criterion_id)
    form = _form(event, found, request.form)
    if form.validate():
        with answering(form):
            plan = form.plan(found.round)
            rubrics.change_criterion(session(), current_person(), now(), found, plan)
    if form.errors:
        return _page(event, found, form), 422
    return _done(event, f"“{form.name.data}” is saved.")


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove(slug: str, criterion_id: int) -> Response:
    event = organised_event(session(), slug)
    found = rubrics.criterion_of(session(), event, criterion_id)
    name = found.name
    rubrics.remove_criterion(session(), current_person(), now(), found)
    return _done(event, f"“{name}” is removed.")


@blueprint.post(f"{ONE}/<any(up, down):way>")
@allow(organiser_of_event)
def move(slug: str, criterion_id: int, way: str) -> Response:
    event = organised_event(session(), slug)
    found = rubrics.criterion_of(session(), event, criterion_id)
    rubrics.move_criterion(session(), current_person(), now(), found, BY[way])
    return redirect(f"{home_of(event)}/rubric#c-{found.id}", 303)


@blueprint.post(f"{RUBRIC}/copy")
@allow(organiser_of_event)
def copy(slug: str) -> Response:
    event = organised_event(session(), slug)
    wanted = request.form.get("source", "")
    sources = rubrics.earlier_rubrics(session(), event)
    source = next((each for each in sources if each.slug == wanted), None)
    if source is None:
        flash("Choose an event whose rubric is to be copied.", "bad")
        return redirect(f"{home_of(event)}/rubric", 303)
    number = rubrics.copy_rubric(session(), current_person(), now(), event, source)
    told = "1 criterion is" if number == 1 else f"{number} criteria are"
    return _done(event, f"{told} copied. Change them as you need.")


def _form(event: Event, criterion: Criterion | None, typed: object) -> CriterionForm:
    form = CriterionForm.of(criterion, typed)
    form.ask_about(_reviews(event, criterion))
    return form


def _reviews(event: Event, criterion: Criterion | None) -> int:
    """Return how many submitted reviews a change concerns; of a new criterion, those of reading."""
    which = criterion.round if criterion is not None else Round.READING
    return rubrics.submitted_in(session(), event.id, which)


def _copy_form(event: Event) -> CopyForm | None:
    sources = rubrics.earlier_rubrics(session(), event)
    form = CopyForm(None)
    form.source.choices = [SelectChoice(each.slug, each.title) for each in sources]
    return form if sources else None


def _page(event: Event, criterion: Criterion | None, form: CriterionForm) -> str:
    scored = rubrics.scored_by(session(), event.id)
    return render_template(
        "review/criterion.html",
        event=event,
        here=f"{home_of(event)}/rubric",
        criterion=criterion,
        form=form,
        reviews=_reviews(event, criterion),
        scored=scored.get(criterion.id, 0) if criterion else 0,
    )


def _done(event: Event, told: str) -> Response:
    forget_parked()
    flash(told, "good")
    return redirect(f"{home_of(event)}/rubric", 303)
