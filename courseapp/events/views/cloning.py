"""The organiser's page on which the next edition is made from an earlier one."""

from datetime import date, timedelta

from flask import flash, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.editions import next_edition
from courseapp.events.models import Event
from courseapp.events.moves import cloning
from courseapp.events.moves.clone_forms import CloneForm, title_of_next
from courseapp.events.moves.move_preview import preview
from courseapp.events.moves.moving import next_edition_day
from courseapp.events.moves.timetables import timetable_of
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.events.views.blueprint import blueprint, home_of

Answer = str | Response | tuple[str, int]
ADDRESS = "/manage/events/<slug>/clone"


@blueprint.get(ADDRESS)
@allow(organiser_of_event)
def clone(slug: str) -> Answer:
    event = organised_event(session(), slug)
    form = CloneForm(parked_values(request.path), data=_proposed(event))
    return _page(form, event)


@blueprint.post(ADDRESS)
@allow(organiser_of_event)
def make_clone(slug: str) -> Answer:
    event, form, draft = organised_event(session(), slug), CloneForm(), None
    wish = form.wish() if form.validate() else None
    if request.form.get("then") == "preview":
        return _page(form, event), 422 if form.errors else 200
    if wish is not None:
        with answering(form):
            draft = cloning.clone_event(session(), current_person(), now(), event, wish)
    if draft is None:
        return _page(form, event), 422
    forget_parked()
    return _made(draft)


def _made(draft: Event) -> Response:
    flash("The draft is made, with all dates moved. Only organisers see it.", "good")
    for twin in cloning.twins_of(session(), draft):
        link = Markup('<a href="{}">{}</a>').format(home_of(twin), twin.slug)
        told = Markup("There is another draft with this title and first day: {}.")
        flash(told.format(link), "wait")
    return redirect(home_of(draft), 303)


def _proposed(event: Event) -> dict[str, object]:
    first, today = timetable_of(event).first_day, now().date()
    day = next_edition_day(first, today) if first else _in_a_year(today)
    offered = (step for step in cloning.clone_steps() if step.default)
    return {
        "title": title_of_next(event.title, first, day),
        "starts_on": day,
        "steps": [step.key for step in offered],
    }


def _in_a_year(today: date) -> date:
    return today + timedelta(weeks=52)


def _page(form: CloneForm, event: Event) -> str:
    form.zone.offer(now())
    form.offer(_found(event))
    wish, shown = None if form.errors else form.wish(), None
    if wish is not None:
        with answering(form):  # what is wrong with the wish stands beside its field
            shown = preview(wish.moved(timetable_of(event)), event.country, now())
    return render_template(
        "manage/events/clone.html",
        event=event,
        form=form,
        shown=shown,
        undated=timetable_of(event).undated,
        number=next_edition(session(), event.series) if event.series else None,
    )


def _found(event: Event) -> list[tuple[cloning.CloneStep, str]]:
    """Return the steps that have something to bring along."""
    found = ((step, step.found(session(), event)) for step in cloning.clone_steps())
    return [(step, there) for step, there in found if there]
