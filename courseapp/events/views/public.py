"""What everybody may read: the list of events, and each event."""

from enum import StrEnum
from typing import TypeVar

from flask import render_template, request

from courseapp.accounts.current import reader_zone
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.events import reading
from courseapp.events.deadlines import explain
from courseapp.events.listing import LONGEST_SEARCH, Wanted, When, listed_events
from courseapp.events.queries import public_event
from courseapp.events.readings import readings_of
from courseapp.events.rows import is_over, labels_of, public_town_of, sections
from courseapp.events.rules import EventKind, Mode
from courseapp.events.views.blueprint import blueprint
from courseapp.initiatives.queries import all_initiatives

Word = TypeVar("Word", bound=StrEnum)


@blueprint.get("/events")
@allow(everyone)
def index() -> str:
    wanted = _wanted()
    page = listed_events(session(), now(), wanted, request.args.get("page", 1, type=int))
    past = wanted.when is When.PAST
    return render_template(
        "events/index.html",
        wanted=wanted,
        page=page,
        past=past,
        sections=sections(page.items, now(), past=past),
        initiatives=[(each.slug, each.called) for each in all_initiatives(session())],
    )


@blueprint.get("/events/<slug>")
@allow(everyone)
def show(slug: str) -> str:
    event = public_event(session(), slug)
    zone = reader_zone()
    days = (
        reading.programme_for(event.published_sessions, zone)
        if reading.may_read_programme(event)
        else ()
    )
    return render_template(
        "events/event.html",
        event=event,
        days=days,
        day_links=[(day.anchor, day.short) for day in days],
        deadline=reading.deadline_for(event, now(), zone),
        explained=explain(event, now()),
        zones=reading.zones_to_choose(now()),
        labels=labels_of(event, now()),
        town=public_town_of(event),
        venue=event.venue if reading.may_read_place(event) else "",
        over=is_over(event, now()),
        repeated=reading.repeat_notes(event),
        to_read=readings_of(session(), event) if days else {},
    )


def _wanted() -> Wanted:
    arguments = request.args
    return Wanted(
        text=arguments.get("q", "").strip()[:LONGEST_SEARCH],
        initiative=arguments.get("initiative", "")[:LONGEST_SEARCH],
        kind=_word(EventKind, arguments.get("kind")),
        mode=_word(Mode, arguments.get("mode")),
        when=_word(When, arguments.get("when")) or When.COMING,
    )


def _word(words: type[Word], text: str | None) -> Word | None:
    return next((word for word in words if word.value == text), None)
