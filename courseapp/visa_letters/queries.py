"""Reading letters: for organisers by person and as a log, for their owner, for officers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.errors import NotFound
from courseapp.core.ids import token_hash
from courseapp.core.paging import Page, paginate
from courseapp.countries.names import folded
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.logistics.models import Logistics
from courseapp.visa_letters.gathering import NEEDED, WANTED, Told, place_now, told_by
from courseapp.visa_letters.models import Letter, LetterOrder
from courseapp.visa_letters.rules import (
    LetterKind,
    LetterState,
    Place,
    Standing,
    needs_visa,
    standing,
)

PAGE_SIZE = 50
MOST_AT_ONCE = 2000
IN_FORCE = frozenset({Standing.VALID, Standing.OUTDATED})


class Show(StrEnum):
    """Which people a list shows."""

    WITHOUT = "without"
    CHECK = "check"
    WITH = "with"


@dataclass(frozen=True)
class Holder:
    """Somebody in the organisers' list, with her letters that nobody ended."""

    application: Application
    has_seat: bool
    needs_visa: bool
    wants_letter: bool
    has_travel_details: bool
    letters: Mapping[LetterKind, tuple[Letter, Standing]]
    order: LetterOrder | None


def standing_of(letter: Letter) -> Standing:
    """Return how a letter stands: whether it was ended, and whether what it says is still true."""
    has_seat = letter.application.status is Status.CONFIRMED
    event = letter.event
    return standing(letter.state, has_seat, event.status, _printed(letter), place_now(event))


def holders(
    session: Session, event: Event, search: str, wanted: Show | None, number: int
) -> Page[Holder]:
    """Return a page of who has a seat, and of who had one and holds a letter. Four statements."""
    statement = _people(event)
    for word in folded(search).split():
        statement = statement.where(Application.search_text.contains(word, autoescape=True))
    if wanted is not None:
        statement = statement.where(_shown(event, wanted))
    page = paginate(session, statement, number, PAGE_SIZE)
    ids = [each[0].id for each in page.items]
    letters, orders = _valid_letters(session, ids), _orders(session, ids)
    found = [
        _holder(event, application, logistics, letters.get(application.id, {}), orders)
        for application, logistics in page.items
    ]
    return Page(found, page.number, page.size, page.total)


def seat_or_letter(session: Session, event: Event, reference: str) -> Application:
    """Return an application of the event with a seat, or with a letter. Raises NotFound."""
    wanted = _people(event).where(Application.reference == reference)
    row = session.execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    return row[0]  # type: ignore[no-any-return]


def chosen(session: Session, event: Event, references: Sequence[str]) -> Sequence[Application]:
    """Return who of the references has a seat, in the order asked for. One statement."""
    unique = list(dict.fromkeys(references))[:MOST_AT_ONCE]
    rows = session.scalars(
        select(Application).where(
            Application.event_id == event.id,
            Application.status == Status.CONFIRMED,
            Application.reference.in_(unique),
        )
    )
    found = {each.reference: each for each in rows}
    return [found[each] for each in unique if each in found]


def everybody_without(
    session: Session, event: Event, kind: LetterKind, search: str = ""
) -> Sequence[str]:
    """Return the references of all with a seat who hold no letter of the kind that is right."""
    wanted = select(Application.reference).where(
        Application.event_id == event.id,
        Application.status == Status.CONFIRMED,
        ~_has_letter(and_(Letter.kind == kind, _is_right(event))),
    )
    for word in folded(search).split():
        wanted = wanted.where(Application.search_text.contains(word, autoescape=True))
    return session.scalars(wanted.order_by(Application.full_name, Application.id)).all()


def letters_of(session: Session, application: Application) -> Sequence[Letter]:
    """Return all letters of one person, the newest first. One statement."""
    return session.scalars(
        select(Letter)
        .where(Letter.application_id == application.id)
        .options(joinedload(Letter.replaced_by), lazyload(Letter.application))
        .order_by(Letter.id.desc())
    ).all()


def valid_letter(session: Session, application: Application, kind: LetterKind) -> Letter | None:
    """Return the letter of a kind that nobody ended, or None. One statement."""
    return session.scalars(
        select(Letter).where(
            Letter.application_id == application.id,
            Letter.kind == kind,
            Letter.state == LetterState.VALID,
        )
    ).one_or_none()


def letter_of_event(session: Session, event: Event, letter_id: int) -> Letter:
    """Return a letter of the event. Raises NotFound for that of another one."""
    found = session.get(Letter, letter_id)
    if found is None or found.event_id != event.id:
        raise NotFound
    return found


def own_letter(session: Session, person: Person, reference: str, letter_id: int) -> Letter:
    """Return a letter of the person that can still be used. Raises NotFound for any other."""
    found = session.get(Letter, letter_id)
    if found is None or found.application.reference != reference:
        raise NotFound
    if found.application.person_id != person.id or standing_of(found) not in IN_FORCE:
        raise NotFound
    return found


def letter_by_code(session: Session, code: str) -> Letter | None:
    """Return the letter on which the code is printed, or None. One statement."""
    wanted = select(Letter).where(Letter.code_hash == token_hash(code))
    return session.scalars(wanted).one_or_none()


