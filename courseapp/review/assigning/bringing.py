"""A table of assignments between its preview and the press that takes it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.review.assigning.situation import Situation, situation_of
from courseapp.review.assigning.table import Checked, Known, Row, assignments_csv, check_rows
from courseapp.review.assigning.writing import Step, refuse_round, write_assignments
from courseapp.review.conflicts.running import detect_conflicts
from courseapp.review.rules import Round, Source
from courseapp.review.words import STATUSES


def check_table(session: Session, event: Event, which: Round, rows: Sequence[Row]) -> Checked:
    """Return what each line would become now. Nothing is stored."""
    return _check(situation_of(session, event, which), rows)


def take_table(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    which: Round,
    rows: Sequence[Row],
    *,
    takes_away: bool,
) -> tuple[int, int]:
    """Assign what is new in the lines, all or nothing; return how many, and how many went.

    With `takes_away` what is not in the table ends, unless it was begun. Raises Problem where a
    line is wrong by now, and where nothing is left to do.
    """
    lock(session, Event, event.id)
    refuse_round(session, now, event, which)
    detect_conflicts(session, actor, now, event)
    situation = situation_of(session, event, which)
    checked = _check(situation, rows)
    wrong = [each for each in checked.lines if each.what]
    if wrong:
        raise Problem(f"{wrong[0].application}: {wrong[0].what} Read the file again.")
    gone = checked.left_out if takes_away else frozenset()
    if not checked.new and not gone:
        raise Problem("Nothing of this table is new. There is nothing to do.")
    step = Step(Source.TABLE, checked.new, gone)
    write_assignments(session, actor, now, event, which, situation, step)
    return len(checked.new), len(gone)


def table_of(session: Session, event: Event, which: Round) -> Iterator[str]:
    """Yield the assignments of a round as CSV, by number; see `table`."""
    situation = situation_of(session, event, which)
    people = {each.id: each.person for each in situation.colleagues}
    rows = [
        (
            situation.references[each.pair.application],
            people[each.pair.reviewer].email,
            people[each.pair.reviewer].full_name,
            STATUSES[each.status].text,
        )
        for each in situation.given
    ]
    return assignments_csv(sorted(rows))


def _check(situation: Situation, rows: Sequence[Row]) -> Checked:
    known = Known(
        applications={text: number for number, text in situation.references.items()},
        people={each.person.email: each.id for each in situation.colleagues},
        conflicts=situation.conflicts,
        given=frozenset(each.pair for each in situation.given),
    )
    return check_rows(rows, known, situation.not_begun)
