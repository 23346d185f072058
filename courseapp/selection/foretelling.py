"""What a release would do: numbers, each letter as it would be, and what one should know before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, joinedload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.paging import Page, paginate
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.events.rules import Mode
from courseapp.mail.outbox import Letter
from courseapp.selection import letters
from courseapp.selection.board import UNDECIDED
from courseapp.selection.letter_texts import all_letters
from courseapp.selection.models import PrivateDecision
from courseapp.selection.people import Affected, affected
from courseapp.selection.points import points_to_tell
from courseapp.selection.private import counters, written_for_her
from courseapp.selection.rules import Choice, Privacy, refusal
from courseapp.selection.terms import seats_free, starts_at

LETTERS_SHOWN = 10
TIME_FOR_A_VISA = timedelta(days=60)


@dataclass(frozen=True)
class Shown:
    """A letter of the release as its reader would get it; `problem` says why it would not go."""

    person: Affected
    choice: Choice
    letter: Letter
    is_own: bool


@dataclass(frozen=True)
class Outlook:
    """What a release now would do. `warnings` are sentences; `seats_left` None: no limit.

    `undecided` people would hear nothing. `is_untrue`: our letter to those without a seat says
    that more people applied than there are seats, which is not so here.
    """

    numbers: Mapping[Choice, int]
    seats_left: int | None
    points: int
    undecided: int
    is_untrue: bool
    warnings: Sequence[str]

    @property
    def letters(self) -> int:
        return sum(self.numbers.values())


def outlook(session: Session, event: Event, now: datetime) -> Outlook:
    """Return what would happen. A fixed number of statements."""
    numbers = counters(session, event.id)
    free = seats_free(event)
    left = None if free is None else free - numbers.get(Choice.OFFER, 0)
    counted = _counted(session, event)
    return Outlook(
        numbers,
        left,
        points=len(points_to_tell(session, event.id)),
        undecided=counted.undecided,
        is_untrue=_is_untrue(session, event, numbers.get(Choice.DECLINE, 0), counted.applied),
        warnings=tuple(_warnings(event, left, now, counted)),
    )


def letters_shown(
    session: Session,
    actor: Person,
    event: Event,
    reply_by: datetime,
    note: str,
    number: int,
    choice: Choice | None = None,
) -> Page[Shown]:
    """Return a page of the letters, offers first. A fixed number of statements."""
    wanted = _undisclosed(event, choice)
    page = paginate(session, wanted, number, LETTERS_SHOWN)
    contact = contact_for(session, event, actor)
    kept = {(each.choice, each.language): each.words for each in all_letters(session, event.id)}
    found = []
    for application, row in page.items:
        decided = row.choice
        facts = letters.facts_for(
            application,
            contact,
            note=note,
            reply_by=reply_by if decided is Choice.OFFER else None,
            offer_path=letters.SAMPLE_PATH if decided is Choice.OFFER else "",
        )
        own = written_for_her(row, decided)
        words = own or kept[decided, facts.language]
        reason = refusal(application.status, decided) or ""
        shown = letters.preview(decided, facts, words)
        found.append(Shown(affected(application, reason), decided, shown, own is not None))
    return Page(found, page.number, page.size, page.total)


def _undisclosed(event: Event, choice: Choice | None) -> Select[*tuple[Any, ...]]:
    order = case(
        (PrivateDecision.choice == Choice.OFFER, 0),
        (PrivateDecision.choice == Choice.WAIT, 1),
        else_=2,
    )
    found = (
        select(Application, PrivateDecision)
        .join(PrivateDecision, PrivateDecision.application_id == Application.id)
        .where(
            Application.event_id == event.id,
            PrivateDecision.choice.is_not(None),
            PrivateDecision.privacy != Privacy.KNOWN,
        )
    )
    if choice is not None:
        found = found.where(PrivateDecision.choice == choice)
    found = found.options(joinedload(Application.person).lazyload(Person.roles))
    return found.order_by(order, PrivateDecision.rank, Application.full_name, Application.id)


def _is_untrue(session: Session, event: Event, declined: int, applied: int) -> bool:
    if not declined or (event.places is not None and applied > event.places):
        return False
    kept = all_letters(session, event.id)
    return any(each.choice is Choice.DECLINE and not each.is_own for each in kept)


def _warnings(event: Event, left: int | None, now: datetime, counted: "_Counted") -> list[str]:
    found = []
    if left is not None and left < 0:
        found.append(
            f"{_people(-left)} more {_are(-left)} to be admitted than seats are free. "
            "Who comes last finds no seat, and nothing is sent to her or him."
        )
    if left is not None and left > 0:
        found.append(f"{_seats(left)} would stay free.")
    travellers, undecided, gone = counted.travellers, counted.undecided, counted.gone
    begins = starts_at(event)
    if travellers and begins is not None and begins - now < TIME_FOR_A_VISA:
        days = max(0, (begins - now).days)
        found.append(
            f"The event begins in {days} days, and {_people(travellers)} to be admitted would come "
            "from another country. A visa often takes 60 days: ask for the letters of invitation "
            "at once."
        )
    if undecided:
        found.append(f"{_people(undecided)} {_have(undecided)} no decision and would hear nothing.")
    if gone:
        found.append(
            f"{_people(gone)} {_have(gone)} withdrawn or stand elsewhere by now: nothing is sent."
        )
    return found


class _Counted(NamedTuple):
    """How many travel from another country, have no decision, cannot be told any more, applied."""

    travellers: int
    undecided: int
    gone: int
    applied: int


def _counted(session: Session, event: Event) -> _Counted:
    is_open = (PrivateDecision.choice.is_not(None)) & (PrivateDecision.privacy != Privacy.KNOWN)
    admitted = is_open & (PrivateDecision.choice == Choice.OFFER)
    at_a_place = event.mode is not Mode.ONLINE and event.country is not None
    abroad = admitted & (Application.work_country != event.country)
    settled = (Status.WITHDRAWN, Status.CONFIRMED, Status.OFFERED, Status.TURNED_DOWN)
    undecided = Application.status.in_(UNDECIDED) & (
        PrivateDecision.choice.is_(None) | (PrivateDecision.privacy == Privacy.KNOWN)
    )
    travellers, without, gone, applied = session.execute(
        select(
            func.count().filter(abroad),
            func.count().filter(undecided),
            func.count().filter(is_open & Application.status.in_(settled)),
            func.count().filter(Application.status != Status.DRAFT),
        )
        .select_from(Application)
        .outerjoin(PrivateDecision, PrivateDecision.application_id == Application.id)
        .where(Application.event_id == event.id)
    ).one()
    return _Counted(travellers if at_a_place else 0, without, gone, applied)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
