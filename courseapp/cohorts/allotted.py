"""In which modules people of an approved cohort have a seat: what is theirs, and what is not.

Whoever gets a seat later gets modules in which there is room, beside the cohort that was sealed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.cohorts.approving import approved_cohort
from courseapp.cohorts.models import Cohort
from courseapp.cohorts.rules import CohortState
from courseapp.core.bonds import Bond, watched
from courseapp.events.models import EventSession


@dataclass(frozen=True)
class Allotted:
    """Ids of modules, as text, by event and by the reference of an application."""

    modules: Mapping[int, Mapping[str, Set[str]]]

    def left_out(
        self, event_id: int, reference: str, planned: Iterable[EventSession]
    ) -> frozenset[int]:
        """Return the sessions, by id, of modules in which she has no seat.

        Nothing where no approved cohort allotted her any: then all modules are open to her.
        """
        hers = self.modules.get(event_id, {}).get(reference)
        if hers is None:
            return frozenset()
        return frozenset(
            each.id
            for each in planned
            if each.module_id is not None and str(each.module_id) not in hers
        )


def allotted_in(session: Session, event_ids: Collection[int]) -> Allotted:
    """Return what approved cohorts of the events allotted, then or later; the newest one holds.

    One statement, none for no event.
    """
    found: dict[int, dict[str, Set[str]]] = {}
    wanted = (
        select(Cohort.event_id, Cohort.modules, Cohort.later_modules)
        .where(Cohort.event_id.in_(event_ids), Cohort.state == CohortState.APPROVED)
        .order_by(Cohort.event_id, Cohort.number)
    )
    for event_id, *allotted in session.execute(wanted) if event_ids else ():
        hers = found.setdefault(event_id, {})
        for modules in allotted:
            hers.update({reference: frozenset(keys) for reference, keys in modules.items()})
    return Allotted(found)


def allot(
    session: Session, now: datetime, application: Application, modules: Sequence[str]
) -> None:
    """Give her a seat in these modules, beside the newest approved cohort of the event.

    The caller holds the event. Nothing where no cohort was approved.
    """
    row = approved_cohort(session, application.event_id)
    if row is None:
        return
    with watched(session, now, Bond.APPLIED, application.id):
        row.later_modules = {**row.later_modules, application.reference: list(modules)}
        session.flush()


def modules_of(session: Session, application: Application) -> tuple[str, ...] | None:
    """Return the modules in which she has a seat; None where none were allotted. One statement."""
    found = allotted_in(session, [application.event_id])
    hers = found.modules.get(application.event_id, {}).get(application.reference)
    return None if hers is None else tuple(sorted(hers))
