"""Reading reports, each page in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import Session

from courseapp.core.errors import NotFound
from courseapp.corrections.filters import Filters
from courseapp.corrections.models import Report
from courseapp.corrections.rules import ReportState
from courseapp.initiatives.queries import words_of

LARGEST_NUMBER = 2**31 - 1


def reports_of(initiative_id: int, wanted: Filters) -> Select[Report]:
    """Return the select of reports.

    Open ones: the place that waits the longest first, and reports of one place together. Decided
    ones: the latest decision first.
    """
    chosen = select(Report).where(*_found(initiative_id, wanted.text), Report.state == wanted.state)
    if wanted.state is not ReportState.OPEN:
        return chosen.order_by(Report.decided_at.desc(), Report.number.desc())
    waits_since = func.min(Report.number).over(partition_by=(Report.part, Report.key))
    return chosen.order_by(waits_since, Report.number)


def by_place(reports: Sequence[Report]) -> Sequence[Sequence[Report]]:
    """Return reports that follow each other and are about the same place as one."""
    return [list(same) for _, same in groupby(reports, lambda each: each.place)]


def counts(session: Session, initiative_id: int, text: str = "") -> Mapping[ReportState, int]:
    """Return how many reports there are in each state. One statement."""
    counted = (
        select(Report.state, func.count())
        .where(*_found(initiative_id, text))
        .group_by(Report.state)
    )
    found = dict(session.execute(counted).all())
    return {state: found.get(state, 0) for state in ReportState}


def open_count(session: Session, initiative_id: int) -> int:
    """Return how many reports wait for a decision. One statement."""
    waiting = and_(Report.initiative_id == initiative_id, Report.state == ReportState.OPEN)
    return session.scalar(select(func.count()).select_from(Report).where(waiting)) or 0


def report_numbered(session: Session, initiative_id: int, number: int) -> Report:
    """Return a report of the initiative. Raises NotFound. One statement."""
    if number > LARGEST_NUMBER:
        raise NotFound
    found = session.scalars(
        select(Report).where(Report.initiative_id == initiative_id, Report.number == number)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def open_at_the_same_place(session: Session, report: Report) -> Sequence[Report]:
    """Return the other reports of the same place that wait, the oldest first. One statement."""
    return session.scalars(
        select(Report)
        .where(
            Report.initiative_id == report.initiative_id,
            Report.part == report.part,
            Report.key == report.key,
            Report.state == ReportState.OPEN,
            Report.id != report.id,
        )
        .order_by(Report.number)
    ).all()


def _found(initiative_id: int, text: str) -> list[ColumnElement[bool]]:
    words = (Report.search_text.contains(word, autoescape=True) for word in words_of(text))
    conditions: list[Any] = [Report.initiative_id == initiative_id, true(), *words]
    return conditions
