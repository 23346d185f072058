"""To which year an output belongs."""

import pytest
from hypothesis import given

from courseapp.reports.figures import Sessions
from courseapp.reports.outputs import Outputs
from courseapp.reports.rows import rows_of
from courseapp.reports.rules import Standing
from tests.unit.reports.samples import OUTPUTS, PUBLICATION, event, outputs, sitting


@given(OUTPUTS)
def test_each_output_counts_in_one_year_and_none_is_lost(found: Outputs) -> None:
    assert sum(len(year.held) for year in found.years) == len(found.held)
    dated = len(found.publications) - len(found.undated)
    assert sum(len(year.publications) for year in found.years) == dated
    sittings = [each for event in found.held for each in event.sittings or ()]
    held = sum(not each.is_cancelled for each in sittings)
    minutes = sum(each.minutes for each in sittings if not each.is_cancelled)
    total = sum((year.sessions or Sessions() for year in found.years), Sessions())
    assert (total.number, total.minutes) == (held, minutes)


@given(OUTPUTS)
def test_the_rows_of_a_year_add_up_to_its_totals(found: Outputs) -> None:
    for year in found.years:
        rows = list(rows_of(year, {}, "https://a.example"))
        counted = [row for row in rows if row.counted]
        assert len(counted) == year.table.total + len(year.publications)
        sessions = sum(row.sessions or 0 for row in rows)
        assert sessions == (year.sessions.number if year.sessions else 0)


@given(OUTPUTS)
def test_a_year_without_anything_to_show_is_not_offered(found: Outputs) -> None:
    offered = {year.year for year in found.years}
    assert all(not found.of(year).is_empty for year in offered)
    assert all(found.of(year).is_empty for year in set(range(2015, 2030)) - offered)


def test_an_event_across_new_year_counts_once_and_its_sessions_by_their_dates() -> None:
    academy = event(sittings=(sitting("2026-12-31"), sitting("2027-01-01"), sitting("2027-01-02")))
    before, after = (outputs(academy).of(year) for year in (2026, 2027))
    assert (len(before.held), before.sessions) == (1, Sessions(number=1, minutes=90))
    assert (len(after.held), after.sessions) == (0, Sessions(number=2, minutes=180))
    assert after.carried == (academy,)
    assert not after.is_empty


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.HELD}))
def test_the_sessions_of_what_does_not_count_do_not_count(standing: Standing) -> None:
    year = outputs(
        event(standing=standing, sittings=(sitting(),)),
        event(standing=standing, year=2025, sittings=(sitting(),)),
    ).of(2026)
    assert year.sessions is None
    assert year.table.total == 0
    assert year.carried == ()


def test_no_programme_is_unknown_and_a_cancelled_one_is_none() -> None:
    assert outputs(event()).of(2026).sessions is None
    cancelled = event(sittings=(sitting(is_cancelled=True),))
    assert outputs(cancelled).of(2026).sessions == Sessions(cancelled=1)
    both = outputs(event(), event(sittings=(sitting(),))).of(2026)
    assert both.sessions == Sessions(number=1, minutes=90)
    assert len(both.known) == 1


def test_plans_are_shown_but_a_year_of_nothing_else_has_no_outputs() -> None:
    plan = outputs(event(standing=Standing.ANNOUNCED)).of(2026)
    assert not plan.is_empty
    assert not plan.has_outputs
    assert outputs(event(standing=Standing.CANCELLED)).of(2026).is_empty
    assert outputs(publications=(PUBLICATION,)).of(2026).has_outputs


def test_the_latest_year_comes_first_and_impossible_ones_do_not_come() -> None:
    found = outputs(event(year=2009), event(year=2026), event(year=9999), event(year=0))
    assert [year.year for year in found.years] == [2026, 2009]
