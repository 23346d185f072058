"""A whole course as one entry of whole days: for posters and for those who plan their year."""

from dataclasses import replace

from courseapp.calendars.entries.belonging import overview_uid, page_of
from courseapp.calendars.entries.events import dates_entry, whole, withdrawn
from courseapp.calendars.entries.standing import days_of
from courseapp.calendars.entries.wordings import ENGLISH, Words
from courseapp.calendars.rules import Entry, Link
from courseapp.events.models import Event
from courseapp.events.published.publicity import detail_of
from courseapp.events.rules import FeedDetail


def overview_entry(
    event: Event, base_url: str, words: Words = ENGLISH, *, has_programme: bool = False
) -> Entry | None:
    """Return the whole event on its days, with a UID of its own; None if no day is known.

    It stands in feeds of overviews only, beside no session: else everything would show twice. It
    never says more than everybody may know of a public event: only title and dates of one by
    invitation, and of one that is told no more, that. None where nothing was ever told.
    """
    days, told = days_of(event), detail_of(event)
    if days is None:
        return None
    if told is FeedDetail.DATES:
        return dates_entry(event, base_url, words)
    entry = whole(event, overview_uid(event), days, base_url, None, words)
    if told is FeedDetail.ALL:
        return replace(entry, attachments=_programme(event, base_url)) if has_programme else entry
    return withdrawn(entry, event, words) if event.told_before else None


def _programme(event: Event, base_url: str) -> tuple[Link, ...]:
    """Return the programme to print: one link for the whole event, not one with each session."""
    name = f"{event.slug}.pdf"
    return (Link(f"{page_of(event, base_url)}/programme.pdf", "application/pdf", name),)
