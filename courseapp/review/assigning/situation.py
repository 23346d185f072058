"""How the assignments of a round stand: what the plan, the list and the table begin with."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application, ModuleWish
from courseapp.events.models import Event
from courseapp.intake.models import Tagging
from courseapp.review.assigning.model import Pair, Paper, Reader, Task
from courseapp.review.assigning.models import ReviewerLimit
from courseapp.review.assigning.topics import topics_mentioned
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.conflicts.people import Colleague, colleagues_of
from courseapp.review.models import Assignment, Review
from courseapp.review.rules import ReviewStatus, Round
from courseapp.review.seeing import can_be_reviewed


class Given(NamedTuple):
    """One assignment; `status` is that of its review, None where none was begun."""

    id: int
    pair: Pair
    status: ReviewStatus | None

    @property
    def is_begun(self) -> bool:
        return self.status not in {None, ReviewStatus.SET_ASIDE}


@dataclass(frozen=True)
class Situation:
    """Everything about a round that decides who can review what.

    `references` are those of all applications that can be reviewed, by id. `limits` are the
    reviewers' own.
    """

    references: Mapping[int, str]
    colleagues: Sequence[Colleague]
    limits: Mapping[int, int]
    conflicts: frozenset[Pair]
    given: Sequence[Given]

    @property
    def begun(self) -> frozenset[Pair]:
        return frozenset(each.pair for each in self.given if each.is_begun)

    @property
    def not_begun(self) -> frozenset[Pair]:
        return frozenset(each.pair for each in self.given if each.status is None)

    @property
    def names(self) -> Mapping[int, str]:
        """How the people are called, by id."""
        return {each.id: each.name for each in self.colleagues}

    def most_of(self, colleague: Colleague, most: int) -> int | None:
        """Return how much somebody takes where everybody takes `most`; None where nothing."""
        return self.limits.get(colleague.id, most if colleague.is_reviewer else None)


def situation_of(session: Session, event: Event, which: Round) -> Situation:
    """Return how a round stands. Six statements."""
    references = session.execute(
        select(Application.id, Application.reference)
        .where(Application.event_id == event.id, can_be_reviewed())
        .order_by(Application.id)
    )
    limits = session.execute(
        select(ReviewerLimit.person_id, ReviewerLimit.most).filter_by(event_id=event.id)
    )
    return Situation(
        references=dict(references.all()),
        colleagues=colleagues_of(session, event),
        limits=dict(limits.all()),
        conflicts=_conflicts(session, event),
        given=_given(session, event, which),
    )


def task_of(
    session: Session,
    event: Event,
    situation: Situation,
    *,
    each: int,
    most: int,
    only: frozenset[int] | None = None,
) -> Task:
    """Return the question who reviews what; `only` are the ids of the applications meant.

    Two statements, and those that load the event's modules and topics.
    """
    papers = _papers(session, event, situation, only)
    concerned = {each.key for each in papers}
    begun = (pair for pair in situation.begun if pair.application in concerned)
    there = (pair for pair in situation.not_begun if pair.application in concerned)
    return Task(
        papers=papers,
        readers=tuple(_readers(situation, most)),
        each=each,
        most=most,
        conflicts=situation.conflicts,
        fixed=frozenset(begun),
        present=frozenset(there),
    )


def tagged_with(session: Session, tag_id: int) -> frozenset[int]:
    """Return the ids of the applications that carry a tag. One statement."""
    return frozenset(session.scalars(select(Tagging.application_id).filter_by(tag_id=tag_id)))


def _readers(situation: Situation, most: int) -> Sequence[Reader]:
    found = []
    for colleague in situation.colleagues:
        takes, profile = situation.most_of(colleague, most), colleague.profile
        if takes is not None:
            found.append(
                Reader(
                    colleague.id,
                    takes,
                    frozenset(profile.languages if profile else ()),
                    frozenset(profile.topics if profile else ()),
                    colleague.id in situation.limits,
                )
            )
    return found


def _papers(
    session: Session, event: Event, situation: Situation, only: frozenset[int] | None
) -> tuple[Paper, ...]:
    rows = session.execute(
        select(Application.id, Application.language)
        .where(Application.event_id == event.id, can_be_reviewed())
        .order_by(Application.id)
    )
    topics = _topics(session, event, situation)
    usual = frozenset(each.topic for each in event.topics)
    return tuple(
        Paper(number, language, topics.get(number) or usual)
        for number, language in rows
        if only is None or number in only
    )


def _topics(session: Session, event: Event, situation: Situation) -> Mapping[int, frozenset[str]]:
    """Return the topics of the modules that applications ask for, by application."""
    profiles = (each.profile for each in situation.colleagues if each.profile)
    own = {topic for profile in profiles for topic in profile.topics}
    of_module = {
        each.id: topics_mentioned(f"{each.title} {each.description}", own) for each in event.modules
    }
    wishes = session.execute(
        select(ModuleWish.application_id, ModuleWish.module_id)
        .join(Application, ModuleWish.application_id == Application.id)
        .where(Application.event_id == event.id)
    )
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for application_id, module_id in wishes:
        found[application_id] |= of_module.get(module_id, frozenset())
    return found


def _conflicts(session: Session, event: Event) -> frozenset[Pair]:
    rows = session.execute(
        select(ConflictOfInterest.application_id, ConflictOfInterest.person_id)
        .join(ConflictOfInterest.application)
        .where(Application.event_id == event.id, ConflictOfInterest.removed_at.is_(None))
    )
    return frozenset(Pair(*row) for row in rows)


def _given(session: Session, event: Event, which: Round) -> Sequence[Given]:
    rows = session.execute(
        select(Assignment.id, Assignment.application_id, Assignment.reviewer_id, Review.status)
        .join(Assignment.application)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Application.event_id == event.id, Assignment.round == which, can_be_reviewed())
        .order_by(Assignment.id)
    )
    return [Given(number, Pair(paper, person), status) for number, paper, person, status in rows]
