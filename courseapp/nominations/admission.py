"""Whether people need a nomination to apply for an event."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.translations import gettext, noted
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event
from courseapp.nominations.models import NominationRule
from courseapp.nominations.people import is_nominated
from courseapp.nominations.rules import Need
from courseapp.nominations.words import NEED_CHOICES

ASK_A_FOCAL_POINT = noted(
    "Only people who were nominated can apply for this event. Ask the focal point of your "
    "government or organisation for a nomination."
)


def need_of(session: Session, event_id: int) -> Need:
    """Return what the organisers chose for the event. One statement."""
    rule = session.get(NominationRule, event_id)
    return rule.need if rule is not None else Need.OPEN


def choose_need(session: Session, actor: Person, now: datetime, event: Event, need: Need) -> None:
    """Choose who may apply; who has begun already, and may not any more, cannot send it.

    Raises Problem for a cancelled event.
    """
    hold(session, event)
    require_alive(event)
    rule = session.get(NominationRule, event.id)
    if rule is None:
        rule = NominationRule(event_id=event.id, need=Need.OPEN, changed_at=now)
        session.add(rule)
    if rule.need is need:
        return
    rule.need, rule.changed_at = need, now
    told = f"Chose who may apply: {NEED_CHOICES[need][0].lower()}."
    log(session, event, actor, now, "choose who may apply", told)
    session.flush()


def refusal_without_nomination(event: Event, *, session: Session, person: Person | None) -> str:
    """Return why the person cannot apply for the event; "" where she can. Two statements.

    A stranger, whom nobody can have nominated yet, is told what everybody needs. It answers
    `applications.admission.admission_asked`.
    """
    if need_of(session, event.id) is not Need.ONLY:
        return ""
    if person is None or person.email_verified_at is None:
        return gettext(ASK_A_FOCAL_POINT)
    return "" if is_nominated(session, event.id, person.email) else gettext(ASK_A_FOCAL_POINT)


def invited_by_nomination(event: Event, *, session: Session, person: Person) -> bool | None:
    """Return whether the person is nominated; None while her address is not proved to be hers.

    One statement. It answers `applications.admission.invitation_asked`.
    """
    if person.email_verified_at is None:
        return None
    return is_nominated(session, event.id, person.email)
