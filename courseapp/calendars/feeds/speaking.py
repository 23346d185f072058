"""The sessions of one speaker for her calendar, as planned: not all may be public yet."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from courseapp.accounts.models import Person
from courseapp.asking.links import link_is_over
from courseapp.calendars.entries.belonging import categories, page_of
from courseapp.calendars.entries.paragraphs import paragraphs
from courseapp.calendars.entries.standing import latest
from courseapp.calendars.feeds.heads import Site
from courseapp.calendars.feeds.own_words import own_words
from courseapp.calendars.feeds.public import Built
from courseapp.calendars.feeds.seats import REFUSED_STANDS
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.rules import Entry, EntryStatus, Feed, Privacy, Timed
from courseapp.core import formats
from courseapp.core.errors import NotFound
from courseapp.events.lists.rows import place_of
from courseapp.events.models import Event, EventSession
from courseapp.events.queries import whole_event
from courseapp.events.rules import PUBLIC_STATUSES, EventStatus, Mode, SessionStatus
from courseapp.speakers.models import SpeakerEngagement, SpeakerProfile
from courseapp.speakers.programme import HerSession, last_told, sessions_of
from courseapp.speakers.queries import engagement_with_token
from courseapp.speakers.rules import EngagementStatus

ASKED = frozenset({EngagementStatus.ASKED, EngagementStatus.INVITED, EngagementStatus.CONFIRMED})
NOT_HERS_ANY_MORE = frozenset({EngagementStatus.DECLINED, EngagementStatus.WITHDRAWN})


def of_speaker(session: Session, now: datetime, token: str, site: Site) -> Built:
    """Return the file of the speaker whose private link has the secret. Raises NotFound.

    Her link stands nowhere in it: people pass calendars on.
    """
    found = engagement_with_token(session, token)
    if (
        found is None
        or link_is_over(found, found.event, now)
        or found.status is EngagementStatus.WITHDRAWN
    ):
        raise NotFound
    event, teller = found.event, Teller(site.base_url)
    entries = tuple(_entry(event, found, each, teller) for each in sessions_of(event, found))
    feed = Feed(
        name=f"{event.title}: my sessions",
        description="The sessions in which you speak, as they were planned when you asked.",
        page_url=page_of(event, site.base_url),
        entries=entries,
        changed_at=max([last_told(found) or now, *(entry.changed_at for entry in entries)]),
    )
    return Built(feed, "my-sessions", moved_at=feed.changed_at)


def entries_of_speaker(
    session: Session, person: Person, now: datetime, since: datetime, teller: Teller
) -> list[Entry]:
    """Return the sessions in which the person speaks, tentative until she has confirmed.

    She is known by her address, which she has proved. What she refused, or what was taken back
    from her, stays as cancelled for thirty days. Two statements, and a fixed number more where
    she speaks anywhere.
    """
    if person.email_verified_at is None:
        return []
    engagements = session.scalars(_engagements(person, now)).all()
    ids = {each.event_id for each in engagements}
    if ids:  # the events come with all that sessions are told from
        session.scalars(select(Event).where(Event.id.in_(ids)).options(*whole_event())).all()
    entries = (
        _standing(_entry(each.event, each, hers, teller), each, teller)
        for each in engagements
        for hers in sessions_of(each.event, each)
        if hers.sitting.ends_at >= since
    )
    return list(entries)


def _engagements(person: Person, now: datetime) -> Select[SpeakerEngagement]:
    lately = SpeakerEngagement.changed_at >= now - REFUSED_STANDS
    no_more = SpeakerEngagement.status.in_(NOT_HERS_ANY_MORE)
    was_asked = SpeakerEngagement.invited_at.is_not(None)
    return (
        select(SpeakerEngagement)
        .join(SpeakerEngagement.profile)
        .join(SpeakerEngagement.event)
        .where(
            SpeakerProfile.email == person.email,
            Event.status.in_(PUBLIC_STATUSES),
            or_(SpeakerEngagement.status.in_(ASKED), no_more & lately & was_asked),
        )
        .options(selectinload(SpeakerEngagement.windows))
        .order_by(SpeakerEngagement.id)
    )


def _standing(entry: Entry, engagement: SpeakerEngagement, teller: Teller) -> Entry:
    """Return the entry as the answer of the speaker has it."""
    hers = replace(entry, changed_at=max(entry.changed_at, engagement.changed_at))
    if entry.status is EntryStatus.CANCELLED or engagement.status is EngagementStatus.CONFIRMED:
        return hers
    if engagement.status in ASKED:
        return replace(hers, status=EntryStatus.TENTATIVE)
    title = teller.words.not_attending.format(title=entry.title)
    return replace(hers, status=EntryStatus.CANCELLED, title=title)


def _entry(event: Event, engagement: SpeakerEngagement, hers: HerSession, teller: Teller) -> Entry:
    """Return one session; the same entry, by its UID, as in every feed that has it.

    What is not final counts one up from what is public, so that calendars take it as newer.
    """
    sitting, words = hers.sitting, own_words(teller.words.language)
    status = _status(event, hers)
    called_off = status is EntryStatus.CANCELLED
    confirmed = engagement.status is EngagementStatus.CONFIRMED
    title = f"{sitting.title} {formats.DASH} {event.title}"
    return Entry(
        uid=sitting.calendar_uid,
        sequence=_sequence(sitting) + (0 if hers.is_final else 1),
        status=status,
        title=teller.words.cancelled.format(title=title) if called_off else title,
        when=Timed(sitting.starts_at, sitting.ends_at, sitting.zone),
        created_at=sitting.created_at,
        changed_at=latest(event, None, sitting.changed_at),
        description=paragraphs(
            words.speaks,
            "" if hers.is_final else words.not_final,
            page_of(event, teller.base_url),
        ),
        location=_place(event, sitting, teller),
        url=page_of(event, teller.base_url),
        categories=categories(event, teller.words),
        conference_url=sitting.join_link if confirmed and not called_off else "",
        conference_label=teller.words.join,
        privacy=Privacy.PRIVATE,
    )


def _status(event: Event, hers: HerSession) -> EntryStatus:
    if event.status is EventStatus.CANCELLED or hers.sitting.status is SessionStatus.CANCELLED:
        return EntryStatus.CANCELLED
    return EntryStatus.CONFIRMED if hers.is_final else EntryStatus.TENTATIVE


def _place(event: Event, sitting: EventSession, teller: Teller) -> str:
    if event.mode is Mode.ONLINE:
        return sitting.where or teller.words.online
    return ", ".join(filter(None, (sitting.where, place_of(event))))


def _sequence(sitting: EventSession) -> int:
    return sitting.published.sequence if sitting.published else 0
