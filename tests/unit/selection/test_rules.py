"""Which decisions apply, what a decision would do, and until when an offer is open."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.applications.rules import Status
from courseapp.events.rules import EventStatus
from courseapp.selection.rules import (
    NO_SEAT,
    Choice,
    Chosen,
    LinkState,
    Outcome,
    choices,
    forecast,
    link_state,
    refusal,
    reply_by_problem,
    seats_pass_on,
    usual_reply_by,
)

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
ROME = "Europe/Rome"
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "possible"),
    [
        (Status.DRAFT, ()),
        (Status.SUBMITTED, (Choice.OFFER, Choice.WAIT, Choice.DECLINE)),
        (Status.WAITING, (Choice.OFFER, Choice.DECLINE)),
        (Status.DECLINED, (Choice.OFFER, Choice.WAIT)),
        (Status.LAPSED, (Choice.OFFER,)),
        (Status.OFFERED, ()),
        (Status.CONFIRMED, ()),
        (Status.TURNED_DOWN, ()),
        (Status.WITHDRAWN, ()),
    ],
)
def test_each_status_allows_these_decisions(status: Status, possible: tuple[Choice, ...]) -> None:
    assert choices(status) == possible


def test_a_refusal_says_how_the_application_stands() -> None:
    assert refusal(Status.OFFERED, Choice.OFFER) == "has an offer that is not answered yet"
    assert refusal(Status.SUBMITTED, Choice.OFFER) is None


def test_seats_go_to_the_first_chosen_and_the_rest_read_why() -> None:
    people = [Chosen(number, Status.SUBMITTED) for number in range(4)]
    people.insert(1, Chosen(9, Status.CONFIRMED))
    seen = forecast(people, Choice.OFFER, seats_free=2)
    assert seen.moved == (0, 1)
    assert seen.refused == ((9, "has a confirmed seat"), (2, NO_SEAT), (3, NO_SEAT))
    assert seen.seats_left == 0


def test_waiting_and_declining_need_no_seat() -> None:
    seen = forecast([Chosen(1, Status.SUBMITTED)], Choice.WAIT, seats_free=0)
    assert (seen.moved, seen.seats_left) == ((1,), 0)


def test_where_seats_are_not_limited_everybody_is_moved() -> None:
    people = [Chosen(number, Status.SUBMITTED) for number in range(300)]
    seen = forecast(people, Choice.OFFER, seats_free=None)
    assert len(seen.moved) == 300
    assert seen.seats_left is None


@given(
    statuses=st.lists(st.sampled_from(Status), max_size=30),
    choice=st.sampled_from(Choice),
    free=st.none() | st.integers(0, 10),
)
def test_a_forecast_names_everybody_once_and_never_oversells(
    statuses: list[Status], choice: Choice, free: int | None
) -> None:
    people = [Chosen(number, status) for number, status in enumerate(statuses)]
    seen = forecast(people, choice, free)
    named = [*seen.moved, *(number for number, _ in seen.refused)]
    assert sorted(named) == list(range(len(people)))
    assert list(seen.moved) == sorted(seen.moved)
    if free is not None and choice is Choice.OFFER:
        assert seen.seats_left == free - len(seen.moved) >= 0


def test_an_offer_usually_ends_late_in_the_day_at_the_venue() -> None:
    end = usual_reply_by(NOW, 7, ROME, None)
    assert end == datetime(2027, 3, 8, 23, 59, tzinfo=ZoneInfo(ROME))


def test_the_days_are_counted_on_the_venues_calendar() -> None:
    late = datetime(2027, 3, 1, 23, 30, tzinfo=UTC)  # Tuesday already in Rome
    assert usual_reply_by(late, 7, ROME, None).date().isoformat() == "2027-03-09"
    spring = usual_reply_by(datetime(2027, 3, 22, 9, tzinfo=UTC), 7, ROME, None)
    assert spring.astimezone(UTC) == datetime(2027, 3, 29, 21, 59, tzinfo=UTC)  # summer time


def test_an_offer_never_outlives_the_start() -> None:
    assert usual_reply_by(NOW, 7, ROME, NOW + DAY) == NOW + DAY


def test_the_end_of_an_offer_lies_between_now_and_the_start() -> None:
    assert reply_by_problem(NOW, NOW, None)
    assert reply_by_problem(NOW + 2 * DAY, NOW, NOW + DAY)
    assert reply_by_problem(NOW + DAY, NOW, NOW + DAY) is None
    assert reply_by_problem(NOW + DAY, NOW, None) is None


def test_seats_pass_on_until_the_event_starts_or_is_over() -> None:
    assert seats_pass_on(EventStatus.PUBLISHED, 30, NOW + DAY, NOW)
    assert seats_pass_on(EventStatus.PUBLISHED, 30, None, NOW)
    assert not seats_pass_on(EventStatus.PUBLISHED, 30, NOW, NOW)
    assert not seats_pass_on(EventStatus.PUBLISHED, None, NOW + DAY, NOW)
    assert not seats_pass_on(EventStatus.CANCELLED, 30, NOW + DAY, NOW)
    assert not seats_pass_on(EventStatus.HELD, 30, NOW + DAY, NOW)


@pytest.mark.parametrize(
    ("outcome", "standing", "at", "state"),
    [
        (None, Status.OFFERED, NOW, LinkState.OPEN),
        (None, Status.OFFERED, NOW + timedelta(microseconds=1), LinkState.OVERDUE),
        (Outcome.LAPSED, Status.LAPSED, NOW, LinkState.LAPSED),
        (Outcome.LAPSED, Status.OFFERED, NOW, LinkState.REPLACED),
        (Outcome.LAPSED, Status.CONFIRMED, NOW, LinkState.CONFIRMED),
        (Outcome.CONFIRMED, Status.CONFIRMED, NOW, LinkState.CONFIRMED),
        (Outcome.CONFIRMED, Status.WITHDRAWN, NOW, LinkState.WITHDRAWN),
        (Outcome.CONFIRMED, Status.SUBMITTED, NOW, LinkState.WITHDRAWN),  # began anew
        (Outcome.TURNED_DOWN, Status.TURNED_DOWN, NOW, LinkState.TURNED_DOWN),
        (Outcome.WITHDRAWN, Status.DRAFT, NOW, LinkState.WITHDRAWN),
        (None, Status.CONFIRMED, NOW, LinkState.CONFIRMED),
    ],
)
def test_a_link_tells_what_became_of_the_offer(
    outcome: Outcome | None, standing: Status, at: datetime, state: LinkState
) -> None:
    assert link_state(outcome, NOW, standing, EventStatus.PUBLISHED, at) is state
    cancelled = link_state(outcome, NOW, standing, EventStatus.CANCELLED, at)
    assert cancelled is LinkState.CANCELLED
    postponed = link_state(outcome, NOW, standing, EventStatus.POSTPONED, at)
    assert postponed is (LinkState.OPEN if state is LinkState.OVERDUE else state)
