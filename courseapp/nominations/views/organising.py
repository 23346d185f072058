"""One jurisdiction, for organisers: its number and last day, its focal points, whom it named."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.nominations import nominating
from courseapp.nominations.contacts import contacts_to_ask
from courseapp.nominations.forms import NomineeForm, PointForm, QuotaForm, quota_values
from courseapp.nominations.listing import change_quota, remove_quota
from courseapp.nominations.models import Quota
from courseapp.nominations.ordering import nomination_of
from courseapp.nominations.people import standing_people
from courseapp.nominations.queries import quota_of
from courseapp.nominations.timing import refusal, told_until
from courseapp.nominations.views.listing import LIST, home_of, page_of
from courseapp.nominations.withdrawing import withdraw_nominee
from courseapp.nominations.words import POINT_LABELS, STANDINGS

Answer = str | Response | tuple[str, int]
ONE = f"{LIST}/<int(max=2147483647):quota_id>"
PERSON = f"{ONE}/people/<int(max=2147483647):nomination_id>"

blueprint = Blueprint("quota", __name__)


@blueprint.get(ONE)
@allow(organiser_of_event)
def show(slug: str, quota_id: int) -> Answer:
    found = found_quota(slug, quota_id)
    return quota_page(found, QuotaForm(parked_values(request.path), data=quota_values(found)))


@blueprint.post(ONE)
@allow(organiser_of_event)
def change(slug: str, quota_id: int) -> Answer:
    found, form = found_quota(slug, quota_id), QuotaForm()
    if form.validate():
        with answering(form):
            about = (found, form.plan(), form.changed_at.data)
            change_quota(session(), current_person(), now(), *about)
    if form.errors:
        return quota_page(found, form), 422
    forget_parked()
    flash("Your changes are saved.", "good")
    return redirect(page_of(found), 303)


@blueprint.get(f"{ONE}/remove")
@allow(organiser_of_event)
def confirm_removing(slug: str, quota_id: int) -> Answer:
    return render_template("manage/nominations/remove.html", **about(found_quota(slug, quota_id)))


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove(slug: str, quota_id: int) -> Answer:
    found = found_quota(slug, quota_id)
    event, name = found.event, found.name
    remove_quota(session(), current_person(), now(), found)
    flash(f"{name} is no longer on the list.", "good")
    return redirect(home_of(event), 303)


@blueprint.post(f"{ONE}/people")
@allow(organiser_of_event)
def nominate(slug: str, quota_id: int) -> Answer:
    found, form = found_quota(slug, quota_id), NomineeForm()
    if form.validate():
        with answering(form):
            nominating.nominate(session(), now(), found, current_person(), form.plan())
    if form.errors:
        return quota_page(found, QuotaForm(None, data=quota_values(found)), nominee=form), 422
    forget_parked()
    flash(f"{form.full_name.data} is nominated, and an invitation is on its way.", "good")
    return redirect(f"{page_of(found)}#people", 303)


@blueprint.get(f"{PERSON}/withdraw")
@allow(organiser_of_event)
def confirm_withdrawing(slug: str, quota_id: int, nomination_id: int) -> Answer:
    found = found_quota(slug, quota_id)
    person = nomination_of(found, nomination_id)
    return render_template("manage/nominations/withdraw.html", **about(found), person=person)


@blueprint.post(f"{PERSON}/withdraw")
@allow(organiser_of_event)
def withdraw(slug: str, quota_id: int, nomination_id: int) -> Answer:
    found = found_quota(slug, quota_id)
    person = nomination_of(found, nomination_id)
    with answering() as answer:
        withdraw_nominee(session(), now(), person, current_person())
    told = f"The nomination of {person.full_name} is withdrawn, and a letter says so."
    return _back(found, answer.problem, told)


@blueprint.post(f"{PERSON}/again")
@allow(organiser_of_event)
def invite_again(slug: str, quota_id: int, nomination_id: int) -> Answer:
    found = found_quota(slug, quota_id)
    person = nomination_of(found, nomination_id)
    with answering() as answer:
        nominating.invite_again(session(), now(), person, current_person())
    return _back(found, answer.problem, f"A new invitation to {person.email} is on its way.")


def found_quota(slug: str, quota_id: int) -> Quota:
    """Return a quota of the event. Raises NotFound for another event's."""
    return quota_of(session(), organised_event(session(), slug), quota_id)


def about(found: Quota) -> dict[str, object]:
    """Return what all pages of one jurisdiction show."""
    named, gone = standing_people(session(), found)
    return {
        "event": found.event,
        "quota": found,
        "here": page_of(found),
        "named": named,
        "gone": gone,
        "until": told_until(found),
        "STANDINGS": STANDINGS,
        "POINT_LABELS": POINT_LABELS,
    }


def quota_page(
    found: Quota,
    form: QuotaForm,
    *,
    point: PointForm | None = None,
    nominee: NomineeForm | None = None,
) -> str:
    """Show its form; after somebody else's change, with what is saved now beside it."""
    meanwhile = bool(form.changed_at.errors)
    if meanwhile:
        form.changed_at.data = found.changed_at
    here = page_of(found)
    point = point or PointForm(parked_values(f"{here}/points"))
    point.offer(list(contacts_to_ask(session(), found)))
    return render_template(
        "manage/nominations/quota.html",
        **about(found),
        form=form,
        meanwhile=meanwhile,
        point_form=point,
        nominee_form=nominee or NomineeForm(parked_values(f"{here}/people")),
        refused=refusal(found, now(), by_organiser=True),
    )


def _back(found: Quota, problem: str | None, told: str) -> Response:
    flash(problem or told, "bad" if problem else "good")
    return redirect(f"{page_of(found)}#people", 303)
