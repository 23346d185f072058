"""Saved filters: private or shared, replaced by name, and removed."""

import pytest

from courseapp.core.errors import NotFound, Problem
from courseapp.intake.filters import Filters
from courseapp.intake.rules import MOST_SAVED
from courseapp.intake.saving import kept_filters, remove_filter, save_filter
from tests.intake.story import LIST, Desk
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

KENYA = Filters(country="KE")


def save(desk: Desk, name: str, filters: Filters = KENYA, *, is_shared: bool = False) -> int:
    actor, now = desk.organiser, desk.clock.now
    return save_filter(desk.session, actor, now, desk.course, filters, name, is_shared=is_shared).id


def names(desk: Desk, *, of_colleague: bool = False) -> list[tuple[str, str]]:
    reader = desk.cast.administrator if of_colleague else desk.organiser
    return [(each.name, each.owner) for each in kept_filters(desk.session, reader, desk.course.id)]


def test_a_filter_is_saved_from_the_list_and_stands_above_it(
    desk: Desk, organiser: CheckingClient, as_person: AsPerson
) -> None:
    page = organiser.visit(f"{LIST}?a.gender=woman&sort=-name")
    page = organiser.follow(page, "Save this filter")
    assert "It shows: “Your gender”: Female" in page.text
    page = organiser.submit(page, {"name": " "}, button="Save the filter", status=422)
    assert "Enter a name." in page.text
    page = organiser.submit(page, {"name": "Women", "is_shared": True}, button="Save the filter")
    assert page.address == f"{LIST}?a.gender=woman&sort=-name"
    colleague = as_person(desk.cast.administrator)
    page = colleague.follow(colleague.visit(LIST), "Women (of Mariana Costa)")
    assert "2 of 4 applications" in page.text
    page = colleague.follow(page, "Edit saved filters")
    assert "Shared by Mariana Costa" in page.text
    page = colleague.submit(page, button="Remove the filter Women")
    assert "No application has changed." in page.text
    assert names(desk) == []


def test_what_is_private_is_nobody_elses(desk: Desk) -> None:
    private, shared = save(desk, "Mine"), save(desk, "Ours", is_shared=True)
    assert names(desk) == [("Mine", ""), ("Ours", "")]
    assert names(desk, of_colleague=True) == [("Ours", "Mariana Costa")]
    with pytest.raises(NotFound):
        remove_filter(desk.session, desk.cast.administrator, desk.course, private)
    assert remove_filter(desk.session, desk.cast.administrator, desk.course, shared) == "Ours"


def test_the_same_name_replaces_and_too_many_are_refused(desk: Desk) -> None:
    first = save(desk, "Kenya")
    assert save(desk, " KENYA ", Filters(search="kenya")) == first
    (kept,) = kept_filters(desk.session, desk.organiser, desk.course.id)
    assert (kept.name, kept.filters) == ("KENYA", Filters(search="kenya"))
    with pytest.raises(Problem, match="Filter or order the list first"):
        save(desk, "Everybody", Filters())
    with pytest.raises(Problem, match="Shorten"):
        save(desk, "x" * 61)
    for number in range(MOST_SAVED - 1):
        save(desk, f"n{number}")
    with pytest.raises(Problem, match="Remove one"):
        save(desk, "one more")
