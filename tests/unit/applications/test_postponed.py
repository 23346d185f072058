"""What an applicant reads on her page while the event is postponed, wherever she stands."""

from datetime import UTC, date, datetime

import pytest

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.standing import milestones, what_comes_next
from courseapp.applications.texts import STATUS_TEXTS
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus

NOW = datetime(2027, 3, 20, 9, tzinfo=UTC)
EARLIER = datetime(2027, 3, 12, 22, 59, tzinfo=UTC)


def application(status: Status, /, **changes: object) -> Application:
    facts = {"status": EventStatus.POSTPONED, "reply_days": 7, "zone": "Europe/Rome"}
    event = Event(applications_close_at=EARLIER, **(facts | changes))
    return Application(status=status, event=event, submitted_at=EARLIER, reply_by=EARLIER)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.SUBMITTED, "nothing is decided yet"),
        (Status.OFFERED, "then you have 7 days to answer"),
        (Status.CONFIRMED, "You keep your seat. Please do not travel for the earlier dates."),
        (Status.WAITING, "You keep your place on the waiting list."),
        (Status.WITHDRAWN, "you cannot open it again"),
    ],
)
def test_she_reads_where_she_stands_and_what_comes_next(status: Status, words: str) -> None:
    assert words in what_comes_next(application(status))
    published = application(status, status=EventStatus.PUBLISHED)
    assert what_comes_next(published) == STATUS_TEXTS[status].next


@pytest.mark.parametrize("status", [Status.DECLINED, Status.TURNED_DOWN, Status.LAPSED])
def test_who_has_no_seat_to_hope_for_reads_what_she_read_before(status: Status) -> None:
    assert what_comes_next(application(status)) == STATUS_TEXTS[status].next
    dates = [each.what for each in milestones(application(status), NOW, "UTC")]
    assert dates == ["You sent your application"]


def test_one_day_to_answer_is_said_as_one() -> None:
    assert "you have 1 day to answer" in what_comes_next(application(Status.OFFERED, reply_days=1))


@pytest.mark.parametrize(
    ("starts_on", "begins"), [(None, "Not known yet"), (date(2027, 10, 4), "Mon 4 Oct 2027")]
)
def test_dates_of_the_earlier_time_are_not_told_any_more(
    starts_on: date | None, begins: str
) -> None:
    offered = milestones(application(Status.OFFERED, starts_on=starts_on), NOW, "UTC")
    assert [each[:2] for each in offered[1:]] == [
        ("Your answer", "When the new dates are certain"),
        ("The event begins", begins),
    ]
    sent = milestones(application(Status.SUBMITTED, starts_on=starts_on), NOW, "UTC")
    assert "Applications close" not in [each.what for each in sent]
