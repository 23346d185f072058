"""How often a supervisor is written to, and until when her link works."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courseapp.asking.rules import Party
from courseapp.endorsements.rules import (
    ANSWERED,
    MOST_LETTERS,
    STEPS,
    EndorsementAction,
    EndorsementStatus,
    link_ends,
    may_write,
)
from courseapp.endorsements.words import WORDS, words_in

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


@given(st.lists(st.sampled_from(list(EndorsementAction)), max_size=12))
def test_whoever_was_replaced_never_answers_again(actions: list[EndorsementAction]) -> None:
    status = EndorsementStatus.ASKED
    was_revoked = False
    for action in actions:
        step = STEPS.next_step(status, action, Party.ASKED) or STEPS.next_step(
            status, action, Party.ORGANISER
        )
        status = step.to if step else status
        was_revoked = was_revoked or status is EndorsementStatus.REVOKED
        assert not (was_revoked and status in ANSWERED)


@given(st.integers(0, 9), st.integers(0, 72))
def test_letters_rest_between_and_come_to_an_end(letters: int, hours: int) -> None:
    allowed = may_write(letters, NOON, NOON + timedelta(hours=hours))
    assert allowed == (letters < MOST_LETTERS and hours >= 20)


@given(st.integers(-400, 400))
def test_a_link_works_three_weeks_from_the_later_of_deadline_and_letter(days: int) -> None:
    deadline = NOON + timedelta(days=days)
    assert link_ends(deadline, NOON) == max(deadline, NOON) + timedelta(days=21)
    assert link_ends(None, NOON) == NOON + timedelta(days=21)


def test_every_language_says_everything_and_an_unknown_one_is_english() -> None:
    assert len({frozenset(words) for words in WORDS.values()}) == 1
    assert all(text for words in WORDS.values() for text in words.values())
    assert words_in("pt-BR") is WORDS["en"]
    assert words_in("fr-CA") is WORDS["fr"]
