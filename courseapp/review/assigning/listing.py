"""The applications of a round with their reviewers, as organisers assign them by hand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.core.paging import Page, paginate
from courseapp.countries.names import country_name
from courseapp.events.models import Event
from courseapp.forms.document import known
from courseapp.intake.questionnaire import questionnaire_of
from courseapp.review.assigning.model import Pair
from courseapp.review.assigning.situation import Given, Situation
from courseapp.review.conflicts.searching import application_says
from courseapp.review.models import Assignment
from courseapp.review.rules import ReviewStatus, Round
from courseapp.review.seeing import can_be_reviewed

SHORT = "short"  # fewer reviewers than are wanted


@dataclass(frozen=True)
class Narrowed:
    """What the list shows: words, those with too few reviewers, those of one reviewer."""

    search: str = ""
    show: str = ""
    person_id: int = 0

    @property
    def arguments(self) -> Mapping[str, str]:
        """What stands in the address of the list."""
        known = {"search": self.search, "show": self.show, "person": str(self.person_id or "")}
        return {key: text for key, text in known.items() if text}


@dataclass(frozen=True)
class Assigned:
    """One reviewer of an application; `status` is None where she has not begun."""

    person_id: int
    name: str
    status: ReviewStatus | None


@dataclass(frozen=True)
class Row:
    """One application, who reviews it, and who else could: (id, name, how many she has)."""

    reference: str
    name: str
    country: str
    reviewers: Sequence[Assigned]
    others: Sequence[tuple[int, str, int]]
    conflicted: int


def assigned_list(
    session: Session,
    event: Event,
    which: Round,
    situation: Situation,
    narrowed: Narrowed,
    wanted: int,
    number: int,
) -> Page[Row]:
    """Return a page of the round's applications, those with the fewest reviewers first.

    Three statements. What is sensitive is neither shown nor searched.
    """
    there, form = _number_there(which), questionnaire_of(session, event)
    found = (
        select(
            Application.id,
            Application.reference,
            Application.full_name,
            Application.work_country,
        )
        .where(Application.event_id == event.id, can_be_reviewed())
        .where(*_conditions(which, narrowed, wanted, form.overheard))
        .order_by(there, Application.reference)
    )
    page = paginate(session, found, number)
    shows_country = known.WORK_COUNTRY not in form.hidden
    rows = _rows(situation, page.items, shows_country=shows_country)
    return Page(rows, page.number, page.size, page.total)


def _rows(
    situation: Situation, items: Sequence[tuple[int, str, str, str | None]], *, shows_country: bool
) -> list[Row]:
    by_application: dict[int, list[Given]] = defaultdict(list)
    loads: dict[int, int] = defaultdict(int)
    for each in situation.given:
        by_application[each.pair.application].append(each)
        loads[each.pair.reviewer] += each.status is not ReviewStatus.SET_ASIDE
    return [
        Row(
            reference=reference,
            name=name,
            country=country_name(country) if shows_country else "",
            reviewers=_reviewers(situation, by_application[number]),
            others=_others(situation, number, by_application[number], loads),
            conflicted=sum(Pair(number, e.id) in situation.conflicts for e in situation.colleagues),
        )
        for number, reference, name, country in items
    ]


def _reviewers(situation: Situation, given: Sequence[Given]) -> Sequence[Assigned]:
    names = situation.names
    shown = (each for each in given if each.status is not ReviewStatus.SET_ASIDE)
    return [Assigned(e.pair.reviewer, names[e.pair.reviewer], e.status) for e in shown]


def _others(
    situation: Situation, number: int, given: Sequence[Given], loads: Mapping[int, int]
) -> Sequence[tuple[int, str, int]]:
    there = {each.pair.reviewer for each in given}
    return [
        (each.id, each.name, loads[each.id])
        for each in situation.colleagues
        if each.id not in there and Pair(number, each.id) not in situation.conflicts
    ]


def _number_there(which: Round) -> ColumnElement[int]:
    return (
        select(func.count(Assignment.id))
        .where(Assignment.application_id == Application.id, Assignment.round == which)
        .correlate(Application)
        .scalar_subquery()
    )


def _conditions(
    which: Round, narrowed: Narrowed, wanted: int, overheard: frozenset[int]
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if narrowed.show == SHORT:
        found.append(_number_there(which) < wanted)
    if narrowed.person_id:
        hers = select(Assignment.application_id).where(
            Assignment.reviewer_id == narrowed.person_id, Assignment.round == which
        )
        found.append(Application.id.in_(hers))
    return [*found, *(application_says(word, overheard) for word in narrowed.search.split())]
