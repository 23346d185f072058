"""The organisers' board: everybody who applied, with what is decided and not known yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.paging import Page, paginate
from courseapp.countries.names import country_name, folded
from courseapp.events.models import Event
from courseapp.intake.queries import is_sent
from courseapp.selection.models import PrivateDecision
from courseapp.selection.rules import Choice, Privacy

PAGE_SIZE = 50
LONGEST_SEARCH = 100
# Who stands here waits for a decision, or can be decided about anew.
UNDECIDED = (Status.SUBMITTED, Status.NEEDS_INFORMATION)


class Show(StrEnum):
    """Whom the board shows; nothing chosen is everybody who applied."""

    NOBODY_DECIDED = "undecided"
    ADMIT = "admit"
    RESERVE = "reserve"
    DECLINE = "decline"
    PROBLEM = "problem"  # a release could not make it known
    KNOWN = "known"


@dataclass(frozen=True)
class Row:
    """One application on the board, with the private decision about it, if there is one."""

    reference: str
    name: str
    detail: str
    status: Status
    choice: Choice | None
    rank: int | None
    note: str
    made_by: str
    privacy: Privacy | None
    problem: str
    has_own_letter: bool

    @property
    def is_open(self) -> bool:
        """Whether something is decided that she does not know."""
        return self.choice is not None and self.privacy is not Privacy.KNOWN


@dataclass(frozen=True)
class Filter:
    """What of the board is shown."""

    show: Show | None = None
    search: str = ""

    @classmethod
    def read(cls, show: str, search: str) -> "Filter":
        """Return the filter in the arguments of an address; what is wrong counts as not said."""
        known = Show(show) if show in set(Show) else None
        return cls(known, " ".join(search.split())[:LONGEST_SEARCH])

    @property
    def arguments(self) -> Mapping[str, str]:
        said = {"show": self.show or "", "search": self.search}
        return {name: str(text) for name, text in said.items() if text}


def rows(session: Session, event: Event, wanted: Filter, number: int) -> Page[Row]:
    """Return a page of the board, the reserve by rank. Two statements."""
    page = paginate(session, _rows(event, wanted), number, PAGE_SIZE)
    return Page([_row(each) for each in page.items], page.number, page.size, page.total)


def references(session: Session, event: Event, wanted: Filter, most: int) -> Sequence[str]:
    """Return the references of all that the filter shows, in their order. One statement."""
    found = _rows(event, wanted).with_only_columns(Application.reference)
    return session.scalars(found.limit(most)).all()


def numbers(session: Session, event_id: int) -> Mapping[Show, int]:
    """Return how many people each filter shows. One statement."""
    counted = [func.count().filter(condition) for condition in _CONDITIONS.values()]
    found = session.execute(
        select(*counted)
        .select_from(Application)
        .outerjoin(PrivateDecision, PrivateDecision.application_id == Application.id)
        .where(is_sent(event_id))
    ).one()
    return dict(zip(_CONDITIONS, found, strict=True))


_OPEN = and_(PrivateDecision.choice.is_not(None), PrivateDecision.privacy != Privacy.KNOWN)
_NOTHING_OPEN = or_(PrivateDecision.choice.is_(None), PrivateDecision.privacy == Privacy.KNOWN)
_CONDITIONS: Mapping[Show, ColumnElement[bool]] = {
    Show.NOBODY_DECIDED: and_(Application.status.in_(UNDECIDED), _NOTHING_OPEN),
    Show.ADMIT: and_(_OPEN, PrivateDecision.choice == Choice.OFFER),
    Show.RESERVE: and_(_OPEN, PrivateDecision.choice == Choice.WAIT),
    Show.DECLINE: and_(_OPEN, PrivateDecision.choice == Choice.DECLINE),
    Show.PROBLEM: and_(_OPEN, PrivateDecision.problem != ""),
    Show.KNOWN: PrivateDecision.privacy == Privacy.KNOWN,
}


def _rows(event: Event, wanted: Filter) -> Select[*tuple[Any, ...]]:
    found = (
        select(Application, PrivateDecision)
        .join(Person, Person.id == Application.person_id)
        .outerjoin(PrivateDecision, PrivateDecision.application_id == Application.id)
        .where(is_sent(event.id))
    )
    if wanted.show is not None:
        found = found.where(_CONDITIONS[wanted.show])
    for word in folded(wanted.search).split():
        found = found.where(Application.search_text.contains(word, autoescape=True))
    return found.order_by(
        PrivateDecision.rank.is_(None), PrivateDecision.rank, Application.full_name, Application.id
    )


def _row(pair: Any) -> Row:
    application, decision = pair
    parts = (application.organisation, country_name(application.work_country))
    return Row(
        reference=application.reference,
        name=application.full_name,
        detail=", ".join(part for part in parts if part),
        status=application.status,
        choice=decision.choice if decision else None,
        rank=decision.rank if decision else None,
        note=decision.note if decision else "",
        made_by=decision.made_by if decision else "",
        privacy=decision.privacy if decision else None,
        problem=decision.problem if decision else "",
        has_own_letter=bool(decision and decision.own_body),
    )
