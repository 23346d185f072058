"""Which runs are not hers, and how often she is told the same."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courseapp.registrations.rules import Group, Run, may_tell_again, not_hers

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
GROUPS = [Group(1, "a"), Group(1, "b"), Group(2, "a")]
RUNS = [Run(group, 10 * place + n) for place, group in enumerate(GROUPS, 1) for n in range(3)]


def test_of_a_session_that_is_held_again_only_the_chosen_run_is_hers() -> None:
    assert not_hers(RUNS[:3], {GROUPS[0]: 11}) == {10, 12}


def test_who_chose_nothing_may_go_to_all() -> None:
    assert not_hers(RUNS, {}) == frozenset()


def test_where_the_chosen_run_does_not_take_place_the_others_are_open() -> None:
    assert not_hers([RUNS[0], RUNS[2]], {GROUPS[0]: 11}) == frozenset()


@given(
    st.lists(st.sampled_from(RUNS), unique=True),
    st.dictionaries(st.sampled_from(GROUPS), st.integers(8, 34)),
)
def test_she_always_keeps_a_run_of_each_session(runs: list[Run], chosen: dict[Group, int]) -> None:
    left_out = not_hers(runs, chosen)
    hers = {run for run in runs if run.session_id not in left_out}
    assert {run.group for run in hers} == {run.group for run in runs}
    for run in runs:
        others = [each for each in hers if each.group == run.group]
        is_there = Run(run.group, chosen.get(run.group, 0)) in runs
        assert len(others) == (1 if is_there else len([r for r in runs if r.group == run.group]))


def test_the_same_is_told_again_after_three_hours() -> None:
    assert not may_tell_again(NOW, NOW + timedelta(hours=2, minutes=59))
    assert may_tell_again(NOW, NOW + timedelta(hours=3))
