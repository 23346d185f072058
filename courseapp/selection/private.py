"""Private decisions: what organisers have decided and nobody else may know before the release.

All of it is kept apart from the application: its status, its history and what focal points and
calendars see do not change. The event is locked while something is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.audit import AuditEntry, history, record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.selection.models import PrivateDecision, SelectionPlan
from courseapp.selection.people import Affected, Verdict, affected
from courseapp.selection.queries import chosen
from courseapp.selection.rules import DECISION_STEPS, Choice, Deed, Privacy, can, refusal, step
from courseapp.selection.texts import PRIVATE_LABELS
from courseapp.selection.wording.placeholders import Words

NOTHING = "nothing"
CANCELLED = "This event is cancelled, so there is nothing to decide any more."
UNDER_WAY = "belongs to a release that has begun"


@dataclass(frozen=True)
class Mark:
    """What is decided in private. `choice` None takes the decision back.

    `rank` is the place on the reserve; None: after everybody who has one. `note` None leaves the
    organisers' note as it is. `seen` is the number of the plan when the page was made, None where
    nothing needs to be compared.
    """

    choice: Choice | None
    rank: int | None = None
    note: str | None = None
    seen: int | None = None


def decide_privately(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    references: Sequence[str],
    mark: Mark,
) -> Verdict:
    """Note the decision for each application that allows it, in order. Nobody is told.

    What somebody else has decided after the page was made stays as it is, with the reason.
    Raises Problem for a cancelled event.
    """
    lock(session, Event, event.id)
    if event.status is EventStatus.CANCELLED:
        raise Problem(CANCELLED)
    plan = plan_of(session, event)
    moved: list[Affected] = []
    refused: list[Affected] = []
    for number, application in enumerate(chosen(session, event.id, references)):
        reason = _refusal(session, application, mark)
        if reason:
            refused.append(affected(application, reason))
            continue
        rank = mark.rank + number if mark.rank is not None else None
        _write(session, actor, now, plan, application, mark, rank)
        moved.append(affected(application))
    return Verdict(tuple(moved), tuple(refused))


def write_own_letter(
    session: Session, actor: Person, now: datetime, application: Application, words: Words | None
) -> None:
    """Keep a letter for her alone, which was checked; None: the event's. Raises Problem."""
    lock(session, Event, application.event_id)
    found = decision_of(session, application.id)
    if found is None or found.choice is None or not can(DECISION_STEPS, found.privacy, Deed.CLEAR):
        raise Problem("Decide first, then write the letter.")
    plan = plan_of(session, application.event)
    plan.number += 1
    found.number = plan.number
    found.own_subject, found.own_body = (words.subject, words.body) if words else ("", "")
    said = "A letter of her own was written" if words else "She gets the event’s letter again"
    _log(session, actor.display_name, now, application, said, {}, {})
    session.flush()


def plan_of(session: Session, event: Event) -> SelectionPlan:
    """Return what is set for the selection of the event; the caller has locked the event."""
    found = session.get(SelectionPlan, event.id)
    if found is None:
        found = SelectionPlan(event_id=event.id, number=0, kept_free=0)
        session.add(found)
        session.flush()
    return found


def number_of(session: Session, event_id: int) -> int:
    """Return how often private decisions of the event were changed. One statement."""
    wanted = select(SelectionPlan.number).where(SelectionPlan.event_id == event_id)
    return session.scalar(wanted) or 0


def decision_of(session: Session, application_id: int) -> PrivateDecision | None:
    """Return the present private decision as the database has it, or None. One statement."""
    return session.get(PrivateDecision, application_id, populate_existing=True)


def counters(session: Session, event_id: int) -> Mapping[Choice, int]:
    """Return how many private decisions wait to be made known. One statement."""
    rows = session.execute(
        select(PrivateDecision.choice, func.count())
        .join(Application, Application.id == PrivateDecision.application_id)
        .where(
            Application.event_id == event_id,
            PrivateDecision.choice.is_not(None),
            PrivateDecision.privacy != Privacy.KNOWN,
        )
        .group_by(PrivateDecision.choice)
    )
    return {choice: number for choice, number in rows if choice is not None}


def private_history(session: Session, application_id: int) -> Sequence[AuditEntry]:
    """Return what was decided in private about an application, newest first. One statement."""
    return history(session, [_subject(application_id)])


def note_known(
    session: Session, actor: str, now: datetime, application: Application, choice: Choice
) -> None:
    """Note that a decision is known now: the one that was private, or one made at once."""
    found, plan = decision_of(session, application.id), plan_of(session, application.event)
    if found is None:
        found = PrivateDecision(application_id=application.id, privacy=Privacy.OPEN, note="")
        session.add(found)
    if found.privacy is Privacy.KNOWN or found.choice is not choice:
        found.privacy = step(DECISION_STEPS, found.privacy, Deed.SET)
        found.choice, found.made_by, found.made_at = choice, actor, now
        found.own_subject = found.own_body = ""
        found.rank = found.release_id = None
    found.privacy = step(DECISION_STEPS, found.privacy, Deed.MAKE_KNOWN)
    plan.number += 1
    found.known_at, found.problem, found.number = now, "", plan.number
    session.flush()


