"""The rooms and the tracks of an event."""

from collections import Counter

from flask import abort, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.planner import places
from courseapp.planner.forms import PlaceForm, RemovePlaceForm
from courseapp.planner.places import PlaceKind, place_in, places_of
from courseapp.planner.views.blueprint import PLANNER, Answer, blueprint, planner_of

KIND = f"{PLANNER}/<any(rooms, tracks):kind>"
ONE = f"{KIND}/<int:place_id>"
WAYS = {"up": -1, "down": 1}


@blueprint.get(KIND)
@allow(organiser_of_event)
def show_places(slug: str, kind: str) -> Answer:
    event = organised_event(session(), slug)
    return _list_page(event, PlaceKind(kind), PlaceForm(parked_values(request.path)))


@blueprint.post(KIND)
@allow(organiser_of_event)
def add_place(slug: str, kind: str) -> Answer:
    event, form, of_kind = organised_event(session(), slug), PlaceForm(), PlaceKind(kind)
    if form.validate():
        with answering(form):
            made = places.add_place(session(), current_person(), now(), event, of_kind, form.plan())
            return _back(event, of_kind, f"The {of_kind.one} “{made.name}” is added.")
    return _list_page(event, of_kind, form), 422


@blueprint.get(ONE)
@allow(organiser_of_event)
def edit_place(slug: str, kind: str, place_id: int) -> Answer:
    event, of_kind = organised_event(session(), slug), PlaceKind(kind)
    place = place_in(event, of_kind, place_id)
    return _form_page(event, of_kind, PlaceForm(parked_values(request.path), obj=place))


@blueprint.post(ONE)
@allow(organiser_of_event)
def change_place(slug: str, kind: str, place_id: int) -> Answer:
    event, form, of_kind = organised_event(session(), slug), PlaceForm(), PlaceKind(kind)
    place = place_in(event, of_kind, place_id)
    if form.validate():
        with answering(form):
            places.change_place(session(), current_person(), now(), event, place, form.plan())
            return _back(event, of_kind, f"“{place.name}” is saved.")
    return _form_page(event, of_kind, form), 422


@blueprint.post(f"{ONE}/order")
@allow(organiser_of_event)
def order_place(slug: str, kind: str, place_id: int) -> Answer:
    event, of_kind = organised_event(session(), slug), PlaceKind(kind)
    place = place_in(event, of_kind, place_id)
    way = request.form.get("way", "")
    if way not in WAYS:
        abort(404)
    with answering() as answer:
        places.move_place(session(), current_person(), now(), event, place, WAYS[way])
    return _back(event, of_kind, answer.problem or "", "bad")


@blueprint.get(f"{ONE}/remove")
@allow(organiser_of_event)
def confirm_removing(slug: str, kind: str, place_id: int) -> Answer:
    event, of_kind = organised_event(session(), slug), PlaceKind(kind)
    place = place_in(event, of_kind, place_id)
    form = RemovePlaceForm().offer(event, of_kind, place)
    return _removing_page(event, of_kind, place, form)


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove_place(slug: str, kind: str, place_id: int) -> Answer:
    event, of_kind = organised_event(session(), slug), PlaceKind(kind)
    place = place_in(event, of_kind, place_id)
    form = RemovePlaceForm().offer(event, of_kind, place)
    if form.validate():
        with answering(form):
            step = places.remove_place(session(), current_person(), now(), event, place, form.to_id)
            return _back(event, of_kind, f"{step.summary}.")
    return _removing_page(event, of_kind, place, form), 422


def _back(event: Event, kind: PlaceKind, message: str, tone: str = "good") -> Response:
    forget_parked()
    if message:
        flash(message, tone)
    return redirect(f"{planner_of(event)}/{kind}", 303)


def _list_page(event: Event, kind: PlaceKind, form: PlaceForm) -> str:
    return render_template(
        "planner/places.html",
        event=event,
        kind=kind,
        rows=places_of(event, kind),
        counts=_counts(event, kind),
        form=form,
    )


def _form_page(event: Event, kind: PlaceKind, form: PlaceForm) -> str:
    return render_template("planner/place.html", event=event, kind=kind, form=form)


def _removing_page(
    event: Event, kind: PlaceKind, place: places.Place, form: RemovePlaceForm
) -> str:
    count = _counts(event, kind)[place.id]
    return render_template(
        "planner/remove_place.html", event=event, kind=kind, gone=place, form=form, count=count
    )


def _counts(event: Event, kind: PlaceKind) -> Counter[int | None]:
    """Return how many sessions are in each."""
    is_room = kind is PlaceKind.ROOMS
    return Counter(each.room_id if is_room else each.track_id for each in event.sessions)
