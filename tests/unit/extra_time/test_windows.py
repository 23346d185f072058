"""Where the window stands for one person, and in which words she is told why."""

from datetime import UTC, datetime, timedelta

import pytest

from courseapp.events.clock.closing import Closing, minutes_late
from courseapp.events.clock.deadlines import Window, closing_of
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventStatus
from courseapp.extra_time.rules import Deadline, Extension, last_moment_for
from courseapp.extra_time.windows import (
    accepts_for,
    explain_for,
    may_begin,
    window_for,
)

CLOSES = datetime(2027, 4, 15, 21, 59, tzinfo=UTC)
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def event(status: EventStatus = EventStatus.PUBLISHED) -> Event:
    return Event(
        slug="course",
        status=status,
        access=Access.APPLICATION,
        applications_zone="Europe/Rome",
        applications_close_at=CLOSES,
        grace_minutes=30,
    )


def hers(*extensions: Extension) -> Deadline:
    closing = closing_of(event())
    assert closing is not None
    return last_moment_for(closing, extensions)


ALONE = Extension(Closing(CLOSES + DAY, "Europe/Rome"), "You were ill")
BEGINS = Extension(Closing(CLOSES + DAY, "Europe/Rome"), "A storm.", "TO", may_begin=True)


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (timedelta(0), Window.OPEN),
        (INSTANT, Window.OPEN),
        (DAY, Window.OPEN),
        (DAY + INSTANT, Window.GRACE),
        (DAY + timedelta(minutes=30), Window.GRACE),
        (DAY + timedelta(minutes=30) + INSTANT, Window.CLOSED),
    ],
)
def test_extra_time_has_exact_edges(after: timedelta, state: Window) -> None:
    assert window_for(event(), CLOSES + after, hers(ALONE)) is state
    assert accepts_for(event(), CLOSES + after, hers(ALONE)) == (state is not Window.CLOSED)


def test_who_has_none_is_treated_like_everybody() -> None:
    assert window_for(event(), CLOSES, hers()) is window_for(event(), CLOSES, None) is Window.OPEN
    assert window_for(event(), CLOSES + INSTANT, hers()) is Window.GRACE
    assert explain_for(event(), CLOSES - DAY, hers()).endswith("24 hours left.")


def test_only_who_may_begin_later_may() -> None:
    assert may_begin(event(), CLOSES, hers(ALONE))
    assert not may_begin(event(), CLOSES + INSTANT, hers(ALONE))
    assert may_begin(event(), CLOSES + DAY, hers(BEGINS))
    assert not may_begin(event(), CLOSES + DAY + INSTANT, hers(BEGINS))  # nothing begins in grace
    assert not may_begin(event(), CLOSES + INSTANT, None)


def test_she_reads_until_when_and_why() -> None:
    late = CLOSES + timedelta(hours=3)
    assert explain_for(event(), late, hers(ALONE)) == (
        "Apply by Fri 16 Apr 2027, 23:59 CEST: 21 hours left. "
        "You have extra time. Reason: You were ill."
    )
    assert explain_for(event(), late, hers(BEGINS)).endswith(
        "People who work in Tonga have extra time. Reason: A storm."
    )
    over = explain_for(event(), CLOSES + 2 * DAY, hers(ALONE))
    assert over == "Applications closed on Fri 16 Apr 2027, 23:59 CEST."


def test_a_cancelled_event_has_no_extra_time() -> None:
    gone = event(EventStatus.CANCELLED)
    assert window_for(gone, CLOSES - DAY, hers(BEGINS)) is Window.CLOSED
    assert not may_begin(gone, CLOSES - DAY, hers(BEGINS))
    assert explain_for(event(EventStatus.DRAFT), CLOSES, hers(BEGINS)) == ""


@pytest.mark.parametrize(
    ("after", "minutes"),
    [
        (-DAY, 0),
        (timedelta(0), 0),
        (INSTANT, 1),
        (timedelta(minutes=1), 1),
        (timedelta(minutes=1) + INSTANT, 2),
        (timedelta(minutes=3, seconds=1), 4),
    ],
)
def test_late_is_counted_in_minutes_begun(after: timedelta, minutes: int) -> None:
    assert minutes_late(CLOSES + after, CLOSES) == minutes
