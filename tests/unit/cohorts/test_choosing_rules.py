"""Four eyes, the steps of a cohort, and the seed that nobody chose."""

import pytest

from courseapp.cohorts.early import early_warnings
from courseapp.cohorts.model.record import Candidate, Limit, LimitKind, Task
from courseapp.cohorts.model.wording.names import NO_NAMES
from courseapp.cohorts.rules import (
    CohortAction,
    CohortState,
    approvers,
    leads_to,
    usual_seed,
)
from courseapp.cohorts.ticking import sketch
from courseapp.cohorts.traits import organisation_value


def test_another_organiser_approves_never_one_whose_cohort_it_is() -> None:
    assert approvers({1}, {1, 2, 3}, {9}) == {2, 3}
    assert approvers({1, 2}, {1, 2}, {9}) == {9}  # all had a hand in it
    assert approvers({1}, {1}, {1, 9}) == {9}
    assert approvers({1}, {1}, {1}) == frozenset()


@pytest.mark.parametrize("action", list(CohortAction))
def test_nothing_leads_on_from_an_approved_cohort(action: CohortAction) -> None:
    assert leads_to(CohortState.APPROVED, action) is None


def test_a_locked_cohort_is_not_ticked_and_an_open_one_not_approved() -> None:
    assert leads_to(CohortState.LOCKED, CohortAction.ADJUST) is None
    assert leads_to(CohortState.OPEN, CohortAction.APPROVE) is None
    assert leads_to(CohortState.LOCKED, CohortAction.APPROVE) is CohortState.APPROVED


def test_the_usual_seed_is_what_anybody_can_make_with_sha256sum() -> None:
    # printf 'course-2027 2027-04-15' | sha256sum | cut -c1-16
    assert usual_seed("course-2027", "2027-04-15") == "6c8c0b4c70e5c9ec"


def test_two_ministries_of_the_same_name_are_two_organisations() -> None:
    kenyan = organisation_value("  Ministry of  ENVIRONMENT", "KE")
    assert kenyan == organisation_value("Ministry of Environment", "KE")
    assert kenyan != organisation_value("Ministry of Environment", "UG")
    assert organisation_value("清华大学", None)


def task(*limits: Limit, seats: int = 3) -> Task:
    people = tuple(
        Candidate(key, 50_000, {"country": frozenset({country}), "gender": frozenset({gender})})
        for key, country, gender in (
            ("a", "KE", "woman"),
            ("b", "KE", "man"),
            ("c", "TG", "man"),
            ("d", "TG", "man"),
        )
    )
    return Task(seats, people, limits)


def told(limit: Limit, seats: int = 3) -> str:
    return " ".join(early_warnings(task(limit, seats=seats), NO_NAMES).get("l", ()))


def test_a_limit_that_can_hold_gets_no_warning() -> None:
    assert told(Limit("l", LimitKind.AT_LEAST, 1, "gender", ("woman",))) == ""
    assert told(Limit("l", LimitKind.AT_MOST_EACH, 2, "country")) == ""
    assert told(Limit("l", LimitKind.AT_LEAST_SHARE, 33, "gender", ("woman",))) == ""


def test_what_asks_for_too_much_is_told_with_its_numbers() -> None:
    women = ("gender", ("woman",))
    assert "Only 1 of 4" in told(Limit("l", LimitKind.AT_LEAST, 2, *women))
    assert "only 3 seats" in told(Limit("l", LimitKind.AT_LEAST, 4, *women))
    share = told(Limit("l", LimitKind.AT_LEAST_SHARE, 34, *women))
    assert "34% of 3 people are 2, and only 1" in share
    assert "At most 2 people fit" in told(Limit("l", LimitKind.AT_MOST_EACH, 1, "country"))
    assert "Nothing is known" in told(Limit("l", LimitKind.AT_LEAST, 1, "region", ("m49-asia",)))


def test_a_sketch_knows_only_candidates_and_keeps_who_holds_a_seat() -> None:
    people = (Candidate("a", 1, is_fixed=True), Candidate("b", 1), Candidate("c", 1))
    asked = Task(2, people)
    assert sketch(asked, ["a", "b"], ["c", "stranger"], ["a", "b"]) == {"a", "c"}
