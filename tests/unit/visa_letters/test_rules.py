"""Numbers, codes, states and warnings of letters, as plain arithmetic."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.events.rules import EventStatus, Mode
from courseapp.visa_letters.rules import (
    CODE_BITS,
    STEPS,
    LetterAction,
    LetterState,
    Place,
    Standing,
    code_of,
    days_until,
    is_late,
    letter_number,
    needs_visa,
    next_state,
    passport_number,
    read_code,
    standing,
    why_not,
)

FLORENCE = Place(date(2027, 8, 23), date(2027, 9, 3), "Villa, Florence, Italy")
LATER = Place(date(2027, 8, 30), date(2027, 9, 10), "Villa, Florence, Italy")
ELSEWHERE = Place(date(2027, 8, 23), date(2027, 9, 3), "Casa, Lisbon, Portugal")
CODES = st.integers(0, 2**CODE_BITS - 1)


def test_a_number_names_the_initiative_the_year_and_one_letter() -> None:
    assert letter_number("icap", 2027, 7) == "ICAP-2027-0007"
    assert letter_number("a6-ip", 2027, 12345) == "A6-IP-2027-12345"


@settings(max_examples=60)
@given(st.tuples(st.sampled_from(["icap", "icap-2", "a6"]), st.integers(2026, 2031)), CODES)
def test_two_initiatives_and_years_never_share_a_number(key: tuple[str, int], bits: int) -> None:
    sequence = bits % 100_000 + 1
    found = letter_number(*key, sequence)
    slug, year, number = found.rsplit("-", 2)
    assert (slug.lower(), int(year), int(number)) == (*key, sequence)


@settings(max_examples=60)
@given(CODES)
def test_a_code_is_read_back_however_it_is_typed(bits: int) -> None:
    code = code_of(bits)
    assert CODE_BITS >= 128
    assert len(code) == 34
    typed = code.lower().replace("-", " \N{EN DASH}").replace("0", "o").replace("1", "l")
    assert read_code(typed) == read_code(code.replace("-", "")) == code


@settings(max_examples=40)
@given(CODES, CODES)
def test_two_codes_are_alike_only_where_their_bits_are(one: int, other: int) -> None:
    assert (code_of(one) == code_of(other)) == (one == other)


@pytest.mark.parametrize("typed", ["", "7K3F", "7K3F-" * 7, "%" * 28, "é" * 28, "A" * 29])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None or len(typed.replace("-", "")) == 28


def test_what_ended_stays_ended() -> None:
    assert set(STEPS) == {(LetterState.VALID, each) for each in LetterAction}
    assert next_state(LetterState.WITHDRAWN, LetterAction.REPLACE) is None
    assert next_state(LetterState.REPLACED, LetterAction.WITHDRAW) is None


@pytest.mark.parametrize(
    ("state", "has_seat", "event", "now", "stands"),
    [
        (LetterState.VALID, True, EventStatus.PUBLISHED, FLORENCE, Standing.VALID),
        (LetterState.VALID, True, EventStatus.HELD, FLORENCE, Standing.VALID),
        (LetterState.VALID, True, EventStatus.PUBLISHED, LATER, Standing.OUTDATED),
        (LetterState.VALID, True, EventStatus.PUBLISHED, ELSEWHERE, Standing.OUTDATED),
        (LetterState.VALID, True, EventStatus.POSTPONED, FLORENCE, Standing.OUTDATED),
        (LetterState.VALID, False, EventStatus.PUBLISHED, FLORENCE, Standing.SEAT_GIVEN_UP),
        (LetterState.VALID, False, EventStatus.PUBLISHED, LATER, Standing.SEAT_GIVEN_UP),
        (LetterState.VALID, True, EventStatus.CANCELLED, FLORENCE, Standing.EVENT_CANCELLED),
        (LetterState.REPLACED, True, EventStatus.PUBLISHED, FLORENCE, Standing.REPLACED),
        (LetterState.REPLACED, False, EventStatus.CANCELLED, LATER, Standing.REPLACED),
        (LetterState.WITHDRAWN, True, EventStatus.PUBLISHED, FLORENCE, Standing.WITHDRAWN),
    ],
)
def test_how_a_letter_stands_follows_from_what_is_true(
    state: LetterState, has_seat: bool, event: EventStatus, now: Place, stands: Standing
) -> None:
    assert standing(state, has_seat, event, FLORENCE, now) is stands


@pytest.mark.parametrize(
    ("asked", "nationality", "told", "needs"),
    [
        (False, "TO", "", True),
        (False, "IT", "", False),
        (True, "IT", "", False),
        (True, None, "", True),
        (False, None, "", False),
        (False, "TO", "no", False),
        (True, "IT", "yes", True),
        (False, "TO", "unsure", True),
    ],
)
def test_who_needs_a_visa(asked: bool, nationality: str | None, told: str, needs: bool) -> None:
    assert needs_visa(asked, nationality, "IT", told) is needs


def test_nobody_is_warned_of_a_country_that_is_not_known() -> None:
    assert not needs_visa(False, "TO", None)


def test_a_warning_comes_59_days_before_the_start_and_not_60() -> None:
    start = date(2027, 8, 23)
    days = {day: days_until(start, day) for day in (date(2027, 6, 24), date(2027, 6, 25))}
    assert list(days.values()) == [60, 59]
    assert [is_late(each) for each in days.values()] == [False, True]
    assert is_late(days_until(start, start))
    assert not is_late(days_until(start, date(2027, 8, 24)))
    assert not is_late(days_until(None, start))


@pytest.mark.parametrize(
    ("status", "mode", "starts_on", "today", "says"),
    [
        (EventStatus.PUBLISHED, Mode.IN_PERSON, date(2027, 8, 23), date(2027, 9, 3), ""),
        (EventStatus.ANNOUNCED, None, date(2027, 8, 23), date(2027, 1, 1), ""),
        (EventStatus.PUBLISHED, Mode.ONLINE, date(2027, 8, 23), date(2027, 1, 1), "online"),
        (EventStatus.DRAFT, None, date(2027, 8, 23), date(2027, 1, 1), "draft"),
        (EventStatus.POSTPONED, None, date(2027, 8, 23), date(2027, 1, 1), "postponed"),
        (EventStatus.CANCELLED, None, date(2027, 8, 23), date(2027, 1, 1), "cancelled"),
        (EventStatus.PUBLISHED, None, None, date(2027, 1, 1), "exact dates"),
        (EventStatus.PUBLISHED, None, date(2027, 8, 23), date(2027, 9, 4), "is over"),
    ],
)
def test_why_no_letter_can_be_issued(
    status: EventStatus, mode: Mode | None, starts_on: date | None, today: date, says: str
) -> None:
    reason = why_not(status, mode, starts_on, date(2027, 9, 3), today)
    assert (says in reason) if says else reason == ""


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (" AB  123456 ", "AB 123456"),
        ("follows", ""),
        ("“Suivra”", ""),
        ("pendiente.", ""),
        ("", ""),
    ],
)
def test_a_passport_that_is_still_to_come_has_no_number(typed: str, printed: str) -> None:
    assert passport_number(typed) == printed
