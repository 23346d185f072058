"""Two proposals or cohorts side by side: who differs, points, balance."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.cohorts.adjusting import cohort_of
from courseapp.cohorts.model.record import Task
from courseapp.cohorts.models import Cohort, CohortProposal
from courseapp.cohorts.names_read import Called, Calling
from courseapp.cohorts.panel import Panel, panel_of
from courseapp.cohorts.proposing import read, solved
from courseapp.cohorts.rules import HAS_RESULT
from courseapp.core.errors import NotFound
from courseapp.events.models import Event

PROPOSAL, COHORT = "proposal", "cohort"


@dataclass(frozen=True)
class Side:
    """One of the two: `key` names it in addresses, as ``cohort-2``."""

    key: str
    task: Task
    chosen: frozenset[str]
    panel: Panel

    @property
    def label(self) -> str:
        return label_of(self.key)


@dataclass(frozen=True)
class CountedTwice:
    """A count of both sides."""

    label: str
    left: int
    right: int


@dataclass(frozen=True)
class Comparison:
    """Both sides; people by points. `both` counts who is in each of them."""

    left: Side
    right: Side
    only_left: Sequence[tuple[Called, int]]
    only_right: Sequence[tuple[Called, int]]
    both: int
    groups: Sequence[tuple[str, Sequence[CountedTwice]]]


def label_of(key: str) -> str:
    """Return ``Cohort 2`` for ``cohort-2``."""
    kind, _, number = key.partition("-")
    return f"{kind.capitalize()} {number}"


def sides_of(session: Session, event: Event) -> Sequence[tuple[str, str]]:
    """Return key and label of all that can be compared, the newest first. Two statements."""
    proposals = session.scalars(
        select(CohortProposal.number)
        .where(CohortProposal.event_id == event.id, CohortProposal.state.in_(HAS_RESULT))
        .order_by(CohortProposal.number.desc())
    )
    keys = [f"{PROPOSAL}-{number}" for number in proposals]
    cohorts = session.scalars(
        select(Cohort.number).where(Cohort.event_id == event.id).order_by(Cohort.number.desc())
    )
    keys = [*(f"{COHORT}-{number}" for number in cohorts), *keys]
    return [(key, label_of(key)) for key in keys]


def side_of(session: Session, event: Event, key: str, called: Calling) -> Side:
    """Return a side by its key. Raises NotFound."""
    kind, _, number = key.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 7):
        raise NotFound
    if kind == PROPOSAL:
        whole = solved(session, event, int(number))
        chosen = frozenset(whole.result.chosen if whole.result else ())
        return Side(key, whole.task, chosen, panel_of(whole.task, chosen, called))
    if kind != COHORT:
        raise NotFound
    row = cohort_of(session, event, int(number))
    task = read(row.proposal).task
    return Side(key, task, frozenset(row.chosen), panel_of(task, row.chosen, called))


def compare(left: Side, right: Side, called: Calling) -> Comparison:
    """Return who and what differs."""
    return Comparison(
        left=left,
        right=right,
        only_left=_people(left, right, called),
        only_right=_people(right, left, called),
        both=len(left.chosen & right.chosen),
        groups=list(_groups(left.panel, right.panel)),
    )


def _people(side: Side, other: Side, called: Calling) -> Sequence[tuple[Called, int]]:
    points = side.task.by_reference
    only = sorted(side.chosen - other.chosen, key=lambda each: (-points[each].points, each))
    return [(called.person(each), points[each].points) for each in only]


def _groups(left: Panel, right: Panel) -> Sequence[tuple[str, Sequence[CountedTwice]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for place, panel in enumerate((left, right)):
        for group in panel.groups:
            rows = found.setdefault(group.label, {})
            for row in group.rows:
                rows.setdefault(row.label, [0, 0])[place] = row.number
    return [
        (label, [CountedTwice(name, *numbers) for name, numbers in rows.items()])
        for label, rows in found.items()
    ]
