"""The organisers' list of delegations, how one comes onto it, letters to many, the host's list."""

from flask import Blueprint, Response, flash, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.asking.forms import LetterForm
from courseapp.asking.letters import preview
from courseapp.asking.words import letters_told
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.delegations import inviting, letters
from courseapp.delegations.forms import DelegationForm, MembersForm
from courseapp.delegations.listing import add_all, add_delegation
from courseapp.delegations.members import missing_members
from courseapp.delegations.models import Delegation
from courseapp.delegations.people_csv import people_csv
from courseapp.delegations.queries import WAITING, figures_of, listed, people_of, to_write_to
from courseapp.delegations.rules import USUAL_SIZE, DelegationAction, DelegationStatus
from courseapp.delegations.words import STATUS_LABELS
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event

Answer = str | AnyResponse | tuple[str, int]
LIST = "/manage/events/<slug>/delegations"
LETTERS = f"{LIST}/letters/<any(invite, remind):purpose>"
LONGEST_SEARCH = 100
STATUS_CHOICES = [
    *((status.value, STATUS_LABELS[status].text) for status in DelegationStatus),
    (WAITING, "A substitute to decide on"),
]

blueprint = Blueprint("delegations", __name__)


def home_of(event: Event) -> str:
    """Return the address of the event's list of delegations."""
    return f"/manage/events/{event.slug}/delegations"


def page_of(delegation: Delegation) -> str:
    """Return the address of one delegation in it."""
    return f"{home_of(delegation.event)}/{delegation.id}"


@blueprint.get(LIST)
@allow(organiser_of_event)
def delegations(slug: str) -> str:
    event = organised_event(session(), slug)
    search = one_line(request.args.get("search", ""))[:LONGEST_SEARCH]
    status = request.args.get("status", "")
    number = request.args.get("page", 1, type=int)
    return render_template(
        "manage/delegations/list.html",
        event=event,
        here=home_of(event),
        page=listed(session(), event, search=search, status=status, number=number),
        figures=figures_of(session(), event),
        search=search,
        status=status,
        to_invite=len(to_write_to(session(), event, DelegationAction.INVITE)),
        to_remind=len(to_write_to(session(), event, DelegationAction.REMIND)),
        STATUS_LABELS=STATUS_LABELS,
        STATUS_CHOICES=STATUS_CHOICES,
    )


@blueprint.get(f"{LIST}/new")
@allow(organiser_of_event)
def new(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _new_page(event, DelegationForm(parked_values(request.path), size=USUAL_SIZE))


@blueprint.post(f"{LIST}/new")
@allow(organiser_of_event)
def add(slug: str) -> Answer:
    event, form = organised_event(session(), slug), DelegationForm()
    if form.validate():
        with answering(form):
            added = add_delegation(session(), current_person(), now(), event, form.plan())
    if form.errors:
        return _new_page(event, form), 422
    forget_parked()
    flash(f"{added.name} is on the list. No letter has been sent yet.", "good")
    return redirect(page_of(added), 303)


@blueprint.get(f"{LIST}/members")
@allow(organiser_of_event)
def members(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _members_page(event, MembersForm(parked_values(request.path), size=USUAL_SIZE))


@blueprint.post(f"{LIST}/members")
@allow(organiser_of_event)
def add_members(slug: str) -> Answer:
    event, form, number = organised_event(session(), slug), MembersForm(), 0
    if form.validate():
        size = form.size.data or USUAL_SIZE
        with answering(form):
            plans = missing_members(session(), event, now().date(), size)
            number = add_all(session(), current_person(), now(), event, plans)
    if form.errors:
        return _members_page(event, form), 422
    forget_parked()
    told = "1 delegation is" if number == 1 else f"{number} delegations are"
    flash(f"{told} new on the list. No letter has been sent yet.", "good")
    return redirect(home_of(event), 303)


@blueprint.get(LETTERS)
@allow(organiser_of_event)
def many_letters(slug: str, purpose: str) -> Answer:
    form = LetterForm(parked_values(request.path))
    return _letters_page(organised_event(session(), slug), form, DelegationAction(purpose))


@blueprint.post(LETTERS)
@allow(organiser_of_event)
def send_many(slug: str, purpose: str) -> Answer:
    event, form, action = organised_event(session(), slug), LetterForm(), DelegationAction(purpose)
    if "preview" in request.form or not form.validate():
        return _letters_page(event, form, action), 422 if form.errors else 200
    with answering(form):
        about = (event, action, form.note.data or "", form.changed_at.data)
        number = inviting.invite_all(session(), current_person(), now(), *about)
    if form.errors:
        return _letters_page(event, form, action), 422
    forget_parked()
    flash(letters_told(number), "good")
    return redirect(home_of(event), 303)


@blueprint.get(f"{LIST}/people.csv")
@allow(organiser_of_event)
def people(slug: str) -> Response:
    event = organised_event(session(), slug)
    response = Response(
        people_csv(people_of(session(), event)), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{event.slug}-people.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _new_page(event: Event, form: DelegationForm) -> str:
    return render_template(
        "manage/delegations/new.html", event=event, here=home_of(event), form=form
    )


def _members_page(event: Event, form: MembersForm) -> str:
    return render_template(
        "manage/delegations/members.html",
        event=event,
        here=home_of(event),
        form=form,
        found=missing_members(session(), event, now().date()),
    )


def _letters_page(event: Event, form: LetterForm, action: DelegationAction) -> str:
    chosen = to_write_to(session(), event, action)
    if not chosen:
        raise NotFound
    contact, note = letters.contact_of(current_person()), form.note.data or ""
    form.changed_at.data = now()
    return render_template(
        "manage/delegations/letters.html",
        event=event,
        here=home_of(event),
        form=form,
        chosen=chosen,
        reminds=action is DelegationAction.REMIND,
        letter=preview(
            letters.KINDS[action], letters.facts_for(chosen[0], now(), contact, note=note)
        ),
    )
