"""An application is its applicant's. For everybody else it does not exist."""

import pytest

from courseapp.scenarios.cast import Cast, Part
from tests.applications.story import Written
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

PAGES = (
    "",
    "/steps/about",
    "/steps/motivation",
    "/change",
    "/check",
    "/withdraw",
    "/print",
    "/receipt.pdf",
)
ACTIONS = ("/steps/about", "/drop-changes", "/submit", "/verify", "/withdraw", "/reopen")
OTHERS = (Part.WAITING, Part.ICAP_ORGANISER, Part.A6IP_ORGANISER, Part.ADMINISTRATOR)


@pytest.mark.parametrize("part", OTHERS)
def test_nobody_else_opens_or_changes_it(
    draft: Written, as_person: AsPerson, cast: Cast, part: Part
) -> None:
    browser = as_person(cast.people[part])
    token = browser.visit("/account").value("csrf_token")
    for page in PAGES:
        assert browser.get(draft.address + page).status_code == 404, page
    for action in ACTIONS:
        answer = browser.post(draft.address + action, data={"csrf_token": token})
        assert answer.status_code == 404, action


def test_a_stranger_is_asked_to_sign_in_whether_or_not_it_exists(
    draft: Written, client: CheckingClient
) -> None:
    for reference in (draft.address, "/applications/0000-0000-0000"):
        for page in PAGES:
            answer = client.get(reference + page)
            assert (answer.status_code, answer.location) == (
                303,
                f"/sign-in?next={reference}{page}",
            )


def test_the_list_shows_own_applications_only(
    sent: Written, as_person: AsPerson, cast: Cast
) -> None:
    page = as_person(cast.waiting).visit("/applications")
    assert sent.application.reference not in page.text


def test_who_was_signed_out_comes_back_to_the_same_page(sent: Written, clock: FixedClock) -> None:
    clock.advance(days=15)
    page = sent.open("withdraw")
    assert page.path == "/sign-in"
    assert page.value("next") == f"{sent.address}/withdraw"


def test_looking_writes_nothing(draft: Written) -> None:
    before = (draft.application.version, draft.application.saved_at)
    for page in PAGES:
        draft.open(page.removeprefix("/"))
    assert (draft.application.version, draft.application.saved_at) == before
