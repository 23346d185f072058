"""The fairest starts: the same as those that trying everything finds."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.countries.names import all_countries
from courseapp.countries.zones import usual_zone
from courseapp.events.clock.local_hours import minutes_outside
from courseapp.fair_times.rules import People, Question, as_planned, proposals

MONDAY = date(2027, 3, 22)  # Europe changes its clocks on the Sunday of this week
EVERY_DAY = frozenset(range(7))
LISBON_TO_TOKYO = (People("Europe/Lisbon", 3), People("Asia/Tokyo", 2))


def every_start(question: Question) -> Sequence[datetime]:
    zone = ZoneInfo(question.zone)
    local = (
        datetime.combine(question.monday, datetime.min.time())
        + timedelta(days=day, minutes=minutes)
        for day in sorted(question.days)
        for minutes in range(0, 1440, 30)
    )
    found = [(wall, wall.replace(tzinfo=zone).astimezone(UTC)) for wall in local]
    return [at for wall, at in found if at.astimezone(zone).replace(tzinfo=None) == wall]


def cost(question: Question, starts: Sequence[datetime]) -> tuple[int, int]:
    """Person-minutes outside the day, and the minutes of whoever is worst off."""
    length = timedelta(minutes=question.minutes)
    each = [
        (min(minutes_outside(at, at + length, people.zone) for at in starts), people.number)
        for people in question.people
    ]
    return sum(minutes * number for minutes, number in each), max(minutes for minutes, _ in each)


people = st.lists(
    st.builds(
        People,
        st.sampled_from(["Pacific/Apia", "Asia/Kathmandu", "Africa/Lome", "America/Lima"]),
        st.integers(1, 50),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda each: each.zone,
).map(tuple)


@settings(max_examples=12, deadline=None)
@given(people, st.sampled_from([30, 95, 180]), st.sampled_from([1, 2]), st.booleans())
def test_no_choice_of_starts_is_fairer(
    people: tuple[People, ...], minutes: int, runs: int, half_the_zone: bool
) -> None:
    zone = "Asia/Kathmandu" if half_the_zone else "Europe/Rome"
    days = EVERY_DAY if runs == 1 else frozenset({6})
    question = Question(people, zone, MONDAY, minutes, days, runs)

    length = timedelta(minutes=minutes)
    best = min(
        cost(question, starts)
        for starts in combinations(every_start(question), runs)
        if runs == 1 or starts[1] - starts[0] >= length
    )

    found = proposals(question)[0]
    assert cost(question, found.starts) == best
    assert found.outside == best[0]


def test_three_runs_cost_nobody_a_night_where_two_do() -> None:
    around = ("Pacific/Auckland", "Africa/Nairobi", "America/Bogota")
    question = Question(tuple(People(zone, 10) for zone in around), "UTC", MONDAY, 240)

    one, two, three = (
        proposals(Question(question.people, "UTC", MONDAY, 240, runs=runs))[0] for runs in (1, 2, 3)
    )

    assert one.outside > two.outside == three.outside == 0
    assert one.worst is not None
    assert two.worst is None


def test_a_start_that_the_clocks_skip_is_never_proposed() -> None:
    question = Question((People("Europe/Rome", 1),), "Europe/Rome", MONDAY, 60, frozenset({6}))

    walls = {at.astimezone(ZoneInfo("Europe/Rome")).hour for at in every_start(question)}
    assert 2 not in walls
    found = proposals(question, most=1000)
    assert all(
        at.astimezone(ZoneInfo("Europe/Rome")).hour != 2
        for each in found
        for at in (*each.starts, *each.same_as)
    )


def test_days_on_which_the_same_time_costs_the_same_are_one_proposal() -> None:
    first = proposals(Question(LISBON_TO_TOKYO, "Europe/Lisbon", MONDAY, 60))[0]

    days = {at.astimezone(ZoneInfo("Europe/Lisbon")).weekday() for at in first.same_as}
    assert first.outside == 0
    assert days == {0, 1, 2, 3, 4}


def test_what_is_planned_is_weighed_by_the_same_measure() -> None:
    question = Question(LISBON_TO_TOKYO, "Europe/Lisbon", MONDAY, 60)
    noon = datetime(2027, 3, 22, 12, tzinfo=UTC)

    planned = as_planned(question, [noon])

    assert planned.outside == 2 * 60
    assert planned.worst is not None
    assert planned.worst.people.zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    "question",
    [
        Question((), "UTC", MONDAY, 60),
        Question(LISBON_TO_TOKYO, "UTC", MONDAY, 60, frozenset()),
    ],
)
def test_without_people_or_days_there_is_nothing_to_propose(question: Question) -> None:
    assert proposals(question) == ()


def test_every_inhabited_country_has_a_usual_zone_and_can_be_weighed() -> None:
    zones = {usual_zone(each.code) for each in all_countries()} - {""}

    found = proposals(
        Question(tuple(People(zone, 1) for zone in zones), "Europe/Berlin", MONDAY, 90, runs=2)
    )

    assert len(zones) > 150
    assert (
        found[0].outside
        < proposals(
            Question(tuple(People(zone, 1) for zone in zones), "Europe/Berlin", MONDAY, 90)
        )[0].outside
    )
