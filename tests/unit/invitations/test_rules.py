"""What is sent so that a calendar says what it should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.invitations.rules import (
    Answer,
    Asking,
    Holds,
    Method,
    Should,
    Standing,
    Step,
    Style,
    What,
    asks,
    next_step,
    partstat,
    style_for,
)

GOES, OFF, NOT_HERS = Standing.GOES, Standing.CALLED_OFF, Standing.NOT_HERS
HOLDS = Holds(Method.REQUEST, 3, 2, "at nine", "here")
LOST = Holds(Method.CANCEL, 4, 2, "at nine", "here")


@pytest.mark.parametrize(
    ("should", "holds", "step"),
    [
        (Should(0, "at nine", "here"), None, Step(What.INVITE, 0, again=True)),
        (Should(7, "at nine", "here"), None, Step(What.INVITE, 7, again=True)),
        (Should(0, "at nine", "here", OFF), None, None),
        (Should(0, "at nine", "here", NOT_HERS), None, None),
        (Should(2, "at nine", "here"), HOLDS, None),
        (Should(4, "at nine", "here"), HOLDS, None),  # there and back
        (Should(2, "at nine", "there"), HOLDS, Step(What.UPDATE, 3)),
        (Should(3, "at ten", "here"), HOLDS, Step(What.UPDATE, 4, again=True)),
        (Should(5, "at ten", "there"), HOLDS, Step(What.UPDATE, 6, again=True)),
        (Should(3, "off", "here", OFF), HOLDS, Step(What.CALL_OFF, 4)),
        (Should(2, "off", "here", OFF), HOLDS, Step(What.CALL_OFF, 4)),
        (Should(2, "at nine", "here", NOT_HERS), HOLDS, Step(What.TAKE_OFF, 4)),
        (Should(3, "at nine", "here", NOT_HERS), HOLDS, Step(What.TAKE_OFF, 4)),
        (Should(2, "off", "here", OFF), LOST, None),
        (Should(2, "at nine", "here", NOT_HERS), LOST, None),
        (Should(2, "at nine", "here"), LOST, Step(What.INVITE, 5, again=True)),
        (Should(9, "at nine", "here"), LOST, Step(What.INVITE, 9, again=True)),
    ],
)
def test_should_beside_holds(should: Should, holds: Holds | None, step: Step | None) -> None:
    assert next_step(should, holds) == step


def test_without_invitations_what_was_begun_is_kept_true_and_nothing_new_begins() -> None:
    here, moved = Should(2, "at nine", "here"), Should(3, "at ten", "here")
    assert next_step(here, None, invites=False) is None
    assert next_step(here, LOST, invites=False) is None
    assert next_step(moved, HOLDS, invites=False) == Step(What.UPDATE, 4, again=True)
    off = Should(3, "off", "here", OFF)
    assert next_step(off, HOLDS, invites=False) == Step(What.CALL_OFF, 4)


@given(st.lists(st.tuples(*[st.sampled_from("ab")] * 2, st.sampled_from(Standing)), max_size=12))
def test_sequence_never_falls_rises_with_each_cancel_and_twice_is_as_good_as_once(
    changes: list[tuple[str, str, Standing]],
) -> None:
    holds, feed, before = None, 0, ("a", GOES)
    for when, told, standing in changes:
        feed += before != (when, standing)  # as published sessions count
        before = when, standing
        should = Should(feed, when, told, standing)
        step = next_step(should, holds)
        if step is None:
            continue
        if holds is not None:
            rises = step.method is Method.CANCEL or holds.method is Method.CANCEL or step.again
            assert step.sequence > holds.sequence if rises else step.sequence >= holds.sequence
        assert step.sequence >= feed
        holds = Holds(step.method, step.sequence, feed, when, told)
        assert next_step(should, holds) is None


def test_few_sessions_are_invitations_and_many_one_letter() -> None:
    assert style_for(Style.BY_NUMBER, 5) is Style.EACH_SESSION
    assert style_for(Style.BY_NUMBER, 6) is Style.ONE_LETTER
    assert style_for(Style.EACH_SESSION, 60) is Style.EACH_SESSION
    assert style_for(Style.NOTHING, 1) is Style.NOTHING


def test_nobody_is_asked_whose_answer_nobody_reads() -> None:
    assert not asks(Asking.YES, registers=False, replies_are_read=False)
    assert asks(Asking.USUAL, registers=False, replies_are_read=True)
    assert not asks(Asking.USUAL, registers=True, replies_are_read=True)
    assert asks(Asking.YES, registers=True, replies_are_read=True)
    assert not asks(Asking.NO, registers=False, replies_are_read=True)


@pytest.mark.parametrize(
    ("answer", "wanted", "again", "said"),
    [
        (Answer.NONE, True, True, (Answer.NONE, True)),
        (Answer.NONE, True, False, (Answer.NONE, True)),
        (Answer.NONE, False, True, (Answer.ACCEPTED, False)),
        (Answer.DECLINED, True, False, (Answer.DECLINED, False)),
        (Answer.DECLINED, True, True, (Answer.NONE, True)),
        (Answer.DECLINED, False, True, (Answer.DECLINED, False)),
    ],
)
def test_what_she_is_asked(
    answer: Answer, wanted: bool, again: bool, said: tuple[Answer, bool]
) -> None:
    assert partstat(answer, wanted=wanted, again=again) == said
