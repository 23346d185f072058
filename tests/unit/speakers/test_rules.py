"""The table of steps, windows of time, the end of links, names as they are compared."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from courseapp.asking.rules import Party
from courseapp.events.names import folded_name
from courseapp.events.secret_links import LINK_LASTS_AFTER_END, link_ends
from courseapp.speakers.rules import (
    STEPS,
    EngagementAction,
    EngagementStatus,
    Window,
    is_available,
    stored_fold,
)

NOON = datetime(2027, 3, 22, 12, tzinfo=UTC)


def hours(first: float, last: float) -> Window:
    return Window(NOON + timedelta(hours=first), NOON + timedelta(hours=last))


def test_what_is_not_in_the_table_is_refused_to_everybody() -> None:
    for status, action, party in product(EngagementStatus, EngagementAction, Party):
        step = STEPS.next_step(status, action, party)
        listed = STEPS.table.get((status, action))
        assert (step is not None) == (listed is not None and party in listed.by)


def test_a_speaker_only_answers_and_only_what_she_was_asked() -> None:
    for status in EngagementStatus:
        own = set(STEPS.open_to(status, Party.ASKED))
        assert own <= {EngagementAction.CONFIRM, EngagementAction.DECLINE}
    for status in (
        EngagementStatus.LISTED,
        EngagementStatus.ASKED,
        EngagementStatus.WITHDRAWN,
    ):
        assert STEPS.open_to(status, Party.ASKED) == ()


def test_a_speaker_may_change_her_mind_both_ways() -> None:
    yes = STEPS.next_step(EngagementStatus.DECLINED, EngagementAction.CONFIRM, Party.ASKED)
    no = STEPS.next_step(EngagementStatus.CONFIRMED, EngagementAction.DECLINE, Party.ASKED)
    assert (yes and yes.to, no and no.to) == (
        EngagementStatus.CONFIRMED,
        EngagementStatus.DECLINED,
    )


def test_a_reminder_changes_nothing_but_the_link() -> None:
    for status in EngagementStatus:
        step = STEPS.next_step(status, EngagementAction.REMIND, Party.ORGANISER)
        assert step is None or step.to is status


def test_every_state_is_reached_and_none_is_a_dead_end() -> None:
    assert {step.to for step in STEPS.table.values()} | {EngagementStatus.LISTED} == set(
        EngagementStatus
    )
    assert all(STEPS.open_to(status, Party.ORGANISER) for status in EngagementStatus)


def test_who_gave_no_times_is_always_available() -> None:
    assert is_available((), NOON, NOON + timedelta(hours=1))


@pytest.mark.parametrize(
    ("windows", "available"),
    [
        ([hours(0, 2)], True),
        ([hours(0, 1), hours(1, 2)], True),  # they touch
        ([hours(1, 3), hours(-1, 1.5)], True),  # they overlap, in whatever order
        ([hours(0, 1), hours(1.01, 2)], False),
        ([hours(0.01, 2)], False),
        ([hours(0, 1.99)], False),
        ([hours(3, 9)], False),
    ],
)
def test_a_session_must_lie_within_the_times_given(windows: list[Window], available: bool) -> None:
    assert is_available(windows, NOON, NOON + timedelta(hours=2)) is available


minutes = some.integers(min_value=0, max_value=24)


@given(some.lists(some.tuples(minutes, minutes), min_size=1), minutes, minutes)
def test_availability_agrees_with_asking_minute_by_minute(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    windows = [hours(a / 60, b / 60) for a, b in spans if a < b]
    if not windows or not length:
        return
    free = {minute for a, b in spans for minute in range(a, b)}
    wanted = set(range(start, start + length))
    found = is_available(
        windows, NOON + timedelta(minutes=start), NOON + timedelta(minutes=start + length)
    )
    assert found is (wanted <= free)


def test_a_link_outlives_the_event_by_thirty_days_of_its_zone() -> None:
    sent = datetime(2027, 1, 1, tzinfo=UTC)
    ends = link_ends(date(2027, 4, 2), "Pacific/Kiritimati", sent)
    assert ends.astimezone(UTC) == datetime(2027, 4, 2, 10, tzinfo=UTC) + timedelta(days=30)


def test_a_link_sent_after_the_event_works_for_as_long() -> None:
    sent = datetime(2027, 9, 1, tzinfo=UTC)
    assert link_ends(date(2027, 4, 2), "UTC", sent) == sent + LINK_LASTS_AFTER_END
    assert link_ends(None, "UTC", sent) > sent + timedelta(days=300)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José  García", "JOSE garcia"),
        ("Mai Trần", "mai tran"),
        ("Straße", "STRASSE"),
        ("Łukasz", "łukasz"),
        ("سارة أحمد", "سارة أَحمد"),
    ],
)
def test_names_are_the_same_in_whatever_case_and_accents(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


@given(some.text(min_size=1, max_size=300))
def test_a_folded_name_is_folded_for_good_and_fits(name: str) -> None:
    assert len(stored_fold(name)) <= 300
    assert stored_fold(name) == stored_fold(name.strip())
