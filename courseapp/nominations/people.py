"""Where people stand who were nominated: told from their applications, which nothing else links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.rules import canonical_email
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.paging import Page, paginate
from courseapp.events.models import Event
from courseapp.events.names import stored_name
from courseapp.nominations.models import Nomination, Quota
from courseapp.nominations.rules import NominationState, Standing, standing_of, statuses_of

PAGE_SIZE = 50
Known = tuple[Nomination, Standing]


@dataclass(frozen=True)
class Nominee:
    """Somebody nominated, as organisers see her; `reference` is that of what she has sent."""

    nomination: Nomination
    quota: Quota
    standing: Standing
    reference: str | None


@dataclass(frozen=True)
class Told:
    """Who nominated somebody: `rank` of `number`, None where the nomination was withdrawn."""

    jurisdiction: str
    quota_id: int
    rank: int | None
    number: int


@dataclass(frozen=True)
class PeopleFilter:
    """Whom organisers want to see; nothing chosen is everybody who counts."""

    search: str = ""
    standing: Standing | None = None
    quota_id: int | None = None

    @property
    def arguments(self) -> dict[str, str]:
        """What of it stands in an address."""
        told = {
            "search": self.search,
            "standing": self.standing or "",
            "quota": str(self.quota_id or ""),
        }
        return {name: text for name, text in told.items() if text}


def is_nominated(session: Session, event_id: int, email: str) -> bool:
    """Return whether the address is nominated for the event, by anybody. One statement.

    That the address is somebody's own is for the caller to know.
    """
    wanted = (
        select(Nomination.id)
        .join(Nomination.quota)
        .where(
            Quota.event_id == event_id,
            Nomination.email == canonical_email(email),
            Nomination.state == NominationState.NAMED,
        )
    )
    return session.scalars(wanted.limit(1)).first() is not None


def nominated_among(
    session: Session, event_id: int, application_ids: Sequence[int]
) -> frozenset[int]:
    """Return those of the applications whose writers are nominated. One statement."""
    wanted = (
        select(Application.id)
        .join(Person, _is_hers())
        .join(Nomination, Nomination.email == Person.email)
        .join(Nomination.quota)
        .where(
            Quota.event_id == event_id,
            Application.event_id == event_id,
            Application.id.in_(application_ids),
            Nomination.state == NominationState.NAMED,
        )
    )
    return frozenset(session.scalars(wanted))


def told_of(session: Session, event_id: int, person: Person) -> Sequence[Told]:
    """Return who nominated the writer of an application, those that count first. One statement."""
    if person.email_verified_at is None:
        return ()
    rows = session.execute(
        select(Quota.name, Quota.id, Nomination.rank, Quota.used)
        .join(Nomination.quota)
        .where(Quota.event_id == event_id, Nomination.email == person.email)
        .order_by(Nomination.rank.is_(None), Quota.folded_name, Nomination.id)
    )
    return [Told(*row) for row in rows]


def standing_now(session: Session, nomination: Nomination) -> Standing:
    """Return where she stands, as far as her focal point may know it. One statement."""
    return standings_in(session, nomination.quota)[nomination.id]


def standings_in(session: Session, quota: Quota) -> Mapping[int, Standing]:
    """Return where all stand whom the jurisdiction nominated, by id. One statement."""
    rows = session.execute(
        _with_applications(select(Nomination.id, Nomination.state, Application.status)).where(
            Nomination.quota_id == quota.id
        )
    )
    return {key: standing_of(state, status) for key, state, status in rows}


def standing_people(session: Session, quota: Quota) -> tuple[Sequence[Known], Sequence[Known]]:
    """Return whom the jurisdiction nominates by rank, and who was withdrawn. One statement."""
    standings = standings_in(session, quota)
    known = [(each, standings[each.id]) for each in quota.nominations]
    by_rank = sorted((each for each in known if each[0].rank), key=lambda each: each[0].rank or 0)
    return by_rank, [each for each in known if each[0].rank is None]


def nominees(
    session: Session, event: Event, wanted: PeopleFilter, number: int = 1
) -> Page[Nominee]:
    """Return a page of whom the filter shows, by jurisdiction and rank. Two statements."""
    page = paginate(session, _narrowed(event, wanted), number, PAGE_SIZE)
    return Page([_nominee(row) for row in page.items], page.number, page.size, page.total)


def all_nominees(session: Session, event: Event, wanted: PeopleFilter) -> Sequence[Nominee]:
    """Return everybody whom the filter shows, by jurisdiction and rank. One statement."""
    return [_nominee(row) for row in session.execute(_narrowed(event, wanted))]


def numbers_standing(session: Session, event: Event) -> Mapping[Standing, int]:
    """Return how many nominated people stand where. One statement."""
    rows = session.execute(
        _with_applications(select(Nomination.state, Application.status, func.count()))
        .where(Quota.event_id == event.id)
        .group_by(Nomination.state, Application.status)
    )
    found: dict[Standing, int] = {}
    for state, status, number in rows:
        stands = standing_of(state, status)
        found[stands] = found.get(stands, 0) + number
    return found


def _narrowed(event: Event, wanted: PeopleFilter) -> Select[*tuple[Any, ...]]:
    rows = _with_applications(
        select(Nomination, Quota, Application.status, Application.reference)
    ).where(Quota.event_id == event.id, _stands(wanted.standing))
    if wanted.quota_id is not None:
        rows = rows.where(Quota.id == wanted.quota_id)
    for word in stored_name(wanted.search).split():
        rows = rows.where(_has_word(word))
    return rows.order_by(
        Quota.folded_name, Quota.id, Nomination.rank.is_(None), Nomination.rank, Nomination.id
    )


def _with_applications(rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join whom the address belongs to, once she has proved it, and what she wrote."""
    return (
        rows.select_from(Nomination)
        .join(Quota, Nomination.quota_id == Quota.id)
        .outerjoin(
            Person,
            and_(Person.email == Nomination.email, Person.email_verified_at.is_not(None)),
        )
        .outerjoin(
            Application,
            and_(Application.person_id == Person.id, Application.event_id == Quota.event_id),
        )
    )


def _is_hers() -> ColumnElement[bool]:
    return and_(Application.person_id == Person.id, Person.email_verified_at.is_not(None))


def _stands(standing: Standing | None) -> ColumnElement[bool]:
    counts = Nomination.state == NominationState.NAMED
    if standing is None:
        return counts
    if standing is Standing.TAKEN_BACK:
        return Nomination.state == NominationState.WITHDRAWN
    statuses = statuses_of(standing)
    known = Application.status.in_([each for each in statuses if each is not None])
    return and_(counts, or_(known, Application.id.is_(None)) if None in statuses else known)


def _has_word(word: str) -> ColumnElement[bool]:
    return or_(
        Nomination.folded_name.contains(word, autoescape=True),
        Nomination.email.contains(word, autoescape=True),
        func.lower(Nomination.organisation).contains(word, autoescape=True),
        Quota.folded_name.contains(word, autoescape=True),
    )


def _nominee(row: Any) -> Nominee:
    nomination, quota, status, reference = row
    sent = status not in (None, Status.DRAFT)
    stands = standing_of(nomination.state, status)
    return Nominee(nomination, quota, stands, reference if sent else None)
