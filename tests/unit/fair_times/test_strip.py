"""The picture of everybody's hours."""

from datetime import UTC, date, datetime

from courseapp.countries.names import all_countries
from courseapp.countries.zones import usual_zone
from courseapp.fair_times.strip import HOUR_WIDTH, LEFT, MOST_LINES, LocalTimes, local_times, strip


def test_a_line_shows_when_it_is_day_there_by_the_clocks_of_the_event() -> None:
    line = strip({"JP": 4}, "Europe/Berlin", date(2027, 1, 15)).lines[0]

    # 08:00–20:00 in Tokyo is 00:00–12:00 in Berlin in winter.
    assert [(span.left, span.width) for span in line.days] == [(LEFT, 12 * HOUR_WIDTH)]
    assert (line.name, line.people, line.zone) == ("Japan", 4, "Asia/Tokyo")


def test_a_day_that_passes_midnight_is_drawn_in_two_parts() -> None:
    fiji = strip({"FJ": 1}, "Europe/Berlin", date(2027, 1, 15)).lines[0]

    assert sum(span.width for span in fiji.days) == 12 * HOUR_WIDTH
    assert [span.left for span in fiji.days] == [LEFT + 21 * HOUR_WIDTH, LEFT] or [
        span.left for span in fiji.days
    ] == [LEFT, LEFT + 21 * HOUR_WIDTH]


def test_countries_stand_from_east_to_west_and_the_smallest_are_left_out_of_many() -> None:
    three = strip({"US": 1, "DE": 1, "NZ": 1}, "UTC", date(2027, 1, 15))
    assert [line.code for line in three.lines] == ["NZ", "DE", "US"]

    inhabited = [each.code for each in all_countries() if usual_zone(each.code)]
    many = {code: number + 1 for number, code in enumerate(inhabited)}
    drawn = strip(many, "UTC", date(2027, 1, 15))
    assert len(drawn.lines) == MOST_LINES
    assert drawn.left_out == len(many) - MOST_LINES
    assert min(line.people for line in drawn.lines) == drawn.left_out + 1


def test_the_table_tells_each_run_in_local_words_with_the_day() -> None:
    run = datetime(2023, 3, 16, 23, tzinfo=UTC), datetime(2023, 3, 17, 1, 30, tzinfo=UTC)

    rows = local_times({"FJ": 1, "PE": 3}, [run])

    assert rows == (
        LocalTimes("Peru", 3, ("Thu 16 Mar, 18:00 – 20:30 UTC-05:00",), 0),
        LocalTimes("Fiji", 1, ("Fri 17 Mar, 11:00 – 13:30 UTC+12:00",), 0),
    )
