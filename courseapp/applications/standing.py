"""What an applicant sees of her application: what is done, what comes next, and by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from courseapp.applications.deadlines import deadline_of
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.texts import HER_HISTORY, POSTPONED_TEXTS, status_text
from courseapp.core.audit import AuditEntry
from courseapp.core.formats import clock, day, instant, zone_label
from courseapp.core.translations import gettext, ngettext, noted
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.rules import EventStatus
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import FormDocument
from courseapp.forms.filling.merging import Lost
from courseapp.forms.models import FilledForm

HERS_STANDS = noted(
    "%(label)s: this was also changed somewhere else. Yours stands: “%(stands)s”. "
    "It took the place of “%(gave_way)s”."
)
NEWER_STANDS = noted(
    "%(label)s: this was also changed somewhere else. The newer one stands: “%(stands)s”. "
    "It took the place of “%(gave_way)s”."
)


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
    """An answer that was saved elsewhere while she typed another, in words."""

    name: str
    label: str
    stands: str
    gave_way: str
    is_hers: bool  # the one that stands is the one of this page

    @property
    def told(self) -> str:
        """The same in one sentence."""
        nothing = gettext("nothing")
        gaps = {
            "label": self.label,
            "stands": self.stands or nothing,
            "gave_way": self.gave_way or nothing,
        }
        return gettext(HERS_STANDS if self.is_hers else NEWER_STANDS, **gaps)


def what_comes_next(application: Application) -> str:
    """Return what happens next, in words for the applicant; of a postponed event, what that means.

    An offer is not answered late while the event is postponed: it gets its days again after.
    Of a cancelled event nothing comes next: "".
    """
    event, status = application.event, application.status
    if event.status is EventStatus.CANCELLED:
        return ""
    usual = status_text(status).next
    if event.status is not EventStatus.POSTPONED:
        return usual
    days = ngettext("%(num)s day", "%(num)s days", max(1, event.reply_days))
    told = POSTPONED_TEXTS.get(status)
    return gettext(told).format(days=days) if told else usual


_STILL_WAITS_FOR_NEWS = frozenset({Status.SUBMITTED, Status.WAITING})


def milestones(application: Application, now: datetime, zone: str) -> Sequence[Milestone]:
    """Return the dates on her way in their order, told in the zone.

    Of a cancelled event only what is past: nothing begins, and nobody answers any more.
    """
    found = tuple(_milestones(application, now, zone))
    if application.event.status is EventStatus.CANCELLED:
        return tuple(each for each in found if each.state == "past")
    return found


def _milestones(application: Application, now: datetime, zone: str) -> Iterator[Milestone]:
    event, status = application.event, application.status
    is_postponed = event.status is EventStatus.POSTPONED
    if application.submitted_at:
        yield Milestone(
            gettext("You sent your application"), instant(application.submitted_at, zone), "past"
        )
    if not is_postponed and status in {Status.DRAFT, Status.SUBMITTED}:
        yield from _closing(application, now, zone)
    if status in _STILL_WAITS_FOR_NEWS:
        yield _news_awaited(application)
    if status is Status.OFFERED and application.reply_by:
        yield _answer_awaited(application.reply_by, zone, is_postponed=is_postponed)
    if status is Status.CONFIRMED and application.confirmed_at:
        yield Milestone(
            gettext("You confirmed your seat"), instant(application.confirmed_at, zone), "past"
        )
    if status not in _OVER and (event.starts_on or is_postponed):
        state = "next" if status is Status.CONFIRMED else "later"
        when = day(event.starts_on) if event.starts_on else gettext("Not known yet")
        yield Milestone(gettext("The event begins"), when, state)


CLOSE_FOR_HER, CLOSE = noted("Applications close for you"), noted("Applications close")


def _closing(application: Application, now: datetime, zone: str) -> Iterator[Milestone]:
    """The deadline: hers while something can still be sent, for she may have extra time."""
    own, status = deadline_of(application), application.status
    if own is not None:
        deadline = own.closing.at
        state = "past" if now > deadline else ("next" if status is Status.DRAFT else "later")
        what = gettext(CLOSE_FOR_HER if own.is_extended else CLOSE)
        yield Milestone(what, instant(deadline, zone), state)


def _answer_awaited(reply_by: datetime, zone: str, *, is_postponed: bool) -> Milestone:
    if is_postponed:
        return Milestone(gettext("Your answer"), gettext("When the new dates are certain"), "next")
    return Milestone(gettext("Please answer by"), instant(reply_by, zone), "next")


def _news_awaited(application: Application) -> Milestone:
    """When the organiser writes: the day that she promised to who still waits for a decision."""
    event = application.event
    promised = event.decisions_on if event.status is EventStatus.PUBLISHED else None
    if promised is not None and application.status is Status.SUBMITTED:
        return Milestone(gettext("You hear by"), day(promised), "next")
    return Milestone(gettext("The organiser writes to you"), gettext("By e-mail"), "next")


_OVER = frozenset(
    {Status.DECLINED, Status.TURNED_DOWN, Status.LAPSED, Status.GIVEN_UP, Status.WITHDRAWN}
)


def told_history(entries: Sequence[AuditEntry], zone: str) -> Sequence[Past]:
    """Return the entries in words for the applicant, told in the zone."""
    return tuple(
        Past(instant(entry.at, zone), gettext(HER_HISTORY[entry.verb])) for entry in entries
    )


def saved_note(filled: FilledForm, now: datetime, zone: str) -> str:
    """Return ``Saved 14:03 CEST``, with its day where that is not today; "" where not saved."""
    if filled.version == 0:
        return ""
    at = filled.saved_at
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.date() != today:
        return gettext("Saved %(at)s", at=instant(at, zone))
    return gettext("Saved %(at)s", at=f"{clock(local)} {zone_label(at, zone)}")


def zone_for(application: Application, reader_zone: str | None) -> str:
    """Return the zone in which to tell her times: hers where we know it, else the event's."""
    return reader_zone or zone_of_deadline(application.event)


def changed_meanwhile(
    document: FormDocument, language: str, lost: Sequence[Lost]
) -> Sequence[Meanwhile]:
    """Return, in words, the answers of which there were two: the newest one stands."""
    asked = document.by_key
    languages = (language, *document.languages)
    return tuple(
        Meanwhile(
            each.question,
            document.said(asked[each.question].label, language),
            in_words(asked[each.question], each.won, *languages),
            in_words(asked[each.question], each.lost, *languages),
            each.by_this_page,
        )
        for each in lost
        if each.question in asked
    )
