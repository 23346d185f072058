"""The editors' side of a record: what it holds, what needs a look, and whether it is public."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.initiatives.contacts import contacts_of
from courseapp.initiatives.edit_forms import HeadForm
from courseapp.initiatives.editing.overview import LOOKS, SECTIONS, Look, field_rows, looks_counted
from courseapp.initiatives.internal_notes import number_of_notes
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.publicity import number_of_events, publish_record, unpublish_record
from courseapp.initiatives.queries import HeldRecord, initiative_named
from courseapp.initiatives.telling import Clash
from courseapp.initiatives.views.blueprint import blueprint, events
from courseapp.initiatives.views.editing_saves import (
    Answer,
    Sent,
    answer_to,
    home_of,
    record_in_hand,
)


@blueprint.get("/manage/<initiative>/record")
@allow(organiser_of_initiative)
def edit_record(initiative: str) -> Answer:
    held, only = record_in_hand(initiative), request.args.get("show", type=Look)
    return render_template(
        "initiatives/edit/hub.html",
        held=held,
        sections=field_rows(held.record, only),
        titles=SECTIONS,
        only=only,
        looks=LOOKS,
        looks_counted=looks_counted(held.record),
        contacts=len(contacts_of(session(), held.initiative.id)),
        notes=number_of_notes(session(), held.initiative.id),
    )


@blueprint.get("/manage/<initiative>/record/name")
@allow(organiser_of_initiative)
def edit_name(initiative: str) -> Answer:
    held = record_in_hand(initiative)
    return _name_page(held, HeadForm(parked_values(request.path), obj=held.record))


@blueprint.post("/manage/<initiative>/record/name")
@allow(organiser_of_initiative)
def change_name(initiative: str) -> Answer:
    held, form = record_in_hand(initiative), HeadForm()
    return answer_to(
        Sent(
            held.initiative,
            form,
            form.applied_to,
            "Name and summary are saved.",
            home_of(held.initiative),
            lambda clashes: _name_page(held, form, clashes),
        )
    )


@blueprint.get("/manage/<initiative>/record/publish")
@allow(organiser_of_initiative)
def confirm_publicity(initiative: str) -> Answer:
    return _publicity_page(initiative_named(session(), initiative))


@blueprint.post("/manage/<initiative>/record/publish")
@allow(organiser_of_initiative)
def publish(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    if publish_record(session(), current_person(), now(), named):
        flash(f"The record of {named.called} is public now.", "good")
    return redirect(home_of(named), 303)


@blueprint.post("/manage/<initiative>/record/unpublish")
@allow(organiser_of_initiative)
def unpublish(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    with answering() as answer:
        unpublish_record(session(), current_person(), now(), named, lambda: _public_events(named))
    if answer.problem:
        return _publicity_page(named, answer.problem), 422
    flash(f"The record of {named.called} is a draft. Only its organisers see it.", "good")
    return redirect(home_of(named), 303)


@blueprint.get("/manage/<initiative>/record/unpublish")
@allow(organiser_of_initiative)
def confirm_unpublishing(initiative: str) -> Response:
    return redirect(f"{home_of(initiative_named(session(), initiative))}/publish", 303)


def _name_page(held: HeldRecord, form: HeadForm, clashes: Sequence[Clash] = ()) -> str:
    form.begin_at(held.version.number)
    return render_template("initiatives/edit/name.html", held=held, form=form, clashes=clashes)


def _publicity_page(initiative: Initiative, problem: str = "") -> str:
    count = _public_events(initiative)
    return render_template(
        "initiatives/edit/publish.html",
        initiative=initiative,
        public_events=number_of_events(count) if count else "",
        contacts=[each for each in contacts_of(session(), initiative.id) if each.is_public],
        problem=problem,
    )


def _public_events(initiative: Initiative) -> int:
    found = events().offerings(session(), now(), initiative.id)
    return len(found.coming) + len(found.held) + len(found.unconfirmed)