def log_of(session: Session, event: Event, search: str, number: int) -> Page[Letter]:
    """Return a page of all letters of an event, the newest first. Two statements."""
    wanted = (
        select(Letter)
        .join(Letter.application)
        .where(Letter.event_id == event.id)
        .options(contains_eager(Letter.application), joinedload(Letter.replaced_by))
        .order_by(Letter.id.desc())
    )
    for word in folded(search).split():
        known = Application.search_text.contains(word, autoescape=True)
        by_number = func.lower(Letter.number).contains(word, autoescape=True)
        wanted = wanted.where(or_(known, by_number))
    return paginate(session, wanted, number, PAGE_SIZE)


def next_sequence(session: Session, initiative_id: int, year: int) -> int:
    """Return the next number of a year, from 1. Only while the initiative is locked."""
    used = select(func.max(Letter.sequence)).where(
        Letter.initiative_id == initiative_id, Letter.year == year
    )
    return (session.scalar(used) or 0) + 1


def orders_of(session: Session, event: Event) -> Sequence[LetterOrder]:
    """Return what the worker still has to make, and what it could not. One statement."""
    return session.scalars(
        select(LetterOrder)
        .where(LetterOrder.event_id == event.id)
        .options(joinedload(LetterOrder.application))
        .order_by(LetterOrder.id)
    ).all()


def open_orders(session: Session) -> Sequence[int]:
    """Return the ids of the letters that the worker is to make, the oldest first."""
    wanted = select(LetterOrder.id).where(LetterOrder.problem == "").order_by(LetterOrder.id)
    return session.scalars(wanted).all()


def without_visa_letter(session: Session, event: Event) -> int:
    """Return how many people with a seat need a visa and hold no letter for it. One statement."""
    rows = session.execute(
        _people(event).where(
            Application.status == Status.CONFIRMED,
            ~_has_letter(and_(Letter.kind == LetterKind.VISA, _is_right(event))),
        )
    )
    return sum(_needs(event, application, told_by(travel)) for application, travel in rows)


def _people(event: Event) -> Select[*tuple[Any, ...]]:
    """Who has a seat; who gave it up stays as long as a letter of hers was not ended."""
    return (
        select(Application, Logistics)
        .outerjoin(Logistics, Logistics.application_id == Application.id)
        .where(
            Application.event_id == event.id,
            or_(Application.status == Status.CONFIRMED, _has_letter()),
        )
        .options(lazyload(Application.event), joinedload(Logistics.form_version))
        .order_by(Application.full_name, Application.id)
    )


def _shown(event: Event, wanted: Show) -> ColumnElement[bool]:
    if wanted is Show.WITHOUT:
        return ~_has_letter()
    if wanted is Show.WITH:
        return _has_letter()
    gone = and_(Application.status != Status.CONFIRMED, _has_letter())
    return or_(gone, _has_letter(~_is_right(event)))


def _has_letter(condition: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """The condition that an application has a letter that nobody ended."""
    valid = [Letter.application_id == Application.id, Letter.state == LetterState.VALID]
    return exists().where(*valid, *([] if condition is None else [condition]))


def _is_right(event: Event) -> ColumnElement[bool]:
    """The condition that a letter says when and where the event is by now."""
    now = place_now(event)
    if event.status in {EventStatus.POSTPONED, EventStatus.CANCELLED}:
        return Letter.id.is_(None)
    return and_(
        Letter.starts_on == now.starts_on, Letter.ends_on == now.ends_on, Letter.place == now.place
    )


def _valid_letters(
    session: Session, ids: Sequence[int]
) -> Mapping[int, Mapping[LetterKind, tuple[Letter, Standing]]]:
    rows = session.scalars(
        select(Letter)
        .where(Letter.application_id.in_(ids), Letter.state == LetterState.VALID)
        .options(lazyload(Letter.application))
    )
    found: dict[int, dict[LetterKind, tuple[Letter, Standing]]] = {}
    for each in rows:
        found.setdefault(each.application_id, {})[each.kind] = each, standing_of(each)
    return found


def _orders(session: Session, ids: Sequence[int]) -> Mapping[int, LetterOrder]:
    rows = session.scalars(
        select(LetterOrder)
        .where(LetterOrder.application_id.in_(ids))
        .options(lazyload(LetterOrder.application))
    )
    return {each.application_id: each for each in rows}


def _holder(
    event: Event,
    application: Application,
    logistics: Logistics | None,
    letters: Mapping[LetterKind, tuple[Letter, Standing]],
    orders: Mapping[int, LetterOrder],
) -> Holder:
    told = told_by(logistics)
    return Holder(
        application=application,
        has_seat=application.status is Status.CONFIRMED,
        needs_visa=_needs(event, application, told),
        wants_letter=told.of(WANTED) == "yes",
        has_travel_details=bool(told.texts),
        letters=letters,
        order=orders.get(application.id),
    )


def _needs(event: Event, application: Application, told: Told) -> bool:
    return needs_visa(event.visas_needed, application.nationality, event.country, told.of(NEEDED))


def _printed(letter: Letter) -> Place:
    return Place(letter.starts_on, letter.ends_on, letter.place)
