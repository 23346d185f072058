"""The organisers' list of speakers, and how somebody comes onto it."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.core.uploads import accepts_upload
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.current import current_folder
from courseapp.files.rules import PHOTOS, request_bytes
from courseapp.speakers import profiles
from courseapp.speakers.forms import SpeakerForm
from courseapp.speakers.listing import NAMED_ONLY, listed
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.photos import set_photo
from courseapp.speakers.queries import earlier_speakers, profile_of
from courseapp.speakers.rules import EngagementStatus
from courseapp.speakers.words import NAMED_ONLY as NAMED_LABEL
from courseapp.speakers.words import PRESENCES, STATUS_LABELS

Answer = str | Response | tuple[str, int]
LIST = "/manage/events/<slug>/speakers"
LONGEST_SEARCH = 100
STATUS_CHOICES = [
    (NAMED_ONLY, NAMED_LABEL.text),
    *((status.value, STATUS_LABELS[status].text) for status in EngagementStatus),
]

blueprint = Blueprint("speakers", __name__)


def home_of(event: Event) -> str:
    """Return the address of the event's list of speakers."""
    return f"/manage/events/{event.slug}/speakers"


def page_of(engagement: SpeakerEngagement) -> str:
    """Return the address of one speaker in it."""
    return f"{home_of(engagement.event)}/{engagement.id}"


@blueprint.get(LIST)
@allow(organiser_of_event)
def speakers(slug: str) -> Answer:
    return _list_page(organised_event(session(), slug))


@blueprint.post(f"{LIST}/adopt")
@allow(organiser_of_event)
def adopt(slug: str) -> Answer:
    event, name = organised_event(session(), slug), request.form.get("name", "")
    with answering() as answer:
        engagement = profiles.adopt_named(session(), current_person(), now(), event, name)
    if answer.problem:
        return _list_page(event, answer.problem), 422
    flash(f"{engagement.profile.name} is on the list now.", "good")
    return redirect(page_of(engagement), 303)


@blueprint.post(f"{LIST}/again")
@allow(organiser_of_event)
def ask_again(slug: str) -> Answer:
    event = organised_event(session(), slug)
    chosen = request.form.get("profile", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else 0
    profile = profile_of(session(), event, number)
    with answering() as answer:
        engagement = profiles.ask_again(session(), current_person(), now(), event, profile)
    if answer.problem:
        return _list_page(event, answer.problem), 422
    flash(f"{profile.name} is on the list.", "good")
    return redirect(page_of(engagement), 303)


@blueprint.get(f"{LIST}/new")
@allow(organiser_of_event)
def new(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _new_page(event, SpeakerForm(parked_values(request.path)))


@blueprint.post(f"{LIST}/new")
@allow(organiser_of_event)
@accepts_upload(request_bytes(PHOTOS))
def add(slug: str) -> Answer:
    event, form = organised_event(session(), slug), SpeakerForm()
    engagement = _added(event, form) if form.validate() else None
    if engagement is None:
        return _new_page(event, form), 422
    forget_parked()
    flash(f"{engagement.profile.name} is on the list. No letter has been sent yet.", "good")
    return redirect(page_of(engagement), 303)


def _added(event: Event, form: SpeakerForm) -> SpeakerEngagement | None:
    with answering(form) as answer:
        about = (form.plan, form.part)
        engagement = profiles.add_speaker(session(), current_person(), now(), event, *about)
        if form.photo.data:
            set_photo(session(), now(), current_folder(), engagement.profile, form.photo.data)
    return None if answer.problem else engagement


def _list_page(event: Event, problem: str = "") -> str:
    search = one_line(request.args.get("search", ""))[:LONGEST_SEARCH]
    status = request.args.get("status", "")
    known = status if status in dict(STATUS_CHOICES) else ""
    number = request.args.get("page", 1, type=int)
    return render_template(
        "manage/speakers/list.html",
        event=event,
        problem=problem,
        search=search,
        status=known,
        found=listed(session(), event, search=search, status=known, number=number),
        earlier=earlier_speakers(session(), event, search),
        STATUS_LABELS=STATUS_LABELS,
        STATUS_CHOICES=STATUS_CHOICES,
        PRESENCES=PRESENCES,
    )


def _new_page(event: Event, form: SpeakerForm) -> str:
    form.zone.offer(now())
    return render_template("manage/speakers/new.html", event=event, form=form)
