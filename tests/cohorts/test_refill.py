"""A free seat goes to the person with whom the limits hold, and a sentence says why."""

from collections.abc import Sequence

import pytest
from sqlalchemy import update

from courseapp.applications.rules import Status
from courseapp.cohorts.adjusting import adopt, lock_cohort
from courseapp.cohorts.approving import approve
from courseapp.cohorts.limits import remove_limit
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.names_read import calling
from courseapp.cohorts.proposing import propose, read
from courseapp.cohorts.refilling import NextInBalance, next_in_balance
from courseapp.review.models import Review
from courseapp.review.rules import ReviewStatus
from tests.cohorts.story import Choice

IN = ("Ana", "Bruno", "David", "Grace", "Hana")


@pytest.fixture
def refilled(choice: Choice) -> Choice:
    """Five have a seat, one of six is free, and the others wait."""
    for each in choice.people:
        name = each.full_name.split()[0]
        choice.move(name, Status.CONFIRMED if name in IN else Status.WAITING)
    return choice


def ask(choice: Choice, number: int, *line: str) -> Sequence[NextInBalance] | None:
    ids = [choice.named(name).id for name in line]
    return next_in_balance(choice.session, choice.course, number, choice.clock.now, ids)


def who(choice: Choice, found: Sequence[NextInBalance] | None) -> list[str]:
    names = {each.id: each.full_name.split()[0] for each in choice.people}
    return [names[each.application_id] for each in found or ()]


def test_where_nothing_is_limited_the_order_of_the_list_decides(refilled: Choice) -> None:
    assert ask(refilled, 1, "Emil", "Carlos") is None


def test_the_next_is_the_best_with_whom_the_limits_hold(refilled: Choice) -> None:
    refilled.limit(LimitKind.AT_MOST_EACH, 2, feature="country")
    refilled.limit(LimitKind.AT_LEAST_SHARE, 60, feature="gender", values=("woman",))
    (found,) = ask(refilled, 1, "Carlos", "Emil", "Farid", "Indra", "Joel") or ()
    assert who(refilled, [found]) == ["Indra"]  # four women of six
    assert "the first with whom the limits hold" in found.reason
    assert "At least 60% women" in found.reason
    assert "3 people have more points" in found.reason
    (plain,) = ask(refilled, 1, "Indra") or ()
    assert plain.reason == (
        "A seat became free. She has the most points (70 points), and the limits hold with her."
    )


def test_what_those_in_line_cannot_give_is_not_waited_for(refilled: Choice) -> None:
    refilled.limit(LimitKind.AT_LEAST, 4, feature="gender", values=("woman",))
    assert who(refilled, ask(refilled, 1, "Joel", "Farid")) == ["Farid"]


def test_a_seat_stays_empty_rather_than_break_a_cap(refilled: Choice) -> None:
    refilled.limit(LimitKind.AT_MOST_EACH, 2, feature="country")
    assert who(refilled, ask(refilled, 1, "Carlos")) == []
    assert who(refilled, ask(refilled, 2, "Carlos", "Emil")) == ["Emil"]


def test_without_reviews_the_order_of_the_list_stands_for_points(refilled: Choice) -> None:
    refilled.session.execute(update(Review).values(status=ReviewStatus.SET_ASIDE))
    refilled.session.commit()
    refilled.limit(LimitKind.AT_MOST_EACH, 2, feature="country")
    found = ask(refilled, 1, "Carlos", "Joel", "Farid")
    assert who(refilled, found) == ["Joel"]
    assert found is not None
    assert "1 person stands before her" in found[0].reason


def test_what_was_approved_counts_and_not_what_somebody_set_since(refilled: Choice) -> None:
    cap = refilled.limit(LimitKind.AT_MOST_EACH, 2, feature="country")
    with refilled.app.test_request_context():
        about = (refilled.session, refilled.organiser, refilled.clock.now)
        row = adopt(*about, refilled.course, read(propose(*about, refilled.course)))
        called = calling(refilled.session, refilled.course)
        lock_cohort(*about, row, row.version, 0, called)
        approve(refilled.session, refilled.second, refilled.clock.now, row, row.version, called)
        remove_limit(*about, cap, called.names)
        refilled.limit(LimitKind.AT_LEAST, 6, feature="gender", values=("woman",))
    assert who(refilled, ask(refilled, 1, "Carlos", "Emil")) == ["Emil"]
    (found,) = ask(refilled, 1, "Carlos", "Emil") or ()
    assert "At most 2 people from each country" in found.reason
