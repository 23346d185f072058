"""The organisers' table of scores: raw and calibrated beside each other, and what that moves."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.countries.names import country_name, folded
from courseapp.events.models import Event
from courseapp.intake.columns_csv import csv_lines
from courseapp.review.models import Criterion
from courseapp.review.points import mean
from courseapp.review.rules import Recommendation, Round
from courseapp.review.scores import Marks, Score, scores_from
from courseapp.review.seeing import can_be_reviewed, in_conflict

USUAL_ORDER = "-calibrated"


@dataclass(frozen=True)
class ScoreRow:
    """One application with its score. Ranks count from 1, None where nobody has reviewed it."""

    reference: str
    name: str
    country: str
    score: Score
    by_criterion: Mapping[int, float]  # the mean of the points, on the criterion's own scale
    recommended: Mapping[Recommendation, int]
    raw_rank: int | None
    rank: int | None  # by calibrated scores

    @property
    def moved(self) -> int:
        """By how many places calibration moved it: above zero is up."""
        return (self.raw_rank or 0) - (self.rank or 0)


def score_rows(
    session: Session, event: Event, marks: Marks, which: Round, reader: Person
) -> Sequence[ScoreRow]:
    """Return a row for each application with which the reader is in no conflict. One statement.

    `which` is the round whose points by criterion are shown. Ranks are those among all.
    """
    scores = scores_from(marks)
    raw = ranks({key: each.raw for key, each in scores.items()})
    calibrated = ranks({key: each.calibrated for key, each in scores.items()})
    points, advice = _by_criterion(marks, which), _advice(marks, which)
    return [
        ScoreRow(
            reference=reference,
            name=name,
            country=country_name(country),
            score=scores[number],
            by_criterion=points.get(number, {}),
            recommended=advice.get(number, {}),
            raw_rank=raw.get(number),
            rank=calibrated.get(number),
        )
        for number, reference, name, country in session.execute(
            select(
                Application.id,
                Application.reference,
                Application.full_name,
                Application.work_country,
            )
            .where(Application.event_id == event.id, can_be_reviewed())
            .where(~in_conflict(Application.id, reader.id))
        )
        if number in scores
    ]


def ranks(values: Mapping[int, float | None]) -> Mapping[int, int]:
    """Return the place of each value, the highest first; equal values share the best place."""
    known = sorted((value for value in values.values() if value is not None), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(known, start=1)))}
    return {key: first[value] for key, value in values.items() if value is not None}


def in_order(rows: Sequence[ScoreRow], order: str) -> Sequence[ScoreRow]:
    """Return the rows as asked for: a key of `SORTED_BY`, or ``c12`` for a criterion.

    With ``-`` in front the highest come first. What has no value comes last, either way.
    """
    descending, key = order.startswith("-"), order.removeprefix("-")
    value = SORTED_BY.get(key) or _criterion_key(key) or SORTED_BY["calibrated"]
    by_name = sorted(rows, key=lambda row: (folded(row.name), row.reference))
    known = [row for row in by_name if value(row) is not None]
    unknown = [row for row in by_name if value(row) is None]
    return [*sorted(known, key=value, reverse=descending), *unknown]


def scores_csv(rows: Sequence[ScoreRow], criteria: Sequence[Criterion]) -> Iterator[str]:
    """Yield the table as CSV (RFC 4180), with a point as the decimal sign."""
    headers = ["Number", "Name", "Country of work", "Reviews", "Expected", "Raw", "Calibrated"]
    headers += ["Spread", "Place raw", "Place calibrated", *(each.name for each in criteria)]
    return csv_lines(headers, (_cells(row, criteria) for row in rows))


def _cells(row: ScoreRow, criteria: Sequence[Criterion]) -> list[str]:
    score = row.score
    return [
        *(row.reference, row.name, row.country, str(score.reviews), str(score.expected)),
        *(_number(value) for value in (score.raw, score.calibrated, score.spread)),
        *(str(place or "") for place in (row.raw_rank, row.rank)),
        *(_number(row.by_criterion.get(each.id)) for each in criteria),
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _by_criterion(marks: Marks, which: Round) -> Mapping[int, Mapping[int, float]]:
    given: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for each in marks.judged:
        if each.is_submitted and each.round is which:
            for criterion, points in each.points.items():
                given[each.application][criterion].append(points)
    return {
        application: {key: mean(values) or 0.0 for key, values in points.items()}
        for application, points in given.items()
    }


def _advice(marks: Marks, which: Round) -> Mapping[int, Mapping[Recommendation, int]]:
    found: dict[int, Counter[Recommendation]] = defaultdict(Counter)
    for each in marks.judged:
        if each.is_submitted and each.round is which and each.recommendation is not None:
            found[each.application][each.recommendation] += 1
    return found


SortValue = Callable[[ScoreRow], Any]  # a number or a text, None for no value
SORTED_BY: Mapping[str, SortValue] = MappingProxyType(
    {
        "name": lambda row: folded(row.name),
        "country": lambda row: row.country or None,
        "raw": lambda row: row.score.raw,
        "calibrated": lambda row: row.score.calibrated,
        "spread": lambda row: row.score.spread,
        "missing": lambda row: row.score.missing,
        "moved": lambda row: row.moved if row.rank else None,
    }
)


def _criterion_key(key: str) -> SortValue | None:
    number = key.removeprefix("c")
    if not (key.startswith("c") and number.isdecimal() and len(number) < 10):
        return None
    return lambda row: row.by_criterion.get(int(number))
