"""Administrators close accounts and open them again; nobody else sees who has one."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import history
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


def test_an_administrator_finds_people_by_name_or_address(as_person: AsPerson, cast: Cast) -> None:
    browser = as_person(cast.administrator)
    for words in ("tevita", "TEVITA@example"):
        page = browser.visit(f"/manage/people?q={words}")
        assert cast.newcomer.email in page.text
        assert cast.accepted.email not in page.text
    assert "Nobody fits" in browser.visit("/manage/people?q=100%_").text


def test_a_closed_account_is_out_at_once_until_it_is_opened_again(
    as_person: AsPerson, cast: Cast, session: Session
) -> None:
    administrator, person = as_person(cast.administrator), as_person(cast.newcomer)
    here = f"/manage/people/{cast.newcomer.id}"
    page = administrator.visit(f"/manage/people?q={cast.newcomer.email}")
    assert "signed out everywhere at once" in page.text
    page = administrator.submit(page, form=f"{here}/close")
    assert "is closed" in page.text
    assert person.visit("/account").path == "/sign-in"
    page = administrator.submit(page, form=f"{here}/open")
    assert "is open again" in page.text
    assert person.visit("/account").path == "/sign-in"  # she signs in anew
    told = [entry.summary for entry in history(session, [f"person/{cast.newcomer.id}"])]
    assert len(told) == 2


def test_nobody_closes_her_own_account(as_person: AsPerson, cast: Cast, session: Session) -> None:
    browser = as_person(cast.administrator)
    page = browser.visit(f"/manage/people?q={cast.administrator.email}")
    page = browser.submit(page, form=f"/manage/people/{cast.administrator.id}/close")
    assert "cannot close your own account" in page.text
    assert cast.administrator.disabled_at is None


def test_a_long_list_comes_in_pages(
    as_person: AsPerson, cast: Cast, session: Session, clock: FixedClock
) -> None:
    session.add_all(
        Person(email=f"person{n:03}@example.org", created_at=clock.now) for n in range(60)
    )
    page = as_person(cast.administrator).visit("/manage/people?q=person0&page=3")
    assert "51–60 of 60" in page.text


def test_others_get_404(
    client: CheckingClient,
    as_person: AsPerson,
    cast: Cast,
    new_client: Callable[[], CheckingClient],
) -> None:
    for browser in (new_client(), as_person(cast.newcomer), as_person(cast.icap_organiser)):
        browser.expect_404("/manage/people")
