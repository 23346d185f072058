"""Giving extra time and taking it back: who has it is locked with the event, and written to."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import formats
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.clock.deadlines import closing_of, takes_applications
from courseapp.events.clock.registration import registers
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.facts.describing import Difference
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.extra_time.concerned import begun_by, reach_of
from courseapp.extra_time.letters import tell_given, tell_revoked
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.plans import ExtraTimePlan
from courseapp.extra_time.words import holder_of, people_of_plan


def can_be_extended(event: Event) -> bool:
    """Return whether people apply for the event by a deadline, and somebody chooses among them."""
    return takes_applications(event) and not registers(event)


def refuse_plan(event: Event, now: datetime, plan: ExtraTimePlan) -> None:
    """Raise Problem, with the field, for extra time that cannot be given as planned."""
    require_alive(event)
    closing = closing_of(event)
    if closing is None or not can_be_extended(event):
        raise Problem("This event takes no applications now, so there is no deadline to extend.")
    if event.status is EventStatus.HELD:
        raise Problem("This event was held. Nobody can apply any more.")
    if not plan.emails and plan.country is None:
        raise Problem("Enter an e-mail address, or choose a country.", "emails")
    if plan.emails and plan.country is not None:
        raise Problem("Enter addresses or choose a country, not both at once.", "country")
    if plan.until.at <= closing.at:
        told = formats.instant(closing.at, closing.zone)
        raise Problem(f"Enter a time after the deadline of everybody, {told}.", "until_on")
    if plan.until.at <= now:
        told = formats.instant(plan.until.at, plan.until.zone)
        raise Problem(f"{told} has passed. Enter a later time.", "until_on")
    last_day = event.ends_on or event.starts_on
    if last_day is not None and plan.until.local.date() > last_day:
        told = formats.day(last_day)
        raise Problem(f"Enter a time before the event is over, {told}.", "until_on")


def grant(
    session: Session, actor: Person, now: datetime, event: Event, plan: ExtraTimePlan
) -> Sequence[DeadlineExtension]:
    """Give the extra time, in place of what its holders had, and write to whom it concerns.

    A country's people are those who have begun and not sent. Raises Problem as `refuse_plan`.
    """
    hold(session, event)
    refuse_plan(event, now, plan)
    reach = reach_of(session, event, now, plan)
    earlier = [reach.earlier, *(each.earlier for each in reach.people)]
    for each in filter(None, earlier):
        each.revoked_at = now
    session.flush()  # nobody has extra time twice, not even for a moment
    given = list(_rows(actor, now, event, plan))
    session.add_all(given)
    until = formats.instant(plan.until.at, plan.until.zone)
    told = f"Gave {people_of_plan(plan)} extra time until {until}. Reason: {plan.reason}"
    many = Difference({}, {"Addresses": ", ".join(plan.emails)}) if len(plan.emails) > 1 else None
    log(session, event, actor, now, "give extra time", told, many)
    session.flush()
    tell_given(session, actor, now, event, plan, reach)
    return given


def revoke(session: Session, actor: Person, now: datetime, extension: DeadlineExtension) -> None:
    """Take extra time back, and write to whom it concerns. Twice is as good as once."""
    event = hold(session, extension.event)
    lock(session, DeadlineExtension, extension.id)
    if extension.revoked_at is not None:
        return
    extension.revoked_at = now
    until = formats.instant(extension.until_at, extension.zone)
    told = f"Took back the extra time of {holder_of(extension)}, which was until {until}."
    log(session, event, actor, now, "take back extra time", told)
    session.flush()
    if extension.until_at >= now:
        emails = [extension.email] if extension.email else []
        begun = begun_by(session, event, emails, extension.country)
        tell_revoked(session, actor, now, extension, begun)


def _rows(
    actor: Person, now: datetime, event: Event, plan: ExtraTimePlan
) -> Iterator[DeadlineExtension]:
    for email in plan.emails or (None,):
        yield DeadlineExtension(
            event_id=event.id,
            email=email,
            country=plan.country,
            until_local=plan.until.local,
            zone=plan.until.zone,
            until_at=plan.until.at,
            reason=plan.reason,
            may_begin=plan.may_begin,
            made_by=actor.display_name,
            made_at=now,
        )
