"""What an applicant sees of her application: what is done, what comes next, and by when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from courseapp.applications.models import Application
from courseapp.applications.questions import LABELS, in_words
from courseapp.applications.rules import Status
from courseapp.applications.texts import HER_HISTORY
from courseapp.core.audit import AuditEntry
from courseapp.core.formats import clock, day, instant, zone_label
from courseapp.events.deadlines import zone_of_deadline
from courseapp.events.rules import EventStatus


class Milestone(NamedTuple):
    """A date on her way; `state` is past, next or later."""

    what: str
    when: str
    state: str


class Past(NamedTuple):
    """One thing that happened, in words for her."""

    when: str
    what: str


@dataclass(frozen=True)
class Meanwhile:
    """An answer that was saved elsewhere while she typed another."""

    label: str
    saved: str
    typed: str


_STILL_WAITS_FOR_NEWS = frozenset({Status.SUBMITTED, Status.WAITING})


def milestones(application: Application, now: datetime, zone: str) -> Sequence[Milestone]:
    """Return the dates on her way in their order, told in the zone."""
    return tuple(_milestones(application, now, zone))


def _milestones(application: Application, now: datetime, zone: str) -> Iterator[Milestone]:
    event, status = application.event, application.status
    if application.submitted_at:
        yield Milestone(
            "You sent your application", instant(application.submitted_at, zone), "past"
        )
    deadline = event.applications_close_at
    if deadline and status in {Status.DRAFT, Status.SUBMITTED}:
        state = "past" if now > deadline else ("next" if status is Status.DRAFT else "later")
        yield Milestone("Applications close", instant(deadline, zone), state)
    if status in _STILL_WAITS_FOR_NEWS:
        yield _news_awaited(application)
    if status is Status.OFFERED and application.reply_by:
        yield Milestone("Please answer by", instant(application.reply_by, zone), "next")
    if status is Status.CONFIRMED and application.confirmed_at:
        yield Milestone("You confirmed your seat", instant(application.confirmed_at, zone), "past")
    if event.starts_on and status not in _OVER:
        state = "next" if status is Status.CONFIRMED else "later"
        yield Milestone("The event begins", day(event.starts_on), state)


def _news_awaited(application: Application) -> Milestone:
    """When the organiser writes: the day that she promised to who still waits for a decision."""
    event = application.event
    promised = event.decisions_on if event.status is EventStatus.PUBLISHED else None
    if promised is not None and application.status is Status.SUBMITTED:
        return Milestone("You hear by", day(promised), "next")
    return Milestone("The organiser writes to you", "By e-mail", "next")


_OVER = frozenset({Status.DECLINED, Status.TURNED_DOWN, Status.LAPSED, Status.WITHDRAWN})


def told_history(entries: Sequence[AuditEntry], zone: str) -> Sequence[Past]:
    """Return the entries in words for the applicant, told in the zone."""
    return tuple(Past(instant(entry.at, zone), HER_HISTORY[entry.verb]) for entry in entries)


def saved_note(application: Application, now: datetime, zone: str) -> str:
    """Return ``Saved 14:03 CEST``, with its day where that is not today; "" where not saved."""
    if application.version == 0:
        return ""
    at = application.saved_at
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.date() != today:
        return f"Saved {instant(at, zone)}"
    return f"Saved {clock(local)} {zone_label(at, zone)}"


def zone_for(application: Application, reader_zone: str | None) -> str:
    """Return the zone in which to tell her times: hers where we know it, else the event's."""
    return reader_zone or zone_of_deadline(application.event)


def changed_meanwhile(
    saved: Mapping[str, str], typed: Mapping[str, str], modules: Mapping[str, str]
) -> Sequence[Meanwhile]:
    """Return, in words, the answers in which what is saved differs from what she typed.

    `modules` are the titles of modules by their ids.
    """
    return tuple(
        Meanwhile(LABELS[name], in_words(name, saved[name], modules), in_words(name, text, modules))
        for name, text in typed.items()
        if saved[name] != text
    )
