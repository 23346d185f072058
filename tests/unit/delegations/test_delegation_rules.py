"""How inviting goes on, when a link ends, which names are alike, what the host's table has."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.asking.rules import Party
from courseapp.core.errors import Problem
from courseapp.countries.typed_places import place_told, place_typed
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.people_csv import BYTE_ORDER_MARK, people_csv
from courseapp.delegations.rules import (
    DELEGATE_STEPS,
    STEPS,
    DelegateAction,
    DelegateState,
    DelegationAction,
    DelegationStatus,
    has_begun,
    letter_to_write,
)
from courseapp.delegations.words import BY_HAND, LOGGED, STATE_LABELS, STATUS_LABELS
from courseapp.events.names import stored_name
from courseapp.events.secret_links import link_ends

SENT = datetime(2027, 1, 10, 12, tzinfo=UTC)
AUCKLAND = "Pacific/Auckland"


def test_a_delegation_answers_and_changes_its_mind_but_never_invites_itself() -> None:
    party = Party.ASKED
    assert STEPS.open_to(DelegationStatus.LISTED, party) == ()
    assert STEPS.open_to(DelegationStatus.INVITED, party) == (
        DelegationAction.ACCEPT,
        DelegationAction.DECLINE,
    )
    assert STEPS.open_to(DelegationStatus.ACCEPTED, party) == (DelegationAction.DECLINE,)
    assert STEPS.open_to(DelegationStatus.DECLINED, party) == (DelegationAction.ACCEPT,)


def test_organisers_invite_once_and_remind_afterwards() -> None:
    expected = {
        DelegationStatus.LISTED: DelegationAction.INVITE,
        DelegationStatus.INVITED: DelegationAction.REMIND,
        DelegationStatus.ACCEPTED: DelegationAction.REMIND,
        DelegationStatus.DECLINED: DelegationAction.INVITE,
    }
    for status, action in expected.items():
        assert letter_to_write(status) is action
        assert STEPS.next_step(status, action, Party.ORGANISER) is not None


def test_only_who_is_asked_for_is_decided_on_and_nobody_comes_back() -> None:
    decided = {state for state, action in DELEGATE_STEPS if action is not DelegateAction.WITHDRAW}
    assert decided == {DelegateState.ASKED}
    assert not any(
        state in {DelegateState.WITHDRAWN, DelegateState.REFUSED} for state, _ in DELEGATE_STEPS
    )


def test_every_state_and_step_has_its_words() -> None:
    assert set(STATUS_LABELS) == set(DelegationStatus)
    assert set(STATE_LABELS) == set(DelegateState)
    assert set(LOGGED) == set(DelegationAction)
    assert set(BY_HAND) <= set(LOGGED)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["UTC", AUCKLAND]))
def test_a_link_works_for_thirty_days_after_the_last_day_wherever_that_is(
    last_day: date, zone: str
) -> None:
    ends = link_ends(last_day, zone, datetime(1999, 1, 1, tzinfo=UTC))
    midnight = datetime(last_day.year, last_day.month, last_day.day, tzinfo=UTC)
    after = ends - midnight
    assert timedelta(days=30) <= after <= timedelta(days=31, hours=1)


def test_a_link_to_an_event_without_dates_works_for_a_year() -> None:
    assert link_ends(None, "UTC", SENT) == SENT + timedelta(days=365)


def test_the_event_begins_with_its_first_day_there_and_never_without_one() -> None:
    first = date(2027, 1, 11)  # in Auckland it begins at 11:00 UTC of the day before
    assert has_begun(first, AUCKLAND, SENT)
    assert not has_begun(first, AUCKLAND, SENT - timedelta(hours=1, minutes=1))
    assert not has_begun(first, "UTC", SENT)
    assert not has_begun(None, "UTC", SENT)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Côte d’Ivoire", "COTE D’IVOIRE"), ("New  Zealand ", "new zealand"), ("Łódź", "łodz")],
)
def test_names_are_alike_whatever_case_accents_and_spaces(one: str, other: str) -> None:
    assert stored_name(one) == stored_name(other)


@pytest.mark.parametrize("name", ["李明", "محمد علي", "Ольга", "พิมพ์ชนก", "́"])
def test_a_name_in_any_script_is_a_name(name: str) -> None:
    assert stored_name(name)
    assert stored_name(name) != stored_name(f"{name}x")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        *[("New Zealand", ("NZ", None)), ("NZ", ("NZ", None)), ("", (None, None))],
        *[("Québec", ("CA", "CA-QC")), ("California, USA", ("US", "US-CA"))],
        ("Georgia", ("GE", None)),
    ],
)
def test_a_place_is_a_country_a_part_of_one_or_none(
    typed: str, place: tuple[str | None, str | None]
) -> None:
    assert place_typed(typed) == place
    assert place_typed(place_told(*place)) == place  # what is told can be typed again


def test_a_place_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Problem, match="We know no country “Atlantis”"):
        place_typed("Atlantis")


def test_the_table_for_the_host_runs_no_formula_and_says_who_comes_for_whom() -> None:
    delegation = Delegation(name="=HYPERLINK(1)", country="NZ")
    head = Delegate(
        delegation=delegation,
        full_name="李明",
        position="Minister, Climate",
        email="li@example.org",
        is_head=True,
        state=DelegateState.NAMED,
    )
    other = Delegate(
        delegation=delegation,
        full_name="+Ana",
        position="",
        email="",
        is_head=False,
        state=DelegateState.ASKED,
        replaces=head,
    )
    lines = people_csv([head, other]).decode().removeprefix(BYTE_ORDER_MARK).split("\r\n")
    assert lines[1] == (
        '\'=HYPERLINK(1),New Zealand,李明,"Minister, Climate",yes,li@example.org,Named,'
    )
    assert lines[2] == (
        "'=HYPERLINK(1),New Zealand,'+Ana,,,,\"Substitute, waits for approval\",李明"
    )
