"""Rows as entries that everybody may read: whole, with dates only, or as told no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from courseapp.calendars.entries.events import dates_entry, event_entry, opened_up, withdrawn
from courseapp.calendars.entries.overviews import overview_entry
from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.entries.sessions import session_entry
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.rules import Entry
from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.publicity import detail_of, may_read_programme
from courseapp.events.rules import FeedDetail


@dataclass(frozen=True)
class Teller:
    """How a feed tells: the address of the site, without a slash at the end, and our words."""

    base_url: str
    words: Words = ENGLISH

    def session(self, sitting: PublishedSession, seat: Seat | None = None) -> Entry:
        """Return a session as somebody with that seat may read it, or everybody."""
        return session_entry(sitting, self.base_url, seat, self.words)

    def whole(self, event: Event, seat: Seat | None = None) -> list[Entry]:
        """Return an event as a whole; nothing where no day is known. So do the next ones."""
        return _there(event_entry(event, self.base_url, seat, self.words))

    def dates(self, event: Event) -> list[Entry]:
        """Return title and dates of an event."""
        return _there(dates_entry(event, self.base_url, self.words))

    def overview(self, event: Event, *, has_programme: bool) -> list[Entry]:
        """Return an event on its days, with its programme to print where it has one."""
        entry = overview_entry(event, self.base_url, self.words, has_programme=has_programme)
        return _there(entry)

    def in_full(self, event: Event) -> list[Entry]:
        """Return title and dates of an event of which all is told by now."""
        return [opened_up(each, event, self.words) for each in self.dates(event)]

    def gone(self, entries: list[Entry], event: Event) -> list[Entry]:
        """Return entries as told no more."""
        return [withdrawn(each, event, self.words) for each in entries]


class Whole(NamedTuple):
    """An event as a whole, and what calendars may have of it.

    `is_found` says whether the feed is about what it is now, and not only about what it was;
    `had_dates` that at some time title and dates alone were told.
    """

    event: Event
    is_found: bool
    has_sessions: bool
    had_dates: bool


def told_sessions(sittings: Iterable[PublishedSession], teller: Teller) -> list[Entry]:
    """Return the sessions, those of a programme that is told no more as cancelled."""
    return [entry for each in sittings for entry in _session(each, teller)]


def told_wholes(wholes: Iterable[Whole], teller: Teller) -> list[Entry]:
    """Return events that stand as a whole, instead of their sessions or beside them."""
    return [entry for whole in wholes for entry in _entries(whole, teller)]


def told_overviews(wholes: Iterable[Whole], teller: Teller) -> list[Entry]:
    """Return each event as one entry, as told no more where the feed is about what it was."""
    return [entry for whole in wholes for entry in _overview(whole, teller)]


def _session(sitting: PublishedSession, teller: Teller) -> list[Entry]:
    entries = [teller.session(sitting)]
    if may_read_programme(sitting.event):
        return entries
    return teller.gone(entries, sitting.event)


def _entries(whole: Whole, teller: Teller) -> list[Entry]:
    event, told = whole.event, detail_of(whole.event)
    if told is FeedDetail.ALL:
        entries = [] if whole.has_sessions else teller.whole(event)
        return [*entries, *(teller.in_full(event) if whole.had_dates else ())]
    if told is FeedDetail.DATES and whole.is_found:
        return [*teller.dates(event), *_was_whole(whole, teller)]
    had_dates = whole.had_dates or event.told_before is FeedDetail.DATES
    gone = teller.gone(teller.dates(event), event) if had_dates else []
    return [*gone, *_was_whole(whole, teller)]


def _was_whole(whole: Whole, teller: Teller) -> list[Entry]:
    """Return what calendars have of an event of which everything was told, and no session."""
    if whole.event.told_before is not FeedDetail.ALL or whole.has_sessions:
        return []
    return teller.gone(teller.whole(whole.event), whole.event)


def _overview(whole: Whole, teller: Teller) -> list[Entry]:
    entries = teller.overview(whole.event, has_programme=whole.has_sessions)
    return entries if whole.is_found else teller.gone(entries, whole.event)


def _there(entry: Entry | None) -> list[Entry]:
    return [] if entry is None else [entry]