def own_words(session: Session, application: Application, choice: Choice) -> Words | None:
    """Return the letter that was written for her alone, if it is about this outcome."""
    return written_for_her(decision_of(session, application.id), choice)


def written_for_her(row: PrivateDecision | None, choice: Choice) -> Words | None:
    """Return the letter that was written for her alone, if it is about this outcome."""
    if row is None or row.choice is not choice or not row.own_body:
        return None
    return Words(row.own_subject, row.own_body)


def require_free(session: Session, application: Application) -> None:
    """Raise Problem where her decision belongs to a release that has begun."""
    found = decision_of(session, application.id)
    if found is not None and found.privacy is Privacy.BOUND:
        raise Problem(UNDER_WAY)


def _refusal(session: Session, application: Application, mark: Mark) -> str:
    """Return why nothing can be noted about her now, as what follows a name; "" where it can."""
    found = decision_of(session, application.id)
    deed = Deed.SET if mark.choice else Deed.CLEAR
    if found is None:
        return _not_now(application, mark) if mark.choice else "has no decision"
    if not can(DECISION_STEPS, found.privacy, deed):
        known = found.privacy is Privacy.KNOWN
        return "knows the decision already" if known else UNDER_WAY
    if mark.seen is not None and found.number > mark.seen and found.choice is not mark.choice:
        said = PRIVATE_LABELS[found.choice].text if found.choice else "no decision"
        return f"was changed by {found.made_by} meanwhile: {said}. Look again, then decide"
    return _not_now(application, mark)


def _not_now(application: Application, mark: Mark) -> str:
    return (refusal(application.status, mark.choice) or "") if mark.choice else ""


def _write(
    session: Session,
    actor: Person,
    now: datetime,
    plan: SelectionPlan,
    application: Application,
    mark: Mark,
    rank: int | None,
) -> None:
    found = decision_of(session, application.id)
    by = actor.display_name  # read before anything is written: it may have to be fetched
    before, kept = _told(found), found.rank if found and found.choice is Choice.WAIT else None
    place = None
    if mark.choice is Choice.WAIT:
        place = _place(session, application, rank or kept, is_wished=bool(rank))
    if found is None:
        found = PrivateDecision(application_id=application.id, privacy=Privacy.OPEN)
        session.add(found)
    found.privacy = step(DECISION_STEPS, found.privacy, Deed.SET if mark.choice else Deed.CLEAR)
    if found.choice is not mark.choice:
        found.own_subject = found.own_body = ""
    plan.number += 1
    found.choice, found.rank, found.number = mark.choice, place, plan.number
    found.known_at, found.release_id, found.problem = None, None, ""
    found.note = found.note or "" if mark.note is None else mark.note
    found.made_by, found.made_at = by, now
    said = PRIVATE_LABELS[mark.choice].text if mark.choice else "Decision taken back"
    _log(session, by, now, application, f"{said} (private)", before, _told(found))
    session.flush()


def _place(session: Session, application: Application, rank: int | None, *, is_wished: bool) -> int:
    """Return her rank on the reserve; who stands there and after makes room for a wished one."""
    of_event = select(Application.id).where(Application.event_id == application.event_id)
    others = (
        PrivateDecision.application_id.in_(of_event),
        PrivateDecision.application_id != application.id,
        PrivateDecision.rank.is_not(None),
    )
    if rank is None:
        return (session.scalar(select(func.max(PrivateDecision.rank)).where(*others)) or 0) + 1
    taken = select(PrivateDecision.rank).where(*others, PrivateDecision.rank == rank)
    if is_wished and session.scalars(taken).first() is not None:
        after = update(PrivateDecision).where(*others, PrivateDecision.rank >= rank)
        session.execute(after.values(rank=PrivateDecision.rank + 1))
    return rank


def _told(found: PrivateDecision | None) -> dict[str, object]:
    if found is None or found.choice is None:
        return {"decision": NOTHING}
    return {"decision": found.choice.value, "rank": found.rank or "", "note": found.note}


def _subject(application_id: int) -> str:
    """Kept apart from what happened to the application, which more people read."""
    return f"private_decision/{application_id}"


def _log(
    session: Session,
    actor: str,
    now: datetime,
    application: Application,
    said: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    record(
        session,
        at=now,
        actor=actor,
        verb="decide privately",
        subject=_subject(application.id),
        summary=said,
        before=before,
        after=after,
    )
