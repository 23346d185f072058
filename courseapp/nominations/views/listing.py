"""The organisers' list of jurisdictions, how one comes onto it, letters to many focal points."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.asking.forms import LetterForm
from courseapp.asking.letters import preview
from courseapp.asking.words import letters_told
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.events.clock.deadlines import takes_applications
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.nominations import inviting, letters
from courseapp.nominations.admission import choose_need, need_of
from courseapp.nominations.forms import MembersForm, NeedForm, QuotaForm
from courseapp.nominations.listing import add_all, add_quota, missing_members
from courseapp.nominations.models import Quota
from courseapp.nominations.people import numbers_standing
from courseapp.nominations.queries import QuotaFilter, figures_of, listed, to_write_to
from courseapp.nominations.rules import HAS_SENT, USUAL_QUOTA, PointAction
from courseapp.nominations.timing import told_until, usual_last_day
from courseapp.nominations.words import POINT_LABELS

Answer = str | Response | tuple[str, int]
LIST = "/manage/events/<slug>/nominations"
LETTERS = f"{LIST}/letters/<any(invite, remind):purpose>"
LONGEST_SEARCH = 100
STATUS_CHOICES = [
    (QuotaFilter.NOT_ASKED.value, "not asked yet"),
    (QuotaFilter.ASKED.value, "asked"),
    (QuotaFilter.NOBODY.value, "asked, nobody named yet"),
    (QuotaFilter.LEFT.value, "asked, may name more people"),
]

blueprint = Blueprint("nominations", __name__)


def home_of(event: Event) -> str:
    """Return the address of the event's list of jurisdictions."""
    return f"/manage/events/{event.slug}/nominations"


def page_of(quota: Quota) -> str:
    """Return the address of one jurisdiction in it."""
    return f"{home_of(quota.event)}/{quota.id}"


@blueprint.get(LIST)
@allow(organiser_of_event)
def nominations(slug: str) -> str:
    event = organised_event(session(), slug)
    form = NeedForm(parked_values(f"{home_of(event)}/rule"), need=need_of(session(), event.id))
    return _list_page(event, form)


@blueprint.post(f"{LIST}/rule")
@allow(organiser_of_event)
def choose_rule(slug: str) -> Answer:
    event, form = organised_event(session(), slug), NeedForm()
    if form.validate():
        with answering(form):
            choose_need(session(), current_person(), now(), event, form.chosen)
    if form.errors:
        return _list_page(event, form), 422
    forget_parked()
    flash("Your choice is saved.", "good")
    return redirect(home_of(event), 303)


@blueprint.get(f"{LIST}/new")
@allow(organiser_of_event)
def new(slug: str) -> Answer:
    event = organised_event(session(), slug)
    usual = {"size": USUAL_QUOTA, "until_on": usual_last_day(event, now())}
    return _new_page(event, QuotaForm(parked_values(request.path), data=usual))


@blueprint.post(f"{LIST}/new")
@allow(organiser_of_event)
def add(slug: str) -> Answer:
    event, form = organised_event(session(), slug), QuotaForm()
    if form.validate():
        with answering(form):
            added = add_quota(session(), current_person(), now(), event, form.plan())
    if form.errors:
        return _new_page(event, form), 422
    forget_parked()
    flash(f"{added.name} is on the list. Add its focal point, then write the letter.", "good")
    return redirect(page_of(added), 303)


@blueprint.get(f"{LIST}/members")
@allow(organiser_of_event)
def members(slug: str) -> Answer:
    event = organised_event(session(), slug)
    usual = {"size": USUAL_QUOTA, "until_on": usual_last_day(event, now())}
    return _members_page(event, MembersForm(parked_values(request.path), data=usual))


@blueprint.post(f"{LIST}/members")
@allow(organiser_of_event)
def add_members(slug: str) -> Answer:
    event, form, number = organised_event(session(), slug), MembersForm(), 0
    if form.validate():
        with answering(form):
            plans = form.plans(missing_members(session(), event, now()))
            number = add_all(session(), current_person(), now(), event, plans)
    if form.errors:
        return _members_page(event, form), 422
    forget_parked()
    told = "1 jurisdiction is" if number == 1 else f"{number} jurisdictions are"
    flash(f"{told} new on the list. Add their focal points, then write the letters.", "good")
    return redirect(home_of(event), 303)


@blueprint.get(LETTERS)
@allow(organiser_of_event)
def many_letters(slug: str, purpose: str) -> Answer:
    form = LetterForm(parked_values(request.path))
    return _letters_page(organised_event(session(), slug), form, PointAction(purpose))


@blueprint.post(LETTERS)
@allow(organiser_of_event)
def send_many(slug: str, purpose: str) -> Answer:
    event, form, action = organised_event(session(), slug), LetterForm(), PointAction(purpose)
    if "preview" in request.form or not form.validate():
        return _letters_page(event, form, action), 422 if form.errors else 200
    with answering(form):
        about = (event, action, form.note.data or "", form.changed_at.data)
        number = inviting.ask_all(session(), current_person(), now(), *about)
    if form.errors:
        return _letters_page(event, form, action), 422
    forget_parked()
    flash(letters_told(number), "good")
    return redirect(home_of(event), 303)


def _list_page(event: Event, form: NeedForm) -> str:
    search = one_line(request.args.get("search", ""))[:LONGEST_SEARCH]
    status, number = request.args.get("status", ""), request.args.get("page", 1, type=int)
    standing = numbers_standing(session(), event)
    return render_template(
        "manage/nominations/list.html",
        event=event,
        here=home_of(event),
        form=form,
        page=listed(session(), event, search=search, status=status, number=number),
        figures=figures_of(session(), event),
        applied=sum(standing.get(each, 0) for each in HAS_SENT),
        search=search,
        status=status,
        to_invite=len(to_write_to(session(), event, PointAction.INVITE, now())),
        to_remind=len(to_write_to(session(), event, PointAction.REMIND, now())),
        askable=takes_applications(event),
        told_until=told_until,
        POINT_LABELS=POINT_LABELS,
        STATUS_CHOICES=STATUS_CHOICES,
    )


def _new_page(event: Event, form: QuotaForm) -> str:
    return render_template(
        "manage/nominations/new.html", event=event, here=home_of(event), form=form
    )


def _members_page(event: Event, form: MembersForm) -> str:
    return render_template(
        "manage/nominations/members.html",
        event=event,
        here=home_of(event),
        form=form,
        found=missing_members(session(), event, now()),
    )


def _letters_page(event: Event, form: LetterForm, action: PointAction) -> str:
    chosen = to_write_to(session(), event, action, now())
    if not chosen:
        raise NotFound
    contact, note = letters.contact_of(current_person()), form.note.data or ""
    facts = letters.request_for(chosen[0], now(), contact, note=note)
    form.changed_at.data = now()
    return render_template(
        "manage/nominations/letters.html",
        event=event,
        here=home_of(event),
        form=form,
        chosen=chosen,
        reminds=action is PointAction.REMIND,
        letter=preview(letters.KINDS[action], facts),
    )
