"""An event as everybody may read it: its page, its programme, its sessions, what has changed."""

from datetime import date, datetime

from flask import render_template, request

from courseapp.accounts.current import optional_person, reader_zone
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.core.typed_text import one_line
from courseapp.events.clock.deadlines import explain
from courseapp.events.clock.registration import entrance, registers
from courseapp.events.lists.rows import is_over, labels_of, public_town_of
from courseapp.events.models import Event, PublishedSession
from courseapp.events.ports.attending import attends
from courseapp.events.ports.choosing import how_chosen_path
from courseapp.events.ports.handouts import Handouts, handouts_for
from courseapp.events.ports.more_time import more_time_to_apply
from courseapp.events.published import publicity, reading
from courseapp.events.published.calendar_links import google_link, outlook_link
from courseapp.events.published.changes import ChangeKind
from courseapp.events.published.public_programme import (
    LONGEST_SEARCH,
    MOST_ON_EVENT_PAGE,
    WantedSessions,
    public_programme,
)
from courseapp.events.published.session_reading import path_of, shown_session
from courseapp.events.published.structured import event_document, session_document
from courseapp.events.published.version_queries import (
    ToldVersion,
    marks_of,
    newest_version,
    told_versions,
)
from courseapp.events.queries import public_event
from courseapp.events.sessions.readings import readings_of
from courseapp.events.views.blueprint import blueprint
from courseapp.mail.outbox import absolute_url

Rows = list[PublishedSession]


@blueprint.app_template_filter()
def session_path(row: PublishedSession, event: Event) -> str:
    """Return the address of a session's page."""
    return path_of(event, row)


@blueprint.get("/events/<slug>")
@allow(everyone)
def show(slug: str) -> str:
    event, zone = public_event(session(), slug), reader_zone()
    rows = _readable(event)
    return render_template(
        "events/event.html",
        event=event,
        deadline=reading.deadline_for(event, now(), zone),
        more_time=more_time_to_apply(session(), event, now()),
        explained=explain(event, now()),
        labels=labels_of(event, now()),
        town=public_town_of(event),
        venue=event.venue if publicity.may_read_place(event) else "",
        over=is_over(event, now()),
        how_chosen=how_chosen_path(session(), event),
        takes_part=_takes_part(event),
        entrance=entrance(event, now()) if registers(event) else None,
        document=event_document(event, rows, absolute_url("")),
        **_programme(event, rows, WantedSessions(), zone),
    )


@blueprint.get("/events/<slug>/programme")
@allow(everyone)
def programme(slug: str) -> str:
    event, wanted = public_event(session(), slug), _wanted()
    rows = _readable(event)
    if not rows:
        raise NotFound
    told = _programme(event, rows, wanted, reader_zone())
    return render_template("events/programme.html", event=event, wanted=wanted, **told)


@blueprint.get("/events/<slug>/changes")
@allow(everyone)
def programme_changes(slug: str) -> str:
    event = public_event(session(), slug)
    if not _readable(event):
        raise NotFound
    page = told_versions(session(), event, request.args.get("page", 1, type=int))
    return render_template("events/changes.html", event=event, page=page, zone=reader_zone())


@blueprint.get("/events/<slug>/sessions/<uid>")
@allow(everyone)
def show_session(slug: str, uid: str) -> str:
    event, zone = public_event(session(), slug), reader_zone()
    if not publicity.may_read_programme(event):
        raise NotFound
    shown, newest = shown_session(event, uid, zone), newest_version(session(), event)
    page = absolute_url(shown.path)
    return render_template(
        "events/session.html",
        event=event,
        shown=shown,
        mark=marks_of(newest).get(uid),
        to_read=readings_of(session(), event).get(shown.row.session_id, ()),
        handouts=_handouts(event).get(shown.row.session_id, ()),
        zones=reading.zones_to_choose(now()),
        document=session_document(event, shown.row, absolute_url(""), _moved_from(newest, uid)),
        google=google_link(event, shown.row, page),
        outlook=outlook_link(event, shown.row, page),
    )


def _readable(event: Event) -> Rows:
    """Return the sessions that everybody may read."""
    return event.published_sessions if publicity.may_read_programme(event) else []


def _programme(
    event: Event, rows: Rows, wanted: WantedSessions, zone: str | None
) -> dict[str, object]:
    """Return what templates/events/_programme.html shows."""
    newest = newest_version(session(), event) if rows else None
    return {
        "count": len(rows),
        "is_long": len(rows) > MOST_ON_EVENT_PAGE,
        "programme": public_programme(rows, wanted, zone, request.args.get("page", 1, type=int)),
        "newest": newest,
        "marks": marks_of(newest),
        "repeated": reading.repeat_notes(event),
        "to_read": readings_of(session(), event) if rows else {},
        "handouts": _handouts(event),
        "zones": reading.zones_to_choose(now()),
    }


def _takes_part(event: Event) -> bool:
    """Return whether the reader has a page of her own for the event."""
    person = optional_person()
    return person is not None and attends(session(), event, person.id)


def _handouts(event: Event) -> Handouts:
    """Return what the reader may open now, by session."""
    return handouts_for(session(), event, now(), optional_person())


def _moved_from(newest: ToldVersion | None, uid: str) -> datetime | None:
    """Return when the session began before the newest version moved it; None if it did not."""
    for change in newest.changes if newest else ():
        if change.uid == uid and change.kind is ChangeKind.MOVED and change.before:
            return change.before.starts_at
    return None


def _wanted() -> WantedSessions:
    told = request.args
    return WantedSessions(
        text=one_line(told.get("q", ""))[:LONGEST_SEARCH],
        day=told.get("day", type=date.fromisoformat),
        track=told.get("track", "")[:LONGEST_SEARCH],
        module=told.get("module", "")[:LONGEST_SEARCH],
        language=told.get("language", "")[:LONGEST_SEARCH],
        by_track=told.get("by") == "track",
    )
