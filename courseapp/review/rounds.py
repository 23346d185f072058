"""The rounds of an event's review: their dates, how many reviews are wanted, what is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.review.models import Assignment, ReviewAnonymity, ReviewRound
from courseapp.review.phases import Dates, complaint_about, phase_at
from courseapp.review.rules import Phase, Round, Trait

USUAL_NUMBER = 3
NOTHING_HIDDEN: frozenset[Trait] = frozenset()
ROUND_FIELDS = {Round.READING: "reading", Round.INTERVIEW: "interview"}


@dataclass(frozen=True)
class RoundPlan:
    """A round as organisers enter it: reviews wanted of each application, and its dates."""

    wanted: int
    dates: Dates


@dataclass(frozen=True)
class ReviewPlan:
    """How an event is reviewed; a round that is not named there is none."""

    rounds: Mapping[Round, RoundPlan]
    hidden: frozenset[Trait]


def rounds_of(session: Session, event_id: int) -> Mapping[Round, ReviewRound]:
    """Return the rounds of the event in their order. One statement."""
    found = session.scalars(select(ReviewRound).where(ReviewRound.event_id == event_id))
    by_round = {each.round: each for each in found}
    return {each: by_round[each] for each in Round if each in by_round}


def round_of(session: Session, event_id: int, wanted: Round) -> ReviewRound | None:
    """Return one round, or None where it is not planned."""
    return session.get(ReviewRound, (event_id, wanted))


def dates_of(row: ReviewRound | None) -> Dates:
    """Return the dates of a round; without one, none is decided."""
    if row is None:
        return Dates()
    return Dates(row.reviewing_from, row.discussion_from, row.closed_from)


def phase_of(row: ReviewRound | None, now: datetime) -> Phase:
    """Return the phase of a round; one that is not planned is still being assigned."""
    return phase_at(dates_of(row), now)


def hidden_traits(session: Session, event_id: int) -> frozenset[Trait]:
    """Return what reviewers of the event may not learn of applicants."""
    row = session.get(ReviewAnonymity, event_id)
    return frozenset(Trait(each) for each in row.hidden) if row else NOTHING_HIDDEN


def plan_review(
    session: Session, actor: Person, now: datetime, event: Event, plan: ReviewPlan
) -> None:
    """Set the rounds with their dates, and what is hidden. Raises Problem beside its field."""
    lock(session, Event, event.id)
    present = rounds_of(session, event.id)
    _refuse_lost_rounds(session, event, [each for each in present if each not in plan.rounds])
    with watched(session, now, Bond.REVIEWS, event.id):
        for each, wanted in plan.rounds.items():
            _set(session, event, each, wanted, present.get(each))
        for each, row in present.items():
            if each not in plan.rounds:
                session.delete(row)
        session.flush()
    _hide(session, event, plan.hidden)
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="review",
        subject=f"event/{event.id}",
        summary="Changed how applications are reviewed",
        after={"hidden": ", ".join(sorted(plan.hidden))},
    )
    session.flush()


def _refuse_lost_rounds(session: Session, event: Event, lost: Sequence[Round]) -> None:
    used = select(Assignment.id).where(
        Assignment.round.in_(lost), Assignment.application.has(event_id=event.id)
    )
    if lost and session.scalar(used.limit(1)) is not None:
        raise Problem(
            "Reviewers are assigned in this round. Take their assignments away first.",
            "with_interview",
        )


def _set(
    session: Session, event: Event, which: Round, plan: RoundPlan, row: ReviewRound | None
) -> None:
    wrong = complaint_about(plan.dates)
    if wrong is not None:
        field, told = wrong
        raise Problem(told, f"{ROUND_FIELDS[which]}_{field}")
    if row is None:
        row = ReviewRound(event_id=event.id, round=which)
        session.add(row)
    row.wanted = plan.wanted
    row.reviewing_from = plan.dates.reviewing_from
    row.discussion_from = plan.dates.discussion_from
    row.closed_from = plan.dates.closed_from


def _hide(session: Session, event: Event, hidden: frozenset[Trait]) -> None:
    row = session.get(ReviewAnonymity, event.id)
    if row is None:
        row = ReviewAnonymity(event_id=event.id)
        session.add(row)
    row.hidden = sorted(each.value for each in hidden)
