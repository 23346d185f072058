"""Nobody sits for more than three hours."""

from courseapp.warnings.programme import Item, Span
from courseapp.warnings.rules import Kind
from tests.unit.warnings.programmes import at, item, kinds, seen


def row(*times: str, **more: object) -> list[Item]:
    """Return sessions on one day: ``row("09:00-10:00", "10:00-12:00")``."""
    day = "2027-03-22T"
    both = (each.split("-") for each in times)
    return [
        item(number, day + starts, day + ends, **more)  # type: ignore[arg-type]
        for number, (starts, ends) in enumerate(both, 1)
    ]


def test_three_hours_are_allowed_and_a_minute_more_is_not() -> None:
    assert kinds(*row("09:00-12:00")) == []

    (found,) = seen(*row("09:00-12:01"))

    assert found.sentence == (
        "There is no break for 3 h 1 min in “Session 1”, Mon 22 Mar 2027, 09:00 – 12:01 CET."
    )


def test_sessions_in_one_room_follow_each_other_without_a_break() -> None:
    (found,) = seen(*row("09:00-10:30", "10:30-11:30", "11:35-12:30", place="Sala Rossa"))

    assert found.kind is Kind.NO_BREAK
    assert [each.id for each in found.items] == [1, 2, 3]
    assert found.sentence.startswith("There is no break for 3 h 30 min in Sala Rossa, Mon 22")


def test_ten_minutes_are_a_break_and_nine_are_none() -> None:
    assert kinds(*row("09:00-11:00", "11:10-13:00", place="A")) == []
    assert kinds(*row("09:00-11:00", "11:09-13:00", place="A")) == [Kind.NO_BREAK]


def test_a_track_is_one_line_though_its_rooms_change() -> None:
    one, two = row("09:00-11:00", "11:00-13:00", track="Policy")

    (found,) = seen(item(1, "2027-03-22T09:00", "2027-03-22T11:00", track="Policy", place="A"), two)

    assert found.what == "Policy"
    assert kinds(one) == []


def test_one_stretch_in_one_room_and_one_track_is_told_once() -> None:
    sessions = row("09:00-11:00", "11:00-13:00", track="Policy", place="Sala Rossa")

    assert kinds(*sessions) == [Kind.NO_BREAK]


def test_other_rooms_are_other_lines() -> None:
    one, two = row("09:00-11:00", "11:00-13:00")

    assert kinds(one, two) == [Kind.NO_BREAK]
    assert (
        kinds(
            item(1, "2027-03-22T09:00", "2027-03-22T11:00", place="A"),
            item(2, "2027-03-22T11:00", "2027-03-22T13:00", place="B"),
        )
        == []
    )


def test_a_break_in_the_agenda_divides_a_long_session() -> None:
    pause = Span(at("2027-03-22T11:00"), at("2027-03-22T11:15"))
    long = item(1, ends="2027-03-22T13:00", breaks=(pause,))
    longer = item(1, ends="2027-03-22T14:30", breaks=(pause,))

    assert kinds(long) == []
    (found,) = seen(longer)
    assert found.note == "3 h 15 min"


def test_a_session_that_is_a_break_divides_too() -> None:
    before, after = row("09:00-11:00", "11:30-13:30", place="A")
    coffee = item(3, "2027-03-22T11:00", "2027-03-22T11:30", place="A")
    named = Item(**{**vars(coffee), "title": "Coffee-break"})

    assert kinds(before, coffee, after) == [Kind.NO_BREAK]
    assert kinds(before, named, after) == []


def test_a_night_between_two_days_is_a_break() -> None:
    assert (
        kinds(
            item(1, "2027-03-22T21:00", "2027-03-22T23:30"),
            item(2, "2027-03-23T09:00", "2027-03-23T11:00"),
        )
        == []
    )
    assert kinds(item(1, "2027-03-22T22:00", "2027-03-23T01:30")) == [Kind.NO_BREAK]
