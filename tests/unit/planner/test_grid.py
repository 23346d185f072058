"""The grid in plain values: lanes, midnight, the clocks that go back."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courseapp.core.ids import calendar_uid
from courseapp.events.models import Event, EventSession, Room
from courseapp.planner.grid import By, Slot, lay_out, side_by_side

DAY = date(2027, 3, 22)
MIDNIGHT = datetime(2027, 3, 22)  # noqa: DTZ001 - what a clock on the wall shows


def slot(at: int, minutes: int) -> Slot:
    starts = MIDNIGHT + timedelta(minutes=at)
    ends = starts + timedelta(minutes=minutes)
    sitting = EventSession(title="A")
    return Slot(sitting, starts, ends, at, minutes, came=False, goes_on=False)


def sitting(starts: str, ends: str, room_id: int | None = None) -> EventSession:
    return EventSession(
        title=starts,
        calendar_uid=calendar_uid(),
        zone="Europe/Rome",
        starts_local=datetime.fromisoformat(starts),
        ends_local=datetime.fromisoformat(ends),
        room_id=room_id,
    )


def overlaps(one: Slot, two: Slot) -> bool:
    return one.at < two.at + two.minutes and two.at < one.at + one.minutes


TIMES = st.tuples(st.integers(0, 250), st.integers(1, 40)).map(
    lambda each: slot(each[0] * 5, each[1] * 5)
)


@given(st.lists(TIMES, max_size=25))
def test_sessions_that_overlap_never_share_a_lane(slots: list[Slot]) -> None:
    placed = side_by_side(slots)
    assert sorted((each.at, each.minutes) for each in placed) == sorted(
        (each.at, each.minutes) for each in slots
    )
    for number, one in enumerate(placed):
        assert 0 <= one.lane < one.lanes
        for two in placed[number + 1 :]:
            if overlaps(one, two):
                assert one.lane != two.lane
                assert one.lanes == two.lanes


def test_back_to_back_sessions_have_the_whole_width() -> None:
    assert [each.lanes for each in side_by_side([slot(540, 60), slot(600, 60)])] == [1, 1]


def test_a_night_is_seen_on_both_days() -> None:
    event = Event(sessions=[sitting("2027-03-22T22:00", "2027-03-23T02:30")], zone="Europe/Rome")
    first, second = lay_out(event, By.ROOM, "Europe/Rome", [DAY, date(2027, 3, 23)])
    (evening,), (morning,) = first.columns[0].slots, second.columns[0].slots
    assert (evening.at, evening.minutes, evening.goes_on, evening.came) == (1320, 120, True, False)
    assert (morning.at, morning.minutes, morning.goes_on, morning.came) == (0, 150, False, True)
    assert evening.times == "22:00 – Tue 23 Mar, 02:30"
    assert morning.times == "Mon 22 Mar, 22:00 – 02:30"
    assert (first.last_hour, second.first_hour) == (24, 0)


def test_what_ends_at_midnight_is_not_on_the_next_day() -> None:
    event = Event(sessions=[sitting("2027-03-22T22:00", "2027-03-23T00:00")])
    (next_day,) = lay_out(event, By.ROOM, "Europe/Rome", [date(2027, 3, 23)])
    assert next_day.count == 0


def test_sessions_without_a_room_have_a_column_only_where_there_are_any() -> None:
    room = Room(id=7, name="Sala Rossa", capacity=40)
    in_room = sitting("2027-03-22T09:00", "2027-03-22T10:00", room_id=7)
    event = Event(sessions=[in_room], rooms=[room])
    (day,) = lay_out(event, By.ROOM, "Europe/Rome", [DAY])
    assert [column.name for column in day.columns] == ["Sala Rossa"]
    assert day.columns[0].next_start.hour == 10
    event.sessions.append(sitting("2027-03-22T09:00", "2027-03-22T10:00"))
    (day,) = lay_out(event, By.ROOM, "Europe/Rome", [DAY])
    assert [column.id for column in day.columns] == [7, None]


def test_five_minutes_are_drawn_as_long_as_can_be_read_and_push_the_next_aside() -> None:
    day_of = [
        sitting("2027-03-22T09:00", "2027-03-22T09:05"),
        sitting("2027-03-22T09:05", "2027-03-22T10:00"),
    ]
    (day,) = lay_out(Event(sessions=day_of), By.ROOM, "Europe/Rome", [DAY])
    assert [(each.minutes, each.lanes) for each in day.columns[0].slots] == [(15, 2), (55, 2)]
