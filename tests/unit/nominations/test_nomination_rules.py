"""The order of people, where they stand, until when they can be named, what tables hold."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from courseapp.applications.rules import Status
from courseapp.asking.rules import Party
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventStatus
from courseapp.nominations.models import Nomination, Quota
from courseapp.nominations.people import Nominee
from courseapp.nominations.people_csv import BYTE_ORDER_MARK, people_csv
from courseapp.nominations.ranking import Way, moved, without
from courseapp.nominations.rules import (
    POINT_STEPS,
    Need,
    NominationState,
    PointAction,
    PointStatus,
    Standing,
    letter_to_write,
    masked,
    standing_of,
    statuses_of,
)
from courseapp.nominations.timing import (
    is_over,
    refusal,
    require_last_day,
    told_until,
    usual_last_day,
)
from courseapp.nominations.words import LOGGED, NEED_CHOICES, POINT_LABELS, STANDINGS

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
CLOSES = datetime(2027, 4, 15, 21, 59, tzinfo=UTC)
ORDERS = some.lists(some.integers(0, 50), min_size=1, max_size=12, unique=True)
MOVES = some.lists(some.tuples(some.integers(0, 11), some.sampled_from(Way)), max_size=30)


def course(**changes: object) -> Event:
    facts = {
        "status": EventStatus.PUBLISHED,
        "access": Access.APPLICATION,
        "applications_zone": "Europe/Rome",
        "applications_close_at": CLOSES,
        "grace_minutes": 0,
    }
    return Event(**{**facts, **changes})


def quota(event: Event, until_on: date = date(2027, 3, 31)) -> Quota:
    return Quota(event=event, name="Tonga", size=2, used=0, until_on=until_on)


@given(ORDERS, MOVES)
def test_whatever_is_moved_everybody_keeps_exactly_one_place(
    order: list[int], moves: list[tuple[int, Way]]
) -> None:
    present: tuple[int, ...] = tuple(order)
    for number, way in moves:
        item = order[number % len(order)]
        before = present.index(item)
        present = moved(present, item, way)
        assert sorted(present) == sorted(order)
        assert abs(present.index(item) - before) <= 1


@given(ORDERS, some.data())
def test_up_and_down_again_is_as_before_but_at_the_ends(
    order: list[int], draw: some.DataObject
) -> None:
    item = draw.draw(some.sampled_from(order))
    first, last = order[0], order[-1]
    if item != first:
        assert moved(moved(order, item, Way.UP), item, Way.DOWN) == tuple(order)
    assert moved(order, first, Way.UP) == tuple(order)
    assert moved(order, last, Way.DOWN) == tuple(order)


@given(ORDERS, some.data())
def test_without_somebody_the_others_keep_their_order(
    order: list[int], draw: some.DataObject
) -> None:
    item = draw.draw(some.sampled_from(order))
    left = without(order, item)
    assert list(left) == [each for each in order if each != item]


def test_only_organisers_act_on_a_focal_point_and_a_revoked_one_can_be_asked_anew() -> None:
    assert all(POINT_STEPS.open_to(status, Party.ASKED) == () for status in PointStatus)
    for status in PointStatus:
        action = letter_to_write(status)
        step = POINT_STEPS.next_step(status, action, Party.ORGANISER)
        assert step is not None
        assert step.to is PointStatus.INVITED
    assert POINT_STEPS.open_to(PointStatus.LISTED, Party.ORGANISER) == (PointAction.INVITE,)


def test_each_status_of_an_application_is_told_once_and_what_is_unknown_is_applied() -> None:
    told = [statuses_of(standing) for standing in Standing]
    assert frozenset().union(*told) == {None, *Status}
    assert sum(map(len, told)) == 1 + len(Status)
    assert standing_of(NominationState.NAMED, Status.NEEDS_INFORMATION) is Standing.APPLIED
    assert standing_of(NominationState.NAMED, None) is Standing.INVITED
    for status in (None, *Status):
        assert standing_of(NominationState.WITHDRAWN, status) is Standing.TAKEN_BACK


def test_everything_has_its_words() -> None:
    assert set(NEED_CHOICES) == set(Need)
    assert set(POINT_LABELS) == set(PointStatus)
    assert set(LOGGED) == set(PointAction)
    assert set(STANDINGS) == set(Standing)


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("kalisi.tonga@gov.to", "k…@gov.to"),
        ("k@gov.to", "k…@gov.to"),
        ('"a@b"@example.org', '"…@example.org'),
        ("nobody", "…"),
    ],
)
def test_an_address_is_recognised_by_its_owner_and_by_nobody_else(email: str, shown: str) -> None:
    assert masked(email) == shown


def test_the_last_day_lasts_until_midnight_in_the_zone_of_the_deadline() -> None:
    tonga = quota(course(applications_zone="Pacific/Tongatapu"))
    assert told_until(tonga) == "Wed 31 Mar 2027, 23:59 UTC+13:00"
    midnight = datetime(2027, 3, 31, 11, tzinfo=UTC)
    assert not is_over(tonga, midnight - timedelta(seconds=1))
    assert is_over(tonga, midnight)


@given(some.dates(date(2020, 1, 1), date(2035, 12, 31)), some.sampled_from(["UTC", "Europe/Rome"]))
def test_a_last_day_is_a_day_long_whatever_the_clocks_do(day: date, zone: str) -> None:
    kept = quota(course(applications_zone=zone), day)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert not is_over(kept, noon)
    assert is_over(kept, noon + timedelta(hours=13))


@pytest.mark.parametrize(
    ("changes", "now", "said"),
    [
        ({}, NOW, ""),
        ({"applications_open_at": NOW + timedelta(days=3)}, NOW, ""),
        ({}, datetime(2027, 4, 1, 9, tzinfo=UTC), "People could be nominated until Wed 31 Mar"),
        ({}, CLOSES + timedelta(minutes=1), "Applications closed on"),
        ({"status": EventStatus.CANCELLED}, NOW, "This event is cancelled"),
        ({"status": EventStatus.POSTPONED}, NOW, "The event is postponed"),
        ({"status": EventStatus.DRAFT}, NOW, "This event takes no applications here."),
    ],
)
def test_it_is_said_why_nobody_can_be_nominated_now(
    changes: dict[str, object], now: datetime, said: str
) -> None:
    found = refusal(quota(course(**changes)), now)
    assert found.startswith(said) if said else found == ""


def test_organisers_nominate_after_the_last_day_but_not_after_the_deadline() -> None:
    late = datetime(2027, 4, 1, 9, tzinfo=UTC)
    assert refusal(quota(course()), late, by_organiser=True) == ""
    assert refusal(quota(course()), CLOSES + timedelta(days=1), by_organiser=True)


def test_a_last_day_is_to_come_and_leaves_time_to_apply() -> None:
    event = course()
    require_last_day(event, NOW, date(2027, 4, 15))
    with pytest.raises(Problem, match="people need time to apply"):
        require_last_day(event, NOW, date(2027, 4, 16))
    with pytest.raises(Problem, match="This day is over"):
        require_last_day(event, NOW, date(2027, 2, 28))
    require_last_day(event, NOW, date(2027, 2, 28), before=date(2027, 2, 28))
    assert usual_last_day(event, NOW) == date(2027, 4, 1)
    assert usual_last_day(event, CLOSES) == date(2027, 4, 15)
    assert usual_last_day(course(applications_close_at=None), NOW) is None


def test_the_table_runs_no_formula() -> None:
    jurisdiction = Quota(name="=HYPERLINK(1)", country="TO", used=2)
    named = Nomination(
        rank=1,
        full_name="+Kalisi",
        email="k@gov.to",
        position="@officer",
        organisation="Ministry, of Energy",
        reason="-1\nSecond line",
        named_at=NOW,
        named_by="Focal Point",
    )
    line = Nominee(named, jurisdiction, Standing.APPLIED, "7K3F-9QXM-2ATB")
    text = people_csv([line]).decode().removeprefix(BYTE_ORDER_MARK)
    assert text.split("\r\n")[1] == (
        "'=HYPERLINK(1),Tonga,1,2,'+Kalisi,k@gov.to,'@officer,\"Ministry, of Energy\","
        '"\'-1\nSecond line",Has applied,7K3F-9QXM-2ATB,'
        '"Mon 1 Mar 2027, 09:00 UTC",Focal Point'
    )
