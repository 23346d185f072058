"""The organiser's pages of the materials of an event."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.models import Person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.events.facts.describing import difference
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.events.views.blueprint import home_of
from courseapp.files.current import current_folder
from courseapp.files.rules import HANDOUTS, request_bytes
from courseapp.materials import attaching
from courseapp.materials.describing import material_facts
from courseapp.materials.forms import MaterialForm, material_values
from courseapp.materials.keeping import with_upload
from courseapp.materials.listing import groups_of, taken_away
from courseapp.materials.models import Material
from courseapp.materials.queries import material_of, materials_of
from courseapp.materials.views.blueprint import blueprint

Answer = str | Response | tuple[str, int]
PAGE = "/manage/events/<slug>/materials"
ONE = f"{PAGE}/<int:material_id>"


@blueprint.get(PAGE)
@allow(organiser_of_event)
def materials(slug: str) -> Answer:
    return _list(organised_event(session(), slug))


@blueprint.get(f"{PAGE}/new")
@allow(organiser_of_event)
def new_material(slug: str) -> Answer:
    event = organised_event(session(), slug)
    preset = {"session_id": request.args.get("session", type=int)}
    return _page(MaterialForm(parked_values(request.path), data=preset), event, None)


@blueprint.post(f"{PAGE}/new")
@allow(organiser_of_event)
@accepts_upload(request_bytes(HANDOUTS))
def add_material(slug: str) -> Answer:
    event = organised_event(session(), slug)
    form = MaterialForm().offer(event, now())
    if form.is_sound(None):
        with answering(form):
            plan = with_upload(session(), now(), current_folder(), form.plan(None), form.upload)
            attaching.attach(session(), current_person(), now(), event, plan)
    if form.errors:
        return _page(form, event, None), 422
    return _saved(event, f"“{plan.title}” is added.")


@blueprint.get(ONE)
@allow(organiser_of_event)
def edit_material(slug: str, material_id: int) -> Answer:
    event = organised_event(session(), slug)
    material = material_of(session(), event, material_id)
    form = MaterialForm(parked_values(request.path), data=material_values(material))
    return _page(form, event, material)


@blueprint.post(ONE)
@allow(organiser_of_event)
@accepts_upload(request_bytes(HANDOUTS))
def change_material(slug: str, material_id: int) -> Answer:
    event = organised_event(session(), slug)
    material = material_of(session(), event, material_id)
    form = MaterialForm().offer(event, now())
    if form.is_sound(material):
        with answering(form):
            plan = with_upload(session(), now(), current_folder(), form.plan(material), form.upload)
            seen = form.changed_at.data
            attaching.change(session(), current_person(), now(), material, plan, seen)
    if form.errors:
        return _page(form, event, material), 422
    return _saved(event, f"“{plan.title}” is changed.")


@blueprint.post(f"{ONE}/up")
@allow(organiser_of_event)
def move_material_up(slug: str, material_id: int) -> Answer:
    return _act(slug, material_id, attaching.move_up, "“{}” stands one place higher.")


@blueprint.post(f"{ONE}/release")
@allow(organiser_of_event)
def release_material(slug: str, material_id: int) -> Answer:
    return _act(slug, material_id, attaching.release, "“{}” is shown to participants.")


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove_material(slug: str, material_id: int) -> Answer:
    told = "“{}” is taken away. You can put it back below."
    return _act(slug, material_id, attaching.take_away, told)


@blueprint.post(f"{ONE}/restore")
@allow(organiser_of_event)
def restore_material(slug: str, material_id: int) -> Answer:
    return _act(slug, material_id, attaching.put_back, "“{}” is in the list again.")


def _act(
    slug: str,
    material_id: int,
    action: Callable[[Session, Person, datetime, Material], object],
    told: str,
) -> Answer:
    event = organised_event(session(), slug)
    material = material_of(session(), event, material_id)
    with answering() as answer:
        action(session(), current_person(), now(), material)
    if answer.problem:
        return _list(event, answer.problem), 422
    flash(told.format(material.title), "good")
    return redirect(f"{home_of(event)}/materials", 303)


def _saved(event: Event, told: str) -> Response:
    forget_parked()
    flash(told, "good")
    return redirect(f"{home_of(event)}/materials", 303)


def _list(event: Event, problem: str = "") -> str:
    chosen = request.args.get("session", type=int)
    found = materials_of(session(), event)
    return render_template(
        "materials/organise.html",
        event=event,
        groups=groups_of(event, found, now(), chosen),
        gone=taken_away(found, now()),
        chosen=chosen,
        problem=problem,
    )


def _page(form: MaterialForm, event: Event, material: Material | None) -> str:
    """Show the form; after somebody else's change also what is saved now."""
    meanwhile = None
    if material is not None and form.changed_at.errors:
        session().refresh(material)
        meanwhile = difference(material_facts(form.plan(material)), material_facts(material))
        form.changed_at.data = material.changed_at
    return render_template(
        "materials/edit.html",
        form=form.offer(event, now()),
        event=event,
        material=material,
        meanwhile=meanwhile,
        choose_again=bool(form.errors) or parked_values(request.path) is not None,
    )
