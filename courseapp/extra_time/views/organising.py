"""Who has extra time for an event: the list, giving it after a look at whom, taking it back."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.events.clock.deadlines import closing_of, told_in_zones
from courseapp.events.clock.local_time import which_of_two
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.events.rules import EventStatus
from courseapp.extra_time import letters, queries
from courseapp.extra_time.concerned import asks_country, begun_by, reach_of
from courseapp.extra_time.forms import ExtraTimeForm
from courseapp.extra_time.granting import can_be_extended, grant, refuse_plan, revoke
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.plans import ExtraTimePlan
from courseapp.extra_time.words import SHOWN, given_told, holder_of, standing_of

Answer = str | Response | tuple[str, int]
LIST = "/manage/events/<slug>/extra-time"
ONE = f"{LIST}/<int(max=2147483647):extension_id>"
LONGEST_SEARCH = 100
GIVEN_WHILE = frozenset({EventStatus.PUBLISHED, EventStatus.POSTPONED})

blueprint = Blueprint("extra_time", __name__)


def home_of(event: Event) -> str:
    """Return the address of the event's list of extra time."""
    return f"/manage/events/{event.slug}/extra-time"


@blueprint.get(LIST)
@allow(organiser_of_event)
def extensions(slug: str) -> str:
    event = organised_event(session(), slug)
    search = one_line(request.args.get("search", ""))[:LONGEST_SEARCH]
    shown = _shown(request.args.get("shown", ""))
    number = request.args.get("page", 1, type=int)
    found = queries.listed(session(), event, now(), search=search, shown=shown, number=number)
    return render_template(
        "manage/extra_time/list.html",
        **_about(event),
        page=found,
        total=queries.count(session(), event),
        search=search,
        shown=shown.value,
        SHOWN=[(each.value, text) for each, text in SHOWN.items()],
        holder_of=holder_of,
        standing_of=standing_of,
    )


@blueprint.get(f"{LIST}/new")
@allow(organiser_of_event)
def new(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _new_page(event, ExtraTimeForm(parked_values(request.path)))


@blueprint.post(f"{LIST}/new")
@allow(organiser_of_event)
def give(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ExtraTimeForm()
    plan = _planned(event, form)
    if plan is None or "preview" in request.form:
        return _new_page(event, form, plan), 422 if form.errors else 200
    with answering(form):
        grant(session(), current_person(), now(), event, plan)
    if form.errors:
        return _new_page(event, form, plan), 422
    forget_parked()
    flash(given_told(plan), "good")
    return redirect(home_of(event), 303)


@blueprint.get(f"{ONE}/end")
@allow(organiser_of_event)
def confirm_ending(slug: str, extension_id: int) -> Answer:
    event = organised_event(session(), slug)
    return _end_page(event, queries.extension_of(session(), event, extension_id))


@blueprint.post(f"{ONE}/end")
@allow(organiser_of_event)
def end(slug: str, extension_id: int) -> Answer:
    event = organised_event(session(), slug)
    extension = queries.extension_of(session(), event, extension_id)
    whose = holder_of(extension)
    revoke(session(), current_person(), now(), extension)
    flash(f"The extra time of {whose} is taken back.", "good")
    return redirect(home_of(event), 303)


def _shown(text: str) -> queries.Shown:
    return queries.Shown(text) if text in set(queries.Shown) else queries.Shown.IN_FORCE


def _planned(event: Event, form: ExtraTimeForm) -> ExtraTimePlan | None:
    """Return what was entered where it can be given; else its fields say why not."""
    if not form.validate():
        return None
    plan = None
    with answering(form):
        plan = form.plan(event)
        refuse_plan(event, now(), plan)
    return None if form.errors else plan


def _about(event: Event) -> dict[str, object]:
    closing = closing_of(event)
    return {
        "event": event,
        "here": home_of(event),
        "deadline": told_in_zones(closing.at, closing.zone) if closing else (),
        "can_give": can_be_extended(event) and event.status in GIVEN_WHILE,
    }


def _new_page(event: Event, form: ExtraTimeForm, plan: ExtraTimePlan | None = None) -> str:
    """Show the form; below it, where it can be given, whom the plan concerns and the letter."""
    form.zone.offer(now())
    shown: dict[str, object] = {}
    if plan is not None:
        reach = reach_of(session(), event, now(), plan)
        contact = contact_for(session(), event, current_person())
        first = next(iter(reach.written_to), None)
        shown = {
            "reach": reach,
            "until": told_in_zones(plan.until.at, plan.until.zone),
            "twice": which_of_two(plan.until),
            "is_unasked": plan.country is not None and not asks_country(session(), event),
            "letter": letters.preview(event, plan, first, contact) if first else None,
        }
    return render_template(
        "manage/extra_time/new.html", **_about(event), form=form, plan=plan, **shown
    )


def _end_page(event: Event, extension: DeadlineExtension) -> str:
    emails = [extension.email] if extension.email else []
    begun = begun_by(session(), event, emails, extension.country)
    return render_template(
        "manage/extra_time/end.html",
        **_about(event),
        extension=extension,
        whose=holder_of(extension),
        until=told_in_zones(extension.until_at, extension.zone),
        drafts=[each for each in begun if each.is_draft],
        sent=[each for each in begun if not each.is_draft],
    )
