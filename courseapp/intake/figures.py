"""Figures of an event's applications: how far people came, from where, and when they sent.

Drafts are only counted. What is sensitive is not counted either.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.charts.by_day import ByDay, by_day
from courseapp.charts.world_map import Place, WorldMap, world_map
from courseapp.countries.names import all_countries
from courseapp.countries.places import position
from courseapp.events.clock.local_time import local_date
from courseapp.forms.document import known
from courseapp.initiatives.pictures import background
from courseapp.intake.queries import Numbers, is_sent, numbers
from courseapp.intake.scope import Scope

# Whoever stands there was offered a seat at some time.
_WAS_OFFERED = (
    Status.OFFERED,
    Status.CONFIRMED,
    Status.TURNED_DOWN,
    Status.LAPSED,
    Status.GIVEN_UP,
)


class By(StrEnum):
    """Which country of a person is counted."""

    WORK = "work"
    NATIONALITY = "nationality"


_COLUMNS: Mapping[By, Any] = MappingProxyType(
    {By.WORK: Application.work_country, By.NATIONALITY: Application.nationality}
)
_QUESTIONS = MappingProxyType({By.WORK: known.WORK_COUNTRY, By.NATIONALITY: known.NATIONALITY})


@dataclass(frozen=True)
class Step:
    """A step that people take one after the other; `share` of the first step, in per cent."""

    label: str
    number: int
    share: float


@dataclass(frozen=True)
class FromCountry:
    """How many people are from a country; `share` of all, in per cent."""

    code: str
    name: str
    number: int
    share: float


@dataclass(frozen=True)
class Countries:
    """The countries, those with the most people first; `unknown` told none."""

    rows: Sequence[FromCountry]
    unknown: int
    map: WorldMap | None


def steps(session: Session, event_id: int, counted: Numbers) -> Sequence[Step]:
    """Return how far people came, from the first answer to the confirmed seat. One statement."""
    confirmed = Application.confirmed_at.is_not(None)
    offered = or_(Application.status.in_(_WAS_OFFERED), confirmed)
    row = session.execute(
        select(func.count().filter(offered), func.count().filter(confirmed)).where(
            is_sent(event_id)
        )
    ).one()
    begun = counted.sent + counted.of(Status.DRAFT)
    told = (
        ("Began an application", begun),
        ("Sent it", counted.sent),
        ("Were offered a seat", row[0]),
        ("Confirmed the seat", row[1]),
    )
    return [Step(label, number, _share(number, begun)) for label, number in told]


def countries(session: Session, scope: Scope, by: By) -> Countries | None:
    """Return where the people are from whose applications were sent. One statement.

    None where the country is a sensitive answer, which is counted nowhere.
    """
    if _QUESTIONS[by] in scope.form.hidden:
        return None
    column = _COLUMNS[by]
    counted = select(column, func.count()).where(is_sent(scope.event.id)).group_by(column)
    found: dict[str | None, int] = dict(session.execute(counted).all())
    unknown, total = found.pop(None, 0), sum(found.values())
    rows = [
        FromCountry(each.code, each.name, found[each.code], _share(found[each.code], total))
        for each in all_countries()
        if each.code in found
    ]
    ordered = sorted(rows, key=lambda row: -row.number)
    return Countries(ordered, unknown, _map(ordered) if ordered else None)


def sent_by_day(session: Session, scope: Scope) -> tuple[ByDay, Mapping[date, int]]:
    """Return on which days, in the event's zone, applications were sent first. One statement."""
    sent = session.scalars(select(Application.submitted_at).where(is_sent(scope.event.id)))
    counted = Counter(local_date(at, scope.zone) for at in sent if at is not None)
    deadline = scope.event.applications_close_at
    moments = {"deadline": local_date(deadline, scope.zone)} if deadline else {}
    return by_day(counted, moments), dict(sorted(counted.items()))


def numbers_of(session: Session, scope: Scope) -> Numbers:
    """Return how many applications stand where. One statement."""
    return numbers(session, scope.event.id)


def _map(rows: Sequence[FromCountry]) -> WorldMap:
    return world_map([_place(row) for row in rows], background())


def _place(row: FromCountry) -> Place:
    where = position(row.code)
    note = "1 application" if row.number == 1 else f"{row.number} applications"
    return Place(row.code, row.name, where.latitude, where.longitude, weight=row.number, note=note)


def _share(number: int, of: int) -> float:
    return round(100 * number / of, 1) if of else 0.0
