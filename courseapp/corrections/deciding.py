"""An editor decides on reports: into the record with one press, done by hand, or declined."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import audit, formats
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.corrections.emails import send_decision
from courseapp.corrections.models import Report
from courseapp.corrections.proposals import Correction, corrected
from courseapp.corrections.queries import LARGEST_NUMBER, report_numbered
from courseapp.corrections.rules import BY_MACHINE, MOVES, Act, Reason, ReportState
from courseapp.corrections.words import ANSWERS, VERBS, told_by
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.saving import Saved, change_record

CLASH = (
    "Somebody changed the record here while you were reading. Nothing was saved. "
    "This page shows what it says now: look at it, then decide again."
)
NOT_BY_MACHINE = (
    "This report is told in words. Open the record in the editor, then mark the report as done."
)


@dataclass(frozen=True)
class Accepted:
    """What became of the record, and which reports were accepted with it."""

    saved: Saved
    reports: tuple[Report, ...]


def correction_of(report: Report) -> Correction:
    """Return a report as the record sees it."""
    return Correction(
        number=report.number,
        place=report.place,
        wish=report.wish,
        at=report.created_at,
        proposed=report.proposed,
        until=report.until,
        title=report.source_title,
        address=report.source_address,
        date=report.source_date,
    )


def accept(
    session: Session,
    actor: Person,
    now: datetime,
    initiative: Initiative,
    number: int,
    shown: int,
    together: Sequence[int] = (),
) -> Accepted:
    """Bring what a report wants into the record, and its source; then answer its writer.

    `shown` is the version that the editor saw beside it. `together` are other reports of the same
    place that want the same: they are accepted too, and what they name becomes a source. Raises
    NotFound, and Problem where somebody else has decided or changed the same place meanwhile, or
    where it cannot be done by itself.
    """
    report = _waiting(session, initiative, number, Act.ACCEPT)
    if report.wish not in BY_MACHINE:
        raise Problem(NOT_BY_MACHINE)
    reports = (report, *_agreeing(session, report, together))
    wanted = [correction_of(each) for each in reports]
    saved = change_record(
        session,
        actor,
        now,
        initiative,
        lambda record: corrected(record, wanted),
        note=_note(reports),
        base_number=shown,
    )
    if saved.clashes:
        raise Problem(CLASH)
    for each in reports:
        _settle(actor, now, each, Act.ACCEPT, saved_number=saved.version.number)
        _tell(session, now, initiative, each, Act.ACCEPT)
    return Accepted(saved, reports)


def mark_done(
    session: Session, actor: Person, now: datetime, initiative: Initiative, number: int
) -> Report:
    """Note that an editor has seen to a report by hand. Raises NotFound or Problem."""
    report = _waiting(session, initiative, number, Act.MARK_DONE)
    _settle(actor, now, report, Act.MARK_DONE)
    _tell(session, now, initiative, report, Act.MARK_DONE)
    return report


def decline(
    session: Session,
    actor: Person,
    now: datetime,
    initiative: Initiative,
    number: int,
    reason: Reason,
    words: str = "",
) -> Report:
    """Decline a report, with a ready reason, own words, or both. Raises NotFound or Problem."""
    report = _waiting(session, initiative, number, Act.DECLINE)
    answer = " ".join(filter(None, (ANSWERS[reason], words.strip())))
    if not answer and reason is not Reason.NO_REPORT:
        raise Problem("Say why, so that the reader understands it.", "words")
    _settle(actor, now, report, Act.DECLINE, reason=reason, answer=answer)
    _tell(session, now, initiative, report, Act.DECLINE)
    return report


def what_happened(report: Report) -> str:
    """Return who decided on a report, how and when, in a sentence."""
    at = formats.instant(report.decided_at) if report.decided_at else ""
    return f"{report.decided_by} {told_by(report)} on {at}."


def _waiting(session: Session, initiative: Initiative, number: int, act: Act) -> Report:
    """Return the report, locked; whoever comes second reads what the first one did."""
    lock(session, Initiative, initiative.id)  # before the record is: the same order for all
    report = lock(session, Report, report_numbered(session, initiative.id, number).id)
    if (report.state, act) not in MOVES:
        raise Problem(what_happened(report))
    return report


def _agreeing(session: Session, report: Report, numbers: Sequence[int]) -> Sequence[Report]:
    found = session.scalars(
        select(Report)
        .where(
            Report.initiative_id == report.initiative_id,
            Report.number.in_([each for each in numbers if each <= LARGEST_NUMBER]),
            Report.state == ReportState.OPEN,
            Report.id != report.id,
        )
        .order_by(Report.number)
        .execution_options(populate_existing=True)
    )
    wanted = correction_of(report)
    return [each for each in found if correction_of(each).agrees_with(wanted)]


def _settle(actor: Person, now: datetime, report: Report, act: Act, **more: object) -> None:
    """Write the decision: all of it at once, for the table allows no half of one."""
    decision = {
        "state": MOVES[report.state, act],
        "decided_at": now,
        "decided_by": actor.display_name,
        "decider_id": actor.id,
        **more,
    }
    for name, value in decision.items():
        setattr(report, name, value)


def _tell(
    session: Session, now: datetime, initiative: Initiative, report: Report, act: Act
) -> None:
    """Answer the writer of the report, and note the decision."""
    session.flush()
    if report.reason is not Reason.NO_REPORT:
        send_decision(session, now, initiative, report)
    summary = f"Report {report.number} on {initiative.called} ({report.title}) {VERBS[act]}."
    audit.record(
        session,
        at=now,
        actor=report.decided_by,
        verb=f"{act.value.replace('_', ' ')} report",
        subject=report.subject,
        summary=f"{summary} {report.answer}".strip(),
    )


def _note(reports: Sequence[Report]) -> str:
    numbers = [str(each.number) for each in reports]
    named = ", ".join(numbers[:-1]) + " and " if len(numbers) > 1 else ""
    reports_word = "Reports" if len(numbers) > 1 else "Report"
    return f"{reports_word} {named}{numbers[-1]} accepted"
