"""Only organisers of the initiative and administrators see applications and decide."""

import pytest

from courseapp.applications.rules import Status
from courseapp.scenarios.cast import Cast, Part
from courseapp.selection.rules import Choice
from tests.selection.story import LIST, MAIL, Round
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

OUTSIDERS = (Part.A6IP_ORGANISER, Part.REVIEWER, Part.NEWCOMER)
DECIDE = LIST.replace("applications", "decide")


@pytest.mark.parametrize("part", OUTSIDERS)
def test_others_find_nothing_there(
    selection: Round, as_person: AsPerson, cast: Cast, part: Part
) -> None:
    browser = as_person(cast.people[part])
    token = browser.visit("/account").value("csrf_token")
    reference = selection.applications[0].reference
    for page in (LIST, f"{LIST}/{reference}", MAIL):
        browser.expect_404(page)
    decision = {"csrf_token": token, "choice": "offer", "application": reference, "step": "send"}
    assert browser.post(DECIDE, data=decision).status_code == 404
    assert browser.post(f"{MAIL}/1/again", data={"csrf_token": token}).status_code == 404
    assert selection.statuses()[0] is Status.SUBMITTED


def test_applicants_see_nothing_of_each_other(selection: Round, as_person: AsPerson) -> None:
    browser = as_person(selection.applications[0].person)
    browser.expect_404(f"{LIST}/{selection.applications[0].reference}")
    browser.expect_404(LIST)


def test_a_stranger_finds_nothing_whether_or_not_it_exists(
    selection: Round, client: CheckingClient
) -> None:
    reference = selection.applications[0].reference
    for page in (LIST, f"{LIST}/{reference}", MAIL, LIST.replace("course-2027", "nothing")):
        client.expect_404(page)


def test_an_administrator_decides_for_every_initiative(
    selection: Round, as_person: AsPerson, cast: Cast
) -> None:
    browser = as_person(cast.administrator)
    chosen = selection.applications[0]
    page = browser.submit(
        browser.visit(LIST), {"application": [chosen.reference]}, button="Offer a seat"
    )
    browser.submit(page, button="Send 1 offer")
    assert selection.statuses()[0] is Status.OFFERED
    (letter,) = selection.mails("selection_offer", chosen)
    assert "mariana.costa@example.org" in letter.text  # readers ask the initiative's organiser


def test_applications_of_another_event_are_not_reached_through_ones_own(
    selection: Round, as_person: AsPerson, cast: Cast
) -> None:
    browser = as_person(cast.a6ip_organiser)
    reference = selection.applications[0].reference
    other = LIST.replace("course-2027", "anything")
    browser.expect_404(f"{other}/{reference}")
    assert selection.decide(Choice.WAIT).moved == ()
