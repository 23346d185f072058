"""In which modules people of an approved cohort have a seat: what is theirs, and what is not."""

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.cohorts.models import Cohort
from courseapp.cohorts.rules import CohortState
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
    """Return what approved cohorts of the events allotted, a later one first.

    One statement, none for no event.
    """
    found: dict[int, dict[str, Set[str]]] = {}
    wanted = (
        select(Cohort.event_id, Cohort.modules)
        .where(Cohort.event_id.in_(event_ids), Cohort.state == CohortState.APPROVED)
        .order_by(Cohort.event_id, Cohort.number)
    )
    for event_id, modules in session.execute(wanted) if event_ids else ():
        hers = found.setdefault(event_id, {})
        hers.update({reference: frozenset(keys) for reference, keys in modules.items()})
    return Allotted(found)
