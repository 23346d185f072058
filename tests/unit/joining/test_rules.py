"""The table of steps: where each leads, whose it is, and that words are there for all of them."""

from itertools import product

import pytest

from courseapp.initiatives.rules import MembershipKind
from courseapp.joining.rules import (
    LED_TO_NOTHING,
    SEEN,
    STEPS,
    WAITING,
    Action,
    JoinsAs,
    PartnerKind,
    State,
    Who,
    actions,
    next_step,
)
from courseapp.joining.words import (
    ACTIONS,
    DONE_TO_IT,
    HER_HISTORY,
    HOW_IT_STANDS,
    JOINS_AS,
    KINDS,
    MANY,
    STATES,
    WHAT_HAPPENED,
    listed,
)


def walk(*taken: Action) -> State:
    """Return where the steps lead from an unconfirmed request."""
    state = State.UNCONFIRMED
    for action in taken:
        step = next_step(state, action)
        assert step is not None, f"{action} does not apply to {state}"
        state = step.leads_to
    return state


def test_a_request_is_confirmed_asked_about_answered_and_accepted() -> None:
    assert walk(Action.CONFIRM, Action.ASK, Action.ANSWER, Action.ACCEPT) is State.ACCEPTED


def test_nothing_is_decided_before_the_address_is_confirmed() -> None:
    assert [each for each in Action if next_step(State.UNCONFIRMED, each)] == [Action.CONFIRM]


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.WITHDRAWN])
def test_what_is_over_stays_over(state: State) -> None:
    assert not [each for each in Action if next_step(state, each)]


def test_who_never_answers_can_still_be_declined() -> None:
    assert walk(Action.CONFIRM, Action.ASK, Action.DECLINE) is State.DECLINED


def test_only_the_requester_withdraws_and_only_organisers_decide() -> None:
    by_whom = {action: step.who for (_, action), step in STEPS.items()}
    assert {each for each, who in by_whom.items() if who is Who.ORGANISER} == {
        Action.ASK,
        Action.ACCEPT,
        Action.DECLINE,
    }
    assert actions(State.RECEIVED, Who.REQUESTER) == (Action.WITHDRAW,)
    assert actions(State.CLARIFICATION_ASKED, Who.REQUESTER) == (Action.ANSWER, Action.WITHDRAW)


def test_every_step_leads_to_what_organisers_see() -> None:
    assert {step.leads_to for step in STEPS.values()} == set(SEEN)
    assert set(State) - set(SEEN) == {State.UNCONFIRMED}
    assert not WAITING & LED_TO_NOTHING


def test_there_are_words_for_everything() -> None:
    for table, words in (
        (STATES, State),
        (HOW_IT_STANDS, State),
        (DONE_TO_IT, Action),
        (WHAT_HAPPENED, Action),
        (HER_HISTORY, Action),
        (KINDS, PartnerKind),
        (MANY, PartnerKind),
        (JOINS_AS, JoinsAs),
    ):
        assert set(table) == set(words)
    assert set(ACTIONS) == set(actions(State.RECEIVED, Who.ORGANISER))


def test_what_one_joins_as_is_a_word_of_the_record() -> None:
    assert {each.value for each in JoinsAs} <= {each.value for each in MembershipKind}


def test_kinds_are_told_as_a_list() -> None:
    assert listed(()) == ""
    assert listed((PartnerKind.COUNTRY,)) == "countries"
    assert listed(tuple(PartnerKind)) == (
        "countries, international organisations, research institutes, the private sector and others"
    )


def test_no_step_is_both_the_requesters_and_the_organisers() -> None:
    for state, action in product(State, Action):
        step = next_step(state, action)
        assert (step is None) or (action in actions(state, step.who))
