"""A line of time: names that do not run into each other, and everything inside the drawing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.charts.lettering import width
from courseapp.charts.timeline import LEFT, RIGHT, WIDTH, Dot, Lane, Moment, timeline

ROME = ZoneInfo("Europe/Rome")
BEGINNING = datetime(2027, 3, 1, 9, tzinfo=ROME)
hours = st.integers(0, 24 * 700)


def at(number: int) -> datetime:
    return BEGINNING + timedelta(hours=number)


@settings(max_examples=60)
@given(st.lists(hours, max_size=6), st.lists(hours, min_size=1, max_size=20), hours)
def test_everything_is_inside_and_no_name_covers_another(
    moments: list[int], dots: list[int], first: int
) -> None:
    named = [Moment(at(each), "Deadline") for each in moments]
    lanes = [Lane("Thanks", [Dot(at(each), 3, "3 planned") for each in dots]), Lane("None", [])]
    drawn = timeline((at(first), at(first + 48)), named, lanes, "3 planned.")

    assert [row.name for row in drawn.rows] == ["Thanks"]
    assert all(LEFT <= circle.x <= RIGHT for row in drawn.rows for circle in row.circles)
    assert LEFT <= drawn.begin < drawn.end <= RIGHT
    spans = [
        (line.y, line.x - width(line.name), line.x)
        if line.anchor == "end"
        else (line.y, line.x, line.x + width(line.name))
        for line in drawn.lines
    ]
    assert all(begin >= 0 and end <= WIDTH for _, begin, end in spans)
    for place, one in enumerate(spans):
        for other in spans[place + 1 :]:
            assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


def test_dates_stand_below_at_equal_distances() -> None:
    drawn = timeline(None, [Moment(at(0), "Now")], [Lane("Thanks", [Dot(at(24 * 60), 1, "")])], "")
    assert [tick.text for tick in drawn.days] == ["14 Mar", "28 Mar", "11 Apr", "25 Apr"]


def test_where_nothing_is_planned_nothing_is_drawn() -> None:
    assert timeline(None, [Moment(at(0), "Now")], [Lane("Thanks", [])], "").rows == []
