"""What organisers see: each session with its numbers, what waits to be sent, and how it reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.calendars.entries.seats import Seat
from courseapp.calendars.rules import AllDay, Entry, EntryStatus
from courseapp.core import formats
from courseapp.events.models import Event
from courseapp.events.published.change_words import times_between
from courseapp.invitations import letters
from courseapp.invitations.models import InvitationPlan, ReceivedReply
from courseapp.invitations.people import Guest, Programme, ends, programme_of
from courseapp.invitations.planning import Due, due_at, is_asked, sending_of
from courseapp.invitations.queries import Counted, counted, newest_replies, plan_of
from courseapp.invitations.rules import Step, Style, What, style_for
from courseapp.mail.outbox import Letter

MOST_COUNTED = 500
SAMPLE_REFERENCE = "XXXX-XXXX-XXXX"


@dataclass(frozen=True)
class Line:
    """One session as organisers see it."""

    uid: str
    title: str
    times: Sequence[str]
    is_off: bool
    is_over: bool
    counted: Counted


@dataclass(frozen=True)
class Overview:
    """The page. `waiting` counts messages that are due, at most `MOST_COUNTED`.

    `preview` is the letter as somebody would get it, None while there is nothing to send.
    """

    plan: InvitationPlan
    style: Style
    asks: bool
    lines: Sequence[Line]
    waiting: int
    preview: Letter | None
    replies: Sequence[ReceivedReply]

    @property
    def has_sent(self) -> bool:
        """Whether anybody was invited to anything."""
        return any(each.counted.invited for each in self.lines)


def overview_of(session: Session, event: Event, now: datetime, base_url: str) -> Overview:
    """Return the page of an event. A fixed number of statements, whatever its size."""
    plan, programme = plan_of(session, event), programme_of(session, event, base_url)
    style = style_for(plan.style, programme.number)
    asks = is_asked(session, event)
    waiting = islice(due_at(session, event, now, base_url), MOST_COUNTED)
    return Overview(
        plan=plan,
        style=style,
        asks=asks,
        lines=tuple(_lines(session, programme, now)),
        waiting=sum(1 for _ in waiting),
        preview=_preview(programme, style, now, asks=asks),
        replies=newest_replies(session, event),
    )


def line_of(session: Session, event: Event, now: datetime, uid: str, base_url: str) -> Line | None:
    """Return one session of the event by its UID; None where it is not one of its own."""
    lines = _lines(session, programme_of(session, event, base_url), now)
    return next((each for each in lines if each.uid == uid), None)


def _lines(session: Session, programme: Programme, now: datetime) -> Iterator[Line]:
    numbers = counted(session, programme.event)
    for uid, entry in _entries(programme).items():
        is_off = entry.status is EntryStatus.CANCELLED
        number = numbers.get(uid, Counted())
        yield Line(uid, entry.title, _times(entry), is_off, ends(entry) <= now, number)


def _entries(programme: Programme) -> dict[str, Entry]:
    seat = Seat(held=True, changed_at=programme.event.changed_at, ahead=0)
    return programme.entries(seat)


def _times(entry: Entry) -> tuple[str, ...]:
    when = entry.when
    if isinstance(when, AllDay):
        return (formats.date_range(when.first_day, when.last_day),)
    return times_between(when.starts_at, when.ends_at, when.zone)


def _preview(programme: Programme, style: Style, now: datetime, *, asks: bool) -> Letter | None:
    """Return what a made-up person would get: her page opens for nobody."""
    entry = next((each for each in _entries(programme).values() if ends(each) > now), None)
    if entry is None or style is Style.NOTHING:
        return None
    guest = _somebody(programme.event)
    if style is Style.ONE_LETTER:
        return letters.show(programme.event, guest, None)
    due = Due(guest, Step(What.INVITE, entry.sequence, again=True), entry.uid, entry)
    return letters.show(programme.event, guest, sending_of(due, wanted=asks))


def _somebody(event: Event) -> Guest:
    person = Person(email="amina@example.org", full_name="Amina Example")
    made_up = Application(
        id=0, reference=SAMPLE_REFERENCE, person=person, full_name="Amina Example"
    )
    return Guest(made_up, Seat(held=True, changed_at=event.changed_at, ahead=0), None, {})
