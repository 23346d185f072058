"""All events of the initiatives that somebody organises; her drafts only where she asked for them.

Organisers read what they keep from others, but no link into an online room stands here: the
address may lie in the calendar of a whole office.
"""

from dataclasses import replace

from sqlalchemy import ColumnElement, and_, true
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.permissions import organised_initiative_ids
from courseapp.calendars.feeds import rows
from courseapp.calendars.feeds.own_words import own_words
from courseapp.calendars.feeds.published import Found
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.feeds.windows import Window, nearest
from courseapp.calendars.rules import Entry, EntryStatus, Privacy
from courseapp.events.models import Event
from courseapp.events.rules import PUBLIC_STATUSES, EventStatus


def entries_of_organiser(
    session: Session, person: Person, window: Window, teller: Teller, *, with_drafts: bool
) -> Found:
    """Return her events as they are public, and drafts as whole days. Four statements.

    Nothing for who organises nothing any more.
    """
    hers = _organised_by(person)
    public = and_(hers, Event.status.in_(PUBLIC_STATUSES))
    sittings = rows.read(session, rows.nearest_sittings(window, public))
    as_whole = and_(public, ~Event.published_sessions.any())
    drafts = and_(hers, Event.status == EventStatus.DRAFT)
    wanted = as_whole | drafts if with_drafts else as_whole
    events = session.scalars(rows.nearest_events(window, wanted)).all()
    rows.load_topics(session, (*(each.event for each in sittings), *events))
    entries = [teller.session(each) for each in sittings]
    entries += [entry for event in events for entry in _whole(event, teller)]
    return Found(nearest(entries, window), is_full=len(entries) >= window.most)


def _organised_by(person: Person) -> ColumnElement[bool]:
    ids = organised_initiative_ids(person)
    if ids is None:
        return true()
    return Event.initiative_id.in_(ids)


def _whole(event: Event, teller: Teller) -> list[Entry]:
    entries = teller.whole(event)
    if event.status is not EventStatus.DRAFT:
        return entries
    return [_draft(each, event, teller) for each in entries]


def _draft(entry: Entry, event: Event, teller: Teller) -> Entry:
    """A draft has no public page, and keeps nobody busy."""
    words, page = own_words(teller.words.language), f"{teller.base_url}/manage/events/{event.slug}"
    return replace(
        entry,
        status=EntryStatus.TENTATIVE,
        title=words.draft.format(title=entry.title),
        description=f"{words.is_draft}\n{page}",
        styled="",
        url=page,
        record=None,
        transparent=True,
        privacy=Privacy.PRIVATE,
    )
