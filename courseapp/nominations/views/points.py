"""The focal points of a jurisdiction, for organisers: who they are, the letter to each."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.asking.forms import LetterForm
from courseapp.asking.letters import preview
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.nominations import inviting, letters, points
from courseapp.nominations.contacts import contacts_to_ask
from courseapp.nominations.forms import PointForm, QuotaForm, point_values, quota_values
from courseapp.nominations.models import FocalPoint
from courseapp.nominations.points import point_of
from courseapp.nominations.rules import PointAction, letter_to_write
from courseapp.nominations.views.listing import page_of
from courseapp.nominations.views.organising import ONE, about, found_quota, quota_page

Answer = str | Response | tuple[str, int]
POINT = f"{ONE}/points/<int(max=2147483647):point_id>"

blueprint = Blueprint("focal_points", __name__)


@blueprint.post(f"{ONE}/points")
@allow(organiser_of_event)
def add(slug: str, quota_id: int) -> Answer:
    found, form, added = found_quota(slug, quota_id), PointForm(), None
    plan = form.plan(list(contacts_to_ask(session(), found))) if form.validate() else None
    if plan is not None:
        with answering(form):
            added = points.add_point(session(), current_person(), now(), found, plan)
    if added is None:
        return quota_page(found, QuotaForm(None, data=quota_values(found)), point=form), 422
    forget_parked()
    flash(f"{added.called} is a focal point. No letter has been sent yet.", "good")
    return redirect(f"{page_of(found)}#points", 303)


@blueprint.get(POINT)
@allow(organiser_of_event)
def show(slug: str, quota_id: int, point_id: int) -> Answer:
    found = _found(slug, quota_id, point_id)
    return _page(found, PointForm(parked_values(request.path), data=point_values(found)))


@blueprint.post(POINT)
@allow(organiser_of_event)
def change(slug: str, quota_id: int, point_id: int) -> Answer:
    found, form = _found(slug, quota_id, point_id), PointForm()
    plan = form.plan([]) if form.validate() else None
    if plan is not None:
        with answering(form):
            points.change_point(session(), current_person(), now(), found, plan)
    if form.errors:
        return _page(found, form), 422
    forget_parked()
    flash("Your changes are saved.", "good")
    return redirect(f"{page_of(found.quota)}#points", 303)


@blueprint.get(f"{POINT}/letter")
@allow(organiser_of_event)
def letter(slug: str, quota_id: int, point_id: int) -> Answer:
    return _letter_page(_found(slug, quota_id, point_id), LetterForm(parked_values(request.path)))


@blueprint.post(f"{POINT}/letter")
@allow(organiser_of_event)
def send(slug: str, quota_id: int, point_id: int) -> Answer:
    found, form = _found(slug, quota_id, point_id), LetterForm()
    if "preview" in request.form or not form.validate():
        return _letter_page(found, form), 422 if form.errors else 200
    with answering(form):
        facts = (found, form.note.data or "", form.changed_at.data)
        inviting.ask(session(), current_person(), now(), *facts)
    if form.errors:
        return _letter_page(found, form), 422
    forget_parked()
    flash(f"A letter is on its way to {found.email}.", "good")
    return redirect(f"{page_of(found.quota)}#points", 303)


@blueprint.post(f"{POINT}/revoke")
@allow(organiser_of_event)
def revoke(slug: str, quota_id: int, point_id: int) -> Answer:
    found = _found(slug, quota_id, point_id)
    with answering() as answer:
        points.revoke_link(session(), current_person(), now(), found)
    told = f"The link of {found.called} does not work any more. No letter says so."
    flash(answer.problem or told, "bad" if answer.problem else "good")
    return redirect(f"{page_of(found.quota)}#points", 303)


@blueprint.post(f"{POINT}/remove")
@allow(organiser_of_event)
def remove(slug: str, quota_id: int, point_id: int) -> Answer:
    found = _found(slug, quota_id, point_id)
    back, called = f"{page_of(found.quota)}#points", found.called
    points.remove_point(session(), current_person(), now(), found)
    flash(f"{called} is no focal point any more. Whoever was named stays named.", "good")
    return redirect(back, 303)


def _found(slug: str, quota_id: int, point_id: int) -> FocalPoint:
    return point_of(found_quota(slug, quota_id), point_id)


def _page(found: FocalPoint, form: PointForm) -> str:
    return render_template(
        "manage/nominations/point.html", **about(found.quota), point=found, form=form
    )


def _letter_page(found: FocalPoint, form: LetterForm) -> str:
    action = letter_to_write(found.status)
    contact, note = letters.contact_of(current_person()), form.note.data or ""
    facts = letters.request_for(found, now(), contact, note=note)
    form.changed_at.data = found.changed_at
    return render_template(
        "manage/nominations/letter.html",
        **about(found.quota),
        point=found,
        form=form,
        reminds=action is PointAction.REMIND,
        letter=preview(letters.KINDS[action], facts),
    )
