"""An organiser decides about two applications: not the same person, or which of them stays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.asked import form_asked
from courseapp.applications.lifecycle import hold, move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Cause, Status
from courseapp.applications.submitting import send_answers
from courseapp.applications.writing import open_request
from courseapp.core.audit import record
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.intake.coming_in import DuplicateDecision
from courseapp.intake.duplicates.comparing import chosen_answers
from courseapp.intake.queries import sent_application
from courseapp.intake.rules import Same
from courseapp.mail.outbox import queue

CHANGED = "One of the two was changed since you opened this page. Please read them again."
BOTH_SEATS = (
    "Both hold a seat. Ask one of the two to give hers back first: a seat is never taken away here."
)
SEAT_STAYS = "The application that holds a seat is the one that stays."
ONE_IS_OUT = "One of the two is withdrawn already. There is nothing to merge."
ASKED_FOR_MORE = (
    "The application that stays waits for what was asked. Take that question back first, or take "
    "no answer from the other one."
)


@dataclass(frozen=True)
class Two:
    """Two applications of one event, the older one first."""

    first: Application
    second: Application

    @property
    def seen(self) -> str:
        """What a page notes of how they are, so that a change in between is noticed."""
        return " ".join(f"{each.version}.{each.status}" for each in (self.first, self.second))

    def other(self, one: Application) -> Application:
        """Return the one that this is not."""
        return self.second if one.id == self.first.id else self.first


def two_of(session: Session, event: Event, one: str, other: str) -> Two:
    """Return the applications with these references. Raises NotFound."""
    found = [sent_application(session, event.id, each) for each in (one, other)]
    if found[0].id == found[1].id:
        raise NotFound
    first, second = sorted(found, key=lambda each: each.id)
    return Two(first, second)


def decision_about(session: Session, two: Two) -> DuplicateDecision | None:
    """Return what was decided about the two, or None."""
    return session.scalars(
        select(DuplicateDecision).where(
            DuplicateDecision.first_id == two.first.id,
            DuplicateDecision.second_id == two.second.id,
        )
    ).one_or_none()


def merges_of(session: Session, application: Application) -> list[DuplicateDecision]:
    """Return the merges in which an application stayed or was set aside, the oldest first."""
    either = or_(
        DuplicateDecision.first_id == application.id, DuplicateDecision.second_id == application.id
    )
    wanted = select(DuplicateDecision).where(either, DuplicateDecision.same == Same.YES)
    return list(session.scalars(wanted.order_by(DuplicateDecision.id)))


def usual_to_keep(two: Two) -> Application:
    """Return which of the two stays unless the organiser says otherwise: with a seat, or newer."""
    seated = [each for each in (two.first, two.second) if each.holds_a_seat]
    return seated[0] if seated else two.second


def tell_apart(session: Session, actor: Person, now: datetime, two: Two) -> None:
    """Note that these are two persons: nobody is suggested again. Twice is as good as once.

    Raises Problem where they were merged.
    """
    _hold(session, two)
    there = decision_about(session, two)
    if there is not None and there.same is Same.YES:
        raise Problem(_decided(there))
    if there is None:
        session.add(_decision(two, actor, now, Same.NO))
        _log(session, actor, now, two, "tell_apart", "Not the same person as {other}")
    session.flush()


def merge(
    session: Session,
    actor: Person,
    now: datetime,
    two: Two,
    seen: str,
    kept: Application,
    from_aside: Collection[str] = (),
) -> None:
    """Let one of the two stay and set the other aside, which stays readable; write to its person.

    `from_aside` are the questions whose answers are taken from the one that is set aside. Merged
    once they stay merged: the same press again changes nothing. Raises Problem where the two
    changed since `seen`, where somebody decided otherwise, and where a seat would be lost.
    """
    _hold(session, two)
    there, aside = decision_about(session, two), two.other(kept)
    if there is not None and there.same is Same.YES:
        if there.kept_id == kept.id:
            return
        raise Problem(_decided(there))
    _refuse_to_merge(two, seen, aside)
    decision = there or _decision(two, actor, now, Same.YES)
    decision.same, decision.kept_id, decision.stood_at = Same.YES, kept.id, aside.status
    decision.author, decision.at = actor.display_name, now
    decision.sending = _take_answers(session, actor, now, kept, aside, from_aside)
    session.add(decision)
    _set_aside(session, actor, now, aside)
    _log(session, actor, now, two, "merge", f"Merged with {{other}}: {kept.reference} stays")
    _tell(session, now, aside)


def undo_merge(session: Session, actor: Person, now: datetime, two: Two) -> None:
    """Bring back the one that was set aside, as sent. Answers that were taken over stay taken.

    Raises Problem where nothing was merged, or it does not stand aside any more.
    """
    _hold(session, two)
    there = decision_about(session, two)
    if there is None or there.same is not Same.YES:
        raise Problem("These two are not merged.")
    aside = two.first if there.kept_id == two.second.id else two.second
    if aside.status is not Status.WITHDRAWN:
        raise Problem("It was opened again meanwhile, so there is nothing to bring back.")
    move(session, aside, Action.BRING_BACK, actor, now)
    session.delete(there)
    _log(session, actor, now, two, "part", "No longer merged with {other}")
    session.flush()


def _hold(session: Session, two: Two) -> None:
    for each in (two.first, two.second):  # always in the order of their ids
        hold(session, each)


def _refuse_to_merge(two: Two, seen: str, aside: Application) -> None:
    if two.first.holds_a_seat and two.second.holds_a_seat:
        raise Problem(BOTH_SEATS)
    if aside.holds_a_seat:
        raise Problem(SEAT_STAYS, "keep")
    if {two.first.status, two.second.status} & {Status.WITHDRAWN, Status.DRAFT}:
        raise Problem(ONE_IS_OUT)
    if two.seen != seen:
        raise Problem(CHANGED)


def _take_answers(
    session: Session,
    actor: Person,
    now: datetime,
    kept: Application,
    aside: Application,
    keys: Collection[str],
) -> int | None:
    """Send the chosen answers as one more sending; what she is changing herself stays typed."""
    answers = chosen_answers(kept, aside, keys)
    if answers == kept.answers:
        return None
    if open_request(kept) is not None:
        raise Problem(ASKED_FOR_MORE)
    before, typed = dict(kept.answers), kept.typed
    kept.typed = answers
    send_answers(session, actor, now, kept, form_asked(kept), Cause.ON_BEHALF)
    if typed is not None:
        hers = {key: text for key, text in typed.items() if text != before.get(key, "")}
        kept.typed = {**kept.answers, **hers}
    kept.version += 1
    return kept.sendings[-1].number


def _set_aside(session: Session, actor: Person, now: datetime, aside: Application) -> None:
    if request := open_request(aside):
        request.closed_at = now
    move(session, aside, Action.SET_ASIDE, actor, now)


def _tell(session: Session, now: datetime, aside: Application) -> None:
    """Write to the address of the one that is set aside.

    It may be somebody else's after all: the letter names neither the other address nor the other
    application.
    """
    queue(
        session,
        now,
        kind="application_set_aside",
        to=aside.person.email,
        about=f"application/{aside.id}",
        context={"application": aside, "event": aside.event},
    )


def _decision(two: Two, actor: Person, now: datetime, same: Same) -> DuplicateDecision:
    return DuplicateDecision(
        event_id=two.first.event_id,
        first_id=two.first.id,
        second_id=two.second.id,
        same=same,
        author=actor.display_name,
        at=now,
    )


def _decided(there: DuplicateDecision) -> str:
    return f"{there.author} has merged these two already. Read what stands now."


def _log(session: Session, actor: Person, now: datetime, two: Two, verb: str, summary: str) -> None:
    for each in (two.first, two.second):
        record(
            session,
            at=now,
            actor=actor.display_name,
            verb=verb,
            subject=f"application/{each.id}",
            summary=summary.format(other=two.other(each).reference),
        )
    session.flush()
