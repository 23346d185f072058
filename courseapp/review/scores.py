"""What the reviews of an event add up to: the port by which other rooms read scores.

Five statements at most, whatever the number of applications and reviews.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.review.agreement import alpha
from courseapp.review.calibration import Calibration, Given, calibrate
from courseapp.review.models import Assignment, Criterion, Review, ReviewScore
from courseapp.review.points import Scale, bounded, mean, spread, total
from courseapp.review.rubrics import criteria_of
from courseapp.review.rules import Recommendation, ReviewStatus, Round
from courseapp.review.seeing import can_be_reviewed, in_conflict

LATEST_FIRST = (Round.INTERVIEW, Round.READING)


@dataclass(frozen=True)
class Score:
    """What the reviews of an application say, in points from 0 to 100.

    It is that of the latest round in which somebody submitted a review. `raw` is the mean of the
    totals, `calibrated` the same without what reviewers add or take from everybody, `spread` how
    far the lowest total is from the highest. `expected` counts those who are to review.
    """

    raw: float | None
    calibrated: float | None
    spread: float | None
    reviews: int
    expected: int
    round: Round = Round.READING
    totals: tuple[float, ...] = ()  # one for each review

    @property
    def missing(self) -> int:
        """How many reviews have not come yet."""
        return max(0, self.expected - self.reviews)


class Judged(NamedTuple):
    """One assignment that counts; `points` by criterion are empty while nothing is submitted."""

    application: int
    reviewer: int
    round: Round
    review: int | None
    status: ReviewStatus | None
    recommendation: Recommendation | None
    points: Mapping[int, int]

    @property
    def is_submitted(self) -> bool:
        return self.status is ReviewStatus.SUBMITTED


@dataclass(frozen=True)
class Marks:
    """All that was judged of an event, as it was read at once."""

    applications: frozenset[int]
    criteria: Sequence[Criterion]
    judged: Sequence[Judged]

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds in which somebody submitted a review, in their order."""
        done = {each.round for each in self.judged if each.is_submitted}
        return tuple(each for each in Round if each in done)

    def scales(self, which: Round) -> tuple[Scale, ...]:
        """Return the scales of the criteria in force in a round."""
        found = (each for each in self.criteria if each.round is which)
        return tuple(Scale(each.id, each.weight, each.low, each.high) for each in found)

    def given(self, which: Round) -> tuple[Given, ...]:
        """Return the totals of the submitted reviews of a round that give points."""
        return self._given[which]

    def calibration(self, which: Round) -> Calibration:
        """Return the calibration of a round: scores, and the effect of each reviewer."""
        return self._calibrations[which]

    @cached_property
    def _given(self) -> Mapping[Round, tuple[Given, ...]]:
        """Each total is worked out once, however many figures of a page are made of it."""
        scales = {which: self.scales(which) for which in Round}
        found: dict[Round, list[Given]] = {which: [] for which in Round}
        for each in self.judged:
            points = total(scales[each.round], each.points) if each.is_submitted else None
            if points is not None:
                found[each.round].append(Given(each.application, each.reviewer, points))
        return {which: tuple(rows) for which, rows in found.items()}

    @cached_property
    def _calibrations(self) -> Mapping[Round, Calibration]:
        return {which: calibrate(rows) for which, rows in self._given.items()}


def scores_of(session: Session, event: Event) -> Mapping[int, Score]:
    """Return the score of each application of the event that can be reviewed, by its id.

    Reviews of people in conflict, and such as were set aside, count nowhere. A fixed number of
    statements.
    """
    return scores_from(marks_of(session, event))


def scores_from(marks: Marks) -> Mapping[int, Score]:
    """Return the scores of what was read before."""
    calibrations = {which: marks.calibration(which) for which in Round}
    totals = {which: _by_application(marks.given(which)) for which in Round}
    expected = _expected(marks.judged)
    return {
        each: _score(each, totals, calibrations, expected) for each in sorted(marks.applications)
    }


def latest_round(marks: Marks) -> Round:
    """Return the latest round in which reviews were submitted, else the latest with readers."""
    begun = set(marks.rounds) or {each.round for each in marks.judged}
    return next((each for each in LATEST_FIRST if each in begun), Round.READING)


def agreement_of(marks: Marks, which: Round) -> float | None:
    """Return how far the reviewers of a round agree: Krippendorff's alpha of their totals."""
    return alpha(_by_application(marks.given(which)).values())


def agreement_by_criterion(marks: Marks, which: Round) -> Mapping[int, float | None]:
    """Return the same for the points of each criterion in force, by its id."""
    submitted = [each for each in marks.judged if each.is_submitted and each.round is which]
    return {
        scale.criterion: alpha(
            _by_application(
                Given(each.application, each.reviewer, float(each.points[scale.criterion]))
                for each in submitted
                if scale.criterion in each.points
            ).values()
        )
        for scale in marks.scales(which)
    }


def marks_of(session: Session, event: Event) -> Marks:
    """Read all that was judged of an event. Four statements."""
    ids = select(Application.id).where(Application.event_id == event.id, can_be_reviewed())
    points = _points(session, event)
    rows = session.execute(
        select(
            Assignment.application_id,
            Assignment.reviewer_id,
            Assignment.round,
            Review.id,
            Review.status,
            Review.recommendation,
        )
        .join(Application, Assignment.application_id == Application.id)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Application.event_id == event.id, can_be_reviewed())
        .where(~in_conflict(Assignment.application_id, Assignment.reviewer_id))
        .order_by(Assignment.id)
    )
    judged = [Judged(*row, points.get(row[3], {})) for row in rows]
    return Marks(
        applications=frozenset(session.scalars(ids)),
        criteria=criteria_of(session, event.id),
        judged=[each for each in judged if each.status is not ReviewStatus.SET_ASIDE],
    )


def _points(session: Session, event: Event) -> Mapping[int, Mapping[int, int]]:
    """Return the points of submitted reviews: by review, then by criterion. One statement."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = session.execute(
        select(ReviewScore.review_id, ReviewScore.criterion_id, ReviewScore.points)
        .join(Review, ReviewScore.review_id == Review.id)
        .join(Criterion, ReviewScore.criterion_id == Criterion.id)
        .where(Criterion.event_id == event.id, Review.status == ReviewStatus.SUBMITTED)
    )
    for review, criterion, points in rows:
        if points is not None:
            found[review][criterion] = points
    return found


def _by_application(rows: Iterable[Given]) -> Mapping[int, list[float]]:
    found: dict[int, list[float]] = defaultdict(list)
    for each in rows:
        found[each.application].append(each.points)
    return found


def _expected(judged: Iterable[Judged]) -> Mapping[tuple[int, Round], int]:
    found: dict[tuple[int, Round], int] = defaultdict(int)
    for each in judged:
        found[each.application, each.round] += 1
    return found


def _score(
    application: int,
    totals: Mapping[Round, Mapping[int, list[float]]],
    calibrations: Mapping[Round, Calibration],
    expected: Mapping[tuple[int, Round], int],
) -> Score:
    """Return the score in the latest round with a review; without one, of the latest begun."""
    begun = [each for each in LATEST_FIRST if expected.get((application, each))]
    done = [each for each in LATEST_FIRST if application in totals[each]]
    which = (done or begun or [Round.READING])[0]
    given = totals[which].get(application, [])
    calibrated = calibrations[which].scores.get(application)
    return Score(
        raw=mean(given),
        calibrated=None if calibrated is None else bounded(calibrated),
        spread=spread(given),
        reviews=len(given),
        expected=expected.get((application, which), 0),
        round=which,
        totals=tuple(sorted(given)),
    )
