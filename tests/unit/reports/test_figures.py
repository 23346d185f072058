"""Counting: the whole is the sum of its parts."""

from hypothesis import given
from hypothesis import strategies as st

from courseapp.events.rules import EventKind, Mode
from courseapp.reports.figures import Sessions, kind_table, sessions_in, with_repeats
from tests.unit.reports.samples import SITTINGS, sitting

CELLS = st.lists(st.tuples(st.sampled_from(EventKind), st.none() | st.sampled_from(Mode)))


@given(CELLS)
def test_the_table_adds_up_along_its_rows_and_its_columns(
    cells: list[tuple[EventKind, Mode | None]],
) -> None:
    table = kind_table(cells)
    assert table.total == len(cells)
    assert sum(table.of_kind(kind) for kind in table.kinds) == table.total
    assert sum(table.of_mode(mode) for mode in table.modes) == table.total
    for kind in table.kinds:
        assert sum(table.of(kind, mode) for mode in table.modes) == table.of_kind(kind) > 0
    assert sum(number for _, number in table.by_kind) == table.total


def test_the_table_shows_only_the_kinds_and_modes_that_there_are() -> None:
    course, webinar = EventKind.COURSE, EventKind.WEBINAR
    table = kind_table([(webinar, Mode.ONLINE), (course, None), (course, Mode.ONLINE)])
    assert table.kinds == (course, webinar)
    assert table.modes == (Mode.ONLINE, None)
    assert table.of(webinar, None) == 0


@given(st.lists(SITTINGS))
def test_every_session_belongs_to_one_year(sittings: list) -> None:
    years = {each.day.year for each in sittings}
    total = sum((sessions_in(year, sittings) for year in years), Sessions())
    held = [each for each in sittings if not each.is_cancelled]
    assert total.number == len(held)
    assert total.minutes == sum(each.minutes for each in held)
    assert total.cancelled == len(sittings) - len(held)


def test_a_cancelled_session_has_no_hours() -> None:
    counted = sessions_in(2026, [sitting(minutes=90), sitting(minutes=60, is_cancelled=True)])
    assert counted == Sessions(number=1, minutes=90, cancelled=1)
    assert counted.hours == 1.5


def test_hours_have_two_places_and_are_rounded_once() -> None:
    third = Sessions(number=1, minutes=20)
    assert third.hours == 0.33
    assert (third + third + third).hours == 1.0


def test_a_session_that_is_held_again_counts_each_time() -> None:
    group = with_repeats([sitting(group="a"), sitting(group="a"), sitting(), sitting()])
    assert [each.is_repeat for each in group] == [False, True, False, False]
    assert sessions_in(2026, group) == Sessions(number=4, minutes=360, repeats=1)


def test_what_was_cancelled_was_not_held_before() -> None:
    group = with_repeats(
        [sitting(group="a", is_cancelled=True), sitting(group="a"), sitting(group="a")]
    )
    assert [each.is_repeat for each in group] == [False, False, True]


def test_a_repeat_in_the_next_year_is_still_a_repeat() -> None:
    group = with_repeats([sitting("2026-12-31", group="a"), sitting("2027-01-01", group="a")])
    assert sessions_in(2026, group).repeats == 0
    assert sessions_in(2027, group).repeats == 1
